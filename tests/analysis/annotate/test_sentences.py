"""Sentences of whole batches against the plain rules for one text, on real news and on made texts."""

import gzip
import json
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotate.batch import KINDS, tokenise_batch
from analysis.annotate.characters import class_table, ranges, read_characters
from analysis.annotate.vocabulary import Vocabulary
from analysis.corpus import Document
from analysis.language.sentences import segment
from tests.shared import shared

VOCABULARY = Vocabulary()

# What the rules turn on: marks and what may stand around them, words that close a sentence or abbreviate,
# page phrases, bylines, white space of every kind.
PIECES = [
    "।", "॥", "?", "!", ".", "…", "|", "..", "।।", "?!", "”", '"', "'", ")", "»", "(", "[", "“", ",", ":",
    "-", "–", ";", "×",
    " ", " ", " ", " ", "  ", "   ", "\u00a0", "\t", "\x1c", "\u2003", "\n", "\n",
    "\n\n", "\r\n", "\x85", "\u2028",
    "है", "था", "कहा", "ने", "का", "और", "डॉ", "एस", "ए", "पी", "ले", "दिल्ली", "नई", "भाषा", "पीटीआई",
    "संवाददाता",
    "5", "3.5", "२०", "U.S", "www.a.in", "a", "Mr", "http", "e", "²", "\u0970", "\u093f", "\u200d", "_",
    "😀", "\ua8f8",
    "यह", "भी", "पढ़ें", "यह भी पढ़ें", "पढे\u093cं", "कॉपी लिंक", "also", "Read", "ALSO READ", "विज्ञापन", "खबर",
    "यहां क्लिक करें", "क्लिक", "को सब्सक्राइब करें", "pic.twitter.com", "सरकार", "मंत्री", "शिखर", "वार्ता",
    "x" * 45, "लंबा " * 30,
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
TITLES = st.sampled_from(["", "सरकार ने कहा", "शिखर वार्ता है।", "×", "यह भी पढ़ें", " 5 "])


def cut(documents):
    batch = tokenise_batch(documents, VOCABULARY)
    columns = (batch.sentence_paragraph, batch.sentence_kind, batch.sentence_start, batch.sentence_end)
    rows = [(p, KINDS[k], a, b) for p, k, a, b in zip(*(column.tolist() for column in columns), strict=True)]
    owner = batch.sentence_document
    return [[rows[row] for row in np.flatnonzero(owner == n)] for n in range(len(documents))], batch


def plain(document):
    return [tuple(one) for one in segment(document.text, "" if document.title_guessed else document.title)]


def test_segments_equal_the_plain_rule_on_all_real_news():
    with gzip.open(shared("data/news_dev.jsonl.gz"), "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    documents = [
        Document(row["id"], row["text"], row["title"] or "", title_guessed=bool(number % 3))
        for number, row in enumerate(rows)
    ]
    for first in range(0, len(documents), 500):
        part = documents[first : first + 500]
        assert cut(part)[0] == list(map(plain, part))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(TEXTS, TITLES, st.booleans()), max_size=4))
def test_segments_equal_the_plain_rule_on_made_texts(made):
    documents = [
        Document(str(n), text, title, title_guessed=guessed) for n, (text, title, guessed) in enumerate(made)
    ]
    assert cut(documents)[0] == list(map(plain, documents))


HABITS = ["", "यह है। वह है। ", "यह है। "]


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(HABITS),
    st.lists(st.sampled_from(PIECES), max_size=3).map("".join),
    st.sampled_from(PIECES),
)
def test_a_full_stop_ends_what_the_plain_rule_says(habit, before, after):
    document = Document("x", f"{habit}सरकार {before}.{after} सरकार गई")
    assert cut([document])[0] == [plain(document)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        "।",
        "।।। ...",
        "×\n",
        "\u093f।",
        "क",
        "क।",
        " क । ",
        "।क",
        "(क",
        "क\n।",
        "5.",
        ".5",
        "\t\t\t\tक\t\t\t\t",
    ],
)
def test_small_texts_equal_the_plain_rule(text):
    documents = [Document("a", text), Document("b", text + "\nक ख।"), Document("c", "")]
    assert cut(documents)[0] == list(map(plain, documents))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("देखें watch?v=2 पर। यह है।", ""),
        ("यह है। वह है।\nसरकार  ने \t कहा", "सरकार ने कहा"),
        ("यह है। वह है।\nसरकार ने कहा। यह", "सरकार ने  कहा। यह"),
        ("यह है। वह है। सरकार \u0970था.अब यहां", ""),
        ("यह है|| वह था।", ""),  # a bar ends a sentence alone, never as a pair
    ],
)
def test_what_made_texts_seldom_hit(text, title):
    document = Document("x", text, title, title_guessed=False)
    assert cut([document])[0] == [plain(document)]


def test_rows_are_numbered_and_hold_their_tokens():
    found, batch = cut(
        [Document("a", "शीर्षक एक\nयह है। वह है।\n\nशीर्षक दो\nवह था।"), Document("b", "यह एक है। वह दो है।")]
    )
    assert [kind for _, kind, *_ in found[0]] == ["heading", "body", "body", "heading", "body"]
    assert [paragraph for paragraph, *_ in found[0]] == [1, 2, 2, 3, 4]
    assert batch.sentence_number.tolist() == [1, 1, 2, 2, 3, 1, 2]
    assert np.diff(batch.sentence_first_token).tolist() == [2, 2, 2, 2, 2, 3, 3]


def test_white_space_is_what_python_calls_so():
    codes = [code for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000]
    white = read_characters(["".join(map(chr, codes))]).white(np.arange(len(codes)))
    assert [codes[place] for place in np.flatnonzero(white)] == [
        code for code in codes if chr(code).isspace()
    ]
    assert not class_table().flags.writeable


@pytest.mark.parametrize(
    ("text", "bits"), [("रूस", 16), ("रूस 😀 और 😀😀", 16), ("रूस 𝐀", 32), ("😀 \ud83d रूस", 32), ("\ude00", 16)]
)
def test_each_character_has_one_code_and_a_letter_its_own(text, bits):
    characters = read_characters([text, "क"])
    assert characters.codes.dtype.itemsize * 8 == bits
    wide = np.array([*map(ord, f"{text}\nक\n")])
    here = wide < 1 << bits
    assert len(characters.codes) == len(wide) and (characters.codes[here] == wide[here]).all()
    assert (characters.classes == class_table()[wide]).all()


def test_ranges_are_joined_in_order():
    assert ranges(np.array([5, 2, 9]), np.array([2, 0, 3])).tolist() == [5, 6, 9, 10, 11]
    assert ranges(np.array([], int), np.array([], int)).tolist() == []
