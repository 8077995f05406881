"""The only folder that opens users' files: any input in, readings out, nothing raised for a bad file.

    file, folder, upload, pasted text → Source → reader by its ending → Draft → Reading (documents or why not)

``read_path``, ``read_bytes`` and ``read_text`` are the doors; ``Limits`` is what an input may cost.
"""

from analysis.reading.columns import ROLES, guess_columns
from analysis.reading.duplicates import Seen, similarity, text_key
from analysis.reading.header import Header
from analysis.reading.limits import LIMITS, Limits
from analysis.reading.names import Names, safe_name
from analysis.reading.read import SUFFIXES, read_bytes, read_path, read_text
from analysis.reading.result import Reading, Status
from analysis.reading.source import Meter
from analysis.reading.tables import Head, head, head_bytes
from analysis.reading.text import ENCODINGS
from analysis.reading.walk import source_files

__all__ = [
    "ENCODINGS",
    "LIMITS",
    "ROLES",
    "SUFFIXES",
    "Head",
    "Header",
    "Limits",
    "Meter",
    "Names",
    "Reading",
    "Seen",
    "Status",
    "guess_columns",
    "head",
    "head_bytes",
    "read_bytes",
    "read_path",
    "read_text",
    "safe_name",
    "similarity",
    "source_files",
    "text_key",
]
