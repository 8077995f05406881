"""Figures: the seeds as counted by hand, and one sentence for each rule; what is no figure is not one."""

from __future__ import annotations

import json
import time

import pytest

from analysis.annotate.number_words import numerals
from analysis.annotate.quantities import quantities
from analysis.annotate.words import table
from analysis.language.sentences import Segment
from tests.analysis.annotate.lines import figures, labels, seed, values
from tests.shared import shared


def rows(name: str) -> list[tuple]:
    text, segments = seed(name)
    names = labels(segments)

    def words(start, end):
        return None if start is None else text[start:end]

    return [
        (
            names[q.sentence],
            text[q.start : q.end],
            q.value,
            q.low,
            q.high,
            q.unit,
            q.kind,
            q.statistic,
            words(q.subject_start, q.subject_end),
            words(q.source_start, q.source_end),
            q.missing,
        )
        for q in quantities(text, segments)
    ]


def test_seed_a_has_one_ordinal():
    assert rows("A") == [("S21", "22वें", 22, 22, 22, "क्रम", "ordinal", False, "वार्षिक शिखर सम्मेलन", None, ())]


def test_seed_b_has_five_figures_with_their_holes():
    gun = "एडवांस्ड टोड आर्टिलरी गन"
    abilities = "भारतीय डिजाइन और विकास क्षमताएं"
    assert rows("B") == [
        ("S1", "पांच दिनों", 5, 5, 5, "दिन", "duration", True, "रूस की आधिकारिक यात्रा", None, ()),
        ("S11", "155 मिमी", 155, 155, 155, "मिलीमीटर", "calibre", False, gun, None, ()),
        ("S12", "23 गुना", 23, 23, 23, "गुना", "ratio", True, "रक्षा निर्यात", "रक्षा मंत्रालय",
         ("base_year", "amount")),
        ("S13", "85 से अधिक देशों", 85, 85, None, "देशों", "count", True, abilities, None, ("source",)),
        ("S16", "पांच दिन", 5, 5, 5, "दिन", "duration", True, "यात्रा", None, ()),
    ]  # fmt: skip


def test_the_hand_made_inventory_is_met():
    gold = json.loads(shared("gold/seed_inventory.json").read_text(encoding="utf-8"))["quantities"]
    # दोनों refers to two named actors: the references resolve it, it is no figure.
    expected = {(row["segment"], row["value"]) for row in gold if not row["surface"].startswith("दोनों")}
    found = {(f"{n}-S{int(row[0][1:]):02}", row[2]) for n in "AB" for row in rows(n)}
    assert found == expected


def test_only_the_growth_lacks_its_base_year():
    for name, growths in (("A", []), ("B", ["23 गुना"])):
        text, segments = seed(name)
        found = [text[q.start : q.end] for q in quantities(text, segments) if q.base_missing]
        assert found == growths


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,00,000 लोग", 100_000),
        ("२,५०० लोग", 2500),
        ("6 हजार 5 सौ सैनिक", 6500),
        ("छह हजार पांच सौ लोग", 6500),
        ("नौ हजार दो सौ छप्‍पन करोड़ रूपये", 9256e7),
        ("एक लाख पच्चीस हजार करोड़ रुपये", 1.25e12),
        ("27 अरब 39 करोड़ 20 लाख डॉलर", 27_392_000_000),
        ("54 लाख करोड़ रुपये", 54e12),
        ("डेढ़ करोड़ डॉलर", 1.5e7),
        ("ढाई हज़ार मीटर", 2500),
        ("साढ़े तीन सौ टैंक", 350),
        ("सवा लाख रुपये", 125_000),
        ("पौने दो सौ लोग", 175),
        ("2 दशमलव 5 प्रतिशत", 2.5),
        ("आधा दर्जन विमान", 6),
        ("सौ रुपये", 100),
        ("₹500 करोड़", 5e9),
        ("रु. 500", 500),
        ("माइनस 4.6 डिग्री", -4.6),
        ("शून्य से नीचे 3.2 डिग्री", -3.2),
        ("-3.3 डिग्री", -3.3),
        ("चौरानवें करोड़ डॉलर", 94e7),
        ("50-50 हजार रुपये", 50_000),
        ("दोगुना", 2),
        ("एक किलोमीटर", 1),
    ],
)
def test_values(text, value):
    assert values(text) == [(text, value)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("85 से अधिक देशों", (85, 85, None)),
        ("100 से ज़्यादा लोग", (100, 100, None)),
        ("5 किलोमीटर से कम", (5, None, 5)),
        ("करीब 10 लोग", (10, None, None)),
        ("कम से कम 10 लोग", (10, 10, None)),
        ("अधिकतम 10 लोग", (10, None, 10)),
        ("आठ से 10 लोग", (None, 8, 10)),
        ("20-30 मिसाइलें", (None, 20, 30)),
        ("2 से 3 करोड़ रुपये", (None, 2e7, 3e7)),
        ("50 हजार से 1 लाख रुपये", (None, 50_000, 100_000)),
        ("दो या तीन बच्चे", (None, 2, 3)),
        ("दो तीन बच्चे", (None, 2, 3)),
        ("600-600 मेगावाट", (600, 600, 600)),
        ("हजारों लोग", (None, 1000, None)),
    ],
)
def test_bounds(text, expected):
    assert [row[:4] for row in figures(text)] == [(text, *expected)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("155 मिमी की तोप", "calibre"),
        ("155 मिमी बारिश", "measure"),
        ("10 साल की बच्ची", "age"),
        ("5 साल की सजा", "duration"),
        ("28 वर्षीय युवक", "age"),
        ("12 प्रतिशत", "percent"),
        ("7वां सम्मेलन", "ordinal"),
        ("तीसरे दौर", "ordinal"),
        ("पांच सदस्यीय समिति", "count"),
    ],
)
def test_kinds(text, kind):
    assert [row[4] for row in figures(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "एस-400 मिसाइल",
        "अग्नि-5 मिसाइल",
        "मिग 21 विमान",
        "F16 विमान",
        "5G नेटवर्क",
        "धारा 302 के मामलों में",
        "बोइंग 747 और 737 विमानों का",
        "विधेयक 2020 ध्वनि मत से",
        "12×20 फीट",
        "10,20,30 लोग",
        "32-14 से जीत",
        "एक व्यक्ति ने कहा",
        "एक बार",
        "एक दिन वह गिर पड़ा",
        "चार पहिया वाहन",
        "आधे खातों में",
        "15 अगस्त 2019 को",
        "2,000 के नोट",
        "दो दिन पहले",
        "8 बजकर 30 मिनट पर",
        "मरने वालों की संख्या 17 है",
    ],
)
def test_what_is_no_figure(text):
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("10 अन्य भारतीय सैनिक घायल हुए", "10 अन्य भारतीय सैनिक"),
        ("5 लोग घायल", "5 लोग"),
        ("तीन बार धमाके", "तीन बार"),
        ("वे दो पेड़ लगाएं", "दो पेड़"),
        ("10 और लोगों की", "10 और लोगों"),
        ("दो और पश्चिमी जिले", None),
        ("तीन हवाई अड्डों पर", "तीन हवाई अड्डों"),
        ("20 हजार करोड़ रुपये से अधिक की लागत", "20 हजार करोड़ रुपये से अधिक"),
        ("145 किमी प्रति घंटे की रफ्तार", "145 किमी प्रति घंटे"),
    ],
)
def test_spans(text, surface):
    assert [row[0] for row in figures(text)] == ([surface] if surface else [])


