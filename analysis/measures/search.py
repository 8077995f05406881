"""Find what was typed, in any spelling or in Roman letters, and say what comes near when it is missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from typing import Literal

import pandas as pd

from analysis.corpus import Selection
from analysis.language.tokens import tokenise
from analysis.measures.forms import counted_forms
from analysis.measures.paging import counted_hits, form_counts, hits_inside, posted
from analysis.store.cover import cover
from analysis.store.needle import Match, Needle, Word, forms_where, hits, resolve
from analysis.store.selection import Scope, scope
from analysis.store.store import Store
from analysis.store.together import together

SUGGESTIONS = 5
# "भारत रूस"~3, रूस AND भारत, रूस*, -चीन: other search engines read these, and here they mean nothing.
OPERATORS = re.compile(r"~\s*\d+|\b(?:AND|OR|NOT|NEAR)\b|\*|(?<!\S)[-+](?=\w)|\|\|?|&&")
# Farther than this the nearest word is another word.
MAX_EDITS = 2
_FEW = 5_000  # forms: among so many those near are found as soon as the one that is meant
_AT_ONCE = 3  # words of a phrase whose nearest forms are looked for at the same time
# DuckDB counts edits in bytes, and a Devanagari letter has three of them (पुतीन would be two edits from
# पुतिन, भरत three from भारत). So each letter and sign is stood for by one byte that no folded key holds.
LETTERS = "ँंःअआइईउऊऋऍएऐऑओऔकखगघङचछजझञटठडढणतथदधनपफबभमयरलळवशषसह़ािीुूृॅेैॉोौ्ॐ"
BYTES = "".join(chr(code) for code in [*range(1, 32), *range(58, 97)])

Pairs = tuple[tuple[str, int], ...]
Forms = Sequence[Sequence[int]] | None


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
    forms: Pairs
    suggestions: Pairs


def search(store: Store, selection: Selection, query: str, *, match: Match = "whole") -> Search:
    """Look for ``query`` in the chosen sentences of the selection.

    Spelling is folded (पाँच finds पांच); several words are a phrase, whatever stands between them inside
    one sentence; Latin letters find Hindi (jaishankar finds जयशंकर) through the lexicon's names, else by
    sound. Counted are hits: mentions by name of an entity, else occurrences of the words.
    """
    needle = resolve(store, query, match=match)
    chosen = scope(store, selection)
    forms, count, documents = counted_hits(store, chosen, needle) or _found(store, chosen, needle)
    nearest = () if count or not needle.words else _suggest(store, selection, chosen, needle)
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


def by_sound(store: Store, selection: Selection, query: str, *, match: Match = "whole") -> dict[str, Pairs]:
    """Return the words of a query that were typed in Latin letters and read by sound, each with the written
    forms it was read as: those that stand in the chosen sentences, with their counts, most frequent first.

    A word that is found only as it was typed is left out, and so is all of a query that is read as a name.
    """
    needle, chosen = resolve(store, query, match=match), scope(store, selection)
    if not any(word.roman for word in needle.words):
        return {}
    count, _ = _counter(store, selection, chosen)
    typed = [query[start:end] for start, end in tokenise(query)]
    read = {text: _sounding(store, count, word) for text, word in zip(typed, needle.words, strict=True)}
    return {text: forms for text, forms in read.items() if forms}


def _sounding(store: Store, count: Callable[[list[int]], pd.DataFrame], word: Word) -> Pairs:
    if not word.roman:
        return ()
    test, params = forms_where(word, "word")
    spelt, typed = forms_where(replace(word, roman=""), "typed")
    found = store.query(f"SELECT form, text FROM form WHERE {test} AND NOT {spelt}", params | typed)
    counted = found.merge(count(found["form"].tolist()), on="form")
    counted = counted.sort_values(["count", "text"], ascending=[False, True]).drop(columns="form")
    return tuple(_pairs(counted.rename(columns={"text": "form"})))


def _found(
    store: Store, chosen: Scope, needle: Needle, forms: Forms = None
) -> tuple[list[tuple[str, int]], int, int]:
    """As ``counted_hits``, from rows, or mentions of entities; ``forms`` are the ids of those of each word of
    a phrase, where they are known."""
    sql, params = _counted(store, chosen, needle, forms)
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


def _counted(store: Store, chosen: Scope, needle: Needle, forms: Forms) -> tuple[str, dict[str, object]]:
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
    if forms is None:
        sql, params = hits_inside(store, needle, chosen.inside)
    else:
        sql, params = hits(needle, inside=chosen.inside, forms=forms)
    phrase = {"phrase": " ".join(word.key for word in needle.words)} if needle.words else {"phrase": ""}
    return (
        f"SELECT $phrase AS form, document, 1 AS count FROM ({sql}) h WHERE {chosen.rows('h')}",
        params | phrase,
    )


def _suggest(store: Store, selection: Selection, chosen: Scope, needle: Needle) -> Pairs:
    """Return the nearest spellings that are there: each word missing is replaced by its nearest forms."""
    count, known = _counter(store, selection, chosen)
    if len(needle.words) == 1:
        return tuple(_pairs(_near_forms(store, count, known, needle.words[0])[:SUGGESTIONS]))
    changed, forms, same = [], [], True
    # Nothing comes nearer than the word itself, and that is found at once; among few forms all are.
    few = known is not None and len(known) <= _FEW
    edits = MAX_EDITS if few else 0
    asked = [partial(_near_forms, store, count, known, word, edits=edits) for word in needle.words]
    # Of a pasted sentence the first word that nothing is near ends the search.
    found = together(*asked) if few and len(asked) <= _AT_ONCE else (ask() for ask in asked)
    for word, near in zip(needle.words, found, strict=True):
        if near.empty and not few:
            near = _near_forms(store, count, known, word)
        if near.empty:
            return ()
        same = same and near["edits"].iloc[0] == 0 and word.how == "whole" and not word.roman
        changed.append(near["form"].iloc[0])
        forms.append(near.loc[near["key"] == near["key"].iloc[0], "id"].tolist())
    if same:  # all words are there, and side by side they were looked for
        return ()
    phrase = " ".join(changed)
    again = resolve(store, phrase)
    # The forms that the selection has of these words are those that are near, unless one was read by sound.
    plain = len(again.words) == len(forms) and not any(word.roman for word in (*needle.words, *again.words))
    _, found, _ = counted_hits(store, chosen, again) or _found(store, chosen, again, forms if plain else None)
    return ((phrase, found),) if found else ()


def _counter(
    store: Store, selection: Selection, chosen: Scope
) -> tuple[Callable[[list[int]], pd.DataFrame], pd.DataFrame | None]:
    """Return what tells how often some forms stand in the selection (columns form, count), and the forms that
    do, where these are known at once."""
    covered = cover(store, selection)
    if covered is None or posted(store, chosen):
        return lambda forms: form_counts(store, chosen, forms), None
    counts = counted_forms(store, chosen, covered, table="split_row", of_term=False)[["form", "count"]]
    return lambda forms: counts[counts["form"].isin(forms)], counts[["form"]]


def _near_forms(
    store: Store,
    count: Callable[[list[int]], pd.DataFrame],
    known: pd.DataFrame | None,
    word: Word,
    *,
    edits: int = MAX_EDITS,
) -> pd.DataFrame:
    """Return forms (of the ``known`` ones) within so many edits of a word by folded spelling, or by skeleton
    for Latin typing, if ``count`` counts them: columns id, form (as written), key, count, edits; nearest
    first, then by count."""
    typed, column = (word.roman, "roman") if word.roman else (word.key, "key")
    allowed = min(edits, len(typed) // 2)
    if allowed:
        near = _within_edits(store, known, typed, column, allowed)
    else:
        near = store.query(
            f"SELECT form, text, key, 0 AS edits FROM form WHERE {column} = $typed", {"typed": typed}
        )
    found = near.merge(count(near["form"].tolist()), on="form")
    found = found.sort_values(["edits", "count", "text"], ascending=[True, False, True])
    return found.rename(columns={"form": "id", "text": "form"})


def _within_edits(
    store: Store, known: pd.DataFrame | None, typed: str, column: str, allowed: int
) -> pd.DataFrame:
    shared, pieces = _shares_a_piece(typed, allowed, column)
    # An edit of a letter is three of bytes at most: most forms are passed over before they are translated.
    among = "FROM form" if known is None else "FROM form SEMI JOIN known USING (form)"
    return store.query(
        f"""WITH among AS {"" if known is None else "MATERIALIZED"} ({among})
            SELECT form, text, key, levenshtein(translate({column}, $letters, $bytes),
                                           translate($typed, $letters, $bytes)) AS edits
            FROM (FROM among WHERE CASE WHEN abs(len({column}) - len($typed)) <= $allowed AND ({shared})
                                       THEN levenshtein({column}, $typed) <= 3 * $allowed ELSE FALSE END)
            WHERE edits <= $allowed""",
        pieces | {"typed": typed, "allowed": allowed, "letters": LETTERS, "bytes": BYTES[: len(LETTERS)]},
        frames=None if known is None else {"known": known},
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
