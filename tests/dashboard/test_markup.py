"""Corpus text reaches the page letter for letter, and marks never cut a letter."""

import html
import re

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import ReadingError
from dashboard import choosing
from dashboard.charts.base import escape as chart_text
from dashboard.charts.base import plain as svg_text
from dashboard.markup import Mark, lines, marked, plain
from dashboard.told import told

HOSTILE = (
    '<img src=https://x.test/a.png onerror=alert(1)> & "quoted" [link](https://x.test) <script>1</script>'
)


def shown(text):
    """Return what a browser would show of our HTML."""
    return html.unescape(re.sub(r"<[^>]*>", "", text))


def test_hostile_text_stays_text():
    for out in (marked(HOSTILE, []), marked(HOSTILE, [Mark(0, 9)]), lines([(HOSTILE,) * 4])):
        assert "<img" not in out and "<script" not in out


def test_a_mark_is_painted_where_it_stands():
    assert marked("भारत और रूस", [Mark(8, 11)]) == 'भारत और <mark class="vm-hit" title="">रूस</mark>'


def test_a_mark_never_cuts_a_letter():
    # The cut after प would leave its ु behind: पुतिन.
    out = marked("पुतिन", [Mark(0, 1)])
    assert out.startswith('<mark class="vm-hit" title="">पु</mark>')
    assert marked("जयशंकर", [Mark(5, 6)]).endswith('<mark class="vm-hit" title="">र</mark>')


def test_overlapping_layers_both_show():
    out = marked("रक्षा निर्यात", [Mark(0, 13, "generic", "रक्षा निर्यात"), Mark(6, 13, "sector", "निर्यात")])
    assert 'class="vm-generic vm-sector" title="रक्षा निर्यात · निर्यात"' in out
    assert shown(out) == "रक्षा निर्यात"


@given(
    st.text("कषर्िीु्ं ज्ञ<&\"'a1।", max_size=40),
    st.lists(st.tuples(st.integers(-3, 45), st.integers(-3, 45)), max_size=6),
)
def test_any_marks_show_the_text_whole_and_cut_at_letters(text, spans):
    out = marked(text, [Mark(start, end) for start, end in spans])
    assert shown(out) == text
    letters = {0, *(match.end() for match in regex.finditer(r"\X", text))}
    at = 0
    for piece in re.split(r"</?mark[^>]*>", out):
        assert at in letters
        at += len(html.unescape(piece))


@pytest.mark.parametrize(
    "text", ["[a](https://x.test)", "![a](b)", "**a**", ":red[a]", "<b>a</b>", "$x$", "# a", "`a`"]
)
def test_labels_show_markdown_as_text(text):
    assert not re.search(r"(?<!\\)[\[\]<>*:$#`!]", plain(text))


@pytest.mark.parametrize(
    "text", ["http://x.test", "www.x.test", "a@x.test", ":home:", ":material/home:", "a -- b", "a <-> b"]
)
def test_nothing_that_is_found_after_markdown_stays_whole(text):
    """Streamlit looks once more at the text without its backslashes: for addresses, icons, dashes, arrows."""
    assert text not in plain(text).replace("\\", "")
    assert plain(text).replace("\\", "").replace("\u2060", "") == text


def test_hindi_keeps_its_signs():
    assert plain("बैठक: भारत") == "बैठक\\: भारत"
    assert "\u2060" not in plain("भारत-रूस: 1990-91, क:ख:ग")


TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize("sign", TURNS)
def test_what_turns_the_direction_of_writing_is_shown_and_not_done(sign):
    text, word = f"क{sign}ख", f"‹U+{ord(sign):04X}›"
    shown = [
        marked(text, [Mark(0, 3)]), lines([(text, text, text, text)]), plain(text).replace("\\", ""),
        chart_text(text), svg_text(text), choosing.label("a", {"a": text}),
        told(ReadingError("reading.empty", file=text)),
    ]  # fmt: skip
    for one in shown:
        assert sign not in one and word in one
    assert ">क<" in marked(text, [Mark(0, 1)])  # marks keep their places
    assert chart_text("می\u200cخواهم") == "می\u200cخواهم" and plain("क्\u200dष") == "क्\u200dष"
