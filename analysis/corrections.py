"""What a reader puts right for one corpus: wrong hits struck out, names added; logged, undoable, taken along.

    Corrections   the log, and what follows from it: ``rejections`` and ``rows``
    load, save    a small JSON file beside the store; the same file is what is exported and imported
    open_corrected   a corpus with its corrections: totals follow

The shipped lexicon and the annotated store are never changed: a struck-out hit is left out of every question;
for an added row the articles that hold its words are read again, beside the shared store.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import get_args

from analysis.corpus import Selection
from analysis.errors import AnalysisError
from analysis.ingest import Progress
from analysis.ingest.again import read_again
from analysis.lexicon.reader import Lexicon, fingerprint, load_lexicon
from analysis.lexicon.rows import UserRow, clashes
from analysis.opening import open_corpus
from analysis.store.corrected import CorrectedStore, Span, Struck
from analysis.store.selection import scope
from analysis.store.store import Store

FORMAT = 1


class CorrectionError(AnalysisError):
    """A correction that cannot be made, or a file of them that cannot be read."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """A wrong hit: where it stands in which document, as what entity, and the words (for the reader).

    ``what`` says whether it is a mention of the entity (by name, title or pronoun), a statement, or the
    speaker of a statement ('' one who is not in the lexicon); of statements the words said are the place.
    """

    name: str
    start: int
    end: int
    entity: str
    surface: str = ""
    what: Struck = "mention"


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the log: when (ISO, local time), and a rejection, a row, or the change it undoes."""

    at: str
    rejection: Rejection | None = None
    row: UserRow | None = None
    undone: int | None = None


@dataclass(frozen=True, slots=True)
class Corrections:
    """A log of changes, oldest first; changes are numbered from 1 and never taken out of it."""

    log: tuple[Change, ...] = ()

    @property
    def active(self) -> dict[int, Change]:
        """The changes that hold, by number: those that nobody undid, and no undoing."""
        undone = {change.undone for change in self.log}
        return {
            number: change
            for number, change in enumerate(self.log, 1)
            if number not in undone and change.undone is None
        }

    @property
    def rejections(self) -> tuple[Rejection, ...]:
        """The hits struck out."""
        return tuple(dict.fromkeys(one.rejection for one in self.active.values() if one.rejection))

    @property
    def rows(self) -> tuple[UserRow, ...]:
        """The rows added to the lexicon; of two with one id the later holds."""
        return tuple({one.row.code: one.row for one in self.active.values() if one.row}.values())

    @property
    def mark(self) -> str:
        """A fingerprint of what holds: answers kept under it are right for as long as it is the same."""
        return fingerprint(repr(part).encode() for part in (self.rejections, self.rows))

    def reject(self, rejection: Rejection, *, at: datetime) -> Corrections:
        """Return the corrections with a hit struck out."""
        return self._with(Change(_iso(at), rejection=rejection))

    def add_row(self, row: UserRow, *, at: datetime, lexicon: Lexicon | None = None) -> Corrections:
        """Return the corrections with a row for the lexicon: a new name, or an alias where its id is known.

        Raises LexiconError when the row clashes with the lexicon or with rows added before.
        """
        others = [one for one in self.rows if one.code != row.code]
        wrong = clashes(lexicon or load_lexicon(), [*others, row])
        if wrong:
            raise wrong[-1]
        return self._with(Change(_iso(at), row=row))

    def undo(self, number: int | None = None, *, at: datetime) -> Corrections:
        """Return the corrections without change ``number`` (the last that holds by default).

        Raises CorrectionError (``corrections.nothing``, ``corrections.none_holds``) when there is no such
        change that holds.
        """
        active = self.active
        wanted = max(active, default=0) if number is None else number
        if wanted not in active:
            code = "corrections.nothing" if active else "corrections.none_holds"
            raise CorrectionError(code, number=wanted)
        return self._with(Change(_iso(at), undone=wanted))

    def _with(self, change: Change) -> Corrections:
        return replace(self, log=(*self.log, change))


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def to_json(corrections: Corrections) -> str:
    """Return the log as JSON, to be kept, exported, read by ``from_json``."""
    rows = [
        {key: value for key, value in asdict(change).items() if value is not None}
        for change in corrections.log
    ]
    return json.dumps({"format": FORMAT, "log": rows}, ensure_ascii=False, indent=1) + "\n"


def from_json(text: str, *, file: str = "JSON") -> Corrections:
    """Return the corrections of a JSON text. Raises CorrectionError (``corrections.broken``)."""
    try:
        whole = json.loads(text)
        if whole["format"] != FORMAT:
            raise ValueError(f"format {whole['format']}")
        return Corrections(tuple(map(_change, whole["log"])))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        reason = f"{type(error).__name__}: {error}"
        raise CorrectionError("corrections.broken", file=file, reason=reason) from error


