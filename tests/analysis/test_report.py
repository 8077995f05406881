"""What the command line says of its inputs: all of it to a machine, what matters to a person; exit codes."""

import json
from pathlib import Path
from typing import get_args

import pytest

from analysis.cli import main
from analysis.commands.report import STATUSES, report_table, summed_up
from analysis.errors import ReadingError
from analysis.ingest.run import ingest
from analysis.reading.result import Status
from analysis.store.batch_files import write_batch
from analysis.store.lake import compact
from analysis.store.report import InputRow
from analysis.store.store import Store
from tests.analysis.hand import Name, Page, make_batch

TEXT = "भारत और रूस ने मॉस्को में रक्षा सहयोग पर लंबी बात की और समझौते पर हस्ताक्षर किए, संख्या {}।"
LONG = " ".join(TEXT.format(number) for number in range(12))
DATE = ReadingError("reading.date", file="t.csv:3", column="date", value="परसों")
ALIKE = ReadingError("reading.near_duplicate", file="t.csv:3", other="a", percent=95)


def articles(made):
    made.mkdir()
    (made / "a.txt").write_text(LONG, encoding="utf-8")
    (made / "b.txt").write_text(LONG + " और।", encoding="utf-8")
    (made / "c.txt").write_text("रूस ने कहा।", encoding="utf-8")
    return made


@pytest.fixture
def folder(tmp_path):
    return articles(tmp_path / "news")


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    """The same articles for tests that only ask, so that they are annotated once; d is nearly a."""
    made = articles(tmp_path_factory.mktemp("asked") / "news")
    (made / "d.txt").write_text(LONG + " तब।", encoding="utf-8")
    return made


def run(capsys, *line):
    code = main([*map(str, line), "--language", "en"])
    out = capsys.readouterr()
    return code, out.out, out.err


def test_of_many_inputs_only_what_is_odd_is_printed_and_the_rest_counted():
    rows = [InputRow(f"{number:05}.txt", 1, "", "loaded", 1) for number in range(20_000)]
    rows[0] = InputRow("00000.txt", 1, "", "loaded", 1, (DATE,))  # read, and to be looked at all the same
    bad = [InputRow(f"bad{n:02}.jpg", 1, "", "refused", 0, (DATE,)) for n in range(25)]
    table = report_table([*rows, *bad], "en")
    assert len(table) == 20_025
    assert "report 'मेरे लेख.duckdb' (or" in summed_up(table, "en", store=Path("मेरे लेख.duckdb"))
    text = summed_up(table, "en", store="x.duckdb")
    lines = text.splitlines()
    assert sum("bad" in line for line in lines) == 19 and "6 more rows" in text and "report x.duckdb" in text
    counts = [line.split() for line in lines[-4:-1]]
    assert counts == [
        ["loaded", "20000", "20000", "0"],
        ["refused", "25", "0", "25"],
        ["all", "20025", "20000", "25"],
    ]
    assert len(lines) < 30 and "00000.txt" in text and "00001.txt" not in text


def test_what_is_said_of_few_inputs_is_not_hidden_by_what_is_said_of_many():
    rows = [InputRow(f"{n:02}.jpg", 1, "", "refused", 0, (_unknown(f"{n:02}.jpg"),)) for n in range(30)]
    rows += [InputRow(f"{n}.csv", 1, "", "refused", 0, (DATE,)) for n in range(2)]
    lines = summed_up(report_table(rows, "en"), "en", store=None).splitlines()
    shown = [line.split()[0] for line in lines[1 : lines.index("")]]
    assert shown == [*(f"{n:02}.jpg" for n in range(18)), "0.csv", "1.csv"]
    assert any(line.startswith("12 more rows to look at") for line in lines)


def _unknown(name):
    return ReadingError("reading.kind", file=name, known=".txt")


