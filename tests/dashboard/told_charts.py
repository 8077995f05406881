"""What every chart of a page owes its reader: title, words instead, table, downloads, one language."""

import json
import re

import regex

from dashboard.data import SEEDS
from dashboard.strings import texts

# A chart that shows what a table of another name holds.
TWINS = {
    "actors_network": "actors_pairs",
    "actors_matrix": "actors_pairs",
    "timeline_lanes": "timeline_times",
    "timeline_days": "timeline_times",
}
ARTICLES = "".join(path.read_text(encoding="utf-8") for path in SEEDS.glob("*.txt"))
WIDEST = 42  # letters of a title that a phone has room for


def key_of(element):
    return element.proto.id.split("-", 2)[-1]


def charts(app):
    """Return (key, chart, the heading above it) of a page, in its order."""
    found, heading = [], ""
    for node in app.main:
        if node.type in ("subheader", "expandable") or (node.type == "markdown" and node.value[:2] == "**"):
            heading = node.label if node.type == "expandable" else node.value
        elif node.type in ("plotly_chart", "echarts_chart"):
            found.append((key_of(node), node, heading))
            heading = ""
    return found


def tables_open(app):
    """Return the state of a session in which what is folded on a page with charts is open."""
    keys = [key for key, *_ in charts(app)]
    return {f"{key}_open": True for key in [*keys, "actors_matrix"]}


def faults(app):
    """Return what is missing at the charts of a page whose tables are open."""
    keys = {key_of(one) for one in (*app.get("download_button"), *app.dataframe)}
    return [
        f"{key}: {fault}"
        for key, chart, heading in charts(app)
        for fault in _faults(key, chart, heading, keys)
    ]


def _faults(key, chart, heading, keys):
    spec = json.loads(chart.proto.spec)
    title = "" if chart.type == "echarts_chart" else _text(spec["layout"].get("title"))
    if not (title or heading):
        yield "no title"
    if len(regex.findall(r"\X", title)) > WIDEST:
        yield f"a title too long for a phone: {title}"
    if not chart.proto.alt:
        yield "no words for who does not see it"
    twin = TWINS.get(key, key)
    wanted = (f"{twin}_table", f"{twin}_csv", f"{key}_svg", f"{key}_html")
    yield from (f"no {one}" for one in wanted if one not in keys)
    if chart.type == "plotly_chart" and not all(trace.get("hovertext") for trace in spec["data"]):
        yield "marks without a hover"


def foreign(app, language):
    """Return the words of the interface in the other language that stand in the charts of a page.

    Those that the seed articles hold are theirs.
    """
    here, other = (set(texts(one).values()) for one in (language, {"hi": "en", "en": "hi"}[language]))
    return sorted(word for word in _said(app) & (other - here) if word not in ARTICLES)


def _said(app):
    said = set()
    for _, chart, _ in charts(app):
        spec = json.loads(chart.proto.spec)
        layout = spec.get("layout", {})
        found = [_text(layout.get(one)) for one in ("title",)]
        found += [_text(layout.get(axis, {}).get("title")) for axis in ("xaxis", "yaxis")]
        for trace in spec.get("data", []):
            hovers = trace.get("hovertext") or []
            found += [trace.get("name") or "", *hovers]
        found += [chart.proto.alt]
        found += re.findall(r'"formatter": ?"([^"]*)"', chart.proto.spec) if not layout else []
        for text in found:
            # The first line of a hover names the mark, in bold: words out of articles among them.
            said |= {
                part.strip() for part in re.split(r"<br>|\d[\d.,]*|[:·;,]", re.sub(r"<b>.*?</b>", "", text))
            }
    return said - {""}


def _text(title):
    return (title or {}).get("text") or ""
