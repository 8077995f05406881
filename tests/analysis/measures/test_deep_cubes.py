"""What the rules found in real news is counted by the cubes as it is row by row, corrected or not."""

import gzip
import json
import re
from collections import Counter, defaultdict
from datetime import date
from unittest.mock import patch

import pandas as pd
import pytest

from analysis.annotate.annotate import Annotator
from analysis.annotate.depth import NOT_MENTIONED
from analysis.corpus import Document, Selection
from analysis.ingest.again import read_again
from analysis.lexicon.reader import load_lexicon
from analysis.lexicon.rows import UserRow
from analysis.measures import actor, agenda, figures, references, sourcing, statements, timeline
from analysis.store import cubes, lake
from analysis.store.batch_files import write_batch
from analysis.store.corrected import CorrectedStore, Span
from analysis.store.cover import cover, has_cubes
from analysis.store.lake_cubes import add_cubes
from analysis.store.report import InputRow
from analysis.store.store import Store
from tests.analysis.measures.test_depth_cubes import QUESTIONS, SEEDS
from tests.shared import shared

TAKEN, BATCH = 60, 21
# Few articles of news have all of this: who is named where another acts, what is asked for beside a sector;
# titles and pronouns are in the seeds.
ACTS = """मोदी के अनुसार रूस मित्र

प्रधानमंत्री नरेंद्र मोदी ने कहा कि रूस भारत का मित्र है। रूस ने भारत को तेल दिया। भारत ने रूस से तेल खरीदा।
रूस ने रूस की सेना को भेजा। व्लादिमीर पुतिन ने कहा कि पुतिन और नरेंद्र मोदी मिले। भारत ने रूस और चीन से बात की।
भारत को ऊर्जा और कृषि के क्षेत्र में निर्यात बढ़ाना चाहिए। भारत को निर्यात बढ़ाना चाहिए।
भारत के प्रधानमंत्री ने कहा कि रूस के राष्ट्रपति दिल्ली आएंगे। प्रधानमंत्री मोदी ने कहा।
"""
# Whole months, days at the edges of months, one day, some sources, the undated, nothing.
SELECTIONS = {
    "all": Selection(),
    "edges": Selection(date_from=date(2024, 1, 20), date_to=date(2024, 5, 9), undated=False),
    "a year": Selection(date_from=date(2024, 1, 1), date_to=date(2024, 12, 31)),
    "a day": Selection(date_from=date(2024, 3, 3), date_to=date(2024, 3, 3), undated=False),
    "a source": Selection(sources=("क",), date_from=date(2024, 2, 5), date_to=date(2024, 7, 2)),
    "two sources": Selection(sources=("ख", ""), undated=False),
    "nothing": Selection(date_from=date(1990, 1, 1), date_to=date(1990, 2, 1), undated=False),
}
ROWS = (UserRow("names", 1, "user_court", "सुप्रीम कोर्ट", "organisation", ("सुप्रीम कोर्ट", "न्यायालय")),)


def articles():
    with gzip.open(shared("data/news_dev.jsonl.gz"), "rt", encoding="utf-8") as lines:
        for number, line in zip(range(TAKEN), lines, strict=False):
            row, day = json.loads(line), number * 7 % 400
            published = None if number % 17 == 0 else date.fromordinal(date(2023, 11, 20).toordinal() + day)
            source = ("क", "ख", None)[number % 3]
            yield Document(
                row["id"], row["text"], title=row["title"] or "", source=source, published=published
            )
    own = {"कौन": ACTS} | {path.name: path.read_text(encoding="utf-8") for path in SEEDS}
    for name, text in own.items():
        yield Document(name, text, source="ख", published=date(2024, 2, 10))


@pytest.fixture(scope="module")
def batches():
    documents, annotator = list(articles()), Annotator(load_lexicon())
    return [annotator.annotate(documents[at : at + BATCH]) for at in range(0, TAKEN, BATCH)]


@pytest.fixture(scope="module", autouse=True)
def for_few_documents():
    with pytest.MonkeyPatch.context() as few:
        for name, value in {"CUBES_FROM": 0, "FULL": 0, "CHUNK": 50, "ROWS": 500}.items():
            few.setattr(cubes, name, value)
        yield


@pytest.fixture(scope="module")
def base(batches):
    store = Store.create()
    for batch in batches:
        store.append(batch)
    store.finish()
    with store:
        yield store


# What a cube answers; of the rest ``test_depth_cubes.py`` asks.
CUBED = (
    "speakers", "first verbs", "said by one", "said of one", "some times by kind", "some units",
    "first names", "undecided", "names and titles", "who acts", "profile", "with whom",
    "with whom in documents", "with whom in paragraphs", "asks", "asks by sector", "sentences of an ask",
    "sourcing",
)  # fmt: skip


