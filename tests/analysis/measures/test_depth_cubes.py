"""What the rules found is the same in a store with cubes, which knows the sentences that are set aside."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from analysis.annotate.annotate import Annotator
from analysis.corpus import Document, Selection
from analysis.lexicon.reader import load_lexicon
from analysis.measures import (
    actor,
    agenda,
    event_days,
    evidence,
    figures,
    names,
    quotations,
    references,
    sourcing,
    spans,
    statements,
    timeline,
)
from analysis.store import cubes
from analysis.store.cover import cover
from analysis.store.store import Store

SEEDS = sorted((Path(__file__).resolve().parents[3] / "seeds").glob("*.txt"))
PAGE = {"limit": 6, "offset": 2}
CODE = "country_ru"
QUESTIONS = {
    "statements": lambda s, x: statements.statements(s, x),
    "statements about": lambda s, x: statements.statements(s, x, about=CODE, **PAGE),
    "statements by": lambda s, x: statements.statement_sentences(s, x, speakers=("person_putin", CODE)),
    "statement sentences": lambda s, x: statements.statement_sentences(s, x, **PAGE),
    "speakers": lambda s, x: statements.by_speaker(s, x),
    "speakers of some": lambda s, x: statements.by_speaker(s, x, kinds=("direct", "offer"), limit=4),
    "verbs": lambda s, x: statements.by_verb(s, x),
    "first verbs": lambda s, x: statements.by_verb(s, x, limit=2),
    "said by one": lambda s, x: statements.statement_count(s, x, speakers=(CODE,)),
    "said by two": lambda s, x: statements.statement_count(s, x, speakers=(CODE, "person_putin")),
    "said of one": lambda s, x: statements.statement_count(s, x, about=CODE),
    "said of one, directly": lambda s, x: statements.statement_count(s, x, about=CODE, kinds=("direct",)),
    "a few without speaker": lambda s, x: statements.without_speaker(s, x, limit=3, offset=1),
    "without speaker": lambda s, x: statements.without_speaker(s, x),
    "times": lambda s, x: timeline.timeline(s, x),
    "first times": lambda s, x: timeline.timeline(s, x, lanes=("dated",), limit=5, offset=3),
    "latest times": lambda s, x: timeline.timeline(s, x, lanes=("dated",), limit=7, latest=True),
    "latest of all": lambda s, x: timeline.timeline(s, x, limit=7, latest=True),
    "times by kind": lambda s, x: timeline.time_counts(s, x),
    "some times by kind": lambda s, x: timeline.time_counts(s, x, kinds=("absolute", "duration")),
    "times undated": lambda s, x: timeline.timeline(s, x, lanes=("undated", "none"), **PAGE),
    "time sentences": lambda s, x: timeline.time_sentences(s, x, **PAGE),
    "events": lambda s, x: timeline.events(s, x),
    "events of a page": lambda s, x: timeline.events(s, x, limit=2, offset=1),
    "event sentences": lambda s, x: timeline.event_sentences(s, x, name="a0", event=1),
    "event counts": timeline.event_counts,
    "event days": event_days.event_days,
    "figures": lambda s, x: figures.figures(s, x),
    "figure sentences": lambda s, x: figures.figure_sentences(s, x, **PAGE),
    "units": lambda s, x: figures.by_unit(s, x),
    "some units": lambda s, x: figures.by_unit(s, x, kinds=("count", "money")),
    "unknown names": lambda s, x: names.unknown_names(s, x),
    "first names": lambda s, x: names.unknown_names(s, x, kinds=("person",), limit=2, offset=1),
    "references": lambda s, x: references.references(s, x),
    "titles": references.holders,
    "undecided": references.undecided,
    "undecided titles": lambda s, x: references.undecided(s, x, how=("role",)),
    "names and titles": lambda s, x: references.explicit_and_inferred(s, x, limit=30),
    "references of a page": lambda s, x: references.reference_sentences(s, x, **PAGE),
    "quotations": lambda s, x: quotations.quotation_sentences(s, x),
    "some quotations": lambda s, x: quotations.quotation_sentences(s, x, **PAGE),
    "sourcing": lambda s, x: sourcing.sourcing(s, x, limit=3),
    "sourced": lambda s, x: sourcing.sourced_sentences(s, x),
    "who acts": lambda s, x: actor.who_acts(s, x, kinds=("person", "country")),
    "acts": lambda s, x: actor.act_sentences(s, x, CODE),
    "upon": lambda s, x: actor.upon_sentences(s, x, CODE, limit=4),
    "profile": lambda s, x: actor.profile(s, x, CODE),
    "profile of nobody": lambda s, x: actor.profile(s, x, "no such"),
    "profile of an item": lambda s, x: actor.profile(s, x, "item_s400"),
    "with whom": lambda s, x: actor.with_whom(s, x, CODE),
    "with whom in documents": lambda s, x: actor.with_whom(s, x, CODE, unit="document", limit=4),
    "with whom in paragraphs": lambda s, x: actor.with_whom(
        s, x, "person_putin", unit="paragraph", kinds=("item",)
    ),
    "asks": agenda.asks,
    "asks by sector": agenda.asks_by_sector,
    "sentences of an ask": lambda s, x: agenda.ask_sentences(s, x, "export_up", limit=4),
}
SELECTIONS = {
    "all": Selection(),
    "some days": Selection(date_from=date(2025, 2, 1), date_to=date(2025, 3, 31), undated=False),
    "a source": Selection(sources=("x",), date_from=date(2025, 1, 20), date_to=date(2025, 4, 2)),
    "headings": Selection(kinds=("heading",), date_from=date(2025, 1, 20)),
    "every kind": Selection(kinds=("body", "heading", "byline", "junk")),
    "an entity": Selection(entities=("country_ru",), sources=("x", "y")),
    "a word": Selection(query="रक्षा", date_to=date(2025, 4, 2)),
}


def made(least):
    """The seeds, many times on days of their own, every seventh sentence of them set aside."""
    texts = [path.read_text(encoding="utf-8") for path in SEEDS]
    documents = [
        Document(f"{'ab'[number % 2]}{number}", texts[number % 2], source="xyz"[number % 3],
                 published=None if number == 5 else date(2025, 1 + number % 4, 1 + 2 * number))
        for number in range(12)
    ]  # fmt: skip
    store = Store.create()
    store.append(Annotator(load_lexicon()).annotate(documents))
    for table in ("sentence", "mention"):
        with store._connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET kind = 'junk' WHERE (document + sentence) % 7 = 0")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cubes, "CUBES_FROM", least)
        patch.setattr(cubes, "FULL", 0)
        store.finish()
    return store


@pytest.fixture(scope="module")
def stores():
    with_cubes, without = made(0), made(10**6)
    with with_cubes, without:
        assert "cubes" in with_cubes.about and "cubes" not in without.about
        yield with_cubes, without


@pytest.fixture
def small_parts(monkeypatch):
    """A page is looked for in parts of a few documents, and one that does not fill it is."""
    monkeypatch.setattr(spans, "PARTS", (1, 2, 3))
    monkeypatch.setattr(timeline, "SPARE", 0)


@pytest.mark.parametrize("chosen", SELECTIONS.values(), ids=SELECTIONS)
def test_the_rules_tables_are_the_same(stores, small_parts, chosen):
    """Of selections that no cube covers, where both stores go the same way, each question has one."""
    with_cubes, without = stores
    by_rows = [one for one in SELECTIONS.values() if cover(with_cubes, one) is None]
    asked = list(QUESTIONS)[by_rows.index(chosen) :: len(by_rows)] if chosen in by_rows else list(QUESTIONS)
    for name in asked:
        found, wanted = QUESTIONS[name](with_cubes, chosen), QUESTIONS[name](without, chosen)
        if isinstance(wanted, int):
            assert found == wanted, name
            continue
        pd.testing.assert_frame_equal(found, wanted, obj=name)


def test_what_is_set_aside_is_counted_for_no_one(stores):
    with_cubes, without = stores
    aside = "SELECT count(*) AS n FROM sentence WHERE kind NOT IN ('body', 'heading')"
    count = int(without.query(aside)["n"].iloc[0])
    assert count > 20
    assert int(with_cubes.query("SELECT count(*) AS n FROM aside")["n"].iloc[0]) == count
    for store in stores:
        chosen = figures.figure_count(store, Selection())
        everything = figures.figure_count(store, SELECTIONS["every kind"])
        rows = store.query("SELECT document, sentence FROM quantity")
        kinds = store.query("SELECT document, sentence, kind FROM sentence")
        kinds = rows.merge(kinds, on=["document", "sentence"])["kind"]
        assert chosen == int(kinds.isin(["body", "heading"]).sum()) < everything == len(rows)


def test_segments_are_those_of_their_sentences(stores):
    for store in stores:
        table = statements.statements(store, SELECTIONS["every kind"])
        rows = store.query(
            """SELECT d.name, x.statement, s.kind, s.number, z.number AS last FROM statement x
               JOIN document d USING (document)
               JOIN sentence s ON s.document = x.document AND s.sentence = x.first_sentence
               JOIN sentence z ON z.document = x.document AND z.sentence = x.last_sentence"""
        )
        both = table.merge(rows, on=["name", "statement"])
        assert len(both) == len(table) == len(rows)
        letters = {"body": "S", "heading": "H", "byline": "B", "junk": "J"}
        assert all(row.segment == f"{letters[row.kind_y]}{row.number}" for row in both.itertuples())
        assert all(row.last_segment[1:] == str(row.last) for row in both.itertuples())


@pytest.mark.parametrize("spans", [0, 1, 2, 8])
def test_pages_of_sentences_are_cut_from_all_of_them(stores, spans, monkeypatch):
    """Wherever the first spans end, also in the middle of a sentence."""
    monkeypatch.setattr(evidence, "SPANS", spans)
    several = 0
    for ask in (figures.figure_sentences, timeline.time_sentences, references.reference_sentences):
        whole = ask(stores[0], SELECTIONS["all"])
        # Small pages where the spans end, then larger ones to the last and beyond.
        cuts = [*range(0, 20, 3), *range(30, len(whole), 31), len(whole), len(whole) + 3]
        pages = [
            ask(stores[0], SELECTIONS["all"], limit=end - at, offset=at)
            for at, end in zip(cuts, cuts[1:], strict=False)
        ]
        assert pages[-1].empty and len(whole) > 30
        pd.testing.assert_frame_equal(pd.concat(pages[:-1], ignore_index=True), whole)
        several += int((whole["marks"].map(len) > 1).sum())
    assert several > 5


def test_a_page_of_few_documents_is_that_of_many(stores, monkeypatch):
    for chosen in (SELECTIONS["all"], SELECTIONS["a source"]):
        found = [QUESTIONS[name](stores[0], chosen) for name in PAGED]
        monkeypatch.setattr(spans, "FEW", 20_000)
        for name, rows in zip(PAGED, found, strict=True):
            pd.testing.assert_frame_equal(QUESTIONS[name](stores[0], chosen), rows, obj=name)
        monkeypatch.undo()


PAGED = ("statements about", "statement sentences", "latest times", "events of a page", "figure sentences")
