"""Arithmetic and comparisons of datetime64 and timedelta64, NaT among them."""
import itertools

import numpy as np

from .binary import COMPARISONS, EXACT
from .common import either_order, embed, fill_with, located, outcome

TIMES = ['M8[D]', 'M8[s]', 'M8[ms]', 'M8[h]', 'm8[D]', 'm8[s]', 'm8[ms]', 'm8[25s]', 'i4', 'i8', 'u2', 'f8', 'f4', '?', 'c16', 'S3']
ITEMS = {'M': [0, 1, -1, 20_000, -777, 'NaT'], 'm': [0, 1, -1, 3, 500, -7, 'NaT'], 'i': [0, 1, -2, 3, 7], 'u': [0, 1, 2, 9], 'f': [1.0, -2.5, 0.5, 3.0, float('nan')],
         'b': [True, False], 'c': [1, 1j], 'S': ['a', 'b']}

# A month and a year are no number of days: what mixes these units with others is refused, except where it is a date.
UNITS = [kind + unit for kind in ('M8', 'm8') for unit in ('[Y]', '[12M]', '[M]', '[5M]', '[W]', '[D]', '[25s]', '[1000ms]', '[ns]')]
COUNTS = [50, -11, 3, -2 ** 63]


def operand(rng, dtype, shape, items):
    dtype = np.dtype(dtype)
    if dtype.kind in 'mM':
        items = [np.array(item, dtype.str) for item in items]
    return embed(rng, shape, fill_with(items, dtype), either_order(rng, dtype))


def counts(rng, dtype, items):
    return embed(rng, (len(items),), lambda count: np.resize(np.array(items, 'i8').view(dtype), count), either_order(rng, dtype))


def groups(rng):
    result = []
    for first, second in itertools.product(TIMES, TIMES):
        if not {np.dtype(first).kind, np.dtype(second).kind} & set('mM'):
            continue
        a, a_buffer = operand(rng, first, rng.choice([(7,), (2, 7)]), ITEMS[np.dtype(first).kind])
        b, b_buffer = operand(rng, second, (7,), ITEMS[np.dtype(second).kind])
        names = EXACT + COMPARISONS
        if np.dtype(second).kind == 'S' or np.dtype(first).kind == 'S':
            names = EXACT
        cases = [{'op': name, **outcome(lambda name=name: getattr(np, name)(a, b))} for name in names]
        result.append({'a': located(a, a_buffer), 'b': located(b, b_buffer), 'cases': cases})
    for dtype in ('M8[D]', 'm8[s]', 'M8[ms]', 'm8[ms]'):
        a, a_buffer = operand(rng, dtype, (7,), ITEMS[dtype[0]])
        names = ['negative', 'absolute', 'sign', 'isnat', 'isnan', 'isinf', 'isfinite', 'sqrt', 'floor', 'logical_not']
        result.append({'a': located(a, a_buffer), 'cases': [{'op': name, **outcome(lambda name=name: getattr(np, name)(a))} for name in names]})
    for first, second in itertools.product(UNITS, UNITS):
        a, a_buffer = counts(rng, first, COUNTS)
        b, b_buffer = counts(rng, second, COUNTS[1:] + COUNTS[:1])
        cases = [{'op': name, **outcome(lambda name=name: getattr(np, name)(a, b))} for name in EXACT + COMPARISONS[:3]]
        result.append({'a': located(a, a_buffer), 'b': located(b, b_buffer), 'cases': cases})
    return result
