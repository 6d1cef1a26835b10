"""Along an axis: running extremes, differences, slopes, averages; reductions with a dtype, a start and a condition; methods of percentiles."""
import numpy as np

from .common import NUMERIC, contiguous, either_order, embed, error_class, fill_with, located, outcome
from .reduce import items

SHAPES = [(7,), (3, 4), (2, 3, 4), (), (0, 3)]
METHODS = ['linear', 'inverted_cdf', 'averaged_inverted_cdf', 'closest_observation', 'interpolated_inverted_cdf', 'hazen', 'weibull', 'median_unbiased',
           'normal_unbiased', 'lower', 'higher', 'midpoint', 'nearest']
PICKING = ['inverted_cdf', 'closest_observation', 'lower', 'higher', 'nearest']


def native(array):
    array = np.asarray(array)
    return array.astype(array.dtype.newbyteorder('='))


def case(name, function, ulp=None, **options):
    try:
        result = native(function())
    except ZeroDivisionError:
        return None
    except Exception as error:
        return {'op': name, **options, 'e': error_class(error)}
    return {'op': name, **options, **({'k': 'scalar'} if result.ndim == 0 and name not in ('diff', 'gradient') else {}), 'x': contiguous(result),
            **({} if ulp is None or result.dtype.kind not in 'fc' else {'ulp': ulp})}


def wide(array):
    return array.astype('f8') if array.dtype.kind == 'f' else array.astype('c16') if array.dtype.kind == 'c' else array


def axes_of(rng, ndim):
    return [rng.choice(range(-ndim, ndim))] if ndim else [0]


def scans(rng, array):
    for axis in axes_of(rng, array.ndim) + [array.ndim]:
        if array.ndim == 0:
            continue
        for name in ('minimum', 'maximum'):
            # Complex NaN: the first one stays, as in numpy's reductions.
            yield case(f'{name}_accumulate', lambda: getattr(np, name).accumulate(array.astype(array.dtype.newbyteorder('=')), axis=axis), 0, axis=axis)
    for name in ('nancumsum', 'nancumprod'):
        for axis in axes_of(rng, array.ndim) + [None]:
            if array.ndim or axis is None:
                yield case(name, lambda: getattr(np, name)(wide(array), axis=axis).astype(getattr(np, name)(array, axis=axis).dtype), 4 * array.size + 4, axis=axis)


def differences(rng, array):
    for n in (1, 2, 5, -1):
        for axis in axes_of(rng, array.ndim):
            yield case('diff', lambda: np.diff(array, n, axis), n=[n], axis=axis)
    if array.ndim:
        yield case('diff', lambda: np.diff(array, 1, -1, prepend=3), n=[1, 3], axis=-1)
        yield case('diff', lambda: np.diff(array, 2, 0, append=1), n=[2, None, 1], axis=0)
        yield case('diff', lambda: np.diff(array, 1, 0, prepend=array[:1], append=array), n=[1, 'first', 'all'], axis=0)


def slopes(rng, array):
    for axis in axes_of(rng, array.ndim):
        length = array.shape[axis] if array.ndim else 0
        for order in (1, 2):
            for spacing in (None, 2, 0.5, [1, 2, 4, 7, 11, 12, 20][:length], [2.0 * i for i in range(length)]):
                if spacing == []:
                    continue
                arguments = [] if spacing is None else [spacing]
                if array.dtype.kind == 'm' and isinstance(spacing, list):
                    continue
                yield case('gradient', lambda: np.gradient(array, *arguments, axis=axis, edge_order=order), 8, axis=axis, n=[order, spacing])


def averages(rng, array, weights):
    for axis in axes_of(rng, array.ndim) + [None]:
        yield case('average', lambda: narrow(np.average(wide(array), axis=axis, weights=wide(weights)), array, weights), 4 * array.size + 4, axis=axis)


def narrow(result, array, weights):
    dtype = np.result_type(array.dtype, weights.dtype)
    return np.asarray(result).astype(np.result_type(dtype, 'f8') if array.dtype.kind in 'biu' else dtype)


def dtype_of(name, array, axis, given):
    try:
        return getattr(np, name)(array, axis=axis, **given).dtype
    except ValueError:
        return None  # an extreme of nothing


