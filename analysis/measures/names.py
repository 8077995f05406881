"""New names to review (नए नाम): people and bodies in the text that the lexicon does not know.

unknown_names     ranked, a row a name                    ← page, command ``names``
name_sentences    the sentences that hold one, marked
lexicon_row       a name as a row of a reader's own dictionary
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from analysis.corpus import Selection
from analysis.language.romanise import roman_key
from analysis.lexicon.rows import UserRow
from analysis.measures.deep import counted
from analysis.measures.evidence import evidence
from analysis.measures.spans import page, placed, with_places
from analysis.store.selection import scope
from analysis.store.store import Store


def unknown_names(
    store: Store,
    selection: Selection,
    *,
    kinds: Sequence[str] = ("person", "organisation"),
    min_count: int = 1,
    limit: int | None = None,
    offset: int = 0,
) -> pd.DataFrame:
    """Return one row an unknown name, in most documents first, then most often, ties by key.

    Unit: places where a rule proposes the name (a title or post before it, a verb of saying behind it, the
    last word of a body), not all its occurrences. Spellings with one folded key are one name. Columns
    name (its most frequent spelling), kind (person organisation), count, documents, rules (title post says
    body, joined by blanks), forms ('क 3 · ख 1'), key, first_name and first_segment (where it stands first).
    """
    chosen = scope(store, selection)
    counts, params = counted(store, selection, "name_cube")
    top = store.query(
        f"""SELECT key, kind, count, documents FROM ({counts})
            WHERE list_contains($kinds::VARCHAR[], kind) AND count >= $least
            ORDER BY documents DESC, count DESC, key, kind {page(limit, offset)}""",
        params | {"kinds": list(kinds), "least": int(min_count)},
    )
    # How they are written and where they stand first is asked only for the rows that are shown.
    rows = store.query(
        f"""WITH told AS (SELECT x.* {placed(chosen, "candidate")}
                               AND x.key IN (SELECT key FROM top)),
            f AS (SELECT key, kind, surface, count(*) AS n FROM told GROUP BY ALL),
            g AS (SELECT key, kind, arg_max(surface, (n, surface)) AS name,
                         string_agg(surface || ' ' || n, ' · ' ORDER BY n DESC, surface) AS forms
                  FROM f GROUP BY ALL)
            SELECT g.name, t.kind, any_value(n.count) AS count, any_value(n.documents) AS documents,
                   string_agg(DISTINCT t.rule, ' ' ORDER BY t.rule) AS rules, g.forms, t.key,
                   min(t.document) AS document, arg_min(t.sentence, (t.document, t.start)) AS sentence
            FROM told t JOIN g ON g.key = t.key AND g.kind = t.kind
            JOIN top n ON n.key = t.key AND n.kind = t.kind
            GROUP BY g.name, g.forms, t.key, t.kind ORDER BY documents DESC, count DESC, t.key, t.kind""",
        chosen.params,
        frames={"top": top},
    )
    first = with_places(store, rows[["document", "sentence"]])
    rows = rows.assign(first_name=first["name"], first_segment=first["segment"])
    return rows.drop(columns=["document", "sentence"])


def name_sentences(
    store: Store, selection: Selection, key: str, *, limit: int | None = None, offset: int = 0
) -> pd.DataFrame:
    """Return the sentences in which a rule proposes the name of that key, marked: as many marks as count."""
    chosen = scope(store, selection)
    spans = f'SELECT x.document, x.sentence, x.start, x."end" {placed(chosen, "candidate")} AND x.key = $key'
    return evidence(store, spans, chosen.params | {"key": key}, limit=limit, offset=offset)


def lexicon_row(name: str, kind: str, *, forms: Sequence[str] = (), code: str = "") -> UserRow:
    """Return a name as a row of a reader's dictionary; its id is made of its sound in Latin letters."""
    made = code or "user_" + re.sub("[^a-z0-9]+", "_", roman_key(name)).strip("_")
    return UserRow("names", 1, made, name, kind, tuple(dict.fromkeys([name, *forms])))
