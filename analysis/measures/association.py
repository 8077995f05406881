"""Association measures: formulae only, in Evert's notation, on numbers or arrays of numbers.

A pair (or a word in a target and a reference) is told by four counts: ``o11`` units that hold both, ``r1``
that hold the first, ``c1`` that hold the second, and ``n`` units in all; expected by chance are
``e11 = r1 c1 / n``. Evert, S. (2008): Corpora and collocations. In: Corpus Linguistics. An International
Handbook, article 58.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

Numbers = np.ndarray


def expected(r1: ArrayLike, c1: ArrayLike, n: ArrayLike) -> Numbers:
    """Return the number of units that would hold both if the two were independent: ``r1 c1 / n``."""
    return _float(r1) * _float(c1) / _float(n)


def jaccard(o11: ArrayLike, r1: ArrayLike, c1: ArrayLike) -> Numbers:
    """Return the share of the units with either that hold both: 0 (never together) to 1 (always).

    Jaccard (1901), Bulletin de la Société Vaudoise des Sciences Naturelles 37. NaN where neither occurs.
    """
    o11, r1, c1 = _float(o11), _float(r1), _float(c1)
    with _quiet():
        return o11 / (r1 + c1 - o11)


def pmi(o11: ArrayLike, r1: ArrayLike, c1: ArrayLike, n: ArrayLike) -> Numbers:
    """Return pointwise mutual information in bits: log2 of observed over expected, 0 at chance.

    Negative where the pair is rarer than chance, minus infinity where it never occurs. It overrates rare
    pairs. Church & Hanks (1990), Computational Linguistics 16(1).
    """
    with _quiet():
        return np.log2(_float(o11) / expected(r1, c1, n))


def npmi(o11: ArrayLike, r1: ArrayLike, c1: ArrayLike, n: ArrayLike) -> Numbers:
    """Return normalised PMI: −1 (never together) over 0 (chance) to 1 (only together).

    Bouma (2009), Proceedings of GSCL. NaN where every unit holds both: then nothing can be told.
    """
    o11, n = _float(o11), _float(n)
    with _quiet():
        value = pmi(o11, r1, c1, n) / -np.log2(o11 / n)
    return np.where(o11 == 0, -1.0, np.where(o11 == n, np.nan, value))


def log_likelihood(o11: ArrayLike, r1: ArrayLike, c1: ArrayLike, n: ArrayLike) -> Numbers:
    """Return signed G²: how sure it is that the pair is not chance; negative where it is rarer than chance.

    Above 3.84 (10.83) in size chance alone would give it in one case of 20 (of 1,000). It tells
    sureness, not strength. Dunning (1993), Computational Linguistics 19(1).
    """
    o11, r1, c1, n = _float(o11), _float(r1), _float(c1), _float(n)
    r2, c2 = n - r1, n - c1
    cells = [(o11, r1, c1), (r1 - o11, r1, c2), (c1 - o11, r2, c1), (r2 - c1 + o11, r2, c2)]
    total = sum(_observed_log(o, row * column / n) for o, row, column in cells)
    # Rounding may leave a hair below nothing, and a root or a sign of it would be nonsense.
    return np.where(o11 < r1 * c1 / n, -1.0, 1.0) * np.maximum(2 * total, 0.0)


def _float(values: ArrayLike) -> Numbers:
    return np.asarray(values, dtype=float)


def _observed_log(observed: Numbers, by_chance: Numbers) -> Numbers:
    """Return o ln(o/e), which is 0 for a cell where nothing was observed."""
    with _quiet():
        return np.where(observed > 0, observed * np.log(observed / by_chance), 0.0)


def _quiet():
    return np.errstate(divide="ignore", invalid="ignore")
