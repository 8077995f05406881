"""Keyword in context: every hit of a word, a phrase or an entity with what stands around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Literal

import pandas as pd
import regex

from analysis.corpus import Selection
from analysis.language.normalise import match_key
from analysis.measures.evidence import SEGMENT
from analysis.measures.neighbours import NEIGHBOURS, SORTED, by_neighbours
from analysis.measures.paging import hits_inside, page_of_hits
from analysis.store.cover import has_postings
from analysis.store.fetch import documents_at, sentences_at
from analysis.store.hit_rows import hit_rows
from analysis.store.needle import Match, Needle, resolve
from analysis.store.reach import reach
from analysis.store.selection import Scope, scope
from analysis.store.store import Store
from analysis.store.together import together

Sort = Literal["position", "left", "right"]
MANY = 2_000  # documents: of more a part is looked through first
FEW = 5_000  # hits: of more the words beside them are looked up where they stand
COLUMNS = ("name", "segment", "sentence", "number", "kind", "start", "end", "left", "hit", "right")


def kwic(
    store: Store,
    selection: Selection,
    query: str,
    *,
    match: Match = "whole",
    width: int = 60,
    sort: Sort = "position",
    limit: int | None = None,
    offset: int = 0,
) -> pd.DataFrame:
    """Return the hits of ``query`` in the chosen sentences, each between its contexts.

    ``match`` is read as in ``search``: whole words, words that start with or hold what was typed, all forms
    of its lemma, or an entity's code. ``sort`` orders by place in the corpus, by the words to the left
    (nearest first) or to the right; ties by place. Of a page of a large store so are sorted the first hits of
    the selection alone, ``attrs["sorted"]`` of them (else None); the others follow by place. Contexts are at
    most ``width`` characters of the same paragraph, cut between letter clusters; they are the text as
    printed.

    Columns name, segment, sentence, number, kind, start, end (offsets of the hit in the document), left,
    hit, right.
    """
    needle = resolve(store, query, match=match)
    chosen = scope(store, selection)
    found = None if limit is None else _page(store, chosen, needle, sort, limit, offset)
    most = SORTED if sort != "position" and limit is not None and has_postings(store) else None
    if found:
        # Their documents are known already, and with them the texts.
        texts, spans = together(
            lambda: store.texts(list(dict.fromkeys(found[0]))),
            lambda: hit_rows(store, *found, words=len(needle.words)),
        )
        cited = _cited(store, spans)
    else:
        spans = _found(store, selection, chosen, needle, sort, limit, offset, most)
        texts, cited = together(lambda: store.texts(spans["document"].unique()), lambda: _cited(store, spans))
    lines = _in_context(_inside(cited, needle, texts), texts, width)
    lines.attrs["sorted"] = most
    return lines


def _found(
    store: Store,
    selection: Selection,
    chosen: Scope,
    needle: Needle,
    sort: Sort,
    limit: int | None,
    offset: int,
    most: int | None,
) -> pd.DataFrame:
    """Return the hits of a page in their order: document, sentence, start, end."""
    need = None if limit is None else limit + offset
    if sort != "position":
        need = None if most is None else max(most, need)
    page = "" if limit is None else f"LIMIT {int(limit)} OFFSET {int(offset)}"
    if sort != "position" and needle.words and most is None:
        few = _few_sorted(store, chosen, needle, sort)
        if few is not None:
            return few[offset : None if limit is None else offset + limit].reset_index(drop=True)
    for inside in _within(store, selection, chosen, needle, need, sort):
        sql, params = hits_inside(store, needle, inside)
        sql, params = f"SELECT * FROM ({sql}) h WHERE {chosen.kinds('h')}", chosen.params | params
        ordered, order = _sorted(sort, needle, sql, page, need, most)
        columns = 'h.document, h.sentence, h.start, h."end"'
        # Nothing is joined to a page before it is known.
        spans = store.query(f"{ordered} SELECT {columns} FROM ordered h ORDER BY {order}", params)
        if len(spans) == limit:
            break
    return spans


def _few_sorted(store: Store, chosen: Scope, needle: Needle, sort: Sort) -> pd.DataFrame | None:
    """Return all hits of words in the order of the words beside them; None where there are many."""
    sql, params = hits_inside(store, needle, chosen.inside)
    spans = store.query(
        f"""SELECT document, sentence, start, "end", position FROM ({sql}) h WHERE {chosen.kinds("h")}
            ORDER BY document, start, "end" LIMIT {FEW + 1}""",
        chosen.params | params,
    )
    if len(spans) > FEW:
        return None
    spots = spans.pop("position") + spans["sentence"] - 1
    places = spans["document"].tolist(), spots.tolist()
    return spans.take(by_neighbours(store, *places, words=len(needle.words), left=sort == "left"))


def _cited(store: Store, hits: pd.DataFrame) -> pd.DataFrame:
    """Add the names of the documents of hits, and what is told of their sentences."""
    documents = hits["document"].to_numpy()
    told = {"segment": SEGMENT, "number": "s.number", "kind": "s.kind"}
    sentences = sentences_at(store, documents, hits["sentence"].to_numpy(), told)
    if "name" not in hits:
        hits = hits.assign(name=documents_at(store, documents, {"name": "d.name"})["name"])
    return hits.assign(**dict(sentences.items()))


def _page(
    store: Store, chosen: Scope, needle: Needle, sort: Sort, limit: int, offset: int
) -> tuple[list[int], list[int]] | None:
    """Return the documents of the hits of a page, and the numbers of their spots; None where spots do not
    tell them, or more hits than FEW are to be sorted."""
    if sort == "position":
        return page_of_hits(store, chosen, needle, limit=limit, offset=offset)
    most, need = (SORTED, limit + offset) if has_postings(store) else (FEW, FEW + 1)
    found = page_of_hits(store, chosen, needle, limit=max(most, need), offset=0)
    if not found or not found[0]:
        return found
    if most == FEW < len(found[0]):
        return None
    first = tuple(values[:most] for values in found)
    turns = by_neighbours(store, *first, words=len(needle.words), left=sort == "left")
    turns = [*turns, *range(most, len(found[0]))][offset : offset + limit]
    return [found[0][turn] for turn in turns], [found[1][turn] for turn in turns]


def _within(
    store: Store, selection: Selection, chosen: Scope, needle: Needle, need: int | None, sort: Sort
) -> Iterator[str]:
    """Yield the condition on the documents to look for hits in, the next one if they do not fill the page:
    the first of the chosen ones, as many as hold ``need`` hits where this is known, and all of them."""
    if needle.entities and need is not None:
        # What several entities are named by alike is one hit.
        documents = reach(store, selection, needle.entities, need * len(needle.entities))
        if documents:
            yield "{} AND document BETWEEN {} AND {}".format(chosen.inside, *documents)
            return
    # A phrase takes as long to plan as to find.
    if len(needle.words) == 1 and need is not None and sort == "position":
        ends = "coalesce(min(document), 0) AS first, coalesce(max(document), 0) AS last"
        sql = f"SELECT {ends} FROM document WHERE {chosen.inside}"
        first, last = store.query(sql, chosen.params).iloc[0]
        if last - first >= MANY:
            yield f"{chosen.inside} AND document < {int(first + (last - first) // 8)}"
    yield chosen.inside


def _sorted(
    sort: Sort, needle: Needle, found: str, page: str, need: int | None, most: int | None
) -> tuple[str, str]:
    """Return the CTE ``ordered``: the hits, each with the keys of its neighbours when they are asked for; and
    the order to take them in. ``most``: so many are sorted, of ``need`` that are looked at."""
    place = 'h.document, h.start, h."end"'
    if sort == "position":
        # The page is taken before anything is joined to it.
        return f"""WITH ordered AS (FROM ({found}) ORDER BY document, start, "end" {page})""", place
    if need is not None:
        found = f'FROM ({found}) ORDER BY document, start, "end" LIMIT {need}'
    edge, step = ("position", -1) if sort == "left" else ("last", 1)
    # An entity's hit knows its letters only: its first and last tokens tell its neighbours.
    placed = "FROM found"
    if needle.entities:
        placed = """SELECT h.* REPLACE (min(t.position) AS position, max(t.position) AS last)
                    FROM found h LEFT JOIN token t ON t.document = h.document
                         AND t.start >= h.start AND t."end" <= h."end"
                    GROUP BY h.document, h.sentence, h.kind, h.start, h."end", h.form"""
    # The tokens are read once for all neighbours.
    turn = "" if most is None else f"greatest(h.turn, {most}), "
    sql = f"""WITH found AS ({found}), placed AS ({placed}),
        beside AS (SELECT p.document, p.start, p."end", unnest(range(1, {NEIGHBOURS + 1})) AS step,
                          d.first_token + {edge} + {step} * step AS place
                   FROM placed p JOIN document d USING (document)),
        neighbours AS (SELECT b.document, b.start, b."end", list(f.key ORDER BY b.step) AS beside
                       FROM beside b JOIN token_row t USING (document, place) JOIN form f USING (form)
                       GROUP BY b.document, b.start, b."end"),
        ordered AS (SELECT p.*, coalesce(n.beside, []) AS beside,
                           row_number() OVER (ORDER BY p.document, p.start, p."end") AS turn
                    FROM placed p LEFT JOIN neighbours n USING (document, start, "end"))"""
    return sql, f"{turn} h.beside, {place} {page}"


def _inside(rows: pd.DataFrame, needle: Needle, texts: Mapping[int, str]) -> pd.DataFrame:
    """Narrow hits of a part of a word to that part, in whole letter clusters."""
    if len(needle.words) != 1 or needle.words[0].how not in ("starts", "inside"):
        return rows
    word, starts = needle.words[0], rows["start"]
    spans = zip(rows["document"], starts, rows["end"], strict=True)
    forms = [texts[document][start:end] for document, start, end in spans]
    parts = [part_of_form(form, word.key, starts=word.how == "starts") for form in forms]
    return rows.assign(
        start=[at + part[0] for at, part in zip(starts, parts, strict=True)],
        end=[at + part[1] for at, part in zip(starts, parts, strict=True)],
    )


@lru_cache(maxsize=50_000)
def part_of_form(form: str, key: str, *, starts: bool = False) -> tuple[int, int]:
    """Return the shortest run of letter clusters of ``form`` whose folded spelling holds ``key``.

    So a mark never cuts a cluster: रूस in रूसी marks रूसी whole, since its ी belongs to the स. The whole
    form is returned when no run of clusters has the key.
    """
    bounds = [*(cluster.start() for cluster in regex.finditer(r"\X", form)), len(form)]
    runs = [
        (end - start, start, end)
        for place, start in enumerate(bounds[: 1 if starts else None])
        for end in bounds[place + 1 :]
        if key in match_key(form[start:end])
    ]
    return min(runs)[1:] if runs else (0, len(form))


def _in_context(rows: pd.DataFrame, texts: Mapping[int, str], width: int) -> pd.DataFrame:
    spans = list(zip(rows["document"], rows["start"], rows["end"], strict=True))
    return rows.assign(
        left=[_left(texts[document], start, width) for document, start, _ in spans],
        hit=[texts[document][start:end] for document, start, end in spans],
        right=[_right(texts[document], end, width) for document, _, end in spans],
    )[list(COLUMNS)]


def _left(text: str, start: int, width: int) -> str:
    context = text[max(0, start - width) : start].rpartition("\n")[2]
    if start > width and len(context) == width:
        # The cut may fall between a letter and its vowel sign: drop what is left of that cluster.
        clusters = regex.findall(r"\X", text[max(0, start - width - 8) : start])
        while sum(map(len, clusters)) > width:
            clusters.pop(0)
        context = "".join(clusters)
    return context


def _right(text: str, end: int, width: int) -> str:
    line = text[end : end + width + 8].partition("\n")[0]
    kept = ""
    for cluster in regex.findall(r"\X", line):
        if len(kept) + len(cluster) > width:
            break
        kept += cluster
    return kept
