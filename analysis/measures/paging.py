"""Where a page of hits stands: the documents that hold it, found without looking at all tokens."""

from __future__ import annotations

from analysis.store.cover import has_postings
from analysis.store.cubes import COUNTED_KINDS
from analysis.store.needle import Needle, Word, forms_where, hits
from analysis.store.selection import Scope
from analysis.store.store import Store

# More forms than this (a letter or two inside words) and the tokens are as quick.
MOST_FORMS = 2_000
# Documents in which a phrase is looked for at a time; beyond them all tokens are looked at.
STEPS = (60, 400, 4_000)
USUAL = ", ".join(f"'{kind}'" for kind in COUNTED_KINDS)


def posted(store: Store, chosen: Scope) -> bool:
    """Say whether table ``posting`` counts the words of a selection: large stores, usual kinds."""
    return chosen.kind_list == USUAL and has_postings(store)


def forms_of(store: Store, word: Word) -> str | None:
    """Return the ids of a word's forms as a list for IN, None where they are too many."""
    test, params = forms_where(word, "word")
    sql = f"SELECT form FROM form WHERE {test} ORDER BY form LIMIT {MOST_FORMS + 1}"
    found = store.query(sql, params)["form"].tolist()
    return None if len(found) > MOST_FORMS else ", ".join(map(str, found)) or "NULL"


def page_of_hits(
    store: Store, chosen: Scope, needle: Needle, *, limit: int, offset: int
) -> tuple[list[int], int] | None:
    """Return the documents that hold hits ``offset`` to ``offset + limit``, and how many of theirs to skip.

    Hits are in the order of documents. None where this is not known quicker than by looking for the hits.
    """
    if not needle.words or not posted(store, chosen):
        return None
    forms = [forms_of(store, word) for word in needle.words]
    if None in forms:
        return None
    held = " INTERSECT ".join(f"SELECT document FROM posting WHERE form IN ({ids})" for ids in forms)
    if len(forms) == 1:
        counts = store.query(
            f"""SELECT document, sum(count)::BIGINT AS n FROM posting p
                WHERE form IN ({forms[0]}) AND {chosen.documents("p")}
                GROUP BY document ORDER BY document LIMIT {offset + limit}""",
            chosen.params,
        )
        return _cut(list(zip(counts["document"], counts["n"], strict=True)), limit, offset)
    sql = f"""SELECT document FROM ({held}) p WHERE {chosen.documents("p")}
              ORDER BY document LIMIT {sum(STEPS) + 1}"""
    return _phrase(store, chosen, needle, store.query(sql, chosen.params)["document"].tolist(), limit, offset)


def _phrase(
    store: Store, chosen: Scope, needle: Needle, documents: list[int], limit: int, offset: int
) -> tuple[list[int], int] | None:
    """Look for a phrase in the documents that hold its words, some at a time, until the page is full."""
    counts: list[tuple[int, int]] = []
    done = 0
    for step in STEPS:
        part = documents[done : done + step]
        done += len(part)
        sql, params = hits(needle, inside=f"document IN ({', '.join(map(str, part)) or 'NULL'})")
        rows = store.query(
            f"""SELECT document, count(*) AS n FROM ({sql}) h WHERE {chosen.kinds("h")}
                GROUP BY document ORDER BY document""",
            params,
        )
        counts += zip(rows["document"], rows["n"], strict=True)
        if sum(n for _, n in counts) >= offset + limit or done == len(documents):
            return _cut(counts, limit, offset)
    return None


def _cut(counts: list[tuple[int, int]], limit: int, offset: int) -> tuple[list[int], int]:
    """Return the documents of a page, and the hits to skip in the first of them."""
    before, skipped, page = 0, 0, []
    for document, n in counts:
        if before >= offset + limit:
            break
        if before + n > offset:
            page.append(int(document))
        else:
            skipped += n
        before += n
    return page, int(offset - skipped)
