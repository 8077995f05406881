import argparse
import csv
import errno
import io
import json
import re
import sys
import types
from typing import get_args

import pytest

from analysis.annotate.quantities import QuantityKind
from analysis.cli import _of_system, _parser, _read, main
from analysis.commands.codes import _meant, _named_like
from analysis.commands.line import fault, language_of
from analysis.commands.telling import one_line
from analysis.errors import ReadingError, StoreError
from analysis.store.store import Store
from tests.analysis.hand import Name, Page, make_store
from tests.analysis.news import news_store


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    path = tmp_path_factory.mktemp("cli") / "news.duckdb"
    news_store(path).close()
    return path


@pytest.fixture
def corpus(monkeypatch, made):
    """Let CORPUS be the articles made by hand, with one file that could not be read."""

    def open_corpus(path):
        if str(path) == "nowhere":
            raise StoreError("store.missing", path=path)
        bad = [ReadingError("reading.no_such", file=f"bad{place}\x1b[2J.txt") for place in range(100)]
        alike = [ReadingError("reading.near_duplicate", file="a.txt", other="b.txt", percent=95)]
        problems = {"half": bad[:1], "most": bad, "alike": alike + bad[:1]}.get(str(path), [])
        return Store.open(made), problems

    module = types.ModuleType("analysis.opening")
    module.open_corpus = open_corpus
    monkeypatch.setitem(sys.modules, "analysis.opening", module)


def rows(capsys, *arguments):
    assert main([*arguments, "--format", "json"]) == 0
    out = capsys.readouterr()
    return json.loads(out.out), out.err


COUNTS = [
    (["documents", "x"], 3),
    (["totals", "x"], 1),
    (["sentences", "x"], 7),
    (["sentences", "x", "--kind", "heading"], 1),
    (["tokens", "x"], 37),
    (["tokens", "x", "--document", "a.txt", "--document", "c.txt"], 13),
    (["terms", "x", "--top", "4"], 4),
    (["terms", "x", "--removed"], 6),
    (["terms", "x", "--contains", "रूस"], 2),
    (["mentions", "x"], 5),
    (["mentions", "x", "--each"], 11),
    (["mentions", "x", "--each", "--how", "adjective"], 1),
    (["mentions", "x", "--each", "--top", "2"], 2),
    (["mentions", "x", "--not-found"], 1),
    (["mentions", "x", "--entity-kind", "person"], 3),
    (["cooccurrence", "x"], 3),
    (["cooccurrence", "x", "--unit", "document"], 10),
    (["cooccurrence", "x", "--min-count", "2"], 1),
    (["kwic", "x", "रूस"], 3),
    (["kwic", "x", "रूस", "--match", "inside"], 4),
    (["documents", "x", "--no-undated"], 2),
    (["documents", "x", "--from", "2024-02-01", "--undated"], 2),
    (["documents", "x", "--to", "2024-02-01", "--no-undated"], 1),
    (["documents", "x", "--source", "क"], 1),
    (["documents", "x", "--entity", "P_P"], 1),
    (["documents", "x", "--query", "jaishankar"], 2),
]


@pytest.mark.parametrize(("arguments", "count"), COUNTS, ids=[" ".join(a) for a, _ in COUNTS])
def test_every_command_prints_its_rows(corpus, capsys, arguments, count):
    found, errors = rows(capsys, *arguments)
    assert len(found) == count and errors == ("" if arguments[-1] != "jaishankar" else errors)


@pytest.mark.parametrize(
    ("line", "told"),
    [(["documents", "x", "--query", "jaishankar"], 1), (["kwic", "x", "jaishankar"], 1),
     (["kwic", "x", "जयशंकर"], 0), (["kwic", "x", "चर्चा"], 0)],
)  # fmt: skip
def test_latin_letters_read_as_a_name_are_told(corpus, capsys, line, told):
    found, errors = rows(capsys, *line, "--language", "en")
    assert found and errors.count("\n") == told
    assert not told or "read as the name" in errors and "(P_J)" in errors