def options(rng, array, mask):
    """Reductions with options; those of floats in float64, and rounded."""
    kind = array.dtype.kind
    for name in ('sum', 'prod', 'mean', 'var', 'std', 'min', 'max', 'any', 'all', 'nansum', 'nanprod', 'nanmean', 'nanvar', 'nanstd', 'nanmin', 'nanmax'):
        base = name.removeprefix('nan')
        if base != name and kind not in 'fc' or kind == 'c' and base in ('min', 'max', 'var', 'std'):
            continue
        if kind == 'c' and base == 'mean' and np.isnan(array).any():
            continue  # numpy divides by a complex number, which makes both parts NaN
        for axis in (axes_of(rng, array.ndim) if array.ndim else []) + [None]:
            for where in (False, True):
                if rng.random() < 0.4:
                    continue
                given = {'where': mask} if where else {}
                words = {'where': 1} if where else {}
                if rng.random() < 0.3:
                    given['keepdims'] = True
                if base in ('sum', 'prod', 'min', 'max') and (rng.random() < 0.6 or where and base in ('min', 'max') and rng.random() < 0.8):
                    given['initial'] = words['initial'] = rng.choice([0, 2, 5]) if kind != 'b' else 1
                if base in ('var', 'std'):
                    given['ddof'] = words['ddof'] = rng.choice([0, 1])
                plain = dtype_of(name, array, axis, given)
                elements = array if base in ('any', 'all') else wide(array)
                if base in ('sum', 'prod', 'mean') and kind not in 'c' and rng.random() < 0.4:
                    words['dtype'] = rng.choice(['f8', 'i4', 'f4'] if base != 'mean' else ['f8', 'f4'])
                    if kind == 'f' and words['dtype'] == 'i4':
                        words['dtype'] = 'f4'
                    plain = np.dtype(words['dtype'])
                    elements = array.astype(plain).astype('f8' if plain.kind == 'f' else 'i8')
                yield case(name, lambda: np.asarray(getattr(np, name)(elements, axis=axis, **given)).astype(plain), 4 * array.size + 8,
                           axis=axis, n=words, **({'keepdims': True} if 'keepdims' in given else {}))


def closest(array, q, axis):
    """numpy 2's closest_observation: of two that are equally near, the one of even rank; 1.24 took the odd one."""
    ordered = np.sort(np.ravel(array) if axis is None else np.moveaxis(array, axis, 0), axis=0)
    if len(ordered) == 0:
        raise ValueError
    index = len(ordered) * (q / 100) - 1.5
    below = int(np.floor(index))
    return ordered[min(max(below if index == below and below % 2 == 1 else below + 1, 0), len(ordered) - 1)]


def percentiles(rng, array):
    for method in METHODS:
        for q in rng.sample([0, 10, 25, 33.3, 40, 50, 60, 75, 90, 100], 4):
            axis = rng.choice([None] + list(range(array.ndim)))
            elements = array if method in PICKING else array.astype('f8')
            if method == 'closest_observation':
                function = lambda: closest(elements, q, axis)
            else:
                function = lambda: np.percentile(elements, q, axis=axis, method=method)
            if array.size:
                yield case('percentile_method', function, 4, axis=axis, n=[q], w=method)


def group(array, buffer, cases, other=None):
    return {'a': located(array, buffer), **({} if other is None else {'b': located(*other)}), 'cases': [each for each in cases if each]}


def groups(rng):
    result = []
    for name in NUMERIC:
        for number, shape in enumerate(SHAPES):
            dtype = either_order(rng, name)
            for style in ('plain', 'nan') if dtype.kind in 'fc' else ('plain',):
                array, buffer = embed(rng, shape, fill_with(items(rng, dtype, style), dtype), dtype)
                cases = [*scans(rng, array), *differences(rng, array)]
                if style == 'plain' and dtype.kind != 'b':
                    cases += slopes(rng, array)
                result.append(group(array, buffer, cases))
                mask, mask_buffer = embed(rng, rng.choice([shape, shape[1:], shape]), fill_with([rng.random() < 0.7 for _ in range(17)], '?'), '?')
                result.append(group(array, buffer, options(rng, array, mask), (mask, mask_buffer)))
                if style == 'plain' and array.size:
                    other = either_order(rng, rng.choice(['i4', 'f4', 'f8', 'u1']))
                    weights, weights_buffer = embed(rng, shape, fill_with([rng.randint(1, 9) for _ in range(29)], other), other)
                    result.append(group(array, buffer, averages(rng, array, weights), (weights, weights_buffer)))
                if dtype.kind in 'iuf' and style == 'plain':
                    result.append(group(array, buffer, percentiles(rng, array)))
    array, buffer = embed(rng, (3, 4), fill_with(range(12), '<i4'), '<i4')
    weights, weights_buffer = embed(rng, (4,), fill_with([1, 2, 3, 5], '<f8'), '<f8')
    result.append(group(array, buffer, averages_of(array, weights), (weights, weights_buffer)))
    return result + times(rng)


def averages_of(array, weights):
    for axis in (1, -1, 0, None):
        yield case('average', lambda: np.average(array, axis=axis, weights=weights), 8, axis=axis)


def times(rng):
    result = []
    for name in ('M8[s]', 'M8[D]', 'm8[ms]'):
        for values in ([5, -3, 9, 20_000, 0, 5, 7], [5, 'NaT', 9, -20, 0, 5, 7]):
            dtype = either_order(rng, name)
            for shape in ((7,), (2, 3)):
                array, buffer = embed(rng, shape, fill_with([np.array(value, name) for value in values], dtype), dtype)
                cases = [case('diff', lambda: np.diff(array, n, axis), n=[n], axis=axis) for n in (1, 2) for axis in (0, -1)]
                if 'NaT' not in values:
                    cases += [case(f'{each}_accumulate', lambda: getattr(np, each).accumulate(native(array), axis=axis), axis=axis) for each in ('minimum', 'maximum') for axis in (0, -1)]
                    cases += slopes(rng, array) if name[0] == 'm' else [case('gradient', lambda: np.gradient(native(array), axis=-1), axis=-1, n=[1, None])]
                result.append(group(array, buffer, cases))
    return result
