"""Count the words of a batch once, so that no question has to count tokens again."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from analysis.records import Batch

KINDS = ("body", "byline", "heading", "junk")  # in the order of the table's rows
COLUMNS = (
    "count", "sentences", "sentences_of_term", "joined", "joined_sentences", "joined_sentences_of_term",
)  # fmt: skip


def term_counts(batch: Batch, forms: np.ndarray, terms: np.ndarray) -> pa.Table:
    """Return the rows of ``term_count`` that a batch makes, by document (of the batch), form and kind.

    ``forms`` and ``terms`` give the store's ids of each form of the batch and of its term.
    """
    split = _words(batch.tokens)
    compounds = _words(batch.compounds)
    count = _Counting(terms, forms, int(max(split[1].max(initial=0), compounds[1].max(initial=0))) + 1)
    keys, sums = count(split)
    joined = sums.copy()
    # Joining hyphens changes only the sentences that have a compound: take those out and put them in anew.
    if batch.compounds.num_rows:
        touched, again = _joined(batch, split, compounds)
        out, less = count(touched)
        joined[:, np.searchsorted(keys, out)] -= less
        keys, sums, joined = _added(keys, sums, joined, *count(again))
    document, form, kind = count.places(keys)
    order = np.argsort((document * (int(forms.max(initial=0)) + 1) + forms[form]) * len(KINDS) + kind)
    columns = {"document": document, "form": forms[form], **dict(zip(COLUMNS, (*sums, *joined), strict=True))}
    table = {name: pa.array(column[order], pa.int32()) for name, column in columns.items()}
    kinds = pa.DictionaryArray.from_arrays(pa.array(kind[order], pa.int8()), pa.array(KINDS, pa.string()))
    return pa.table(table | {"kind": kinds})


def _words(table: pa.Table) -> np.ndarray:
    """Return document, sentence, kind and form of each row as four int64 rows."""
    kind = table["kind"].combine_chunks()
    code = np.array([KINDS.index(name) for name in kind.dictionary.to_pylist()] or [0])
    columns = [table[name].to_numpy() for name in ("document", "sentence")]
    return np.stack([*columns, code[kind.indices.to_numpy()], table["form"].to_numpy()]).astype(np.int64)


def _joined(batch: Batch, split: np.ndarray, compounds: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the words of the sentences with compounds, with hyphens split and with hyphens joined."""
    wide = int(max(split[1].max(), compounds[1].max())) + 1
    marks = np.zeros((int(split[0].max()) + 1) * wide, bool)
    marks[compounds[0] * wide + compounds[1]] = True
    touched = marks[split[0] * wide + split[1]]
    first = batch.compounds["position"].to_numpy().astype(np.int64)
    parts = batch.compounds["parts"].to_numpy().astype(np.int64)
    inside = np.repeat(first - np.cumsum(parts) + parts, parts) + np.arange(parts.sum())
    begins = np.searchsorted(split[0], np.arange(int(split[0].max()) + 1))  # tokens come by document
    touched_split = np.flatnonzero(touched)
    covered = np.isin(touched_split, begins[np.repeat(compounds[0], parts)] + inside)
    again = [split[:, touched_split[~covered]], compounds]
    return split[:, touched_split], np.concatenate(again, axis=1)


class _Counting:
    """Counts words by (document, form, kind), packed into one number with forms of one term side by side."""

    def __init__(self, terms: np.ndarray, forms: np.ndarray, sentences: int) -> None:
        self._by_term = np.lexsort((forms, terms))
        self._rank = np.empty_like(self._by_term)
        self._rank[self._by_term] = np.arange(len(terms))
        self._terms = terms[self._by_term].astype(np.int64)
        self._sentences = sentences
        self._many = max(len(terms), 1)

    def __call__(self, words: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the packed places, ascending, and three rows: words, sentences, sentences of the term."""
        document, sentence, kind, form = words
        packed = (document * self._many + self._rank[form]) * len(KINDS) + kind
        packed = np.sort(packed * self._sentences + sentence)
        starts = np.flatnonzero(np.diff(packed, prepend=-1))  # one form in one sentence
        words_in = np.diff(starts, append=len(packed))
        keys, sentence = np.divmod(packed[starts], self._sentences)
        groups = np.flatnonzero(np.diff(keys, prepend=-1))
        first = self._first_of_term(keys, sentence)
        if not len(groups):
            return keys, np.zeros((3, 0), np.int64)
        sums = (
            np.add.reduceat(words_in, groups),
            np.diff(groups, append=len(keys)),
            np.add.reduceat(first, groups),
        )
        return keys[groups], np.stack(sums)

    def _first_of_term(self, keys: np.ndarray, sentence: np.ndarray) -> np.ndarray:
        """Return 1 for the first form of a term in a sentence, 0 for its other forms there."""
        rank = keys // len(KINDS) % self._many
        owner = keys // (len(KINDS) * self._many) * (int(self._terms.max(initial=0)) + 1) + self._terms[rank]
        first = np.ones(len(keys), np.int64)
        begins = np.flatnonzero(np.diff(owner, prepend=-1))
        ends = np.append(begins[1:], len(owner)) - 1
        # Most terms have one form in a document: only the others need a second look.
        several = (
            np.flatnonzero(np.repeat(rank[begins] != rank[ends], ends - begins + 1)) if len(begins) else []
        )
        if len(several):
            kind = keys[several] % len(KINDS)
            order = np.lexsort((rank[several], sentence[several], kind, owner[several]))
            same = [np.diff(column[order]) == 0 for column in (sentence[several], kind, owner[several])]
            first[several[order[1:]]] = ~np.logical_and.reduce(same)
        return first

    def places(self, keys: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return document, form (of the batch) and kind of packed places."""
        rest, kind = np.divmod(keys, len(KINDS))
        document, rank = np.divmod(rest, self._many)
        return document, self._by_term[rank], kind


def _added(keys, sums, joined, more, extra) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Add counts to the joined ones; places not met before (compounds) get a row of their own."""
    new = ~np.isin(more, keys, assume_unique=True)
    keys = np.concatenate([keys, more[new]])
    blank = np.zeros((len(sums), int(new.sum())), sums.dtype)
    order = np.argsort(keys, kind="stable")
    keys, sums = keys[order], np.concatenate([sums, blank], axis=1)[:, order]
    joined = np.concatenate([joined, blank], axis=1)[:, order]
    joined[:, np.searchsorted(keys, more)] += extra
    return keys, sums, joined
