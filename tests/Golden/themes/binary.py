"""Binary operations over every pair of numeric dtypes: promotion, broadcasting, byte orders, zeros and signs."""
import itertools

import numpy as np

from .common import NUMERIC, either_order, embed, located, outcome

EXACT = ['add', 'subtract', 'multiply', 'divide', 'floor_divide', 'remainder', 'minimum', 'maximum']
COMPARISONS = ['less', 'less_equal', 'equal', 'not_equal', 'greater', 'greater_equal']
BITS = ['bitwise_and', 'bitwise_or', 'bitwise_xor', 'left_shift', 'right_shift']
SHAPES = [((12,), (12,)), ((12,), (12,)), ((3, 4), (4,)), ((4, 1), (1, 3)), ((2, 1, 3), (4, 1)), ((), (9,)), ((6,), ()), ((0, 3), (1, 3)), ((2, 3), (3, 2))]
# Infinities and NaN in complex products depend on how the product is written.
FINITE = {'f': [0.0, 1.0, -1.0, 2.5, -7.25, 100.0, 0.1]}


def pool(kind, info=None):
    if kind == 'b':
        return [True, False]
    if kind == 'i':
        return [0, 1, -1, 2, -2, 3, 7, -7, 13, info.max, info.min, info.max // 3]
    if kind == 'u':
        return [0, 1, 2, 3, 7, 13, 100, info.max, info.max - 1, info.max // 2 + 1]
    if kind == 'f':
        return [0.0, -0.0, 1.0, -1.0, 2.5, -2.5, 0.1, -7.3, 100.0, 3e4, float('nan'), float('inf'), float('-inf'), 1e-5]
    return [0, 1, -1, 1j, complex(1.5, -2), complex(-0.1, 3), complex(1.5, 7), 100]


def sample(rng, dtype, count, items=None):
    dtype = np.dtype(dtype)
    items = items or pool(dtype.kind, np.iinfo(dtype) if dtype.kind in 'iu' else None)
    # An integer dtype takes integers: by way of float64 the largest would be another.
    exact = np.array(items, dtype if dtype.kind in 'iu' else None)
    return exact[[rng.randrange(len(items)) for _ in range(count)]].astype(dtype)


def operand(rng, dtype, shape, items=None):
    return embed(rng, shape, lambda count: sample(rng, dtype, count, items), either_order(rng, dtype))


def compared(name, a, b):
    """Comparisons of int64 with uint64 are exact in numpy 2, and made in float64 before."""
    kinds = {a.dtype.kind, b.dtype.kind}
    if kinds == {'i', 'u'} and 'u8' in (a.dtype.str[1:], b.dtype.str[1:]):
        return {'rule': '2.x', **outcome(lambda: getattr(np, name)(a.astype(object), b.astype(object)).astype(bool))}
    return outcome(lambda: getattr(np, name)(a, b))


def case(name, a, b):
    result = compared(name, a, b) if name in COMPARISONS else outcome(lambda: getattr(np, name)(a, b))
    if name in ('minimum', 'maximum'):
        result['ulp'] = 0  # of 0.0 and -0.0 either may come
    if 'x' in result and name in ('multiply', 'divide') and 'c' in (a.dtype.kind, b.dtype.kind):
        result['ulp'] = 4
    return {'op': name, **result}


def power_group(rng, first, second):
    """Powers that are not all overflow; a negative integer power of an integer is an error."""
    small = {'b': [True, False], 'i': [0, 1, 2, 3, 5], 'u': [0, 1, 2, 3, 5, 9], 'f': [0.0, 1.0, 2.0, -1.0, 0.5, -0.5, 3.0, float('nan')], 'c': [0, 1, 2, 0.5, 1j]}
    bases = {'c': [1, 1j, complex(1.5, -2), complex(-0.5, 3)], 'f': [0.0, 1.0, -1.0, 2.5, -2.5, 0.1, 7.0, float('inf'), float('nan')]}
    first, second = np.dtype(first), np.dtype(second)
    items = small[second.kind] + ([-1] if second.kind == 'i' and rng.random() < 0.2 else [])
    if second.kind == 'c':
        bases['f'] = bases['f'][:-2]  # what a complex power makes of infinity is no rule of anybody's
    a, a_buffer = operand(rng, first, (3, 3), bases.get(first.kind))
    b, b_buffer = operand(rng, second, (3,), items)
    result = outcome(lambda: wide_power(a, b))
    if 'x' in result and np.dtype(result['x']['t']).kind in 'fc':
        result['ulp'] = 32 if np.dtype(result['x']['t']).kind == 'c' else 2
    return {'a': located(a, a_buffer), 'b': located(b, b_buffer), 'cases': [{'op': 'power', **result}]}


def wide_power(a, b):
    """Float powers are computed in the widest type there is and rounded once."""
    dtype = np.power(a, b).dtype
    if dtype.kind not in 'fc':
        return np.power(a, b)
    wide = np.longdouble if dtype.kind == 'f' else np.clongdouble
    return np.power(a.astype(dtype).astype(wide), b.astype(dtype).astype(wide)).astype(dtype)


def groups(rng):
    result = []
    for number, (first, second) in enumerate(itertools.product(NUMERIC, NUMERIC)):
        shapes = SHAPES[number % len(SHAPES)]
        a, a_buffer = operand(rng, first, shapes[0])
        b, b_buffer = operand(rng, second, shapes[1])
        names = EXACT + COMPARISONS + BITS
        if 'c' in (a.dtype.kind, b.dtype.kind):
            a, a_buffer = operand(rng, first, shapes[0], FINITE.get(a.dtype.kind))
            b, b_buffer = operand(rng, second, shapes[1], FINITE.get(b.dtype.kind))
        if {'i', 'u'} >= {a.dtype.kind, b.dtype.kind} and number % 3 == 0:
            b, b_buffer = operand(rng, second, shapes[1], [0, 1, 2, 5, 7, 8, 15, 31, 32, 63, 64, 100])
        cases = [case(name, a, b) for name in names]
        result.append({'a': located(a, a_buffer), 'b': located(b, b_buffer), 'cases': cases})
        result.append(power_group(rng, first, second))
    return result
