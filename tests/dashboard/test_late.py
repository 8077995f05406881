"""A browser that answers late sends links and values of before: neither brings back what was left."""

import pytest

from dashboard import late
from tests.dashboard.test_pages import B, address


def sent(app, page, **params):
    """Open another page by a link with these parameters."""
    app.switch_page(f"views/{page}.py")
    app.query_params.clear()
    for name, value in params.items():
        app.query_params[name] = value
    return app.run()


def test_a_link_of_before_does_not_undo_a_filter(open_page):
    app = open_page("terms")
    app.segmented_control(key="f_kinds").set_value("body").run()
    sent(app, "actors", unit="document")  # the link had no filter, and means its page
    assert address(app) == {"kind": "body", "unit": "document"}


def test_a_link_of_before_does_not_bring_back_what_was_cleared(open_page):
    app = open_page("terms", kind="body", doc=B)
    kinds, documents = app.segmented_control(key="f_kinds"), app.multiselect(key="f_documents")
    app.button(key="chip_clear").click().run()
    # The browser has not seen the answer: its widgets hold what they held.
    kinds.set_value("body"), documents.set_value([B])
    sent(app, "actors", kind="body", doc=B)
    assert address(app) == {} and app.session_state["f_documents"] == []


def test_a_late_value_does_not_bring_back_what_was_cleared(open_page):
    app = open_page("terms", kind="body", doc=B)
    app.button(key="chip_clear").click().run()
    app.query_params["kind"], app.query_params["doc"] = "body", B
    app.segmented_control(key="f_kinds").set_value("body")
    app.segmented_control(key="terms.value").set_value("per_1000").run()
    assert address(app) == {"value": "per_1000"}


def test_what_is_set_beside_a_late_value_is_kept(open_page):
    app = open_page("terms", kind="body", doc=B)
    app.button(key="chip_clear").click().run()
    app.query_params["kind"], app.query_params["doc"] = "body", B
    app.segmented_control(key="f_kinds").set_value("heading").run()
    assert address(app) == {"kind": "heading"}


def test_a_filter_set_to_and_fro_is_what_it_was_set_to_last(open_page):
    app = open_page("terms")
    app.segmented_control(key="f_kinds").set_value("body").run()
    app.query_params.clear()  # the address of before
    app.segmented_control(key="f_kinds").set_value("both").run()
    assert address(app) == {}


@pytest.mark.parametrize(("page", "params"), [("terms", {}), ("overview", {})])
def test_back_brings_the_old_filters_back(open_page, monkeypatch, page, params):
    app = sent(open_page("overview"), "terms")
    app.segmented_control(key="f_kinds").set_value("body").run()
    monkeypatch.setattr(late, "QUICK", 0.0)  # as after a while
    sent(app, page, **params)
    assert address(app) == params and app.session_state["f_kinds"] == "both"


def test_what_was_left_long_ago_is_no_late_answer(open_page, monkeypatch):
    app = open_page("terms")
    app.segmented_control(key="f_kinds").set_value("body").run()
    monkeypatch.setattr(late, "LATE", 0.0)
    sent(app, "actors")
    assert address(app) == {}


@pytest.mark.parametrize("page", ["actors", "terms"])
def test_new_links_beside_old_values_bring_nothing_back(open_page, page):
    app = open_page("terms", kind="body", doc=B)
    kinds, documents = app.segmented_control(key="f_kinds"), app.multiselect(key="f_documents")
    app.button(key="chip_clear").click().run()
    kinds.set_value("body"), documents.set_value([B])
    if page == "terms":
        app.segmented_control(key="terms.value").set_value("per_1000").run()
    else:
        sent(app, page)
    assert address(app) == ({"value": "per_1000"} if page == "terms" else {})


def test_a_filter_that_is_set_again_is_set(open_page):
    app = open_page("terms", kind="body")
    app.button(key="chip_clear").click().run()
    app.segmented_control(key="f_kinds").set_value("body").run()
    assert address(app) == {"kind": "body"}
