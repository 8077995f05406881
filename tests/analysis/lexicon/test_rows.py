"""A reader's own dictionary: sound rows count, broken ones are told by line, nothing else is lost."""

import pytest

from analysis.errors import LexiconError
from analysis.lexicon.reader import load_lexicon
from analysis.lexicon.rows import UserRow, as_checked, clashes, label_ignored, parse_rows, read_rows
from tests.benchmarks import quality_mentions as quality

GOOD = """id,label,type,surfaces,guards
tarang_radar,तरंग रडार,item,तरंग रडार|तरंग रडार प्रणाली,
garud_drone,गरुड़ ड्रोन,हथियार,गरुड़,ड्रोन|उड़ान
my_person,मीरा कुलकर्णी,person,मीरा कुलकर्णी;मीरा जी,
"""


def found(lexicon, text):
    finder = quality.Finder(lexicon)
    return [
        (m["code"], m["surface"]) for m in finder.mentions([text])[0] if m["code"] not in ("generic_drone",)
    ]


def test_sound_rows_are_read():
    rows, errors = parse_rows(GOOD, "mine.csv")
    assert errors == []
    assert [(row.code, row.kind, row.line) for row in rows] == [
        ("tarang_radar", "item", 2), ("garud_drone", "item", 3), ("my_person", "person", 4)
    ]  # fmt: skip
    assert rows[2].surfaces == ("मीरा कुलकर्णी", "मीरा जी") and rows[1].guards == ("ड्रोन", "उड़ान")


@pytest.mark.parametrize(
    "line, code",
    [
        ("x1,नाम,item", "missing"),
        ("x1,नाम,planet,रूप,", "choice"),
        ("X 1,नाम,item,रूप,", "code"),
        ("tarang_radar,नाम,item,रूप,", "code_twice"),
        ("x1,नाम,item,रूप||रूप दो,", "blank_entry"),
        ("x1,नाम,item,!!!,", "no_word"),
        ("x1,नाम,item,रूप,दो शब्द", "one_word"),
    ],
)
def test_a_broken_row_is_told_by_line_and_the_rest_is_kept(line, code):
    rows, errors = parse_rows(GOOD + line + "\nlast,अंतिम,place,अंतिम नगर,\n", "mine.csv")
    assert [error.code for error in errors] == [f"lexicon.{code}"]
    assert errors[0].fields["line"] == 5 and "mine.csv" in str(errors[0])
    assert [row.code for row in rows] == ["tarang_radar", "garud_drone", "my_person", "last"]


def test_a_class_is_one_of_the_lexicon_s_for_the_type():
    header = "id,label,type,surfaces,class\n"
    lines = [
        "x1,नाम एक,item,रूप एक,missile.cruise",
        "x2,नाम दो,item,रूप दो,missile",
        "x3,नाम तीन,person,रूप तीन,",
    ]
    rows, errors = parse_rows(header + "\n".join(lines), "mine.csv")
    assert errors == [] and [row.klass for row in rows] == ["missile.cruise", "missile", ""]
    extended = load_lexicon().extended(rows)
    assert extended.entities["x1"].klass == "missile.cruise"
    wrong = ["x4,नाम,item,रूप,spaceship", "x5,नाम,item,रूप,ministry", "x6,नाम,person,रूप,missile"]
    rows, errors = parse_rows(header + "\n".join(wrong), "mine.csv")
    assert rows == [] and [(e.code, e.fields["line"]) for e in errors] == [
        ("lexicon.choice", 2), ("lexicon.choice", 3), ("lexicon.choice", 4)
    ]  # fmt: skip
    made = UserRow("log.json", 7, "x7", "नाम", "item", ("रूप सात",), klass="spaceship")
    assert [error.code for error in clashes(load_lexicon(), [made])] == ["lexicon.choice"]
    said = errors[0].message("hi")
    assert "mine.csv" in said and "spaceship" in said and "artillery.gun" in said


def test_headers_may_be_hindi_and_cells_parted_by_semicolon_or_tab():
    text = "\ufeffपहचान;नाम;प्रकार;रूप\nx1;नाम;व्यक्ति;रूप एक|रूप दो\n"
    rows, errors = parse_rows(text, "mine.csv")
    assert errors == [] and rows[0].surfaces == ("रूप एक", "रूप दो") and rows[0].kind == "person"


@pytest.mark.parametrize("text", ["id,label\n", "id,label,type,surfaces,colour\n"])
def test_a_wrong_header_is_told(text):
    rows, errors = parse_rows(text, "mine.csv")
    assert rows == [] and [error.code for error in errors] == ["lexicon.columns"]


def test_a_file_without_rows_and_one_that_is_no_text_are_told(tmp_path):
    for text in ("", "\n\n", "\ufeff", "id,label,type,surfaces\n"):
        assert [one.code for one in parse_rows(text, "m.csv")[1]] == ["lexicon.empty_user"]
    path = tmp_path / "mine.csv"
    path.write_bytes("id,label,type,surfaces\n".encode("utf-16"))
    assert read_rows(path)[1][0].code == "lexicon.unreadable"
    path.write_text(GOOD, encoding="utf-8-sig")
    assert len(read_rows(path)[0]) == 3
    told = read_rows(tmp_path / "none.csv")[1][0]
    assert told.code == "lexicon.no_file" and "Errno" not in str(told) and "UTF-8" not in str(told)
    assert read_rows(tmp_path)[1][0].code == "lexicon.not_opened"


