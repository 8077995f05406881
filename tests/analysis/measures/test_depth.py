"""The measures of what the rules find, on three small articles whose every number can be counted by eye.

Each number opens as many marks or rows as it counts, and a filter changes both alike.
"""

from datetime import date

import pytest

from analysis.annotate.annotate import Annotator
from analysis.corpus import Document, Selection
from analysis.lexicon.reader import load_lexicon
from analysis.measures import (
    actor,
    figures,
    names,
    references,
    repetition,
    sourcing,
    spelling,
    statements,
    timeline,
)
from analysis.store.store import Store

ONE = """भारत और रूस की बैठक
विदेश मंत्री एस जयशंकर ने कहा कि भारत 85 देशों को मदद देगा। उन्होंने बताया कि लावरोव के साथ बैठक अच्छी रही।
प्रवक्ता दानिश फारूकी ने कहा कि निर्यात 23 गुना बढ़ा है।"""
TWO = """लावरोव ने कहा कि भारत मित्र है। लावरोव ने कहा कि 20 देशों ने बात की।
रूसी विदेश मंत्री ने गुरुवार को पुतिन से मुलाकात की। हमने कई मुद्दों पर चर्चा की और समाधान निकाले हैं।"""
THREE = """पुलिस ने कहा कि गुरूवार को पांच लोग आए। गुरुवार को बैठक हुई।
हमने कई मुद्दों पर चर्चा की और समाधान निकाले हैं। आज हमने कई मुद्दों पर चर्चा की और समाधान निकाले हैं।"""
ALL = Selection()
HEADS = Selection(kinds=("heading",))


@pytest.fixture(scope="module")
def store():
    pages = [("b", TWO, date(2024, 6, 20)), ("a", ONE, date(2024, 6, 1)), ("c", THREE, None)]
    annotator = Annotator(load_lexicon())
    with Store.create() as made:
        for name, text, day in pages:
            made.append(annotator.annotate([Document(name, text, published=day)]))
        made.finish()
        yield made


def marks(evidence):
    return sum(map(len, evidence["marks"]))


def marked(evidence):
    return [
        text[a:b] for text, spans in zip(evidence["text"], evidence["marks"], strict=True) for a, b in spans
    ]


def test_statements_in_the_order_of_the_documents(store):
    rows = statements.statements(store, ALL)
    assert list(rows.columns) == list(statements.STATEMENT_COLUMNS)
    told = [tuple(row) for row in rows[["name", "speaker", "cue"]].itertuples(index=False)]
    assert told[:5] == [
        ("a", "jaishankar", "कहा"), ("a", "jaishankar", "बताया"), ("a", "", "कहा"),
        ("b", "lavrov", "कहा"), ("b", "lavrov", "कहा"),
    ]  # fmt: skip
    assert rows["words"].iloc[0] == "भारत 85 देशों को मदद देगा"
    assert rows["named_text"].iloc[1] == "विदेश मंत्री एस जयशंकर", "the words that उन्होंने goes back to"


def test_bars_of_speakers_open_as_many_statements(store):
    bars = statements.by_speaker(store, ALL)
    assert dict(zip(bars["speaker"], bars["count"], strict=True)).items() >= {
        "jaishankar": 2, "lavrov": 3, "पुलिस": 1, "प्रवक्ता दानिश फारूकी": 1,
    }.items()  # fmt: skip
    for speaker, count in zip(bars["speaker"], bars["count"], strict=True):
        if speaker:
            assert len(statements.statement_sentences(store, ALL, speakers=[speaker])) == count
            assert len(statements.statements(store, ALL, speakers=[speaker])) == count
    assert statements.statements(store, ALL, speakers=["लावरोव"]).empty, "he goes by his code"
    mine = bars.set_index("speaker").loc["lavrov", ["explicit", "inferred"]]
    assert mine.tolist() == [2, 1], "हमने in an article in which he alone speaks, twice"
    by_kind = bars[["direct", "indirect", "offer", "demand", "source", "unattributed"]].sum(axis=1)
    assert by_kind.tolist() == bars["count"].tolist()
    assert bars[["explicit", "reference", "inferred"]].sum(axis=1).tolist() == bars["count"].tolist()


def test_bars_of_verbs_open_as_many_statements(store):
    bars = statements.by_verb(store, ALL)
    assert dict(zip(bars["cue"], bars["count"], strict=True)) == {"कहा": 5, "बताया": 1}
    assert bars["speakers"].tolist() == [2, 1]
    for cue, count in zip(bars["cue"], bars["count"], strict=True):
        assert len(statements.statement_sentences(store, ALL, cue=cue)) == count


