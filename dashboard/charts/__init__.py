"""Tables in, figures out: nothing here counts or knows the page it is drawn on.

``ranked_bars``, ``stacked_bars``, ``heat_map``, ``dispersion_strip``, ``day_marks`` and ``trend`` return
Plotly figures whose marks give back their codes through ``clicked``; ``network`` is an option of ECharts with
a ``clicked`` of its own.
``svg`` and ``page`` make the pictures to take away, ``alt_text`` the words for who cannot see them.
"""

from dashboard.charts import heat, network, page, svg
from dashboard.charts.alt import alt_text
from dashboard.charts.bars import ranked_bars, stacked_bars
from dashboard.charts.base import KIND_COLOURS, clicked, config
from dashboard.charts.days import day_marks
from dashboard.charts.heat import heat_map
from dashboard.charts.strip import dispersion_strip
from dashboard.charts.trend import trend

__all__ = [
    "KIND_COLOURS",
    "alt_text",
    "clicked",
    "config",
    "day_marks",
    "dispersion_strip",
    "heat",
    "heat_map",
    "network",
    "page",
    "ranked_bars",
    "stacked_bars",
    "svg",
    "trend",
]