def test_two_numbers_side_by_side_are_not_added():
    assert values("पांच हजार छह हजार लोग") == [("छह हजार लोग", 6000)]
    assert values("5 सौ 2000 रुपये") == [("2000 रुपये", 2000)]
    assert values("2 सौ 100 रुपये") == [("100 रुपये", 100)]


def test_the_source_is_the_one_the_sentence_names():
    def source(text):
        (row,) = quantities(text, [Segment(1, "body", 0, len(text))])
        return text[row.source_start or 0 : row.source_end or 0], row.missing

    assert source("वहां विश्व बैंक की रिपोर्ट के अनुसार 10 लोग मारे गए") == ("विश्व बैंक की रिपोर्ट", ())
    assert source("फिर पुलिस ने बताया कि 10 लोग मारे गए") == ("पुलिस", ())
    assert source("नियमों के अनुसार 10 लोग आए") == ("", ("source",))
    assert source("इसके अनुसार 10 लोग मारे गए") == ("", ("source",))


def test_a_growth_with_its_base_is_whole():
    def missing(text):
        (row,) = quantities(text, [Segment(1, "body", 0, len(text))])
        return row.base_missing, row.missing

    assert missing("निर्यात में 5 प्रतिशत की वृद्धि हुई") == (True, ("base_year", "amount", "source"))
    assert missing("2014 के मुकाबले निर्यात में 5 प्रतिशत की वृद्धि हुई") == (False, ("source",))
    assert missing("निर्यात का 5 प्रतिशत हिस्सा") == (False, ("source",))


def test_all_numbers_to_ninety_nine_have_a_word():
    assert sorted(set(numerals().values())) == list(range(100))
    assert len(numerals()) >= 110


def test_no_word_stands_for_two_numbers():
    forms = [(form, row["value"]) for row in table("numerals.tsv") for form in row["forms"].split()]
    assert len({form for form, _ in forms}) == len(forms)


HOSTILE = ["1" * 100_000, "1," * 50_000, "सौ " * 33_000, "दो से " * 16_000, "5-" * 50_000]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_takes_linear_time(text):
    started = time.process_time()
    quantities(text, [Segment(1, "body", 0, len(text))])
    assert time.process_time() - started < 3


def test_offsets_point_into_the_whole_text():
    text = "पहला वाक्य।\nयहां 20 मिसाइलें थीं।"
    found = quantities(text, [Segment(1, "body", 0, 11), Segment(2, "body", 12, len(text))])
    assert [(q.sentence, text[q.start : q.end]) for q in found] == [(1, "20 मिसाइलें")]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("अजय यादव का आरोप है कि सरकार ने 30 लाख रुपये दिए।", "अजय यादव"),
        ("किसानों का कहना है कि 20 एकड़ फसल जली।", "किसानों"),
        ("विपक्ष ने आरोप लगाया कि 2,000 से ज्यादा लोग मारे गए।", "विपक्ष"),
        ("विपक्ष ने आरोप सुना और 2,000 से ज्यादा लोग मारे गए।", None),
        ("इस पर आरोप है कि 30 लाख रुपये लिए।", None),
    ],
)
def test_who_claims_is_the_source(text, source):
    found = quantities(text, [Segment(1, "body", 0, len(text))])
    assert [None if q.source_start is None else text[q.source_start : q.source_end] for q in found] == [
        source
    ]
    assert ["source" in q.missing for q in found] == [source is None]
