from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus import Selection
from analysis.store.selection import from_params, scope, to_params, validate
from tests.analysis.hand import Name, Page, make_store


def chosen(store, **filters):
    found = scope(store, Selection(**filters))
    sql = f"SELECT name FROM document d WHERE {found.documents('d')} ORDER BY name"
    return "".join(name[0] for name in store.query(sql, found.params)["name"])


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({}, "abc"),
        ({"documents": ("a.txt", "c.txt")}, "ac"),
        ({"documents": ("nobody",)}, ""),
        ({"sources": ("क",)}, "b"),
        ({"sources": ("",)}, "ac"),
        ({"date_from": date(2024, 1, 1)}, "abc"),
        ({"date_from": date(2024, 1, 2)}, "bc"),
        ({"date_to": date(2024, 3, 1), "undated": False}, "ab"),
        ({"date_to": date(2024, 2, 29), "undated": False}, "a"),
        ({"undated": False}, "ab"),
        ({"entities": ("P_J",)}, "ab"),
        ({"entities": ("P_J", "P_P")}, "b"),
        ({"entities": ("C_RU",), "documents": ("b.txt",)}, "b"),
        ({"entities": ("C_IN", "I_X")}, ""),  # b names भारत twice, which is not both of them
        ({"query": "पुतिन"}, "b"),
        ({"query": "jaishankar"}, "ab"),
        ({"query": "भारत रूस"}, "ab"),
        ({"query": "रूस भारत"}, ""),
        ({"query": "रक्षा"}, ""),
        ({"query": "!!"}, ""),
        ({"query": "लावरोव", "undated": False, "date_from": date(2024, 2, 1)}, "b"),
    ],
)
def test_each_filter_chooses_its_documents(store, filters, names):
    assert chosen(store, **filters) == names


def test_an_adjective_does_not_mention_by_name():
    russia = Name("C", "country", ("रूस", "रूसी"), how={"रूसी": "adjective"})
    with make_store([Page("a", ("रूसी मंत्री।",)), Page("b", ("रूस गए।",))], [russia]) as made:
        assert chosen(made, entities=("C",)) == "b"


def test_kinds_choose_sentences(store):
    def count(*kinds):
        found = scope(store, Selection(kinds=kinds))
        sql = f"SELECT count(*) AS n FROM sentence s WHERE {found.kinds('s')}"
        return int(store.query(sql, found.params)["n"].iloc[0])

    assert [count("body"), count("heading"), count("junk"), count("body", "heading")] == [6, 1, 1, 7]
    assert count() == 8
    assert count("'; DROP TABLE token; --") == 0


def test_unknown_names_are_told_and_left_out(store):
    asked = Selection(documents=("a.txt", "x"), sources=("",), entities=("P_J", "P_NOBODY"))
    kept, errors = validate(store, asked)
    assert kept == Selection(documents=("a.txt",), sources=("",), entities=("P_J",))
    assert [(error.code, error.fields["value"]) for error in errors] == [
        ("selection.document", "x"),
        ("selection.entity", "P_NOBODY"),
    ]


def test_the_default_selection_has_no_parameters():
    assert to_params(Selection()) == {}
    assert from_params({}) == (Selection(), [])


def test_codes_are_promises():
    full = Selection(("a",), ("क", ""), date(2024, 1, 2), date(2024, 3, 4), False, ("heading",), ("P",), "रूस")
    assert to_params(full) == {
        "doc": ["a"],
        "source": ["क", ""],
        "from": ["2024-01-02"],
        "to": ["2024-03-04"],
        "undated": ["0"],
        "kind": ["heading"],
        "entity": ["P"],
        "q": ["रूस"],
    }


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({"from": "yesterday"}, "selection.date"),
        ({"to": ["2024-02-30"]}, "selection.date"),
        ({"from": "2024-02-02", "to": "2024-02-01"}, "selection.dates"),
        ({"kind": ["body", "footnote"]}, "selection.kind"),
        ({"undated": "maybe"}, "selection.undated"),
    ],
)
def test_nonsense_is_told_not_raised(params, code):
    selection, errors = from_params(params)
    assert [error.code for error in errors] == [code]
    assert all(error.message(language) for error in errors for language in ("hi", "en"))
    assert selection.date_from is None or selection.date_to is None


def test_a_bad_value_leaves_the_others_in():
    selection, errors = from_params({"from": "x", "doc": ["a", "a"], "kind": ["heading", "x"]})
    assert selection == Selection(documents=("a",), kinds=("heading",)) and len(errors) == 2


def test_broken_unicode_is_no_name(store):
    selection, _ = from_params({"doc": "\ud800", "q": "\udcff"})
    assert len(validate(store, selection)[1]) == 1


names = st.lists(st.text(max_size=8), max_size=3, unique=True).map(tuple)
days = st.none() | st.dates()
selections = st.builds(
    Selection,
    documents=names,
    sources=names,
    entities=names,
    undated=st.booleans(),
    date_from=days,
    query=st.text(max_size=8).map(str.strip),
)


@given(selections)
def test_parameters_bring_the_selection_back(selection):
    assert from_params(to_params(selection)) == (selection, [])


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(["doc", "source", "from", "to", "undated", "kind", "entity", "q"]),
                       st.text(max_size=12) | st.lists(st.text(max_size=12), max_size=3)))  # fmt: skip
def test_no_parameters_break_a_question(store, params):
    selection, _ = from_params(params)
    kept, _ = validate(store, selection)
    chosen_rows = scope(store, kept)
    store.query(f"SELECT count(*) FROM sentence s WHERE {chosen_rows.rows('s')}", chosen_rows.params)
