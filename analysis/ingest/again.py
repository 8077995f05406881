"""A corpus annotated again with a lexicon that a reader added to: only the documents that hold the new forms.

documents_holding   the documents that may have a mention of an added form
read_again          the corpus as that lexicon reads it; the store itself stays as it is
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from analysis.annotate import tables
from analysis.annotate.annotate import Annotator
from analysis.ingest.edit import read_documents
from analysis.lexicon.compile import brackets, spellings
from analysis.lexicon.reader import load_lexicon
from analysis.lexicon.rows import UserRow
from analysis.records import Batch
from analysis.store.reread import RereadStore
from analysis.store.store import Store

BATCH = 64
# Documents done, documents in all.
Progress = Callable[[int, int], None]


def documents_holding(store: Store, rows: Sequence[UserRow]) -> list[int]:
    """Return the ids of the documents with all words of a form of the rows, in any of its spellings.

    Words are compared by their match key; whether they stand together is for the annotation to say.
    """
    wanted = {spelling for row in rows for text in row.surfaces for spelling in spellings(brackets(text)[1])}
    found: set[int] = set()
    for words in sorted(wanted):
        held = store.query(
            """SELECT document
               FROM (SELECT DISTINCT t.document, f.key FROM token_row t JOIN form f USING (form)
                     WHERE list_contains($keys::VARCHAR[], f.key))
               GROUP BY document HAVING count(*) = len($keys::VARCHAR[])""",
            {"keys": sorted(set(words))},
        )
        found.update(map(int, held["document"]))
    return sorted(found)


def read_again(
    base: Store, rows: Sequence[UserRow], *, progress: Progress = lambda done, of: None
) -> RereadStore:
    """Return ``base`` with the rows of a reader's dictionary in force.

    Mentions, statements and all that follows from names are those that annotating the whole corpus with the
    lexicon of ``rows`` would give in the documents that hold their words; the other documents are as they
    were, and so is the lemma of every word. ``base`` is only read, and stays open; what ``progress`` raises
    ends the work. Raises LexiconError for rows that clash.
    """
    lexicon = load_lexicon().extended(rows)
    return RereadStore(
        base,
        _batches(base, Annotator(lexicon), documents_holding(base, rows), progress),
        entities=tables.entities(lexicon),
        aliases=tables.aliases(lexicon),
        codes=[row.code for row in rows],
        lexicon=lexicon.version,
    )


def _batches(base: Store, annotator: Annotator, documents: list[int], progress: Progress) -> Iterator[Batch]:
    progress(0, len(documents))
    for first in range(0, len(documents), BATCH):
        part = documents[first : first + BATCH]
        yield annotator.annotate(read_documents(base, part))
        progress(first + len(part), len(documents))
