"""Every figure of the hand-made inventory of the seeds, asked of the command line.

The truth was counted and judged by a reader (tests/data/seed_truth.json); nothing in it was printed by
this program.
"""

import json
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from tests.asking import ROOT, SEEDS, ask

TRUTH = json.loads((ROOT / "tests/data/seed_truth.json").read_text(encoding="utf-8"))
NAME = {doc: Path(facts["file"]).stem for doc, facts in TRUTH["docs"].items()}
TEXT = {
    doc: (ROOT / "seeds" / facts["file"]).read_text(encoding="utf-8") for doc, facts in TRUTH["docs"].items()
}

# What the inventory calls an entity and what the lexicon calls it.
CODE = {
    "P_JAISHANKAR": "jaishankar", "P_LAVROV": "lavrov", "P_MANTUROV": "manturov", "P_MODI": "modi",
    "P_PUTIN": "putin", "C_INDIA": "country_in", "C_RUSSIA": "country_ru", "D_BRAHMOS": "brahmos",
    "D_AKASH": "akash", "D_TEJAS": "tejas", "D_PINAKA": "pinaka", "D_ATAGS": "atags",
}  # fmt: skip
NAMED_TYPES = {
    "person", "organisation", "country", "place", "route", "initiative", "defence_item", "defence_generic",
    "sector", "issue", "event",
}  # fmt: skip


def gold(doc, kind):
    return [(part["start"], part["end"]) for part in TRUTH["segments"][doc] if part["kind"] == kind]


def test_documents_tokens_and_types():
    rows = {row["name"]: row for row in ask("documents", SEEDS)}
    for doc, facts in TRUTH["docs"].items():
        row = rows[NAME[doc]]
        assert [row[key] for key in ("tokens", "types", "sentences", "headings")] == [
            facts[key] for key in ("tokens", "types", "sentences", "headings")
        ]


def test_tokens_are_those_of_a_naive_count():
    import unicodedata

    for doc, text in TEXT.items():
        spaced = "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in text)
        rows = [row for row in ask("tokens", SEEDS) if row["name"] == NAME[doc]]
        assert [row["form"] for row in rows] == spaced.split()
        assert all(text[row["start"] : row["end"]] == row["form"] for row in rows)
    forms = {row["form"] for row in ask("tokens", SEEDS)}
    assert len(forms) == TRUTH["totals"]["types"]


@pytest.mark.parametrize("doc", ["A", "B"])
@pytest.mark.parametrize(
    ("kind", "gold_kind"), [("body", "sentence"), ("heading", "heading"), ("junk", "junk")]
)
def test_sentences_stand_where_the_reader_found_them(doc, kind, gold_kind):
    rows = ask("sentences", SEEDS, *every_kind())
    found = [(row["start"], row["end"]) for row in rows if row["name"] == NAME[doc] and row["kind"] == kind]
    assert found == gold(doc, gold_kind)


def every_kind():
    return ("--kind", "body", "--kind", "heading", "--kind", "byline", "--kind", "junk")


def each_mention():
    return ask("mentions", SEEDS, "--each", *every_kind())


def spans(rows):
    doc = {name: key for key, name in NAME.items()}
    return sorted((doc[row["name"]], row["start"], row["end"]) for row in rows)


@pytest.mark.parametrize(
    "entity", [one for one in TRUTH["entities"] if one["type"] in NAMED_TYPES], ids=lambda one: one["id"]
)
def test_every_named_mention_stands_at_its_offsets(entity):
    wanted = sorted(tuple(span) for span in entity["mentions"])
    rows = [row for row in each_mention() if row["how"] == "name"]
    at = {(span): row["entity"] for span, row in zip([spans([row])[0] for row in rows], rows, strict=True)}
    found = {at.get(span) for span in wanted}
    assert None not in found, f"missing: {[span for span in wanted if span not in at]}"
    assert len(found) == 1, f"one entity of the inventory is several here: {found}"
    if entity["id"] in CODE:
        assert found == {CODE[entity["id"]]}


def test_no_mention_that_the_reader_did_not_find():
    known = {tuple(span) for one in TRUTH["entities"] for span in one["mentions"]}
    extra = [
        row for row in each_mention()
        if row["how"] == "name" and row["kind"] != "junk"
        and row["entity"] in set(CODE.values()) and spans([row])[0] not in known
    ]  # fmt: skip
    assert extra == []


