"""From inputs to a store: read, annotate, append, batch by batch, so that any moment is a good one to stop.

    paths → reading → groups of readings → annotation (here, in processes or on a cluster) → store

A batch and what became of its inputs are written in one transaction. What the store says of its inputs is
where the next run goes on; a run that finds everything there adds nothing.
"""

from analysis.ingest.batches import Progress, fill
from analysis.ingest.edit import checked, read_document, remove_documents, update_document
from analysis.ingest.run import Outcome, ingest

__all__ = [
    "Outcome", "Progress", "checked", "fill", "ingest", "read_document", "remove_documents",
    "update_document",
]  # fmt: skip
