"""Exact and near copies."""

import re
import zlib
from pathlib import Path

import pytest

from analysis import keyed
from analysis.corpus import Document
from analysis.reading import Seen, duplicates, read_bytes, similarity, text_key
from analysis.reading.duplicates import signatures

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


def test_only_the_first_articles_are_looked_through_for_near_copies(monkeypatch):
    monkeypatch.setattr(duplicates, "NEAR_LIMIT", 3)
    seen = Seen()
    near = TEXT_A.replace("गुरुवार", "शुक्रवार"), TEXT_A.replace("गुरुवार", "शनिवार")
    texts = zip((TEXT_A, TEXT_B, near[0]), "abc", strict=True)
    assert [seen.twin(text, name) is not None for text, name in texts] == [False, False, True]
    assert seen.twin(near[1], "d") is None
    assert [seen.twin(text, "e").name for text in (TEXT_A, TEXT_B, *near)] == ["a", "b", "c", "d"]
    assert not seen._signatures and not seen._bands


def test_copies_are_found_however_many_articles_came_between(monkeypatch):
    monkeypatch.setattr(keyed, "MOST", 5)
    seen = Seen(near=False)
    assert not any(seen.twin(f"लेख {number}", f"a{number}") for number in range(50))
    assert [seen.twin(f"लेख\n{number}", "b").name for number in range(50)] == [f"a{n}" for n in range(50)]


def test_the_estimate_is_near_the_true_share():
    words = re.findall(r"\S+", TEXT_A)
    other = " ".join(words[:300])
    true = similarity(Document("a", " ".join(words)), Document("b", other)) / 100
    one, two = signatures([" ".join(words), other])
    assert abs(true - (one == two).mean()) < 0.15


def plain_signature(text):
    """The same sum, run by run."""
    words, least = text.split(), 1 << 64
    runs = [words[at : at + duplicates.RUN] for at in range(max(1, len(words) - duplicates.RUN + 1))]
    numbers = []
    for run in runs:
        number = 0
        for word in run:
            number = (number * int(duplicates._PLACE) + zlib.crc32(word.encode())) % least
        for factor in map(int, duplicates._MIX):
            number = (number ^ number >> 32) * factor % least
        numbers.append(number >> 32)
    chances = zip(duplicates._FACTORS.ravel().tolist(), duplicates._TERMS.ravel().tolist(), strict=True)
    return [min((number * factor + term) % (1 << 32) for number in numbers) for factor, term in chances]


def test_many_signatures_at_once_are_those_of_each_text(monkeypatch):
    texts = [
        "",
        "एक",
        "एक दो",
        "एक दो तीन",
        "एक दो तीन चार",
        TEXT_B,
        "एक दो तीन चार पाँच",
        TEXT_A[:300],
        "एक दो",
    ]
    assert signatures(texts).tolist() == [plain_signature(text) for text in texts]
    monkeypatch.setattr(duplicates, "_AT_ONCE", 1000)
    assert signatures(texts).tolist() == [plain_signature(text) for text in texts]
    assert signatures([]).shape == (0, duplicates.BANDS * duplicates.ROWS)


def test_what_a_print_is_of_is_kept_only_when_it_is_met():
    seen = Seen()
    first, again, near = seen.prints([TEXT_A, TEXT_A, TEXT_A.replace("गुरुवार", "शुक्रवार")])
    assert seen.meet(near, "c") is None
    assert seen.meet(first, "a").name == "c"
    assert (seen.meet(again, "b").name, seen.meet(again, "b").percent) == ("a", 100)


def test_a_store_s_texts_count_as_seen():
    seen = Seen([(text_key(TEXT_A), "old")], near=False)
    assert seen.twin(TEXT_A, "new").name == "old"
