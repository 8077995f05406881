"""What the rules found, counted: who speaks, acts and is spoken of, verbs, times, figures, names and asks.

Each cube is one SELECT over the rows of some documents. ``cubes.py`` asks it of the documents of a cell,
``layer.py`` of those that a reader corrected, and a question of the single documents that no cell covers, so
that all of them count the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import duckdb

from analysis.language.lemma import lemma
from analysis.store.asks import hits_sql
from analysis.store.firsts import COUNTED_KINDS

NOBODY = -1  # stands for an entity where there is none
CERTAINTIES = ("explicit", "reference", "inferred")
STATEMENT_KINDS = ("direct", "indirect", "offer", "demand", "source", "unattributed")
_KINDS = ", ".join(f"'{kind}'" for kind in COUNTED_KINDS)
# "कहा है", "बताया गया था": what carries tense and number is no other verb.
_AUXILIARIES = " (है|हैं|था|थी|थे|थीं|गया|गई|गए|जा|रहा|रही|रहे|हुए|हुई)+$"
VERB = f"regexp_replace(x.cue, '{_AUXILIARIES}', '')"
# Who is not in the lexicon goes by the words that name him.
WORDS = "coalesce(x.named_text, CASE WHEN x.certainty <> 'reference' THEN x.speaker_text END, '')"
# Where nobody is given nothing is explicit: of a speaker struck out the words keep how he was found.
_SURE = f"CASE WHEN len(x.speakers) > 0 OR {WORDS} <> '' THEN x.certainty ELSE 'inferred' END"
LANE = """CASE WHEN x.resolved_from IS NOT NULL THEN 'dated'
               WHEN x.kind IN ('duration', 'vague', 'sequence') THEN 'none' ELSE 'undated' END"""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows that are counted, as items of a FROM.

    ``documents`` is the condition on the documents of a table, ``stands`` that on its sentences (given their
    column), ``kinds`` the same for mentions, which know the kinds of theirs. ``cells`` says whether table
    ``placed`` tells the cells, else all are one. ``of`` stands before the name of every table. ``sums`` are
    those that are asked for (all where there are none), ``entity`` who is, of the cube of actors: what is not
    asked for may be left out. ``few``: they are so few that they may be held in memory. ``given``: tables
    whose rows are chosen already, by what they are called then.
    """

    documents: Callable[[str], str]
    stands: Callable[[str, str], str]
    kinds: Callable[[str], str]
    cells: bool = False
    of: str = ""
    sums: tuple[str, ...] = ()
    entity: int | None = None
    few: bool = False
    given: Mapping[str, str] = field(default_factory=dict)

    def table(self, name: str, *, sentence: str = "sentence", cell: bool = True) -> str:
        """Return the rows of a table that stand in counted sentences, any with ``sentence=""``; with their
        cells, in which a document may be several times, unless ``cell`` is False."""
        if name in self.given:
            return self.given[name]
        test = self.stands("t", sentence) if sentence else self.documents("t")
        if sentence and name == "mention":
            test = self.kinds("t")
        if not (cell and self.cells):
            return f"(SELECT {'0 AS cell, ' if cell else ''}t.* FROM {self.of}{name} t WHERE {test})"
        return f"""(SELECT p.cell, t.* FROM {self.of}{name} t JOIN placed p ON p.document = t.document
                    WHERE {test})"""

    def whole(self, name: str) -> str:
        """Return the name of a table."""
        return f"{self.of}{name}"


def rows_inside(inside: str, of: str = "") -> Rows:
    """Return the rows that cubes are made of: ``inside`` is the condition on a column ``document``."""

    def stands(table: str, sentence: str) -> str:
        aside = f"SELECT (w.document::BIGINT << 32) + w.sentence FROM aside w WHERE w.{inside}"
        return f"{table}.{inside} AND ({table}.document::BIGINT << 32) + {table}.{sentence} NOT IN ({aside})"

    def kinds(table: str) -> str:
        return f"{table}.{inside} AND {table}.kind IN ({_KINDS})"

    return Rows(lambda table: f"{table}.{inside}", stands, kinds, cells=True, of=of)


