"""Arrays as sets, distinct elements and where they are, and order by several keys."""
import numpy as np

from .common import NUMERIC, either_order, embed, located, outcome
from .order import sample
from .views import RECORDS

TYPES = NUMERIC + ['S3', 'U2', 'M8[s]', 'm8[ms]']
SHAPES = [(12,), (3, 5), (2, 3, 4), (), (0,), (0, 3)]
FIELDS = [[('a', 'i1'), ('b', '>i2'), ('c', 'S1')], [('x', '<f4'), ('y', 'u1')], [('p', [('u', 'u1'), ('v', '>u2')]), ('q', 'i1')]]


def distinct(rng, array):
    """All that unique returns; numpy 2 gives the inverse in the array's shape."""
    for axis in [None, *range(array.ndim)]:
        # Rows with a NaN are all different in numpy, while a NaN alone equals another one.
        if axis is not None and (array.dtype.kind in 'fcmM' or array.size == 0):
            continue
        for part in range(4):
            def answer():
                found = np.unique(array, True, True, True, axis)[part]
                return found.reshape(array.shape) if part == 2 and axis is None else found
            yield {'op': 'unique', 'n': part, 'axis': axis, **outcome(answer)}


def pairs(rng, name):
    other = name if rng.random() < 0.6 else rng.choice([n for n in TYPES if np.dtype(n).kind == np.dtype(name).kind or np.dtype(n).kind in 'iuf' and np.dtype(name).kind in 'iuf'])
    first, second = either_order(rng, name), either_order(rng, other)
    a, a_buffer = embed(rng, rng.choice(SHAPES), sample(rng, first), first)
    b, b_buffer = embed(rng, rng.choice(SHAPES), sample(rng, second), second)
    return {'a': located(a, a_buffer), 'b': located(b, b_buffer), 'cases': [
        {'op': 'isin', **outcome(lambda: np.isin(a, b, kind='sort' if a.dtype.kind in 'biu' else None))},
        {'op': 'isin_not', **outcome(lambda: np.isin(a, b, invert=True, kind='sort' if a.dtype.kind in 'biu' else None))},
        *({'op': name, **outcome(lambda: getattr(np, name)(a, b))} for name in ('intersect1d', 'union1d', 'setdiff1d', 'setxor1d'))]}


def keys(rng, name):
    # numpy's lexsort takes complex numbers in the other byte order for others.
    first, second = (np.dtype(n) if np.dtype(n).kind == 'c' else either_order(rng, n) for n in (name, rng.choice(TYPES)))
    shape = rng.choice([(12,), (3, 5), (2, 3, 4)])
    a, a_buffer = embed(rng, shape, sample(rng, first), first)
    b, b_buffer = embed(rng, shape, sample(rng, second), second)
    cases = []
    for axis in (-1, 0):
        cases.append({'op': 'lexsort', 'axis': axis, **outcome(lambda: np.lexsort([a, b], axis))})
        length = shape[axis]
        for kth in (rng.randrange(length), -1, length):
            cases.append({'op': 'partition', 'axis': axis, 'n': kth, **outcome(lambda: np.take(np.partition(a, kth, axis), [kth], axis))})
            cases.append({'op': 'argpartition', 'axis': axis, 'n': kth, **outcome(
                lambda: np.take_along_axis(a, np.take(np.argpartition(a, kth, axis), [kth], axis), axis))})
    return {'a': located(a, a_buffer), 'b': located(b, b_buffer), 'cases': cases}


def records(rng, fields):
    dtype = np.dtype(fields)

    def fill(count):
        result = np.zeros(count, dtype)
        raw = result.view('u1')
        raw[...] = [rng.choice([0, 0, 1, 65]) for _ in range(raw.size)]
        return result
    array, buffer = embed(rng, rng.choice([(11,), (3, 4)]), fill, dtype)
    cases = []
    for _ in range(3):
        order = rng.sample(dtype.names, rng.randint(1, len(dtype.names))) + rng.choice([[], [], [], ['nothing']])
        for axis in (-1, 0, None):
            cases.append({'op': 'sort', 'axis': axis, 'n': order, **outcome(lambda: np.sort(array, axis, 'stable', order))})
            cases.append({'op': 'argsort', 'axis': axis, 'n': order, **outcome(lambda: np.argsort(array, axis, 'stable', order))})
    return {'a': located(array, buffer), 'cases': cases}


def groups(rng):
    result = []
    for name in TYPES:
        for shape in SHAPES:
            dtype = either_order(rng, name)
            array, buffer = embed(rng, shape, sample(rng, dtype), dtype)
            result.append({'a': located(array, buffer), 'cases': list(distinct(rng, array))})
        result += [pairs(rng, name) for _ in range(4)]
        # numpy has no partition of text before the sorted order, and none of records.
        result.append(keys(rng, name))
    return result + [records(rng, fields) for fields in FIELDS for _ in range(3)]
