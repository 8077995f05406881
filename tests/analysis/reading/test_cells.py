"""Cells as other programs write them: their words, their days, and what stands in place of nothing."""

import json

import pyarrow
import pyarrow.parquet
import pytest

from analysis.cli import main
from analysis.reading import guess_columns, read_bytes, read_path
from analysis.reading.cells import as_text, is_nothing, word_of
from analysis.reading.html import unmarked
from tests.analysis.reading.test_header import LONG, csv_of, xlsx_of
from tests.analysis.reading.test_taken import documents, lines_of, told

WHOLE = LONG.strip()
KINDS = [("t.csv", csv_of), ("t.xlsx", xlsx_of), ("t.jsonl", None)]


def read(name, made, rows):
    if made is None:
        return list(read_bytes(name, lines_of(*(dict(zip(rows[0], row, strict=True)) for row in rows[1:]))))
    return list(read_bytes(name, made(rows)))


@pytest.mark.parametrize(("name", "made"), KINDS)
@pytest.mark.parametrize(
    ("other", "own"),
    [
        ("crawl_date", "publication_date"), ("last_updated_date", "publishedAt"), ("timestamp", "published"),
        ("संग्रह तिथि", "प्रकाशन तिथि"), ("created_date", "Date"), ("dateModified", "datePublished"),
        ("Scraped Date", "article_date"), ("archive_date", "publish_date"),
    ],
)  # fmt: skip
def test_the_day_of_fetching_or_changing_is_no_day_of_an_article(name, made, other, own):
    rows = [["text", other, own], [LONG, "2026-01-05", "2019-05-01"], [LONG + " फिर", "2026-01-05", ""]]
    assert [str(one.published) for one in documents(read(name, made, rows))] == ["2019-05-01", "None"]
    if other != "timestamp":  # alone it may be the day, by a name that tells no more
        alone = read(name, made, [["text", other], [LONG, "2026-01-05"]])
        assert documents(alone)[0].published is None
        assert f"not used: {other}" in told(alone)[0].message("en")


def test_a_row_without_its_day_takes_no_weak_name_however_late_that_comes():
    rows = [{"text": f"{LONG}{n}", "date": "2019-01-01"} for n in range(40)]
    late = [
        {"text": f"{LONG}अब", "date": "", "timestamp": "2026-01-01", "website": "x.in", "description": "क"}
    ]
    assert documents(read_bytes("t.jsonl", lines_of(*rows, *late)))[-1].published is None


@pytest.mark.parametrize(("name", "made"), KINDS)
def test_rows_of_two_programs_in_one_table_keep_what_they_have(name, made):
    names = ["title", "date", "source", "headline", "published", "publisher", "text"]
    one = ["एक", "2024-01-01", "क", "", "", "", LONG]
    two = ["", "", "", "दो", "2024-02-05", "ख", LONG + " फिर"]
    found = [(d.title, str(d.published), d.source) for d in documents(read(name, made, [names, one, two]))]
    assert found == [("एक", "2024-01-01", "क"), ("दो", "2024-02-05", "ख")]


@pytest.mark.parametrize(
    ("short", "whole"),
    [("text", "body"), ("content", "full_text"), ("text", "description"), ("text", "article_content")],
)
def test_of_two_columns_of_text_the_whole_one_is_taken(short, whole):
    for name, made in KINDS:
        (one,) = documents(read(name, made, [[short, whole, "date"], [LONG[:30], LONG, "2024-01-01"]]))
        assert one.text == LONG
        (one,) = documents(read(name, made, [["x", short, whole], ["1", WHOLE, f"{WHOLE} फिर"]]))
        assert one.text == WHOLE  # the surer name, where the other is not clearly longer


def test_markup_makes_no_text_longer():
    rows = [
        {"text": WHOLE, "content": "".join(f"<p class='a-long-name'>{word}</p>" for word in WHOLE.split())}
    ]
    assert guess_columns(list(rows[0]), rows)["text"] == "text"


def test_a_column_that_is_empty_so_far_gives_way_to_one_as_sure_and_to_no_weaker():
    rows = [{"published": "", "date": "2024-01-01", "timestamp": "2026-01-01"}]
    assert guess_columns(["published", "date", "timestamp"], rows)["date"] == "date"
    assert guess_columns(["published", "timestamp"], rows)["date"] == "published"
    assert guess_columns(["timestamp"], rows)["date"] == "timestamp"


def test_what_speaks_of_an_article_is_not_its_text_nor_its_source():
    names = ["article_title", "article_link", "article_date", "matter", "source_url", "source_id"]
    row = ["एक", "https://a.in/1", "2024-01-01", LONG, "https://b.in", "7"]
    (one,) = documents(read_bytes("t.csv", csv_of([names, row])))
    assert (one.title, one.text, str(one.published), one.source) == ("एक", LONG, "2024-01-01", None)
    assert one.url == "https://a.in/1"
    assert guess_columns(["articleBody", "pubDate", "image_url", "permalink", "ID"]) == {
        "text": "articleBody", "date": "pubDate", "url": "permalink", "name": "ID",
    }  # fmt: skip


