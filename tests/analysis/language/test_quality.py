"""Floors of quality on treebanks that are measured with and never shipped."""

from functools import cache

import pytest

from tests.benchmarks import quality_language as quality
from tests.shared import shared


@cache
def _bank(name):
    return quality.read(shared(quality.TREEBANKS[name]))


@pytest.mark.parametrize(
    ("name", "stops", "floor"),
    [("PUD", False, 0.992), ("PUD", True, 0.991), ("HDTB", False, 0.9935), ("HDTB", True, 0.9925)],
)
def test_sentences_are_split_as_well_as_measured(name, stops, floor):
    assert quality.sentence_f1(_bank(name), stops=stops) >= floor


@pytest.mark.parametrize(("name", "floor"), [("PUD", 0.9985), ("HDTB", 0.9999)])
def test_tokens_are_found_as_well_as_measured(name, floor):
    assert quality.token_f1(_bank(name)) >= floor


def test_nominal_forms_are_merged_as_well_as_measured():
    precision, recall = quality.merges(_bank("PUD") + _bank("HDTB"))
    assert precision >= 0.955
    assert recall >= 0.92


def test_merging_everything_or_nothing_would_not_pass():
    bank = _bank("PUD")
    assert quality.merges(bank, lambda form: form[:3])[0] < 0.5
    assert quality.lemma_accuracy(bank, lambda form: form)["NOUN"] < 0.9


@pytest.mark.parametrize(("name", "nouns", "adjectives"), [("PUD", 0.98, 0.96), ("HDTB", 0.985, 0.96)])
def test_lemmas_are_as_right_as_measured(name, nouns, adjectives):
    accuracy = quality.lemma_accuracy(_bank(name))
    assert accuracy["NOUN"] >= nouns
    assert accuracy["ADJ"] >= adjectives