def test_a_summary_says_what_it_counts_and_adds_up():
    many = [InputRow("t.csv", 1, "", "loaded", 3), InputRow("t.csv", 1, "", "near_duplicate", 1, (ALIKE,))]
    many += [InputRow("t.csv", 1, "", "duplicate", 0, (DATE,), str(n)) for n in range(2)]
    many += [InputRow("t.csv", 1, "", "note", 0, (DATE,)), InputRow("x.jpg", 1, "", "refused", 0, (DATE,))]
    for language, told in (("en", "once in the line all"), ("hi", "एक ही बार")):
        lines = summed_up(report_table(many, language), language, store=None).splitlines()
        head, *counts, foot = lines[lines.index("") + 1 :]
        assert head.split() == ["status", "inputs", "documents", "left_out"] and told in foot
        assert {one: tuple(map(int, numbers)) for one, *numbers in map(str.split, counts)} == {
            "loaded": (1, 3, 0), "near_duplicate": (1, 1, 0), "duplicate": (1, 0, 2), "note": (1, 0, 0),
            "refused": (1, 0, 1), "all": (2, 4, 3),
        }  # fmt: skip


def test_a_note_on_ids_is_no_article_that_was_loaded(tmp_path, capsys):
    (tmp_path / "t.csv").write_text(f'id,text\n2024/7,"{LONG}"\n', encoding="utf-8")
    line = ("ingest", tmp_path / "t.csv", "--into", tmp_path / "x.duckdb", "--format", "json")
    rows = [[row["status"], row["documents"], row["left_out"]] for row in json.loads(run(capsys, *line)[1])]
    assert rows == [["loaded", 1, 0], ["note", 0, 0]]
    rows = [[row["status"], row["documents"], row["left_out"]] for row in json.loads(run(capsys, *line)[1])]
    assert rows == [["known", 0, 0], ["note", 0, 0]]
    each = json.loads(run(capsys, "report", tmp_path / "x.duckdb", "--each", "--format", "json")[1])
    assert [row["status"] for row in each] == ["note"]


def test_each_article_of_a_table_can_be_asked_for(tmp_path, capsys):
    rows = [json.dumps({"id": f"a{n}", "text": LONG + " और" * (n % 2)}) for n in range(6)]
    (tmp_path / "t.jsonl").write_text("\n".join(rows), encoding="utf-8")
    run(capsys, "ingest", tmp_path / "t.jsonl", "--into", tmp_path / "x.duckdb", "--no-near")
    asked = ("report", tmp_path / "x.duckdb", "--status", "duplicate", "--format", "json")
    assert "(and 3 more)" in json.loads(run(capsys, *asked)[1])[0]["message"]
    each = json.loads(run(capsys, *asked, "--each")[1])
    assert [row["message"].split(": ")[0][-1] for row in each] == ["3", "4", "5", "6"]
    assert {row["status"] for row in each} == {"duplicate"}


def test_a_store_whose_ingest_was_stopped_at_once_says_so(folder, tmp_path, capsys):
    path = tmp_path / "x.duckdb"
    run(capsys, "ingest", folder, "--into", path)
    assert "stopped" not in run(capsys, "totals", path)[2]
    with Store.open(path, read_only=False) as store:
        store.note(state="filling")  # as the first reading does
    for command in ("totals", "report"):
        assert "was stopped before it had ended; no article of it waits" in run(capsys, command, path)[2]


def test_a_store_whose_ingest_has_read_nothing_yet_says_so(folder, tmp_path, capsys):
    path = tmp_path / "a.duckdb"

    def killed(*_):
        raise SystemExit(137)  # while its processes start

    with pytest.raises(SystemExit):
        ingest([folder], path, annotation=killed)
    assert "was stopped before it had ended; no article of it waits" in run(capsys, "totals", path)[2]
    ingest([folder], path)
    assert "stopped" not in run(capsys, "totals", path)[2]


def test_an_article_with_two_problems_tells_both():
    rows = [InputRow("t.csv", 1, "", "near_duplicate", 1, (DATE, ALIKE), "3")] * 3
    (row,) = report_table(rows, "en").itertuples()
    assert row.documents == 3 and row.message.count("(and 2 more)") == 2
    assert "no date that can be read" in row.message and "nearly the same" in row.message


