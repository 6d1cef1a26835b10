"""Functions of two numbers, functions with two results, numbers that are close, NaN replaced."""
import numpy as np

from .binary import operand
from .common import FLOATS, INTEGERS, NUMERIC, either_order, embed, fill_with, located, outcome

FLOAT_PAIRS = [('?', '?'), ('i1', 'f2'), ('i2', 'f4'), ('u4', 'i1'), ('f2', 'f2'), ('f4', 'f4'), ('f8', 'f8'), ('f4', 'f8'), ('i8', 'u8'), ('c8', 'f4')]
EXACT = ['copysign', 'nextafter']
ROUNDED = ['logaddexp', 'logaddexp2']
NEAR = [0.0, -0.0, 1.0, 1.00001, 1.0001, -1.0, 100.0, 100.001, 1e-9, 3e4, float('nan'), float('inf'), float('-inf')]
SHAPES = [((12,), (12,)), ((3, 4), (4,)), ((4, 1), (1, 3)), ((), (9,)), ((0, 3), (1, 3)), ((2, 3), (3, 2))]
ONES = [0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 1.75, 3.0, -7.3, 1e-5, 6e4, 1e-7, float('nan'), float('inf'), float('-inf')]


def rounded(name, a, b):
    """In the widest type, rounded once."""
    dtype = getattr(np, name)(a, b).dtype
    return getattr(np, name)(a.astype(dtype).astype(np.longdouble), b.astype(dtype).astype(np.longdouble)).astype(dtype)


def ulp(result, number):
    return {**result, 'ulp': number} if 'x' in result else result


def two(name, place, *operands):
    return {'op': f'{name}_{place}', **outcome(lambda: getattr(np, name)(*operands)[place])}


def exponents(array):
    """0 for infinity and NaN, where C says nothing and numpy's vectors another number."""
    result = np.frexp(array)[1]
    return np.where(np.isfinite(array.astype(np.frexp(array)[0].dtype)), result, 0).astype(result.dtype)


def closeness(a, b):
    for n in ([1e-5, 1e-8, 0], [1e-3, 0, 1], [0, 2e-5, 0], [0, 0, 1]):
        keywords = dict(rtol=n[0], atol=n[1], equal_nan=bool(n[2]))
        yield {'op': 'isclose', 'n': n, **outcome(lambda: np.isclose(a, b, **keywords))}
        yield {'op': 'allclose', 'n': n, 'k': 'scalar', **outcome(lambda: np.asarray(np.allclose(a, b, **keywords)))}


def equality(a, b):
    for equal_nan in (0, 1):
        yield {'op': 'array_equal', 'n': [equal_nan], 'k': 'scalar', **outcome(lambda: np.asarray(np.array_equal(a, b, equal_nan=bool(equal_nan))))}


def parts(array):
    for place in (0, 1):
        yield two('modf', place, array)
    yield two('frexp', 0, array)
    yield {'op': 'frexp_1', **outcome(lambda: exponents(array))}


def replaced(array):
    for n in ([0, None, None], [1.5, 7, -7], [-2, None, 0.5]):
        yield {'op': 'nan_to_num', 'n': n, **outcome(lambda: native(np.nan_to_num(array, nan=n[0], posinf=n[1], neginf=n[2])))}


def native(array):
    return array.astype(array.dtype.newbyteorder('='))


def pair(rng, first, second, shapes, cases, items=(None, None)):
    a, a_buffer = operand(rng, first, shapes[0], items[0])
    b, b_buffer = operand(rng, second, shapes[1], items[1])
    return {'a': located(a, a_buffer), 'b': located(b, b_buffer), 'cases': list(cases(a, b))}


def groups(rng):
    result = []
    for number, (first, second) in enumerate(FLOAT_PAIRS + [(each, each) for each in INTEGERS]):
        shapes = SHAPES[number % len(SHAPES)]
        result.append(pair(rng, first, second, shapes, lambda a, b: [
            *({'op': name, **outcome(lambda: getattr(np, name)(a, b))} for name in EXACT),
            *({'op': name, **ulp(outcome(lambda: rounded(name, a, b)), 2)} for name in ROUNDED)]))
    for number, (first, second) in enumerate([(x, y) for x in INTEGERS + ['?', 'f4'] for y in INTEGERS + ['?']]):
        result.append(pair(rng, first, second, SHAPES[number % len(SHAPES)], lambda a, b: [
            *({'op': name, **outcome(lambda: getattr(np, name)(a, b))} for name in ('gcd', 'lcm')), *(two('divmod', place, a, b) for place in (0, 1))]))
    for first in ['?', 'i1', 'i2', 'u4'] + FLOATS + ['c8']:
        for second in ['?', 'i1', 'i4', 'i8', 'u2', 'u8', 'f4']:
            items = [0, 1, 2, 5, 20, 200, 2000][:5 if second in ('i1', '?') else 7] + ([-1, -3, -30] if second[0] == 'i' else [])
            result.append(pair(rng, first, second, SHAPES[rng.randrange(4)], lambda a, b: [{'op': 'ldexp', **outcome(lambda: np.ldexp(a, b))}], (None, items)))
    for number, (first, second) in enumerate([(x, x) for x in FLOATS] + [('c8', 'c8'), ('c16', 'c16'), ('i4', 'i4'), ('i8', 'f8'), ('f4', 'f8'), ('?', '?'), ('u1', 'i2')]):
        for shapes in (SHAPES[0], SHAPES[number % len(SHAPES)]):
            items = NEAR if np.dtype(first).kind == 'f' else None
            result.append(pair(rng, first, second, shapes, lambda a, b: [*closeness(a, b), *equality(a, b)], (items, items)))
            a, buffer = operand(rng, first, shapes[0], items)
            result.append({'a': located(a, buffer), 'b': located(a, buffer), 'cases': [*closeness(a, a), *equality(a, a), *equality(a, a[..., :0] if a.ndim else a)][:10]})
    a, a_buffer = embed(rng, (4,), fill_with(['ab', 'c', '', 'ab'], 'S3'), 'S3')
    b, b_buffer = embed(rng, (4,), fill_with(['ab', 'c', '', 'ab'], '<U2'), '<U2')
    result.append({'a': located(a, a_buffer), 'b': located(a, a_buffer), 'cases': list(equality(a, a))[:1]})
    result.append({'a': located(b, b_buffer), 'b': located(b, b_buffer), 'cases': list(equality(b, b))[:1]})
    for dtype in NUMERIC:
        for shape in ((15,), (3, 5), (), (0, 2)):
            items = ONES if np.dtype(dtype).kind == 'f' else [0, 1, -1.5 + 2j, complex(float('nan'), 1), complex(2, float('inf')), complex(float('-inf'), float('nan'))] if np.dtype(dtype).kind == 'c' else None
            array, buffer = operand(rng, dtype, shape, items)
            result.append({'a': located(array, buffer), 'cases': [*parts(array), *replaced(array)]})
    spans, buffer = embed(rng, (7,), fill_with([np.array(value, 'm8[s]') for value in (5, -3, 9, 20, 0, 'NaT', 7)], 'm8[s]'), either_order(rng, 'm8[s]'))
    others, other_buffer = embed(rng, (7,), fill_with([np.array(value, 'm8[m]') for value in (1, -3, 2, 20, 'NaT', 1, 7)], 'm8[m]'), 'm8[m]')
    result.append({'a': located(spans, buffer), 'b': located(others, other_buffer), 'cases': [two('divmod', place, spans, others) for place in (0, 1)]})
    return result
