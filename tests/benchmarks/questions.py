"""How long each page's main question takes on a store, under filters from narrow to none.

    python -m tests.benchmarks.questions STORE.duckdb|LAKE … [--runs 20] [--only WORDS] [--rules] [--rows]

Stores come from ``make_store.py``. Every run draws another filter of the same width, the same for each store:
narrow 90 days of one source, medium one year of three sources, wide five years of all, all no filter. All
filters are asked twice. Printed are, in ms, the median and the worst of the second round, and in brackets the
worst of the first one, when what lies on the disk is not in memory yet: our code's share, without the
dashboard's. A * marks where the worst of the second round is over the limit, a ! where it is so also among
the runs beside which fixed work was as quick as the machine is (``beside.py``); the last lines count both,
and tell how quick that was: another machine, or the same at another hour, compares by it.
``--only`` asks those questions whose names hold these words, ``--rules`` those of what the rules found.
``--rows`` asks with the cubes put away, to
compare; ``--cpu`` gives processor time of all threads, which a busy machine does not change much.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

from analysis.corpus import Selection
from analysis.measures import (
    actor,
    agenda,
    concordance,
    cooccurrence,
    documents,
    event_days,
    facets,
    figures,
    frequency,
    mentions,
    names,
    quotations,
    references,
    search,
    sourcing,
    statements,
    time_days,
    timeline,
    trend,
)
from analysis.settled import settle
from analysis.store.folders import is_lake
from analysis.store.store import Store
from tests.benchmarks.beside import FixedWork
from tests.benchmarks.make_corpus import DAYS, FIRST, SOURCES

# Filter → days, sources (0: all), limit in ms; questions about terms, items, pairs and single-term trends
# have a limit of their own where the filter is wide, and the concordance one everywhere.
WIDTHS = {"narrow": (90, 1, 100), "medium": (365, 3, 100), "wide": (5 * 365, 0, 400), "all": (0, 0, 400)}
QUICK, LINES = 120, 60
SMALL, SMALL_MS = 10_000, 60  # in a corpus of so many articles nothing takes longer
ACTORS = ("person", "organisation", "country", "place", "initiative")


def asked(store: Store) -> dict[str, tuple[Callable[[Selection], object], int | None]]:
    """Return the questions, each with its limit under wide filters (None: that of the filter)."""
    code = store.query(
        """SELECT e.code FROM mention m JOIN entity e USING (entity) WHERE e.kind = 'item' AND m.how = 'name'
           GROUP BY e.code ORDER BY count(*) DESC LIMIT 1"""
    )["code"].iloc[0]
    rare = store.query(
        """SELECT f.text FROM token_row t JOIN form f USING (form)
           WHERE t.document < 2000 AND length(f.text) > 4 GROUP BY f.text
           HAVING count(*) = 1 ORDER BY f.text LIMIT 1 OFFSET 500"""
    )["text"].iloc[0]
    return {
        "top 50 terms": (lambda s: frequency.term_frequency(store, s, limit=50), QUICK),
        "top 50 forms": (lambda s: frequency.term_frequency(store, s, group="form", limit=50), QUICK),
        "stop words left out": (lambda s: frequency.stop_words_removed(store, s), None),
        "totals": (lambda s: documents.totals(store, s), None),
        "sources": (lambda s: facets.sources(store, s), None),
        "mentions of items": (lambda s: mentions.mentions(store, s, kinds=("item",), limit=20), QUICK),
        "mentions of actors": (lambda s: mentions.mentions(store, s, kinds=ACTORS, limit=20), QUICK),
        "classes of items": (lambda s: mentions.mentions_by_class(store, s), QUICK),
        "not found": (lambda s: mentions.not_found(store, s), None),
        "items by actors": (lambda s: cooccurrence.items_by_actors(store, s), QUICK),
        "pairs of 40 actors": (lambda s: cooccurrence.cooccurrence(store, s, top=40), QUICK),
        "pairs in documents": (lambda s: cooccurrence.cooccurrence(store, s, unit="document", top=40), QUICK),
        "trend of a term": (lambda s: trend.trend(store, s, series=("term:रक्षा",)), QUICK),
        "trend of an entity": (lambda s: trend.trend(store, s, series=(f"entity:{code}",)), QUICK),
        "search of a word": (lambda s: search.search(store, s, "मिसाइल"), None),
        "search of a phrase": (lambda s: search.search(store, s, "रक्षा मंत्रालय"), None),
        "25 lines of a word": (lambda s: concordance.kwic(store, s, "मिसाइल", limit=25), LINES),
        "25 lines of a rare word": (lambda s: concordance.kwic(store, s, rare, limit=25), LINES),
        "25 lines of a phrase": (lambda s: concordance.kwic(store, s, "रक्षा मंत्रालय", limit=25), LINES),
        "25 lines of an item": (lambda s: concordance.kwic(store, s, code, match="entity", limit=25), LINES),
        "25 sorted lines": (lambda s: concordance.kwic(store, s, "मिसाइल", sort="left", limit=25), None),
        "25 sentences of a term": (lambda s: frequency.term_sentences(store, s, "रक्षा", limit=25), None),
        "25 sentences of an item": (lambda s: mentions.mention_sentences(store, s, code, limit=25), None),
        "first 200 documents": (lambda s: documents.documents(store, s, limit=200), None),
    } | asked_of_rules(store)


def asked_of_rules(store: Store) -> dict[str, tuple[Callable[[Selection], object], int | None]]:
    """Return the questions of the pages of statements, figures, times, agendas, names and actors: what they
    count, and the first 100 entries of what they list."""
    one, three = "country_ru", tuple(f"entity:country_{code}" for code in ("ru", "us", "in"))
    span = {"first": FIRST, "last": FIRST + timedelta(days=DAYS)}
    told = {
        "speakers": lambda s: statements.by_speaker(store, s),
        "verbs": lambda s: statements.by_verb(store, s, limit=15),
        "number of statements": lambda s: statements.statement_count(store, s),
        "100 statements": lambda s: statements.statements(store, s, limit=100),
        "their sentences": lambda s: statements.statement_sentences(store, s, limit=100),
        "100 without speaker": lambda s: statements.without_speaker(store, s, limit=100),
        "how many without": lambda s: statements.without_speaker_count(store, s),
        "100 quotations": lambda s: quotations.quotation_sentences(store, s, speech=False, limit=100),
        "100 by sources": lambda s: sourcing.sourcing(store, s, limit=100),
        "figures by unit": lambda s: figures.by_unit(store, s),
        "100 figures": lambda s: figures.figures(store, s, limit=100),
        "their sentences, too": lambda s: figures.figure_sentences(store, s, limit=100),
        "times by kind": lambda s: timeline.time_counts(store, s),
        "times by month": lambda s: time_days.time_periods(store, s, step="month", **span),
        "times in a span": lambda s: time_days.day_counts(store, s, **span),
        "100 times": lambda s: timeline.timeline(store, s, limit=100),
        "latest 100 times": lambda s: timeline.timeline(store, s, lanes=("dated",), limit=100, latest=True),
        "100 that wait": lambda s: timeline.timeline(store, s, lanes=("undated", "none"), limit=100),
        "weekdays that err": lambda s: time_days.check_counts(store, s),
        "events by kind": lambda s: timeline.event_counts(store, s),
        "100 events": lambda s: timeline.events(store, s, limit=100),
        "days of events": lambda s: event_days.event_days(store, s, limit=5),
        "new names": lambda s: names.unknown_names(store, s, limit=30),
        "initiatives": lambda s: agenda.initiatives(store, s),
        "what is asked for": lambda s: agenda.asks(store, s),
        "asks by sector": lambda s: agenda.asks_by_sector(store, s),
        "who acts": lambda s: actor.who_acts(store, s, limit=20),
        "names and titles": lambda s: references.explicit_and_inferred(store, s),
        "holders of titles": lambda s: references.holders(store, s),
        "undecided": lambda s: references.undecided(store, s),
        "one actor": lambda s: actor.profile(store, s, one),
        "with whom": lambda s: actor.with_whom(store, s, one, limit=15),
        "100 said by one": lambda s: statements.statements(store, s, speakers=(one,), limit=100),
        "100 said of one": lambda s: statements.statements(store, s, about=one, limit=100),
        "number said of one": lambda s: statements.statement_count(store, s, about=one),
        "trend of three": lambda s: trend.trend(store, s, series=three),
    }
    return {name: (question, None) for name, question in told.items()}


def filters(width: str, runs: int) -> list[Selection]:
    """Return a filter of this width for each run."""
    draw = random.Random(width)
    days, sources, _ = WIDTHS[width]
    found = []
    for _ in range(runs):
        begin = FIRST + timedelta(days=draw.randrange(DAYS - days)) if days else None
        names = draw.sample([f"source-{number:02d}.example" for number in range(SOURCES)], sources)
        found.append(
            Selection(
                sources=tuple(names),
                date_from=begin,
                date_to=begin + timedelta(days=days - 1) if begin else None,
                undated=not days,
            )
        )
    return found


def measure(
    question: Callable[[Selection], object],
    chosen: list[Selection],
    clock: Callable[[], float],
    work: FixedWork,
) -> tuple[float, float, float, float]:
    """Return the median and the worst time of the second round, its worst beside quick times of the fixed
    ``work`` (0 where there is none), and the worst of the first one, in ms."""
    rounds = []
    for _ in range(2):
        times, beside = [], [work.time()]
        for selection in chosen:
            started = clock()
            question(selection)
            took = clock() - started
            times.append(1000 * took)
            # One of real-time priority is stopped when it leaves no time to others.
            time.sleep(took / 8)
            beside.append(work.time())
        ours = [took for took, calm in zip(times, work.calm(beside), strict=True) if calm]
        rounds.append((times, max(ours, default=0)))
    (first, _), (second, ours) = rounds
    return sorted(second)[len(second) // 2], max(second), ours, max(first)


def table(path: Path, runs: int, clock: Callable[[], float], only: str, *, rules: bool) -> None:
    over, ours_over, work = 0, 0, FixedWork()
    with (Store.open_lake if is_lake(path) else Store.open)(path) as store:
        count = store.query("SELECT count(*) AS n FROM document")["n"].iloc[0]
        least = SMALL_MS if count <= SMALL else 10_000
        print(f"\n{path.name}: {count:,} articles; p50 / worst of {runs} (worst when new), ms", flush=True)
        print(f"{'':26}" + "".join(f"{width:>21}" for width in WIDTHS))
        settle()  # as the dashboard does
        questions = asked_of_rules(store) if rules else asked(store)
        for name, (question, quick) in questions.items():
            if only not in name:
                continue
            print(f"{name:26}", end="", flush=True)
            for width, (_, _, limit) in WIDTHS.items():
                most = min(limit, quick or limit, least)
                middle, worst, ours, new = measure(question, filters(width, runs), clock, work)
                over, ours_over = over + (worst > most), ours_over + (ours > most)
                mark = "!" if ours > most else "*" if worst > most else " "
                print(f"{middle:6,.0f} /{worst:5,.0f}{mark}({new:5,.0f})", end="", flush=True)
            print()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{over} over the limit, {ours_over} of them undisturbed; {memory:,.0f} MB at most")
    quick, half, slow = (1000 * work.tenths()[place] for place in (0, 4, 8))
    print(f"fixed work: a tenth within {quick:.1f} ms, half {half:.1f}, nine tenths {slow:.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("stores", nargs="+", type=Path)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--only", default="", help="questions whose names hold these words")
    parser.add_argument("--rules", action="store_true", help="only those of what the rules found")
    parser.add_argument("--cpu", action="store_true", help="processor time instead of time")
    parser.add_argument("--rows", action="store_true", help="put the cubes away")
    options = parser.parse_args()
    clock = time.process_time if options.cpu else time.perf_counter
    for path in options.stores:
        if options.rows:
            with patch("analysis.store.cover.cubes_version", return_value="put away"):
                table(path, options.runs, clock, options.only, rules=options.rules)
        else:
            table(path, options.runs, clock, options.only, rules=options.rules)


if __name__ == "__main__":
    main()