def _speakers(rows: Rows) -> str:
    counts = speakers_sql(rows.table("statement", sentence="first_sentence"))
    return f"FROM ({counts}) JOIN {rows.whole('speaker_name')} USING (words)"


def speakers_sql(statements: str) -> str:
    """Return the SELECT of cell, entity (NOBODY for who is not in the lexicon), words (that name him then),
    and the sums of ``speaker_cube``, of the statements of a FROM."""
    sums = ", ".join(
        f"count(*) FILTER ({column} = '{value}') AS {value}"
        for column, values in (("certainty", CERTAINTIES), ("kind", STATEMENT_KINDS))
        for value in values
    )
    return f"""SELECT cell, entity, words, count(*) AS count, {sums}, count(DISTINCT document) AS documents
               FROM (SELECT x.cell, x.document, x.kind, {_SURE} AS certainty,
                            CASE WHEN len(x.speakers) = 0 THEN {WORDS} ELSE '' END AS words,
                            unnest(CASE WHEN len(x.speakers) = 0 THEN [{NOBODY}] ELSE x.speakers END)
                                AS entity
                     FROM {statements} x) GROUP BY cell, entity, words"""


def _verbs(rows: Rows) -> str:
    return f"""WITH told AS (SELECT x.cell, x.document, {VERB} AS cue, x.speakers
                             FROM {rows.table("statement", sentence="first_sentence")} x WHERE x.cue <> '')
               SELECT cell, cue, {NOBODY} AS entity, count(*) AS count, count(DISTINCT document) AS documents
               FROM told GROUP BY cell, cue
               UNION ALL SELECT cell, cue, entity, count(*), 0
               FROM (SELECT cell, cue, unnest(speakers) AS entity FROM told) GROUP BY cell, cue, entity"""


def _times(rows: Rows) -> str:
    return f"""SELECT x.cell, x.kind, {LANE} AS lane, count(*) AS count,
                      count(DISTINCT x.document) AS documents
               FROM {rows.table("time_expression")} x GROUP BY ALL"""


def _units(rows: Rows) -> str:
    return f"""SELECT x.cell, {_UNIT} AS unit, x.kind, count(*) AS count,
                      count(DISTINCT x.document) AS documents, count(x.value) AS exact
               FROM {_measured(rows)} GROUP BY ALL"""


def _unit_forms(rows: Rows) -> str:
    return f"""SELECT x.cell, x.unit AS form, x.kind, x.unit_class AS class, count(*) AS count
               FROM {rows.table("quantity")} x GROUP BY ALL"""


def _unit_values(rows: Rows) -> str:
    return f"""SELECT x.cell, {_UNIT} AS unit, x.kind, x.value, count(*) AS count
               FROM {_measured(rows)} WHERE x.statistic AND x.value IS NOT NULL GROUP BY ALL"""


_UNIT = "coalesce(u.unit, x.unit)"


def _measured(rows: Rows) -> str:
    # Of what is counted forms are one unit ("लोग", "लोगों"), which table unit_name tells.
    return f"""{rows.table("quantity")} x
               LEFT JOIN {rows.whole("unit_name")} u ON x.kind = 'count' AND u.form = x.unit"""


def _names(rows: Rows) -> str:
    return f"""SELECT x.cell, x.key, x.kind, count(*) AS count, count(DISTINCT x.document) AS documents
               FROM {rows.table("candidate")} x GROUP BY ALL"""


