"""Times in words: the seeds against the ledgers made by hand, and one sentence for each rule."""

from __future__ import annotations

import json
import time
from datetime import date

import pytest

from analysis.annotate.dates import WeekdayCheck, time_expressions
from analysis.language.sentences import Segment
from tests.analysis.annotate.lines import days, labels, seed, times
from tests.shared import shared

# Copied from the inventory made by hand: (segment, words, does a publication date place it?).
SEED_TIMES = {
    "A": [
        ("S5", "वर्ष के अंत", True),
        ("S6", "गुरुवार", True),
        ("S13", "आज", True),
        ("S14", "वर्ष के अंत", True),
        ("S21", "पिछले साल जुलाई", True),
        ("S22", "अब", True),
        ("S22", "वर्ष के अंत", True),
        ("S23", "कल", True),
    ],
    "B": [
        ("S1", "पांच दिनों", False),
        ("S2", "आज (बुधवार)", True),
        ("S13", "अब", True),
        ("S16", "पांच दिन", False),
        ("S16", "समय-समय पर", False),
    ],
}


def seed_times(name: str, published: date | None):
    text, segments = seed(name)
    found = time_expressions(text, segments, published)
    return [(labels(segments)[t.sentence], t) for t in found]


@pytest.mark.parametrize("name", ["A", "B"])
def test_seed_times(name):
    found = [(label, t.surface, t.needs_date) for label, t in seed_times(name, None)]
    assert found == SEED_TIMES[name]


def test_the_hand_made_inventory_is_met():
    gold = json.loads(shared("gold/seed_inventory.json").read_text(encoding="utf-8"))["dates"]
    expected = []
    for row in gold:
        surfaces = row["surface"].split(" / ")  # "पांच दिनों / पांच दिन" are two spellings, once each
        each = row["count"] // len(surfaces)
        expected += [(row["doc"], surface, row["needs_publication_date"]) for surface in surfaces * each]
    expected.sort()
    found = [(name, t.surface, t.needs_date) for name in "AB" for _, t in seed_times(name, None)]
    assert sorted(found) == expected


def test_without_a_date_eight_stay_unresolved_and_ten_with_now():
    found = [t for name in "AB" for _, t in seed_times(name, None)]
    assert not any(t.resolved_from or t.resolved_to or t.check for t in found)
    waiting = [t for t in found if t.needs_date]
    assert len(waiting) == 10
    assert len([t for t in waiting if t.kind != "vague"]) == 8
    assert [t.surface for t in waiting if t.kind == "vague"] == ["अब", "अब"]


def test_seed_a_on_its_day():
    times = [t for _, t in seed_times("A", date(2025, 8, 21))]
    found = [(t.surface, t.resolved_from, t.resolved_to, t.check) for t in times]
    late = ("वर्ष के अंत", date(2025, 10, 1), date(2025, 12, 31), None)
    assert found == [
        late,
        ("गुरुवार", date(2025, 8, 21), date(2025, 8, 21), None),
        ("आज", date(2025, 8, 21), date(2025, 8, 21), None),
        late,
        ("पिछले साल जुलाई", date(2024, 7, 1), date(2024, 7, 31), None),
        ("अब", None, None, None),
        late,
        ("कल", date(2025, 8, 20), date(2025, 8, 20), None),
    ]


def test_seed_a_a_day_later_fails_the_weekday_check():
    checks = [t.check for _, t in seed_times("A", date(2025, 8, 22)) if t.check]
    assert checks == [WeekdayCheck(said=3, actual=4, certain=False)]
    assert checks[0].message("hi") == "पाठ में गुरुवार, तिथि शुक्रवार"
    assert checks[0].message("en") == "The text says Thursday, the date is a Friday"


