"""Sentences that are put together: what is not known is not spoken of as known."""

from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.corpus import Selection
from dashboard import happened, said, strings, trends
from dashboard.behind_speech import unit_label
from dashboard.inputs import _said
from dashboard.loading import Progress
from dashboard.strings import forms_text
from dashboard.style import ACCEPTED, DROP, style_sheet


@pytest.mark.parametrize(("named", "told"), [("शर्मा", "यानी शर्मा"), ("", "पाठ में “दोनों”")])
def test_whom_a_word_stands_for_is_told_where_it_is_known(named, told):
    row = SimpleNamespace(
        certainty="reference", speaker_text="दोनों", named_text=named, speaker_label_hi="", inferred_from=None,
        speaker="", reason="",
    )  # fmt: skip
    assert [note[-len(told) :] for note in said._notes(row)] == [told]


def test_a_unit_that_is_called_as_its_kind_is_named_once(monkeypatch):
    monkeypatch.setattr(strings, "language", lambda: "en")
    assert unit_label("प्रतिशत", "percent") == "percent"
    assert unit_label("वर्ष", "age") == "years · age"


def test_the_counts_of_forms_are_grouped():
    assert forms_text("रूस 1303 · 2024 12 · रशिया 3") == "रूस 1,303 · 2024 12 · रशिया 3"


def test_times_of_dated_articles_do_not_wait_for_a_date():
    days = pd.to_datetime(pd.Series(["2024-01-01", None, "2024-01-01"]))
    rows = pd.DataFrame({"lane": ["undated", "undated", "none"], "published": days})
    assert happened._unsettled(rows)["lane"].tolist() == ["open", "undated", "none"]


@pytest.mark.parametrize(("undated", "settled", "told"), [(5, 5, []), (5, 2, [3]), (5, 0, [5])])
def test_only_times_of_undated_articles_are_said_to_wait(monkeypatch, undated, settled, told):
    def counts(n):
        return pd.DataFrame({"lane": ["undated", "dated"], "count": [n, 9]})

    asked, shown = [], []
    monkeypatch.setattr(
        happened.data, "ask", lambda _, selection, **__: asked.append(selection) or counts(settled)
    )
    monkeypatch.setattr(happened, "t", lambda code, **fields: shown.append(fields.get("count")) or code)
    for name in ("info", "page_link"):
        monkeypatch.setattr(happened.st, name, lambda *_, **__: None)
    monkeypatch.setattr(happened.session, "link_to", lambda _: {})
    happened.ask(Selection(), counts(undated), ("weekday",))
    assert [count for count in shown if count] == told and asked == [Selection(undated=False)]


@pytest.mark.parametrize(("figure", "told"), [("per_1000", True), ("count", False)])
def test_what_a_thousand_words_are_is_told(figure, told):
    table = pd.DataFrame({"series": ["entity:RU"], "small": [False]})
    found = SimpleNamespace(dated=1, step="year", table=table)
    assert ("1,000 शब्दों में" in trends._rule(found, figure=figure, unit="sentence")) == told


def test_what_streamlit_says_in_english_is_said_in_the_reader_s_language():
    sheet = style_sheet()
    for place, word in ((DROP, "फ़ाइलें चुनें"), ("corrections_csv", "फ़ाइल चुनें"), ("stForm", "भेजने को Enter")):
        line = next(line for line in sheet.splitlines() if place in line and "::after" in line)
        assert word in line or ACCEPTED in line


@pytest.mark.parametrize(
    ("done", "told"), [(0, "तैयारी"), (300, "मिले 3 लेखों में से 1 गिने गए"), (900, "क्रम से रखे जा रहे")]
)
def test_a_loading_says_what_it_does_before_and_behind_the_counting(done, told):
    now = Progress(reading=False, of_inputs=1, inputs=1, of_documents=3, of_characters=900, characters=done,
                   documents=done // 300, seconds=1.0)  # fmt: skip
    assert told in _said(now)
    assert "गिने गए" in _said(replace(now, state="stopped")) and "रहे" not in _said(
        replace(now, state="stopped")
    )