def _asks(rows: Rows) -> str:
    hits = rows.table("ask_hit", sentence="")
    return f"""SELECT h.cell, h.ask, {NOBODY} AS entity, count(DISTINCT (h.document, h.sentence)) AS count,
                      count(DISTINCT h.document) AS documents FROM {hits} h GROUP BY h.cell, h.ask
               UNION ALL
               SELECT h.cell, h.ask, m.entity, count(DISTINCT (h.document, h.sentence)), 0
               FROM {hits} h JOIN {rows.table("mention", sentence="", cell=False)} m
                    USING (document, sentence)
               JOIN {rows.whole("entity")} e ON e.entity = m.entity
               WHERE e.kind = 'sector' AND m.how = 'name' AND e.code <> h.sector
               GROUP BY h.cell, h.ask, m.entity"""


def _undecided(rows: Rows) -> str:
    return f"""SELECT x.cell, x.how, x.rule, x.title, x.reason, count(*) AS count,
                      count(DISTINCT x.document) AS documents
               FROM {rows.table("reference")} x WHERE len(x.entities) = 0 GROUP BY ALL"""


def _actors(rows: Rows) -> str:
    """Who is meant, speaks, is spoken of and acts; a name of somebody who does not act is ``upon`` where
    somebody else does."""
    one, speaks = "TRUE", "TRUE"
    if rows.entity is not None:
        one, speaks = f"{{}}.entity = {rows.entity}", f"list_contains(x.speakers, {rows.entity})"
    tables = {
        "said": f"""(SELECT cell, document, statement, start, "end", speakers
                     FROM {rows.table("statement", sentence="first_sentence")} x)""",
        "acts": f"(SELECT cell, document, sentence, entity FROM {rows.table('act')} a)",
        "acting": f"(SELECT document, sentence, entity FROM {rows.table('act', cell=False)} a)",
        "meant": f"""(SELECT cell, document, sentence, entity, how, beside FROM {rows.table("mention")} m
                      WHERE {one.format("m")})""",
        "named": f"""(SELECT document, start, "end", entity
                      FROM {rows.table("mention", sentence="", cell=False)} m
                      WHERE m.how = 'name' AND {one.format("m")})""",
    }
    counts = {
        "roles pronouns titled": """
            SELECT m.cell, m.entity, count(*) FILTER (m.how = 'role' AND NOT m.beside) AS roles,
                   count(*) FILTER (m.how = 'reference') AS pronouns, count(*) FILTER (m.beside) AS titled
            FROM meant m WHERE m.how IN ('role', 'reference') OR m.beside GROUP BY ALL""",
        "said": f"""
            SELECT cell, entity, count(*) AS said
            FROM (SELECT x.cell, unnest(list_distinct(x.speakers)) AS entity FROM said x WHERE {speaks}) s
            WHERE {one.format("s")} GROUP BY ALL""",
        "said_of": """
            SELECT x.cell, m.entity, count(DISTINCT (x.document, x.statement)) AS said_of
            FROM said x JOIN named m ON m.document = x.document AND m.start >= x.start
                 AND m."end" <= x."end"
            WHERE NOT list_contains(x.speakers, m.entity) GROUP BY ALL""",
        "acts acting": f"""
            SELECT a.cell, a.entity, count(DISTINCT (a.document, a.sentence)) AS acts,
                   count(DISTINCT a.document) AS acting
            FROM acts a WHERE {one.format("a")} GROUP BY ALL""",
        "upon": """
            SELECT m.cell, m.entity, count(DISTINCT (m.document, m.sentence)) AS upon
            FROM meant m SEMI JOIN acting a USING (document, sentence)
            ANTI JOIN acting b USING (document, sentence, entity) WHERE m.how = 'name' GROUP BY ALL""",
    }
    told = {sums: sql for sums, sql in counts.items() if not rows.sums or {*sums.split()} & {*rows.sums}}
    known = {name for sums in told for name in sums.split()}
    sums = ", ".join(
        f"coalesce(sum({name}), 0)::BIGINT AS {name}" if name in known else f"0::BIGINT AS {name}"
        for name in _ACTOR_SUMS
    )
    every = " UNION ALL BY NAME ".join(told.values())
    # Of few rows each table is looked for once: to plan so many parts takes longer than to answer them.
    kept = "MATERIALIZED" if rows.few else "NOT MATERIALIZED"
    used = ", ".join(f"{name} AS {kept} {sql}" for name, sql in tables.items() if f" {name} " in every)
    return f"WITH {used} SELECT cell, entity, {sums} FROM ({every}) GROUP BY cell, entity"


