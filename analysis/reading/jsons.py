"""JSON Lines line by line; JSON as a whole, within a size."""

from __future__ import annotations

import json
from collections.abc import Iterator

from analysis.errors import ReadingError
from analysis.reading.columns import Row, named_columns, named_roles
from analysis.reading.limits import Limits
from analysis.reading.result import Fault
from analysis.reading.source import Source, read_whole
from analysis.reading.text import decode, open_text

OWN = 200  # letters: a longer text is an article's
# Lists of what belongs to an article, and is none.
BESIDE = frozenset(
    """comments comment replies responses reactions reviews authors author images media photos videos links
    tags keywords categories related entities टिप्पणियाँ टिप्पणी""".split()  # noqa: SIM905
)
# Lists of articles, whatever stands beside them: a feed has its title, an issue its day.
ARTICLES = frozenset(
    """articles items entries results data docs documents stories news posts hits rows records feed
    लेख समाचार ख़बरें खबरें""".split()  # noqa: SIM905
)
# Fields that hold the whole article, beside a text's own names ("article", "content").
WRAPPING = frozenset("_source data doc document item post fields attributes node record".split())  # noqa: SIM905


def jsonl_rows(source: Source, limits: Limits, encoding: str | None) -> Iterator[Row | Fault]:
    """Yield the object of each line, numbered by line; a broken or endless line is a fault in its place."""
    with source.open() as stream:
        text = open_text(stream, source, encoding)
        number = 0
        while line := text.readline(limits.line_bytes):
            number += 1
            place = f"{source.path}:{number}"
            if len(line) == limits.line_bytes and not line.endswith("\n"):
                _skip_line(text, limits.line_bytes)
                error = ReadingError("reading.line_too_large", file=place, limit=limits.line_bytes)
                yield Fault(error, str(number))
            elif line.strip():
                yield _row(line, number, place, limits)


def _skip_line(text, limit: int) -> None:
    while (piece := text.readline(limit)) and not piece.endswith("\n"):
        pass


def _row(line: str, number: int, place: str, limits: Limits) -> Row | Fault:
    try:
        return Row(str(number), _object(_parsed(line, place), place, limits))
    except ReadingError as error:
        return Fault(error, str(number))


def _parsed(text: str, place: str) -> object:
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ReadingError("reading.json_too_deep", file=place, limit="1000") from error
    except ValueError as error:  # JSONDecodeError, and numbers of thousands of digits
        position = getattr(error, "pos", 0)
        raise ReadingError("reading.json", file=place, position=position, reason=str(error)[:80]) from error


def _object(value: object, place: str, limits: Limits) -> dict[str, object]:
    if not isinstance(value, dict):
        raise ReadingError("reading.json_object", file=place)
    if len(value) > limits.columns:
        raise ReadingError("reading.too_many_columns", file=place, limit=limits.columns)
    if _depth(value, limits.json_depth) > limits.json_depth:
        raise ReadingError("reading.json_too_deep", file=place, limit=limits.json_depth)
    return _unwrapped(value)


def _unwrapped(value: dict[str, object]) -> dict[str, object]:
    """Return an object that has its article in one of its fields ({"_id": …, "_source": {"title": …, "text":
    …}}) as the article with what stands beside it; any other as it is."""
    objects = {key: one for key, one in value.items() if isinstance(one, dict) and _wraps(key)}
    held = [key for key, one in objects.items() if {"title", "text"} <= named_roles([*one])]
    if len(held) != 1 or named_columns([*value]).get("text", held[0]) != held[0]:
        return value
    return {key: one for key, one in value.items() if key != held[0]} | value[held[0]]


def _wraps(key: str) -> bool:
    return key.casefold() in WRAPPING or "text" in named_columns([key])


def _depth(value: object, limit: int) -> int:
    """Return how deep containers are nested in ``value``, counted up to ``limit`` + 1."""
    level, depth = [value], 0
    while level and depth <= limit:
        inner = [part for part in level if isinstance(part, (dict, list))]
        depth += bool(inner)
        level = [child for part in inner for child in (part.values() if isinstance(part, dict) else part)]
    return depth


def json_rows(source: Source, limits: Limits, encoding: str | None) -> Iterator[Row | Fault]:
    """Yield the objects of a JSON file, numbered from 1.

    Read are an array of objects, an object with one such array ({"articles": […]}), an object of objects
    ({"a1": {…}, "a2": {…}}: the key is the ``id`` of one that has none; or a table column by column), one
    object alone, and JSON Lines under the ending .json. Raises ``reading.json`` with the position,
    ``reading.json_too_deep``.
    """
    text = decode(read_whole(source, limits.json_bytes), file=source.path, encoding=encoding)
    if not text.strip():
        raise ReadingError("reading.empty", file=source.path)
    try:
        value = _parsed(text, source.path)
    except ReadingError as error:
        if error.code != "reading.json" or not error.fields["reason"].startswith("Extra data"):
            raise
        yield from jsonl_rows(source, limits, encoding)
        return
    for number, item in enumerate(_items(value), 1):
        place = f"{source.path}:{number}"
        try:
            yield Row(str(number), _object(item, place, limits))
        except ReadingError as error:
            yield Fault(error, str(number))


def _items(value: object) -> list[object]:
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        arrays = [
            v for v in value.values() if isinstance(v, list) and v and all(isinstance(i, dict) for i in v)
        ]
        if len(arrays) == 1 and not _is_article(value):
            return arrays[0]
        if value and all(isinstance(v, dict) for v in value.values()):
            return _by_columns(value) or [{"id": key} | one for key, one in value.items()]
    return [value]


def _by_columns(value: dict[str, dict[str, object]]) -> list[object]:
    """Return the rows of a table that was written column by column, as pandas does ({"text": {"0": …}}); none
    of an object of articles by their ids."""
    rows = next(iter(value.values())).keys()
    alike = all(column.keys() == rows for column in value.values())
    if not alike or "text" in named_columns([*rows]) or "text" not in named_columns([*value]):
        return []
    return [{name: column[row] for name, column in value.items()} for row in rows]


def _is_article(value: dict[str, object]) -> bool:
    """Return whether an object with a list of others in it is an article, and they are its comments or parts:
    its own text is long, or it has title and day or text of its own and the list is not called "articles"."""
    own = {key: text for key, text in value.items() if isinstance(text, str)}
    if any(len(text) > OWN for text in own.values()):
        return True
    lists = {key.casefold() for key, one in value.items() if isinstance(one, list)}
    roles = named_roles([*own])
    if lists & ARTICLES or _has_articles(value) and not ("text" in roles and lists & BESIDE):
        return False
    return "text" in roles and bool(lists & BESIDE) or "title" in roles and bool(roles & {"text", "date"})


def _has_articles(value: dict[str, object]) -> bool:
    """Return whether the objects of its list have titles beside their texts."""
    items = (one[0] for one in value.values() if isinstance(one, list) and one and isinstance(one[0], dict))
    return any({"title", "text"} <= named_roles([*item]) for item in items)
