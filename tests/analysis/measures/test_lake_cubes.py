"""A lake with count tables says what a store without them counts row by row."""

from collections import Counter
from itertools import pairwise

import pandas as pd
import pyarrow.parquet as parquet
import pytest

from analysis import keyed
from analysis.corpus import Selection
from analysis.store import cubes, lake, postings
from analysis.store.batch_files import write_batch
from analysis.store.cover import cover, has_cubes, has_postings
from analysis.store.lake_cubes import add_cubes
from analysis.store.report import InputRow
from analysis.store.store import Store
from tests.analysis.hand import make_batch, make_store
from tests.analysis.measures.test_cubes import EXTRA, PAGES, QUESTIONS, WHOLE, by_rows, same
from tests.analysis.news import LEMMAS, STOPS

ABOUT = {"lexicon": "l", "rules": "r", "corpus": "lake", "state": "finished"}


def make_lake(folder, **options):
    """A lake of the pages in three batches, with the count tables that ``options`` ask for."""
    for number, first in enumerate(range(0, len(PAGES), 40)):
        batch = make_batch(PAGES[first : first + 40], EXTRA, lemmas=LEMMAS, stops=STOPS)
        report = [InputRow(f"{number}.txt", 1, "00", "loaded", batch.documents.num_rows)]
        write_batch(folder, number, batch, report)
    lake.compact(folder, batch.entities, batch.aliases, about=ABOUT, **options)
    return folder


def for_few_documents(patch):
    for name, value in {"CUBES_FROM": 0, "POSTINGS_FROM": 0, "FULL": 0, "CHUNK": 25}.items():
        patch.setattr(cubes, name, value)
    patch.setattr(postings, "ROWS", 50)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        for_few_documents(patch)
        steps = Counter()
        told = {"count": add_cubes, "step": lambda phase, *_: steps.update([phase])}
        folder = make_lake(tmp_path_factory.mktemp("lake") / "news", **told)
        assert steps["vocabulary"] == steps["order"] == 3 and steps["count"] > 10 and steps["words"] > 1
        return folder


@pytest.fixture(scope="module")
def stores(folder):
    without = make_store(PAGES, EXTRA, lemmas=LEMMAS, stops=STOPS, batches=3)
    with Store.open_lake(folder) as opened, without:
        yield opened, without


@pytest.mark.parametrize("chosen", [*WHOLE, Selection(sources=("ख",)), Selection(query="संबंध")])
def test_a_lake_says_what_rows_say(stores, chosen):
    opened, without = stores
    for name, question in QUESTIONS.items():
        same(question(opened, chosen), by_rows(without, chosen, name), name)


def test_a_month_is_read_without_the_rows_of_others(tmp_path, monkeypatch):
    monkeypatch.setattr(lake, "_GROUP", 20)
    tables, groups, ends = lake.lake_tables(make_lake(tmp_path / "lake")), 0, []
    for file in sorted(tables.glob("token_row/*.parquet")):
        about = parquet.ParquetFile(file).metadata
        column = about.schema.to_arrow_schema().get_field_index("document")
        told = [about.row_group(number).column(column).statistics for number in range(about.num_row_groups)]
        groups += len(told)
        place = about.row_group(0).column(about.schema.to_arrow_schema().get_field_index("place"))
        assert "DELTA_BINARY_PACKED" in place.encodings and "RLE_DICTIONARY" not in place.encodings
        ends += [(one.min, one.max) for one in told]
        assert all(one.max <= other.min for one, other in pairwise(told))
    assert groups > 20 and ends != sorted(ends), "the batches are not in order among themselves"


def test_a_lake_is_the_same_however_little_is_known_at_a_time(tmp_path, monkeypatch):
    ways = [make_lake(tmp_path / "plain")]
    monkeypatch.setattr(keyed, "MOST", 3)
    monkeypatch.setattr(lake, "FORMS", 5)
    monkeypatch.setattr(lake, "_ROWS", 1)  # each batch's forms are a part of the file
    ways.append(make_lake(tmp_path / "little"))
    names = sorted(path.name for path in lake.lake_tables(ways[0]).iterdir())
    assert names == sorted(path.name for path in lake.lake_tables(ways[1]).iterdir())
    assert "form" in names and "ids" not in names
    for table in names:
        one, other = (
            pd.read_parquet(sorted((lake.lake_tables(way) / table).glob("*.parquet"))) for way in ways
        )
        left = one.columns.difference(["added_at"])
        pd.testing.assert_frame_equal(one[left], other[left])
    dates = pd.read_parquet(lake.lake_tables(ways[0]) / "document").sort_values("document")
    order = [(day is None, day, name) for day, name in zip(dates["published"], dates["name"], strict=True)]
    assert order == sorted(order, key=lambda row: (row[0], str(row[1]), row[2]))


def test_the_cubes_are_what_answers(stores):
    opened, _ = stores
    assert has_cubes(opened) and has_postings(opened)
    assert cover(opened, Selection()) is not None
    levels = opened.query("SELECT DISTINCT level FROM cell ORDER BY level")["level"]
    assert list(levels) == ["all", "month", "source", "year"]


def test_a_small_lake_has_no_cubes(tmp_path):
    folder = make_lake(tmp_path / "lake", count=add_cubes)
    with Store.open_lake(folder) as opened:
        assert not has_cubes(opened)
    assert "cubes" not in lake.lake_about(folder)
    assert not list(lake.lake_tables(folder).glob("*cube*"))


def test_cubes_of_another_version_are_left_aside(folder, monkeypatch, request):
    cubes.cubes_version.cache_clear()
    request.addfinalizer(cubes.cubes_version.cache_clear)
    monkeypatch.setattr(cubes, "fingerprint", lambda *_: "of tomorrow")
    with Store.open_lake(folder) as opened:
        assert not has_cubes(opened)
        assert QUESTIONS["totals"](opened, Selection())["documents"].item() == len(PAGES)


def test_nothing_of_the_work_is_left(folder):
    names = {path.name for path in folder.iterdir()}
    assert names == {"about.json", "batches", lake.lake_tables(folder).name}
