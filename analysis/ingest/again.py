"""A corpus annotated again with another lexicon, beside the store it comes from."""

from __future__ import annotations

from pathlib import Path

from analysis.annotate.annotate import Annotator
from analysis.ingest.edit import read_document
from analysis.lexicon.reader import Lexicon
from analysis.store.store import Store

BATCH = 64


def annotate_again(base: Store, lexicon: Lexicon, path: Path | None = None) -> Store:
    """Return a new store (at ``path``, else in memory) of the documents of ``base``, by another lexicon.

    ``base`` is only read. What a reader changed of its documents (dates, sources) is kept, for the documents
    are taken from it and not from their files. Raises StoreError as ``Store.create`` does.
    """
    annotator, store = Annotator(lexicon), Store.create(path)
    try:
        names = base.query("SELECT name FROM document ORDER BY document")["name"].tolist()
        for first in range(0, len(names), BATCH):
            documents = [read_document(base, name) for name in names[first : first + BATCH]]
            store.append(annotator.annotate(documents))
        facts = {name: value for name, value in base.about.items() if name in ("corpus", "rules")}
        store.note(lexicon=lexicon.version, **facts)
        store.finish()
    except BaseException:
        store.close()
        raise
    return store
