"""A link brings back what it was made from, and no link, however broken, raises."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus import Selection
from dashboard import link
from dashboard.link import State, clean, decode, encode
from dashboard.settings import SETTINGS, Choice, Flag, Many, Names, Number, Text

NAMES = st.text("अआकखरूस ab12_.&=#%+~", min_size=1, max_size=20).filter(lambda text: text == text.strip())
DAYS = st.dates(date(1990, 1, 1), date(2040, 1, 1))


def some(values):
    return st.lists(values, max_size=4, unique=True).map(tuple)


@st.composite
def selections(draw):
    first, last = sorted(draw(st.tuples(DAYS, DAYS)))
    return Selection(
        documents=draw(some(NAMES)),
        sources=draw(some(NAMES)),
        date_from=draw(st.sampled_from([None, first])),
        date_to=draw(st.sampled_from([None, last])),
        undated=draw(st.booleans()),
        kinds=draw(st.sampled_from([("body", "heading"), ("body",), ("heading",)])),
        entities=draw(some(st.sampled_from(["country_in", "brahmos", "jaishankar"]))),
        query=draw(st.just("") | NAMES),
    )


def values(spec):
    match spec:
        case Choice():
            return st.sampled_from(spec.options)
        case Many():
            return st.sets(st.sampled_from(spec.options)).map(
                lambda chosen: tuple(option for option in spec.options if option in chosen)
            )
        case Number():
            return st.integers(spec.low, spec.high)
        case Flag():
            return st.booleans()
        case Text():
            return st.just("") | NAMES
        case Names():
            return some(NAMES)


@st.composite
def states(draw):
    page = draw(st.sampled_from(sorted(SETTINGS)))
    view = {name: draw(values(spec)) for name, spec in SETTINGS[page].items()}
    return page, State(draw(st.sampled_from(link.LANGUAGES)), draw(selections()), view)


@given(states())
def test_a_link_restores_what_it_was_made_from(case):
    page, state = case
    assert decode(page, encode(page, state)) == (state, [])


@given(st.dictionaries(st.sampled_from(sorted(link.OURS)), st.lists(st.text(max_size=30), max_size=5)))
def test_no_link_raises_and_what_is_left_of_it_is_a_link_again(params):
    for page in SETTINGS:
        state, _ = decode(page, params)
        assert decode(page, encode(page, state)) == (state, [])


def test_the_plain_address_is_the_plain_page():
    for page in SETTINGS:
        assert encode(page, State()) == {}
        assert decode(page, {})[0].selection == Selection()


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({"unit": ["chapter"]}, "link.value"),
        ({"top": ["7000"]}, "link.value"),
        ({"top": ["²"]}, "link.value"),
        ({"shown": ["person", "robot"]}, "link.value"),
        ({"ui": ["fr"]}, "link.value"),
        ({"from": ["yesterday"]}, "selection.date"),
        ({"from": ["2024-05-01"], "to": ["2024-04-01"]}, "selection.dates"),
        ({"kind": ["poem"]}, "selection.kind"),
    ],
)
def test_a_bad_value_is_left_out_and_told_in_both_languages(params, code):
    state, errors = decode("actors", params)
    assert [error.code for error in errors] == [code]
    assert all(error.message(language) for error in errors for language in ("hi", "en"))
    assert (state.ui, state.selection) == ("hi", Selection())
    assert state.view == {name: spec.default for name, spec in SETTINGS["actors"].items()}


def test_codes_are_promises():
    state = State(
        "en", Selection(entities=("brahmos",), query="रूस"), {"unit": "document", "mark": "pair:a~b"}
    )
    expected = {
        "ui": ["en"],
        "entity": ["brahmos"],
        "q": ["रूस"],
        "unit": ["document"],
        "mark": ["pair:a~b"],
    }
    assert encode("actors", state) == expected


def test_parameters_of_the_framework_are_not_ours():
    assert link.own({"embed": ["true"], "q": ["रूस"]}) == {"q": ["रूस"]}


def test_text_out_of_a_link_has_no_control_characters_and_an_end():
    assert clean("रूस\x00\ud800\n") == "रूस"
    assert len(clean("र" * 10_000)) == link.TEXT_LIMIT


@pytest.mark.parametrize(
    ("values", "told"), [(["र" * 256], 1), (["र" * 255], 0), (["क"] * 101, 1), (["क"] * 100, 0)]
)
def test_what_is_cut_from_a_link_is_told(values, told):
    errors = decode("overview", {"q": values})[1]
    assert [error.code for error in errors].count("link.long") == told


def test_a_page_has_no_setting_under_the_code_of_a_filter():
    shared = {"ui", *link.CODES.values()}
    assert [name for fields in SETTINGS.values() for name in fields if name in shared] == []