def test_what_others_said_of_an_actor(store):
    about = statements.statements(store, ALL, about="lavrov")
    assert about["speaker"].tolist() == ["jaishankar"]
    assert statements.statements(store, ALL, about="jaishankar").empty


def test_limits_and_filters_of_statements(store):
    every = statements.statements(store, ALL)
    assert statements.statements(store, ALL, limit=2, offset=1).equals(every.iloc[1:3].reset_index(drop=True))
    assert set(statements.statements(store, Selection(documents=("b",)))["name"]) == {"b"}
    assert statements.statements(store, HEADS).empty and statements.by_speaker(store, HEADS).empty
    assert set(statements.statements(store, Selection(date_to=date(2024, 6, 10), undated=False))["name"]) == {
        "a"
    }


def test_sentences_without_a_speaker(store):
    rows = statements.without_speaker(store, ALL)
    assert [*zip(rows["name"], rows["segment"], strict=True)] == [("b", "S4"), ("c", "S3"), ("c", "S4")]
    assert set(marked(rows)) == {"हमने"}


def test_figures_open_their_sentences(store):
    rows = figures.figures(store, ALL)
    assert list(rows.columns) == list(figures.FIGURE_COLUMNS)
    assert rows["surface"].tolist() == ["85 देशों", "23 गुना", "20 देशों", "पांच लोग"]
    units = figures.by_unit(store, ALL)
    first = units.iloc[0]
    assert (first["unit"], first["count"], first["documents"], first["min"], first["max"]) == (
        "देश",
        2,
        2,
        20,
        85,
    )
    for unit, kind, count in zip(units["unit"], units["kind"], units["count"], strict=True):
        assert marks(figures.figure_sentences(store, ALL, units=[unit], kinds=[kind])) == count
    assert marked(figures.figure_sentences(store, ALL)) == rows["surface"].tolist()
    assert figures.figures(store, HEADS).empty


def test_times_stand_in_their_lanes(store):
    rows = timeline.timeline(store, ALL)
    assert list(rows.columns) == list(timeline.TIME_COLUMNS)
    told = [tuple(row) for row in rows[["name", "surface", "lane"]].itertuples(index=False)]
    assert told == [
        ("b", "गुरुवार", "dated"), ("c", "गुरूवार", "undated"), ("c", "गुरुवार", "undated"), ("c", "आज", "undated"),
    ]  # fmt: skip
    assert rows["resolved_from"].iloc[0].date() == date(2024, 6, 20), "that day is a Thursday"
    assert timeline.timeline(store, ALL, lanes=["dated"])["name"].tolist() == ["b"]
    assert marks(timeline.time_sentences(store, ALL)) == len(rows)


def test_events_open_their_mentions(store):
    rows = timeline.events(store, ALL)
    assert list(rows.columns) == list(timeline.EVENT_COLUMNS)
    assert rows.fillna({"when": ""})[["name", "event", "mentions", "segments", "when"]].values.tolist() == [
        ["a", 1, 2, "H1 S2", ""], ["b", 1, 1, "S3", "गुरुवार"], ["c", 1, 1, "S2", "गुरुवार"],
    ]  # fmt: skip
    counts = timeline.event_counts(store, ALL)
    assert counts.values.tolist() == [["meeting", 4, 3, 3]]
    for name, event, mentions in zip(rows["name"], rows["event"], rows["mentions"], strict=True):
        assert marks(timeline.event_sentences(store, ALL, name=name, event=event)) == mentions
    assert timeline.events(store, HEADS)["mentions"].tolist() == [1]


def test_titles_and_pronouns(store):
    rows = references.references(store, ALL)
    assert list(rows.columns) == list(references.REFERENCE_COLUMNS)
    told = {(row.name, row.surface): (row.entity, row.how) for row in rows.itertuples(index=False)}
    assert told["a", "विदेश मंत्री"] == ("jaishankar", "role")
    assert told["a", "उन्होंने"] == ("jaishankar", "reference")
    assert told["b", "रूसी विदेश मंत्री"] == ("lavrov", "role")
    by_title = references.holders(store, ALL)
    mine = by_title[by_title["title"] == "foreign_minister"]
    assert dict(zip(mine["entity"], mine["count"], strict=True)) == {"jaishankar": 1, "lavrov": 1}
    assert mine["titles"].tolist() == [2, 2]
    assert marks(references.reference_sentences(store, ALL, title="foreign_minister")) == 2
    undecided = references.undecided(store, ALL)
    assert undecided["count"].sum() == len(references.references(store, ALL, decided=False))
    assert len(rows) == undecided["count"].sum() + len(references.references(store, ALL, decided=True))


