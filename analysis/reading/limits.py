"""How much one input may cost. An upload is a stranger's file: every reader works inside these numbers."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Ceilings of one call of a reader; beyond one, the input is told ``too_large`` or ``refused``.

    The defaults are ten to a hundred times what real news needs (an article has some 3,000 characters, a
    newspaper's year some 100,000 articles), and low enough that no input fills 1 GB of memory.
    """

    # One article in a file of its own, held whole in memory: 32 MB is a library of books, not an article.
    article_bytes: int = 32 * MEGABYTE
    # A long report has 200,000 characters; offsets and marks of more than this serve no reader.
    article_characters: int = 5_000_000
    # One row of a table or line of JSON, the most a streaming reader keeps at once.
    line_bytes: int = 16 * MEGABYTE
    # Rows a table, files a folder: a national archive passes, an endless stream does not.
    documents: int = 20_000_000
    columns: int = 500
    # One .json holds its whole array in memory (about 10 times its size as objects): larger ones as JSONL.
    json_bytes: int = 64 * MEGABYTE
    json_depth: int = 32
    # What an archive, workbook or .gz may unpack to in all, and how many times its packed size. News text
    # packs to a quarter, repetitive tables to a thirtieth; a bomb reaches a thousand.
    unpacked_bytes: int = 4096 * MEGABYTE
    unpacked_ratio: int = 100
    # The ratio means nothing for a few bytes: below this an archive is never a bomb.
    unpacked_free: int = 8 * MEGABYTE
    # One workbook or Word file is parsed with its tables of strings in memory.
    office_bytes: int = 128 * MEGABYTE
    # A folder of a year's articles passes; a flood of a million tiny files does not.
    members: int = 100_000
    # An archive in an archive happens (a day's zips in a month's zip); deeper is a trap.
    depth: int = 2
    pages: int = 2_000
    # One PDF or workbook, in its own process or between rows.
    seconds: float = 60.0


LIMITS = Limits()