def test_seed_b_on_its_day_and_on_another():
    (today,) = [t for _, t in seed_times("B", date(2023, 12, 27)) if t.surface == "आज (बुधवार)"]
    day = date(2023, 12, 27)
    assert (today.resolved_from, today.resolved_to, today.check) == (day, day, None)
    (wrong,) = [t.check for _, t in seed_times("B", date(2023, 12, 28)) if t.check]
    assert wrong == WeekdayCheck(said=2, actual=3, certain=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15 अगस्त 2019 को", [("15 अगस्त 2019", "2019-08-15")]),
        ("13, दिसंबर 2001 को", [("13, दिसंबर 2001", "2001-12-13")]),
        ("२६ जनवरी २००१ को", [("२६ जनवरी २००१", "2001-01-26")]),
        ("अगस्त 15, 2019 को", [("अगस्त 15, 2019", "2019-08-15")]),
        ("15.08.2019 और 2/10/2018 और 2019-08-15", [("15.08.2019", "2019-08-15"), ("2/10/2018", "2018-10-02"),
                                                  ("2019-08-15", "2019-08-15")]),
        ("31.02.2019 को", []),
        ("जुलाई 2024 में", [("जुलाई 2024", "2024-07-01")]),
        ("वित्त वर्ष 2023-24 में", [("वित्त वर्ष 2023-24", "2023-04-01")]),
        ("साल 2019 और 1971 में", [("साल 2019", "2019-01-01"), ("1971", "1971-01-01")]),
        ("1990 के दशक में", [("1990 के दशक", "1990-01-01")]),
        ("15 अगस्त से 20 सितंबर 2019 तक", [("15 अगस्त", "2019-08-15"), ("20 सितंबर 2019", "2019-09-20")]),
        ("2008 में 26 नवंबर को", [("2008", "2008-01-01"), ("26 नवंबर", "2008-11-26")]),
        ("2007 और 2008 में", [("2007", "2007-01-01"), ("2008", "2008-01-01")]),
        ("1689 में", [("1689", "1689-01-01")]),
        ("2019 के अंत में", [("2019 के अंत", "2019-10-01")]),
    ],
)  # fmt: skip
def test_dates_with_a_year_need_no_publication_date(text, expected):
    assert days(text, None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("28 से 30 मार्च तक", ("28 से 30 मार्च", "absolute", "2025-03-28", "2025-03-30")),
        ("पांच सितंबर को", ("पांच सितंबर", "absolute", "2025-09-05", "2025-09-05")),
        ("पहली जनवरी को हुआ", ("पहली जनवरी", "absolute", "2025-01-01", "2025-01-01")),
        ("20 दिसंबर को हुआ", ("20 दिसंबर", "absolute", "2024-12-20", "2024-12-20")),
        ("20 दिसंबर को होगा", ("20 दिसंबर", "absolute", "2025-12-20", "2025-12-20")),
        ("जनवरी में हुआ", ("जनवरी", "absolute", "2025-01-01", "2025-01-31")),
        ("15 तारीख को", ("15 तारीख", "absolute", "2025-08-15", "2025-08-15")),
        ("इस महीने की 15 तारीख को", ("इस महीने की 15 तारीख", "relative", "2025-08-15", "2025-08-15")),
        ("पिछले साल 20 मार्च को", ("पिछले साल 20 मार्च", "relative", "2024-03-20", "2024-03-20")),
        ("पिछले जुलाई में", ("पिछले जुलाई", "relative", "2025-07-01", "2025-07-31")),
        ("पिछले सितंबर में", ("पिछले सितंबर", "relative", "2024-09-01", "2024-09-30")),
        ("पिछले महीने", ("पिछले महीने", "relative", "2025-07-01", "2025-07-31")),
        ("इस हफ्ते", ("इस हफ्ते", "relative", "2025-08-18", "2025-08-24")),
        ("अगले साल", ("अगले साल", "relative", "2026-01-01", "2026-12-31")),
        ("पिछले वित्त वर्ष में", ("पिछले वित्त वर्ष", "relative", "2024-04-01", "2025-03-31")),
        ("पिछले पांच वर्षों में", ("पिछले पांच वर्षों", "relative", "2020-08-21", "2025-08-21")),
        ("अगले 24 घंटों में", ("अगले 24 घंटों", "relative", "2025-08-21", "2025-08-22")),
        ("तीन दिन पहले", ("तीन दिन पहले", "relative", "2025-08-18", "2025-08-18")),
        ("डेढ़ साल पहले", ("डेढ़ साल पहले", "relative", "2024-02-01", "2024-02-29")),
        ("जुलाई के अंत में", ("जुलाई के अंत", "part_of_year", "2025-07-21", "2025-07-31")),
        ("अगले वर्ष की शुरुआत में", ("अगले वर्ष की शुरुआत", "part_of_year", "2026-01-01", "2026-03-31")),
        ("चुनाव से दो दिन पहले", ("दो दिन पहले", "sequence", "", "")),
        ("हादसे के एक घंटे बाद", ("एक घंटे बाद", "sequence", "", "")),
        ("60 साल के बाद", ("60 साल के बाद", "sequence", "", "")),
        ("26 जनवरी को हम मनाते हैं", ("26 जनवरी", "absolute", "", "")),
        ("करीब 50 दिन से ज्यादा", ("करीब 50 दिन से ज्यादा", "duration", "", "")),
        ("अगले दिन वह लौटा", ("अगले दिन", "sequence", "", "")),
        ("पांच दिनों की यात्रा", ("पांच दिनों", "duration", "", "")),
        ("पिछले कुछ दिनों में", ("पिछले कुछ दिनों", "vague", "", "")),
        ("हाल ही में", ("हाल ही में", "vague", "", "")),
        ("पिछले वर्षों में", ("पिछले वर्षों", "vague", "", "")),
    ],
)
def test_times_told_from_the_publication_date(text, expected):
    assert times(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("गुरुवार को हुई", "2025-08-21"),
        ("बुधवार को कहा", "2025-08-20"),
        ("शुक्रवार को हुई", "2025-08-15"),
        ("शुक्रवार को होगी", "2025-08-22"),
        ("शुक्रवार को होने वाली बैठक", "2025-08-22"),
        ("शुक्रवार को प्रभावित करने वाले मुद्दों पर बात की", "2025-08-15"),
        ("सोमवार को हो सकता है", "2025-08-25"),
        ("पिछले गुरुवार को", "2025-08-14"),
        ("अगले गुरुवार को", "2025-08-28"),
        ("शनिवार को जाम लगता है", ""),
        ("हर शनिवार को", ""),
    ],
)
def test_weekdays(text, expected):
    assert [first for _, first in days(text)] == [expected]