def _change(row: dict) -> Change:
    at = datetime.fromisoformat(row["at"]).isoformat(timespec="seconds")
    rejection, added, undone = row.get("rejection"), row.get("row"), row.get("undone")
    if [rejection, added, undone].count(None) != 2:
        raise ValueError("one of rejection, row, undone")
    if rejection:
        made = Rejection(**rejection)
        if not all(isinstance(one, str) for one in (made.name, made.entity, made.surface)):
            raise ValueError("rejection")
        if made.what not in get_args(Struck):
            raise ValueError("what")
        return Change(at, rejection=replace(made, start=int(made.start), end=int(made.end)))
    if added:
        # Read as a reader's table is, so that an imported row meets the same checks.
        lists = {name: tuple(map(str, added.get(name, ()))) for name in ("surfaces", "guards")}
        return Change(at, row=UserRow(**{**added, **lists}))
    return Change(at, undone=int(undone))


def load(path: Path, *, new: bool = False) -> Corrections:
    """Return the corrections kept in a file; with ``new`` none where there is no file yet.

    Raises CorrectionError (``corrections.no_file``, ``corrections.folder``, ``corrections.no_text``,
    ``corrections.broken``): numbers that are asked for with corrections must never come without them.
    """
    if not path.exists():
        if new:
            return Corrections()
        raise CorrectionError("corrections.no_file", file=path)
    if path.is_dir():
        raise CorrectionError("corrections.folder", file=path)
    try:
        return from_json(path.read_text(encoding="utf-8"), file=path.name)
    except UnicodeDecodeError as error:
        raise CorrectionError("corrections.no_text", file=path) from error
    except OSError as error:
        raise CorrectionError("corrections.broken", file=path.name, reason=error.strerror) from error


def save(corrections: Corrections, path: Path) -> None:
    """Keep corrections in a file, whole or not at all."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.draft")
    draft.write_text(to_json(corrections), encoding="utf-8")
    os.replace(draft, path)


def merged(own: Corrections, other: Corrections, *, at: datetime) -> Corrections:
    """Return ``own`` with what holds in ``other`` and not yet in it: an import. Raises LexiconError."""
    for rejection in other.rejections:
        if rejection not in own.rejections:
            own = own.reject(rejection, at=at)
    for row in other.rows:
        if row not in own.rows:
            own = own.add_row(row, at=at)
    return own


def open_corrected(
    path: str | Path,
    corrections: Corrections,
    *,
    progress: Callable[[Progress], None] = lambda _: None,
) -> tuple[Store, tuple[AnalysisError, ...]]:
    """Return a corpus as ``open_corpus`` does, with the corrections in force.

    With rows the articles that hold their words are annotated again, at every opening. Raises what
    ``open_corpus`` raises, and LexiconError for rows that clash.
    """
    store, problems = open_corpus(path, progress=progress)
    if corrections.rows:
        store = read_again(store, corrections.rows)
    return corrected(store, corrections.rejections), problems


def effect(corrections: Corrections, store: Store, without: Store, selection: Selection) -> dict[str, object]:
    """Return what a table made of a corrected corpus has to say of that: for its method stamp.

    ``store`` is the corpus with the corrections, ``without`` the same as the shipped lexicon reads it. Keys
    struck_out (how many hits, statements and speakers), names_added, mark (the fingerprint of what holds),
    and mentions (by name) and statements, each with and without them.
    """
    sql = {
        "mentions": "SELECT count(*) AS n FROM mention m WHERE m.how = 'name' AND NOT m.beside AND {rows}",
        "statements": """SELECT count(*) AS n FROM statement x JOIN sentence m
                         ON m.document = x.document AND m.sentence = x.first_sentence WHERE {rows}""",
    }

    def count(of: Store, name: str) -> int:
        chosen = scope(of, selection)
        rows = of.query(sql[name].format(rows=chosen.rows("m")), chosen.params)
        return int(rows["n"].iloc[0])

    return {
        "struck_out": len(corrections.rejections),
        "names_added": len(corrections.rows),
        "mark": corrections.mark,
        **{name: {"with": count(store, name), "without": count(without, name)} for name in sql},
    }


def corrected(store: Store, rejections: Sequence[Rejection] | Iterable[Rejection]) -> Store:
    """Return an open store without the hits struck out (itself where there are none)."""
    spans = [Span(one.name, one.start, one.end, one.entity, one.what) for one in rejections]
    return CorrectedStore(store, spans) if spans else store