@pytest.mark.parametrize(
    ("line", "read"),
    [
        (["kwic", "x", "charcha"], "charcha = चर्चा (1)"),
        (["kwic", "x", "sambandhon par"], "sambandhon = संबंधों (2); par = पर (3)"),
        (["kwic", "x", "sambandh", "--match", "lemma"], "sambandh = संबंध (2), संबंधों (2)"),
        (["kwic", "x", "sambandh", "--match", "starts"], "sambandh = संबंध (2), संबंधों (2)"),
        (["kwic", "x", "charcha par"], "charcha = चर्चा (1); par = पर (3)"),
        (["kwic", "x", "sambandh", "--kind", "heading"], "sambandh = संबंध (1)"),
        (["documents", "x", "--query", "charcha"], "charcha = चर्चा (1)"),
        (["documents", "x", "--query", "charcha", "--document", "c.txt"], "charcha = चर्चा (1)"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_latin_letters_read_by_sound_are_told_with_the_words_they_were_read_as(corpus, capsys, line, read):
    errors = rows(capsys, *line, "--language", "en")[1]
    assert "was read by sound" in errors and f": {read}. Found are all of these" in errors
    assert f": {read}। ये सब खोजे गए" in rows(capsys, *line)[1]


def test_letters_that_terms_do_not_read_by_sound_are_told_with_what_was_meant(corpus, capsys):
    found, errors = rows(capsys, "terms", "x", "--contains", "charcha", "--language", "en")
    assert not found and "reads nothing by sound: 'charcha' may be in चर्चा (1)" in errors
    for line in (["charcha", "--kind", "heading"], ["खगघ"], ["रूस"]):
        assert "by sound" not in rows(capsys, "terms", "x", "--contains", *line, "--language", "en")[1]


def test_what_is_not_read_by_sound_is_not_said_to_be(corpus, capsys):
    for line in (["खगघ"], ["चर्चा"], ["jaishankar"], ["P_J", "--match", "entity"], ["zzzz"], ["10"]):
        assert "by sound" not in rows(capsys, "kwic", "x", *line, "--language", "en")[1]


def test_a_filter_by_date_tells_how_many_undated_articles_it_keeps(corpus, capsys):
    found, errors = rows(capsys, "documents", "x", "--from", "2024-02-01")
    assert len(found) == 2 and "1" in errors and "--no-undated" in errors


@pytest.mark.parametrize(
    ("typed", "option", "day", "names"),
    [
        ("०१/०३/२०२४", "--from", "2024-03-01", ["b.txt"]),
        ("1 मार्च 2024", "--from", "2024-03-01", ["b.txt"]),
        ("2/3/2024", "--from", "2024-03-02", []),
        ("2024-03", "--from", "2024-03-01", ["b.txt"]),
        ("2024-02", "--to", "2024-02-29", ["a.txt"]),
        ("2024", "--to", "2024-12-31", ["b.txt", "a.txt"]),
        ("जनवरी 2024", "--to", "2024-01-31", ["a.txt"]),
        ("2024-03-01", "--to", "", ["b.txt", "a.txt"]),
    ],
)
def test_a_filter_takes_a_day_as_a_table_has_it_and_says_which_it_is(
    corpus, capsys, typed, option, day, names
):
    found, errors = rows(capsys, "documents", "x", option, typed, "--no-undated", "--language", "en")
    assert sorted(row["name"] for row in found) == sorted(names)
    assert (f"note: {option} {typed} was read as {day}" in errors) == bool(day) == ("read as" in errors)


def test_rows_are_objects_with_the_tables_columns(corpus, capsys):
    found, _ = rows(capsys, "terms", "x", "--top", "1")
    assert found[0]["term"] == "संबंध" and found[0]["count"] == 4 and found[0]["stop"] is None
    found, _ = rows(capsys, "documents", "x", "--document", "a.txt")
    assert found[0]["published"] == "2024-01-01" and found[0]["source"] is None


@pytest.mark.parametrize(
    ("line", "told"), [([], "37 tokens: all of the chosen sentences (body, heading)"),
                       (["--removed"], "37 tokens"), (["--kind", "heading"], "3 tokens: all of the chosen"),
                       (["--hyphens", "joined"], "35 tokens")]
)  # fmt: skip
def test_what_per_1000_divides_by_is_told_beside_the_table_and_not_to_machines(corpus, capsys, line, told):
    for language in ("en", "hi"):
        assert main(["terms", "x", *line, "--language", language]) == 0
        out = capsys.readouterr()
        assert out.err.count("\n") == 1 and (told in out.err if language == "en" else "टोकनों" in out.err)
        assert "per_1000 i" not in out.out and "टोकनों" not in out.out
    for form in ("json", "csv"):
        assert main(["terms", "x", *line, "--format", form]) == 0
        assert capsys.readouterr().err == ""
    assert main(["terms", "x", "--contains", "खगघ", "--language", "en"]) == 0
    assert "per_1000" not in capsys.readouterr().err


def test_csv_and_table(corpus, capsys):
    assert main(["documents", "x", "--format", "csv"]) == 0
    printed = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["name"] for row in printed] == ["a.txt", "b.txt", "c.txt"]
    assert main(["documents", "x"]) == 0
    assert "a.txt" in capsys.readouterr().out


def test_a_file_gets_its_stamp_beside_it(corpus, capsys, tmp_path):
    path = tmp_path / "terms.csv"
    line = ["terms", "x", "--top", "2", "--kind", "body", "--format", "csv", "--output", str(path)]
    assert main(line) == 0
    assert path.read_bytes().startswith(b"\xef\xbb\xbfterm,")
    stamp = json.loads((tmp_path / "terms.csv.method.json").read_text(encoding="utf-8"))
    assert (
        stamp["table"] == "terms" and stamp["filters"] == {"kind": ["body"]} and stamp["options"]["top"] == 2
    )
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["documents", "nowhere"], "nowhere"),
        (["documents", "x", "--document", "नहीं.txt"], "नहीं.txt"),
        (["documents", "x", "--source", "कोई"], "कोई"),
        (["documents", "x", "--entity", "P_?"], "P_?"),
        (["kwic", "x", "P_?", "--match", "entity"], "P_?"),
        (["documents", "x", "--from", "कल"], "कल"),
        (["documents", "x", "--from", "2024-02-01", "--to", "2024-01-01"], "2024-02-01"),
        (["sentences", "x", "--kind", "footnote"], "footnote"),
        (["terms", "x", "--output", "/no/such/folder/t.csv"], "/no/such/folder"),
    ],
)
@pytest.mark.parametrize("language", ["hi", "en"])
def test_an_error_is_one_line_and_exit_code_2(corpus, capsys, arguments, told, language):
    assert main([*arguments, "--language", language]) == 2
    out = capsys.readouterr()
    assert out.out == "" and out.err.count("\n") == 1 and told in out.err
    assert out.err.startswith({"hi": "त्रुटि: ", "en": "error: "}[language])


