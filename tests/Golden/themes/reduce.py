"""Reductions and running sums along axes; of floats against exact arithmetic."""
import numpy as np

from . import exact
from .common import NUMERIC, contiguous, either_order, embed, error_class, fill_with, located

EXACT_FLOATS = ['sum', 'prod', 'mean', 'var', 'std']
OTHERS = ['min', 'max', 'ptp', 'any', 'all', 'count_nonzero', 'median', 'percentile']
ONE_AXIS = ['argmin', 'argmax', 'cumsum', 'cumprod']
NAN = ['nansum', 'nanprod', 'nanmean', 'nanvar', 'nanstd', 'nanmin', 'nanmax', 'nanmedian', 'nanpercentile', 'nanargmin', 'nanargmax']
SHAPES = [(7,), (3, 4), (2, 3, 4), (5, 1, 2), ()]
EMPTY = [(0,), (0, 3), (2, 0, 3)]


def items(rng, dtype, style):
    kind, count = dtype.kind, 29
    if kind == 'b':
        return [rng.random() < 0.6 for _ in range(count)]
    if kind in 'iu':
        info = np.iinfo(dtype)
        if style == 'wide':
            return np.array([rng.randint(info.min, info.max) for _ in range(count)], dtype)
        return [rng.randint(max(info.min, -9), 60) for _ in range(count)]
    draw = {'plain': lambda: rng.uniform(0.5, 9), 'wide': lambda: rng.choice([rng.uniform(-20, 90), rng.uniform(-1, 1), rng.randint(-3, 3)]),
            'nan': lambda: rng.choice([rng.uniform(0.5, 9), rng.uniform(-5, 9), float('nan')]),
            'inf': lambda: rng.choice([rng.uniform(0.5, 9), rng.uniform(0.5, 9), float('inf')])}[style]
    if kind == 'c':
        draw = {'inf': lambda: rng.uniform(1, 9)}.get(style, draw)
        return [complex(draw(), rng.uniform(0.5, 5)) for _ in range(count)]
    return [draw() for _ in range(count)]


def axes_of(rng, ndim, one=False):
    """None and two of what axes there are: from the front, from the end, several."""
    choices = list(range(ndim)) + [-1] * (ndim > 0) + ([-2] if ndim > 1 else [])
    if not one and ndim > 1:
        choices += [(0, -1), tuple(range(ndim))] + ([(2, 0)] if ndim > 2 else [])
    return [None] + rng.sample(choices, min(2, len(choices)))


def numpy_result(name, array, axis, options):
    keywords = {key: options[key] for key in ('keepdims', 'ddof') if key in options}
    # In float64 and then rounded: what numpy loses in a narrower type, or where int8 overflows, is no part of the answer.
    wide = array.astype(np.float64) if array.dtype.kind in 'iuf' else array
    if 'percentile' in name:
        return np.asarray(getattr(np, name)(wide, *options['n'], axis=axis, **keywords))
    if 'median' in name:
        return np.asarray(getattr(np, name)(wide, axis=axis, **keywords)).astype(getattr(np, name)(array, axis=axis, **keywords).dtype)
    if array.dtype.kind in 'mM':
        # In the other byte order numpy 1.24 does not know NaT when it looks for the largest.
        array = array.astype(array.dtype.newbyteorder('='))
    if name in ('cumsum', 'cumprod') and array.dtype.kind == 'f':
        return getattr(np, name)(wide, axis=axis).astype(array.dtype)
    result = getattr(np, name)(array, axis=axis, **keywords)
    if name in ('min', 'max') and array.dtype.kind == 'c':
        # The first NaN wins with its other part; numpy's order is that of the memory.
        rows, shape = exact.lanes(array, axis)
        firsts = [next((item for item in row if item != item), best) for row, best in zip(rows, np.ravel(result))]
        return np.array(firsts, array.dtype).reshape(np.shape(result))
    return result


def case(name, array, axis, **options):
    description = {'op': name, 'axis': list(axis) if isinstance(axis, tuple) else axis, **options}
    try:
        result = np.asarray(numpy_result(name, array, axis, options))
    except Exception as error:
        if 'cannot reshape array of size 0' in str(error):
            return None  # of no elements along several axes numpy can't tell the shape
        # The percentile of nothing is an IndexError by accident: an index that numpy makes itself.
        return {**description, 'e': 'ValueError' if 'percentile' in name and error_class(error) == 'IndexError' else error_class(error)}
    base, ulp = name.removeprefix('nan'), None
    if base in EXACT_FLOATS and result.dtype.kind in 'fc' and array.dtype.kind in 'biufc' and not (base == 'prod' and array.dtype.kind == 'c'):
        found = exact.reduce(base, array, axis, options.get('ddof', 0), base != name, result.dtype)
        if found is None:
            return None
        result, ulp = found[0].reshape(result.shape), found[1]
    elif base in ('cumsum', 'cumprod', 'prod') and result.dtype.kind in 'fc':
        ulp = 4 * array.size + 4
    elif base in ('median', 'percentile') and result.dtype.kind == 'f':
        ulp = 2
    scalar = {'k': 'scalar'} if result.ndim == 0 else {}
    # Results are native; numpy 1.24 leaves some of one element in the array's own byte order.
    result = result.astype(result.dtype.newbyteorder('='))
    return {**description, **scalar, 'x': contiguous(result), **({} if ulp is None else {'ulp': ulp})}


