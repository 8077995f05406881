"""Find what was typed, in any spelling or in Roman letters, and say what comes near when it is missing."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import pandas as pd

from analysis.corpus import Selection
from analysis.measures.paging import counted_hits
from analysis.store.needle import Match, Needle, Word, forms_where, hits, resolve
from analysis.store.selection import Scope, scope
from analysis.store.store import Store

SUGGESTIONS = 5
# Farther than this the nearest word is another word.
MAX_EDITS = 2
# DuckDB counts edits in bytes, and a Devanagari letter has three of them (पुतीन would be two edits from
# पुतिन, भरत three from भारत). So each letter and sign is stood for by one byte that no folded key holds.
LETTERS = "ँंःअआइईउऊऋऍएऐऑओऔकखगघङचछजझञटठडढणतथदधनपफबभमयरलळवशषसह़ािीुूृॅेैॉोौ्ॐ"
BYTES = "".join(chr(code) for code in [*range(1, 32), *range(58, 97)])


@dataclass(frozen=True, slots=True)
class Search:
    """What a query found in the chosen sentences of a selection.

    ``read_as`` tells how it was understood: ``entity`` (a name of the lexicon; ``entities`` are the codes),
    ``words``, or ``nothing`` when there is no letter in it. ``count`` hits in ``documents`` documents;
    ``forms`` are the written forms that were hit with their counts, most frequent first; ``suggestions``,
    only when nothing was found, the nearest spellings in the selection with their counts.
    """

    query: str
    read_as: Literal["entity", "words", "nothing"]
    count: int
    documents: int
    entities: tuple[str, ...]
    forms: tuple[tuple[str, int], ...]
    suggestions: tuple[tuple[str, int], ...]


def search(store: Store, selection: Selection, query: str, *, match: Match = "whole") -> Search:
    """Look for ``query`` in the chosen sentences of the selection.

    Spelling is folded (पाँच finds पांच); several words are a phrase, whatever stands between them inside
    one sentence; Latin letters find Hindi (jaishankar finds जयशंकर) through the lexicon's names, else by
    sound. Counted are hits: mentions by name of an entity, else occurrences of the words.
    """
    needle = resolve(store, query, match=match)
    chosen = scope(store, selection)
    forms, count, documents = counted_hits(store, chosen, needle) or _found(store, chosen, needle)
    nearest = () if count or not needle.words else _suggest(store, chosen, needle)
    read_as = "entity" if needle.entities else "words" if needle.words else "nothing"
    return Search(query, read_as, count, documents, needle.entities, tuple(forms), nearest)


def matches(store: Store, selection: Selection, query: str) -> pd.DataFrame:
    """Return how often ``query`` stands as a whole word, at the start of words, and anywhere inside words.

    One row each for match = whole, starts, inside (each holds the ones before it), with columns match, count
    (tokens, or for several words phrases) and documents. Words only: names of the lexicon are ``search``'s.
    """
    rows = []
    chosen = scope(store, selection)
    for match in ("whole", "starts", "inside"):
        needle = resolve(store, query, match=match, names=False)
        _, *counts = counted_hits(store, chosen, needle) or _found(store, chosen, needle)
        rows.append((match, *counts))
    return pd.DataFrame(rows, columns=["match", "count", "documents"])


def _found(store: Store, chosen: Scope, needle: Needle) -> tuple[list[tuple[str, int]], int, int]:
    """As ``counted_hits``, from rows, or mentions of entities."""
    sql, params = _counted(store, chosen, needle)
    rows = store.query(
        f"""SELECT form, sum(count)::BIGINT AS count, count(DISTINCT document) AS documents,
                   grouping(form) AS total
            FROM ({sql}) GROUP BY GROUPING SETS ((form), ()) ORDER BY count DESC, form""",
        chosen.params | params,
    )
    whole = rows[rows["total"] == 1].iloc[0]
    if not whole["documents"]:
        return [], 0, 0
    return _pairs(rows[rows["total"] == 0]), int(whole["count"]), int(whole["documents"])


def _counted(store: Store, chosen: Scope, needle: Needle) -> tuple[str, dict[str, object]]:
    """Return a SELECT of form, document and count, whose sum is the number of hits."""
    if needle.entities:
        sql = f"""SELECT m.surface AS form, m.document, count(DISTINCT (m.start, m."end")) AS count
                  FROM mention m JOIN entity e USING (entity)
                  WHERE e.code IN (SELECT unnest($codes::VARCHAR[])) AND m.how = 'name' AND {chosen.rows("m")}
                  GROUP BY m.surface, m.document"""
        return sql, {"codes": list(needle.entities)}
    if len(needle.words) == 1:
        test, params = forms_where(needle.words[0], "word")
        sql = f"""SELECT f.text AS form, c.document, c.count
                  FROM (SELECT form, document, count(*) AS count FROM token_row t
                        WHERE form IN (SELECT form FROM form WHERE {test}) AND {chosen.tokens("t")}
                        GROUP BY form, document) c JOIN form f USING (form)"""
        return sql, params
    sql, params = hits(needle, inside=chosen.inside)
    phrase = {"phrase": " ".join(word.key for word in needle.words)} if needle.words else {"phrase": ""}
    return (
        f"SELECT $phrase AS form, document, 1 AS count FROM ({sql}) h WHERE {chosen.rows('h')}",
        params | phrase,
    )


def _suggest(store: Store, chosen: Scope, needle: Needle) -> tuple[tuple[str, int], ...]:
    """Return the nearest spellings that are there: each word missing is replaced by its nearest forms."""
    if len(needle.words) == 1:
        return tuple(_pairs(_near_forms(store, chosen, needle.words[0])[:SUGGESTIONS]))
    changed = []
    for word in needle.words:
        near = _near_forms(store, chosen, word)
        if near.empty:
            return ()
        changed.append(near["form"].iloc[0])
    phrase = " ".join(changed)
    again = resolve(store, phrase)
    _, count, _ = counted_hits(store, chosen, again) or _found(store, chosen, again)
    return ((phrase, count),) if count else ()


def _near_forms(store: Store, chosen: Scope, word: Word) -> pd.DataFrame:
    """Return forms within a few edits of a word by folded spelling, or by skeleton for Latin typing."""
    typed, column = (word.roman, "roman") if word.roman else (word.key, "key")
    allowed = min(MAX_EDITS, len(typed) // 2)
    shared, pieces = _shares_a_piece(typed, allowed, column)
    return store.query(
        f"""WITH near AS (SELECT form, text, levenshtein(translate({column}, $letters, $bytes),
                                                         translate($typed, $letters, $bytes)) AS edits
                          FROM form WHERE abs(len({column}) - len($typed)) <= $allowed AND ({shared}))
            SELECT n.text AS form, count(*) AS count, any_value(n.edits) AS edits
            FROM near n JOIN token_row c USING (form)
            WHERE n.edits <= $allowed AND {chosen.tokens("c")}
            GROUP BY n.text ORDER BY edits, count DESC, form""",
        chosen.params
        | pieces
        | {"typed": typed, "allowed": allowed, "letters": LETTERS, "bytes": BYTES[: len(LETTERS)]},
    )


def _shares_a_piece(typed: str, edits: int, column: str) -> tuple[str, dict[str, str]]:
    """Return a quick condition that every spelling within so many edits meets.

    Cut what was typed into one piece more than there may be edits: one of them is untouched.
    """
    bounds = [len(typed) * place // (edits + 1) for place in range(edits + 2)]
    pieces = {f"piece{place}": typed[a:b] for place, (a, b) in enumerate(pairwise(bounds))}
    return " OR ".join(f"contains({column}, ${name})" for name in pieces), pieces


def _pairs(forms: pd.DataFrame) -> list[tuple[str, int]]:
    return [(form, int(count)) for form, count in zip(forms["form"], forms["count"], strict=True)]
