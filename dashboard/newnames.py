"""What the page of new names draws: the ranking of names the lexicon does not know."""

from __future__ import annotations

import pandas as pd

from analysis.corpus import Selection
from analysis.measures.names import unknown_names
from dashboard import data, evidence, parts
from dashboard.behind_speech import words
from dashboard.mark import make_mark
from dashboard.strings import number, t


def ranking(page: str, selection: Selection, table: pd.DataFrame, kinds: tuple[str, ...]) -> None:
    """Draw the names, ranked, each of which opens the sentences that propose it."""
    # The leading names by articles, drawn by the number that the bars show.
    table = table.sort_values("count", ascending=False, kind="stable").reset_index(drop=True)
    first, named = table.iloc[0], {kind: t(f"named.{kind}") for kind in kinds}
    marks = [make_mark("newname", key) for key in table["key"]]
    parts.ranking(
        page,
        "ranking",
        _worded(table),
        marks,
        label="name",
        kinds=named,
        title=t("names.chart"),
        value_title=t("names.places"),
        headers={"name": t("column.label"), **parts.headers("kind"), "count": t("names.places"),
                 **parts.headers("documents", "forms"), "rules": t("names.rules")},
        rule=t("names.rule"),
        alt=t("names.alt", count=len(table), first=first["name"], value=number(first["count"])),
        whole=lambda: _worded(data.ask(unknown_names, selection, kinds=kinds)).replace({"kind": named}),
    )  # fmt: skip


def _worded(table: pd.DataFrame) -> pd.DataFrame:
    rules = [", ".join(words("proposed", rule) for rule in one.split()) for one in table["rules"]]
    return table.assign(rules=rules)


def chosen(page: str, table: pd.DataFrame | None) -> pd.Series | None:
    """Return the row of the name that was clicked."""
    kind, _, key = evidence.clicked(page).partition(":")
    found = table[table["key"] == key] if table is not None and kind == "newname" else None
    return None if found is None or found.empty else found.iloc[0]


def spellings(forms: str) -> tuple[str, ...]:
    """Return the written forms of 'क 3 · ख 1'."""
    return tuple(form.rpartition(" ")[0] for form in forms.split(" · "))
