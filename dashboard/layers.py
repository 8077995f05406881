"""The layers of Read that the rules of speech find: titles, pronouns, statements, figures, times."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.corpus import Selection
from analysis.measures.figures import figures
from analysis.measures.quotations import quotation_sentences
from analysis.measures.references import references
from analysis.measures.statements import statements
from analysis.measures.timeline import timeline
from dashboard import data
from dashboard.behind_speech import words
from dashboard.markup import Mark
from dashboard.settings import FOUND
from dashboard.strings import label_column, t


def found(only: Selection, layers: Sequence[str]) -> list[Mark]:
    """Return the marks of the layers chosen, each with what it means as its hover."""
    return [mark for layer in FOUND if layer in layers for mark in _MAKERS[layer](only)]


def _called(how: str):
    def marks(only: Selection) -> list[Mark]:
        label = label_column("entity_")
        rows = data.ask(references, only, how=(how,)).rename(columns={label: "whom"})
        return [
            Mark(row.start, row.end, how, row.whom or f"{t('called.undecided')}: {words('why', row.reason)}")
            for row in rows.itertuples()
        ]

    return marks


def _said(only: Selection) -> list[Mark]:
    rows = data.ask(statements, only).rename(columns={label_column("speaker_"): "whose"})
    return [
        Mark(
            row.start,
            row.end,
            "said",
            f"{row.whose or row.speaker_text or t('statements.nobody')}, "
            f"{words('said', row.kind)}, {words('sure', row.certainty)}",
        )
        for row in rows.itertuples()
    ]


def _named(only: Selection) -> list[Mark]:
    rows = data.ask(quotation_sentences, only, speech=False)
    return [
        Mark(row.start + start, row.start + end, "named", t("layers.named"))
        for row in rows.itertuples()
        for start, end in row.marks
    ]


def _quantity(only: Selection) -> list[Mark]:
    rows = data.ask(figures, only)
    return [Mark(row.start, row.end, "quantity", _hover("quantity", row)) for row in rows.itertuples()]


def _time(only: Selection) -> list[Mark]:
    rows = data.ask(timeline, only)
    return [Mark(row.start, row.end, "time", _hover("when", row)) for row in rows.itertuples()]


def _hover(group: str, row) -> str:
    missing = getattr(row, "missing", "")
    said = ", ".join(words("missing", code) for code in missing.split())
    kind = words(group, row.kind)
    return f"{kind}; {t('figures.missing', what=said)}" if said else kind


_MAKERS = {
    "role": _called("role"),
    "reference": _called("reference"),
    "said": _said,
    "named": _named,
    "quantity": _quantity,
    "time": _time,
}
