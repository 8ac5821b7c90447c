"""Functions of uniform numbers whose indices are known exactly."""

from __future__ import annotations

from itertools import combinations
from math import factorial

import numpy as np

COEFFICIENTS = (1.0, 2.0, 4.0, 0.5)
G = (0.0, 1.0, 4.5, 9.0)


def linear(u, coefficients=COEFFICIENTS):
    """c . u: first and total are both c_i^2 / sum of c^2."""
    return u[:, : len(coefficients)] @ np.array(coefficients)[:, None]


LINEAR = np.array(COEFFICIENTS) ** 2 / np.sum(np.square(COEFFICIENTS))


def ishigami(u):
    """sin x1 + 7 sin^2 x2 + 0.1 x3^4 sin x1, x uniform from -pi to pi (Ishigami and Homma 1990)."""
    x = np.pi * (2 * u - 1)
    return (np.sin(x[:, [0]])) * (1 + 0.1 * x[:, [2]] ** 4) + 7 * np.sin(x[:, [1]]) ** 2


# Sobol' and Levitan (1999): V1 = (1 + b pi^4 / 5)^2 / 2, V2 = a^2 / 8, V13 = 8 b^2 pi^8 / 225.
_V1, _V2, _V13 = (1 + 0.1 * np.pi**4 / 5) ** 2 / 2, 49 / 8, 8 * 0.01 * np.pi**8 / 225
ISHIGAMI_FIRST = np.array([_V1, _V2, 0.0]) / (_V1 + _V2 + _V13)
ISHIGAMI_TOTAL = np.array([_V1 + _V13, _V2, _V13]) / (_V1 + _V2 + _V13)
ISHIGAMI_SHAPLEY = np.array([_V1 + _V13 / 2, _V2, _V13 / 2]) / (_V1 + _V2 + _V13)


def g_function(u, a=G):
    """Product of (|4 u_i - 2| + a_i) / (1 + a_i) (Saltelli and Sobol' 1995)."""
    a = np.array(a)
    return np.prod((np.abs(4 * u[:, : len(a)] - 2) + a) / (1 + a), axis=1, keepdims=True)


# A factor alone explains v_i = 1 / (3 (1 + a_i)^2); a set that is not free of interactions, the product of
# (1 + v_i) over it, less one.
_V = 1 / (3 * (1 + np.array(G)) ** 2)


def _closed(members):
    return np.prod(1 + _V[list(members)]) - 1


_ALL = range(len(G))
G_FIRST = _V / _closed(_ALL)
G_TOTAL = np.array([1 - _closed(set(_ALL) - {i}) / _closed(_ALL) for i in _ALL])
G_SHAPLEY = np.array(
    [
        sum(
            factorial(size)
            * factorial(len(G) - size - 1)
            / factorial(len(G))
            * (_closed({*others, i}) - _closed(others))
            for size in range(len(G))
            for others in combinations(set(_ALL) - {i}, size)
        )
        for i in _ALL
    ]
) / _closed(_ALL)


def columns(number):
    return [[column] for column in range(number)]


def inside(measure, expected):
    """Whether each expected value of the first output is within its interval."""
    return (measure.low[:, 0] <= expected) & (expected <= measure.high[:, 0])
