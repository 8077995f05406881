"""What annotating a batch of documents yields: columns of Arrow, ready for the store to append.

The schemas below are those of ``store/schema.sql``, with ids that hold inside the batch only: ``document``
is the row of ``documents``, ``form`` the row of ``forms``, and ``entity`` the lexicon's code. So a batch
can be made in any process, without knowing what the store holds already.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields

import numpy as np
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
        "published_origin": pa.string(),
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
        "beside": pa.bool_(),  # a title beside the name it belongs to: the name is counted already
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
CODES = pa.list_(pa.string())
STATEMENTS = pa.schema(
    {
        "document": pa.int32(),
        "statement": pa.int32(),
        "first_sentence": pa.int32(),
        "last_sentence": pa.int32(),
        "start": pa.int32(),
        "end": pa.int32(),
        "speakers": CODES,
        "speaker_start": pa.int32(),
        "speaker_end": pa.int32(),
        "speaker_text": pa.string(),
        "named_start": pa.int32(),
        "named_end": pa.int32(),
        "named_text": pa.string(),
        "cue": pa.string(),
        "cue_start": pa.int32(),
        "cue_end": pa.int32(),
        "kind": pa.string(),
        "certainty": pa.string(),
        "marks": pa.bool_(),
        "reason": pa.string(),
        "inferred_from": pa.int32(),
    }
)
REFERENCES = pa.schema(
    {
        "document": pa.int32(),
        "sentence": pa.int32(),
        "start": pa.int32(),
        "end": pa.int32(),
        "surface": pa.string(),
        "how": pa.string(),
        "rule": pa.string(),
        "title": pa.string(),
        "scope": pa.string(),
        "entities": CODES,
        "reason": pa.string(),
        "antecedent_start": pa.int32(),
        "antecedent_end": pa.int32(),
        "beside": pa.bool_(),
        "confidence": pa.float32(),
    }
)
QUANTITIES = pa.schema(
    {
        "document": pa.int32(),
        "sentence": pa.int32(),
        "start": pa.int32(),
        "end": pa.int32(),
        "value": pa.float64(),
        "low": pa.float64(),
        "high": pa.float64(),
        "bound": pa.string(),
        "unit": pa.string(),
        "unit_class": pa.string(),
        "kind": pa.string(),
        "statistic": pa.bool_(),
        "subject_start": pa.int32(),
        "subject_end": pa.int32(),
        "source_start": pa.int32(),
        "source_end": pa.int32(),
        "base_missing": pa.bool_(),
        "missing": pa.string(),
    }
)
TIME_EXPRESSIONS = pa.schema(
    {
        "document": pa.int32(),
        "sentence": pa.int32(),
        "start": pa.int32(),
        "end": pa.int32(),
        "kind": pa.string(),
        "needs_date": pa.bool_(),
        "resolved_from": pa.date32(),
        "resolved_to": pa.date32(),
        "check_said": pa.int8(),
        "check_actual": pa.int8(),
        "check_certain": pa.bool_(),
    }
)
HAPPENINGS = pa.schema(
    {
        "document": pa.int32(),
        "happening": pa.int32(),
        "sentence": pa.int32(),
        "start": pa.int32(),
        "end": pa.int32(),
        "what": pa.string(),
        "status": pa.string(),
        "time_start": pa.int32(),
        "entities": CODES,
    }
)
ACTS = pa.schema(
    {
        "document": pa.int32(),
        "sentence": pa.int32(),
        "start": pa.int32(),
        "end": pa.int32(),
        "entity": CODE,
    }
)
QUOTATIONS = pa.schema(
    {
        "document": pa.int32(),
        "sentence": pa.int32(),
        "start": pa.int32(),
        "end": pa.int32(),
        "speech": pa.bool_(),
        "closed": pa.bool_(),
    }
)
CANDIDATES = pa.schema(
    {
        "document": pa.int32(),
        "sentence": pa.int32(),
        "start": pa.int32(),
        "end": pa.int32(),
        "surface": pa.string(),
        "key": pa.string(),
        "kind": pa.string(),
        "rule": pa.string(),
    }
)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Under which numbers an annotator knows the forms of a batch (int32, one for each row of ``forms``).

    In all batches of one ``annotator`` a number is of the same form: who has seen it need not compare texts.
    """

    annotator: str
    forms: np.ndarray


@dataclass(frozen=True, slots=True)
class Batch:
    """The rows of some documents, whole: the store takes all of them or none.

    ``entities`` and ``aliases`` hold the lexicon's entities, mentioned or not (what was looked for and not
    found is a result too); those the store knows already are passed over. ``numbers`` saves look-ups and may
    be left out.

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
    statements: pa.Table = field(default_factory=STATEMENTS.empty_table)
    references: pa.Table = field(default_factory=REFERENCES.empty_table)
    quantities: pa.Table = field(default_factory=QUANTITIES.empty_table)
    time_expressions: pa.Table = field(default_factory=TIME_EXPRESSIONS.empty_table)
    happenings: pa.Table = field(default_factory=HAPPENINGS.empty_table)
    acts: pa.Table = field(default_factory=ACTS.empty_table)
    quotations: pa.Table = field(default_factory=QUOTATIONS.empty_table)
    candidates: pa.Table = field(default_factory=CANDIDATES.empty_table)
    numbers: Numbers | None = None

    def __post_init__(self) -> None:
        for name, table in self.tables().items():
            schema, wanted = table.schema, globals()[name.upper()]
            if not schema.equals(wanted):
                raise ValueError(f"{name}: columns are\n{schema}\nand should be\n{wanted}")

    def tables(self) -> dict[str, pa.Table]:
        """Return every table by its name."""
        return {name: getattr(self, name) for name in BATCH_TABLES}


BATCH_TABLES = tuple(one.name for one in fields(Batch) if one.name != "numbers")
