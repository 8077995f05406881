"""What one reader puts right in a session: corrections of each corpus, and the stores in which they hold.

Nothing here knows Streamlit. The shipped lexicon and the stores that others read are never changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from analysis.corrections import Corrections, Rejection, corrected, from_json, merged
from analysis.errors import LexiconError
from analysis.ingest.again import annotate_again
from analysis.lexicon.reader import load_lexicon
from analysis.lexicon.rows import UserRow
from analysis.store.store import Store

# An added name means reading all articles again: more of them than this would keep the reader waiting.
MOST = 2_000


class Mending:
    """The corrections of a session, by the code of the corpus."""

    def __init__(self) -> None:
        self._logs: dict[str, Corrections] = {}
        self._annotated: dict[str, tuple[tuple, Store]] = {}
        self._shown: dict[str, tuple[tuple, Store]] = {}
        self._folder = TemporaryDirectory(prefix="vimarsh-mended-", ignore_cleanup_errors=True)
        self._numbers = count()

    def of(self, code: str) -> Corrections:
        """Return the corrections of a corpus."""
        return self._logs.get(code, Corrections())

    def reject(self, code: str, rejection: Rejection) -> None:
        """Strike out a wrong hit."""
        self._logs[code] = self.of(code).reject(rejection, at=datetime.now())

    def add(self, code: str, rows: Sequence[UserRow]) -> list[LexiconError]:
        """Add rows for the lexicon; return the errors of those that clash, which are left out."""
        errors = []
        for row in rows:
            try:
                self._logs[code] = self.of(code).add_row(row, at=datetime.now())
            except LexiconError as error:
                errors.append(error)
        return errors

    def undo(self, code: str, number: int) -> None:
        """Take a change back; it stays in the log."""
        self._logs[code] = self.of(code).undo(number, at=datetime.now())

    def take(self, code: str, text: str, *, file: str) -> None:
        """Take over an exported log. Raises CorrectionError, LexiconError."""
        self._logs[code] = merged(self.of(code), from_json(text, file=file), at=datetime.now())

    def store(self, code: str, build: str, base: Store) -> Store:
        """Return ``base`` with the corrections in force; made once for each state of both."""
        log = self.of(code)
        key = (build, log.mark)
        if self._shown.get(code, (None,))[0] != key:
            self._shown[code] = (key, corrected(self._with_rows(code, build, base), log.rejections))
        return self._shown[code][1]

    def _with_rows(self, code: str, build: str, base: Store) -> Store:
        rows = self.of(code).rows
        if not rows:
            return base
        key = (build, rows)
        kept, store = self._annotated.get(code, (None, None))
        if kept != key:
            if store is not None:
                store.close()
            path = Path(self._folder.name) / f"{next(self._numbers)}.duckdb"
            store = annotate_again(base, load_lexicon().extended(rows), path)
            self._annotated[code] = (key, store)
        return store
