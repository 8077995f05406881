"""What a reader strikes out or adds: totals follow, the log has it, it can be undone, others see nothing."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from analysis.cli import main
from analysis.corpus import Selection
from analysis.corrections import (
    CorrectionError,
    Corrections,
    Rejection,
    corrected,
    from_json,
    load,
    merged,
    open_corrected,
    save,
    to_json,
)
from analysis.corrections import effect as told_of
from analysis.errors import LexiconError
from analysis.lexicon.reader import load_lexicon
from analysis.lexicon.rows import UserRow
from analysis.measures.actor import who_acts
from analysis.measures.cooccurrence import cooccurrence
from analysis.measures.mentions import each_mention, mention_sentences, mentions, not_found
from analysis.measures.references import explicit_and_inferred, holders, references, undecided
from analysis.measures.statements import by_speaker, by_verb, statement_sentences, statements
from analysis.opening import open_corpus

ALL, SEEDS, NOW = Selection(), Path(__file__).resolve().parents[2] / "seeds", datetime(2026, 1, 2, 3, 4, 5)
B = "003_423de9ca1c02ffde"
BRAHMOS = Rejection(B, 1284, 1309, "brahmos", "ब्रह्मोस सुपरसोनिक मिसाइल")
SPEAKER = Rejection(B, 1883, 1889, "jaishankar", "जयशंकर")
ALIAS = UserRow("names", 1, "jaishankar", "एस. जयशंकर", "person", ("केंद्रीय विदेश मंत्री",))
NEW = UserRow("names", 1, "market", "बाजार", "generic", ("महाद्वीप",))


@pytest.fixture
def seeds():
    store, _ = open_corpus(SEEDS)
    with store:
        yield store


def count(store, code):
    rows = mentions(store, ALL)
    return dict(zip(rows["entity"], rows["count"], strict=True)).get(code, 0)


def test_a_hit_struck_out_is_gone_from_every_count(seeds):
    assert count(seeds, "brahmos") == 1
    after = corrected(seeds, [BRAHMOS])
    assert after.found == 1
    assert count(after, "brahmos") == 0
    assert "brahmos" in set(not_found(after, ALL)["entity"]), "looked for and not found"
    assert mention_sentences(after, ALL, "brahmos").empty
    pairs = cooccurrence(after, ALL, kinds=("item",))
    assert "brahmos" not in {*pairs["a"], *pairs["b"]} and not pairs.empty
    assert mentions(after, Selection(entities=("brahmos",))).empty
    assert count(seeds, "brahmos") == 1, "another reader of the store sees it still"


def test_a_speaker_struck_out_speaks_and_acts_no_more(seeds):
    def told(store):
        rows = by_speaker(store, ALL)
        return dict(zip(rows["speaker"], rows["count"], strict=True))

    def acting(store):
        rows = who_acts(store, ALL)
        return dict(zip(rows["entity"], rows["acts"], strict=True))["jaishankar"]

    after = corrected(seeds, [SPEAKER])
    assert (told(seeds)["jaishankar"], told(after)["jaishankar"]) == (11, 10)
    assert (acting(seeds), acting(after)) == (8, 7)
    assert len(statements(after, ALL)) == 16, "the words were said all the same"


@pytest.mark.parametrize(
    "wrong",
    [
        Rejection("no such", 1284, 1309, "brahmos"),
        Rejection(B, 1285, 1309, "brahmos"),
        Rejection(B, 1284, 1309, "akash"),
        Rejection("'; DROP TABLE mention; --", 1, 2, "'"),
    ],
)
def test_a_span_that_is_no_mention_strikes_out_nothing(seeds, wrong):
    after = corrected(seeds, [wrong])
    assert after.found == 0
    assert mentions(after, ALL).equals(mentions(seeds, ALL))


def test_the_log_keeps_everything_and_undoing_brings_it_back():
    made = Corrections().reject(BRAHMOS, at=NOW).reject(SPEAKER, at=NOW).add_row(ALIAS, at=NOW)
    assert made.rejections == (BRAHMOS, SPEAKER) and made.rows == (ALIAS,)
    assert made.undo(1, at=NOW).rejections == (SPEAKER,)
    last = made.undo(at=NOW)
    assert last.rows == () and len(last.log) == 4 and sorted(last.active) == [1, 2]
    assert last.undo(at=NOW).rejections == (BRAHMOS,), "the last that holds"
    for number in (3, 4, 0, 99):
        with pytest.raises(CorrectionError):
            last.undo(number, at=NOW)


def test_a_hit_may_be_struck_out_again_after_undoing():
    made = Corrections().reject(BRAHMOS, at=NOW).undo(at=NOW).reject(BRAHMOS, at=NOW)
    assert made.rejections == (BRAHMOS,)


def test_the_mark_tells_what_holds_and_not_how_it_came():
    once = Corrections().reject(BRAHMOS, at=NOW)
    again = Corrections().reject(SPEAKER, at=NOW).undo(at=NOW).reject(BRAHMOS, at=datetime(2027, 1, 1))
    assert once.mark == again.mark != Corrections().mark


def test_a_row_makes_a_lexicon_of_the_readers_own():
    shipped = load_lexicon().version
    made = Corrections().add_row(ALIAS, at=NOW).add_row(NEW, at=NOW)
    store, _ = open_corrected(SEEDS, made)
    with store:
        assert (count(store, "market"), count(store, "jaishankar")) == (1, 14)
    store, _ = open_corpus(SEEDS)
    with store:
        assert (count(store, "market"), count(store, "jaishankar")) == (0, 12)
    assert load_lexicon().version == shipped


def test_a_row_that_clashes_is_refused():
    taken = UserRow("names", 1, "someone", "कोई", "person", ("लावरोव",))
    with pytest.raises(LexiconError):
        Corrections().add_row(taken, at=NOW)
    first = UserRow("names", 1, "one", "एक", "person", ("रणधीर जायसवाल जी",))
    second = UserRow("names", 2, "two", "दो", "person", ("रणधीर जायसवाल जी",))
    with pytest.raises(LexiconError):
        Corrections().add_row(first, at=NOW).add_row(second, at=NOW)


def test_rows_hold_on_a_store_too(tmp_path, seeds):
    copy = tmp_path / "seeds.duckdb"  # the file itself is open
    copy.write_bytes(Path(seeds.path).read_bytes())
    store, _ = open_corrected(copy, Corrections().add_row(NEW, at=NOW).reject(BRAHMOS, at=NOW))
    with store:
        assert (count(store, "market"), count(store, "brahmos"), count(store, "jaishankar")) == (1, 0, 12)


def said(store, **asked):
    rows = statements(store, ALL, **asked)
    return rows[rows["name"] == B].reset_index(drop=True)


def told(store):
    rows = by_speaker(store, ALL)
    return dict(zip(rows["speaker"], rows["count"], strict=True))


def of(row, what, entity=""):
    return Rejection(row["name"], int(row["start"]), int(row["end"]), entity, row["words"][:20], what)


def test_a_statement_struck_out_is_gone_from_every_table(seeds):
    first = said(seeds, speakers=("lavrov",)).iloc[0]
    after = corrected(seeds, [of(first, "statement")])
    assert after.found == 1
    assert (told(seeds)["lavrov"], told(after)["lavrov"]) == (4, 3)
    assert (len(statements(seeds, ALL)), len(statements(after, ALL))) == (16, 15)
    verbs = by_verb(after, ALL)
    assert verbs["count"].sum() == by_verb(seeds, ALL)["count"].sum() - 1
    assert len(statement_sentences(after, ALL)) == 15
    assert count(after, "lavrov") == 7, "the names in it stay"
    assert len(statements(seeds, ALL)) == 16


def test_a_wrong_speaker_leaves_the_statement_to_nobody(seeds):
    first = said(seeds, speakers=("lavrov",)).iloc[0]
    after = corrected(seeds, [of(first, "speaker", "lavrov")])
    assert after.found == 1 and len(statements(after, ALL)) == 16
    assert (told(after)["lavrov"], told(after)[""]) == (3, 1)
    row = statements(after, ALL, speakers=("",)).iloc[0]
    assert (row["words"], row["speaker"], row["reason"]) == (first["words"], "", "struck")
    nobody = by_speaker(after, ALL).set_index("speaker").loc[""]
    assert nobody[["count", "explicit", "reference", "inferred"]].tolist() == [1, 0, 0, 1]
    wrong = corrected(seeds, [of(first, "speaker", "jaishankar")])
    assert wrong.found == 0 and told(wrong) == told(seeds)


def test_a_speaker_by_pronoun_goes_with_the_pronoun(seeds):
    rows = references(seeds, ALL, how=("reference",), entity="jaishankar")
    spoken = statements(seeds, ALL, certainty=("reference",), speakers=("jaishankar",)).iloc[0]
    word = rows[
        (rows["name"] == spoken["name"])
        & (rows["start"] < spoken["end"])
        & (rows["surface"] == spoken["speaker_text"])
    ]
    pronoun = word[word["segment"] == spoken["segment"]].iloc[0]
    after = corrected(seeds, [Rejection(pronoun["name"], pronoun["start"], pronoun["end"], "jaishankar")])
    assert told(after)["jaishankar"] == 10 and told(after)[""] == 1, "the words that name him are as wrong"
    names = explicit_and_inferred(after, ALL).set_index("entity").loc["jaishankar"]
    before = explicit_and_inferred(seeds, ALL).set_index("entity").loc["jaishankar"]
    assert (names["name"], names["reference"]) == (before["name"], before["reference"] - 1)


def test_a_title_struck_out_is_undecided(seeds):
    title = references(seeds, ALL, how=("role",), entity="lavrov").iloc[0]
    after = corrected(
        seeds, [Rejection(title["name"], title["start"], title["end"], "lavrov", title["surface"])]
    )
    table = holders(after, ALL)
    row = table[(table["title"] == title["title"]) & (table["entity"] == "")]
    assert row["count"].tolist() == [1]
    assert "struck" in set(undecided(after, ALL)["reason"]) - set(undecided(seeds, ALL)["reason"])
    assert count(after, "lavrov") == 7


def test_a_name_takes_along_what_goes_back_to_it(seeds):
    rows = references(seeds, ALL, how=("reference",), entity="jaishankar")
    rows = rows[rows["rule"] == "pronoun"].dropna(subset="antecedent")
    places = seeds.query(
        """SELECT d.name, r.antecedent_start AS a, r.antecedent_end AS b, count(*) AS n FROM reference r
           JOIN document d USING (document) WHERE r.rule = 'pronoun' GROUP BY ALL ORDER BY n DESC LIMIT 1"""
    ).iloc[0]
    hit = Rejection(places["name"], int(places["a"]), int(places["b"]), "jaishankar")
    after = corrected(seeds, [hit])
    left = explicit_and_inferred(after, ALL).set_index("entity").loc["jaishankar"]
    assert left["name"] == 11 and left["reference"] <= 6 - places["n"]


def test_who_is_struck_out_takes_no_part_in_events(seeds):
    def guests(store):
        rows = store.query(
            "SELECT list_sort(entities) AS e, document, start FROM happening ORDER BY document, start"
        )
        return sum(map(len, rows["e"]))

    every = each_mention(seeds, ALL, kinds=("person",), how=("name", "role", "reference"))
    mine = every[every["entity"] == "manturov"]
    hits = [Rejection(row.name, row.start, row.end, "manturov") for row in mine.itertuples(index=False)]
    assert hits and guests(corrected(seeds, hits)) == guests(seeds) - 1


def test_they_are_kept_and_taken_along(tmp_path):
    made = Corrections().reject(BRAHMOS, at=NOW).add_row(ALIAS, at=NOW).undo(at=NOW)
    save(made, tmp_path / "c.json")
    assert load(tmp_path / "c.json") == made == from_json(to_json(made))
    assert load(tmp_path / "none.json", new=True) == Corrections()
    with pytest.raises(CorrectionError, match="none.json"):
        load(tmp_path / "none.json")
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["c.json"]


def test_an_import_takes_over_what_holds():
    own = Corrections().reject(BRAHMOS, at=NOW)
    other = Corrections().reject(BRAHMOS, at=NOW).reject(SPEAKER, at=NOW).add_row(ALIAS, at=NOW).undo(at=NOW)
    both = merged(own, other, at=NOW)
    assert both.rejections == (BRAHMOS, SPEAKER) and both.rows == () and len(both.log) == 2
    assert merged(both, other, at=NOW) == both


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"format": 2, "log": []}', '{"format": 1, "log": [{}]}',
     '{"format": 1, "log": [{"at": "x"}]}',
     '{"format": 1, "log": [{"at": "2026-01-01", "undone": "x"}]}',
     '{"format": 1, "log": [{"at": "2026-01-01", '
     '"rejection": {"name": 1, "start": 0, "end": 1, "entity": "a"}}]}',
     '{"format": 1, "log": [{"at": "2026-01-01", "row": {"code": "a"}}]}',
     '{"format": 1, "log": [{"at": "2026-01-01", '
     '"rejection": {"name": "a", "start": 0, "end": 1, "entity": "a", "what": "all"}}]}',
     '{"format": 1, "log": [{"at": "2026-01-01", "rejection": "x", "undone": 1}]}'],
)  # fmt: skip
def test_a_broken_file_is_refused_by_name(tmp_path, text):
    path = tmp_path / "broken.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CorrectionError) as told:
        load(path)
    assert "broken.json" in str(told.value) and "broken.json" in told.value.message("hi")


def test_what_leaves_a_corrected_corpus_tells_it(seeds, tmp_path):
    first = said(seeds, speakers=("lavrov",)).iloc[0]
    made = Corrections().reject(BRAHMOS, at=NOW).reject(of(first, "statement"), at=NOW)
    known = told_of(made, corrected(seeds, made.rejections), seeds, ALL)
    assert (known["struck_out"], known["names_added"], known["mark"]) == (2, 0, made.mark)
    names = int(mentions(seeds, ALL)["count"].sum())
    assert known["mentions"] == {"with": names - 1, "without": names}
    assert known["statements"] == {"with": 15, "without": 16}
    only = told_of(
        made, corrected(seeds, made.rejections), seeds, Selection(documents=("000_e9d52559c15d213b",))
    )
    assert only["mentions"]["with"] == only["mentions"]["without"], "the other article is not touched"


def test_the_command_line_stamps_corrections(tmp_path, monkeypatch):
    save(Corrections().reject(BRAHMOS, at=NOW), tmp_path / "c.json")
    out = tmp_path / "m.csv"
    options = ["mentions", str(SEEDS), "--corrections", str(tmp_path / "c.json"), "--format", "csv"]
    assert main([*options, "--output", str(out)]) == 0
    stamped = json.loads(out.with_name("m.csv.method.json").read_text(encoding="utf-8"))
    assert stamped["corrections"]["struck_out"] == 1 and "brahmos" not in out.read_text(encoding="utf-8")
    assert main(["mentions", str(SEEDS), "--format", "csv", "--output", str(out)]) == 0
    plain = json.loads(out.with_name("m.csv.method.json").read_text(encoding="utf-8"))
    assert "corrections" not in plain


def test_the_command_line_strikes_out_statements_and_speakers(tmp_path):
    with open_corpus(SEEDS)[0] as store:
        first = said(store, speakers=("lavrov",)).iloc[0]
    file, place = str(tmp_path / "c.json"), [str(SEEDS), B, str(first["start"])]
    assert main(["correct", file, "--reject-statement", *place]) == 0
    assert main(["correct", file, "--reject-speaker", *place, "lavrov"]) == 0
    assert main(["correct", file, "--reject-speaker", *place, "putin"]) == 2
    assert [one.what for one in load(Path(file)).rejections] == ["statement", "speaker"]


def test_every_rejection_on_the_command_line_is_taken(tmp_path):
    file, each = tmp_path / "c.json", ["--reject", str(SEEDS), B]
    with open_corpus(SEEDS)[0] as store:
        spoken = [str(start) for start in said(store, speakers=("lavrov",))["start"][:2]]
    assert main(["correct", str(file), *each, "1284", "brahmos", *each, "1883", "jaishankar",
                 "--reject-statement", str(SEEDS), B, spoken[0],
                 "--reject-statement", str(SEEDS), B, spoken[1]]) == 0  # fmt: skip
    made = load(file)
    assert [one.what for one in made.rejections] == ["mention", "mention", "statement", "statement"]
    assert main(["correct", str(file), "--undo", "1", "--undo"]) == 0
    assert sorted(load(file).active) == [2, 3]


@pytest.mark.parametrize("name", ["missing.json", ""])
@pytest.mark.parametrize("command", ["mentions", "statements", "totals"])
def test_a_file_of_corrections_that_is_not_there_is_an_error(command, name, tmp_path, capsys):
    file = str(tmp_path / name) if name else ""
    assert main([command, str(SEEDS), "--corrections", file]) == 2
    printed = capsys.readouterr()
    assert printed.out == "" and name in printed.err
    assert main(["correct", str(tmp_path / "c.json"), "--import", file]) == 2


HEADER = "id,label,type,surfaces,guards\n"
SOUND, TAKEN = "market,बाजार,generic,महाद्वीप,\n", "x1,कोई,person,लावरोव,\n"


@pytest.mark.parametrize(
    "text, code, rows, told",
    [
        (HEADER + TAKEN + SOUND, 0, ["market"], "लावरोव"),
        (HEADER + TAKEN, 2, [], "लावरोव"),
        ("", 2, [], "कोई पंक्ति नहीं"),
        (None, 2, [], "ऐसी कोई फ़ाइल नहीं"),
        (HEADER + 'q1,पहला,person,"अधूरा नाम,\n' + SOUND, 0, ["market"], "पंक्ति 2"),
        (HEADER + "brahmos,कुछ और,item,ब्रमोस,\n", 0, ["brahmos"], "कुछ और"),
    ],
)
def test_of_a_table_what_clashes_is_told_and_the_rest_is_taken(tmp_path, capsys, text, code, rows, told):
    table, file = tmp_path / "names.csv", tmp_path / "c.json"
    if text is not None:
        table.write_text(text, encoding="utf-8")
    assert main(["correct", str(file), "--table", str(table)]) == code
    printed = capsys.readouterr().err
    assert told in printed and printed.count("\n") == 1 and "Errno" not in printed
    assert [one.code for one in load(file, new=True).rows] == rows


def test_the_command_line_names_nobody_and_tells_an_empty_table(tmp_path, capsys):
    with open_corpus(SEEDS)[0] as store:
        first = said(store, speakers=("lavrov",)).iloc[0]
    save(Corrections().reject(of(first, "speaker", "lavrov"), at=NOW), tmp_path / "c.json")
    asked = ["statements", str(SEEDS), "--by", "speakers", "--format", "csv"]
    assert main([*asked, "--corrections", str(tmp_path / "c.json")]) == 0
    printed = capsys.readouterr()
    assert ",false,वक्ता तय नहीं,Speaker undecided,1,0,0,1," in printed.out and printed.err == ""
    assert main(["names", str(SEEDS)]) == 0
    assert "कोई पंक्ति नहीं" in capsys.readouterr().err
