"""A batch's forms get the ids of the store, whether they are known by number or by text."""

import numpy as np
import pyarrow as pa
import pytest

import analysis.store.known as known_module
from analysis import keyed
from analysis.annotate.annotate import Annotator
from analysis.corpus import Document
from analysis.errors import StoreError
from analysis.keyed import Keyed
from analysis.lexicon.reader import load_lexicon
from analysis.records import FORMS, Numbers
from analysis.store.append import name_keys
from analysis.store.known import Known


def forms(*texts):
    rows = [{"text": text, "key": text, "lemma": text, "lemma_key": text[0], "stop": None} for text in texts]
    return pa.Table.from_pylist(rows, FORMS)


def numbers(annotator, *values):
    return Numbers(annotator, np.array(values, np.int32))


def test_forms_keep_their_ids_and_share_terms():
    known = Known()
    ids, terms, new, new_terms = known.take_forms(forms("कख", "गघ", "कग"))
    assert (ids.tolist(), terms.tolist()) == ([0, 1, 2], [0, 1, 0])
    assert new.select(["form", "text", "term"]).to_pydict() == {
        "form": [0, 1, 2], "text": ["कख", "गघ", "कग"], "term": [0, 1, 0],
    }  # fmt: skip
    assert new_terms.to_pydict() == {"term": [0, 1], "key": ["क", "ग"], "stop": [None, None]}
    ids, terms, new, new_terms = known.take_forms(forms("चछ", "गघ", "गच"))
    assert (ids.tolist(), terms.tolist()) == ([3, 1, 4], [2, 1, 1])
    assert (new["text"].to_pylist(), new_terms["key"].to_pylist()) == (["चछ", "गच"], ["च"])


def test_a_number_is_of_its_annotator():
    known = Known()
    first = known.take_forms(forms("क", "ख"), numbers("a", 70, 2))
    assert first[0].tolist() == [0, 1]
    # The same numbers of another annotator are other forms, and its forms may be known by text.
    assert known.take_forms(forms("ख", "ग"), numbers("b", 70, 2))[0].tolist() == [1, 2]
    found = known.take_forms(forms("ख", "क", "ग", "घ"), numbers("a", 2, 70, 9000, 3))
    assert found[0].tolist() == [1, 0, 2, 3]
    assert found[2]["text"].to_pylist() == ["घ"]


def test_a_known_number_is_not_looked_up_by_text():
    known = Known()
    known.take_forms(forms("क", "ख"), numbers("a", 5, 6))
    known.forms = Keyed([("क", 7), ("ख", 8)])
    assert known.take_forms(forms("ख", "क"), numbers("a", 6, 5))[0].tolist() == [1, 0]


def test_an_annotator_numbers_its_forms_alike_in_all_batches():
    annotator = Annotator(load_lexicon(), deep=False)
    batches = [annotator.annotate([Document("a", text, "")]) for text in ("भारत ने कहा।", "रूस ने भारत से कहा।")]
    seen = {}
    for batch in batches:
        assert batch.numbers.annotator == batches[0].numbers.annotator
        for text, number in zip(batch.forms["text"].to_pylist(), batch.numbers.forms.tolist(), strict=True):
            assert seen.setdefault(number, text) == text
    assert len(set(seen.values())) == len(seen) == 5
    other = Annotator(load_lexicon(), deep=False).annotate([Document("a", "भारत।", "")])
    assert other.numbers.annotator != batches[0].numbers.annotator


def test_names_have_the_keys_of_their_words():
    assert name_keys(["S. Jaishankar", "पाँच-रूस", "रूस", "…"]) == ["s jaishankar", "पांच रूस", "रूस", ""]


def taken(known, annotators=3, words=400):
    """Return the answers to 60 batches of annotators that number their forms each in its own way."""
    chance, answers = np.random.default_rng(5), []
    for batch in range(60):
        chosen = chance.choice(words, 20, replace=False)
        told = numbers(f"a{batch % annotators}", *(chosen * (batch % annotators + 1) % 401))
        answers.append(known.take_forms(forms(*(f"{chr(0x915 + n % 30)}{n}" for n in chosen)), told))
    return [[part.tolist() for part in one[:2]] + [part.to_pylist() for part in one[2:]] for one in answers]


def test_the_answers_are_the_same_however_little_is_at_hand(monkeypatch):
    plain = taken(Known())
    monkeypatch.setattr(keyed, "MOST", 11)
    assert taken(Known()) == plain
    monkeypatch.setattr(known_module, "MOST_NUMBERS", 500)
    little = Known()
    assert taken(little) == plain
    assert sum(map(len, little.numbers.values())) <= max(500, 401 * 2)
    assert list(little.numbers) == ["a2"]  # the one met last


def test_a_key_is_one_term_for_each_tier():
    known = Known()
    rows = [
        {"text": text, "key": "क", "lemma": "क", "lemma_key": "क", "stop": stop}
        for text, stop in (("का", "aux"), ("की", None), ("के", "aux"))
    ]
    _, terms, _, new = known.take_forms(pa.Table.from_pylist(rows, FORMS))
    assert (terms.tolist(), new["stop"].to_pylist()) == ([0, 1, 0], ["aux", None])


def test_names_are_taken_once_however_many_came_between(monkeypatch):
    monkeypatch.setattr(keyed, "MOST", 5)
    known = Known()
    for number in range(30):
        known.take_names([f"a{number}", f"b{number}"])
    for names in (["c", "a3"], ["b29"], ["c", "c"]):
        with pytest.raises(StoreError) as told:
            known.take_names(names)
        assert told.value.code == "store.name_taken" and told.value.fields["name"] == names[-1]
    known.take_names(["c"])
