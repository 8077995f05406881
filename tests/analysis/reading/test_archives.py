"""Archives: good ones read as the folder they hold, bad ones refused with a clear word."""

import gzip
import io
import stat
import struct
import time
import zipfile
from pathlib import Path

import pytest

from analysis.reading import Limits, read_bytes, read_path

SEEDS = Path(__file__).resolve().parents[3] / "seeds"
HINDI = "भारत ने कहा है।".encode()


def packed(members, compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def read(data, name="a.zip", **options):
    return list(read_bytes(name, data, **options))


def test_a_zip_of_the_seeds_reads_as_the_folder_does(tmp_path):
    data = packed((f"seeds/{path.name}", path.read_bytes()) for path in SEEDS.glob("*.txt"))
    data_with_noise = packed([("__MACOSX/._a.txt", b"x"), ("README.md", b"x"), ("a.txt", HINDI)])
    loose = [d for r in read_path(SEEDS) for d in r.documents]
    assert [d for r in read(data) for d in r.documents] == loose
    (tmp_path / "s.zip").write_bytes(data)
    assert [d for r in read_path(tmp_path / "s.zip") for d in r.documents] == loose
    assert [r.path for r in read(data_with_noise)] == ["a.zip/a.txt"]


def test_members_are_read_by_their_kind_and_one_bad_one_stops_nothing():
    inner = packed([("t.csv", "text\nरूस ने कहा है।\n".encode())])
    data = packed([("b/c.txt", HINDI), ("bad.txt", b"\xff"), ("in.zip", inner), ("x.exe", b"MZ")])
    readings = read(data)
    assert [(r.path, r.status) for r in readings] == [
        ("a.zip/b/c.txt", "loaded"),
        ("a.zip/bad.txt", "wrong_encoding"),
        ("a.zip/in.zip/t.csv", "loaded"),
        ("a.zip/x.exe", "refused"),
    ]
    assert [d.name for r in readings for d in r.documents] == ["b-c", "t-2"]


@pytest.mark.parametrize(
    "name", ["../a.txt", "x/../../a.txt", "/etc/a.txt", "..\\a.txt", "C:\\a.txt", "\\a.txt"]
)
def test_paths_that_leave_the_archive(name):
    (bad, good) = sorted(read(packed([(name, HINDI), ("ok.txt", HINDI)])), key=lambda r: r.status == "loaded")
    assert (bad.status, bad.error.code, good.status) == ("refused", "reading.member_path", "loaded")


def test_links_are_not_followed():
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    (reading,) = read(packed([(link, "/etc/passwd")]))
    assert reading.error.code == "reading.member_link"


def test_a_locked_member():
    data = bytearray(packed([("a.txt", HINDI)], zipfile.ZIP_STORED))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.index(signature) + offset
        data[place : place + 2] = struct.pack("<H", 1)
    (reading,) = read(bytes(data))
    assert reading.error.code == "reading.encrypted" and "a.zip/a.txt" in reading.message("hi")


def test_a_bomb_is_refused_before_it_is_unpacked():
    data = packed([("a.txt", b"0" * (50 << 20))])
    start = time.perf_counter()
    (reading,) = read(data)
    assert (reading.status, reading.error.code) == ("refused", "reading.bomb")
    assert time.perf_counter() - start < 0.5


def test_a_member_that_lies_about_its_size_gives_no_more_than_it_says():
    data = bytearray(packed([("a.txt", b"0" * (20 << 20))]))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.index(signature) + offset
        data[place : place + 4] = struct.pack("<I", 100)
    (reading,) = read(bytes(data))
    assert reading.status == "unreadable"


def test_floods_and_nesting():
    many = packed(((f"{n}.txt", b"x") for n in range(30)), zipfile.ZIP_STORED)
    (reading,) = read(many, limits=Limits(members=29))
    assert reading.error.code == "reading.too_many_members"
    nested = packed([("a.txt", HINDI)])
    for _ in range(3):
        nested = packed([("in.zip", nested)])
    (reading,) = read(nested)
    assert (reading.path, reading.error.code) == ("a.zip/in.zip/in.zip", "reading.too_deep")


def test_a_directory_of_millions_of_entries_is_refused_before_it_is_read():
    directory = b"\0" * (30 << 20)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(directory), 0, 0)
    (reading,) = read(directory + end)
    assert reading.error.code == "reading.too_many_members"


def test_an_empty_and_a_broken_archive():
    assert read(packed([]))[0].status == "no_text"
    assert read(packed([("a.txt", HINDI)])[:-10])[0].status == "unreadable"
    data = packed([("a.txt", HINDI), ("b.txt", "रूस ने कहा है।".encode())], zipfile.ZIP_STORED)
    broken = data.replace(HINDI, HINDI[:-1] + b"\xa5", 1)  # the check sum tells
    assert [reading.status for reading in read(broken)] == ["unreadable", "loaded"]


