"""The settings of each page that a link carries: their names, closed sets, limits and defaults."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.corpus import ACTOR_KINDS

Value = str | int | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a closed set."""

    options: tuple[str, ...]
    default: str

    def encode(self, value: Value) -> list[str]:
        return [str(value)]

    def decode(self, values: Sequence[str]) -> str | None:
        return values[-1] if values[-1] in self.options else None


@dataclass(frozen=True, slots=True)
class Many:
    """Some of a closed set, in its order; ``none`` stands for the empty choice."""

    options: tuple[str, ...]
    default: tuple[str, ...]

    def encode(self, value: Value) -> list[str]:
        return list(value) or ["none"]

    def decode(self, values: Sequence[str]) -> tuple[str, ...] | None:
        if values == ["none"]:
            return ()
        chosen = tuple(option for option in self.options if option in values)
        return chosen if chosen and set(values) <= set(self.options) else None


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number between two limits."""

    low: int
    high: int
    default: int
    step: int = 1

    def encode(self, value: Value) -> list[str]:
        return [str(value)]

    def decode(self, values: Sequence[str]) -> int | None:
        # isdecimal() and a short length, so that int() neither fails on "²" nor works for minutes.
        number = int(values[-1]) if values[-1].isdecimal() and len(values[-1]) < 10 else -1
        return number if self.low <= number <= self.high else None


@dataclass(frozen=True, slots=True)
class Flag:
    """On or off."""

    default: bool = False

    def encode(self, value: Value) -> list[str]:
        return ["1" if value else "0"]

    def decode(self, values: Sequence[str]) -> bool | None:
        return {"1": True, "0": False}.get(values[-1])


@dataclass(frozen=True, slots=True)
class Text:
    """A word, a document's name, an entity's code or a clicked mark; the page checks that it exists."""

    default: str = ""

    def encode(self, value: Value) -> list[str]:
        return [str(value)]

    def decode(self, values: Sequence[str]) -> str | None:
        return values[-1]


@dataclass(frozen=True, slots=True)
class Names:
    """Several words or codes, in the reader's order; the page checks that they exist."""

    default: tuple[str, ...] = ()
    limit: int = 6  # more lines than this nobody tells apart

    def encode(self, value: Value) -> list[str]:
        return list(value)

    def decode(self, values: Sequence[str]) -> tuple[str, ...] | None:
        return tuple(dict.fromkeys(values))[: self.limit]


Field = Choice | Many | Number | Flag | Text | Names
UNITS = ("sentence", "paragraph", "document")
STOP_TIERS = ("closed", "aux", "news", "numeral")
LAYERS = ("item", "generic", *ACTOR_KINDS, "sector", "event")
# What the rules of speech find: titles, pronouns, words said, names in quotation marks, figures, times.
FOUND = ("role", "reference", "said", "named", "quantity", "time")
SAID = ("direct", "indirect", "offer", "demand", "source", "unattributed")
SURE = ("explicit", "reference", "inferred")
QUANTITIES = ("count", "measure", "ratio", "percent", "money", "duration", "ordinal", "calibre", "age")
CANDIDATES = ("person", "organisation")
TIMES = ("absolute", "relative", "weekday", "part_of_year", "duration", "sequence", "vague")

# "mark" is what the reader clicked: term:रूस, entity:RU, pair:IN,RU …
SETTINGS: dict[str, dict[str, Field]] = {
    "overview": {"mark": Text()},
    "terms": {
        "group": Choice(("lemma", "form"), "lemma"),
        "value": Choice(("count", "per_1000"), "count"),
        "hyphens": Choice(("split", "joined"), "split"),
        "stops": Many(STOP_TIERS, ("closed", "aux")),
        "top": Number(5, 50, 20, 5),
        "contains": Text(),
        "mark": Text(),
    },
    "items": {
        "rank": Choice(("item", "class", "document"), "item"),
        "unit": Choice(UNITS, "paragraph"),
        "top": Number(5, 50, 20, 5),
        "mark": Text(),
    },
    "actors": {
        "shown": Many(ACTOR_KINDS, ACTOR_KINDS),
        "unit": Choice(UNITS, "sentence"),
        "measure": Choice(("count", "jaccard", "npmi", "g2"), "count"),
        "top": Number(5, 60, 30, 5),
        "min": Number(1, 20, 1),
        "ego": Text(),
        "refs": Flag(),
        "mark": Text(),
    },
    "trends": {
        "words": Names(),
        "names": Names(),
        "pairs": Names(),
        "step": Choice(("auto", "day", "week", "month", "year"), "auto"),
        "figure": Choice(("count", "articles", "share", "per_1000"), "count"),
        "unit": Choice(UNITS, "sentence"),
        "events": Flag(True),
        "mark": Text(),
    },
    "actor": {"who": Text(), "mark": Text()},
    "statements": {
        "speaker": Text(),
        "said": Many(SAID, SAID),
        "sure": Many(SURE, SURE),
        "mark": Text(),
    },
    "figures": {"quantity": Many(QUANTITIES, QUANTITIES), "mark": Text()},
    "agenda": {"mark": Text()},
    "names": {"named": Many(CANDIDATES, CANDIDATES), "top": Number(10, 100, 30, 10), "mark": Text()},
    "corrections": {},
    "timeline": {"when": Many(TIMES, TIMES), "mark": Text()},
    "read": {
        "show": Choice(("text", "lines"), "text"),
        "name": Text(),
        "at": Text(),
        "hit": Number(0, 9999, 0),
        "layers": Many((*LAYERS, *FOUND), ("item", *ACTOR_KINDS)),
        "focus": Text(),
        "word": Text(),
        "match": Choice(("whole", "lemma", "starts", "inside"), "whole"),
        "sort": Choice(("position", "left", "right"), "position"),
    },
    "corpus": {},
    "method": {},
}
