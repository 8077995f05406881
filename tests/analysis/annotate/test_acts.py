"""Who acts, and whom offers and demands are made to."""

from pathlib import Path

import pytest

from analysis.annotate.acts import asks, who_acts
from tests.analysis.annotate.speaking import speech_of, tools, view_of

SEEDS = Path(__file__).resolve().parents[3] / "seeds"


def directions(text):
    view, speech = speech_of(text)
    return [(row.kind, row.speaker, row.to) for row in asks(view, speech.statements, tools()[3])]


def test_names_before_the_ergative():
    view = view_of("मोदी जी ने कहा। पुतिन को रूस ने चुना। लावरोव के साथ बैठक हुई। रूसी सेना ने रोका।")
    assert [act.entity for act in who_acts(view)] == ["modi", "country_ru", "russian_army"]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("मोदी ने पुतिन से युद्ध रोकने की अपील की।", ("demand", ("modi",), ("putin",))),
        ("मोदी ने युद्ध रोकने पर जोर दिया।", ("demand", ("modi",), ())),
        ("लावरोव ने भारत को तेल देने की पेशकश की।", ("offer", ("lavrov",), ("country_in",))),
        ("लावरोव ने रूस के तेल की पेशकश की।", ("offer", ("lavrov",), ())),
    ],
)
def test_directions(text, row):
    assert directions(text) == [row]


def test_the_seeds_ledger_of_offers_and_demands():
    a = directions((SEEDS / "000_e9d52559c15d213b.txt").read_text(encoding="utf-8"))
    assert a == [("demand", ("jaishankar",), ())] * 2
    b = directions((SEEDS / "003_423de9ca1c02ffde.txt").read_text(encoding="utf-8"))
    assert b == [("offer", ("lavrov",), ("country_in",))] * 2
