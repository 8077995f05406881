"""One token of each form and term is flagged in each unit: against the rule said plainly, on made batches."""

import random

import numpy as np
import pyarrow as pa
import pytest

from analysis.store.firsts import (
    COMPOUNDED,
    COUNTED_KINDS,
    FORM_IN_DOCUMENT,
    FORM_IN_SENTENCE,
    TERM_IN_DOCUMENT,
    TERM_IN_SENTENCE,
    first_flags,
)
from tests.analysis.hand import Page, make_batch

WORDS = ("खेल", "खेलते", "रूस", "भारत", "और", "बैठक")
# A compound may have the term of a plain word: खेलते-खेलते beside खेल.
TERMS = {"खेलते": "खेल", "खेलते-खेलते": "खेल", "खेल-खेल": "खेल", "रूस-भारत": "रूस"}


def sentence(draw):
    words = [
        "-".join(draw.choices(WORDS, k=draw.choice((2, 3)))) if draw.random() < 0.3 else draw.choice(WORDS)
        for _ in range(draw.randrange(7))
    ]
    byline = f"[{' '.join(draw.choices(WORDS, k=2))}] " if draw.random() < 0.3 else ""
    return byline + " ".join(words) + "।"


def made(seed):
    draw = random.Random(seed)
    pages = []
    for number in range(draw.randrange(4)):
        lines = ["".join(sentence(draw) for _ in range(3)) for _ in range(draw.randrange(1, 4))]
        pages.append(Page(str(number), ("# " + sentence(draw), *lines)))
    return make_batch(pages)


def terms_of(batch):
    texts = batch.forms["text"].to_pylist()
    names = [TERMS.get(text, text) for text in texts]
    return np.array([7 * sorted(set(names)).index(name) for name in names], np.int32)


def plainly(batch, terms):
    """The rule for one flag after the other, unit after unit."""
    tokens, compounds = batch.tokens.to_pylist(), batch.compounds.to_pylist()
    parts = {(one["document"], one["position"] + n): True for one in compounds for n in range(one["parts"])}
    flags = {id(row): 0 for row in (*tokens, *compounds)}
    for row in tokens:
        if parts.get((row["document"], row["position"])):
            flags[id(row)] |= COMPOUNDED
    for flag in (FORM_IN_SENTENCE, TERM_IN_SENTENCE, FORM_IN_DOCUMENT, TERM_IN_DOCUMENT):
        taken = {}  # what in which unit → row
        outside = [row for row in tokens if not flags[id(row)] & COMPOUNDED]
        inside = [row for row in tokens if flags[id(row)] & COMPOUNDED]
        for row in (*outside, *inside):
            _take(taken, row, flag, terms)
        held = {}
        for row in outside:
            _take(held, row, flag, terms)
        of_compounds = {}
        for row in compounds:
            _take(of_compounds, row, flag, terms)
        rows = [*taken.values(), *(row for unit, row in of_compounds.items() if unit not in held)]
        for row in rows:
            flags[id(row)] |= flag
    return [flags[id(row)] for row in tokens], [flags[id(row)] for row in compounds]


def _take(taken, row, flag, terms):
    what = row["form"] if flag in (FORM_IN_SENTENCE, FORM_IN_DOCUMENT) else int(terms[row["form"]])
    if flag in (FORM_IN_SENTENCE, TERM_IN_SENTENCE):
        taken.setdefault((what, row["document"], row["sentence"], row["kind"]), row)
    elif row["kind"] in COUNTED_KINDS:
        taken.setdefault((what, row["document"]), row)


@pytest.mark.parametrize("seed", range(60))
def test_flags_are_those_of_the_plain_rule(seed):
    batch = made(seed)
    terms = terms_of(batch)
    found = tuple(one.tolist() for one in first_flags(batch, terms))
    assert found == tuple(plainly(batch, terms))


def test_more_forms_than_two_bytes_hold():
    # Forms 3 and 65,539 share their last two bytes; neither is the other.
    batch = make_batch([Page("क", ("रूस रूस भारत बैठक।",))])
    wide = {0: 3, 1: 3 + (1 << 16), 2: 9}
    tokens = batch.tokens.set_column(
        3, "form", pa.array([wide[f] for f in batch.tokens["form"].to_pylist()], pa.int32())
    )
    terms = np.arange(1 << 17, dtype=np.int32)
    flags, _ = first_flags(type(batch)(**batch.tables() | {"tokens": tokens}), terms)
    assert flags.tolist() == [15, 0, 15, 15]


def test_a_batch_without_words_has_no_flags():
    assert [len(one) for one in first_flags(make_batch([]), np.empty(0, np.int32))] == [0, 0]
    assert [len(one) for one in first_flags(make_batch([Page("क", ("×",))]), np.empty(0, np.int32))] == [0, 0]


def test_two_documents_of_one_sentence_each_have_flags_of_their_own():
    batch = make_batch([Page("क", ("रूस।",)), Page("ख", ("रूस।",))])
    assert first_flags(batch, np.zeros(1, np.int32))[0].tolist() == [15, 15]