WRONG = [
    ([], "COMMAND", "analysis --help"),
    (["nonsense"], "COMMAND nonsense", "documents, totals, "),
    (["terms"], "CORPUS", "terms --help"),
    (["kwic"], "CORPUS, TERM", "kwic --help"),
    (["ingest", "x"], "--into", "ingest --help"),
    (["ingest", "", "--into", "x"], "PATH", "'.'"),
    (["terms", "x", "--top", "0"], "--top", "1"),
    (["terms", "x", "--top", "many"], "--top", "1"),
    (["cooccurrence", "x", "--top", "1"], "--top", "2"),
    (["cooccurrence", "x", "--unit", "page"], "--unit page", "sentence, paragraph, document"),
    (["terms", "x", "--stop-tier", "everything"], "--stop-tier everything", "closed, aux"),
    (["mentions", "x", "--each", "--by-class"], "--by-class", "--each"),
    (["terms", "x", "--group"], "--group", "terms --help"),
    (["terms", "x", "--s", "closed"], "--s", "--stop-tier, --source"),
    (["terms", "x", "--removed=3"], "--removed", "=3"),
    (["correct", "c.json", "--undo", "x"], "--undo x", "correct --help"),
    (["correct", "c.json", "--reject", "x", "y"], "--reject", "4"),
    (["terms", "x", "--nope"], "--nope", "terms --help"),
    (["kwic", "x", "रूस", "सहयोग"], "सहयोग", "kwic --help"),
]