def test_an_ingest_sums_up_and_gives_machines_and_who_asks_every_row(folder, tmp_path, capsys):
    into = tmp_path / "x.duckdb"
    code, out, _ = run(capsys, "ingest", folder, "--into", into)
    assert code == 0 and "b.txt" in out and "a.txt" not in out and "c.txt" not in out
    assert ["loaded", "2", "2", "0"] in [line.split() for line in out.splitlines()]
    _, out, _ = run(capsys, "ingest", folder, "--into", tmp_path / "y.duckdb", "--all")
    assert "a.txt" in out and "c.txt" in out
    code, out, _ = run(capsys, "report", into, "--format", "json")
    assert code == 0 and [row["status"] for row in json.loads(out)] == ["loaded", "near_duplicate", "loaded"]
    _, out, _ = run(capsys, "report", into, "--status", "near_duplicate", "--format", "csv")
    assert len(out.splitlines()) == 2 and "b.txt" in out


def test_the_exit_code_says_that_some_inputs_were_not_read(folder, tmp_path, capsys):
    into = tmp_path / "x.duckdb"
    (folder / "copy.txt").write_text(LONG, encoding="utf-8")  # a copy was read, and is there already
    assert run(capsys, "ingest", folder, "--into", into)[0] == 0
    (folder / "picture.jpg").write_bytes(b"\xff\xd8\xff")
    code, out, _ = run(capsys, "ingest", folder, "--into", into, "--format", "json")
    assert code == 3 and json.loads(out)[-1]["status"] == "refused"
    # Nothing new is told at the next run, and still it was not read.
    assert run(capsys, "ingest", folder, "--into", into)[0] == 3
    assert run(capsys, "ingest", folder / "c.txt", "--into", into)[0] == 0
    assert run(capsys, "ingest", tmp_path / "nowhere", "--into", into)[0] == 2


@pytest.mark.parametrize("command", ["documents", "totals", "mentions"])
def test_articles_nearly_alike_are_one_line_at_a_question(asked, capsys, command):
    told = [run(capsys, command, asked)[2].splitlines() for _ in range(2)]
    assert told[0] == told[1] and len(told[0]) == (command != "mentions")
    assert all("2 articles are nearly the same" in line and "report" in line for line in told[0])


def test_articles_nearly_alike_are_those_that_were_chosen(folder, tmp_path, capsys):
    (folder / "d.txt").write_text(LONG + " तब।", encoding="utf-8")
    into = tmp_path / "x.duckdb"
    run(capsys, "ingest", folder, "--into", into)  # b and d are nearly a; c is not

    def told(*names):
        return run(capsys, "totals", into, *(word for name in names for word in ("--document", name)))[2]

    assert told("c") == told("a") == told("a", "c") == ""
    for two in (("a", "b"), ("b", "d")):  # b and d are each like a, which is not chosen
        assert told(*two).startswith("warning: 1 of the chosen articles is nearly the same as another of")
    assert told("a", "b", "d").startswith("warning: 2 of the chosen articles are")


def test_a_store_whose_notes_name_no_article_tells_of_the_whole_corpus(folder, tmp_path, capsys, monkeypatch):
    note = ReadingError("reading.near_duplicate", file="b.txt", other="a", percent=95)
    monkeypatch.setattr("analysis.opening.problems_of", lambda store: (note,))
    line = ("totals", folder, "--language", "en")
    assert "warning: 1 article is nearly the same" in run(capsys, *line)[2]
    assert "in the whole corpus, not only in what you chose, 1" in run(capsys, *line, "--document", "c")[2]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (["kwic", "", "STORE"], "TERM is empty"),
        (["kwic", "STORE", " "], "TERM is empty"),
        (["kwic", "", "भारत"], "CORPUS is empty"),
        (["actor", "STORE", ""], "CODE is empty"),
        (["documents", ""], "CORPUS is empty"),
        (["report", ""], "CORPUS is empty"),
        (["kwic", "भारत", "/no/such/place"], "neither 'भारत' nor '/no/such/place' is there"),
        (["documents", "/no/such/place"], "/no/such/place: there is no such"),
    ],
)
def test_what_a_line_lacks_is_named(folder, capsys, monkeypatch, line, told):
    monkeypatch.chdir(folder)  # a corpus, which nobody named
    code, out, err = run(capsys, *[str(folder) if word == "STORE" else word for word in line])
    assert code == 2 and out == "" and told in err and err.count("\n") == 1


