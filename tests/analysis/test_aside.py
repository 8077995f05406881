"""Words only in lines that are not counted, names that are empty, speakers nobody is: true advice."""

import pytest

from analysis.cli import main

BODY = "जापान ने कहा कि समझौता हुआ है और दोनों देश सहमत हैं।\n"
JUNK = "ये भी पढ़ें: चिनूक हेलीकॉप्टर की ख़बर\n"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("aside")
    for number in range(2):
        (folder / f"a{number}.txt").write_text(
            f"{BODY}संख्या {number} की बात और भी है।\n{JUNK}", encoding="utf-8"
        )
    into = folder / "m.duckdb"
    assert main(["ingest", str(folder), "--into", str(into)]) == 0
    return str(into)


def told(capsys, *line):
    """Return exit code, table and what is told beside it."""
    capsys.readouterr()
    code = main([*line, "--language", "en"])
    return code, *capsys.readouterr()


def test_words_of_lines_that_are_not_counted_are_told_with_the_way_to_them(store, capsys):
    _, out, err = told(capsys, "kwic", store, "चिनूक", "--format", "csv")
    assert out.count("\n") == 1 and "is not there" not in err
    assert "'चिनूक' is not in the lines that were looked at (body, heading); in 2 articles" in err
    assert "look there with --kind junk" in err
    _, out, err = told(capsys, "kwic", store, "चिनूक", "--kind", "junk", "--format", "csv")
    assert out.count("चिनूक") == 2 and not err
    _, _, err = told(capsys, "kwic", store, "समझौता", "--kind", "heading")
    assert "(heading); in 2 articles it stands in others: look there with --kind body" in err
    assert "--document" not in err


def test_words_that_are_nowhere_are_told_as_before(store, capsys):
    err = told(capsys, "kwic", store, "चिनूब")[2]
    assert "'चिनूब' is not there" in err and "--kind" not in err


def test_only_the_chosen_articles_are_said_to_hold_it(store, capsys):
    err = told(capsys, "kwic", store, "चिनूक", "--document", "a1")[2]
    assert "in 1 article it stands" in err


def test_the_help_says_which_lines_are_looked_at(capsys):
    with pytest.raises(SystemExit):
        main(["kwic", "--help"])
    said = " ".join(capsys.readouterr().out.split())
    assert "of sentences: body, heading, byline, junk; without this option body and heading" in said


def test_an_empty_name_is_no_article_and_is_said_to_be_empty(store, capsys):
    code, _, err = told(capsys, "remove", store, "a0", "")
    assert code == 2 and "NAME is empty" in err and ": no article of this name" not in err
    assert "a0" in told(capsys, "documents", store)[1]


def test_one_advice_for_a_speaker_nobody_is(store, capsys):
    code, _, err = told(capsys, "statements", store, "--speaker", "nosuch")
    assert code == 2 and "'nosuch'" in err and "--by speakers" in err and "mentions" not in err
