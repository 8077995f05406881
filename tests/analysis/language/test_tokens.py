from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.language.tokens import tokenise, tokenise_all

SEEDS = Path(__file__).resolve().parents[3] / "seeds"
A = (SEEDS / "000_e9d52559c15d213b.txt").read_text(encoding="utf-8")
B = (SEEDS / "003_423de9ca1c02ffde.txt").read_text(encoding="utf-8")


def words(text):
    return [text[start:end] for start, end in tokenise(text)]


def test_seed_counts():
    assert len(words(A)) == 490
    assert len(words(B)) == 374
    assert len(set(words(A)) | set(words(B))) == 303


@pytest.mark.parametrize(
    ("word", "count"), [("जयशंकर", 12), ("लावरोव", 7), ("भारत", 12), ("रूस", 11), ("बैठक", 10), ("रक्षा", 9)]
)
def test_seed_words_are_whole(word, count):
    assert (words(A) + words(B)).count(word) == count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("मिसाइल हूँ।", ["मिसाइल", "हूँ"]),
        ("भारत-रूस", ["भारत", "रूस"]),
        ("राज्\u200dय में", ["राज्\u200dय", "में"]),
        ("3.5 और 1,00,000 तथा १२,५०० रुपये", ["3.5", "और", "1,00,000", "तथा", "१२,५००", "रुपये"]),
        ("5, 10. अंत.", ["5", "10", "अंत"]),
        ("3..5", ["3", "5"]),
        ("एस-400 S-400", ["एस", "400", "S", "400"]),
        ("22वें", ["22वें"]),
        ('कहा,"हमने', ["कहा", "हमने"]),
        ("× ।॥ … \u200d", []),
        ("वर्ष\u00a0के", ["वर्ष", "के"]),
        ("𑀅क ২০২৪", ["𑀅क", "২০২৪"]),
    ],
)
def test_tokens(text, expected):
    assert words(text) == expected


def test_offsets_are_into_the_whole_text():
    assert tokenise("एक दो तीन", 3) == [(3, 5), (6, 9)]
    assert tokenise("एक दो तीन", 3, 5) == [(3, 5)]


@settings(deadline=None)  # the first call reads the tables
@given(st.text(alphabet="कि़्ं।.,-१5aé \n\u200d×"))
def test_tokens_are_maximal_and_in_order(text):
    spans = tokenise(text)
    assert all(a < b for a, b in spans)
    assert all(b < c for (_, b), (c, _) in zip(spans, spans[1:], strict=False))
    covered = {i for a, b in spans for i in range(a, b)}
    assert all(i in covered for i, c in enumerate(text) if c.isalnum())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("विदेश मंत्री एस. जयशंकर ने कहा।", ["विदेश", "मंत्री", "एस.", "जयशंकर", "ने", "कहा", "।"]),
        ("वह दिल्ली आई.", ["वह", "दिल्ली", "आई", "."]),
        ("सुबह 10:30 बजे, $5,000", ["सुबह", "10:30", "बजे", ",", "$5,000"]),
        ("https://a.in/b?c=1, @mea #भारत", ["https://a.in/b?c=1", ",", "@mea", "#भारत"]),
        ("“हाँ”...", ["“", "हाँ", "”", "..."]),
    ],
)
def test_all_tokens(text, expected):
    assert [text[a:b] for a, b, _ in tokenise_all(text)] == expected


def test_kinds_of_all_tokens():
    assert [kind for *_, kind in tokenise_all("डॉ. 22वें x@y.in ।")] == [
        "word",
        "number",
        "address",
        "punctuation",
    ]