@pytest.mark.parametrize("line", [["ingest", "", "--into", "x.duckdb"], ["ingest", "a", "--into", ""]])
def test_an_empty_path_is_not_the_current_folder(capsys, line):
    with pytest.raises(SystemExit) as caught:
        main(line)
    assert caught.value.code == 2 and "'.' यही फ़ोल्डर है" in capsys.readouterr().err


UNUSED = [
    ["terms", "--all-words", "--stop-tier", "news"],
    ["terms", "--all-words", "--removed"],
    ["mentions", "--depth", "2"],
    ["mentions", "--not-found", "--how", "role"],
    ["statements", "--by", "verbs", "--statement-kind", "direct"],
    ["statements", "--by", "speakers", "--speaker", "X"],
    ["references", "--by", "title", "--how", "role"],
]


@pytest.mark.parametrize("line", UNUSED, ids=" ".join)
def test_an_option_without_effect_is_refused(asked, capsys, line):
    code, _, err = run(capsys, line[0], asked, *line[1:])
    assert code == 2 and "effect" in err and line[-2 if len(line) > 3 else 1] in err


@pytest.mark.parametrize("command", ["documents", "totals", "cleaning", "sourcing"])
def test_what_counts_every_sentence_takes_no_kind(folder, capsys, command):
    with pytest.raises(SystemExit) as caught:
        main([command, str(folder), "--kind", "heading"])
    assert caught.value.code == 2 and "--kind" in capsys.readouterr().err


@pytest.fixture(scope="module")
def counted(tmp_path_factory):
    text = "पुतिन ने कहा, “हम साथ हैं।” जयशंकर ने कहा कि बात होगी। पाँच मिसाइलें और 3 करोड़ रुपये दिए।"
    made = tmp_path_factory.mktemp("counted")
    (made / "a.txt").write_text(text, encoding="utf-8")
    return made


@pytest.mark.parametrize(
    ("line", "rows"),
    [
        (["statements", "--by", "speakers"], 2),
        (["statements", "--by", "speakers", "--statement-kind", "direct"], 1),
        (["figures", "--by-unit"], 2),
        (["figures", "--by-unit", "--top", "1"], 1),
        (["figures", "--by-unit", "--figure-kind", "money"], 1),
    ],
)
def test_options_of_a_count_have_an_effect(counted, capsys, line, rows):
    code, out, err = run(capsys, line[0], counted, *line[1:], "--format", "json")
    assert code == 0 and len(json.loads(out)) == rows, (out, err)


def test_a_report_of_an_unfinished_store_says_so_and_nothing_is_said_to_be_counted(
    folder, tmp_path, capsys, monkeypatch
):
    into = tmp_path / "x.duckdb"

    def stopped(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("analysis.store.store.Store.finish", stopped)
        assert run(capsys, "ingest", folder, "--into", into)[0] == 130
    for command in ("report", "totals"):
        _, _, err = run(capsys, command, into)
        assert "3 articles wait and are not counted yet" in err and "counted. They" not in err
    run(capsys, "ingest", folder, "--into", into)
    assert "wait" not in run(capsys, "report", into)[2]


@pytest.mark.parametrize(
    ("name", "told"),
    [("q.txt", "ends in .duckdb"), ("nodir/q.duckdb", "there is no folder"), ("news.duckdb", "is a folder")],
)
def test_a_store_is_not_made_where_it_could_not_be_opened(folder, tmp_path, capsys, name, told):
    if name.startswith(folder.name):
        folder = folder.rename(tmp_path / name)
    code, out, err = run(capsys, "ingest", folder, "--into", tmp_path / name)
    assert code == 2 and told in err and "draft" not in err and not out
    assert [one.name for one in tmp_path.iterdir()] == [folder.name]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--encoding", "utf-99"], "--encoding utf-99: is not known; give one of utf-8, utf-16"),
        (["--encoding", ""], "is not known"),
        (["--column", "text"], "--column text: write ROLE=NAME"),
        (["--column", "foo=bar"], "ROLE is one of title, text"),
        (["--column", "text="], "write ROLE=NAME"),
        (["--column", "text=a", "--column", "text=b"], "--column text=b: write ROLE=NAME, each role once"),
        (["--engine", "dask"], "--engine dask has an effect only with --scheduler"),
        (["--scheduler", "tcp://x:1"], "--scheduler has an effect only with --engine dask"),
    ],
)
def test_what_an_ingest_cannot_be_told_is_refused_before_it_reads(folder, tmp_path, capsys, more, told):
    code, out, err = run(capsys, "ingest", folder, "--into", tmp_path / "x.duckdb", *more)
    assert code == 2 and out == "" and told in err and err.count("\n") == 1
    assert [one.name for one in tmp_path.iterdir()] == [folder.name]