def counted_alike(store, *names):
    """Ask with the cubes and with the cubes put away."""
    assert has_cubes(store)
    for chosen in [SELECTIONS[name] for name in names] or SELECTIONS.values():
        assert cover(store, chosen) is not None
        for name in CUBED:
            question = QUESTIONS[name]
            found = question(store, chosen)
            with patch("analysis.store.cover.cubes_version", return_value="put away"):
                assert not has_cubes(store)
                wanted = question(store, chosen)
            if isinstance(wanted, int):
                assert found == wanted, name
            else:
                pd.testing.assert_frame_equal(found, wanted, obj=name, check_dtype=False)


def test_dates_and_sources(base):
    counted_alike(base)


def test_after_striking_out(base):
    named = base.query(
        """SELECT d.name, m.start, m."end", e.code FROM mention m JOIN document d USING (document)
           JOIN entity e USING (entity) WHERE m.how <> 'adjective'
           USING SAMPLE reservoir(60 ROWS) REPEATABLE (7)"""
    )
    said = statements.statements(base, Selection())
    struck = [Span(row.name, row.start, row.end, row.code) for row in named.itertuples()]
    struck += [Span(row.name, row.start, row.end, what="statement") for row in said[::9].itertuples()]
    struck += [
        Span(row.name, row.start, row.end, row.speaker.split(" ")[0], what="speaker")
        for row in said[4::9].itertuples()
    ]
    layer = CorrectedStore(base, struck)
    assert layer.found > 80
    counted_alike(layer, "all", "a source")
    assert len(statements.statements(layer, Selection())) == len(said) - len(said[::9])
    layer.forget()


def test_after_reading_again_with_names_of_the_reader(base):
    layer = read_again(base, ROWS)
    assert layer.reread > 5
    counted_alike(layer, "edges")
    # And what is struck out upon it.
    row = statements.statements(layer, Selection()).iloc[3]
    above = CorrectedStore(layer, [Span(row["name"], row["start"], row["end"], what="statement")])
    assert above.found == 1
    counted_alike(above, "all")
    above.forget()
    layer.forget()


def test_after_a_document_is_removed(batches):
    store = Store.create()
    for batch in batches[:2]:
        store.append(batch)
    store.finish()
    names = store.query("SELECT name FROM document WHERE document IN (3, 30)")["name"]
    for name in names:
        store.remove(name)
    assert not has_cubes(store)
    store.finish()
    with store:
        counted_alike(store, "all", "two sources")


def test_in_a_lake(batches, tmp_path):
    for number, batch in enumerate(batches[:2]):
        report = [InputRow(f"{number}.txt", 1, "00", "loaded", batch.documents.num_rows)]
        write_batch(tmp_path, number, batch, report)
    about = {"lexicon": "l", "rules": "r", "corpus": "lake", "state": "finished"}
    lake.compact(tmp_path, batch.entities, batch.aliases, about=about, count=add_cubes)
    with Store.open_lake(tmp_path) as store:
        counted_alike(store, "edges")


# Both cubes and rows are counted by one SELECT: what it should count is told by the lists, one by one.
LISTED = pytest.mark.parametrize("name", ["all", "edges", "two sources"])


def numbers(rows, keys, *sums):
    """Return key (several: a tuple) → the sums of the rows that are not all zero."""
    found = {}
    for row in rows.to_dict("records"):
        counts = tuple(int(row[name]) for name in sums)
        if any(counts):
            found[tuple(row[key] for key in keys) if len(keys) > 1 else row[keys[0]]] = counts
    return found


@LISTED
def test_speakers_and_verbs_are_those_of_the_statements(base, name):
    every = statements.statements(base, SELECTIONS[name])
    every = every.astype({"named_text": object, "speaker_text": object}).fillna("").to_dict("records")
    certain, kinds, articles = Counter(), Counter(), defaultdict(set)
    verbs, verb_articles, who = Counter(), defaultdict(set), defaultdict(set)
    for row in every:
        named = row["named_text"] or ("" if row["certainty"] == "reference" else row["speaker_text"])
        for one in row["speaker"].split() or [named]:
            certain[one, row["certainty"] if one else "inferred"] += 1
            kinds[one, row["kind"]] += 1
            articles[one].add(row["name"])
        cue = re.sub(" (है|हैं|था|थी|थे|थीं|गया|गई|गए|जा|रहा|रही|रहे|हुए|हुई)+$", "", row["cue"])
        verbs[cue] += 1
        verb_articles[cue].add(row["name"])
        who[cue] |= set(row["speaker"].split())
    bars = statements.by_speaker(base, SELECTIONS[name])
    sums = ["explicit", "reference", "inferred"]
    assert numbers(bars, ["speaker"], *sums, "documents") == {
        one: (*(certain[one, sure] for sure in sums), len(told)) for one, told in articles.items()
    }
    assert {
        (row["speaker"], kind): row[kind]
        for row in bars.to_dict("records")
        for kind in statements.STATEMENT_KINDS
        if row[kind]
    } == kinds
    assert {one for one, sure in certain if sure == "explicit" and not one.isascii()}, "not of the lexicon"
    del verbs[""]
    assert numbers(statements.by_verb(base, SELECTIONS[name]), ["cue"], "count", "speakers", "documents") == {
        cue: (count, len(who[cue]), len(verb_articles[cue])) for cue, count in verbs.items()
    }