def test_a_gz_is_read_as_what_it_holds():
    (reading,) = read(gzip.compress(b'{"text": "%s"}' % HINDI), "news.jsonl.gz")
    assert reading.documents[0].name == "news-1"
    (reading,) = read(gzip.compress(HINDI), "n.txt.gz")
    assert (reading.documents[0].name, reading.documents[0].text.encode()) == ("n", HINDI)
    (reading,) = read(gzip.compress(packed([("a.txt", HINDI)])), "a.zip.gz")
    assert reading.documents[0].name == "a"
    assert read(b"\x1f\x8b....", "n.txt.gz")[0].status == "unreadable"
    assert read(gzip.compress(gzip.compress(HINDI)), "n.txt.gz.gz")[0].status == "refused"


def test_a_gz_bomb_ends_while_it_unpacks():
    data = gzip.compress(b'{"text": "x"}\n' * (1 << 20))
    readings = read(data, "n.jsonl.gz", limits=Limits(unpacked_free=1 << 17, unpacked_ratio=1))
    assert readings[-1].error.code == "reading.bomb"
    assert len(readings) < 10_000


def test_archives_in_an_archive_share_one_budget():
    inner = packed([("a.txt", b"0" * 500_000)])
    data = packed((f"{n:02}.zip", inner) for n in range(20))
    readings = read(data, limits=Limits(unpacked_free=1_200_000, article_characters=10))
    told = [(reading.path, reading.error.code) for reading in readings]
    assert told[1] == ("a.zip/01.zip/a.txt", "reading.article_too_large")
    assert told[2] == ("a.zip/02.zip", "reading.bomb")


def test_what_an_archive_may_unpack_to_is_exact():
    data = packed([("a.txt", HINDI + b" " * 5000)])
    size = len(HINDI) + 5000
    assert read(data, limits=Limits(unpacked_bytes=size))[0].status == "loaded"
    assert read(data, limits=Limits(unpacked_bytes=size - 1))[0].error.code == "reading.bomb"
    assert read(data, limits=Limits(unpacked_free=size, unpacked_ratio=1))[0].status == "loaded"
    assert read(data, limits=Limits(unpacked_free=size - 1, unpacked_ratio=1))[0].error.code == "reading.bomb"


LAKE = [
    ("about.json", b"{}"),
    ("batches/00000000.ab/report.arrow", b"x"),
    ("batches/00000000.ab/documents.parquet", b"x"),
    ("tables.9e1b/document/0.parquet", b"x"),
]


@pytest.mark.parametrize("whole", [LAKE, LAKE[1:3], [LAKE[0], LAKE[3]]], ids=["all", "stopped", "finished"])
@pytest.mark.parametrize("place", ["", "news.lake/", "2024/news.lake/"])
def test_a_lake_in_an_archive_is_told_once_and_none_of_its_tables_is_read(whole, place):
    inside = [(f"{place}{name}", data) for name, data in whole]
    for beside, read_beside in ([], []), ([("a.txt", HINDI), ("about.json", HINDI)], ["a.zip/a.txt"]):
        beside = beside if place else []  # else it would lie in the lake
        told = [r for r in read(packed([*inside, *beside])) if not r.path.endswith("zip/about.json")]
        assert [(r.path, r.status, r.error and r.error.code) for r in told] == [
            ("a.zip/" * bool(place) + (place[:-1] or "a.zip"), "refused", "reading.packed_lake"),
            *((path, "loaded", None) for path in read_beside if place),
        ]


def test_articles_in_folders_of_such_names_are_no_lake():
    data = packed(
        [("about.json", b'{"text": "' + HINDI + b'"}'), ("batches.txt", HINDI), ("tables.csv", HINDI)]
    )
    assert [r.error for r in read(data) if r.error and r.error.code == "reading.packed_lake"] == []


def test_a_folder_with_the_name_of_a_store_is_told_once():
    lost = [(f"2024/x.duckdb/{name}.txt", HINDI) for name in "ab"]
    data = packed([*lost, ("2024/y.duckdb", b"x"), ("2024/y.duckdb.waiting/1/a.txt", b"x"), ("c.txt", HINDI)])
    assert [(r.path, r.error and r.error.code) for r in read(data)] == [
        ("a.zip/2024/x.duckdb", "reading.named_as_store"), ("a.zip/c.txt", None),
    ]  # fmt: skip
    # A folder that holds all of the archive is left out of the names.
    assert [r.status for r in read(packed([("x.duckdb/a.txt", HINDI)]))] == ["loaded"]
