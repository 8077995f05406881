from datetime import date

from analysis.corpus import Selection
from analysis.measures.documents import (
    documents,
    documents_found,
    sentences,
    tokens,
    totals,
)

ALL = Selection()


def test_documents_in_date_order(store):
    found = documents(store, ALL)
    columns = ["name", "tokens", "types", "sentences", "headings", "paragraphs"]
    assert found[columns].values.tolist() == [
        ["a.txt", 10, 9, 2, 0, 1],
        ["b.txt", 24, 19, 3, 1, 2],
        ["c.txt", 3, 3, 1, 0, 1],
    ]
    assert found["published"].isna().tolist() == [False, False, True]
    assert found["published_origin"].fillna("").tolist() == ["given", "given", ""]
    assert found["source"].fillna("").tolist() == ["", "क", ""]


def test_documents_are_found_by_words_of_title_and_name(store):
    titles = dict(documents(store, ALL)[["name", "title"]].values.tolist())
    word = titles["b.txt"].split()[0]
    for words, names in (
        ("", ["a.txt", "b.txt", "c.txt"]),
        ("TXT", ["a.txt", "b.txt", "c.txt"]),
        ("b.t", ["b.txt"]),
        (f"b.txt {word}", ["b.txt"]),
        (f"c.txt {'क्ष' * 9}", []),
        ("%", []),  # no wildcard
        ("' OR 1=1", []),
    ):
        assert documents(store, ALL, contains=words)["name"].tolist() == names
        assert documents_found(store, ALL, contains=words) == len(names)
    assert documents(store, ALL, contains="txt", limit=1, offset=1)["name"].tolist() == ["b.txt"]
    assert documents_found(store, Selection(documents=("c.txt",)), contains="txt") == 1


def test_totals_count_everything_as_written_whatever_the_kinds(store):
    for kinds in (("body", "heading"), ("heading",)):
        row = totals(store, Selection(kinds=kinds)).iloc[0].to_dict()
        assert row == {
            "documents": 3, "dated": 2, "undated": 1, "sentences": 6, "headings": 1, "tokens": 37,
            "types": 25,
        }  # fmt: skip
    row = totals(store, Selection(undated=False, date_to=date(2024, 1, 31))).iloc[0].to_dict()
    assert (row["documents"], row["tokens"], row["types"]) == (1, 10, 9)


def test_totals_of_nothing_are_zero(store):
    assert totals(store, Selection(documents=("nobody",))).iloc[0].tolist() == [0] * 7


def test_types_leave_out_joined_words(store):
    # भारत-रूस is two words, and no third one.
    types = set(tokens(store, Selection(kinds=()))["form"])
    assert len(types) == 25 and "भारत-रूस" not in types


def test_sentences_are_cut_from_the_text(store):
    found = sentences(store, ALL)
    assert found["segment"].tolist() == ["S1", "S2", "H1", "S1", "S2", "S3", "S1"]
    assert found["text"].iloc[1] == "भारत-रूस बैठक में बैठक हुई।"
    assert found["tokens"].sum() == 37
    assert found.columns.tolist() == [
        "name", "segment", "sentence", "number", "kind", "paragraph", "start", "end", "tokens", "text",
    ]  # fmt: skip


def test_junk_is_shown_when_asked_for(store):
    every = Selection(documents=("a.txt",), kinds=("body", "heading", "byline", "junk"))
    assert sentences(store, every)["segment"].tolist() == ["J1", "S1", "S2"]


def test_tokens_of_a_byline_are_there_and_told_apart(store):
    found = tokens(store, ALL)
    assert len(found) == 37
    byline = found[found["kind"] == "byline"]
    assert byline[["name", "segment", "form"]].values.tolist() == [["b.txt", "S1", "एजेंसी"]]
    assert len(tokens(store, Selection(kinds=("heading",)))) == 3
    row = found[(found["form"] == "संबंधों")].iloc[0]
    assert (row["lemma"], row["segment"], row["position"]) == ("संबंध", "S1", 8)
