"""What annotating a batch of documents yields: columns of Arrow, ready for the store to append.

The schemas below are those of ``store/schema.sql``, with ids that hold inside the batch only: ``document``
is the row of ``documents``, ``form`` the row of ``forms``, and ``entity`` the lexicon's code. So a batch
can be made in any process, without knowing what the store holds already.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import pyarrow as pa

KIND = pa.dictionary(pa.int8(), pa.string())
CODE = pa.dictionary(pa.int32(), pa.string())

DOCUMENTS = pa.schema(
    {
        "name": pa.string(),
        "title": pa.string(),
        "title_guessed": pa.bool_(),
        "source": pa.string(),
        "source_guessed": pa.bool_(),
        "published": pa.date32(),
        "published_precision": pa.string(),
        "url": pa.string(),
        "language": pa.string(),
        "text": pa.string(),
        "sha256": pa.string(),  # of the text in UTF-8
        "tokens": pa.int32(),
        "types": pa.int32(),
    }
)
SENTENCES = pa.schema(
    {
        "document": pa.int32(),
        "sentence": pa.int32(),
        "number": pa.int32(),
        "paragraph": pa.int32(),
        "kind": KIND,
        "start": pa.int32(),
        "end": pa.int32(),
        "tokens": pa.int32(),
    }
)
TOKENS = pa.schema(
    {
        "document": pa.int32(),
        "sentence": pa.int32(),
        "position": pa.int32(),
        "form": pa.int32(),
        "start": pa.int32(),
        "end": pa.int32(),
        "kind": KIND,
    }
)
COMPOUNDS = pa.schema(
    {
        "document": pa.int32(),
        "sentence": pa.int32(),
        "position": pa.int32(),
        "parts": pa.int32(),
        "form": pa.int32(),
        "start": pa.int32(),
        "end": pa.int32(),
        "kind": KIND,
    }
)
MENTIONS = pa.schema(
    {
        "document": pa.int32(),
        "sentence": pa.int32(),
        "paragraph": pa.int32(),
        "kind": KIND,
        "start": pa.int32(),
        "end": pa.int32(),
        "entity": CODE,
        "how": KIND,
        "confidence": pa.float32(),
    }
)
FORMS = pa.schema(
    {
        "text": pa.string(),  # as written, distinct
        "key": pa.string(),
        "lemma": pa.string(),
        "lemma_key": pa.string(),  # key and stop together say which term it is
        "stop": pa.string(),  # null for a content word
    }
)
ENTITIES = pa.schema(
    {
        "code": pa.string(),
        "kind": pa.string(),
        "class": pa.string(),  # '' where the kind has none
        "label_hi": pa.string(),
        "label_en": pa.string(),
        "watched": pa.bool_(),
    }
)
# How an entity may be typed in a search, in either script: its Hindi surfaces and its Latin names.
ALIASES = pa.schema({"code": pa.string(), "text": pa.string()})


@dataclass(frozen=True, slots=True)
class Batch:
    """The rows of some documents, whole: the store takes all of them or none.

    ``entities`` and ``aliases`` hold the lexicon's entities, mentioned or not (what was looked for and not
    found is a result too); those the store knows already are passed over.

    Raises ValueError when a table's columns are not the schema of its name in this module.
    """

    documents: pa.Table
    sentences: pa.Table
    tokens: pa.Table
    compounds: pa.Table
    mentions: pa.Table
    forms: pa.Table
    entities: pa.Table
    aliases: pa.Table

    def __post_init__(self) -> None:
        for field in fields(self):
            schema, wanted = getattr(self, field.name).schema, globals()[field.name.upper()]
            if not schema.equals(wanted):
                raise ValueError(f"{field.name}: columns are\n{schema}\nand should be\n{wanted}")
