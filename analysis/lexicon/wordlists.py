"""Contexts, nouns that follow names, and word lists: what the matching of ambiguous words needs."""

from __future__ import annotations

from analysis.lexicon.records import RULES, Context, HeadGroup, Words
from analysis.lexicon.tables import Row, key, split

ROLES = ("base", "rule", "hard_pos", "hard_neg", "hard_neg_before", "pos", "neg", "guard")


def contexts(rows: list[Row]) -> dict[str, Context]:
    """Return class name → context. A class "@name" is a list of words that others name in their cells."""
    lists = {row["class"]: row.entries("words") for row in rows if row["class"].startswith("@")}
    parts: dict[str, dict[str, object]] = {}
    for row in rows:
        if row["class"].startswith("@"):
            continue
        part = parts.setdefault(row["class"], {})
        role = row.one_of("role", ROLES)
        if role in part:
            raise row.error("role_twice", role=role, context=row["class"])
        part[role] = _cell(row, role, lists)
    return {
        name: Context(name, base=part.pop("base", 0.0), rules=part.pop("rule", frozenset()), **part)
        for name, part in parts.items()
    }


def _cell(row: Row, role: str, lists: dict[str, tuple[str, ...]]) -> object:
    if role == "base":
        try:
            return float(row["words"])
        except ValueError as fault:
            raise row.error("number", found=row["words"]) from fault
    if role == "rule":
        wrong = [name for name in row.entries("words") if name not in RULES]
        if wrong:
            raise row.error("choice", column="words", found=wrong[0], allowed=", ".join(RULES))
        return frozenset(row.entries("words"))
    words: set[str] = set()
    for entry in row.entries("words"):
        if entry.startswith("@") and entry not in lists:
            raise row.error("reference", column="words", found=entry)
        words.update(lists.get(entry, (entry,)))
    return frozenset(_word(row, word) for word in words)


def _word(row: Row, word: str) -> str:
    if len(split(word)) != 1:
        raise row.error("one_word", found=word)
    return key(word)


def heads(rows: list[Row]) -> tuple[HeadGroup, ...]:
    """Return the groups of nouns that may follow the names of a class."""
    return tuple(HeadGroup(row["group"], row.entries("classes"), row.entries("words")) for row in rows)


def words(rows: list[Row]) -> Words:
    """Return the word lists, as match keys."""
    found: dict[str, dict[str, str]] = {
        "given": {},
        "surname": {},
        "initial": {},
        "tight": {},
        "namesake": {},
    }
    for row in rows:
        name, gender = row.one_of("list", tuple(found)), row.one_of("gender", ("", "masculine", "feminine"))
        for word in row.entries("words"):
            found[name].setdefault(_word(row, word), gender[:1])
    return Words(
        given=found["given"],
        surnames=frozenset(found["surname"]),
        initials=frozenset(found["initial"]),
        tight=frozenset(found["tight"]),
        namesakes=frozenset(found["namesake"]),
    )
