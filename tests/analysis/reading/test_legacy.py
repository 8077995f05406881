"""Old fonts: KrutiDev 010 is found out and converted, Chanakya is refused, English is left alone."""

import csv
from pathlib import Path

import pytest

from analysis.reading import legacy as module
from analysis.reading import read_bytes
from analysis.reading.legacy import find_font, from_krutidev

TYPED = (
    "fons'k ea=h ,l t;'kadj us :l ds lkFk j{kk lg;ksx dks etcwr djus dh vko';drk gSA "
    'mUgksaus dgk fd ;g dk;Z vkfFkZd fodkl ds fy, t:jh gSA jk"Vªh; lqj{kk esa LFkkuh; m|ksx Hkh gSaA'
)
MEANT = (
    "विदेश मंत्री एस जयशंकर ने रूस के साथ रक्षा सहयोग को मजबूत करने की आवश्यकता है। "
    "उन्होंने कहा कि यह कार्य आर्थिक विकास के लिए जरूरी है। राष्ट्रीय सुरक्षा में स्थानीय उद्योग भी हैं।"
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Hkkjr", "भारत"),
        ("fgUnh", "हिन्दी"),
        ("ea=h", "मंत्री"),
        ('jk"Vªh;', "राष्ट्रीय"),
        ("j{kk", "रक्षा"),
        ("'krksZa", "शर्तों"),
        ("vkfFkZd", "आर्थिक"),
        ("fLFkfr", "स्थिति"),
        ("dk;ZokbZ", "कार्यवाई"),
        ("ç/kkuea=h", "प्रधानमंत्री"),
        ("vkSj", "और"),
        ("vksj", "ओर"),
        (",sls", "ऐसे"),
        ("v‚fMV", "ऑडिट"),
        ("c<+kus", "बढ़ाने"),
        ("ihfM+r", "पीड़ित"),
        ("[+kcj", "ख़बर"),
        ("Hks", "भे"),
        ("Hkks", "भो"),
        ("çfr'kr", "प्रतिशत"),
        ("fo|qr", "विद्युत"),
        ("Øe", "क्रम"),
        ('—f"k', "कृषि"),
        ("dgkA", "कहा।"),
        ("¼1½", "(1)"),
        ("23 2025", "23 2025"),
    ],
)
def test_words(typed, meant):
    assert from_krutidev(typed) == meant


def test_a_text_in_krutidev_is_found_out_converted_and_told():
    (reading,) = read_bytes("a.txt", TYPED.encode("utf-8"))
    (document,) = reading.documents
    assert (document.text, document.language) == (MEANT, "hi")
    assert [note.code for note in reading.notes] == ["reading.legacy_converted"]
    assert "KrutiDev" in reading.message("hi")


def test_the_bytes_that_an_old_program_saved_are_read_too():
    data = ("ç/kkuea=h us dgk fd Hkkjr dh j{kk ds fy, ;g t:jh gSA " * 3).encode("windows-1252")
    (reading,) = read_bytes("a.txt", data)
    assert reading.documents[0].text.startswith("प्रधानमंत्री ने कहा कि भारत की रक्षा के लिए यह जरूरी है।")


def test_chanakya_is_refused_with_its_name():
    text = "ÖæÚUÌ ·ð¤ ÂýÏæÙ×´˜æè Ùð ·¤ãæ ç·¤ Øã ×ð´ ãñ ¥æñÚU M¤â âð ÖæÚUÌ ·¤è ÕæÌ ãñÐ"
    (reading,) = read_bytes("a.txt", text.encode())
    assert (reading.status, reading.documents) == ("refused", ())
    assert "Chanakya" in reading.message("hi")


@pytest.mark.parametrize(
    "text",
    [
        MEANT,
        "They told us that the ls command and dh are for us in esa. " * 5,
        "us us us us dh dh ls",
        "",
        "गS",
    ],
)
def test_nothing_else_is_taken_for_an_old_font(text):
    assert find_font(text) is None


def test_the_table_is_whole():
    path = Path(module.__file__).parent / "krutidev.tsv"
    with path.open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(rows) > 150 and all(row["glyph"] and row["text"] and row["group"] for row in rows)
    whole = set("कखगघङचछजझञटठडढणतथदधनपफबभमयरलळवशषसह")
    reached = {from_krutidev(row["glyph"] + bar) for row in rows for bar in ("", "k")}
    assert whole <= reached
