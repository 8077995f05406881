"""Agendas: slogans and routes with their spellings, and what is asked for in which sector."""

from analysis.measures.agenda import asks, asks_by_sector, initiatives
from dashboard import data, evidence, filters, parts, planned

PAGE = "agenda"

selection = filters.selection()
parts.heading(PAGE)
table = data.ask(initiatives, selection)

left, right = parts.columns()
with left:
    planned.initiatives(PAGE, table)
    planned.grid(PAGE, data.ask(asks, selection), data.ask(asks_by_sector, selection))
with right:
    evidence.opened(PAGE, selection)
