"""The rules over a batch: every row lies where it says, and cues leave out nothing the rules would find."""

import gc
from datetime import date
from itertools import pairwise

import pytest

from analysis.annotate.annotate import Annotator
from analysis.annotate.batch import tokenise_batch
from analysis.annotate.figure_cues import FigureCues
from analysis.annotate.figures import figures_and_times
from analysis.annotate.vocabulary import Vocabulary
from analysis.corpus import Document
from analysis.lexicon.reader import load_lexicon
from tests.analysis.annotate.speaking import view_of

TEXTS = (
    "विदेश मंत्री एस जयशंकर ने कहा कि 85 देशों से बात हुई।\nबैठक का महत्व\nउन्होंने बताया कि कल फिर मिलेंगे।",
    "",
    "यहां कोई आंकड़ा नहीं है।",
    "प्रवक्ता दानिश फारूकी ने कहा, \"हमने 5जी पर ₹500 करोड़ खर्च किए।\" 15 अगस्त 2024 को बैठक होगी।",
)  # fmt: skip
DEEP = (
    "statements",
    "references",
    "quantities",
    "time_expressions",
    "happenings",
    "acts",
    "quotations",
    "candidates",
)


@pytest.fixture(scope="module")
def annotator():
    return Annotator(load_lexicon())


def annotate(annotator, texts):
    documents = [Document(str(n), text, published=date(2024, 8, 20)) for n, text in enumerate(texts)]
    return annotator.annotate(documents)


def test_every_row_lies_in_the_sentence_it_names(annotator):
    batch = annotate(annotator, TEXTS)
    spans = {(row["document"], row["sentence"]): row for row in batch.sentences.to_pylist()}
    for name in DEEP:
        rows = getattr(batch, name).to_pylist()
        assert rows, f"the texts hold no {name}"
        for row in rows:
            first = spans[row["document"], row.get("sentence", row.get("first_sentence"))]
            last = spans[row["document"], row.get("last_sentence", first["sentence"])]
            assert first["start"] <= row["start"] < row["end"] <= last["end"] + (name == "quotations")


def test_a_document_yields_the_same_rows_alone_and_among_others(annotator):
    together = annotate(annotator, TEXTS)
    for number, text in enumerate(TEXTS):
        alone = annotate(annotator, [text])
        for name in (*DEEP, "mentions"):
            rows = [row for row in getattr(together, name).to_pylist() if row["document"] == number]
            assert [row | {"document": 0} for row in rows] == getattr(alone, name).to_pylist()


def test_resolved_titles_and_pronouns_are_mentions_too(annotator):
    rows = annotate(annotator, TEXTS[:1]).mentions.to_pylist()
    told = [(row["entity"], row["how"], row["beside"]) for row in rows if row["how"] in ("role", "reference")]
    assert told == [("jaishankar", "role", True), ("jaishankar", "reference", False)]
    order = [(row["start"], -row["end"]) for row in rows]
    assert all(a <= b for a, b in pairwise(order))


def test_without_the_rules_there_are_names_alone():
    batch = annotate(Annotator(load_lexicon(), deep=False), TEXTS)
    assert {row["how"] for row in batch.mentions.to_pylist()} == {"name"}
    assert not any(getattr(batch, name).num_rows for name in DEEP)


NO_CUE = ("यहां कोई बात नहीं है।", "जयशंकर ने कहा कि यह गलत है।")
CUED = ("85 देश", "F16 विमान", "5जी", "पांच दिन", "१५ अगस्त", "कल आना", "₹500 करोड़", "पिछले साल", "अब")


@pytest.mark.parametrize(("texts", "wanted"), [(NO_CUE, [False, False]), (CUED, [True] * len(CUED))])
def test_sentences_with_a_cue(texts, wanted):
    vocabulary = Vocabulary()
    batch = tokenise_batch([Document(str(n), text) for n, text in enumerate(texts)], vocabulary)
    cues = FigureCues()
    assert cues.sentences(batch).tolist() == wanted
    assert cues.sentences(batch).tolist() == wanted, "what was learnt of the forms holds"
    more = tokenise_batch([Document("x", "नया शब्द। 3 जहाज।")], vocabulary)
    assert cues.sentences(more).tolist() == [False, True]


def test_cues_leave_out_nothing_on_real_news():
    from tests.benchmarks.annotation_cost import news

    documents = news(200)
    batch = tokenise_batch(documents, Vocabulary())
    cued = FigureCues().sentences(batch).tolist()
    first = 0
    for document in documents:
        view = view_of(document.text)
        figures, times = figures_and_times(document.text, view.sentences, document.published)
        holding = {row.sentence for row in (*figures, *times)}
        assert all(cued[first + sentence] for sentence in holding)
        first += len(view.sentences)


@pytest.mark.parametrize("enabled", [True, False])
def test_the_collector_of_cycles_is_left_as_it_was(annotator, enabled):
    before = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        annotate(annotator, TEXTS)
        assert gc.isenabled() == enabled
    finally:
        (gc.enable if before else gc.disable)()
