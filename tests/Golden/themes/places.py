"""Elements by position, by an index into several arrays, by conditions; numbers in bins."""
import numpy as np

from .common import INTEGERS, either_order, embed, fill_with, located, outcome, random_shape, values
from .index import DTYPES

MODES = ['raise', 'wrap', 'clip']


def changed(array, change):
    """What a change of a copy leaves."""
    result = array.copy()
    change(result)
    return result


def positions(rng, length, shape, wrong=0.05):
    return np.array([rng.randint(-length, length - 1 + (rng.random() < wrong)) if length else 0 for _ in range(int(np.prod(shape)))], np.int64).reshape(shape)


def numbers(rng, array, count):
    """Values to assign, as the list that PowerShell hands over; plain numbers and text only."""
    return values(rng, array.dtype, count).tolist()


def places(rng, array):
    for axis in range(-array.ndim, array.ndim):
        shape = list(array.shape)
        shape[axis] = rng.randint(0, 4)
        if rng.random() < 0.3 and array.ndim > 1:
            shape[(axis + 1) % array.ndim] = 1
        if array.size == 0:
            continue
        index = positions(rng, array.shape[axis], shape)
        if index.size:
            yield {'op': 'take_along_axis', 'axis': axis, 'l': index.tolist(), **outcome(lambda: np.take_along_axis(array, index, axis))}
            if array.dtype.kind in 'biuf':
                yield {'op': 'put_along_axis', 'axis': axis, 'l': index.tolist(), 'n': 1, **outcome(
                    lambda: changed(array, lambda copy: np.put_along_axis(copy, index, 1, axis)))}
    if array.size and array.dtype.kind in 'biufSU':
        for mode in MODES:
            index = positions(rng, array.size, (rng.randint(0, 5),), 0.1)
            given = numbers(rng, array, rng.randint(1, 4))
            if array.dtype.kind == 'S':
                given = [item.decode() for item in given]
            yield {'op': 'put', 'n': [index.tolist(), given, mode], **outcome(lambda: changed(array, lambda copy: np.put(copy, index, np.array(given, array.dtype), mode)))}
        mask = np.array([rng.random() < 0.5 for _ in range(array.size)]).reshape(array.shape)
        given = numbers(rng, array, rng.randint(1, 4))
        if array.dtype.kind == 'S':
            given = [item.decode() for item in given]
        yield {'op': 'putmask', 'n': [mask.tolist(), given], **outcome(lambda: changed(array, lambda copy: np.putmask(copy, mask, np.array(given, array.dtype))))}
    for axis in [None, *range(array.ndim)]:
        length = array.size if axis is None else array.shape[axis]
        condition = [rng.random() < 0.5 for _ in range(max(1, length - rng.choice([0, 0, 1]) + (rng.random() < 0.1)))]
        yield {'op': 'compress', 'axis': axis, 'l': condition, **outcome(lambda: np.compress(condition, array, axis))}
    if array.dtype.kind in 'biufcmM':
        yield {'op': 'flatnonzero', **outcome(lambda: np.flatnonzero(array))}


def choices(rng):
    shape = random_shape(rng, 3)
    dtype = either_order(rng, rng.choice(INTEGERS[:-1]))  # numpy casts indices to int64, and no uint64
    array, buffer = embed(rng, shape, fill_with([rng.choice([0, 1, 2, 2, 0, 1]) for _ in range(9)], dtype), dtype)
    first = values(rng, np.dtype(rng.choice(['f8', 'i8'])), array.size).reshape(shape)
    cases = []
    for mode in MODES:
        count = rng.choice([3, 3, 2])
        several = [first.tolist(), 7, values(rng, np.dtype('i8'), shape[-1]).tolist() if shape else 5][:count]
        if array.size:
            cases.append({'op': 'choose', 'n': mode, 'l': several, **outcome(lambda: np.choose(array, several, mode=mode))})
    mask = array > 1
    if array.size:
        cases.append({'op': 'select', 'l': [[mask.tolist(), (array == 0).tolist()], [first.tolist(), -1]], **outcome(
            lambda: np.select([mask, array == 0], [np.array(first.tolist()), np.array(-1)], 0))})
    return {'a': located(array, buffer), 'cases': cases}


