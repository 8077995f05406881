"""Tables whose columns are called in no usual way: what is not sure is told, and nothing is lost of a row."""

import json

import pyarrow
import pyarrow.parquet
import pytest

from analysis.reading import read_bytes, read_path
from analysis.reading.cells import moment_of
from analysis.reading.html import unmarked
from tests.analysis.reading.test_cells import KINDS, WHOLE, read
from tests.analysis.reading.test_header import LONG, csv_of, xlsx_of
from tests.analysis.reading.test_taken import documents, lines_of, told


def article(number, **more):
    return {"text": f"{WHOLE} {number}", "title": "एक", "date": "2024-03-01", "source": "क"} | more


def codes(readings):
    return [note.code for note in told(readings)]


@pytest.mark.parametrize(("name", "made"), KINDS)
@pytest.mark.parametrize("times", [1, 3])
def test_a_column_filled_beside_the_other_here_and_there_is_its_twin(name, made, times):
    names = ["title", "text", "date", "published", "source", "publisher"]
    both = [["एक", f"{LONG}{n}", "2024-03-01", "2024-03-01", "क", "ख"] for n in range(times)]
    one = [["एक", f"{LONG}{n + 9}", f"2024-03-{n + 10}", "", "", "ख"] for n in range(7)]
    found = documents(read(name, made, [names, *both, *one]))
    assert [str(each.published) for each in found[times:]] == [f"2024-03-{n + 10}" for n in range(7)]
    assert {each.source for each in found[times:]} == {"ख"}


def test_a_text_beside_a_longer_one_here_and_there_is_read_where_it_is_alone():
    rows = [{"text": WHOLE, "content": f"{WHOLE} {WHOLE}"}, *({"text": f"{WHOLE} {n}"} for n in range(5))]
    texts = [one.text for one in documents(read_bytes("t.jsonl", lines_of(*rows)))]
    assert texts == [f"{WHOLE} {WHOLE}", *(f"{WHOLE} {n}" for n in range(5))]
    teasers = [{"text": f"{WHOLE} {n}", "body": ""} for n in range(8)] + [{"text": "छोटा", "body": WHOLE}]
    assert documents(read_bytes("t.jsonl", lines_of(*teasers)))[-1].text == WHOLE


@pytest.mark.parametrize(
    "other", ["comments_text", "related_content", "previous_article", "page_text", "details"]
)
def test_a_longer_text_under_another_name_is_told_and_not_taken(other):
    rows = [article(n) | {other: f"और {WHOLE} {WHOLE}"} for n in range(3)]
    readings = list(read_bytes("t.jsonl", lines_of(*rows)))
    assert [one.text for one in documents(readings)] == [f"{WHOLE} {n}" for n in range(3)]
    (note,) = told(readings)
    assert note.code == "reading.columns_guessed" and f"not used: {other}" in note.message("en")
    assert "text=NAME" in note.message("en") and other in note.message("hi")


@pytest.mark.parametrize("named", ["news", "content", "story", "text"])
def test_a_column_of_a_word_or_two_is_no_text_where_another_has_one(named):
    rows = [article(n) | {named: "राजनीति", "matter": f"{WHOLE} {n}"} for n in range(3)]
    if named != "text":
        for row in rows:
            del row["text"]
    readings = list(read_bytes("t.jsonl", lines_of(*rows)))
    assert [one.text for one in documents(readings)] == [f"{WHOLE} {n}" for n in range(3)]
    assert codes(readings) == ["reading.columns_guessed"]


def test_what_the_reader_says_is_the_text_is_sure():
    rows = [article(n, text="राजनीति", matter=f"{WHOLE} {n}") for n in range(3)]
    assert not codes(read_bytes("t.jsonl", lines_of(*rows), columns={"text": "matter"}))


