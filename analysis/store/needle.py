"""What a reader typed, read as words or as entities of one store, and where in the corpus it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from analysis.language.normalise import match_key
from analysis.language.romanise import roman_key
from analysis.language.tokens import tokenise

if TYPE_CHECKING:
    from analysis.store.store import Store

Match = Literal["whole", "starts", "inside", "lemma", "entity"]
# Shorter Latin words have a skeleton that says nothing: "S" of "S-400" would find से.
ROMAN_LETTERS = 3
# Joining a token table for each word of a pasted sentence of 60 words takes the planner half a minute.
JOINED_WORDS = 8
# A phrase stands within one sentence, and none is longer.
PHRASE_WORDS = 400


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a query: its folded spelling, its skeleton if it was typed in Latin, and how it matches."""

    key: str
    roman: str
    how: Literal["whole", "starts", "ends", "inside", "lemma"]


@dataclass(frozen=True, slots=True)
class Needle:
    """A query as resolved in one store: words in a row, or the entities it names. Both empty: nothing."""

    words: tuple[Word, ...] = ()
    entities: tuple[str, ...] = ()


def resolve(store: Store, query: str, *, match: Match = "whole", names: bool = True) -> Needle:
    """Read ``query`` as words or entities.

    With ``match="entity"`` it is a lexicon code. Otherwise it is one word or several in a row (a phrase;
    what stands between them does not matter), compared by folded spelling. A query in Latin letters that
    is a name of the lexicon means its entities (``brahmos``), unless ``names`` is False; failing that each
    word also stands for the Hindi words it sounds like. In a phrase ``starts`` holds for its last word, and
    ``inside`` lets the first word end and the last word begin with what was typed.
    """
    if match == "entity":
        return Needle(entities=(query,))
    typed = [query[start:end] for start, end in tokenise(query)]
    if len(typed) > PHRASE_WORDS:
        return Needle()
    if names and match == "whole" and typed and _latin(query):
        named = _named(store, " ".join(map(match_key, typed)))
        if named:
            return Needle(entities=named)
    hows = _hows(len(typed), match)
    return Needle(words=tuple(_word(text, how) for text, how in zip(typed, hows, strict=True)))


def forms_where(word: Word, param: str) -> tuple[str, dict[str, str]]:
    """Return the SQL condition on table ``form`` that the word sets, and its parameters."""
    condition = _where(word.how, "key", f"${param}")
    if not word.roman:
        return condition, {param: word.key}
    by_sound = _where(word.how, "roman", f"${param}_roman")
    return f"({condition} OR {by_sound})", {param: word.key, f"{param}_roman": word.roman}


def _where(how: str, column: str, value: str) -> str:
    in_forms = f"SELECT term FROM form WHERE {column} = {value}"
    return {
        "whole": f"{column} = {value}",
        "starts": f"starts_with({column}, {value})",
        "ends": f"ends_with({column}, {value})",
        "inside": f"contains({column}, {value})",
        "lemma": f"term IN ({in_forms} UNION SELECT term FROM term WHERE key = {value})",
    }[how]


def hits(
    needle: Needle,
    *,
    prefix: str = "hit",
    inside: str = "TRUE",
    forms: Sequence[Sequence[int]] | None = None,
) -> tuple[str, dict[str, object]]:
    """Return a SELECT of every hit in the corpus, and its parameters; ``inside`` narrows its documents.
    ``forms`` are those of each word (ids), where they are known.

    Columns document, sentence, kind, start, end, position and last (of its first and last token; null for
    entities), form (of the first token; null for entities). An entity is hit where it stands by name.
    """
    if needle.entities:
        return _entity_hits(needle.entities, prefix, inside)
    if not needle.words:
        return "SELECT *, position AS last FROM token LIMIT 0", {}
    if len(needle.words) > JOINED_WORDS:
        return _long_phrase_hits(needle.words, prefix, inside)
    return _phrase_hits(needle.words, prefix, inside, forms)