@pytest.mark.parametrize("number", ["0", "-3", "x", ""])
def test_processes_and_rows_are_counted_from_one(folder, tmp_path, capsys, number):
    ingest = ["ingest", folder, "--into", tmp_path / "x.duckdb", "--processes"]
    for line in (ingest, ["names", folder, "--top"]):
        with pytest.raises(SystemExit) as caught:
            run(capsys, *line, number)
        assert caught.value.code == 2 and "1 or more" in capsys.readouterr().err


def test_a_store_in_the_folder_of_its_articles_is_no_article(folder, capsys):
    into = folder / "x.duckdb"
    for name in ("y.duckdb.texts", "x.duckdb.wal", f"x.duckdb.{'0a' * 16}.draft", "y.duckdb"):
        (folder / name).write_bytes(b"")
    for added in (3, 0):
        code, out, err = run(capsys, "ingest", folder, "--into", into)
        assert code == 0 and f"articles added to {into}: {added}," in err and "refused" not in out
    code, out, err = run(capsys, "ingest", into, "--into", folder / "z.duckdb")
    assert code == 2 and "is a store already" in err and not (folder / "z.duckdb").exists()


def test_a_lake_in_the_folder_of_its_articles_is_no_article_and_told_of(folder, tmp_path, capsys):
    lake = folder / "2024" / "news.lake"
    batch = make_batch([Page("x", ("भारत ने कहा।",))], [Name("C_IN", "country", ("भारत",))])
    write_batch(lake, 0, batch, [InputRow("x.txt", 1, "00", "loaded", 1)])
    into, seen = tmp_path / "x.duckdb", []
    for finished in (False, True):  # an ingest may have been stopped before the lake has tables
        if finished:
            about = {"lexicon": "l", "rules": "r", "corpus": "lake", "state": "finished"}
            compact(lake, batch.entities, batch.aliases, about=about)
        code, out, err = run(capsys, "ingest", folder, "--into", into, "--format", "json")
        told = [row for row in json.loads(out) if str(lake) in row["path"]]
        assert [(row["path"], row["status"], row["documents"], row["left_out"]) for row in told] == [
            (str(lake), "note", 0, 0)
        ]
        assert code == 0 and "is a lake" in told[0]["message"]
        seen.append(len(json.loads(out)))
    assert seen == [4, 4]
    _, totals, err = run(capsys, "totals", folder, "--format", "json")
    assert json.loads(totals)[0]["documents"] == 3 and "is a lake" not in err


def test_a_folder_of_articles_may_hold_one_that_is_called_about(tmp_path, capsys):
    (tmp_path / "sub").mkdir()
    for place in (tmp_path, tmp_path / "sub"):
        (place / "about.json").write_text(json.dumps({"text": LONG + place.name}), encoding="utf-8")
    code, out, _ = run(capsys, "totals", tmp_path, "--format", "json")
    assert code == 0 and json.loads(out)[0]["documents"] == 2


def test_an_ingest_of_nothing_says_so(tmp_path, capsys):
    (tmp_path / "empty").mkdir()
    code, _, err = run(capsys, "ingest", tmp_path / "empty", "--into", tmp_path / "x.duckdb")
    assert code == 2 and "holds no article that can be read" in err and "articles added" not in err
    assert "no store was made" in err and [one.name for one in tmp_path.iterdir()] == ["empty"]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("t.csv", "text\nभारत ने, कहा।\nरूस ने, कहा।\n".encode(), "names the reasons"),
        ("t.txt", b"", "names the reasons"),
        ("t.jpg", b"\xff\xd8\xff", "Give it .txt"),
    ],
)
def test_an_ingest_that_read_nothing_names_the_kinds_only_where_none_was_given(
    tmp_path, capsys, name, data, said
):
    (tmp_path / name).write_bytes(data)
    line = ["ingest", tmp_path / name, "--into", tmp_path / "x.duckdb"]
    code, _, err = run(capsys, *line)
    assert code == 2 and said in err and ("Give it" in err) == (said == "Give it .txt")


