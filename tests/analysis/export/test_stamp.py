import io
import json
import zipfile
from datetime import UTC, date, datetime

import pytest

from analysis.corpus import Selection
from analysis.export.stamp import bundle, file_name, stamp, stamp_json
from analysis.measures.frequency import term_frequency
from analysis.store.selection import from_params
from tests.analysis.news import news_store

SELECTION = Selection(date_to=date(2024, 2, 1), undated=False)


@pytest.fixture(scope="module")
def store():
    with news_store() as made:
        made.note(lexicon="abc", rules="def")
        yield made


def test_the_stamp_tells_versions_filters_options_and_date(store):
    found = stamp(store, SELECTION, table="terms", options={"top": 5}, now=datetime(2024, 5, 6, tzinfo=UTC))
    assert found["table"] == "terms" and found["options"] == {"top": 5}
    assert found["filters"] == {"to": ["2024-02-01"], "undated": ["0"]}
    assert found["corpus"]["documents"] == 1 and found["corpus"]["tokens"] == 10
    assert {"schema", "lexicon", "rules"} <= set(found["versions"])
    assert found["made"] == "2024-05-06T00:00:00+00:00"
    assert from_params(json.loads(stamp_json(found))["filters"]) == (SELECTION, [])


def test_the_file_name_follows_the_method_not_the_day(store):
    first = stamp(store, SELECTION, table="terms", now=datetime(2024, 5, 6, tzinfo=UTC))
    later = stamp(store, SELECTION, table="terms", now=datetime(2025, 5, 6, tzinfo=UTC))
    other = stamp(store, Selection(), table="terms")
    assert file_name(first, "csv") == file_name(later, "csv") != file_name(other, "csv")
    assert file_name(first, "csv").startswith("terms-") and file_name(first, "csv").endswith(".csv")


def test_the_bundle_holds_table_and_stamp(store):
    stamped = stamp(store, SELECTION, table="terms")
    archive = zipfile.ZipFile(io.BytesIO(bundle(term_frequency(store, SELECTION), stamped)))
    table, method = archive.namelist()
    assert table == file_name(stamped, "csv") and method == file_name(stamped, "method.json")
    assert archive.read(table).startswith(b"\xef\xbb\xbfterm,")
    assert json.loads(archive.read(method)) == stamped