@pytest.mark.parametrize(("line", "named", "cure"), WRONG, ids=[" ".join(line) for line, *_ in WRONG])
@pytest.mark.parametrize("language", ["hi", "en"])
def test_a_wrong_line_is_one_line_in_the_readers_language_and_exit_code_2(
    capsys, line, named, cure, language
):
    with pytest.raises(SystemExit) as caught:
        main([*line[:1], f"--lang={language}", *line[1:]] if line[1:] else line)
    told = capsys.readouterr().err
    assert caught.value.code == 2 and told.count("\n") == 1 and named in told and cure in told
    assert "--help" in told and not re.search("argument|invalid|expected|cli[.]", told)
    hindi = len(re.findall("[\u0900-\u097f]+", told)) > 5
    assert hindi == (language == "hi" or not line[1:]) == told.startswith("त्रुटि: ")


def test_a_fault_that_only_argparse_words_is_told_with_the_cure(capsys):
    error = fault("argument --x: something new", "python -m analysis terms")
    assert error.code == "cli.line" and "--x: something new" in error.message("hi")
    assert "python -m analysis terms --help" in error.message("hi")


@pytest.mark.parametrize(
    ("line", "language"),
    [(["terms"], "hi"), (["terms", "--language", "en"], "en"), (["terms", "--l=en"], "en"),
     (["terms", "--language", "fr"], "hi"), (["terms", "--language"], "hi"), (["terms", "--", "en"], "hi"),
     (["terms", "--language", "en", "--language", "hi"], "hi")],
)  # fmt: skip
def test_the_language_of_a_line_that_cannot_be_read(line, language):
    assert language_of(line) == language


def test_one_bad_file_is_a_warning_and_the_rest_goes_on(corpus, capsys):
    assert main(["documents", "half", "--format", "json", "--language", "en"]) == 0
    out = capsys.readouterr()
    assert len(json.loads(out.out)) == 3
    assert out.err.startswith("warning: ") and "bad0" in out.err and out.err.count("\n") == 1
    assert "\x1b" not in out.err


@pytest.mark.parametrize(
    ("command", "lines"), [("documents", 2), ("totals", 2), ("sentences", 1), ("mentions", 1)]
)
def test_articles_nearly_alike_are_told_where_articles_are(corpus, capsys, command, lines):
    assert main([command, "alike", "--language", "en"]) == 0
    told = capsys.readouterr().err.splitlines()
    assert len(told) == lines and ("nearly the same" in told[-1]) == (lines == 2)


def test_many_bad_files_do_not_bury_the_table(corpus, capsys):
    assert main(["documents", "most", "--language", "en"]) == 0
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 6 and "95 more" in told[-1] and "report most --each" in told[-1]


def test_nothing_found_tells_the_nearest(corpus, capsys):
    found, errors = rows(capsys, "kwic", "x", "पुतीन")
    assert found == [] and "पुतिन (1)" in errors
    found, errors = rows(capsys, "kwic", "x", "खगघचछज")
    assert found == [] and errors.startswith("चेतावनी")


@pytest.mark.parametrize(
    "line",
    [["kwic", "x", "("], ["kwic", "x", "(", "--match", "inside"], ["kwic", "x", "।"],
     ["terms", "x", "--query", "("], ["kwic", "x", "…", "--match", "lemma"], ["trend", "x", "--term", "("]],
    ids=" ".join,
)  # fmt: skip
def test_signs_are_said_not_to_be_searched(corpus, capsys, line):
    _, errors = rows(capsys, *line, "--language", "en")
    assert "only letters and digits are searched" in errors and "is not there" not in errors
    assert "केवल अक्षर और अंक खोजे जाते हैं" in rows(capsys, *line)[1]


