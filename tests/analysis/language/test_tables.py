import pytest

from analysis.errors import AnalysisError
from analysis.language import tables


def write(tmp_path, text):
    path = tmp_path / "t.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_table_of_the_language_reads():
    for path in sorted(tables.FOLDER.iterdir()):
        assert (tables.parse_rows if path.suffix == ".tsv" else tables.parse_words)(path)


def test_a_row_with_a_missing_cell_is_refused_with_its_line(tmp_path):
    with pytest.raises(tables.TableError, match=r"t\.tsv:4.* 1 cell, the header 2"):
        tables.parse_rows(write(tmp_path, "# note\nform\ttier\nके\tclosed\nको\n"))


def test_a_word_that_stands_twice_is_refused(tmp_path):
    with pytest.raises(tables.TableError, match=r"t\.tsv:2: “डॉ”"):
        tables.parse_words(write(tmp_path, "डॉ प्रो\nडॉ\n"))


def test_an_empty_or_unreadable_table_is_refused_in_both_languages(tmp_path):
    with pytest.raises(AnalysisError) as caught:
        tables.parse_rows(write(tmp_path, "# only a note\n"))
    assert "शीर्ष-पंक्ति" in caught.value.message("hi")
    with pytest.raises(tables.TableError, match="cannot be read"):
        tables.parse_words(tmp_path / "missing.txt")
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(tables.TableError, match="cannot be read"):
        tables.parse_words(tmp_path / "bad.txt")
