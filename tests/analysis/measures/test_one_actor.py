"""One actor at the edges of a selection, counted by hand."""

import numpy as np

from analysis.measures.one_actor import _acting, _mentioned, _said


def arrays(columns, rows):
    return {
        name: np.array(values) for name, values in zip(columns.split(), zip(*rows, strict=True), strict=True)
    }


MENTIONS = arrays(
    "document sentence start end named role pronoun beside counted",
    [
        (1, 1, 0, 4, True, False, False, False, True),
        (1, 1, 9, 14, True, False, False, False, True),
        (1, 2, 20, 24, False, True, False, False, True),  # its title alone
        (1, 3, 30, 34, False, True, False, True, True),  # its title beside the name
        (2, 1, 0, 4, False, False, True, False, True),
        (2, 2, 10, 14, True, False, False, False, True),
        (2, 9, 50, 54, True, False, False, False, False),  # set aside
        (4, 1, 0, 4, True, False, False, True, True),  # a name beside another
    ],
)
NOBODY = {name: values[:0] for name, values in MENTIONS.items()}


def test_names_titles_and_pronouns_are_told_apart():
    assert _mentioned(MENTIONS) == {
        "count": 3, "documents": 2, "sentences": 2, "roles": 1, "pronouns": 1, "titled": 2,
    }  # fmt: skip
    assert set(_mentioned(NOBODY).values()) == {0}


def test_a_statement_of_another_is_of_it_where_its_words_hold_the_whole_name():
    said = arrays(
        "document start end own",
        [
            (1, 0, 14, False),  # both names, one statement
            (1, 5, 13, False),  # ends inside the name
            (1, 10, 40, False),  # begins inside it; a title is no name
            (1, 15, 40, False),
            (1, 0, 99, True),  # its own
            (2, 50, 54, False),  # a name that is set aside is one
            (3, 0, 99, False),
        ],
    )
    assert _said(said, MENTIONS) == {"said": 1, "said_of": 2}
    assert _said(said, NOBODY) == {"said": 1, "said_of": 0}
    # A long name that ends outside does not hide the short one in it.
    nested = {name: values[[0, 1]] for name, values in MENTIONS.items()}
    nested |= {"start": np.array([0, 1]), "end": np.array([9, 3])}
    assert _said(arrays("document start end own", [(1, 0, 5, False)]), nested)["said_of"] == 1


def test_it_is_there_where_only_somebody_else_acts():
    acts = arrays(
        "document sentence own",
        [(1, 1, True), (1, 1, False), (2, 2, False), (2, 2, False), (2, 9, False), (2, 1, False),
         (5, 1, True), (5, 1, True)],
    )  # fmt: skip
    # In 1/1 it acts beside another; 2/9 is set aside, in 2/1 it is no name.
    assert _acting(acts, MENTIONS) == {"acts": 2, "upon": 1}
    assert _acting(acts, NOBODY) == {"acts": 2, "upon": 0}