def test_the_financial_year_turns_in_april():
    assert days("पिछले वित्त वर्ष में", date(2025, 3, 31)) == [("पिछले वित्त वर्ष", "2023-04-01")]
    assert days("पिछले वित्त वर्ष में", date(2025, 4, 1)) == [("पिछले वित्त वर्ष", "2024-04-01")]
    assert days("वित्त वर्ष 2024 में") == [("वित्त वर्ष 2024", "2023-04-01")]


def test_the_second_of_two_joined_weekdays_follows_the_first():
    assert days("बुधवार और गुरुवार को बारिश हुई") == [("बुधवार", "2025-08-20"), ("गुरुवार", "2025-08-21")]
    assert days("गुरुवार व शुक्रवार को जारी किया गया") == [("गुरुवार", "2025-08-21"), ("शुक्रवार", "2025-08-22")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("कल उपयोगी बैठक हुई", "2025-08-20"),
        ("कल उन्होंने चर्चा की।", "2025-08-20"),
        ("कल जारी आंकड़ों में", "2025-08-20"),
        ("कल मैच खेला जाएगा", "2025-08-22"),
        ("कल मतदान होना है", "2025-08-22"),
        ("कल से सात जनवरी तक होने वाले खेल", "2025-08-22"),
        ("कल का दिन", ""),
    ],
)
def test_yesterday_or_tomorrow_by_the_tense_of_the_clause(text, expected):
    assert days(text)[0] == ("कल", expected)


@pytest.mark.parametrize(
    "text",
    [
        "आज तक यह नहीं हुआ",
        "आज भी लोग मानते हैं",
        "आज के दौर में",
        "कल-कारखानों में",
        "उन्होंने मौन मार्च निकाला",
        "पैदल मार्च के पहले",
        "जयस्तंभ तक मार्च करते हैं",
        "2000 रुपये में",
        "2000 से अधिक लोग",
        "करीब 2000 की भीड़",
        "एस-2000 में",
        "इस दिन को",
        "10 साल की बच्ची",
        "21 से 24 वर्ष की उम्र",
        "हिंद महासागर के अंतर्गत",
        "8 बजकर 30 मिनट पर",
    ],
)
def test_what_is_no_time(text):
    assert times(text) == []