def cases_of(rng, array):
    kind = array.dtype.kind
    for name in EXACT_FLOATS + OTHERS + ONE_AXIS + NAN:
        base = name.removeprefix('nan')
        if (kind == 'c' and base in ('median', 'percentile', 'ptp')) or (kind == 'c' and name in NAN and base not in ('sum', 'mean')):
            continue
        # Between a number and infinity numpy's interpolation gives NaN at times.
        if base == 'percentile' and kind == 'f' and np.isinf(array).any():
            continue
        if (kind == 'b' and base in ('percentile', 'ptp')) or (kind not in 'fc' and name in NAN and rng.random() < 0.7):
            continue
        one = base in ONE_AXIS
        for axis in axes_of(rng, array.ndim, one):
            options = {}
            if not one and rng.random() < 0.35:
                options['keepdims'] = True
            if base in ('var', 'std'):
                options['ddof'] = rng.choice([0, 0, 1, 2])
            if base == 'percentile':
                options['n'] = [rng.choice([0, 25, 50, 33.3, 90, 100])]
            yield case(name, array, axis, **options)


def faults(array):
    for name in ('sum', 'mean', 'min', 'any', 'var', 'median'):
        for axis in (array.ndim, -array.ndim - 1, (0, 0), (0, -array.ndim), (0, array.ndim)):
            yield case(name, array, axis)
    for name in ONE_AXIS:
        for axis in (array.ndim, -array.ndim - 1):
            yield case(name, array, axis)


def group(array, buffer, cases):
    return {'a': located(array, buffer), 'cases': [each for each in cases if each]}


def groups(rng):
    result = []
    for name in NUMERIC:
        for number, shape in enumerate(SHAPES + EMPTY + [(3, 4), (3, 4)]):
            dtype = either_order(rng, name)
            style = 'plain' if number % 2 == 0 else 'wide'
            if dtype.kind in 'fc' and number >= len(SHAPES + EMPTY):
                style = ('nan', 'inf')[number % 2]
            array, buffer = embed(rng, shape, fill_with(items(rng, dtype, style), dtype), dtype)
            result.append(group(array, buffer, cases_of(rng, array)))
    array, buffer = embed(rng, (2, 3), fill_with(range(6), '<i4'), '<i4')
    result.append(group(array, buffer, faults(array)))
    nans, buffer = embed(rng, (2, 3), fill_with([float('nan')] * 3 + [1.0] * 3, '<f8'), '<f8')
    result.append(group(nans, buffer, [case(name, nans, axis) for name in NAN if name != 'nanpercentile' for axis in (None, 0, 1)]))
    return result + times(rng) + texts(rng) + later(rng)


def times(rng):
    result = []
    for name in ('M8[s]', 'M8[D]', 'm8[ms]', 'm8[s]'):
        for values in ([5, -3, 9, 20_000, 0, 5, 7], [5, 'NaT', 9, -20, 0, 5, 7]):
            dtype = either_order(rng, name)
            values = [np.array(value, name) for value in values]
            for shape in ((7,), (2, 3), (0,)):
                array, buffer = embed(rng, shape, fill_with(values, dtype), dtype)
                names = ['sum', 'prod', 'min', 'max', 'ptp', 'argmin', 'argmax', 'cumsum'] + (['mean'] if dtype.kind == 'm' else [])
                result.append(group(array, buffer, [case(each, array, axis) for each in names for axis in axes_of(rng, array.ndim, True)]))
    return result


def texts(rng):
    result = []
    for dtype in ('S3', '<U2'):
        array, buffer = embed(rng, (4,), fill_with(['ab', 'c', '', 'ab'], dtype), dtype)
        result.append(group(array, buffer, [case(name, array, None) for name in ('sum', 'prod', 'mean', 'var', 'cumsum')]))
    return result


def later(rng):
    """Quantiles of times, medians of complex numbers, positions of the extremes of texts. NaT is none of the items: numpy 1.24 takes it for a number."""
    result = []
    for name in ('M8[s]', 'M8[M]', 'm8[ms]', 'm8[25s]'):
        for shape in ((7,), (8,), (2, 3), (2, 4)):
            dtype = either_order(rng, name)
            array, buffer = embed(rng, shape, fill_with([np.array(value, name) for value in (5, -3, 9, 20_001, 0, -44, 7)], dtype), dtype)
            cases = [case('percentile', array, axis, n=[q]) for axis in axes_of(rng, array.ndim, True) for q in (0, 25, 50, 33.3, 90, 100)]
            result.append(group(array, buffer, cases + [case('median', array, axis) for axis in axes_of(rng, array.ndim, True)]))
    for name in ('c8', 'c16'):
        for shape in ((7,), (8,), (2, 3), (3, 4)):
            dtype = either_order(rng, name)
            items = [1 + 2j, 1 - 2j, -3, 0.5j, complex(float('nan'), 1), 7 + 1j] if shape == (3, 4) else [1 + 2j, 1 - 2j, -3, 0.5j, 7 + 1j, 1e3, -0.25 - 1j]
            array, buffer = embed(rng, shape, fill_with(items, dtype), dtype)
            result.append(group(array, buffer, [case(each, array, axis) for each in ('median', 'nanmedian') for axis in axes_of(rng, array.ndim, True)]))
    for name in ('S3', 'U2'):
        for shape in ((5,), (3, 4), (2, 3, 2), (0,)):
            dtype = either_order(rng, name)
            array, buffer = embed(rng, shape, fill_with(['b', 'ab', 'c', '', 'c', 'a\u00e9' if name == 'U2' else 'aa'], dtype), dtype)
            result.append(group(array, buffer, [case(each, array, axis) for each in ('argmin', 'argmax') for axis in axes_of(rng, array.ndim, True)]))
    return result
