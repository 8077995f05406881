"""Heads of whole batches against the plain rules for one text, on real news and on made texts."""

import gzip
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotate.batch import tokenise_batch
from analysis.annotate.heads import heads
from analysis.annotate.vocabulary import Vocabulary
from analysis.corpus import Document
from analysis.language.bylines import agency
from analysis.language.sentences import byline, segment
from tests.shared import shared

VOCABULARY = Vocabulary()
# What a byline is made of, and what shows that a sentence begins with none.
PIECES = [
    "(", ")", "[", "]", ":", "।", ".", ",", "|", "–", "—", "-", "/", " ", " ", " ", "  ", "\n", "\n", "। ",
    ": ", "- ", " - ", ", ", "नई दिल्ली", "दिल्ली", "कीव", "इंदौर", "भाषा", "पीटीआई", "एजेंसी", "नईदुनिया",
    "प्रतिनिधि", "मानवी मीडिया", "विशेष संवाददाता", "सरकार", "ने", "का", "के", "में", "कहा", "है", "और", "15 जून",
    "2025", "एस", "मंत्री", "जम्मू-कश्मीर", "शब्द " * 25, "x" * 90,
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


def plain(document):
    """Return byline, source and whether the source was guessed, by the rules for one text."""
    title = "" if document.title_guessed else document.title
    span = byline(document.text, segment(document.text, title)[:6])
    if document.source is None and span is not None:
        source = agency(document.text, span)
        return span, source, source is not None
    return span, document.source, document.source_guessed


def found(documents):
    return [
        (one.byline, one.source, one.source_guessed) for one in heads(tokenise_batch(documents, VOCABULARY))
    ]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(TEXTS, st.sampled_from([None, "पत्र"]), st.sampled_from(["", "नई दिल्ली"])), max_size=4)
)
def test_bylines_equal_the_plain_rule_on_made_texts(made):
    documents = [
        Document(str(n), text, title, title_guessed=not title, source=source)
        for n, (text, source, title) in enumerate(made)
    ]
    assert found(documents) == list(map(plain, documents))


def test_bylines_equal_the_plain_rule_on_all_real_news():
    with gzip.open(shared("data/news_dev.jsonl.gz"), "rt", encoding="utf-8") as lines:
        documents = [Document(row["id"], row["text"]) for row in map(json.loads, lines)]
    assert found(documents) == list(map(plain, documents))


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("नई दिल्ली (भाषा): सरकार ने कहा।", "नई दिल्ली (भाषा):"),
        ("कीव: युद्ध चल रहा है।", "कीव:"),
        ("सरकार ने कहा है।\nकीव: युद्ध चल रहा है।", "कीव:"),
        ("सरकार ने (भाषा) : कहा है।", ""),
        ("ने.दिल्ली (भाषा): युद्ध चल रहा है।", "ने.दिल्ली (भाषा):"),  # ने is no word of its own here
        ("एक है।\nदो है।\nतीन है।\nचार है।\nकीव: युद्ध चल रहा है।", ""),  # a credit stands in the first four
        ("", ""),
    ],
)
def test_a_byline_is_found_where_a_reader_sees_one(text, credit):
    (head,) = heads(tokenise_batch([Document("a", text)], VOCABULARY))
    start, end = head.byline or (0, 0)
    assert text[start:end] == credit


def test_a_given_title_stays_and_a_guessed_one_is_the_first_heading_or_words():
    documents = [
        Document("a", "सरकार ने कहा है।", "मेरा शीर्षक", title_guessed=False),
        Document("b", "रूस पर बैठक\nसरकार ने कहा है।"),
        Document("c", "कीव: सरकार ने आज यह सब कहा है और भी बहुत।"),
    ]
    told = [(one.title, one.title_guessed) for one in heads(tokenise_batch(documents, VOCABULARY))]
    assert told == [
        ("मेरा शीर्षक", False),
        ("रूस पर बैठक", True),
        ("सरकार ने आज यह सब कहा है और …", True),
    ]