def _phrase_hits(
    words: tuple[Word, ...], prefix: str, inside: str, forms: Sequence[Sequence[int]] | None
) -> tuple[str, dict[str, object]]:
    sources, params = [], {}
    for place, word in enumerate(words):
        if forms is None:
            test, more = forms_where(word, f"{prefix}_{place}")
            params |= more
            known = f"form IN (SELECT form FROM form WHERE {test})"
        else:
            known = f"form IN ({', '.join(map(str, forms[place])) or 'NULL'})"
        sources.append(f"(SELECT * FROM token_row WHERE {known} AND {inside}) t{place}")
    joins = [
        f"JOIN {source} ON t{place}.document = t0.document AND t{place}.sentence = t0.sentence"
        f" AND t{place}.place = t0.place + {place}"
        for place, source in enumerate(sources)
        if place
    ]
    last = f"t{len(sources) - 1}"
    found = f"""SELECT t0.document, t0.sentence, t0.kind, t0.letter AS first_at, {last}.letter AS last_at,
                       t0.place, t0.form, {last}.form AS last_form FROM {sources[0]} {" ".join(joins)}"""
    return _in_document(found, len(words), inside), params


def _long_phrase_hits(words: tuple[Word, ...], prefix: str, inside: str) -> tuple[str, dict[str, object]]:
    """As ``_phrase_hits``, in one pass: where every word stands at its place behind the same first one."""
    wanted, params = [], {}
    for place, word in enumerate(words):
        test, more = forms_where(word, f"{prefix}_{place}")
        params |= more
        wanted.append(f"SELECT form, {place} AS step FROM form WHERE {test}")
    found = f"""SELECT t.document, t.sentence, any_value(t.kind) AS kind, min(t.letter) AS first_at,
                       max(t.letter) AS last_at, min(t.place) AS place, arg_min(t.form, t.place) AS form,
                       arg_max(t.form, t.place) AS last_form
                FROM token_row t JOIN ({" UNION ALL ".join(wanted)}) w USING (form) WHERE {inside}
                GROUP BY t.document, t.sentence, t.place - w.step HAVING count(*) = {len(words)}"""
    return _in_document(found, len(words), inside), params


def _in_document(found: str, words: int, inside: str) -> str:
    """Turn places in the store into places in the document."""
    return f"""SELECT h.document, h.sentence, h.kind::VARCHAR AS kind,
                      (h.first_at - d.first_character)::INTEGER AS start,
                      (h.last_at - d.first_character + length(f.text))::INTEGER AS "end",
                      (h.place - d.first_token)::INTEGER AS position,
                      (h.place - d.first_token + {words - 1})::INTEGER AS last, h.form
               FROM ({found}) h
               JOIN (SELECT document, first_token, first_character FROM document WHERE {inside}) d
                   USING (document)
               JOIN form f ON f.form = h.last_form"""


def documents_with(needle: Needle, *, prefix: str) -> tuple[str, dict[str, object]]:
    """Return a SELECT of the documents that hold the needle anywhere, and its parameters."""
    if len(needle.words) == 1:
        test, params = forms_where(needle.words[0], f"{prefix}_0")
        return f"SELECT document FROM token_row WHERE form IN (SELECT form FROM form WHERE {test})", params
    sql, params = hits(needle, prefix=prefix)
    return f"SELECT document FROM ({sql})", params


def _entity_hits(codes: tuple[str, ...], prefix: str, inside: str) -> tuple[str, dict[str, object]]:
    sql = f"""SELECT DISTINCT document, sentence, kind, start, "end",
                     NULL::INTEGER AS position, NULL::INTEGER AS last, NULL::INTEGER AS form
              FROM mention WHERE {inside} AND how = 'name' AND entity IN
                  (SELECT entity FROM entity WHERE code IN (SELECT unnest(${prefix}_codes::VARCHAR[])))"""
    return sql, {f"{prefix}_codes": list(codes)}


def _named(store: Store, key: str) -> tuple[str, ...]:
    sql = "SELECT DISTINCT code FROM alias JOIN entity USING (entity) WHERE key = $key ORDER BY code"
    return tuple(store.query(sql, {"key": key})["code"])


def _word(text: str, how: str) -> Word:
    roman = roman_key(text) if _latin(text) and len(text) >= ROMAN_LETTERS else ""
    return Word(match_key(text), roman, how)


def _hows(words: int, match: Match) -> list[str]:
    if match == "inside":
        return ["inside"] if words == 1 else (["ends"] + ["whole"] * (words - 2) + ["starts"])[:words]
    if match == "starts":
        return ["whole"] * (words - 1) + ["starts"] * min(words, 1)
    return [match] * words


def _latin(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return bool(letters) and all(character < "\u0250" for character in letters)
