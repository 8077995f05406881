"""Stop words in tiers, so that what a table leaves out is known and can be switched.

``closed``: pronouns, postpositions, conjunctions, particles, deictics. ``aux``: auxiliary and light verbs.
``news``: words of reporting (कहा, बताया, गौरतलब). ``numeral``: number words. A reader sees the first two
removed; the others on demand.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Literal, get_args

from analysis.language import tables
from analysis.language.normalise import match_key, match_keys

Tier = Literal["closed", "aux", "news", "numeral"]
TIERS: tuple[Tier, ...] = get_args(Tier)
DEFAULT_TIERS: tuple[Tier, ...] = ("closed", "aux")


def stop_tier(form: str) -> Tier | None:
    """Return the tier of stop words that a written form belongs to, in any of its spellings, or None."""
    return _tiers().get(match_key(form))


def tier_of_key(key: str) -> Tier | None:
    """Return the tier of the written forms whose matching key is ``key``, or None."""
    return _tiers().get(key)


def tiers_of_keys(keys: Iterable[str]) -> list[Tier | None]:
    """Return the tier of each key, as ``tier_of_key`` does."""
    return list(map(_tiers().get, keys))


def load() -> list[tuple[str, Tier]]:
    """Return (form, tier) of every stop word, in the order of the tiers and then of the forms."""
    rows = [(row["form"], row["tier"]) for row in tables.rows("stopwords.tsv")]
    return sorted(rows, key=lambda row: (TIERS.index(row[1]), row[0]))


@cache
def _tiers() -> dict[str, Tier]:
    tiers: dict[str, Tier] = {}
    rows = tables.rows("stopwords.tsv")
    keys = match_keys([row["form"] for row in rows])
    for number, (key, row) in enumerate(zip(keys, rows, strict=True), 1):
        tier = row["tier"]
        if tier not in TIERS:
            raise tables.TableError(
                "language.unknown",
                file="stopwords.tsv",
                line=number,
                column="tier",
                entry=tier,
                allowed=", ".join(TIERS),
            )
        if key in tiers:
            raise tables.TableError(
                "language.twice", file="stopwords.tsv", line=number, entry=row["form"], first=tiers[key]
            )
        tiers[key] = tier
    return tiers