_ACTOR_SUMS = ("roles", "pronouns", "titled", "said", "said_of", "acts", "acting", "upon")
# Each cube: its keys beside the cell, its sums, and what it counts.
DEEP: dict[str, tuple[str, str, Callable[[Rows], str]]] = {
    "speaker_cube": (
        "entity name",
        " ".join(("count", *CERTAINTIES, *STATEMENT_KINDS, "documents")),
        _speakers,
    ),
    "verb_cube": ("cue entity", "count documents", _verbs),
    "time_cube": ("kind lane", "count documents", _times),
    "unit_cube": ("unit kind", "count documents exact", _units),
    "unit_form_cube": ("form kind class", "count", _unit_forms),
    "unit_value_cube": ("unit kind value", "count", _unit_values),
    "name_cube": ("key kind", "count documents", _names),
    "ask_cube": ("ask entity", "count documents", _asks),
    "undecided_cube": ("how rule title reason", "count documents", _undecided),
    "actor_cube": ("entity", " ".join(_ACTOR_SUMS), _actors),
}


def _ask_hits(rows: Rows) -> str:
    return hits_sql(rows.table("mention", cell=False), rows.whole)


def _sourced(rows: Rows) -> str:
    return f"""SELECT x.document, count(DISTINCT x.sentence) AS sentences FROM ({cued_sql(rows)}) x
               GROUP BY x.document"""


def cued_sql(rows: Rows) -> str:
    """Return the cues that stand in sentences of the body: document, sentence, start, end."""
    return f"""SELECT x.document, x.first_sentence AS sentence, x.cue_start AS start, x.cue_end AS "end"
               FROM {rows.table("statement", sentence="", cell=False)} x
               SEMI JOIN {rows.table("sentence", sentence="", cell=False)} s
                   ON s.document = x.document AND s.sentence = x.first_sentence AND s.kind = 'body'
               WHERE x.cue <> ''"""


# Tables of rows that questions ask again and again, document by document.
BY_DOCUMENT: dict[str, Callable[[Rows], str]] = {"ask_hit": _ask_hits, "sourced": _sourced}


def add_names(cursor: duckdb.DuckDBPyConnection, inside: str, *, own: str = "", more: str = "") -> None:
    """Fill ``unit_name`` and ``speaker_name`` with what the rows of some documents need and they do not tell.

    ``own`` and ``more`` stand before and behind the names of the tables that are filled.
    """
    forms = cursor.execute(
        f"""SELECT DISTINCT unit FROM quantity
            WHERE kind = 'count' AND {inside} AND unit NOT IN (SELECT form FROM unit_name) ORDER BY unit"""
    ).fetchall()
    names = {"forms": [form for (form,) in forms], "units": [lemma(form) for (form,) in forms]}
    sql = "SELECT unnest($forms::VARCHAR[]), unnest($units::VARCHAR[])"
    cursor.execute(f"INSERT INTO {own}unit_name{more} {sql}", names)
    cursor.execute(
        f"""INSERT INTO {own}speaker_name{more}
            SELECT (SELECT count(*) FROM speaker_name) + row_number() OVER (ORDER BY words), words
            FROM (SELECT '' AS words UNION
                  SELECT {WORDS} FROM statement x WHERE len(x.speakers) = 0 AND x.{inside})
            WHERE words NOT IN (SELECT words FROM speaker_name)"""
    )