def test_totals_of_the_named_entities():
    counts = {row["entity"]: row["count"] for row in ask("mentions", SEEDS)}
    for one in TRUTH["entities"]:
        if one["id"] in CODE:
            assert counts[CODE[one["id"]]] == len(one["mentions"]), one["id"]


PERSONS = ("P_JAISHANKAR", "P_LAVROV", "P_MANTUROV", "P_MODI", "P_PUTIN")


@pytest.mark.parametrize("unit", ["sentence", "paragraph", "document"])
def test_cooccurrence_at_three_levels(unit):
    rows = ask("cooccurrence", SEEDS, "--unit", unit)
    found = {frozenset((row["a"], row["b"])): row["count"] for row in rows}
    truth = TRUTH["cooccurrence"]["explicit_names_only"][unit]
    for a, b in combinations(PERSONS, 2):
        told = truth.get(f"{a}-{b}", truth.get(f"{b}-{a}", 0))
        wanted = told["n"] if isinstance(told, dict) else told
        assert found.get(frozenset((CODE[a], CODE[b])), 0) == wanted, (a, b)


@pytest.mark.parametrize(
    ("unit", "lavrov", "jaishankar"), [("sentence", 0, 0), ("paragraph", 1, 0), ("document", 1, 1)]
)
def test_persons_and_items(unit, lavrov, jaishankar):
    rows = ask("cooccurrence", SEEDS, "--unit", unit, "--entity-kind", "person", "--entity-kind", "item")
    found = Counter({frozenset((row["a"], row["b"])): row["count"] for row in rows})
    for item in ("brahmos", "akash", "tejas", "pinaka", "atags"):
        assert found[frozenset(("lavrov", item))] == lavrov
        assert found[frozenset(("jaishankar", item))] == jaishankar
        assert found[frozenset(("manturov", item))] == 0


@pytest.mark.parametrize(
    ("query", "hits"),
    [("सहयोग", 10), ("jaishankar", 12), ("brahmos", 1), ("lavrov", 7), ("पाँच", 2), ("नरेंद्र मोदी", 1),
     ("ब\u095dाने", 7), ("कर", 2), ("रूस", 11), ("रक्षा", 9), ("वार्षिक शिखर सम्मेलन", 5), ("पुतीन", 0)],
)  # fmt: skip
def test_what_a_reader_types_is_found(query, hits):
    assert len(ask("kwic", SEEDS, query)) == hits
    assert len(ask("kwic", query, SEEDS)) == hits, "either order serves"


@pytest.mark.parametrize(
    ("word", "starts", "inside"), [("रूस", 16, 16), ("रक्षा", 9, 10), ("भारत", 13, 13), ("पांच दिन", 2, 2)]
)
def test_word_beginning_and_inside_are_counted_apart(word, starts, inside):
    assert len(ask("kwic", SEEDS, word, "--match", "starts")) == starts
    assert len(ask("kwic", SEEDS, word, "--match", "inside")) == inside


def test_terms_as_the_features_promise():
    rows = {row["term"]: row for row in ask("terms", SEEDS)}
    wanted = {"भारत": 12, "जयशंकर": 12, "रूस": 11, "बैठक": 10, "सहयोग": 10, "संबंध": 10, "देश": 3}
    assert {term: rows[term]["count"] for term in wanted} == wanted
    assert rows["संबंध"]["forms"] == "संबंधों 8 · संबंध 2"
    assert (rows["भारत"]["headings"], rows["भारत"]["body"]) == (4, 8)
    assert (rows["जयशंकर"]["documents"], rows["जयशंकर"]["sentences"]) == (2, 12)
    assert {"कृषि", "रक्षा", "विशेष"} <= rows.keys(), "content words are never taken for stop words"
    joined = {row["term"]: row["count"] for row in ask("terms", SEEDS, "--hyphens", "joined")}
    assert (joined["भारत-रूस"], joined["भारत"]) == (5, 7)


@pytest.mark.parametrize(("doc", "count", "per_1000"), [("A", 3, 6.12), ("B", 6, 16.04)])
def test_per_thousand_has_the_documents_tokens_below(doc, count, per_1000):
    rows = ask("terms", SEEDS, "--document", NAME[doc])
    row = next(row for row in rows if row["term"] == "रक्षा")
    assert row["count"] == count
    assert row["per_1000"] == pytest.approx(per_1000, abs=0.005)