def test_a_date_or_source_told_by_a_word_of_its_name_is_taken_and_told():
    names = ["text", "title", "the date of it", "which newspaper"]
    for name, made in KINDS:
        readings = read(name, made, [names, [LONG, "एक", "2024-03-01", "क"]])
        (one,) = documents(readings)
        assert (str(one.published), one.source) == ("2024-03-01", "क")
        (note,) = told(readings)
        assert note.code == "reading.columns_guessed" and "date, source" in note.message("en")
    bare = read("t.csv", csv_of, [["text", "the date of it", "page"], [LONG, "2024-03-01", "7"]])
    assert codes(bare) == ["reading.columns", "reading.columns_guessed"]
    columns = {"date": "the date of it", "source": "which newspaper"}
    rows = [names, [LONG, "एक", "2024-03-01", "क"]]
    assert not told(read_bytes("t.csv", csv_of(rows), columns=columns))


@pytest.mark.parametrize("first", [5, 40])
def test_rows_that_may_have_theirs_under_another_name_are_told_of_once(first):
    other = {"text": f"{WHOLE} अब", "the title": "दो", "the date": "2024-03-02", "my newspaper": "ख"}
    rows = [article(n) for n in range(first)]
    rows += [other | {"text": f"{WHOLE} अब {n}"} for n in range(3)] + [article(99)]
    readings = list(read_bytes("t.jsonl", lines_of(*rows)))
    assert codes(readings) == ["reading.columns_guessed"]
    said = told(readings)[0].message("en")
    assert all(name in said for name in ("the title", "the date", "my newspaper"))
    assert [one.published is None for one in documents(readings)][-4:] == [True, True, True, False]


def test_of_a_row_that_only_lacks_something_nothing_is_told():
    rows = [article(0), article(1, date="", source="", title="")]
    assert not codes(read_bytes("t.jsonl", lines_of(*rows)))
    assert not codes(read_bytes("t.jsonl", lines_of(*(article(n) for n in range(40)), rows[1])))


@pytest.mark.parametrize("key", ["article", "body", "content", "_source", "data"])
def test_an_article_within_a_field_is_read_with_what_stands_beside_it(key):
    inner = {"title": "एक", "text": WHOLE, "date": "2024-03-01"}
    row = {"id": "a7", "source": {"id": None, "name": "क"}, key: inner}
    (one,) = documents(read_bytes("t.jsonl", lines_of(row)))
    assert (one.name, one.title, one.text, str(one.published), one.source) == (
        "a7", "एक", WHOLE, "2024-03-01", "क",
    )  # fmt: skip
    beside = row | {"text": f"{WHOLE} अपना"}
    if key not in ("article", "body", "content"):
        assert documents(read_bytes("t.jsonl", lines_of(beside)))[0].text == f"{WHOLE} अपना"


def test_a_name_is_no_text_of_an_object():
    rows = [
        {"content": {"name": "नाम", "value": WHOLE}},
        {"content": [{"type": "text", "value": f"{WHOLE} दो"}, None]},
    ]
    assert [one.text for one in documents(read_bytes("t.jsonl", lines_of(*rows)))] == [WHOLE, f"{WHOLE} दो"]


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        ({"$date": "2024-05-01T10:00:00Z"}, "2024-05-01"), ({"$date": 1714557600000}, "2024-05-01"),
        ({"$date": {"$numberLong": "1714557600000"}}, "2024-05-01"), ({"seconds": 1714557600}, "2024-05-01"),
        ({"_seconds": 1714557600, "_nanoseconds": 0}, "2024-05-01"),
        ({"$date": "x"}, "None"), ({"$date": True}, "None"),
        ({"$date": 0}, "None"), ({"$date": {"$numberLong": "x"}}, "None"), ({"when": 7}, "None"),
        ({"seconds": 10**30}, "None"),
    ],
)  # fmt: skip
def test_days_as_databases_export_them(day, wanted):
    readings = list(read_bytes("t.jsonl", lines_of(article(0, date=day))))
    assert str(documents(readings)[0].published) == wanted
    assert codes(readings) == ([] if wanted != "None" else ["reading.date"])
    assert all("{" in note.fields["value"] or note.fields["value"] == "x" for note in told(readings))
    assert moment_of("2024") == "2024" and moment_of(b"2024") == "2024"


