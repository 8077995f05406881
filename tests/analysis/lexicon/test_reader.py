"""The lexicon's reader: what comes with the package is sound; each way to break a row is refused by name."""

import shutil
from datetime import date

import pytest

from analysis.errors import LexiconError
from analysis.language.tokens import tokenise
from analysis.lexicon.reader import load_lexicon
from analysis.lexicon.tables import COLUMNS, FOLDER, keys, split


@pytest.fixture(scope="module")
def lexicon():
    return load_lexicon()


@pytest.fixture
def broken(tmp_path):
    """Return a function that edits one table of a copy and gives the error of loading it."""
    folder = tmp_path / "data"
    shutil.copytree(FOLDER, folder)

    def edit(table, old, new):
        path = folder / f"{table}.tsv"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(LexiconError) as caught:
            load_lexicon(folder)
        return caught.value

    return edit


def test_the_lexicon_of_the_package_is_sound(lexicon):
    kinds = {entity.kind for entity in lexicon.entities.values()}
    assert kinds == {
        "item", "person", "organisation", "country", "place", "initiative", "generic", "sector", "event"
    }  # fmt: skip
    assert lexicon.about["asof"] and "review" in lexicon.about["roles"]
    assert len(lexicon.version) == 12


def test_entities_say_who_they_are(lexicon):
    brahmos = lexicon.entities["brahmos"]
    assert (brahmos.kind, brahmos.klass, brahmos.label_hi) == ("item", "missile.cruise", "ब्रह्मोस")
    assert brahmos.countries == ("IN", "RU") and brahmos.makers == ("brahmos_aerospace",)
    assert lexicon.entities["murmu"].gender == "f"
    assert lexicon.countries["RU"] == "country_ru"
    watched = {code for code, entity in lexicon.entities.items() if entity.watched}
    assert {
        "s400",
        "sukhoi_family",
        "rafale",
        "country_ua",
        "country_cn",
        "country_us",
        "country_pk",
    } <= watched


def test_roles_are_held_on_the_days_they_say(lexicon):
    def holders(title, scope, day):
        return {r.person for r in lexicon.roles if (r.title, r.scope) == (title, scope) and r.on(day)}

    assert holders("foreign_minister", "IN", date(2023, 12, 27)) == {"jaishankar"}
    assert holders("foreign_minister", "IN", date(2018, 1, 1)) == {"sushma"}
    assert holders("foreign_minister", "RU", date(2025, 8, 21)) == {"lavrov"}
    assert holders("president", "US", date(2025, 1, 19)) == {"biden"}
    assert holders("president", "US", date(2025, 1, 20)) == {"trump"}
    assert all(role.review for role in lexicon.roles if role.end is None)


def test_names_keep_their_own_spelling_in_tables_of_terms(lexicon):
    assert {"रूसी", "भारतीय", "जयशंकर", "ब्रह्मोस"} <= lexicon.protected
    assert not {"बैठक", "आकाश", "मिसाइल"} & lexicon.protected


def test_forms_are_split_as_the_tokens_of_a_text_are(lexicon):
    for form in lexicon.forms:
        assert split(form.text) == [form.text[a:b] for a, b in tokenise(form.text)], form.text


def test_two_loads_give_one_lexicon():
    assert load_lexicon() is load_lexicon(None)


def test_the_version_changes_with_the_content(tmp_path):
    folder = tmp_path / "data"
    shutil.copytree(FOLDER, folder)
    assert load_lexicon(folder).version == load_lexicon().version
    other = tmp_path / "other"
    shutil.copytree(FOLDER, other)
    path = other / "items.tsv"
    path.write_text(path.read_text(encoding="utf-8").replace("BrahMos\t", "Brahmos X\t", 1), encoding="utf-8")
    assert load_lexicon(other).version != load_lexicon().version


@pytest.mark.parametrize(
    "table, old, new, code",
    [
        ("items", "id\tlabel_hi", "id\tlabel", "columns"),
        ("items", "brahmos\tब्रह्मोस", "brahmos\tअतिरिक्त\tब्रह्मोस", "cells"),
        ("items", "akash_ng\t", "akash\t", "code_twice"),
        ("items", "akash_ng\t", "akash ng\t", "code"),
        ("items", "\tRU|IN\tsukhoi|hal", "\tRU|IN\tsukhoi|nobody", "reference"),
        ("items", "\tआकाश|Akash\tsky\t", "\tआकाश|Akash\t\t", "no_context"),
        ("items", "\tआकाश|Akash\tsky\t", "\tआकाश|Akash\tnowhere\t", "reference"),
        ("items", "|ब्रम्होस|", "||", "blank_entry"),
        ("items", "|ब्रम्होस|", "|Brahmosa|", "script"),
        ("items", "|ब्रम्होस|", "|जयशंकर|", "form_twice"),
        ("items", "|ब्रम्होस|", "|(ब्रम्होस|", "brackets"),
        ("persons", "\tIN\tm\t", "\tIN\tx\t", "choice"),
        ("persons", "modi\tनरेंद्र मोदी\tNarendra Modi\tIN", "modi\tनरेंद्र मोदी\tNarendra Modi\tXX", "reference"),
        ("roles", "modi\tprime_minister\tIN\t2014-05-26", "modi\tprime_minister\tIN\t26.5.2014", "date"),
        (
            "roles",
            "modi\tprime_minister\tIN\t2014-05-26",
            "modi\tprime_minister\tIN\t2014-05-25",
            "two_holders",
        ),
        ("roles", "modi\tprime_minister", "modi\tking", "reference"),
        ("roles", "2004-05-22\t2014-05-26", "2004-05-22\t2003-05-26", "order_of_dates"),
        ("contexts", "sugar\tbase\t2", "sugar\tbase\ttwo", "number"),
        ("contexts", "sugar\tbase\t2", "sugar\tguess\t2", "choice"),
        ("contexts", "surname\trule\ttitle|document", "surname\trule\ttitle|luck", "choice"),
        ("contexts", "sky\thard_pos\t", "sky\thard_pos\tदो शब्द|", "one_word"),
        ("watchlist", "s400", "s4000", "reference"),
    ],
)
def test_a_broken_row_is_refused_with_file_and_line(broken, table, old, new, code):
    error = broken(table, old, new)
    assert error.code == f"lexicon.{code}"
    assert f"{table}.tsv" in str(error) and f"line {error.fields['line']}" in str(error)
    assert error.fields["line"] >= 1 and "पंक्ति" in error.message("hi")


def test_the_line_named_is_the_line_of_the_row(broken):
    lines = (FOLDER / "items.tsv").read_text(encoding="utf-8").splitlines()
    wanted = next(n for n, line in enumerate(lines, 1) if line.startswith("akash_ng\t"))
    assert broken("items", "akash_ng\t", "akash\t").fields["line"] == wanted


def test_a_missing_table_is_told(tmp_path):
    with pytest.raises(LexiconError) as caught:
        load_lexicon(tmp_path)
    assert caught.value.code == "lexicon.unreadable"


def test_one_form_of_two_entities_needs_a_context_and_may_have_one(lexicon):
    owners = {}
    for form in lexicon.forms:
        owners.setdefault(keys(form.text), set()).add((form.entity, bool(form.context)))
    misri = owners[keys("मिस्री")]
    assert ("misri", True) in misri and ("country_eg", False) in misri


def test_each_table_of_the_package_is_declared():
    assert {path.stem for path in FOLDER.glob("*.tsv")} == set(COLUMNS)
