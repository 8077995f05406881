"""What one reader puts right in a session: corrections of each corpus, and the stores in which they hold.

Nothing here knows Streamlit. The shipped lexicon and the stores that others read are never changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from analysis.corrections import Corrections, Rejection, corrected, from_json, merged
from analysis.errors import LexiconError
from analysis.ingest.again import documents_holding, read_again
from analysis.lexicon.rows import UserRow
from analysis.store.store import Store
from dashboard.rereading import Rereading

# An added name means reading the articles that hold its words again. So many are read while the reader waits
# (a second or two); more in the background; and of yet more the cost is told before.
AT_ONCE = 150
ASKED_FROM = 3_000
SPEED = 100  # articles a second, of some 300 words: told before, when nothing is measured yet


@dataclass(frozen=True, slots=True)
class Mended:
    """A store as far as the corrections hold in it, and a mark of what those are."""

    store: Store
    mark: str
    waiting: bool = False  # added names are still being read


class Mending:
    """The corrections of a session, by the code of the corpus."""

    def __init__(self) -> None:
        self._logs: dict[str, Corrections] = {}
        self._reread: dict[str, tuple[tuple, Store]] = {}  # (build, rows), and the store with the rows
        self._shown: dict[str, tuple[tuple, Store]] = {}
        self._jobs: dict[str, tuple[tuple, Rereading]] = {}

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

    def cost(self, code: str, base: Store, rows: Sequence[UserRow]) -> int:
        """Return how many articles are to be read again to have ``rows`` beside those that hold."""
        return len(documents_holding(base, [*self.of(code).rows, *rows]))

    def undo(self, code: str, number: int) -> None:
        """Take a change back; it stays in the log."""
        self._logs[code] = self.of(code).undo(number, at=datetime.now())

    def take(self, code: str, text: str, *, file: str) -> None:
        """Take over an exported log. Raises CorrectionError, LexiconError."""
        self._logs[code] = merged(self.of(code), from_json(text, file=file), at=datetime.now())

    def job(self, code: str) -> Rereading | None:
        """Return the reading of added names that is under way or was stopped, None where there is none."""
        return self._jobs[code][1] if code in self._jobs else None

    def give_up(self, code: str) -> None:
        """Stop reading, and take back the names that were waited for."""
        job = self.job(code)
        if job is None:
            return
        job.stop()
        job.wait()
        held = self._reread[code][0][1] if code in self._reread else ()
        for number, change in sorted(self.of(code).active.items(), reverse=True):
            if change.row and change.row not in held:
                self.undo(code, number)
        self._jobs.pop(code, None)

    def store(self, code: str, build: str, base: Store) -> Mended:
        """Return ``base`` with the corrections in force; made once for each state of both.

        Where names are still being read it is the store without them; ask again when ``job`` is done.
        """
        log = self.of(code)
        rows = self._rows_ready(code, build, base, log.rows)
        waiting = rows != log.rows
        key = (build, rows, log.rejections)
        if self._shown.get(code, (None,))[0] != key:
            below = self._reread[code][1] if rows else base
            self._shown[code] = (key, corrected(below, log.rejections))
        return Mended(self._shown[code][1], f"{log.mark}{'-' if waiting else ''}", waiting)

    def _rows_ready(self, code: str, build: str, base: Store, rows: tuple[UserRow, ...]) -> tuple:
        """Return the rows with which a store is at hand: all, or those from before while a worker reads."""
        key = (build, rows)
        if not rows:
            self._end_job(code)
            self._reread.pop(code, None)
        elif self._reread.get(code, (None,))[0] != key:
            found = self._read(code, key, base)
            if found is None:
                (of, before), _ = self._reread.get(code, ((None, ()), None))
                return before if of == build else ()
            self._reread[code] = (key, found)
            self._jobs.pop(code, None)
        return rows

    def _read(self, code: str, key: tuple, base: Store) -> Store | None:
        """Return the store with the rows of ``key``, at once or when the worker is done; None before."""
        if self._jobs.get(code, (None,))[0] != key:
            self._end_job(code)
            if len(documents_holding(base, key[1])) <= AT_ONCE:
                return read_again(base, key[1])
            self._jobs[code] = (key, Rereading(base, key[1]))
            self._jobs[code][1].start()
        return self._jobs[code][1].store

    def _end_job(self, code: str) -> None:
        _, job = self._jobs.pop(code, (None, None))
        if job is not None:
            job.stop()
