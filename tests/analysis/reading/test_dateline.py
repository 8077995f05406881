"""The day an article states in its own head, and days it only tells of."""

import gzip
import json
from datetime import date

import pytest

from analysis.reading import read_bytes
from analysis.reading.dateline import dateline
from tests.shared import shared

DAY = date(2025, 7, 16)


@pytest.mark.parametrize(
    "head",
    [
        "इंदौर, 16 जुलाई, 2025: कहते हैं कि उम्र चाहे जो हो।",
        "इंदौर,16 जुलाई 2025: भारत ने कहा।",
        "नई दिल्ली, 16 जुलाई 2025 (भाषा) भारत ने कहा।",
        "दिल्ली 16/07/2025: भारत ने कहा।",
        "मॉस्को, १६ जुलाई २०२५ – भारत ने कहा।",
        "भारत और रूस\n16 जुलाई 2025\nभारत ने कहा।",
        "भारत और रूस\nप्रकाशित: 16 जुलाई 2025, 09:25 PM (IST)\nभारत ने कहा।",
        "प्रविष्टि तिथि: 16 JUL 2025 5:30PM by PIB Delhi\nभारत ने कहा।",
        "Updated: 17 Jul 2025\nPublished on: 16 Jul 2025\nभारत ने कहा।",
        "हिन्दुस्तान टीम,नई दिल्लीWed, 16 Jul 2025 07:10 PM\nभारत ने कहा।",
    ],
)
def test_days_that_articles_give_as_their_own(head):
    assert dateline(head) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "नई दिल्ली: 13 दिसंबर 2001 को संसद पर हुए हमले के आरोपी।",  # the day of the attack
        "दिनांक 10 मई 2016 को फर्जी प्रमाण पत्र तैयार किया।",
        "30 मई, 2005 को चीन में एक किसान ने कहा।",
        "राष्ट्रपति ने मंगलवार (9 जुलाई, 2024) को कहा।",
        "16 मार्च 2018 - हत्या के प्रयास में पेशी।",  # an entry in a list of events
        "घटनाएँ\n16 मार्च 2018\nकुछ हुआ।\n17 मार्च 2018\nकुछ और हुआ।",
        "अपडेट: 16 जुलाई 2025\nभारत ने कहा।",
        "इंदौर, 16 जुलाई: भारत ने कहा।",  # no year
        "जुलाई 2025: भारत ने कहा।",
        "दिल्ली में, 16 जुलाई 2025: भारत ने कहा।",
        "एक\nदो\nतीन\nचार\nपाँच\nछह\nसात\nआठ\nइंदौर, 16 जुलाई 2025: नौ।",
        "इंदौर, 31 फरवरी 2025: भारत ने कहा।",
        "",
    ],
)
def test_days_that_articles_only_tell_of(text):
    assert dateline(text) is None


def test_a_file_s_dateline_is_told_as_from_the_text():
    (reading,) = read_bytes("a.txt", "इंदौर, 16 जुलाई 2025: भारत ने कहा है।".encode())
    (document,) = reading.documents
    assert (document.published, document.published_precision) == (DAY, "day")
    assert document.published_origin == "text"


def test_datelines_of_real_news_are_at_most_a_day_before_the_page_s_date():
    with gzip.open(shared("data/news_dev.jsonl.gz"), "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    found = [(dateline(row["text"]), row["date"]) for row in articles]
    dated = [(day, date.fromisoformat(given[:10])) for day, given in found if day and given]
    assert len(dated) == 6
    assert all(0 <= (given - day).days <= 1 for day, given in dated)
