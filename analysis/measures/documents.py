"""The corpus itself: its documents, its totals, its sentences and its tokens."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from analysis.corpus import Selection
from analysis.measures.cubed import as_row, sizes, types_sql
from analysis.measures.evidence import SEGMENT, with_text
from analysis.store.cover import cover, has_cubes
from analysis.store.cubes import COUNTED_KINDS
from analysis.store.selection import scope
from analysis.store.store import Store

COLUMNS = """document, name, title, title_guessed, source, source_guessed, published, published_precision,
             published_origin, url, language, tokens, types"""


def documents(
    store: Store,
    selection: Selection,
    *,
    contains: str = "",
    limit: int | None = None,
    offset: int = 0,
) -> pd.DataFrame:
    """Return one row a document of the selection, in date order (undated last, then by name).

    ``contains`` keeps those that have each of its words, or a part of a word, in title or name; ``limit`` and
    ``offset`` take a page of them.

    Columns document (id), name, title, title_guessed, source, source_guessed, published, published_precision,
    published_origin ('given' by somebody or a column, 'page' metadata, 'text' of the article), url, language,
    tokens and types (everything as written, bylines too), sentences (of the body), headings, paragraphs
    (lines that hold a body sentence). The selection's kinds play no part.
    """
    where, params = _called(store, selection, contains)
    page = "" if limit is None else f"LIMIT {int(limit)} OFFSET {int(offset)}"
    if page and has_cubes(store):
        return _page(store, f"SELECT document FROM document d WHERE {where} ORDER BY document {page}", params)
    # The page is taken first: the sentences of a million documents need not be counted to show some.
    return store.query(
        f"""WITH d AS MATERIALIZED (
                SELECT {COLUMNS} FROM document d WHERE {where} ORDER BY published NULLS LAST, name {page})
            SELECT d.*, count(s.kind) FILTER (s.kind = 'body') AS sentences,
                   count(s.kind) FILTER (s.kind = 'heading') AS headings,
                   count(DISTINCT s.paragraph) FILTER (s.kind = 'body') AS paragraphs
            FROM d LEFT JOIN sentence s ON s.document = d.document GROUP BY ALL
            ORDER BY d.published NULLS LAST, d.name""",
        params,
    )


def _page(store: Store, picked: str, params: dict[str, object]) -> pd.DataFrame:
    """Return a page of a finished store: documents are numbered in their order, sentences counted."""
    ids = store.query(picked, params)["document"]
    inside = f"document IN ({', '.join(map(str, ids)) or 'NULL'})"
    return store.query(
        f"""SELECT d.*, z.body AS sentences, z.headings, z.body_paragraphs AS paragraphs
            FROM (SELECT {COLUMNS} FROM document WHERE {inside}) d
            JOIN (FROM document_size WHERE {inside}) z USING (document) ORDER BY document"""
    )


def titles_with(store: Store, selection: Selection, *, words: str) -> int:
    """Return how many documents of the selection have a given title, no guessed one, that holds the words as
    they are typed. Titles are shown; searched and counted is the text alone."""
    chosen = scope(store, selection, listed=False)
    params = {"words": " ".join(unicodedata.normalize("NFC", words).lower().replace('"', " ").split())}
    title = "contains(nfc_normalize(lower(d.title)), $words) AND NOT d.title_guessed AND $words <> ''"
    sql = f"SELECT count(*) AS n FROM document d WHERE {title} AND {chosen.test}"
    return int(store.query(sql, chosen.params | params)["n"].iloc[0])


def documents_found(store: Store, selection: Selection, *, contains: str = "") -> int:
    """Return the number of documents that ``documents`` lists."""
    where, params = _called(store, selection, contains)
    return int(store.query(f"SELECT count(*) AS n FROM document d WHERE {where}", params)["n"].iloc[0])


def nearly_alike(store: Store, selection: Selection, pairs: Sequence[tuple[str, str]]) -> int:
    """Return how many documents of the selection are nearly the same as an earlier one of it.

    ``pairs`` are the names of articles found to be nearly the same. One that is like two others is counted
    once, as are two that are each like a third which is not chosen.
    """
    chosen = scope(store, selection, listed=False)
    names = sorted({name for pair in pairs for name in pair})
    sql = f"""SELECT d.name FROM document d
              WHERE d.name IN (SELECT unnest($alike::VARCHAR[])) AND {chosen.test}"""
    inside = set(store.query(sql, chosen.params | {"alike": names})["name"])
    first = {name: name for name in names}  # of each the first of its group, over any number of steps
    for pair in pairs:
        one, other = (_first(first, name) for name in pair)
        first[one] = other
    return len(inside) - len({_first(first, name) for name in inside})


def cut_by_dates(store: Store, selection: Selection) -> tuple[int, int]:
    """Return of how many documents only a month or year is known that a date filter cuts in two: of those
    left out, which may be of a day in the range, and of those counted, which may be of none.

    Unit: one document that passes the other filters. A document counts by the first day of its month or year.
    """
    first, last = selection.date_from, selection.date_to
    if not (first or last):
        return 0, 0
    month, year = "last_day(d.published)", "make_date(year(d.published), 12, 31)"
    end = f"CASE d.published_precision WHEN 'month' THEN {month} ELSE {year} END"
    out = f"d.published < DATE '{first}' AND {end} >= DATE '{first}'" if first else "false"
    since = f"d.published >= DATE '{first}' AND " if first else ""
    kept = f"{since}d.published <= DATE '{last}' AND {end} > DATE '{last}'" if last else "false"
    coarse = f"d.published_precision IN ('month', 'year') AND ({out} OR {kept})"
    counts = f"count(*) FILTER ({out}) AS out, count(*) FILTER ({kept}) AS kept"
    sql = f"SELECT {counts} FROM document d WHERE {coarse} AND"
    found = store.query(f"{sql} true").iloc[0]
    others = replace(selection, date_from=None, date_to=None)
    if found.any() and others != Selection():  # seldom: else the other filters need not be asked
        chosen = scope(store, others, listed=False)
        found = store.query(f"{sql} {chosen.test}", chosen.params).iloc[0]
    return int(found["out"]), int(found["kept"])


def _first(known: dict[str, str], name: str) -> str:
    while known[name] != name:
        name = known[name]
    return name


def _called(store: Store, selection: Selection, contains: str) -> tuple[str, dict[str, object]]:
    """Return the condition that a document ``d`` is chosen and has the words in title or name."""
    chosen = scope(store, selection, listed=False)
    tests, params = [chosen.test], dict(chosen.params)
    for place, word in enumerate(unicodedata.normalize("NFC", contains).lower().split()):
        tests.append(f"contains(nfc_normalize(lower(d.title || ' ' || d.name)), $called_{place})")
        params[f"called_{place}"] = word
    return " AND ".join(tests), params


def totals(store: Store, selection: Selection) -> pd.DataFrame:
    """Return one row with documents, dated, undated, sentences (of the body), headings, tokens, types.

    Tokens and types count everything as written in the chosen documents, bylines too; types are distinct
    written forms. The selection's kinds play no part.
    """
    usual = replace(selection, kinds=COUNTED_KINDS)
    covered = cover(store, usual)
    if covered:
        known = sizes(store, covered)
        types = int(store.query(types_sql(covered), covered.params)["types"].iloc[0])
        return as_row(
            {"documents": known["documents"], "dated": known["dated"],
             "undated": known["documents"] - known["dated"], "sentences": known["body"],
             "headings": known["headings"], "tokens": known["tokens"], "types": types}
        )  # fmt: skip
    chosen = scope(store, selection)
    where = chosen.documents("x")
    return store.query(
        f"""SELECT d.*, s.*, t.* FROM
            (SELECT count(*) AS documents, count(published) AS dated,
                    count(*) - count(published) AS undated FROM document x WHERE {where}) d,
            (SELECT count(*) FILTER (kind = 'body') AS sentences,
                    count(*) FILTER (kind = 'heading') AS headings,
                    coalesce(sum(tokens), 0)::BIGINT AS tokens FROM sentence x WHERE {where}) s,
            (SELECT count(DISTINCT form) AS types FROM token_row x WHERE {where}) t""",
        chosen.params,
    )


def sentences(store: Store, selection: Selection) -> pd.DataFrame:
    """Return one row a sentence of the chosen kinds, in reading order.

    Columns name, segment ('S12', 'H1'), sentence (from 1 in the document), number (from 1 in its kind), kind,
    paragraph, start, end (offsets in the document), tokens, text.
    """
    chosen = scope(store, selection)
    rows = store.query(
        f"""SELECT s.document, d.name, {SEGMENT} AS segment, s.sentence, s.number, s.kind, s.paragraph,
                   s.start, s."end", s.tokens
            FROM sentence s JOIN document d USING (document)
            WHERE {chosen.rows("s")} ORDER BY s.document, s.sentence""",
        chosen.params,
    )
    return with_text(rows, store.texts(rows["document"].unique())).drop(columns="document")


def tokens(store: Store, selection: Selection) -> pd.DataFrame:
    """Return one row a token of the chosen kinds of sentence, in reading order.

    Columns name, segment, position (from 0 in the document), start, end, form (as written), key (its folded
    spelling), lemma, stop (tier of the stop list, null for a content word), kind: that of its sentence,
    but 'byline' for a byline at a sentence's head. These tokens are the denominator of frequencies; the
    frequencies themselves leave the byline out.
    """
    chosen = scope(store, selection)
    return store.query(
        f"""SELECT d.name, {SEGMENT} AS segment, t.position, t.start, t."end", f.text AS form, f.key,
                   f.lemma, m.stop, t.kind
            FROM token t JOIN sentence s USING (document, sentence) JOIN document d USING (document)
            JOIN form f USING (form) JOIN term m USING (term)
            WHERE {chosen.rows("s")} ORDER BY t.document, t.position""",
        chosen.params,
    )