def test_names_titles_and_pronouns_of_actors_stay_apart(store):
    rows = references.explicit_and_inferred(store, ALL).set_index("entity")
    assert rows.loc["lavrov", ["name", "role", "reference", "titled"]].tolist() == [3, 1, 0, 0]
    assert rows.loc["jaishankar", ["name", "role", "reference", "titled"]].tolist() == [1, 0, 1, 1]


def test_who_acts(store):
    rows = actor.who_acts(store, ALL).set_index("entity")
    assert rows.loc["lavrov", ["acts", "upon"]].tolist() == [2, 0]
    assert rows.loc["jaishankar", ["acts", "upon"]].tolist() == [1, 0]
    for code in rows.index:
        assert len(actor.act_sentences(store, ALL, code)) == rows.loc[code, "acts"]
        assert len(actor.upon_sentences(store, ALL, code)) == rows.loc[code, "upon"]


def test_profile_of_an_actor(store):
    row = actor.profile(store, ALL, "lavrov").iloc[0]
    wanted = {
        "count": 3,
        "documents": 2,
        "roles": 1,
        "references": 0,
        "statements": 3,
        "said_of": 1,
        "acts": 2,
    }
    assert {key: row[key] for key in wanted} == wanted
    assert (row["first"].date(), row["last"].date()) == (date(2024, 6, 1), date(2024, 6, 20))
    assert (row["first_name"], row["first_segment"]) == ("a", "S2")
    assert actor.profile(store, ALL, "nobody").empty
    assert list(actor.actor(store, ALL, "lavrov").columns) == list(actor.ACTOR_COLUMNS)
    with_india = actor.with_whom(store, ALL, "lavrov").set_index("entity")["count"]
    assert with_india.to_dict() == {"country_in": 1}


def test_unknown_names(store):
    rows = names.unknown_names(store, ALL)
    assert rows[["name", "kind", "count", "documents", "first_name", "first_segment"]].values.tolist() == [
        ["दानिश फारूकी", "person", 1, 1, "a", "S3"],
    ]
    assert marked(names.name_sentences(store, ALL, rows["key"].iloc[0])) == ["दानिश फारूकी"]
    assert names.unknown_names(store, ALL, min_count=2).empty
    row = names.lexicon_row("दानिश फारूकी", "person", forms=["फारूकी"])
    longer = load_lexicon().extended([row])
    assert {form.text for form in longer.forms if form.entity == row.code} == {"दानिश फारूकी", "फारूकी"}


def test_sentences_told_twice_only_within_an_article(store):
    rows = repetition.repetitions(store, ALL)
    assert rows[["name", "a", "b", "shared"]].values.tolist() == [["c", "S3", "S4", 10]]
    assert rows["jaccard"].iloc[0] == pytest.approx(10 / 11) and rows["containment"].iloc[0] == 1
    assert rows.attrs["documents"] == 3
    both = repetition.repetition_sentences(store, ALL, "c", 3, 4)
    assert both["segment"].tolist() == ["S3", "S4"] and marks(both) == 20


def test_two_spellings_of_a_word(store):
    rows = spelling.spellings(store, ALL)
    assert rows[["forms", "spellings", "count"]].values.tolist() == [["गुरुवार 2 · गुरूवार 1", 2, 3]]


def test_sentences_that_say_who_says_it(store):
    rows = sourcing.sourcing(store, ALL).set_index("name")
    assert rows[["sentences", "sourced"]].to_dict("index") == {
        "a": {"sentences": 3, "sourced": 3},
        "b": {"sentences": 4, "sourced": 2},
        "c": {"sentences": 4, "sourced": 1},
    }  # fmt: skip
    assert len(sourcing.sourced_sentences(store, ALL)) == rows["sourced"].sum()


def test_removing_a_document_takes_all_its_rows(store):
    with Store.create() as made:
        annotator = Annotator(load_lexicon())
        made.append(annotator.annotate([Document("a", ONE), Document("c", THREE)]))
        made.finish()
        made.remove("a")
        assert set(statements.statements(made, ALL)["name"]) == {"c"}
        assert set(figures.figures(made, ALL)["name"]) == {"c"}
        assert names.unknown_names(made, ALL).empty
