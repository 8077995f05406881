"""Exact and near copies."""

import re
from pathlib import Path

import numpy as np
import pytest

from analysis.corpus import Document
from analysis.reading import Seen, read_bytes, similarity, text_key
from analysis.reading.duplicates import signature

SEEDS = Path(__file__).resolve().parents[3] / "seeds"
TEXT_A, TEXT_B = (path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt")))


def test_a_copy_of_a_is_a_duplicate_and_b_is_not():
    seen = Seen()
    assert [seen.twin(TEXT_A, "a"), seen.twin(TEXT_B, "b")] == [None, None]
    twin = seen.twin(TEXT_A, "c")
    assert (twin.name, twin.percent) == ("a", 100)
    assert similarity(Document("a", TEXT_A), Document("b", TEXT_B)) < 5
    assert similarity(Document("a", TEXT_A), Document("c", TEXT_A)) == 100


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text.replace(" ", "\u00a0 "),
        lambda text: text.replace("ढ़", "\u095d"),
    ],
    ids=["line ends", "spaces", "composed nukta"],
)
def test_the_same_words_in_other_bytes_are_a_duplicate(change):
    assert change(TEXT_A) != TEXT_A
    assert text_key(change(TEXT_A)) == text_key(TEXT_A)


def test_another_vowel_sign_is_another_text():
    assert text_key("कि") != text_key("की")


def test_an_edited_copy_is_near_and_kept():
    edited = TEXT_A.replace("गुरुवार", "शुक्रवार")
    readings = [*read_bytes("a.txt", TEXT_A.encode()), *read_bytes("b.txt", edited.encode())]
    assert [reading.status for reading in readings] == [
        "loaded",
        "loaded",
    ]  # two calls know nothing of each other
    seen = Seen()
    first, second = (
        next(read_bytes(name, text.encode(), seen=seen))
        for name, text in (("a.txt", TEXT_A), ("b.txt", edited))
    )
    assert (first.status, second.status, len(second.documents)) == ("loaded", "near_duplicate", 1)
    assert 80 <= second.notes[0].fields["percent"] <= 99


def test_the_estimate_is_near_the_true_share():
    words = re.findall(r"\S+", TEXT_A)
    other = " ".join(words[:300])
    true = similarity(Document("a", " ".join(words)), Document("b", other)) / 100
    estimate = (signature(" ".join(words)) == signature(other)).mean()
    assert abs(true - estimate) < 0.15
    assert np.array_equal(signature(TEXT_A), signature(TEXT_A))


def test_a_store_s_texts_count_as_seen():
    seen = Seen([(text_key(TEXT_A), "old")], near=False)
    assert seen.twin(TEXT_A, "new").name == "old"
