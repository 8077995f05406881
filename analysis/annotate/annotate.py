"""Documents in, rows out: the annotators in their order.

Pure: it knows no files, no store and no screen, so it runs the same in one process, in a pool and on a
cluster.
"""

from __future__ import annotations

import gc
import os
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise

import numpy as np
import pyarrow as pa

from analysis.annotate import tables
from analysis.annotate.batch import KINDS, TokenBatch, tokenise_batch
from analysis.annotate.compounds import Compounds, find_compounds
from analysis.annotate.depth_found import NO_DEPTH, joined
from analysis.annotate.heads import Head, heads
from analysis.annotate.mentions import find_mentions
from analysis.annotate.vocabulary import Vocabulary
from analysis.corpus import Document
from analysis.lexicon.matcher import Matcher
from analysis.lexicon.reader import Lexicon
from analysis.records import Batch, Numbers

BYLINE = KINDS.index("byline")
# So many written forms are known at a time, some 700 bytes each: twice as many as are in seven million words
# of news. To begin anew costs about as much as a batch.
MOST_FORMS = 200_000


@contextmanager
def _no_pauses() -> Iterator[None]:
    """Keep the collector of reference cycles off: a batch makes ten thousands of rows and no cycle.

    Looking through them again and again takes a tenth of the time.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class Annotator:
    """A lexicon made ready to annotate batch after batch; the forms it has met stay known up to MOST_FORMS.

    ``annotate(documents)`` depends on the documents and the lexicon alone, never on earlier batches. With
    ``deep`` False it makes tokens, sentences and mentions by name, and leaves out what the rules find.
    """

    @_no_pauses()
    def __init__(self, lexicon: Lexicon, *, deep: bool = True) -> None:
        self.lexicon, self._deep = lexicon, deep
        self._entities, self._aliases = tables.entities(lexicon), tables.aliases(lexicon)
        self._begin()

    def _begin(self) -> None:
        """Begin with no forms: what the rules keep of one vocabulary is theirs to forget with it."""
        self._vocabulary = Vocabulary(self.lexicon.protected)
        self._matcher = Matcher(self.lexicon, self._vocabulary)
        self._depth = _rules(self.lexicon, self._matcher.codes) if self._deep else None
        self._mark = uuid.uuid4().hex  # with the process: two forks number new forms alike

    @_no_pauses()
    def annotate(self, documents: Sequence[Document]) -> Batch:
        """Return the rows of ``documents``: one batch, ids local to it (see ``records.Batch``)."""
        if len(self._vocabulary.forms) > MOST_FORMS:
            self._begin()
        batch = tokenise_batch(documents, self._vocabulary)
        head = heads(batch)
        kinds = _token_kinds(batch, head)
        compounds = find_compounds(batch)
        forms, compound_form = _local_forms(batch, compounds)
        found = find_mentions(batch, self._matcher)
        depth = self._depth.annotate(batch, found) if self._depth else NO_DEPTH
        mentioned, beside = joined(found, depth)
        return Batch(
            documents=tables.documents(batch, head),
            sentences=tables.sentences(batch),
            tokens=tables.tokens(batch, kinds),
            compounds=tables.compounds(batch, compounds, compound_form, kinds),
            mentions=tables.mentions(batch, mentioned, self._matcher.codes, beside),
            forms=tables.forms(self._vocabulary, forms),
            entities=self._entities,
            aliases=self._aliases,
            numbers=Numbers(f"{self._mark} {os.getpid()}", forms),
            **depth.tables,
        )


def _rules(lexicon: Lexicon, codes: Sequence[str]):
    from analysis.annotate.depth import DepthAnnotator  # here: a plain pass starts without the rules

    return DepthAnnotator(lexicon, codes)


def _token_kinds(batch: TokenBatch, head: Sequence[Head]) -> np.ndarray:
    """Return the kind of each token: its sentence's, but byline inside a credit at a sentence's head."""
    kinds = batch.sentence_kind[batch.token_sentence]
    bounds = pairwise(batch.document_first_token.tolist())
    for one, (first, last) in zip(head, bounds, strict=True):
        if one.byline:
            begin = np.searchsorted(batch.token_start[first:last], one.byline[0])
            end = np.searchsorted(batch.token_end[first:last], one.byline[1], side="right")
            kinds[first + begin : first + end] = BYLINE
    return kinds


def _local_forms(batch: TokenBatch, compounds: Compounds) -> tuple[np.ndarray, np.ndarray]:
    """Return the distinct forms of this batch, tokens' first, and the compounds' places among them.

    They stand in the order of first appearance: that of the vocabulary would tell of earlier batches.
    """
    place = np.full(len(batch.vocabulary.forms), -1, np.int32)
    place[batch.forms] = np.arange(len(batch.forms))
    fresh = pa.array(compounds.form[place[compounds.form] < 0]).unique().to_numpy()
    place[fresh] = len(batch.forms) + np.arange(len(fresh))
    return np.concatenate([batch.forms, fresh]), place[compounds.form]