@pytest.mark.parametrize(
    ("line", "advised"),
    [(["kwic", "x", "खगघचछज"], True), (["kwic", "x", "खगघचछज", "--match", "starts"], True),
     (["kwic", "x", "खगघचछज", "--match", "inside"], False), (["kwic", "x", "रूस", "--query", "खगघचछज"], False),
     (["terms", "x", "--query", "खगघचछज"], False), (["trend", "x", "--term", "खगघचछज"], False)],
)  # fmt: skip
def test_what_finds_nothing_is_advised_with_options_that_help(corpus, capsys, line, advised):
    for language in ("hi", "en"):
        _, errors = rows(capsys, *line, "--language", language)
        assert ("--match inside" in errors) == advised and "'खगघचछज'" in errors


def test_help_needs_no_corpus(capsys):
    with pytest.raises(SystemExit) as caught:
        main(["terms", "--help"])
    assert caught.value.code == 0 and "--hyphens" in capsys.readouterr().out


@pytest.mark.parametrize("late", [["--into", "s.duckdb", "B"], ["--into", "s.duckdb", "--no-near", "B", "C"]])
def test_paths_may_stand_after_the_options_of_an_ingest(late):
    options = _read(_parser(), ["ingest", "A", *late])
    assert [str(path) for path in options.paths] == ["A", *"BC"[: late.count("B") + late.count("C")]]


@pytest.mark.parametrize(("command", "kept"), [("ingest", True), ("terms", False)])
def test_a_full_disk_is_told_with_its_cure(command, kept):
    options = argparse.Namespace(command=command, language="en")
    said = _of_system(OSError(errno.ENOSPC, "No space left on device"), options)
    assert said.startswith("No space left on device; free some space and give the command again")
    assert said.endswith("read so far") == kept
    named = OSError(errno.EACCES, "Permission denied", "t.csv")
    assert _of_system(named, options).startswith("t.csv: Permission denied. Check the path")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (["terms", "x", "--output", "FOLDER/none/t.csv"], "none; make it first"),
        (["terms", "nowhere", "--output", "FOLDER/none/t.csv"], "none; make it first"),  # before it is opened
        (["terms", "x", "--output", "FOLDER"], "is a folder"),
        (["terms", "x", "--output", " "], "--output is empty"),
        (["terms", "x", "--output", "FOLDER/other.duckdb"], "would take the place of a store"),
        (["terms", "FOLDER/a.txt", "--output", "FOLDER/a.txt"], "would take the place"),
        (["terms", "FOLDER", "--output", "FOLDER/a.txt"], "lies in the folder that is read"),
        (["terms", "FOLDER", "--output", "FOLDER/t.csv"], "lies in the folder that is read"),
    ],
)
def test_where_no_table_can_or_should_be_written_is_said_first(corpus, capsys, tmp_path, line, told):
    (tmp_path / "a.txt").write_text("भारत", encoding="utf-8")
    line = [word.replace("FOLDER", str(tmp_path)) for word in line]
    for language in ("hi", "en"):
        assert main([*line, "--language", language]) == 2
        out = capsys.readouterr()
        assert out.out == "" and out.err.count("\n") == 1 and "--output" in out.err
        assert "Errno" not in out.err and "No such file" not in out.err
    assert told in out.err
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "भारत"


def test_a_file_that_cannot_be_written_is_told_with_a_cure(corpus, capsys, tmp_path):
    (tmp_path / "t.csv.method.json").mkdir()
    assert main(["terms", "x", "--output", str(tmp_path / "t.csv"), "--language", "en"]) == 2
    assert "t.csv: cannot be written (Is a directory); write to a place" in capsys.readouterr().err


NOBODY = ["--source", "क", "--to", "2024-02-01", "--no-undated"]  # a source, and days it has nothing of


@pytest.mark.parametrize(
    ("command", "empty"),
    [(["kwic", "x", "रूस"], True), (["terms", "x"], True), (["documents", "x"], True),
     (["mentions", "x", "--not-found"], False), (["totals", "x"], False), (["statements", "x"], True),
     (["trend", "x", "--term", "रूस"], True)],
)  # fmt: skip
def test_filters_that_leave_no_article_are_named_and_not_the_word(corpus, capsys, command, empty):
    found, errors = rows(capsys, *command, *NOBODY, "--language", "en")
    assert (found == []) == empty and errors.count("\n") == 1
    assert "no article passes the filters (--source, --to, --no-undated)" in errors


