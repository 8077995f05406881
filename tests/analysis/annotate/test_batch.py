"""Tokens of a batch against the plain rule for one text, on hand-made traps and on real news."""

import gzip
import json

import numpy as np
import pytest

from analysis.annotate.batch import (
    GAP_HYPHEN,
    GAP_OTHER,
    GAP_SPACE,
    GAP_STOP,
    tokenise_batch,
)
from analysis.annotate.compounds import find_compounds
from analysis.annotate.vocabulary import Vocabulary
from analysis.corpus import Document
from analysis.language.tokens import tokenise
from tests.shared import shared


def batch_of(*texts):
    return tokenise_batch([Document(str(i), text) for i, text in enumerate(texts)], Vocabulary())


def spans(batch, document):
    mine = batch.token_document == document
    return list(zip(batch.token_start[mine].tolist(), batch.token_end[mine].tolist(), strict=True))


TRAPS = [
    "मिसाइल ब्रह्मोस की।",
    "राज्\u200dय सरकार ने 3.5 लाख और 1,00,000 दिए, 10, 20।",
    "भारत-रूस संबंध; एस. जयशंकर ने कहा।",
    "\u093f अकेली मात्रा, \u200d\u200c और \u200b।",
    "१२३४.५ रुपए, ₹500 एस-400।",
    "नाम\u00a0नाम\tनाम\r\nनाम",
    "😀 भारत 😀 𑄌𑄋𑄴𑄟 😀",
    "",
    "।।। ...",
    "1.2.3 ..5 5.. .5",
]


@pytest.mark.parametrize("text", TRAPS)
def test_tokens_equal_the_plain_rule(text):
    assert spans(batch_of(text), 0) == [tuple(span) for span in tokenise(text)]


def test_a_batch_equals_its_documents_one_by_one():
    batch = batch_of(*TRAPS)
    assert [spans(batch, index) for index in range(len(TRAPS))] == [
        [tuple(span) for span in tokenise(text)] for text in TRAPS
    ]


def test_tokens_equal_the_plain_rule_on_real_news():
    with gzip.open(shared("data/news_dev.jsonl.gz"), "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for _, line in zip(range(300), lines, strict=False)]
    batch = batch_of(*texts)
    for index, text in enumerate(texts):
        assert spans(batch, index) == [tuple(span) for span in tokenise(text)]


def test_forms_are_the_text_as_written():
    batch = batch_of(*TRAPS)
    for document, start, end, form in zip(
        batch.token_document, batch.token_start, batch.token_end, batch.token_form, strict=True
    ):
        assert batch.vocabulary.forms[form] == TRAPS[document][start:end]


def test_gaps_say_what_stands_between():
    batch = batch_of("एस. जयशंकर भारत-रूस गए, फिर (आए) एस.जयशंकर – जी", "रूस")
    assert batch.token_gap.tolist() == [
        GAP_STOP, GAP_SPACE, GAP_HYPHEN, GAP_SPACE, GAP_OTHER, GAP_OTHER, GAP_OTHER, GAP_STOP,
        GAP_OTHER, GAP_OTHER, GAP_OTHER,
    ]  # fmt: skip


def test_every_token_lies_in_its_sentence():
    batch = batch_of("×\n\nपहला शीर्षक\n\nयह पहला वाक्य है। यह दूसरा है!\nतीसरा?", "एक। दो।")
    owner = batch.token_sentence
    assert np.all(batch.sentence_start[owner] <= batch.token_start)
    assert np.all(batch.token_end <= batch.sentence_end[owner])
    assert np.all(batch.sentence_document[owner] == batch.token_document)
    first = batch.sentence_first_token
    assert [first[i] for i in owner] <= list(range(len(owner)))
    assert first[-1] == len(owner)


def test_compounds_are_whole_hyphen_runs():
    text = "चेन्नई-व्लादिवोस्तोक मार्ग, साथ-साथ-साथ और भारत - रूस।"
    batch = batch_of(text)
    found = find_compounds(batch)
    assert [batch.vocabulary.forms[form] for form in found.form] == ["चेन्नई-व्लादिवोस्तोक", "साथ-साथ-साथ"]
    assert found.parts.tolist() == [2, 3]
    assert found.first.tolist() == [0, 3]