@pytest.mark.parametrize("nothing", ["nan", "NULL", "N/A", "\\N", "None", " - ", "अज्ञात", None, float("nan")])
def test_what_stands_for_nothing_is_no_title_and_no_source(nothing):
    assert is_nothing(nothing) and word_of(nothing) == ""
    row = {"text": LONG, "title": nothing, "source": nothing, "url": nothing, "date": nothing, "id": nothing}
    (reading,) = read_bytes("t.jsonl", lines_of(row))
    (one,) = reading.documents
    assert one.title_guessed and (one.source, one.url, one.published) == (None, None, None)
    assert not reading.notes and one.name == "t-1"


def test_words_that_only_look_like_nothing_stay():
    assert word_of("नॉन") == "नॉन" and word_of("No") == "No" and not is_nothing("nan" + "न" * 40)


def test_a_field_that_is_an_object_gives_its_name():
    row = {
        "title": {"rendered": "<b>रूस</b> &amp; भारत"}, "content": {"rendered": f"<p>{WHOLE}</p>"},
        "source": {"id": None, "name": "ND&amp;TV"}, "date": {"$date": "2024-05-01T10:00:00Z"},
    }  # fmt: skip
    (one,) = documents(read_bytes("t.jsonl", lines_of(row, {"text": LONG})))
    assert (one.title, one.text, one.source) == ("रूस & भारत", WHOLE, "ND&TV")
    assert str(one.published) == "2024-05-01"
    assert as_text({"id": 7}) == as_text({"name": None}) == as_text([{"id": 3}, None]) == ""
    assert as_text([{"name": "x"}, "y"]) == "x\ny"


def test_a_list_that_belongs_to_an_article_is_not_taken_for_articles():
    short = "भारत ने आज कहा कि वह तैयार है।"
    one = {"title": "क", "text": short, "comments": [{"text": "यह टिप्पणी है, समाचार नहीं।"}]}
    assert [d.text for d in documents(read_bytes("t.json", json.dumps(one).encode()))] == [short]
    wrapped = {"text": "छोटा", "articles": [{"text": LONG}]}
    related = {"title": "क", "related": [{"text": LONG}]}
    for one in (wrapped, related):
        assert [d.text for d in documents(read_bytes("t.json", json.dumps(one).encode()))] == [LONG]
    feed = {"title": "क", "description": "एक फ़ीड", "items": [{"content_text": LONG}]}
    assert [d.text for d in documents(read_bytes("t.json", json.dumps(feed).encode()))] == [LONG]


def test_bytes_in_parquet_are_read_as_text(tmp_path):
    kept = pyarrow.table(
        {
            "text": [LONG.encode(), b"\xe9" + LONG.encode()],
            "title": ["एक".encode()] * 2,
            "source": [{"name": "क"}, {"name": "ख"}],
        }
    )
    pyarrow.parquet.write_table(kept, tmp_path / "t.parquet")
    readings = list(read_path(tmp_path / "t.parquet"))
    assert [(d.text, d.title, d.source) for d in documents(readings)] == [(LONG, "एक", "क")]
    assert [one.status for one in readings] == ["loaded", "wrong_encoding"]


def test_two_columns_of_one_name_in_parquet_are_told(tmp_path):
    twice = pyarrow.table([[LONG], ["रूस ने कहा।"]], names=["text", "text"])
    pyarrow.parquet.write_table(twice, tmp_path / "t.parquet")
    readings = list(read_path(tmp_path / "t.parquet"))
    assert told(readings)[0].code == "reading.same_names"
    assert [d.text for d in documents(readings)] == [LONG]


@pytest.mark.parametrize("ending", [".csv", ".jsonl"])
def test_a_letter_that_no_text_can_hold_costs_its_row_alone(tmp_path, capsys, ending):
    folder = tmp_path / "articles"
    folder.mkdir()
    bad, number = (b"\\ud800", 2) if ending == ".jsonl" else (b"\xe9", 3)
    columns = ["title", "source", "date", "url", "id", "text"]
    for column in columns:
        whole = {"title": "एक", "source": "क", "date": "", "url": ""}
        rows = [whole | {"id": f"{column}{n}", "text": f"{LONG}{column}{n}"} for n in range(3)]
        rows[1][column] = "LETTER" + rows[1][column]
        cells = [list(rows[0]), *(list(row.values()) for row in rows)]
        made = lines_of(*rows) if ending == ".jsonl" else csv_of(cells)
        (folder / f"{column}{ending}").write_bytes(made.replace(b"LETTER", bad))
    code = main(
        ["ingest", str(folder), "--into", str(tmp_path / "x.duckdb"), "--no-near", "--language", "en"]
    )
    said = capsys.readouterr().out
    assert code == 3 and all(f"{column}{ending}:{number}: " in said for column in columns)
    assert main(["documents", str(tmp_path / "x.duckdb"), "--format", "json"]) == 0
    found = {row["name"] for row in json.loads(capsys.readouterr().out)}
    assert found == {f"{column}{n}" for column in columns for n in (0, 2)}


