from dataclasses import replace

from analysis.corpus import Selection
from analysis.measures.mentions import (
    class_sentences,
    each_mention,
    mention_sentences,
    mentions,
    mentions_by_class,
    mentions_by_document,
    not_found,
)
from tests.analysis.hand import Name, Page, make_store

ALL = Selection()


def test_mentions_by_hand(store):
    found = mentions(store, ALL)
    columns = ["entity", "count", "documents", "sentences", "headings", "body", "forms"]
    assert found[columns].values.tolist() == [
        ["C_IN", 3, 2, 3, 1, 2, "भारत 3"],
        ["C_RU", 3, 2, 3, 1, 2, "रूस 3"],
        ["P_J", 2, 2, 2, 0, 2, "जयशंकर 2"],
        ["P_L", 2, 2, 2, 0, 2, "लावरोव 2"],
        ["P_P", 1, 1, 1, 0, 1, "पुतिन 1"],
    ]


def test_adjectives_are_added_only_when_asked(store):
    found = mentions(store, ALL, how=("name", "adjective")).set_index("entity")
    assert found.loc["C_RU", ["count", "sentences", "forms"]].tolist() == [4, 4, "रूस 3 · रूसी 1"]
    alone = mentions(store, ALL, how=("adjective",))
    assert alone[["entity", "count"]].values.tolist() == [["C_RU", 1]]


def test_kinds_of_entity_and_of_sentence(store):
    assert mentions(store, ALL, kinds=("country",))["entity"].tolist() == ["C_IN", "C_RU"]
    headings = mentions(store, replace(ALL, kinds=("heading",)))
    assert headings[["entity", "count"]].values.tolist() == [["C_IN", 1], ["C_RU", 1]]


def test_two_mentions_in_one_sentence_are_two_mentions_and_one_sentence():
    pages = [Page("क", ("रूस और रूस।", "रूस।"))]
    with make_store(pages, [Name("C", "country", ("रूस",))]) as made:
        assert mentions(made, ALL)[["count", "sentences", "documents"]].values.tolist() == [[3, 2, 1]]


def test_each_mention_has_its_place(store):
    found = each_mention(store, ALL)
    assert len(found) == 11
    first = found.iloc[0]
    assert first[["name", "segment", "start", "end", "surface", "entity", "how"]].tolist() == [
        "a.txt", "S1", 2, 8, "जयशंकर", "P_J", "name",
    ]  # fmt: skip
    assert set(each_mention(store, ALL, how=("adjective",))["surface"]) == {"रूसी"}


def test_by_document(store):
    found = mentions_by_document(store, ALL, kinds=("country",))
    assert found[["entity", "name", "count"]].values.tolist() == [
        ["C_IN", "a.txt", 1], ["C_IN", "b.txt", 2], ["C_RU", "a.txt", 1], ["C_RU", "b.txt", 2],
    ]  # fmt: skip


def test_classes_roll_up_to_their_first_part():
    names = [
        Name("M1", "item", ("ब्रह्मोस",), klass="missile.cruise"),
        Name("M2", "item", ("आकाश",), klass="missile.air"),
        Name("A1", "item", ("तेजस",), klass="aircraft"),
        Name("S1", "sector", ("कृषि",), klass="missile"),
    ]
    pages = [Page("क", ("ब्रह्मोस और आकाश।", "आकाश, तेजस, कृषि।"))]
    with make_store(pages, names) as made:
        found = mentions_by_class(made, ALL)
        assert found.values.tolist() == [["missile", 3, 2, 1, 2], ["aircraft", 1, 1, 1, 1]]
        deeper = mentions_by_class(made, ALL, depth=2)[["class", "count"]]
        assert deeper.values.tolist() == [["missile.air", 2], ["aircraft", 1], ["missile.cruise", 1]]
        assert class_sentences(made, ALL, "missile")["marks"].map(len).tolist() == [2, 1]


def test_what_was_looked_for_and_not_found(store):
    assert not_found(store, ALL)[["entity", "class"]].values.tolist() == [["I_X", "missile.cruise"]]
    assert not_found(store, ALL, kinds=("person",)).empty


def test_a_watched_entity_is_found_only_by_name():
    pages = [Page("क", ("रूसी।",)), Page("ख", ("रूस।",))]
    name = Name("C", "country", ("रूस", "रूसी"), watched=True, how={"रूसी": "adjective"})
    with make_store(pages, [name]) as made:
        assert not_found(made, ALL).empty
        assert not_found(made, replace(ALL, documents=("क",)))["entity"].tolist() == ["C"]


def test_every_count_opens_as_many_marks(store):
    for how in (("name",), ("name", "adjective")):
        table = mentions(store, ALL, how=how)
        for entity, count, sentences in zip(table["entity"], table["count"], table["sentences"], strict=True):
            found = mention_sentences(store, ALL, entity, how=how)
            assert (found["marks"].map(len).sum(), len(found)) == (count, sentences)
            forms = table.set_index("entity").loc[entity, "forms"]
            for text, marks in zip(found["text"], found["marks"], strict=True):
                assert all(text[a:b] in forms for a, b in marks)


def test_several_entities_open_together(store):
    found = mention_sentences(store, ALL, ["P_J", "P_L"])
    assert found[["name", "segment"]].values.tolist() == [["a.txt", "S1"], ["b.txt", "S1"], ["b.txt", "S3"]]
    assert found["marks"].iloc[0] == [[0, 6], [10, 16]]
