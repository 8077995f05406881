"""Articles of which only the month or year is known, under a filter by date that cuts it: none is silent."""

from datetime import date

import pytest

from analysis.cli import main
from analysis.corpus import Selection
from analysis.measures.documents import cut_by_dates, documents
from analysis.opening import open_corpus

ROWS = ("2024-03", "2024-03", "2024", "2024-04-01", "2023-12-31", "2024-02", "")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    path = tmp_path_factory.mktemp("cut") / "t.csv"
    lines = [f"{day},भारत ने {number} बार कहा।,{'क' if number else 'ख'}" for number, day in enumerate(ROWS)]
    path.write_text("\n".join(["date,text,source", *lines]), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def store(corpus):
    with open_corpus(corpus)[0] as made:
        yield made


def day(text):
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("first", "last", "cut"),
    [
        ("2024-03-05", "", (3, 0)),  # two of the month, one of the year
        ("2024-03-31", "", (3, 0)),
        ("2024-04-01", "", (1, 0)),
        ("2024-03-01", "", (1, 0)),
        ("2024-12-31", "", (1, 0)),
        ("2024-01-01", "", (0, 0)),
        ("2025-01-01", "", (0, 0)),
        ("", "2024-03-05", (0, 3)),
        ("", "2024-03-31", (0, 1)),
        ("", "2024-02-29", (0, 1)),
        ("", "2024-02-28", (0, 2)),
        ("", "2024-12-31", (0, 0)),
        ("", "2023-12-31", (0, 0)),
        ("2024-03-05", "2024-03-20", (3, 0)),  # those that begin before are left out, wherever they end
        ("2024-03-01", "2024-03-20", (1, 2)),
        ("", "", (0, 0)),
    ],
)
def test_those_that_may_be_of_either_side_are_counted(store, first, last, cut):
    chosen = Selection(date_from=day(first), date_to=day(last), undated=False)
    assert cut_by_dates(store, chosen) == cut
    # The same by hand, of what the filter takes and leaves.
    taken = set(documents(store, chosen)["name"])
    every = documents(store, Selection(undated=False))
    coarse = every[every["published_precision"].isin(["month", "year"])]
    start, step = coarse["published"], coarse["published_precision"].map({"month": "M", "year": "Y"})
    end = [one.to_period(kind).end_time.normalize() for one, kind in zip(start, step, strict=True)]
    inside = [name in taken for name in coarse["name"]]
    cases = list(zip(start.dt.date, [one.date() for one in end], inside, strict=True))
    assert cut == (
        sum(bool(first) and not kept and begins < day(first) <= ends for begins, ends, kept in cases),
        sum(bool(last) and kept and ends > day(last) for begins, ends, kept in cases),
    )


def test_only_what_passes_the_other_filters_is_counted(store):
    chosen = Selection(date_from=date(2024, 3, 5), sources=("ख",))
    assert cut_by_dates(store, chosen) == (1, 0)
    assert cut_by_dates(store, Selection(date_to=date(2024, 3, 5), sources=("ग",))) == (0, 0)


def test_the_command_line_says_it_with_the_cure(corpus, capsys):
    def told(*line):
        assert main(["documents", str(corpus), "--no-undated", "--language", "en", *line]) == 0
        return capsys.readouterr().err

    assert "3 articles are left out of which only the month or year is known" in told("--from", "2024-03-05")
    assert (
        "that begins before 2024-04-01" in (one := told("--from", "2024-04-01"))
        and "1 article is left" in one
    )
    assert "3 articles are counted of which only" in told("--to", "2024-03-05")
    assert "of which only" not in told("--from", "2024-01-01", "--to", "2024-12-31")
    assert "of which only" not in told()
    # Also where nothing is left.
    err = told("--from", "2024-12-30")
    assert "no article passes" in err and "1 article is left out" in err