def unravelled(rng):
    shape = [rng.randint(1, 4) for _ in range(rng.randint(1, 3))]
    size = int(np.prod(shape))
    dtype = either_order(rng, rng.choice(['i2', 'i4', 'i8', 'u1']))
    source = [rng.randint(0, size - 1) for _ in range(7)] + ([size] if rng.random() < 0.1 else [])
    array, buffer = embed(rng, rng.choice([(7,), (2, 3), ()]), fill_with(source, dtype), dtype)
    cases = []
    for order in 'CF':
        for axis in range(len(shape)):
            found = outcome(lambda: np.unravel_index(array, shape, order)[axis])
            cases.append({'op': 'unravel_index', 'n': [shape, order, axis], **({'e': 'IndexError', 'rule': 'ours'} if 'e' in found else found)})
        for mode in MODES:
            index = [positions(rng, n, (4,), 0.2).tolist() for n in shape]
            found = outcome(lambda: np.ravel_multi_index(index, shape, mode, order))
            cases.append({'op': 'ravel_multi_index', 'n': [shape, order, mode], 'l': index, **({'e': 'IndexError', 'rule': 'ours'} if 'e' in found else found)})
    return {'a': located(array, buffer), 'cases': cases}


def binned(rng):
    dtype = either_order(rng, rng.choice(INTEGERS + ['f4', 'f8', 'f2', '?']))
    source = [0, 1, 2, 3, 5, 7] if dtype.kind != 'f' else [0, 0.5, 1, 2.5, -1, float('inf'), float('nan')]
    if dtype.kind == 'i' and rng.random() < 0.2:
        source.append(-2)
    array, buffer = embed(rng, rng.choice([(9,), (9,), (3, 4), (0,)]), fill_with([rng.choice(source) for _ in range(11)], dtype), dtype)
    cases = []
    for bins in ([0, 1, 2.5, 5], [5, 2, 1], [1], [], [2, 2, 3], [1, 3, 2]):
        for right in (False, True):
            cases.append({'op': 'digitize', 'n': [bins, right], **outcome(lambda: np.digitize(array, bins, right))})
    for least in (0, 12, -1):
        cases.append({'op': 'bincount', 'n': least, **outcome(lambda: np.bincount(array, minlength=least))})
    if array.size == 0:
        return {'a': located(array, buffer), 'cases': cases}
    weights = [rng.choice([0.5, 1, -2, 0.1]) for _ in range(9)]
    cases.append({'op': 'bincount', 'n': 0, 'l': weights, **outcome(lambda: np.bincount(array, weights))})
    return {'a': located(array, buffer), 'cases': cases}


def made(rng):
    """Numbers at equal distances; the array has no part in them."""
    array, buffer = embed(rng, (1,), lambda count: values(rng, 'i4', count), 'i4')
    cases = []
    for _ in range(12):
        start, stop, step = rng.uniform(-9, 9), rng.uniform(-9, 9), rng.choice([0.1, 0.3, -0.7, 2.5, 1e-2])
        for name in ('f8', 'f4', 'f2', 'i4'):
            cases.append({'op': 'arange', 'n': [start, stop, step], 't': name, **outcome(lambda: np.arange(start, stop, step, name))})
            count, ends = rng.randint(0, 20), rng.random() < 0.5
            cases.append({'op': 'linspace', 'n': [start, stop, count, ends], 't': name, **outcome(lambda: np.linspace(start, stop, count, ends, dtype=name))})
    for start, stop, step, unit in (('2024-02-27', '2024-03-03', 1, 'D'), ('2024-01-01', '2025-01-01', 2, 'M'), ('2024-03-01', '2024-02-01', -7, 'D')):
        cases.append({'op': 'arange_dates', 'n': [start, stop, step], 't': f'M8[{unit}]', **outcome(lambda: np.arange(start, stop, step, f'M8[{unit}]'))})
    for shape, fill, name in (([2, 3], 7, 'u1'), ([], 1.5, 'f4'), ([2], [1, 2], '>i4'), ([3], 'ab', 'U4'), ([2, 2], [1, 2, 3], 'i4')):
        cases.append({'op': 'full', 'n': [shape, fill], 't': np.dtype(name).str, **outcome(lambda: np.full(shape, fill, name))})
    return {'a': located(array, buffer), 'cases': cases}


def groups(rng):
    result = []
    for number in range(70):
        dtype = either_order(rng, DTYPES[number % len(DTYPES)])
        array, buffer = embed(rng, random_shape(rng, 3), lambda count: values(rng, dtype, count), dtype)
        result.append({'a': located(array, buffer), 'cases': list(places(rng, array))})
    result += [choices(rng) for _ in range(30)] + [unravelled(rng) for _ in range(25)] + [binned(rng) for _ in range(25)]
    return result + [made(rng)]