@pytest.mark.parametrize(
    "plain", ["यदि a<b और b>c हो", "x<u esa >xM+k", "<i dk gS>", "मान लो x < y और y > z"]
)
def test_signs_of_order_and_letters_of_old_fonts_are_no_tags(plain):
    assert unmarked(plain) == plain


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("&lt;p&gt;रूस &amp;amp; भारत&lt;/p&gt;", "रूस & भारत"), ("5 &lt; 7", "5 < 7"),
        ("<nav>हटे</nav>रूस", "रूस"), ("<o:p></o:p>रूस", "रूस"), ('<amp-ad width="3"></amp-ad>रूस', "रूस"),
        ('<iframe src="x" allowfullscreen></iframe>रूस', "रूस"), ("<p class='a b'>रूस</p>", "रूस"),
    ],
)  # fmt: skip
def test_tags_however_a_feed_writes_them(written, wanted):
    assert unmarked(written) == wanted


def test_a_source_is_one_line():
    (one,) = documents(read_bytes("t.jsonl", lines_of(article(0, source="<b>दैनिक<br/>भास्कर</b>"))))
    assert one.source == "दैनिक भास्कर"


def test_a_list_of_texts_with_nothing_in_one_place_is_read(tmp_path):
    pyarrow.parquet.write_table(pyarrow.table({"text": [[WHOLE, None, "दो"]]}), tmp_path / "t.parquet")
    assert [one.text for one in documents(read_path(tmp_path / "t.parquet"))] == [f"{WHOLE}\nदो"]


def test_each_sheet_tells_what_is_not_sure_of_it():
    sheets = [["text", "the date"], [LONG, "2024-03-01"]], [["text", "date"], [LONG + " दो", "2024-03-02"]]
    assert codes(read_bytes("t.xlsx", xlsx_of(*sheets))) == ["reading.columns_guessed"]


def test_what_is_told_of_many_tables_with_the_same_columns_is_told_once(tmp_path):
    for number in range(3):
        row = {"text": f"{LONG}{number}", "title": "एक", "the date": "2024-03-01", "source": "क"}
        (tmp_path / f"{number}.json").write_text(json.dumps([row]), encoding="utf-8")
    assert codes(read_path(tmp_path)) == ["reading.columns_guessed"]


@pytest.mark.parametrize(
    ("beside", "wanted"),
    [
        ({"user_comments": [{"text": "टिप्पणी"}]}, "भारत ने कहा।"),
        ({"sections": [{"text": WHOLE}]}, WHOLE),
        ({"items": [{"text": WHOLE}]}, WHOLE), ({"लेख": [{"पाठ": WHOLE}]}, WHOLE),
    ],
)  # fmt: skip
def test_parts_and_comments_of_one_article_are_no_articles(beside, wanted):
    one = {"title": "एक", "date": "2024-03-01", "text": "भारत ने कहा।"} | beside
    (found,) = documents(read_bytes("t.json", json.dumps(one).encode()))
    assert (found.text, found.published is None) == (wanted, "items" in beside or "लेख" in beside)
    parts = {"headline": "एक", "date": "2024-03-01", "paragraphs": [{"text": WHOLE}, {"text": "दो"}]}
    (found,) = documents(read_bytes("t.json", json.dumps(parts).encode()))
    assert (found.text, found.title) == (f"{WHOLE}\nदो", "एक")


def test_an_article_without_a_title_is_told_from_its_comments_and_a_long_one_from_anything():
    for one in (
        {"text": "भारत ने कहा।", "comments": [{"text": "टिप्पणी"}]},
        {"text": f"{WHOLE} " * 3, "articles": [{"text": WHOLE}]},
    ):
        found = documents(read_bytes("t.json", json.dumps(one).encode()))
        assert [each.text for each in found] == [one["text"]]


def test_a_table_without_names_has_no_row_of_names():
    rows = [[f"{LONG}{n}।", "7"] for n in range(4)]
    assert len(documents(read_bytes("t.csv", csv_of(rows)))) == 4