@LISTED
def test_times_and_figures_are_those_of_the_lists(base, name):
    counts, articles = Counter(), defaultdict(set)
    for row in timeline.timeline(base, SELECTIONS[name]).to_dict("records"):
        counts[row["kind"], row["lane"]] += 1
        articles[row["kind"], row["lane"]].add(row["name"])
    rows = timeline.time_counts(base, SELECTIONS[name])
    assert numbers(rows, ["kind", "lane"], "count", "documents") == {
        key: (count, len(articles[key])) for key, count in counts.items()
    }
    every = figures.figures(base, SELECTIONS[name])
    units = figures.by_unit(base, SELECTIONS[name])
    assert units["count"].sum() == len(every) and units["exact"].sum() == every["value"].notna().sum()
    assert 0 < units["exact"].sum() < units["count"].sum()
    for kind, mine in every.groupby("kind"):
        theirs = units[units["kind"] == kind]
        assert theirs["count"].sum() == len(mine) and theirs["exact"].sum() == mine["value"].notna().sum()
        told = mine.loc[mine["statistic"].astype(bool) & mine["value"].notna(), "value"]
        assert theirs["max"].max() == told.max() or told.empty and theirs["max"].isna().all()
        assert theirs["min"].min() == told.min() or told.empty and theirs["min"].isna().all()


@LISTED
def test_actors_are_those_of_the_lists(base, name):
    chosen = SELECTIONS[name]
    kinds = ("person", "organisation", "country")
    acts = numbers(actor.who_acts(base, chosen, kinds=kinds), ["entity"], "acts", "upon")
    assert any(acts for acts, _ in acts.values()) and any(upon for _, upon in acts.values())
    for code, counts in acts.items():
        mine = len(actor.act_sentences(base, chosen, code)), len(actor.upon_sentences(base, chosen, code))
        assert counts == mine, code
    every = statements.statements(base, chosen)
    for code in Counter(" ".join(every["speaker"]).split()):
        one = actor.profile(base, chosen, code).iloc[0]
        own = every["speaker"].str.split().map(lambda codes, code=code: code in codes)
        about = statements.statements(base, chosen, about=code)
        assert (one["statements"], one["said_of"]) == (own.sum(), len(about)), code
        assert not about["speaker"].str.split().map(lambda codes, code=code: code in codes).any()
    rows = agenda.asks_by_sector(base, chosen)
    assert len(rows)
    for row in rows.to_dict("records"):
        assert row["count"] == len(agenda.ask_sentences(base, chosen, row["ask"], row["sector"]))
    rows = sourcing.sourcing(base, chosen)
    assert rows["sourced"].sum() == len(sourcing.sourced_sentences(base, chosen))
    assert "H1" in every.loc[every["name"] == "कौन", "segment"].tolist()
    assert not any(segment[0] == "H" for line in rows["segments"] for segment in line.split())


@LISTED
def test_titles_and_pronouns_are_those_of_the_list(base, name):
    counts = Counter()
    for row in references.references(base, SELECTIONS[name]).to_dict("records"):
        # "मैं" and "अपने" are listed, and mention nobody; "अपने समकक्ष" beside a name is no title.
        if row["rule"] in NOT_MENTIONED or row["beside"] and row["how"] == "reference":
            continue
        actors = (one for one in row["entity"].split() if not one.startswith("generic"))
        counts.update((one, "titled" if row["beside"] else row["how"]) for one in actors)
    assert {what for _, what in counts} == {"role", "reference", "titled"}
    rows = references.explicit_and_inferred(base, SELECTIONS[name]).to_dict("records")
    sums = ("role", "reference", "titled")
    assert {(row["entity"], what): row[what] for row in rows for what in sums if row[what]} == counts