def test_what_an_ingest_told_is_one_line_at_a_question_of_its_store(folder, tmp_path, capsys):
    (folder / "x.jpg").write_bytes(b"\xff\xd8\xff")
    (folder / "y.txt").write_bytes(b"")
    into = tmp_path / "x y.duckdb"
    run(capsys, "ingest", folder, "--into", into)
    (told,) = run(capsys, "terms", into, "--format", "csv")[2].splitlines()
    assert "2 things were told" in told and f"report '{into}' --each" in told and "x.jpg" not in told
    (folder / "z.txt").write_text((folder / "a.txt").read_text(encoding="utf-8"), encoding="utf-8")
    run(capsys, "ingest", folder, "--into", into)
    copy, told = run(capsys, "terms", into, "--format", "csv")[2].splitlines()
    assert "2 things were told" in told and "1 article was left out" in copy and "--status duplicate" in copy
    (folder / "z.txt").unlink()
    told = run(capsys, "terms", folder, "--format", "csv")[2].splitlines()
    assert len(told) == 2 and "x.jpg" in told[0] and "y.txt" in told[1]


def test_an_ingest_of_what_cannot_be_read_leaves_no_store_and_goes_on_with_one_that_was_there(
    folder, tmp_path, capsys
):
    bad, into = tmp_path / "bad", tmp_path / "x.duckdb"
    bad.mkdir()
    for number in range(25):
        (bad / f"{number:02}.jpg").write_bytes(b"\xff\xd8\xff")
    code, out, err = run(capsys, "ingest", bad, "--into", into)
    assert (
        code == 2
        and "no store was made" in err
        and ["all", "25", "0", "25"] in map(str.split, out.splitlines())
    )
    assert "5 more rows to look at; all of them are printed with --all" in out
    assert sorted(one.name for one in tmp_path.iterdir()) == ["bad", "news"]
    assert run(capsys, "ingest", folder, "--into", into)[0] == 0
    code, out, err = run(capsys, "ingest", bad, "--into", into)
    assert code == 3 and into.exists() and "no store was made" not in err and "report " in out
    (tmp_path / "empty").mkdir()
    assert run(capsys, "ingest", tmp_path / "empty", "--into", into)[0] == 2
    totals = json.loads(run(capsys, "totals", into, "--format", "json")[1])
    assert totals[0]["documents"] == 3


def test_the_statuses_a_report_may_be_asked_for_are_those_there_are(tmp_path, capsys):
    assert set(STATUSES) == set(get_args(Status))
    with pytest.raises(SystemExit):
        run(capsys, "report", tmp_path, "--status", "foo")


@pytest.mark.parametrize("line", [("actor", "foo"), ("statements", "--about", "foo")])
def test_an_unknown_code_is_refused(asked, capsys, line):
    command, *rest = line
    code, _, err = run(capsys, command, asked, *rest)
    assert code == 2 and "'foo'" in err and "mentions" in err


def test_words_of_a_title_alone_are_said_to_be_neither_searched_nor_counted(tmp_path, capsys):
    rows = ["title,text", "शिखर वार्ता,रूस ने कहा।", 'शिखर सम्मेलन,"रूस और\u00a0चीन, फिर"', ",शिखरवार्ता आज।"]
    (tmp_path / "t.csv").write_text("\n".join(rows), encoding="utf-8")
    code, out, err = run(capsys, "kwic", tmp_path / "t.csv", "शिखर", "--format", "json")
    assert code == 0 and json.loads(out) == []
    assert "'शिखर' stands in 2 titles; a title given apart from the text" in err
    _, out, err = run(capsys, "documents", tmp_path / "t.csv", "--query", "शिखर वार्ता", "--format", "json")
    assert json.loads(out) == [] and "'शिखर वार्ता' stands in 1 title;" in err
    assert "title" not in run(capsys, "kwic", tmp_path / "t.csv", "भारत")[2]
    assert "title" not in run(capsys, "kwic", tmp_path / "t.csv", "रूस")[2]
