"""The files of a batch give back the batch: packed tokens lose nothing, whatever the texts are."""

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotate.annotate import Annotator
from analysis.corpus import Document
from analysis.lexicon.reader import load_lexicon
from analysis.store.batch_files import (
    SHARED,
    pack_forms,
    pack_tokens,
    read_table,
    unpack_forms,
    unpack_tokens,
    write_batch,
)
from analysis.store.report import InputRow
from tests.shared import ROOT

PIECES = ["भारत", "के", "3.5", "।", ".", " ", "\n", "\n\n", "-", "(भाषा)", "अ" * 300, " " * 70_000, "😀"]


@pytest.fixture(scope="module")
def annotator():
    return Annotator(load_lexicon(), deep=False)


def documents(texts):
    return [Document(f"{n}.txt", text, "", title_guessed=False) for n, text in enumerate(texts)]


def test_a_batch_is_read_as_it_was_written(tmp_path):
    texts = [file.read_text(encoding="utf-8") for file in sorted((ROOT / "seeds").glob("*.txt"))]
    batch = Annotator(load_lexicon()).annotate(documents(texts))
    report = [InputRow("seeds", 7, "00", "loaded", 2)]
    name = write_batch(tmp_path, 3, batch, report)
    for table, rows in batch.tables().items():
        if table not in SHARED:
            assert read_table(tmp_path, name, table).equals(rows), table
    assert batch.tokens.num_rows == 864
    assert write_batch(tmp_path, 3, batch, report) == name


def test_a_batch_without_documents_has_tables_without_rows(tmp_path):
    name = write_batch(tmp_path, 0, None, [InputRow("empty.txt", 0, "00", "no_text", 0)])
    assert read_table(tmp_path, name, "tokens").num_rows == 0
    assert read_table(tmp_path, name, "report").num_rows == 1


def test_packed_tokens_take_a_fraction_of_the_bytes(annotator):
    tokens = annotator.annotate(documents(["भारत ने रूस से मिसाइल ख़रीदी। " * 50])).tokens
    packed = pack_tokens(tokens)
    assert packed["gap"].type == packed["length"].type == pa.uint8()
    assert packed.nbytes * 3 < tokens.nbytes
    assert packed["gap"].to_pylist()[:7] == [0, 1, 1, 1, 1, 1, 2]
    assert packed["length"].to_pylist()[:6] == [4, 2, 3, 2, 6, 6]


def test_packed_forms_hold_only_what_differs_from_the_text(annotator):
    forms = annotator.annotate(documents(["संबंधों में ख़रीद, मिसाइल।"])).forms
    packed = pack_forms(forms)
    assert packed["text"].to_pylist() == ["संबंधों", "में", "ख़रीद", "मिसाइल"]
    assert packed["key"].to_pylist() == [None, None, "खरीद", None]
    assert packed["lemma"].to_pylist() == ["संबंध", None, None, None]
    assert packed["lemma_key"].to_pylist() == [None] * 4
    assert packed["key"].nbytes < forms["key"].nbytes  # not the letters of what is null
    assert unpack_forms(packed).equals(forms)


@settings(max_examples=60)
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), min_size=1, max_size=5))
def test_any_tokens_come_back(annotator, texts):
    batch = annotator.annotate(documents(texts))
    assert unpack_tokens(pack_tokens(batch.tokens), batch.sentences).equals(batch.tokens)
    assert unpack_forms(pack_forms(batch.forms)).equals(batch.forms)