def test_a_table_that_json_has_column_by_column_is_read_row_by_row():
    rows = [article(n) for n in range(3)]
    columns = {name: {str(n): row[name] for n, row in enumerate(rows)} for name in rows[0]}
    found = documents(read_bytes("t.json", json.dumps(columns).encode()))
    assert [(one.text, one.title, one.source) for one in found] == [(row["text"], "एक", "क") for row in rows]
    ids = {"text": rows[0], "b": rows[1] | {"page": 7}}
    assert [one.name for one in documents(read_bytes("t.json", json.dumps(ids).encode()))] == ["text", "b"]


def test_the_names_of_the_columns_once_more_are_no_article():
    names = ["title", "text", "date"]
    rows = [names, ["एक", LONG, "2024-03-01"], names, ["text", LONG + " दो", "2024-03-02"]]
    for name, made in (("t.csv", csv_of), ("t.xlsx", xlsx_of)):
        readings = list(read_bytes(name, made(rows)))
        assert [one.title for one in documents(readings)] == ["एक", "text"]
        assert not any(one.error for one in readings)
    rows = [["text", ""], [LONG, "7"], ["text", ""]]
    assert [one.text for one in documents(read_bytes("t.csv", csv_of(rows)))] == [LONG]


@pytest.mark.parametrize(
    "wrapped",
    [
        {"response": {"articles": [article(n) for n in range(4)]}},
        {"खेल": [article(n) for n in range(3)], "राजनीति": [article(9)]},
        {"columns": ["title", "text"], "data": [["एक", WHOLE], ["दो", WHOLE]]},
    ],
)
def test_several_articles_never_become_one(wrapped):
    readings = list(read_bytes("t.json", json.dumps(wrapped).encode()))
    assert not documents(readings) and [one.error.code for one in readings] == ["reading.no_text_column"]


@pytest.mark.parametrize("key", ["chapters", "related", "sections"])
def test_parts_that_have_titles_are_articles(key):
    whole = {"title": "अंक", "date": "2024-03-01", key: [article(n) for n in range(4)]}
    assert len(documents(read_bytes("t.json", json.dumps(whole).encode()))) == 4


def test_pictures_are_no_part_of_a_text():
    blocks = [{"type": "image", "value": "https://x.in/a.jpg"}, {"type": "text", "value": WHOLE}]
    assert documents(read_bytes("t.jsonl", lines_of({"text": blocks})))[0].text == WHOLE


@pytest.mark.parametrize(
    "names",
    [
        ("Article Heading", "summary_text"),
        ("article_name", "matter"),
        ("the article", "matter"),
        ("title", "published_text"),
    ],
)
def test_a_heading_is_no_text(names):
    rows = [[f"शीर्षक जो चालीस अक्षरों से लंबा है, और फिर भी शीर्षक ही है {n}", f"{WHOLE} {n}"] for n in range(3)]
    for name, made in KINDS:
        found = documents(read(name, made, [list(names), *rows]))
        assert [one.text for one in found] == [f"{WHOLE} {n}" for n in range(3)]


def test_a_short_text_that_is_one_stays_and_the_longer_is_told():
    rows = [{"headline": "एक", "news": "रूस और भारत ने आज बात की थी।", "remarks": f"{WHOLE} {WHOLE}"}]
    readings = list(read_bytes("t.jsonl", lines_of(*rows)))
    assert documents(readings)[0].text == rows[0]["news"]
    assert "reading.columns_guessed" in codes(readings)


def test_a_name_that_only_may_be_one_is_not_told_where_it_is_the_only_one():
    for name in ("timestamp", "release_date", "datetime"):
        rows = [{"text": WHOLE, "title": "एक", name: "2024-03-01", "website": "x.in"}]
        readings = list(read_bytes("t.jsonl", lines_of(*rows)))
        assert str(documents(readings)[0].published) == "2024-03-01" and not codes(readings)


def test_markup_that_is_odd_costs_no_table():
    deep = "&" + "amp;" * 3000 + " रूस"
    rows = [article(0, title=deep, source=deep), article(1, text=f"{WHOLE} {deep}")]
    assert len(documents(read_bytes("t.jsonl", lines_of(*rows)))) == 2
    assert unmarked("<form><p>रूस</p></form>") == "रूस"
    assert unmarked("<p>रूस</p></div><p>भारत</p>") == "रूस\nभारत"
