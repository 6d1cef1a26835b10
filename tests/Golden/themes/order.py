"""Sorting, unique values and histograms."""
import numpy as np

from .common import NUMERIC, either_order, embed, fill_with, legacy, located, outcome
from .reduce import axes_of

TYPES = NUMERIC + ['S3', 'U2', 'M8[s]', 'M8[D]', 'm8[ms]']
ITEMS = {'b': [True, False], 'i': [3, -1, 2, 2, 0, -7, 100, 3], 'u': [3, 1, 2, 2, 0, 7, 200, 3], 'S': ['b', 'a', '', 'abc', 'b', 'ab'],
         'f': [2.5, -1.0, float('nan'), 0.0, 2.5, float('inf'), float('-inf'), 1e-3, 7.0, float('nan')], 'U': ['b', 'a', '', '\u4e2d', 'b', '\U0001f600', 'ab'],
         'c': [1 + 2j, 1 - 1j, 0, 1j, 1 + 2j, -3, complex('nan'), complex(1, float('nan')), complex(float('nan'), 1)], 'M': [5, -3, 'NaT', 5, 0, 77],
         'm': [5, -3, 'NaT', 5, 0, 77]}
SHAPES = [(12,), (3, 5), (2, 3, 4), (), (0,), (0, 3)]


def sample(rng, dtype):
    source = ITEMS[dtype.kind]
    drawn = [rng.choice(source) for _ in range(23)]
    if dtype.kind in 'mM':
        drawn = [np.array(item, dtype.newbyteorder('=').str) for item in drawn]
    return fill_with(drawn, dtype)


def cases_of(rng, array):
    for axis in axes_of(rng, array.ndim, one=True):
        yield {'op': 'sort', 'axis': axis, **outcome(lambda: np.sort(array, axis=axis, kind='stable'))}
        yield {'op': 'argsort', 'axis': axis, **outcome(lambda: np.argsort(array, axis=axis, kind='stable'))}
    yield {'op': 'sort', 'axis': array.ndim, **outcome(lambda: np.sort(array, axis=array.ndim))}
    yield {'op': 'unique', **outcome(lambda: np.unique(array))}
    yield {'op': 'unique_counts', **outcome(lambda: np.unique(array, return_counts=True)[1])}


def limits_of(low, high):
    return None if low is None else (low, high)


def histogram_case(name, array, bins, limits, promotion):
    """Counts as they are; edges have numpy's values, in float64 as all of MemMap's."""
    found = outcome(lambda: promotion(lambda: np.histogram(array, bins, limits)[0 if name == 'histogram' else 1].astype('i8' if name == 'histogram' else 'f8')))
    ends = [None, None] if limits is None else list(limits)
    return {'op': name, 'n': [bins, *ends], **found, **({'rule': 'ours'} if name != 'histogram' and array.dtype.itemsize < 8 and array.dtype.kind == 'f' else {})}


def ranged(rng, dtype):
    """Elements on the edges of bins whose ends a narrow float can't hold: the number is rounded to the array's dtype, as any other beside it."""
    bins = rng.randint(1, 9)
    low, high = rng.choice([(0.0, 0.1), (0.1, 0.7), (-96.84162582956903, 0.0), (0.0, 0.3), (-0.3, 1.1), (1e-3, 7.7), (-2.6, -1.3), (0.2, 100.1)])
    step = (high - low) / bins
    source = [low + i * step for i in range(bins)] + [high, low, (low + high) / 2, low - abs(low) * 0.01 - 0.1, high * 1.01 + 0.1, float('nan')]
    array, buffer = embed(rng, (17,), fill_with([rng.choice(source) for _ in range(17)], dtype), dtype)
    return {'a': located(array, buffer), 'cases': [
        histogram_case(name, array, bins, (low, high), lambda call: call()) for name in ('histogram', 'histogram_edges')]}


def histograms(rng, dtype):
    source = {'b': [True, False], 'i': [3, -1, 2, 2, 0, -7, 100, 3], 'u': [3, 1, 2, 2, 0, 7, 200, 3], 'f': [0.0, 1.0, 0.25, 2.5, -1.75, 3.0, 0.75]}[dtype.kind]
    array, buffer = embed(rng, rng.choice([(15,), (3, 4)]), fill_with([rng.choice(source) for _ in range(13)], dtype), dtype)
    cases = []
    for bins, low, high in ((10, None, None), (4, None, None), (3, 0, 3), (5, -2, 2), (1, 0, 1)):
        limits = limits_of(low, high)
        for part, name in enumerate(('histogram', 'histogram_edges')):
            cases.append(histogram_case(name, array, bins, limits, legacy))
    for bins, low, high in ((0, None, None), (3, 2, 1)):
        cases.append({'op': 'histogram', 'n': [bins, low, high], **outcome(lambda: legacy(lambda: np.histogram(array, bins, limits_of(low, high))[0]))})
    return {'a': located(array, buffer), 'cases': cases}


def groups(rng):
    result = []
    for name in TYPES:
        for shape in SHAPES:
            dtype = either_order(rng, name)
            array, buffer = embed(rng, shape, sample(rng, dtype), dtype)
            result.append({'a': located(array, buffer), 'cases': list(cases_of(rng, array))})
    # Counting is what is compared, so no bin's edge may depend on rounding: bool has no range to speak of.
    result += [histograms(rng, either_order(rng, name)) for name in NUMERIC if np.dtype(name).kind in 'iuf']
    result += [ranged(rng, either_order(rng, name)) for name in ('f2', 'f4', 'f8') for _ in range(25)]
    return result