def test_words_that_no_article_holds_are_told_with_those_near(corpus, capsys):
    _, errors = rows(capsys, "documents", "x", "--query", "पुतीन", "--language", "en")
    assert "filters (--query)" in errors and "near it: पुतिन (1)" in errors
    # Where another filter leaves nothing, the word is not to blame.
    _, errors = rows(capsys, "documents", "x", "--query", "पुतीन", *NOBODY, "--language", "en")
    assert errors.count("\n") == 1


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (["documents", "x", "--query", ""], "--query is empty"),
        (["documents", "x", "--from", " "], "--from is empty"),
        (["documents", "x", "--entity", ""], "--entity is empty"),
        (["documents", "x", "--document", "a.txt", "--document", ""], "--document is empty"),
        (["documents", "x", "--corrections", ""], "--corrections is empty"),
        (["trend", "x", "--term", ""], "--term is empty"),
        (["trend", "x", "--pair", "C_IN"], "--pair country_in~country_ru"),
        (["correct", ""], "FILE is empty"),
        (["correct", "FOLDER/none/c.json"], "there is no folder"),
        (["correct", "FOLDER"], "is a folder. Give the name of a file of corrections"),
        (["correct", "FOLDER/s.json"], "is no file of corrections but something else"),
        (["correct", "FOLDER/c.json", "--undo"], "nothing can be undone"),
        (["documents", "x", "--document", "a/txt"], "perhaps you mean a.txt"),
        (["documents", "x", "--document", "a*txt"], "perhaps you mean a.txt"),
    ],
)
def test_what_is_empty_or_no_such_thing_is_told_with_a_cure(corpus, capsys, tmp_path, line, told):
    (tmp_path / "s.json").write_bytes(b"\xaa\xff")
    assert main([*(word.replace("FOLDER", str(tmp_path)) for word in line), "--language", "en"]) == 2
    out = capsys.readouterr()
    assert out.out == "" and out.err.count("\n") == 1 and told in out.err
    assert "Errno" not in out.err and "codec" not in out.err


def test_the_unknown_source_may_still_be_given_as_the_empty_one(corpus, capsys):
    assert len(rows(capsys, "documents", "x", "--source", "")[0]) == 2


@pytest.mark.parametrize(
    "line", [["cooccurrence", "x", "--top", "1"], ["figures", "x", "--figure-kind", "weight"]], ids=" ".join
)
def test_what_can_give_no_row_is_refused(corpus, capsys, line):
    with pytest.raises(SystemExit) as caught:
        main(line)
    assert caught.value.code == 2


def test_the_kinds_of_figures_are_those_that_are_annotated():
    from analysis.commands.depth import FIGURE_KINDS

    assert set(FIGURE_KINDS) == set(get_args(QuantityKind))


def test_operators_of_other_searches_are_said_to_mean_nothing(corpus, capsys):
    for line in (["kwic", "x", "रूस*"], ["documents", "x", "--query", "रूस AND भारत"]):
        assert "mean nothing here" in rows(capsys, *line, "--language", "en")[1]
    assert "mean nothing" not in rows(capsys, "kwic", "x", "भारत-रूस", "--language", "en")[1]


def test_a_word_of_a_trend_that_is_nowhere_is_told_with_those_near(corpus, capsys):
    found, errors = rows(capsys, "trend", "x", "--term", "पुतीन", "--term", "रूस", "--language", "en")
    assert "near it: पुतिन (1)" in errors and "'रूस'" not in errors
    _, errors = rows(capsys, "trend", "x", "--term", "jaishankar", "--language", "en")
    assert "'jaishankar' as it is typed is in no article of the table" in errors


