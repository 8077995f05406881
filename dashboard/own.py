"""Corpora that a reader made of articles of their own: each in a file of its own, deleted with the session.

Nothing here knows Streamlit: a worker's thread fills these stores while the pages read them.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import RLock, Timer

from analysis.annotate.annotate import Annotator
from analysis.corpus import Document
from analysis.ingest import read_document, remove_documents, update_document
from analysis.ingest.known import taken_names
from analysis.lexicon.reader import Lexicon, load_lexicon
from analysis.store.report import InputRow
from analysis.store.store import Store
from analysis.versions import rules_version
from dashboard.loading import Input, Job

# A phone that loses its network comes back within the time that the server keeps the session.
GRACE = 75.0


class OwnCorpus:
    """One corpus of a session, under a code that nobody can guess.

    ``lock`` is held by a page while it asks and by the worker while it writes, so that all numbers of a page
    are of one moment; ``build`` names that moment.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.code = f"own-{secrets.token_urlsafe(12)}"
        self.lock = RLock()
        self.report: list[InputRow] = []
        self.removed: dict[str, Document] = {}  # by name, to be brought back
        self.again: dict[str, Input] = {}  # inputs that may be read again in another encoding, by path
        self.job: Job | None = None
        self._version = 0
        self._annotator: Annotator | None = None
        self._folder = TemporaryDirectory(prefix="vimarsh-", ignore_cleanup_errors=True)
        self.store = Store.create(Path(self._folder.name) / "corpus.duckdb")

    @property
    def build(self) -> str:
        """The corpus as it stands now: another name after every change."""
        return f"{self.code}:{self._version}"

    @property
    def documents(self) -> int:
        """How many documents are in the store."""
        return int(self.store.query("SELECT count(*) AS n FROM document")["n"].iloc[0])

    @property
    def busy(self) -> bool:
        """Whether a worker is filling the store."""
        return self.job is not None and self.job.progress.state == "running"

    @property
    def halted(self) -> bool:
        """Whether a loading was stopped and not gone on with."""
        return self.job is not None and self.job.progress.state == "stopped"

    def changed(self) -> None:
        """Say that the numbers are others now."""
        self._version += 1

    def annotator(self) -> Annotator:
        """Return the annotator of this corpus; its vocabulary is nobody else's."""
        with self.lock:
            if self._annotator is None:
                lexicon: Lexicon = load_lexicon()
                self._annotator = Annotator(lexicon)
                about = {"lexicon": lexicon.version, "rules": rules_version(), "corpus": self.name}
                self.store.note(**about)
            return self._annotator

    def load(self, inputs: list[Input]) -> None:
        """Read inputs in the background; what they say of a path read before takes its place."""
        if self.busy:
            raise RuntimeError("one worker at a time")
        for one in inputs:
            self.again.pop(one.only, None)
            self.report = [row for row in self.report if row.path != one.only or row.documents]
        self.job = Job(self, inputs)
        self.job.start()

    def read_again(self, path: str, encoding: str) -> None:
        """Read an input that was in a wrong encoding once more."""
        self.load([replace(self.again[path], encoding=encoding)])

    def update(self, name: str, changes: Mapping[str, object]) -> None:
        """Change what is known of a document; raises StoreError."""
        with self.lock:
            update_document(self.store, self.annotator(), name, changes)
            self.changed()

    def remove(self, names: list[str]) -> None:
        """Take documents out, to be kept aside for ``restore``; raises StoreError."""
        with self.lock:
            gone = [read_document(self.store, name) for name in names]
            remove_documents(self.store, names)
            self.removed |= {document.name: document for document in gone}
            self.changed()

    def restore(self, names: Sequence[str]) -> None:
        """Bring removed documents back as they were; one whose name was given away gets a number."""
        with self.lock:
            taken = taken_names(self.store)
            back = [replace(one, name=taken.free(one.name)) for one in map(self.removed.pop, names)]
            if back:
                self.store.append(self.annotator().annotate(back))
                self.store.finish()
                self.changed()

    def added(self, documents: Sequence[Document]) -> None:
        """Forget of the removed documents those that were brought again."""
        texts = {document.text for document in documents}
        self.removed = {name: one for name, one in self.removed.items() if one.text not in texts}

    def close(self) -> None:
        """Stop the worker and delete the corpus."""
        if self.job is not None:
            self.job.stop()
            self.job.wait()
        with self.lock:
            self.store.close()
            self._folder.cleanup()


class Own:
    """The corpora of one session, in the order they were made."""

    def __init__(self) -> None:
        self.corpora: dict[str, OwnCorpus] = {}
        self._timer: Timer | None = None

    def make(self, name: str) -> OwnCorpus:
        """Return a new, empty corpus; a name in use gets a number."""
        taken = {corpus.name for corpus in self.corpora.values()}
        wanted, number = name, 2
        while wanted in taken:
            wanted, number = f"{name} {number}", number + 1
        corpus = OwnCorpus(wanted)
        self.corpora[corpus.code] = corpus
        return corpus

    def drop(self, code: str) -> None:
        """Delete one corpus."""
        corpus = self.corpora.pop(code, None)
        if corpus is not None:
            corpus.close()

    def stay(self) -> None:
        """The reader is here."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def leave(self) -> None:
        """The reader's connection is gone: delete everything unless they come back soon."""
        self.stay()
        if self.corpora:
            self._timer = Timer(GRACE, self.close)
            self._timer.daemon = True
            self._timer.start()

    def close(self) -> None:
        """Delete every corpus."""
        for code in list(self.corpora):
            self.drop(code)
