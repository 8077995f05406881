"""Lines of words: NumPy reads the same words as the plain expression, and leaves out no place that yields."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotate import word_bits as bit
from analysis.annotate.batch import tokenise_batch
from analysis.annotate.cues import bits_of, sentence_cues
from analysis.annotate.date_rules import time_at
from analysis.annotate.figure_cues import JUNK
from analysis.annotate.figure_rules import behind_number, figure_at
from analysis.annotate.figures import figures_and_times
from analysis.annotate.line_places import figure_places, time_places
from analysis.annotate.line_tokens import line_tokens
from analysis.annotate.lines import LineReader, reading_of
from analysis.annotate.plain_figures import ASK, plain_figure
from analysis.annotate.vocabulary import Vocabulary
from analysis.annotate.words import GAP, TOKEN, key_of
from analysis.corpus import Document
from analysis.language.sentences import Segment
from tests.analysis.annotate.lines import values
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
    kept = np.flatnonzero(batch.sentence_kind != JUNK)
    for _ in range(2):  # what was learnt of the forms holds
        together = by_sentence(reader.of_batch(batch, kept), [one.text for one in documents])
        alone = {}
        for number, document in enumerate(documents):
            own = np.flatnonzero(batch.sentence_document == number).tolist()
            spans = [
                Segment(1, "junk" if batch.sentence_kind[at] == JUNK else "body",
                        int(batch.sentence_start[at]), int(batch.sentence_end[at]))
                for at in own
            ]  # fmt: skip
            read = by_sentence(reading_of(document.text, spans), [document.text])
            alone |= {(number, sentence): words for (_, sentence), words in read.items()}
        assert together == alone
    assert len(together) == len(kept)


def by_sentence(reading, texts: list[str]) -> dict[tuple[int, int], tuple]:
    """Return the words of each sentence and where something may begin, the words held against the text."""
    line, found = reading.line, {}
    for number, (first, last) in enumerate(zip(reading.firsts, reading.lasts, strict=True)):
        text, shift = texts[reading.documents[number]], reading.shifts[number]
        here = range(first, last)
        own = [text[line.starts[at] + shift : line.ends[at] + shift] for at in here]
        assert [line.key(at) for at in here] == [key_of(word) for word in own]
        assert [line.bits(at) for at in here] == [bits_of(line.key(at)) for at in here]
        assert line.keys[last : last + GAP] == [""] * GAP == line.keys[first - GAP : first]
        assert line.bits(last) == bit.END and not any(line.all_bits[last + 1 : last + GAP])
        assert not line.glued(first) and not line.glued(last)
        places = [[at - first for at, of in zip(*found, strict=True) if of == number]
                  for found in (reading.figures, reading.times)]  # fmt: skip
        sources = [at - first for at in reading.sources if first <= at < last]
        found[reading.documents[number], reading.sentences[number]] = (own, places, sources)
    return found


def test_more_words_than_room():
    reader = LineReader()
    text = " ".join(f"{number} क{'ा' * (number % 7)}{chr(0x915 + number % 30)}" for number in range(3000))
    for _ in range(2):
        line = reader.of_text(text, [Segment(1, "body", 0, len(text))]).line
        own = words(text)
        assert line.keys[GAP : GAP + len(own)] == [key_of(word) for word in own]
        assert line.all_bits[GAP : GAP + len(own)] == [bits_of(key_of(word)) for word in own]


def test_an_emptied_vocabulary_is_learnt_anew():
    reader = LineReader()
    for text in ("एक दो तीन चार पांच दिन", "कल 5 दिन", "परसों"):
        batch = tokenise_batch([Document("x", text)], Vocabulary())
        line = reader.of_batch(batch, np.array([0])).line
        assert line.keys[GAP:-GAP] == [key_of(word) for word in words(text)]


def bits(text: str) -> tuple[np.ndarray, np.ndarray]:
    """Return the bits and ids of the words of a sentence, a 0 behind them."""
    keys = [key_of(word) for word in words(text)]
    ids = {key: number for number, key in enumerate(dict.fromkeys(keys), 1)}
    return np.array([*map(bits_of, keys), 0]), np.array([*map(ids.get, keys), 0])


@pytest.mark.parametrize(
    ("text", "figures", "times"),
    [
        ("एक नेता और एक किलोमीटर", [3], []),  # the first एक is an article
        ("2019 में 15 अगस्त को", [], [0, 2, 3]),
        ("5 दिन पहले", [0], [0]),
        ("20, 30 और 4", [], [0]),  # days may follow one another, before a month
        ("इस बात पर इस साल", [], [3]),
        ("कुछ लोग कुछ दिन", [], [2]),
        ("वर्ष के अंत", [], [0]),
        ("15 / 08 / 2019", [], [0, 4]),
        ("5 करोड़ रुपये से 3 दिन", [0, 1, 4], [4]),
        ("10 अन्य घायल सैनिकों", [0], []),
        ("10 अन्य में सैनिकों", [], []),
        ("22 वे दिन", [0], []),
        ("5 हजार 6", [0, 1], []),
    ],
)
def test_where_a_figure_or_a_time_can_begin(text, figures, times):
    of_words, ids = bits(text)
    assert figure_places(of_words).tolist() == figures
    assert time_places(of_words, ids).tolist() == times


def test_no_place_is_left_out_that_the_rules_read():
    left_out = {"figures": 0, "times": 0}
    for document in news(80):
        reading = reading_of(document.text, [Segment(1, "body", 0, len(document.text))])
        line, (figures, _), (times, _) = reading.line, reading.figures, reading.times
        for at in range(reading.firsts[0], reading.lasts[0]):
            if line.bits(at) & bit.TIME and at not in times:
                assert time_at(line, at) is None
                left_out["times"] += 1
            # एक is left out on purpose where it is an article: एक साथ.
            if line.bits(at) & bit.FIGURE and at not in figures and not line.bits(at) & bit.ONE:
                assert figure_at(line, at, at) is None and behind_number(line, at) == at + 1
                left_out["figures"] += 1
    assert left_out["figures"] > 200 and left_out["times"] > 500


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


def test_no_rule_reads_over_the_end_of_its_sentence():
    text = "कल मंत्री ने 5 विमान देखने को। यह कहा गया।"
    cut = text.index("।") + 1
    spans = [Segment(1, "body", 0, cut), Segment(1, "body", cut + 1, len(text))]
    (figure,), (tomorrow,) = figures_and_times(text, spans, date(2025, 8, 21))
    assert text[figure.start : figure.end] == "5 विमान" and figure.source_start is None
    assert tomorrow.surface == "कल" and tomorrow.resolved_from is None  # the tense stands in the next one
    assert figures_and_times(text, [Segment(1, "body", 0, len(text))], date(2025, 8, 21))[1][0].resolved_from


def test_a_scale_multiplies_only_what_is_below_it():
    assert values("1000 सौ रुपये") == [("सौ रुपये", 100)]
    assert values("25 करोड़ रुपये") == [("25 करोड़ रुपये", 250_000_000)]


def test_plain_figures_are_what_the_rules_read():
    told = {"plain": 0, "none": 0, "asked": 0}
    for document in news(120):
        reading = reading_of(document.text, [Segment(1, "body", 0, len(document.text))])
        line, (places, _) = reading.line, reading.figures
        for at, end in zip(places, reading.figure_ends, strict=True):
            if end > 0:
                assert plain_figure(line, at, end, 0) == figure_at(line, at, 0)
            elif end < 0:
                assert figure_at(line, at, at) is None and behind_number(line, at) == -end
            told["plain" if end > 0 else "none" if end < 0 else "asked"] += 1
    assert told["plain"] > 200 < told["asked"] and told["none"] > 3


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("तो 5 लोग", 3),
        ("तो 10 अन्य सैनिकों ने", 4),
        ("तो 25 करोड़ रुपये दिए", 4),
        ("लगभग 3 किलोमीटर दूर", 3),
        ("तो 1000 सौ रुपये", ASK),  # two numbers
        ("तो 20 दर्जन रुपये", ASK),
        ("तो 150 सौ रुपये", ASK),
        ("तो 5 से अधिक लोग", ASK),
        ("तो 5 से 6 लोग", ASK),
        ("तो 5 लोग से कम", ASK),
        ("तो 5 किलोमीटर से अधिक", ASK),
        ("तो 5-दिवसीय", ASK),
        ("माइनस 4 डिग्री", ASK),
        ("तो 4 डिग्री", 3),
        ("तो 155 मिमी गन", ASK),
        ("तो 10 साल की बच्ची", ASK),
        ("उम्र 80 साल", ASK),
        ("तो 80 साल तक", 3),
        ("तो एक दिन", ASK),
        ("तो 1.5 लोग", ASK),
        ("मिग 21 विमान", ASK),
        ("धारा 302 मामले", ASK),
        ("747 और 737 विमानों", ASK),
        ("12×20 फीट", ASK),
        ("एस-400 मिसाइलें", ASK),
        ("तो 5 km दूर", ASK),
        ("तो तीन बार धमाके", ASK),
        ("तो 5 लोग घायल", ASK),
        ("तो दो और हादसों", ASK),
        ("तो 10 मीटर प्रति", ASK),
        ("साढ़े 11 बजे", -2),
        ("तो 25 करोड़ की", -3),
    ],
)
def test_which_figures_are_plain(text, end):
    reading = reading_of(text, [Segment(1, "body", 0, len(text))])
    found = dict(zip(reading.figures[0], reading.figure_ends, strict=True))
    wanted = end + GAP if end > 0 else end - GAP if end < 0 else end
    first = min(found)
    assert found[first] == wanted


def test_what_is_no_figure_is_not_asked():
    timed = ("तो 8 बजकर 30 मिनट", "22 से 23 अक्टूबर", "विधेयक 2020 ध्वनि मतों")
    for text in (*timed, "तो 5 से कहा", "लाखों की", "9400-9600 तक"):
        reading = reading_of(text, [Segment(1, "body", 0, len(text))])
        assert len(reading.figures[0]) == 0, text