def test_rows_take_effect_and_guards_are_asked_for():
    lexicon = load_lexicon()
    more = lexicon.extended(parse_rows(GOOD, "mine.csv")[0])
    assert found(lexicon, "सेना ने तरंग रडार खरीदा।") == [("generic_radar", "रडार")]
    assert found(more, "सेना ने तरंग रडार खरीदा।") == [("tarang_radar", "तरंग रडार")]
    assert found(more, "गरुड़ पक्षी पेड़ पर बैठा।") == []
    assert found(more, "सेना ने आज पहली बार गरुड़ नाम का ड्रोन दिखाया।") == [("garud_drone", "गरुड़")]
    assert more.version != lexicon.version and "tarang_radar" not in lexicon.entities


def test_surfaces_can_be_added_to_a_known_entity():
    rows, _ = parse_rows("id,label,type,surfaces\nbrahmos,ब्रह्मोस,item,ब्रमोस\n", "mine.csv")
    assert found(load_lexicon().extended(rows), "ब्रमोस दागी गई।") == [("brahmos", "ब्रमोस")]


def test_clashes_are_told_for_each_row():
    text = (
        "id,label,type,surfaces,guards\n"
        "modi,कोई,place,मोदीपुर,\n"
        "x1,नाम,item,ब्रह्मोस,\n"
        "x2,नाम,item,मेरा नाम,\n"
        "x3,नाम,place,मेरा नाम,\n"
        "x4,नाम,person,रूस,भाई\n"
    )
    rows, errors = parse_rows(text, "mine.csv")
    assert errors == []
    told = clashes(load_lexicon(), rows)
    assert [(error.code, error.fields["line"]) for error in told] == [
        ("lexicon.other_type", 2), ("lexicon.form_twice", 3), ("lexicon.form_twice", 5)
    ]  # fmt: skip
    assert "मोदी" in told[0].message("hi") and "person" in told[0].message("hi")
    with pytest.raises(LexiconError):
        load_lexicon().extended(rows)


@pytest.mark.parametrize(
    "broken, lines",
    [
        (['q1,पहला,person,"अधूरा नाम,'], [2]),
        (['q1,पहला,person,"अधूरा नाम', 'q3,तीसरा,person,"पूरा नाम",'], [2]),
        (['q1,पहला,person,"अधूरा "नाम",'], [2]),
    ],
)
def test_a_quotation_mark_that_is_not_closed_swallows_no_row(broken, lines):
    header = "id,label,type,surfaces,guards"
    text = "\n".join([header, *broken, "q2,दूसरा,person,दूसरा नाम,", "q4,चौथा,person,चौथा नाम,"])
    rows, errors = parse_rows(text, "mine.csv")
    assert [(error.code, error.fields["line"]) for error in errors] == [("lexicon.quote", n) for n in lines]
    assert [row.code for row in rows] == [*(["q3"] if len(broken) > 1 else []), "q2", "q4"]
    assert "mine.csv" in errors[0].message("hi") and "2" in errors[0].message("hi")


def test_a_cell_of_several_lines_and_a_doubled_quote_are_read():
    rows, errors = parse_rows('id,label,type,surfaces\nq1,"पहला ""नाम""",person,"रूप एक\nरूप दो"\n', "m.csv")
    assert errors == [] and (rows[0].label, rows[0].surfaces) == ('पहला "नाम"', ("रूप एक", "रूप दो"))


def test_a_name_written_like_a_title_is_refused():
    row = UserRow("m.csv", 2, "x1", "विदेश मंत्री", "person", ("विदेश मंत्री",))
    (told,) = clashes(load_lexicon(), [row])
    assert told.code == "lexicon.office" and "पदनाम" in told.message("hi")
    alias = UserRow("m.csv", 2, "jaishankar", "एस. जयशंकर", "person", ("विदेश मंत्री",))
    assert clashes(load_lexicon(), [alias])[0].code == "lexicon.office"
    assert clashes(load_lexicon(), [UserRow(*row_with(row, ("विदेश मंत्री मीरा",)))]) == []


def row_with(row, surfaces):
    return row.file, row.line, row.code, row.label, row.kind, surfaces


def test_a_known_id_keeps_its_label_and_that_is_told():
    known = load_lexicon().entities["brahmos"]
    rows = [
        UserRow("m.csv", 2, "brahmos", "कुछ और", "item", ("ब्रमोस",)),
        UserRow("m.csv", 3, "brahmos", known.label_hi, "item", ("ब्रमोस",)),
        UserRow("m.csv", 4, "brahmos", known.label_en, "item", ("ब्रमोस",)),
        UserRow("m.csv", 5, "x9", "कुछ और", "item", ("कुछ",)),
    ]
    assert [(one.code, one.fields["line"]) for one in label_ignored(rows)] == [("lexicon.label_ignored", 2)]


@pytest.mark.parametrize(
    "row, code",
    [
        (UserRow("form", 1, "x1", "नाम", "person", ("रूप",), ("दो शब्द",)), "one_word"),
        (UserRow("form", 1, "x1", "न" * 300, "person", ("रूप",)), "too_long"),
        (UserRow("form", 1, "x1", "नाम", "person", ("न" * 300,)), "too_long"),
        (UserRow("form", 1, "x1", "नाम", "person", ("!!!",)), "no_word"),
    ],
)
def test_what_a_form_makes_is_checked_as_a_table_is(row, code):
    with pytest.raises(LexiconError) as told:
        as_checked(row)
    assert told.value.code == f"lexicon.{code}"
    sound = UserRow("form", 1, "x1", "नाम", "person", ("रूप एक", "रूप दो"), ("शब्द",))
    assert as_checked(sound) == sound
