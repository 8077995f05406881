"""Formulae against figures that others published."""

import math

import numpy as np
import pytest

from analysis.measures.association import (
    expected,
    jaccard,
    log_likelihood,
    npmi,
    pmi,
)

# Frequency signatures (f, f1, f2, N) and scores as the UCS toolkit gives them, from the gold file
# tests/ucs-gold-100.ds of fau-klue/pandas-association-measures. MI is to base 10 there.
UCS = [
    # f, f1, f2, N, Jaccard, MI, log-likelihood
    (1, 15334, 2, 191998, 6.521030322791e-05, 0.796611250194937, 2.4487567246743),
    (7, 15334, 120, 191998, 0.000453162426361106, -0.136441960174449, -0.829802488929075),
    (52, 15334, 658, 191998, 0.00326223337515684, -0.00458130412023773, -0.00633058968211841),
    (2, 15334, 2, 191998, 0.000130429111777749, 1.09764124585892, 10.1098895166663),
    (5, 15334, 38, 191998, 0.000325372551571549, 0.216827653578127, 1.17525940894601),
]


@pytest.mark.parametrize("row", UCS)
def test_scores_are_those_of_the_ucs_toolkit(row):
    *signature, jaccard_, mi, g2 = row
    f, f1, f2, n = signature
    assert jaccard(f, f1, f2) == pytest.approx(jaccard_)
    assert pmi(f, f1, f2, n) == pytest.approx(mi / math.log10(2))
    assert log_likelihood(f, f1, f2, n) == pytest.approx(g2, rel=1e-6)


def test_g2_is_dunnings():
    # Dunning (1993), table 1, "the swiss": k(AB)=110, k(~AB)=2442, k(A~B)=111, k(~A~B)=29114 give 270.72.
    assert log_likelihood(110, 110 + 2442, 110 + 111, 110 + 2442 + 111 + 29114) == pytest.approx(
        270.72, abs=0.01
    )


def test_independence_is_zero():
    # 20 of 100 by 30 of 100 expect 6.
    assert expected(20, 30, 100) == 6
    assert pmi(6, 20, 30, 100) == pytest.approx(0)
    assert npmi(6, 20, 30, 100) == pytest.approx(0)
    assert log_likelihood(6, 20, 30, 100) == pytest.approx(0, abs=1e-9)


def test_the_ends_of_the_scales():
    assert npmi(10, 10, 10, 100) == pytest.approx(1)
    assert npmi(0, 10, 10, 100) == -1
    assert math.isnan(npmi(100, 100, 100, 100))
    assert jaccard(10, 10, 10) == 1 and jaccard(0, 10, 10) == 0
    assert math.isnan(jaccard(0, 0, 0))
    assert pmi(0, 10, 10, 100) == -math.inf


def test_the_sign_of_g2_is_the_direction():
    assert log_likelihood(9, 20, 30, 100) > 0 > log_likelihood(3, 20, 30, 100)
    # Never together: still finite. 2 × (observed ln observed/expected) by hand for 0 10 10 80 of 100.
    by_hand = 2 * (2 * 10 * math.log(10 / 9) + 80 * math.log(80 / 81))
    assert log_likelihood(0, 10, 10, 100) == pytest.approx(-by_hand)


def test_measures_do_not_mind_which_of_the_two_comes_first():
    for measure in (pmi, npmi, log_likelihood):
        assert measure(7, 20, 33, 100) == pytest.approx(measure(7, 33, 20, 100))


def test_arrays_go_through():
    values = log_likelihood(np.array([6, 9]), np.array([20, 20]), np.array([30, 30]), 100)
    assert values.shape == (2,) and values[0] == pytest.approx(0, abs=1e-9)
