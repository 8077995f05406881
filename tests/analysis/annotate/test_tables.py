"""The tables of a batch, counted by hand."""

from analysis.annotate.annotate import Annotator
from analysis.corpus import Document
from analysis.lexicon.reader import load_lexicon

TEXTS = ("भारत-रूस संबंध पर बात हुई है।\nरूस और भारत।", "", "कीव (भाषा): रूस ने भारत-रूस पर कहा है।")


def test_rows_are_counted_within_their_document():
    documents = [Document(str(number), text) for number, text in enumerate(TEXTS)]
    batch = Annotator(load_lexicon(), deep=False).annotate(documents)
    sentences = batch.sentences.select(["document", "sentence", "number", "paragraph", "tokens"]).to_pylist()
    assert [tuple(row.values()) for row in sentences] == [
        (0, 1, 1, 1, 7),
        (0, 2, 2, 2, 3),
        (2, 1, 1, 1, 9),
    ]
    tokens = batch.tokens.to_pandas()
    assert [*zip(tokens["document"], tokens["sentence"], tokens["position"], strict=True)] == [
        *((0, 1, position) for position in range(7)),
        *((0, 2, position) for position in range(7, 10)),
        *((2, 1, position) for position in range(9)),
    ]
    assert list(tokens["kind"][tokens["document"] == 2]) == ["byline"] * 2 + ["body"] * 7
    compounds = batch.compounds.select(["document", "sentence", "position", "parts"]).to_pylist()
    assert [tuple(row.values()) for row in compounds] == [(0, 1, 0, 2), (2, 1, 4, 2)]
    assert batch.documents["tokens"].to_pylist() == [10, 0, 9]
    assert batch.documents["types"].to_pylist() == [8, 0, 8]


def test_forms_come_as_they_first_appear_and_compounds_behind():
    batch = Annotator(load_lexicon(), deep=False).annotate([Document("a", TEXTS[0])])
    wanted = ["भारत", "रूस", "संबंध", "पर", "बात", "हुई", "है", "और", "भारत-रूस"]
    assert batch.forms["text"].to_pylist() == wanted
    assert batch.tokens["form"].to_pylist() == [0, 1, 2, 3, 4, 5, 6, 1, 7, 0]
    assert batch.compounds["form"].to_pylist() == [8]
