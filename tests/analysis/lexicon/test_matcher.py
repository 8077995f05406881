"""The trie and the matcher: the vectorised walk says what the plain rule says, on random and on real text."""

import gzip
import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotate.batch import GAP_SPACE, tokenise_batch
from analysis.annotate.mentions import link_tokens
from analysis.annotate.vocabulary import Vocabulary
from analysis.corpus import Document
from analysis.lexicon.compile import brackets, spellings
from analysis.lexicon.matcher import Hits, Matcher, _leftmost_longest
from analysis.lexicon.reader import load_lexicon
from analysis.lexicon.trie import Trie
from tests.shared import ROOT, shared

WORDS = (
    "भारत रूस - मेक इन इंडिया चेन्नई व्लादिवोस्तोक मार्ग आकाश मिसाइल एस 400 के 15 राष्ट्रपति शी जिनपिंग "
    "चिनफिंग । , धनुष तोप दक्षिण चीन सागर"
)
KEYS = st.integers(0, 5)
ROWS = st.lists(st.tuples(st.lists(KEYS, min_size=1, max_size=4).map(tuple), st.integers(0, 1)), max_size=25)


@pytest.fixture(scope="module")
def matcher():
    lexicon = load_lexicon()
    return Matcher(lexicon, Vocabulary(lexicon.protected))


def rows_of(hits):
    columns = (hits.start, hits.length, hits.layer, hits.claims, hits.form)
    return list(zip(*(column.tolist() for column in columns), strict=True))


@settings(max_examples=150, deadline=None)
@given(ROWS, st.lists(KEYS, max_size=40), st.lists(st.booleans(), min_size=40, max_size=40))
def test_the_walk_finds_the_longest_match_at_each_place(rows, keys, links):
    trie = Trie([(sequence, layer, n) for n, (sequence, layer) in enumerate(rows)], 2)
    links = [*links[: max(len(keys) - 1, 0)], False][: len(keys)]
    wanted = {}
    for place in range(len(keys)):
        for sequence, layer in rows:
            end = place + len(sequence)
            fits = tuple(keys[place:end]) == sequence and all(links[place : end - 1])
            if fits and len(sequence) > wanted.get((place, layer), (0, 0))[0]:
                wanted[place, layer] = (len(sequence), rows.index((sequence, layer)))
    places = trie.begins(np.array(keys, np.int32))
    lengths, values = trie.walk(np.array(keys, np.int32), np.array(links, bool), places)
    found = {
        (int(places[column]), layer): (int(lengths[layer, column]), int(values[layer, column]))
        for layer in range(2)
        for column in range(len(places))
        if lengths[layer, column]
    }
    plain = {
        (place, layer): best
        for place in range(len(keys))
        for layer, best in enumerate(trie.walk_plain(keys, links, place))
        if best[0]
    }
    assert found == wanted == plain


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 30), st.integers(1, 6)), max_size=25))
def test_overlaps_are_resolved_from_the_left_and_the_longest_first(spans):
    spans = sorted(spans, key=lambda span: (span[0], span[1], -span[2]))
    layer, start, length = (
        np.array(column, np.int32) for column in (zip(*spans, strict=True) if spans else ((), (), ()))
    )
    kept = _leftmost_longest(Hits(start, length, layer, start, start))
    wanted, free = [], {}
    for one, begin, size in spans:
        stays = begin >= free.get(one, 0)
        wanted.append(stays)
        if stays:
            free[one] = begin + size
    assert kept.tolist() == wanted


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_vectorised_and_plain_agree_on_random_word_sequences(matcher, data):
    words = WORDS.split()
    text = " ".join(data.draw(st.lists(st.sampled_from(words), max_size=40)))
    agree(matcher, [Document("a", text)])


def agree(matcher, documents):
    batch = tokenise_batch(documents, matcher.vocabulary)
    links = link_tokens(batch, matcher)
    spaces = batch.token_gap == GAP_SPACE
    hits = matcher.match(batch.token_key, links, spaces)
    assert rows_of(hits) == matcher.match_plain(batch.token_key, links, spaces)
    return len(hits)


def test_vectorised_and_plain_agree_on_the_seeds(matcher):
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    assert agree(matcher, [Document(str(n), text) for n, text in enumerate(texts)]) > 100


def test_vectorised_and_plain_agree_on_real_news(matcher):
    with gzip.open(shared("data/news_dev.jsonl.gz"), "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for _, line in zip(range(300), lines, strict=False)]
    assert agree(matcher, [Document(str(n), text) for n, text in enumerate(texts)]) > 1000


def test_a_later_form_does_not_shift_what_was_compiled(matcher):
    before = agree(matcher, [Document("a", "भारत और रूस")])
    agree(matcher, [Document("b", "बिलकुल नए शब्द जो पहले नहीं थे अबकड")])
    assert agree(matcher, [Document("a", "भारत और रूस")]) == before == 2


@pytest.mark.parametrize(
    "form, wanted",
    [
        ("एस-400", {("एस", "400"), ("एस400",)}),
        ("एम777", {("एम777",), ("एम", "777")}),
        ("मिग-29के", {("मिग", "29के"), ("मिग29के",)}),
        ("टीयू-22एम3", {("टीयू", "22", "एम", "3"), ("टीयू22एम3",), ("टीयू", "22एम3"), ("टीयू22", "एम", "3"),
                       ("टीयू", "22", "एम3"), ("टीयू", "22एम", "3"), ("टीयू22", "एम3"), ("टीयू22एम", "3")}),
        ("भारत", {("भारत",)}),
    ],
)  # fmt: skip
def test_hyphen_space_and_nothing_are_equal_beside_a_number(form, wanted):
    assert set(spellings(brackets(form)[1])) == wanted


def test_brackets_tell_what_must_stand_beside_a_name():
    assert brackets("(सीडीएस) चौहान") == (1, ["सीडीएस", "चौहान"], 0)
    assert brackets("जी 20 (शिखर)") == (0, ["जी", "20", "शिखर"], 1)
    assert brackets("एस. जयशंकर") == (0, ["एस", "जयशंकर"], 0)
