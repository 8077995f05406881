"""What a store holds already, by which a batch's own ids become the store's.

Looked up once a writing session: asking the store again for every batch cost more than writing it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis.annotate.columns import Integers
from analysis.errors import StoreError
from analysis.language.romanise import roman_keys
from analysis.records import Numbers
from analysis.store.texts import store_path
from analysis.store.waiting import PLACING, with_waiting


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
    """The names of documents and the ids of forms, terms and entities (about 150 bytes a form).

    It runs ahead of the store inside a transaction: when that is rolled back, read it anew.
    """

    documents: int = 0  # the id the next document gets
    tokens: int = 0  # the place that its first token gets
    characters: int = 0  # where its text begins
    names: set[str] = field(default_factory=set)
    forms: dict[str, int] = field(default_factory=dict)
    term_of: Integers = field(default_factory=Integers)  # form → term
    terms: dict[tuple[str, str | None], int] = field(default_factory=dict)
    entities: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, np.ndarray] = field(default_factory=dict)  # annotator → its number of a form → form

    @classmethod
    def read(cls, cursor: duckdb.DuckDBPyConnection) -> Known:
        """Return what the store holds now."""

        def rows(sql: str) -> list[tuple]:
            return cursor.execute(sql).fetchall()

        path = store_path(cursor)
        document = with_waiting(cursor, path, "document", PLACING)
        form, term = (with_waiting(cursor, path, name) for name in ("form", "term"))
        forms = rows(f"SELECT text, term FROM {form} ORDER BY form")
        ends = (
            "SELECT max(first_character + room) FROM waiting_document" if document[0] == "(" else "SELECT 0"
        )
        known = cls(
            documents=rows(f"SELECT coalesce(max(document) + 1, 0) FROM {document}")[0][0],
            tokens=rows(f"SELECT coalesce(max(first_token + tokens), 0) FROM {document}")[0][0],
            characters=rows(f"SELECT greatest(max(letter) + 1, ({ends})) FROM token_row")[0][0],
            names={name for (name,) in rows(f"SELECT name FROM {document}")},
            forms={text: form for form, (text, _) in enumerate(forms)},
            terms={(key, stop): number for key, stop, number in rows(f"SELECT key, stop, term FROM {term}")},
            entities=dict(rows("SELECT code, entity FROM entity")),
        )
        known.term_of.extend([term for _, term in forms])
        return known

    def take_names(self, names: Sequence[str]) -> None:
        """Add the names of new documents. Raises StoreError (``store.name_taken``)."""
        taken = self.names.intersection(names)
        if not taken and len(set(names)) < len(names):
            taken = {name for name in names if names.count(name) > 1}
        if taken:
            raise StoreError("store.name_taken", name=min(taken))
        self.names.update(names)

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
        ids = self._met(forms, numbers)
        fresh = np.flatnonzero(ids < 0)
        first, new = len(self.forms), forms.take(pa.array(fresh))
        known_terms = len(self.terms)
        terms = [
            self.terms.setdefault(term, len(self.terms))
            for term in zip(new["lemma_key"].to_pylist(), new["stop"].to_pylist(), strict=True)
        ]
        self.term_of.extend(terms)
        self.forms.update(zip(new["text"].to_pylist(), count(first)))
        ids[fresh] = np.arange(first, first + len(fresh))
        if numbers is not None:
            self.numbers[numbers.annotator][numbers.forms] = ids
        rows = self._form_rows(new, first), self._term_rows(new, first, known_terms)
        return ids, self.term_of.array()[ids], *rows

    def _met(self, forms: pa.Table, numbers: Numbers | None) -> np.ndarray:
        """Return the ids (int32) of a batch's forms, -1 for those that are new."""
        ids = np.full(forms.num_rows, -1, np.int32)
        if numbers is not None:
            room = int(numbers.forms.max(initial=-1)) + 1
            met = self.numbers.get(numbers.annotator, ids[:0])
            if room > len(met):
                met = np.concatenate([met, np.full(max(room - len(met), len(met)), -1, np.int32)])
                self.numbers[numbers.annotator] = met
            ids = met[numbers.forms]
        unmet = np.flatnonzero(ids < 0)
        texts = forms["text"].take(pa.array(unmet)).to_pylist()
        ids[unmet] = [self.forms.get(text, -1) for text in texts]
        return ids

    def _form_rows(self, new: pa.Table, first: int) -> pa.Table:
        return pa.table(
            {
                "form": pa.array(range(first, first + new.num_rows), pa.int32()),
                "text": new["text"],
                "key": new["key"],
                "roman": pa.array(roman_keys(new["text"].to_pylist()), pa.string()),
                "lemma": new["lemma"],
                "term": pa.array(self.term_of.array()[first:]),
            }
        )

    def _term_rows(self, new: pa.Table, first: int, known: int) -> pa.Table:
        terms = self.term_of.array()[first:]
        numbers, places = np.unique(terms, return_index=True)
        rows = new.select(["lemma_key", "stop"]).take(pa.array(places[numbers >= known]))
        table = pa.table({"term": pa.array(numbers[numbers >= known], pa.int32()), "key": rows["lemma_key"]})
        return table.append_column("stop", rows["stop"])

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
