"""Plain text: encodings, offsets, refusals."""

import pytest

from analysis.errors import ReadingError
from analysis.reading import read_bytes, read_text
from analysis.reading.text import decode, guess_utf16

HINDI = "भारत और रूस की बैठक हुई।\r\nदूसरी पंक्ति, \u00a0यहाँ।\n"


def one(name, data, **options):
    (reading,) = read_bytes(name, data, **options)
    return reading


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"], ids=str
)
def test_unicode_is_read_as_it_is_and_only_the_mark_is_dropped(encoding):
    assert decode(HINDI.encode(encoding), file="a.txt") == HINDI


def test_utf16_big_endian_with_its_mark():
    assert decode(b"\xfe\xff" + HINDI.encode("utf-16-be"), file="a.txt") == HINDI


@pytest.mark.parametrize("text", ["1\t2\t3\t4\t", "a b c d e f ", "भारत रूस", "x" * 40])
def test_utf8_is_not_taken_for_utf16(text):
    assert guess_utf16(text.encode()) is None


def test_broken_utf8_names_byte_and_cure():
    reading = one("अ.txt", "भारत".encode() + b"\xff" + "रूस".encode())
    assert (reading.status, reading.documents) == ("wrong_encoding", ())
    assert reading.error.fields["position"] == 12 and reading.error.fields["byte"] == "0xFF"
    assert "अ.txt" in reading.message("hi") and "UTF-8" in reading.message("hi")
    assert "byte 12" in reading.message("en")


def test_a_cut_character_at_the_end_is_named():
    with pytest.raises(ReadingError) as caught:
        decode("भारत".encode()[:-1], file="a.txt")
    assert caught.value.fields["position"] == 9


def test_position_counts_the_byte_order_mark():
    with pytest.raises(ReadingError) as caught:
        decode(b"\xef\xbb\xbfa\xff", file="a.txt")
    assert caught.value.fields["position"] == 4


def test_windows_1252_only_when_named():
    data = "café – 12 €".encode("windows-1252")
    assert one("a.txt", data).status == "wrong_encoding"
    again = one("a.txt", data, encoding="windows-1252")
    assert again.documents[0].text == "café – 12 €"


def test_a_retry_with_utf16_reads_what_has_no_mark_and_no_space():
    assert one("a.txt", "भारत".encode("utf-16-le"), encoding="utf-16").documents[0].text == "भारत"


def test_an_unknown_encoding_is_refused():
    assert one("a.txt", b"abc", encoding="rot13").error.code == "reading.encoding_unknown"


def test_nul_bytes_are_refused_with_their_position():
    reading = one("a.txt", "भारत\0रूस".encode())
    assert (reading.status, reading.error.fields["position"]) == ("refused", 4)


@pytest.mark.parametrize("data", [b"", b" \r\n\t", "×\n।।".encode(), b"\xef\xbb\xbf", b"\xff\xfe"])
def test_nothing_to_read_is_no_text(data):
    assert one("a.txt", data).status == "no_text"


def test_a_renamed_picture_is_refused():
    assert one("a.txt", b"\x89PNG\r\n\x1a\n....").error.code == "reading.binary"


def test_pasted_text_keeps_its_title_and_gets_a_name():
    reading = read_text(HINDI, "भारत–रूस: बैठक")
    (document,) = reading.documents
    assert (document.name, document.title, document.title_guessed) == ("भारत-रूस-बैठक", "भारत–रूस: बैठक", False)
    assert document.text == HINDI
    assert read_text("").status == "no_text"
