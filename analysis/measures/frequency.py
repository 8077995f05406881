"""How often words occur: terms or forms, in all, by document, and the sentences behind each number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypedDict, Unpack

import pandas as pd

from analysis.corpus import Selection
from analysis.language.normalise import match_key
from analysis.measures.cubed import sizes
from analysis.measures.evidence import evidence, marked
from analysis.measures.forms import Lead, counted_forms
from analysis.measures.paging import USUAL, hits_of_first_documents, posted
from analysis.store.cover import Cover, cover
from analysis.store.hit_rows import hit_rows
from analysis.store.selection import Scope, scope
from analysis.store.spelled import forms_of_term
from analysis.store.store import Store
from analysis.store.together import together

Group = Literal["lemma", "form"]
Hyphens = Literal["split", "joined"]
# Function words and auxiliaries; the tiers "news" (words every report has) and "numeral" stay unless asked.
STOP_TIERS = ("closed", "aux")
COLUMNS = (
    "term", "forms", "count", "per_1000", "documents", "sentences", "headings", "body", "stop", "tokens",
    "key",
)  # fmt: skip


class Asked(TypedDict, total=False):
    """What a ranking counts.

    A term is a lemma folded over its spellings (``group="lemma"``, unless said otherwise), or with "form" a
    written form; words of ``stop_tiers`` (``STOP_TIERS``) are left out. ``hyphens`` ("split") says whether
    भारत-रूस is two tokens or one. ``contains`` keeps terms with a form or lemma that holds what was typed,
    ``limit`` the first ones.
    """

    group: Group
    stop_tiers: Sequence[str]
    hyphens: Hyphens
    limit: int | None
    contains: str


@dataclass(frozen=True, slots=True)
class _Ranking:
    """``Asked`` with what is meant where nothing is said; ``removed`` turns the stop list round."""

    group: Group = "lemma"
    stop_tiers: Sequence[str] = STOP_TIERS
    hyphens: Hyphens = "split"
    limit: int | None = None
    contains: str = ""
    removed: bool = False


def term_frequency(store: Store, selection: Selection, **asked: Unpack[Asked]) -> pd.DataFrame:
    """Return the terms that are ``asked`` for (see ``Asked``), most frequent first, ties by key.

    Counted are tokens in sentences of the chosen kinds, bylines left out.

    Columns term (the lemma of its most frequent form), forms ('संबंधों 8 · संबंध 2'), count, per_1000 (in a
    thousand of ``tokens``), documents and sentences that hold it (headings are sentences too), headings
    and body (count in each), stop, tokens (all tokens of the chosen sentences, bylines too), key.
    """
    return _ranking(store, selection, _Ranking(**asked))


def stop_words_removed(store: Store, selection: Selection, **asked: Unpack[Asked]) -> pd.DataFrame:
    """Return the terms that ``term_frequency`` with the same options leaves out, in the same columns."""
    return _ranking(store, selection, _Ranking(**asked, removed=True))


def _tokens(store: Store, selection: Selection, hyphens: Hyphens, covered: Cover | None) -> int:
    chosen = scope(store, selection)
    total = sizes(store, covered)["counted"] if covered else _sum(store, chosen, "tokens", "sentence")
    return total if hyphens == "split" else total - _sum(store, chosen, "parts - 1", "compound")


def _sum(store: Store, chosen: Scope, of: str, table: str) -> int:
    sql = f"SELECT coalesce(sum({of}), 0)::BIGINT AS n FROM {table} x WHERE {chosen.rows('x')}"
    return int(store.query(sql, chosen.params)["n"].iloc[0])


def term_by_document(
    store: Store, selection: Selection, terms: Sequence[str], *, stop: str | None = "any"
) -> pd.DataFrame:
    """Return the count of each term in each document of the selection, zeros too.

    Columns term (as asked), name, count, per_1000 (in a thousand tokens of that document's chosen
    sentences), tokens; ordered by the terms as given, then by document. ``stop``: see ``term_sentences``.
    """
    chosen = scope(store, selection)
    asked = pd.DataFrame({"term": list(dict.fromkeys(terms))})
    keys = [match_key(term) for term in asked["term"]]
    rows = store.query(
        f"""WITH asked AS (SELECT unnest($keys::VARCHAR[]) AS key, unnest($terms::VARCHAR[]) AS term,
                                  unnest(range(len($keys::VARCHAR[]))) AS place),
            size AS (SELECT document, sum(tokens) AS tokens FROM sentence s
                     WHERE {chosen.rows("s")} GROUP BY document),
            counted AS (SELECT c.document, t.key, count(*) AS count
                        FROM token_row c JOIN form f USING (form) JOIN term t USING (term)
                        WHERE t.key IN (SELECT key FROM asked) AND {_stop_test("t.stop", stop)}
                              AND {chosen.tokens("c")} GROUP BY ALL)
            SELECT a.term, d.name, coalesce(n.count, 0)::BIGINT AS count,
                   coalesce(z.tokens, 0)::BIGINT AS tokens
            FROM asked a CROSS JOIN document d LEFT JOIN size z USING (document)
            LEFT JOIN counted n ON n.document = d.document AND n.key = a.key
            WHERE {chosen.documents("d")} ORDER BY a.place, d.document""",
        chosen.params | {"keys": keys, "terms": asked["term"].tolist()} | _stop_params(stop),
    )
    rows["per_1000"] = _per_1000(rows)
    return rows[["term", "name", "count", "per_1000", "tokens"]]


def term_sentences(
    store: Store,
    selection: Selection,
    term: str,
    *,
    group: Group = "lemma",
    stop: str | None = "any",
    hyphens: Hyphens = "split",
    limit: int | None = None,
    offset: int = 0,
) -> pd.DataFrame:
    """Return the sentences behind a term's count, marked: as many marks as ``count``.

    ``stop`` is the value of that column in the ranking (None for a content word), needed only where one
    spelling is both a stop word and a content word; "any" takes both. See ``evidence`` for the columns.
    """
    chosen = scope(store, selection)
    by = "f.text = $term" if group == "form" else "m.key = $term"
    params = {"term": term if group == "form" else match_key(term)} | _stop_params(stop)
    test = f"{by} AND {_stop_test('m.stop', stop)}"
    if limit is not None and hyphens == "split" and posted(store, chosen):
        if group == "lemma" and stop == "any":
            forms = forms_of_term(store, match_key(term))["form"]
        else:
            sql = f"SELECT form FROM form f JOIN term m USING (term) WHERE {test}"
            forms = store.query(sql, params)["form"]
        # Each document holds a sentence at least.
        found = hits_of_first_documents(store, chosen, forms.tolist(), limit + offset)
        return marked(store, hit_rows(store, *found, words=1), limit=limit, offset=offset)
    sql = f"""SELECT t.document, t.sentence, t.start, t."end" FROM {_words(hyphens)} t
              JOIN form f USING (form) JOIN term m USING (term)
              WHERE {test} AND {chosen.rows("t")}"""
    return evidence(store, sql, chosen.params | params, limit=limit, offset=offset)


def _words(hyphens: Hyphens) -> str:
    """Return the table of words in either reading of the hyphen."""
    if hyphens == "split":
        return "token"
    columns = 'document, sentence, form, start, "end", kind'
    return f"""(SELECT {columns} FROM compound UNION ALL SELECT {columns} FROM token w WHERE NOT EXISTS
                (FROM compound c WHERE c.document = w.document AND w.position >= c.position
                                   AND w.position < c.position + c.parts))"""


def _ranking(store: Store, selection: Selection, asked: _Ranking) -> pd.DataFrame:
    chosen = scope(store, selection)
    covered = cover(store, selection, less=True)
    cubed = covered if asked.hyphens == "split" else None
    lemma, table = asked.group == "lemma", "split_row" if asked.hyphens == "split" else "joined_row"
    lead = None
    # Of a whole ranking nothing can be left out, of the few stop words nearly all.
    if (asked.removed or asked.limit is not None) and not match_key(asked.contains.strip()):
        lead = Lead(asked.stop_tiers, asked.removed, asked.limit)
    tokens, forms = together(
        lambda: _tokens(store, selection, asked.hyphens, covered),
        lambda: counted_forms(store, chosen, cubed, table=table, of_term=lemma, lead=lead),
    )
    params = {"tiers": list(asked.stop_tiers)} | _contains_params(asked.contains)
    held = _held(chosen, table, "f.term" if lemma else "f.form")
    if held != "documents":
        params |= chosen.params
    rows = store.query(_ranking_sql(held, asked), params, frames={"counted": forms})
    rows["tokens"] = tokens
    rows["per_1000"] = _per_1000(rows)
    return rows[list(COLUMNS)]


def _ranking_sql(held: str, asked: _Ranking) -> str:
    lemma = asked.group == "lemma"
    unit, key = ("f.term", "t.key") if lemma else ("f.form", "f.key")
    name = "arg_max(f.lemma, (n.count, f.lemma))" if lemma else "any_value(f.text)"
    # Forms of one key and count: by how they are written, for their ids tell only of what was read first.
    tie = "unit" if lemma else "any_value(f.text)"
    page = "" if asked.limit is None else f"LIMIT {int(asked.limit)}"
    return f"""
        WITH top AS (
            SELECT {unit} AS unit, {name} AS term, any_value({key}) AS key, any_value(t.stop) AS stop,
                   list(f.text || ' ' || n.count ORDER BY n.count DESC, f.text) AS forms,
                   sum(n.count)::BIGINT AS count, sum(n.sentences)::BIGINT AS sentences,
                   sum(n.headings)::BIGINT AS headings, sum(n.body)::BIGINT AS body,
                   sum(n.documents)::BIGINT AS documents
            FROM counted n JOIN form f USING (form) JOIN term t USING (term)
            WHERE {_stopped(asked)} AND {_contains(asked.contains)}
            GROUP BY {unit} ORDER BY count DESC, key, stop NULLS FIRST, {tie} {page})
        SELECT * REPLACE (array_to_string(forms, ' · ') AS forms, {held} AS documents)
        FROM top ORDER BY count DESC, key, stop NULLS FIRST, term"""


def _held(chosen: Scope, table: str, unit: str) -> str:
    """Return the number of documents of a row of ``top``."""
    if chosen.kind_list == USUAL:
        return "documents"
    # The flags tell of documents as a whole: a term of the headings alone is looked for in them.
    return f"""(SELECT count(DISTINCT w.document) FROM {table} w JOIN form f USING (form)
                WHERE {unit} = top.unit AND {chosen.tokens("w")})"""


def _stopped(asked: _Ranking) -> str:
    test = "list_contains($tiers::VARCHAR[], coalesce(t.stop, ''))"
    return test if asked.removed else f"NOT {test}"


def _contains(contains: str) -> str:
    if not match_key(contains.strip()):
        return "TRUE"
    return """t.term IN (SELECT x.term FROM form x JOIN term y USING (term)
                         WHERE contains(x.key, $contains) OR contains(y.key, $contains))"""


def _contains_params(contains: str) -> dict[str, str]:
    key = match_key(contains.strip())
    return {"contains": key} if key else {}


def _stop_test(column: str, stop: str | None) -> str:
    return "TRUE" if stop == "any" else f"{column} IS NOT DISTINCT FROM $stop"


def _stop_params(stop: str | None) -> dict[str, object]:
    # A cell of a table holds NaN where the stop list has nothing.
    return {} if stop == "any" else {"stop": stop if isinstance(stop, str) else None}


def _per_1000(rows: pd.DataFrame) -> pd.Series:
    return (1000 * rows["count"] / rows["tokens"].where(rows["tokens"] > 0)).astype(float)
