"""Which column of a table is taken for what, and what is told of those that are taken for nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from analysis.errors import ReadingError
from analysis.reading.cells import is_nothing
from analysis.reading.columns import (
    ROLES,
    Role,
    Row,
    guess_columns,
    is_sure,
    longer_than,
    may_be,
    named_columns,
)
from analysis.reading.header import Header, listed
from analysis.reading.result import Draft, Note

# What an article is poorer without: where no column is it and columns are left over, that is told.
WANTED: tuple[Role, ...] = ("date", "source", "title")
MARKED = "reading.markup"
_KEPT = 1000  # sets of keys
# Notes that are told of the first of several tables with the same columns.
ONCE = frozenset(("reading.columns", "reading.columns_guessed", "reading.no_header", "reading.same_names"))


def taken(
    names: Sequence[str], rows: Sequence[Row], given: Mapping[str, str] | None = None
) -> dict[Role, str]:
    """Return role → column: what was ``given`` before what is guessed ("" is none); a column serves one role
    at most."""
    given = given or {}
    guessed = guess_columns(names, [row.values for row in rows])
    free = {role: column for role, column in guessed.items() if column not in given.values()}
    both = free | dict(given)
    return {role: both[role] for role in ROLES if both.get(role)}


class Columns:
    """Which column of a row is what: as of the table where the row has these columns, else also what its own
    tell by their whole and sure names. Where two programs wrote one table, some rows have their day under
    "date" and others under "published": objects of JSON other keys, rows of a sheet other cells empty.

    A column that stands beside the table's in most of the first ``rows`` that have it is something else and
    never takes its place: of an empty "title" the "headline" beside the titles of others is another text.
    """

    def __init__(self, mapping: Mapping[Role, str], given: Mapping[str, str], rows: Sequence[Row]) -> None:
        self._mapping, self._given, self._columns = mapping, given, tuple(mapping.values())
        self._of = lru_cache(_KEPT)(self._own)
        self._twins: dict[str, str] = {}  # role → a column that may have it where the table's is empty
        self._told = False
        filled = [_filled(row) for row in rows]
        beside = Counter(name for names in filled for name in self._others(names))
        # Filled with the other here and there it is still its twin: somebody completed a row by hand.
        alone = Counter(name for names in filled for name in names)
        self._beside = {name for name, times in beside.items() if 2 * times > alone[name]}

    def of(self, row: Row) -> Mapping[Role, str]:
        """Return role → column of a row."""
        value = row.values.get
        if not any(is_nothing(value(column)) for column in self._columns):
            return self._mapping
        return self._of(_filled(row))

    def notes(self, names: Sequence[str], rows: Sequence[Row], file: str) -> Iterator[Note]:
        """Yield what tells which column was taken for what: where some of WANTED are missing, nobody said
        that there is none, and columns with anything in them are left over by all of ``rows``; or where no
        whole and sure name told one, or a longer text is left over."""
        cells = [row.values for row in rows]
        used = {column for row in rows for column in self.of(row).values()}
        free = [name for name in names if name not in used]
        unused = [name for name in free if not all(is_nothing(row.get(name)) for row in cells)]
        missing = [role for role in WANTED if role not in self._mapping and role not in self._given]
        own = {role: column for role, column in self._mapping.items() if role not in self._given}
        guessed = [role for role in ("date", "source") if role in own and not is_sure(role, own[role])]
        named = [name for name in unused if is_sure("text", name)]
        text = own.get("text")  # None where the reader named it
        if text and (longer_than(text, unused, cells) or named and not is_sure("text", text)):
            guessed.append("text")
        guessed += [role for role in self._twins if role not in guessed]
        if missing and unused:
            yield self._note("reading.columns", unused, missing, file)
        if guessed:
            yield self._note("reading.columns_guessed", unused, guessed, file)
        self._told = bool(self._twins)

    @property
    def late(self) -> bool:
        """Whether a row behind those of ``notes`` lacked something which a column may have that is not sure
        enough to be taken, and that is still to be told."""
        return bool(self._twins) and not self._told

    def late_note(self, file: str) -> Note:
        """Return what is told of it, once."""
        self._told = True
        return self._note("reading.columns_guessed", [*self._twins.values()], [*self._twins], file)

    def _look_for_twins(self, names: tuple[str, ...], both: Mapping[str, str]) -> None:
        for role in WANTED:
            twin = next((name for name in names if name not in both.values() and may_be(role, name)), None)
            if role in self._mapping and role not in both and twin and role not in self._given:
                self._twins.setdefault(role, twin)

    def _note(self, code: str, unused: Sequence[str], roles: Sequence[str], file: str) -> Note:
        said = ", ".join(f"{role}={column[:40]}" for role, column in self._mapping.items())
        fields = {"unused": listed(unused) or "–", "missing": ", ".join(roles), "role": roles[0]}
        return Note(ReadingError(code, file=file, taken=said, **fields))

    def _others(self, names: tuple[str, ...]) -> Iterator[str]:
        """Yield the names that tell a role for which the table's column is among them, too."""
        for name in names:
            for role in named_columns([name]):
                if self._mapping.get(role, name) != name and self._mapping[role] in names:
                    yield name

    def _own(self, names: tuple[str, ...]) -> dict[Role, str]:
        there = {role: column for role, column in self._mapping.items() if column in names}
        free = [name for name in names if name not in there.values() and name not in self._beside]
        own = {role: name for role, name in named_columns(free).items() if role not in self._given}
        both = own | there
        self._look_for_twins(names, both)
        return {role: both[role] for role in ROLES if role in both}


def _filled(row: Row) -> tuple[str, ...]:
    """Return the columns with something in them: what pandas writes of the rows of two programs has the keys
    of both in every row, half of them null."""
    return tuple(name for name in row.values if _has(row, name))


def _has(row: Row, column: str) -> bool:
    return not is_nothing(row.values.get(column)) or column in row.formulas


def header_notes(header: Header, file: str) -> Iterator[Note]:
    """Yield what is told of a row that was taken for the names of the columns, or that none was."""
    if header.below:
        yield Note(header.note(file))
    if not header.named and len(header.names) > 1:  # texts alone need no names
        yield Note(ReadingError("reading.no_header", file=file, row=header.row))
    if header.twice:
        again = header.twice[0]
        role = next(iter(guess_columns([again.rpartition(" (")[0]])), "text")
        fields = {"columns": listed(header.twice), "example": f"{role}={again}"}
        error = ReadingError("reading.same_names", file=file, **fields)
        yield Note(error)


def once(notes: Iterator, told: set[tuple]) -> Iterator:
    """Yield what a table gives, without the notes (``ONCE``) that ``told`` holds of one with its columns."""
    for piece in notes:
        if isinstance(piece, Note) and piece.error.code in ONCE:
            fields = {name: value for name, value in piece.error.fields.items() if name != "file"}
            key = (piece.error.code, *sorted(fields.items()))
            if key in told:
                continue
            told.add(key)
        yield piece


def marked_once(pieces: Iterator) -> Iterator:
    """Yield what a table gives; that texts were written with markup is told of the first alone."""
    told = False
    for piece in pieces:
        if isinstance(piece, Draft) and any(note.code == MARKED for note in piece.notes):
            rest = tuple(note for note in piece.notes if note.code != MARKED)
            told, piece = True, replace(piece, notes=rest) if told else piece
        yield piece
