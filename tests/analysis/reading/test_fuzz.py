"""Whatever bytes come: readings come out, never an exception, each with a cure in both languages."""

import gzip
import io
import json
import os
import random
import re
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import analysis
from analysis.errors import messages
from analysis.reading import Limits, read_bytes, read_text
from analysis.reading.names import safe_name
from analysis.reading.result import STATUS_OF_ERROR
from analysis.reading.taken import ONCE

ROUNDS = int(os.environ.get("VIMARSH_FUZZ", "40"))
LIMITS = Limits(
    line_bytes=1 << 16, article_bytes=1 << 20, json_bytes=1 << 20, office_bytes=1 << 22, seconds=5
)
TOLD = {"reading.name_changed", *ONCE}
STATUSES = {"loaded", "note", *STATUS_OF_ERROR.values(), "unreadable"}
ROWS = [
    {"id": f"n-{n}", "title": "शीर्षक", "text": f"भारत ने {n} बार कहा है।", "date": "2025-07-16"}
    for n in range(5)
]


def frame(kind):
    import pandas as pd

    out = io.BytesIO()
    pd.DataFrame(ROWS).to_parquet(out) if kind == "parquet" else pd.DataFrame(ROWS).to_excel(out, index=False)
    return out.getvalue()


def archive(name, data):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, data)
    return out.getvalue()


LINES = "\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS).encode()
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SOUND = {
    "a.txt": lambda: ROWS[0]["text"].encode(),
    "b.txt": lambda: ROWS[0]["text"].encode("utf-16"),
    "a.csv": lambda: ("id,title,text\n" + '1,"क, ख",भारत ने कहा।\n' * 3).encode(),
    "a.tsv": lambda: ("id\ttext\n" + "1\tभारत ने कहा।\n" * 3).encode("utf-16"),
    "a.jsonl": lambda: LINES,
    "a.json": lambda: json.dumps({"x": [[{"y": {}}]], "rows": ROWS}).encode(),
    "a.jsonl.gz": lambda: gzip.compress(LINES),
    "a.parquet": lambda: frame("parquet"),
    "a.xlsx": lambda: frame("xlsx"),
    "a.html": lambda: (
        '<meta property="article:published_time" content="2025"><article><p>भारत</article>'.encode()
    ),
    "a.docx": lambda: archive(
        "word/document.xml",
        f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>भारत</w:t></w:r></w:p></w:body></w:document>',
    ),
    "a.zip": lambda: archive("in/a.jsonl", LINES),
    "b.zip": lambda: archive("in.zip", archive("a.txt", ROWS[0]["text"].encode())),
}


def check(readings):
    for reading in readings:
        assert reading.status in STATUSES
        of_all = {note.code for note in reading.notes} & TOLD  # of the whole table, its ids or its columns
        assert bool(reading.documents) == (reading.error is None and not of_all)
        for told in (reading.error, *reading.notes):
            assert told is None or told.code in messages("hi")
            assert reading.message("hi") and reading.message("en") if told else True
        for document in reading.documents:
            assert document.text.encode("utf-8") and "\0" not in document.text
            assert document.name == safe_name(document.name)
            assert document.url is None or document.url.startswith("http")


def mutated(data, chance):
    """Return ``data`` with one to eight wounds: bytes flipped, cut, doubled, or put in."""
    data = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(data) + 1)
        length = chance.choice((1, 1, 2, 4, 16, 200))
        wound = chance.randrange(4)
        if wound == 0 and place < len(data):
            data[place] ^= 1 << chance.randrange(8)
        elif wound == 1:
            del data[place : place + length]
        elif wound == 2:
            data[place:place] = data[place : place + length]
        else:
            data[place:place] = chance.choice(
                (b"\0", b"\xff" * length, b"[" * length, b'"', b"<" * length, b"%")
            )
    return bytes(data)


@pytest.mark.parametrize("name", SOUND)
def test_wounded_files_give_readings(name):
    sound = SOUND[name]()
    first = list(read_bytes(name, sound, limits=LIMITS))
    check(first)
    assert any(reading.documents for reading in first)
    chance = random.Random(name)
    start = time.perf_counter()
    for _ in range(ROUNDS):
        check(read_bytes(name, mutated(sound, chance), limits=LIMITS))
    assert time.perf_counter() - start < 0.2 * ROUNDS + 5


@settings(max_examples=ROUNDS, deadline=None)
@given(st.sampled_from(["a.txt", "a.csv", "a.tsv", "a.jsonl", "a.json", "a.html"]), st.binary(max_size=300))
def test_any_bytes_give_readings(name, data):
    check(read_bytes(name, data, limits=LIMITS))


@settings(max_examples=ROUNDS, deadline=None)
@given(
    st.sampled_from(["a.txt", "a.csv", "a.jsonl", "a.html"]),
    st.text(st.sampled_from("\"'<>{}[],;\t\r\n\\/ p=कािं।१Zfk\ud800\0\ufeff"), max_size=120),
)
def test_any_text_gives_readings(name, text):
    data = text.encode("utf-8", "surrogatepass")
    check(read_bytes(name, data, limits=LIMITS))
    check([read_text(text, text[:20])])


@settings(max_examples=ROUNDS, deadline=None)
@given(st.text(max_size=40))
def test_any_name_gives_readings(name):
    check(read_bytes(f"{name}.txt", "भारत".encode()))
    check(read_bytes(name, "भारत".encode()))


def test_every_error_has_its_words_in_both_languages():
    files = list(Path(analysis.__file__).parent.rglob("*.py"))
    used = {code for path in files for code in re.findall(r'"(reading\.\w+)"', path.read_text("utf-8"))}
    worded = [
        {code for code in messages(language) if code.startswith("reading.")} for language in ("hi", "en")
    ]
    composed = {"reading.too_many_pages", "reading.encrypted"}  # by what the PDF's process answers
    assert set(STATUS_OF_ERROR) <= worded[0] == worded[1]
    assert used <= worded[0] and worded[0] <= used | composed
