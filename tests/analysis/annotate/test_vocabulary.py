"""The vocabulary against the rules of the language, asked form by form."""

import gzip
import json

import numpy as np
import pytest

from analysis.annotate.vocabulary import Vocabulary
from analysis.language.lemma import lemma
from analysis.language.normalise import match_key
from analysis.language.stopwords import stop_tier
from analysis.language.tokens import tokenise
from tests.shared import shared

PROTECTED = frozenset({"रूसी", "पिनाकों"})


def plain(form):
    """Return what the vocabulary should say of a form: the rule, told without any batch."""
    key, tier = match_key(form), stop_tier(form)
    head = form if tier else lemma(form, protected=PROTECTED)
    return {"text": form, "key": key, "lemma": head, "lemma_key": match_key(head), "stop": stop_tier(head)}


def rows(vocabulary, numbers):
    columns = vocabulary.columns(np.array(numbers, np.int32))
    return [
        dict(zip(columns, row, strict=True))
        for row in zip(*(c.to_pylist() for c in columns.values()), strict=True)
    ]


def test_a_form_has_its_key_lemma_and_tier():
    vocabulary = Vocabulary(PROTECTED)
    numbers = [vocabulary.add(form) for form in ("सम्बन्धों", "गये", "पिनाकों", "कहा")]
    assert [tuple(row.values()) for row in rows(vocabulary, numbers)] == [
        ("सम्बन्धों", "संबंधों", "संबंध", "संबंध", None),
        ("गये", "गए", "गये", "गए", "aux"),
        ("पिनाकों", "पिनाकों", "पिनाकों", "पिनाकों", None),
        ("कहा", "कहा", "कहा", "कहा", "news"),
    ]


def test_rows_come_in_the_order_asked_and_twice_where_asked_twice():
    vocabulary = Vocabulary()
    numbers = [vocabulary.add(form) for form in ("एक", "दो", "तीन")]
    assert [row["text"] for row in rows(vocabulary, [2, 0, 2])] == ["तीन", "एक", "तीन"]
    assert numbers == [0, 1, 2]


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-32-le"])
def test_encoded_forms_share_their_ids_with_written_ones(codec):
    vocabulary = Vocabulary()
    first = vocabulary.add("रूस")
    ids = vocabulary.add_raw(["भारत".encode(codec), "रूस".encode(codec)], codec)
    assert ids.tolist() == [1, first]
    assert vocabulary.add_raw(["रूस".encode(codec), "चीन".encode(codec)], codec).tolist() == [first, 2]
    assert vocabulary.forms == ["रूस", "भारत", "चीन"]
    assert [vocabulary.keys[key] for key in vocabulary.key_of] == vocabulary.forms


def test_real_forms_are_worked_out_as_the_rules_say_whatever_the_batch():
    with gzip.open(shared("data/news_dev.jsonl.gz"), "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for _, line in zip(range(120), lines, strict=False)]
    vocabulary = Vocabulary(PROTECTED)
    for text in texts:
        forms = list(dict.fromkeys(text[a:b] for a, b in tokenise(text)))
        ids = vocabulary.add_raw([form.encode("utf-16-le") for form in forms], "utf-16-le")
        assert rows(vocabulary, ids) == list(map(plain, forms))
