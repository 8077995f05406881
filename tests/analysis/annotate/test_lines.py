"""Lines of words: NumPy reads the same words as the plain expression, and leaves out no place that yields."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotate import word_bits as bit
from analysis.annotate.batch import tokenise_batch
from analysis.annotate.cues import bits_of, sentence_cues
from analysis.annotate.date_rules import time_at
from analysis.annotate.line_places import figure_places, time_places
from analysis.annotate.line_tokens import line_tokens
from analysis.annotate.lines import LineReader, lines_of
from analysis.annotate.vocabulary import Vocabulary
from analysis.annotate.words import GAP, TOKEN, key_of
from analysis.corpus import Document
from analysis.language.sentences import Segment
from tests.benchmarks.annotation_cost import news

CHARACTERS = "कमीिं्ज०९१2 3.,-–।॰ab F\u200d\u00adé٣ \n\t₹%😀\udc80"


def words(text: str) -> list[str]:
    return [text[slice(*match.span())] for match in TOKEN.finditer(text)]


def read(texts: list[str]) -> list[list[str]]:
    tokens = line_tokens(texts)
    found: list[list[str]] = [[] for _ in texts]
    for line, start, end in zip(tokens.line, tokens.start, tokens.end, strict=True):
        found[line].append(tokens.joined[start:end])
    return found


@given(st.lists(st.text(CHARACTERS, max_size=20), max_size=5))
def test_the_words_are_those_of_the_plain_expression(texts):
    assert read(texts) == [words(text) for text in texts]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("F16 और 5जी", ["F", "16", "और", "5", "जी"]),
        ("1,00,000.5 10।", ["1,00,000.5", "10", "।"]),
        ("3. 4,", ["3", ".", "4", ","]),
        ("155 कि॰मी॰", ["155", "कि॰मी॰"]),
    ],
)
def test_words_by_hand(text, wanted):
    assert read(["", text, "2"]) == [[], wanted, ["2"]]


def test_a_batch_is_read_like_its_texts():
    documents = [Document("x", "F16 विमान 5जी पर। 2 कि॰मी॰ दूर है। कुछ नहीं। ₹500 करोड़ 10,20 दिन"), *news(60)]
    batch = tokenise_batch(documents, Vocabulary())
    reader = LineReader()
    kept = np.flatnonzero(batch.sentence_kind != 3)
    for _ in range(2):  # what was learnt of the forms holds
        together = {sentence: shape(line) for sentence, line in reader.of_batch(batch, kept)}
        alone = {}
        for number, document in enumerate(documents):
            own = np.flatnonzero(batch.sentence_document == number)
            spans = [
                Segment(1, "junk" if batch.sentence_kind[at] == 3 else "body", batch.sentence_start[at],
                        batch.sentence_end[at])
                for at in own
            ]  # fmt: skip
            alone |= {own[at]: shape(line) for at, line in lines_of(document.text, spans)}
        assert together == alone
    assert len(together) > 200


def shape(line) -> tuple:
    inside = slice(line.first, line.last)
    places = [[at - line.first for at in found] for found in (line.figures, line.times, line.sources)]
    texts = [line.text[a:b] for a, b in zip(line.starts[inside], line.ends[inside], strict=True)]
    assert texts == words(line.text[line.starts[line.first] : line.ends[line.last - 1]])
    assert line.keys[inside] == [key_of(text) for text in texts]
    assert line.all_bits[inside] == [bits_of(key) for key in line.keys[inside]]
    assert not any(line.keys[line.last : line.last + GAP])
    assert not any(line.keys[line.first - GAP : line.first])
    return texts, places


def bits(text: str) -> tuple[np.ndarray, np.ndarray]:
    """Return the bits and ids of the words of a sentence, a 0 behind them."""
    keys = [key_of(word) for word in words(text)]
    ids = {key: number for number, key in enumerate(dict.fromkeys(keys), 1)}
    return np.array([*map(bits_of, keys), 0]), np.array([*map(ids.get, keys), 0])


@pytest.mark.parametrize(
    ("text", "figures", "times"),
    [
        ("एक नेता और एक किलोमीटर", [3], []),  # the first एक is an article
        ("2019 में 15 अगस्त को", [2], [0, 2, 3]),
        ("5 दिन पहले", [0], [0]),
        ("20, 30 और 40", [2], [0, 2]),  # days may follow one another
        ("इस बात पर इस साल", [], [3]),
        ("कुछ लोग कुछ दिन", [], [2]),
        ("वर्ष के अंत", [], [0]),
        ("15 / 08 / 2019", [], [0, 4]),
        ("22 वे दिन", [0], []),
        ("5 हजार 6", [0, 1], [0, 1]),
    ],
)
def test_where_a_figure_or_a_time_can_begin(text, figures, times):
    of_words, ids = bits(text)
    assert figure_places(of_words).tolist() == figures
    assert time_places(of_words, ids).tolist() == times


def test_no_place_is_left_out_that_the_rules_for_times_read():
    seen = 0
    for document in news(80):
        for _, line in lines_of(document.text, [Segment(1, "body", 0, len(document.text))]):
            taken = set(line.times)
            for at in range(line.first, line.last):
                if line.bits(at) & bit.TIME and at not in taken:
                    assert time_at(line, at) is None
                    seen += 1
    assert seen > 500


def test_bits_of_a_word():
    assert bits_of("15") & bit.DAY and bits_of("15") & bit.VALUED and not bits_of("15") & bit.YEAR
    assert bits_of("2019") & bit.YEAR and not bits_of("2019") & bit.DAY
    assert not bits_of("10,20") & bit.VALUED and bits_of("15.08.2019") & bit.DATE
    assert bits_of("देशों") & bit.COUNTED and not bits_of("दोनों") & bit.COUNTED
    assert bits_of("साल") & (bit.TIME_UNIT | bit.UNIT | bit.ERA) == bit.TIME_UNIT | bit.UNIT | bit.ERA
    assert bits_of("गिरकर") & bit.LEFT_END and bits_of("करेंगे") & bit.TENSE
    assert not bits_of("सहयोगी") & bit.TENSE
    assert bits_of("-") & bit.WORD == 0 and bits_of("a") & bit.LATIN
    assert all(bits_of(key) & bit.CUE for key in sentence_cues())
