"""What a store holds already, by which a batch's own ids become the store's.

Looked up once a writing session: asking the store again for every batch cost more than writing it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, repeat

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis.errors import StoreError
from analysis.keyed import Keyed
from analysis.language.romanise import roman_keys
from analysis.records import Numbers
from analysis.store.texts import store_path
from analysis.store.waiting import PLACING, with_waiting

# So many numbers of annotators are kept, 8 bytes each: of one that begins anew, or has not been met for long,
# they are forgotten, and its forms looked up by their text.
MOST_NUMBERS = 4_000_000
_TERM_BITS = 32
_ROWS = 10_000


@dataclass(frozen=True, slots=True)
class Places:
    """Of each document of a batch: its id (int32), and in the store the place of its first token and where
    its text begins (int64)."""

    documents: np.ndarray
    first_token: np.ndarray
    first_character: np.ndarray


def _before(sizes: np.ndarray) -> np.ndarray:
    return np.cumsum(sizes, dtype=np.int64) - sizes


@dataclass(slots=True)
class Known:
    """The names of documents and the ids of forms, terms and entities, in bounded memory (``keyed.py``).

    A form is known by its id and its term's in one number, ``form << 32 | term``. It runs ahead of the store
    inside a transaction: when that is rolled back, read it anew.
    """

    documents: int = 0  # the id the next document gets
    tokens: int = 0  # the place that its first token gets
    characters: int = 0  # where its text begins
    next_form: int = 0
    next_term: int = 0
    names: Keyed[str, int] = field(default_factory=Keyed)  # all that count: 1
    forms: Keyed[str, int] = field(default_factory=Keyed)
    terms: Keyed[str, int] = field(default_factory=Keyed)  # stop tier, space, key → term
    entities: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, np.ndarray] = field(default_factory=dict)  # annotator → its number of a form → form

    @classmethod
    def read(cls, cursor: duckdb.DuckDBPyConnection) -> Known:
        """Return what the store holds now."""
        path = store_path(cursor)
        document = with_waiting(cursor, path, "document", PLACING)
        form, term = (with_waiting(cursor, path, name) for name in ("form", "term"))
        ends = (
            "SELECT max(first_character + room) FROM waiting_document" if document[0] == "(" else "SELECT 0"
        )

        def number(sql: str) -> int:
            return cursor.execute(sql).fetchall()[0][0]

        return cls(
            documents=number(f"SELECT coalesce(max(document) + 1, 0) FROM {document}"),
            tokens=number(f"SELECT coalesce(max(first_token + tokens), 0) FROM {document}"),
            characters=number(f"SELECT greatest(max(letter) + 1, ({ends})) FROM token_row"),
            next_form=number(f"SELECT coalesce(max(form) + 1, 0) FROM {form}"),
            next_term=number(f"SELECT coalesce(max(term) + 1, 0) FROM {term}"),
            names=Keyed(_rows(cursor, f"SELECT name, 1 FROM {document}")),
            forms=Keyed(_rows(cursor, f"SELECT text, form::BIGINT << 32 | term FROM {form}")),
            terms=Keyed(
                (_term(key, stop), number)
                for key, stop, number in _rows(cursor, f"SELECT key, stop, term FROM {term}")
            ),
            entities=dict(_rows(cursor, "SELECT code, entity FROM entity")),
        )

    def take_names(self, names: Sequence[str]) -> None:
        """Add the names of new documents. Raises StoreError (``store.name_taken``)."""
        taken = {name for name, known in zip(names, self.names.get_all(names), strict=True) if known}
        if not taken and len(set(names)) < len(names):
            taken = {name for name in names if names.count(name) > 1}
        if taken:
            raise StoreError("store.name_taken", name=min(taken))
        self.names.update(zip(names, repeat(1), strict=False))

    def take_documents(self, tokens: np.ndarray, letters: np.ndarray, *, number: int | None = None) -> Places:
        """Return where the next documents stand, of so many tokens and letters each: as new ones, or one as
        document ``number``."""
        first = self.documents if number is None else number
        ids = np.arange(first, first + len(tokens), dtype=np.int32)
        places = Places(ids, self.tokens + _before(tokens), self.characters + _before(letters + 1))
        self.documents = max(self.documents, first + len(ids))
        self.tokens += int(tokens.sum())
        self.characters += int((letters + 1).sum())
        return places

    def take_forms(
        self, forms: pa.Table, numbers: Numbers | None = None
    ) -> tuple[np.ndarray, np.ndarray, pa.Table, pa.Table]:
        """Return the store's ids of the batch's forms and of their terms, and the new rows of both tables."""
        met = np.full(forms.num_rows, -1, np.int64) if numbers is None else self._met(numbers)
        unmet = np.flatnonzero(met < 0)
        texts = forms["text"].take(pa.array(unmet)).to_pylist()
        met[unmet] = [-1 if known is None else known for known in self.forms.get_all(texts)]
        fresh = np.flatnonzero(met < 0)
        new, first, first_term = forms.take(pa.array(fresh)), self.next_form, self.next_term
        terms = self._take_terms(new)
        met[fresh] = np.arange(first, first + len(fresh)) << _TERM_BITS | terms
        self.forms.update(zip(new["text"].to_pylist(), met[fresh].tolist(), strict=True))
        self.next_form += len(fresh)
        if numbers is not None:
            self.numbers[numbers.annotator][numbers.forms] = met
        rows = _form_rows(new, first, terms), _term_rows(new, terms, first_term)
        return (met >> _TERM_BITS).astype(np.int32), met.astype(np.int32), *rows  # the lower half: the term

    def _met(self, numbers: Numbers) -> np.ndarray:
        """Return the forms (int64) of an annotator's numbers that it met before, -1 for the others."""
        room = int(numbers.forms.max(initial=-1)) + 1
        met = self.numbers.pop(numbers.annotator, np.empty(0, np.int64))
        if room > len(met):
            met = np.concatenate([met, np.full(max(room - len(met), len(met)), -1, np.int64)])
        self.numbers[numbers.annotator] = met  # behind those that were asked for before
        while sum(map(len, self.numbers.values())) > MOST_NUMBERS and len(self.numbers) > 1:
            del self.numbers[next(iter(self.numbers))]
        return met[numbers.forms]

    def _take_terms(self, new: pa.Table) -> np.ndarray:
        """Return the terms (int32) of new forms, giving ids to those that are new."""
        columns = (new[name].to_pylist() for name in ("lemma_key", "stop"))
        terms = [_term(key, stop) for key, stop in zip(*columns, strict=True)]
        ids = dict(zip(terms, self.terms.get_all(terms), strict=True))
        fresh = [term for term, known in ids.items() if known is None]
        ids.update(zip(fresh, count(self.next_term)))
        self.terms.update((term, ids[term]) for term in fresh)
        self.next_term += len(fresh)
        return np.array([ids[term] for term in terms], np.int32)

    def take_entities(self, entities: pa.Table) -> pa.Table | None:
        """Return the rows new to the store, None where there are none."""
        fresh = [code for code in entities["code"].to_pylist() if code not in self.entities]
        if not fresh:
            return None
        for code in fresh:
            self.entities[code] = len(self.entities)
        new = entities.filter(pc.is_in(entities["code"], value_set=pa.array(fresh, pa.string())))
        ids = [self.entities[code] for code in new["code"].to_pylist()]
        return new.add_column(0, "entity", pa.array(ids, pa.int32()))


def _rows(cursor: duckdb.DuckDBPyConnection, sql: str) -> Iterator[tuple]:
    cursor.execute(sql)
    while rows := cursor.fetchmany(_ROWS):
        yield from rows


def _term(key: str, stop: str | None) -> str:
    return f"{stop or ''} {key}"  # a tier is one word


def _form_rows(new: pa.Table, first: int, terms: np.ndarray) -> pa.Table:
    return pa.table(
        {
            "form": pa.array(range(first, first + new.num_rows), pa.int32()),
            "text": new["text"],
            "key": new["key"],
            "roman": pa.array(roman_keys(new["text"].to_pylist()), pa.string()),
            "lemma": new["lemma"],
            "term": pa.array(terms),
        }
    )


def _term_rows(new: pa.Table, terms: np.ndarray, first: int) -> pa.Table:
    numbers, places = np.unique(terms, return_index=True)
    rows = new.select(["lemma_key", "stop"]).take(pa.array(places[numbers >= first]))
    table = pa.table({"term": pa.array(numbers[numbers >= first], pa.int32()), "key": rows["lemma_key"]})
    return table.append_column("stop", rows["stop"])
