"""The day of publication that an article states in its own head: "इंदौर, 14 जुलाई 2025: …".

Only a whole date counts, day, month and year, in a place where papers print the day of the report. A day that
the report tells of is none: "नई दिल्ली: 13 दिसंबर 2001 को संसद पर हुए हमले …" is no article of 2001.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

from analysis.language import tables
from analysis.language.bylines import agency
from analysis.reading.dates import parse_date

HEAD_LINES = 8
HEAD_CHARACTERS = 1500
REACH = 110  # no dateline is longer

_YEAR = re.compile(r"(?:1[89]|20)\d\d|(?:१[८९]|२०)[०-९]{2}")
_NAME = r"[^\s\d,.:।|()-]{2,12}"
_DATE = (
    rf"(?P<date>\d{{1,2}}(?:st|nd|rd|th)?[\s-]+{_NAME}[.,\s-]+\d{{4}}|{_NAME}\s+\d{{1,2}},?\s+\d{{4}}"
    r"|\d{1,2}(?P<mark>[./-])\d{1,2}(?P=mark)\d{4}|\d{4}-\d{1,2}-\d{1,2})(?!\d)"
)
_CLOCK = r"(?:[\s,|]+\d{1,2}:\d{2}\s*(?:[AaPp]\.?[Mm]\.?|बजे)?\s*\(?(?:IST)?\)?)?"
_WORDS = r"[^\s\d,:।|()]+(?:\s[^\s\d,:।|()]+){0,2}"
_AT_HEAD = re.compile(
    rf"(?:(?P<lead>{_WORDS})(?P<comma>\s*[,|]\s*|\s+))?{_DATE}{_CLOCK}"
    r"\s*(?P<credit>\([^()]{1,30}\))?\s*(?P<close>$|[:।]|[-–—]+(?=\s)|)"
)
# Behind the date nothing of a sentence: "दिनांक 10 मई 2016 को …" tells of that day.
_LABELLED = re.compile(_DATE + r"\s*(?:$|[\d,|:()–-])")
# "हिन्दुस्तान टीम,नई दिल्लीSun, 01 Sep 2024 07:10 PM": a clock of the site at the end of a line of credits.
_STAMP = re.compile(_DATE + r"[\s,|]+\d{1,2}:\d{2}\s*(?:[AaPp]\.?[Mm]\.?(?:\s*\(?IST\)?)?|\(?IST\)?)$")


def dateline(text: str) -> date | None:
    """Return the day that the head of ``text`` gives as its own, or None.

    Read in the first lines: a place and a date closed by a colon, danda, dash or credit, a date behind a
    word like प्रकाशित or Published (never one behind अपडेट), the clock of a site at the end of a line of
    credits, and a date that is a line of its own where it is the only such line.
    """
    head = text[:HEAD_CHARACTERS]
    if not _YEAR.search(head):  # nearly every article ends here
        return None
    lines = [line for part in head.splitlines() if (line := part.strip())][:HEAD_LINES]
    alone: list[date] = []
    for line in lines:
        day, own_line = _day(line)
        if day and not own_line:
            return day
        alone += [day] if day else []
    # Two dates on lines of their own are a list of events, not the day of the report.
    return alone[0] if len(alone) == 1 else None


def _day(line: str) -> tuple[date | None, bool]:
    """Return the day that the line gives for its article, and whether the line is nothing but a date."""
    means, rest = _label(line)
    if means:
        found = _LABELLED.match(rest)
        return (_whole(found) if means == "published" else None), False
    found = _AT_HEAD.match(line[:REACH])
    if not found or not (_closed(found, line) or found["lead"] and _is_agency(found)):
        found = _STAMP.search(line) if len(line) <= REACH else None
        return _whole(found), False
    if not found["lead"]:
        return (None, False) if found["close"] or found["credit"] else (_whole(found), True)
    return (_whole(found) if _is_place(found) else None), False


def _closed(found: re.Match[str], line: str) -> bool:
    return bool(found["close"]) or found.end() == len(line)


def _is_agency(found: re.Match[str]) -> bool:
    return bool(found["credit"]) and agency(found.string, found.span("credit")) is not None


def _is_place(found: re.Match[str]) -> bool:
    if found["lead"] in _places():
        return True
    words = set(found["lead"].split())
    return "," in found["comma"] and words.isdisjoint(tables.words("function_words.txt"))


def _label(line: str) -> tuple[str, str]:
    """Return what the label at the head of the line means, and what stands behind it; two "" for none."""
    found = _labels().match(line)
    if not found:
        return "", ""
    return _meanings()[" ".join(found[1].casefold().split())], line[found.end() :]


def _whole(found: re.Match[str] | None) -> date | None:
    read = parse_date(found["date"]) if found else None
    return read[0] if read and read[1] == "day" else None


@cache
def _meanings() -> dict[str, str]:
    table = (Path(__file__).parent / "dateline.tsv").read_text(encoding="utf-8")
    return dict(row.split("\t") for row in table.splitlines()[1:])


@cache
def _labels() -> re.Pattern[str]:
    known = sorted(_meanings(), key=lambda label: (-len(label), label))
    spelled = "|".join(label.replace(" ", r"\s+") for label in known)
    return re.compile(rf"({spelled})\s*[:–-]*\s*(?=\S*\s?\d|\S+[,\s])", re.IGNORECASE)


@cache
def _places() -> frozenset[str]:
    return frozenset(row["place"] for row in tables.rows("datelines.tsv"))