def test_a_letter_that_no_text_can_hold_in_the_name_of_a_column_is_told_of_as_well_as_may_be(
    tmp_path, capsys
):
    table = tmp_path / "t.csv"
    table.write_bytes(csv_of([["text", "LETTER", "7"], [LONG, "क", "ख"]]).replace(b"LETTER", b"\xe9x"))
    assert main(["ingest", str(table), "--into", str(tmp_path / "x.duckdb"), "--language", "en"]) == 0
    assert "not used: ?x, 7" in capsys.readouterr().out


def test_the_letters_that_a_workbook_writes_by_number_are_letters():
    rows = [["text", "title"], [f"{LONG}_x000D_\nफिर_x005F_x000D_", "एक"]]
    (one,) = documents(read_bytes("t.xlsx", xlsx_of(rows)))
    assert one.text == f"{LONG}\r\nफिर_x000D_"


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("<p>भारत ने &quot;हाँ&quot; कहा।</p><p>चीन&nbsp;ने<br/>नहीं</p><script>var a=1;</script>",
         'भारत ने "हाँ" कहा।\nचीन\xa0ने\nनहीं'),
        ("भारत <b>और</b> रूस\nपहली पंक्ति", "भारत और रूस\nपहली पंक्ति"),
        ("<h2>शीर्ष</h2>\nएक\nदो\n\nतीन", "शीर्ष\nएक दो\nतीन"),
        ("भारत &amp; रूस\n&#8216;हाँ&#8217;", "भारत & रूस\n‘हाँ’"),
        ("<a href='x'>रूस</a> ने <!-- छिपा --> कहा", "रूस ने कहा"),
    ],
)  # fmt: skip
def test_a_text_written_with_markup_is_read_without_it_and_that_is_told_once(written, wanted):
    assert " ".join(unmarked(written).split(" ")) == wanted
    texts = written, f"{LONG}<p>फिर</p>", LONG
    readings = list(
        read_bytes("t.jsonl", lines_of(*({"text": text, "title": "एक &amp; दो"} for text in texts)))
    )
    assert documents(readings)[0].text == wanted and documents(readings)[0].title == "एक & दो"
    assert [note.code for note in told(readings)] == ["reading.markup"]
    assert "column “text”" in told(readings)[0].message("en")


@pytest.mark.parametrize(
    "plain", ["5 < 7 और 8 > 6", "AT&T; R&D", "a <- b", "<रूस> ने कहा", "x<y>z", "\0<p>", "&unknown;", "Q&lt दो"]
)
def test_what_only_looks_like_markup_stays_as_it_is(plain):
    assert unmarked(plain) == plain or plain == "\0<p>"


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("HTTPS://x.in/c", "HTTPS://x.in/c"), ("www.x.in/a", "https://www.x.in/a"), ("//x.in/b", "https://x.in/b"),
        ("javascript:alert(1)", None), ("x.in/a", None), ("http:x", None),
    ],
)  # fmt: skip
def test_links_as_people_write_them(written, wanted):
    (one,) = documents(read_bytes("t.csv", csv_of([["text", "url"], [LONG, written]])))
    assert one.url == wanted


def test_a_row_with_a_day_in_it_names_no_columns():
    rows = [["शीर्षक 0", "छोटा समाचार", "2024-01-09", "भास्कर"], ["शीर्षक 1", LONG * 2, "2024-01-10", "भास्कर"]]
    readings = list(read_bytes("t.csv", csv_of(rows)))
    assert [note.code for note in told(readings)][0] == "reading.no_header"
    assert [d.text for d in documents(readings)] == ["छोटा समाचार", LONG * 2]


def test_a_day_may_be_the_name_of_a_column():
    readings = list(read_bytes("t.csv", csv_of([["text", "2024-01-09"], [LONG, "7"]])))
    assert [d.text for d in documents(readings)] == [LONG]


def test_a_formula_that_was_never_calculated_is_still_told_of():
    rows = [["text", "title"], [LONG, "=A2&A3"], ["=B2&B3", "दो"]]
    readings = list(read_bytes("t.xlsx", xlsx_of(rows)))
    codes = [error.code for one in readings for error in (one.error, *one.notes) if error]
    assert codes == ["reading.formula"] * 2


def test_a_column_may_be_said_to_be_none_at_the_command_line(tmp_path, capsys):
    table = tmp_path / "t.csv"
    table.write_bytes(csv_of([["text", "date"], [LONG, "2024-01-09"]]))
    assert main(["ingest", str(table), "--into", str(tmp_path / "x.duckdb"), "--column", "date="]) == 0
    capsys.readouterr()
    assert main(["documents", str(tmp_path / "x.duckdb"), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["published"] is None