def test_a_word_of_a_trend_in_undated_articles_alone_is_told_to_be_there(corpus, capsys):
    for language, told in (("en", "'सुरक्षा' stands only in articles that are not"), ("hi", "केवल उन लेखों में है")):
        _, errors = rows(capsys, "trend", "x", "--term", "सुरक्षा", "--language", language)
        assert told in errors and "Devanagari" not in errors and "देवनागरी" not in errors
    _, errors = rows(capsys, "trend", "x", "--term", "suraksha", "--language", "en")
    assert "type a word in Devanagari" in errors
    # Where no article has a date it is that which is told, and nothing of the word.
    line = ["trend", "x", "--term", "सुरक्षा", "--document", "c.txt", "--language", "en"]
    assert main(line) == 2
    errors = capsys.readouterr().err
    assert "none of 1 article has a known date" in errors and "सुरक्षा" not in errors


def test_what_is_worked_out_for_the_first_alone_is_told(corpus, capsys, monkeypatch):
    monkeypatch.setattr("analysis.commands.depth.MOST_DOCUMENTS", 2)
    assert "for the first 2 of 3 articles" in rows(capsys, "repetition", "x", "--language", "en")[1]
    assert "first" not in rows(capsys, "repetition", "x", "--document", "a.txt", "--top", "1")[1]
    monkeypatch.setattr("analysis.measures.concordance.SORTED", 2)
    monkeypatch.setattr("analysis.measures.concordance.has_postings", lambda _: True)
    line = ["kwic", "x", "--sort", "left", "--top", "1", "--language", "en"]
    assert "the first 2 lines are in this order" in rows(capsys, *line, "रूस")[1]  # of three
    assert rows(capsys, *line, "पुतिन")[1] == ""


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        (["statements", "x", "--speaker", "jaishankar"], "P_J (जयशंकर, P_J)"),
        (["statements", "x", "--about", "जयशंकर"], "P_J (जयशंकर, P_J)"),
        (["documents", "x", "--entity", "p_j"], "P_J (जयशंकर, P_J)"),
        (["actor", "x", "P-J"], "P_J (जयशंकर, P_J)"),
        (["kwic", "x", "p_j", "--match", "entity"], "P_J (जयशंकर, P_J)"),
        (["trend", "x", "--name", "p_j"], "P_J (जयशंकर, P_J)"),
        (["statements", "x", "--speaker", "कखगघ"], ""),
    ],
)
def test_an_unknown_code_is_refused_with_those_that_may_be_meant(corpus, capsys, line, meant):
    for language in ("hi", "en"):
        assert main([*line, "--language", language]) == 2
        out = capsys.readouterr()
        assert out.out == "" and out.err.count("\n") == 1 and meant in out.err


def test_the_entity_that_is_called_so_is_named_before_those_that_have_the_word_in_their_name():
    names = {"by": "बेलारूस", "far": "रूसी पूर्व", "fund": "रूस निधि", "ru": "रूस", "bjp": "भारतीय दल", "in": "भारत"}
    with make_store(
        [Page("a", ("रूस ने कहा।",))], [Name(code, "country", (label,)) for code, label in names.items()]
    ) as store:
        known = store.query("SELECT code, label_hi, label_en FROM entity ORDER BY code").set_index("code")
        assert _meant(store, "रूस", known) == ["ru", "fund"] and _meant(store, " भारत", known) == ["in"]
        assert _meant(store, "IN", known) == ["in"] and _meant(store, "पूर्व", known) == ["far"]


def test_an_article_that_is_named_by_its_file_is_told_alone():
    with make_store(
        [Page("2023-यात्रा", ("क।",)), Page("2024-यात्रा", ("ख।",))], [Name("x", "country", ("ग",))]
    ) as store:
        assert _named_like(store, "document", "2024/यात्रा.txt") == ["2024-यात्रा"]
        assert len(_named_like(store, "document", "2025/यात्रा.txt")) == 2


@pytest.mark.parametrize("sign", "\u202e\u2066\u2069\u061c\x1b\x07\n\u2028")
def test_a_message_is_one_line_that_no_name_in_it_steers(sign):
    assert one_line(f"a{sign}b") == "a b"
    assert one_line("क्\u200dष") == "क्\u200dष"