def test_a_weekday_beside_a_date_is_one_time_and_is_checked():
    def checked(text):
        (found,) = time_expressions(text, [Segment(1, "body", 0, len(text))], date(2025, 8, 21))
        return found.surface, found.resolved_from, found.check

    thursday = date(2025, 8, 21)
    assert checked("गुरुवार, 21 अगस्त को") == ("गुरुवार, 21 अगस्त", thursday, None)
    assert checked("21 अगस्त (शुक्रवार) को") == (
        "21 अगस्त (शुक्रवार)", thursday, WeekdayCheck(said=4, actual=3, certain=True),
    )  # fmt: skip
    assert checked("शुक्रवार को होगा") == ("शुक्रवार", date(2025, 8, 22), None)


HOSTILE = ["1" * 100_000, "1 और " * 20_000, "पिछले " * 16_000, "कल " * 30_000, "सौ " * 33_000]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_takes_linear_time(text):
    started = time.process_time()
    time_expressions(text, [Segment(1, "body", 0, len(text))], date(2025, 8, 21))
    assert time.process_time() - started < 3


@pytest.mark.parametrize("published", [date.min, date.max])
def test_the_ends_of_the_calendar_break_nothing(published):
    text = "पिछले पांच वर्षों में, दो दिन पहले, अगले साल, पिछले महीने, जनवरी में, 15 दिसंबर को, सोमवार को होगा"
    time_expressions(text, [Segment(1, "body", 0, len(text))], published)


def test_junk_is_not_read():
    assert time_expressions("आज", [Segment(1, "junk", 0, 2)], date(2025, 8, 21)) == []


@pytest.mark.parametrize(
    "text",
    [
        "सोमवार से शनिवार : हर एक घंटे में एक ट्रेन",
        "प्रति मंगलवार, गुरुवार एवं शनिवार को सेवा मिलेगी।",
        "हर सोमवार बंद रहा।",
        "प्रत्येक बुधवार और शुक्रवार को खुला रहा।",
        "मंगलवार, गुरुवार, शनिवार को उड़ान रहेगी।",
        "बुधवार और रविवार को सुबह 6 बजे ट्रेन चलेगी।",
        "माह के आखिरी सोमवार को सभा हुई।",
    ],
)
def test_a_weekday_that_comes_round_is_no_date_and_no_alarm(text):
    found = [
        t
        for t in time_expressions(text, [Segment(1, "body", 0, len(text))], date(2025, 8, 21))
        if t.kind == "weekday"
    ]
    assert found
    assert {(t.resolved_from, t.check) for t in found} == {(None, None)}


def test_two_weekdays_of_one_event_keep_their_days():
    assert days("रविवार व सोमवार को सम्मेलन हुआ।") == [("रविवार", "2025-08-17"), ("सोमवार", "2025-08-18")]


def test_the_date_decides_not_the_part_of_the_month():
    text = "श्रावण माह के आखिरी सोमवार चार अगस्त को भीड़ रही।"
    assert times(text) == [("सोमवार चार अगस्त", "absolute", "2025-08-04", "2025-08-04")]


def test_this_year_governs_both_dates():
    text = "यह छूट इस वर्ष तीस जून और इकत्तीस दिसम्बर तक मिलती थी।"
    assert days(text, date(2020, 1, 8)) == [
        ("इस वर्ष तीस जून", "2020-06-30"), ("इकत्तीस दिसम्बर", "2020-12-31")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["आज हालत यह है कि लोग डरे हैं।", "पिछले दो हजार वर्ष में यह हुआ।", "कार सीजे- 1527 में बैठकर"]
)
def test_no_day_is_meant(text):
    assert [first for _, first in days(text) if first] == []


def test_a_beginning_is_no_last_weekday():
    assert days("सम्मेलन की शुरुआत रविवार को हुई।") == [("रविवार", "2025-08-17")]


def test_what_is_to_be_announced_lies_ahead():
    text = "परीक्षा के परिणाम 4 जून तक घोषित किये जाने की संभावना है।"
    assert days(text, date(2020, 1, 1)) == [("4 जून", "2020-06-04")]


def test_a_fear_looks_ahead():
    assert days("शनिवार को तूफान की आशंका है।") == [("शनिवार", "2025-08-23")]
