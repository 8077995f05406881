"""Tables in, figures out: nothing here counts, opens a file or knows the page it is drawn on."""

from dashboard.charts.bars import ranked_bars, stacked_bars
from dashboard.charts.base import KIND_COLOURS, clicked, config
from dashboard.charts.heat import heat_map

__all__ = ["KIND_COLOURS", "clicked", "config", "heat_map", "ranked_bars", "stacked_bars"]
