"""Axes in another order, windows, and arrays behind, beside and around one another."""
import numpy as np
from numpy.lib.stride_tricks import as_strided, sliding_window_view

from .common import NUMERIC, either_order, embed, located, outcome, random_shape, values
from .index import DTYPES
from .views import RECORDS, case

MODES = ['constant', 'edge', 'reflect', 'symmetric', 'wrap']


def copied(description, function):
    """A case whose result is an array of its own."""
    return {**description, **({'k': 'copy', **found} if 'x' in (found := outcome(function)) else found)}


def axes(rng, array, count, wrong=0.08):
    """Different axes, some counted from the end, and now and then one that isn't there."""
    chosen = [axis - array.ndim if rng.random() < 0.4 else axis for axis in rng.sample(range(array.ndim), count)]
    return [array.ndim if rng.random() < wrong else axis for axis in chosen]


def walks(rng, array):
    count = rng.randint(0, array.ndim)
    source, target = axes(rng, array, count), axes(rng, array, count)
    yield case(array, {'op': 'moveaxis', 'n': [source, target]}, lambda: np.moveaxis(array, source, target))
    at = rng.randint(-array.ndim - 1, array.ndim + (rng.random() < 0.1))
    yield case(array, {'op': 'expand_dims', 'n': at}, lambda: np.expand_dims(array, at))
    if array.ndim:  # without axes, numpy gives a scalar
        turned = axes(rng, array, rng.randint(0, array.ndim))
        yield case(array, {'op': 'flip', 'n': turned}, lambda: np.flip(array, turned))
        yield case(array, {'op': 'flip'}, lambda: np.flip(array))
    for number in (1, 2, 3):
        yield case(array, {'op': 'atleast', 'n': number}, lambda: [np.atleast_1d, np.atleast_2d, np.atleast_3d][number - 1](array))
    if array.ndim > 1:
        turns, plane = rng.randint(-5, 5), axes(rng, array, 2)
        yield case(array, {'op': 'rot90', 'n': [turns, plane]}, lambda: np.rot90(array, turns, plane))
        offset, pair = rng.randint(-3, 3), axes(rng, array, 2)
        yield case(array, {'op': 'diagonal', 'n': [offset, *pair]}, lambda: array.diagonal(offset, *pair))
        if array.dtype.kind in 'iu':
            yield {'op': 'trace', 'n': [offset, *pair], **outcome(lambda: np.asarray(array.trace(offset, *pair)))}
    for order in 'CF':
        yield case(array, {'op': 'ravel', 'n': order}, lambda: array.ravel(order))
        yield copied({'op': 'flatten', 'n': order}, lambda: array.flatten(order))


def windows(rng, array):
    if array.ndim:
        window = [rng.randint(0, length + (rng.random() < 0.05)) for length in array.shape]
        yield case(array, {'op': 'sliding_window_view', 'n': [window, None]}, lambda: sliding_window_view(array, window))
        along = [rng.randrange(array.ndim) for _ in range(rng.randint(1, 2))]
        window = [rng.randint(1, 3) for _ in along]
        yield case(array, {'op': 'sliding_window_view', 'n': [window, along]}, lambda: sliding_window_view(array, window, along))
        axis = rng.randrange(array.ndim)
        sections = rng.randint(1, 5)
        part = rng.randrange(sections)
        yield case(array, {'op': 'array_split', 'n': [sections, axis, part]}, lambda: np.array_split(array, sections, axis)[part])
        places = [rng.randint(-3, 6) for _ in range(rng.randint(0, 3))]
        part = rng.randint(0, len(places))
        yield case(array, {'op': 'array_split', 'n': [places, axis, part]}, lambda: np.array_split(array, places, axis)[part])
    if array.size:
        chosen = [rng.randrange(array.ndim) for _ in range(rng.randint(0, 1))] if array.ndim else []
        shape = [rng.randint(1, array.shape[axis]) for axis in chosen] + [2]
        strides = [array.strides[axis] for axis in chosen] + [0]
        yield case(array, {'op': 'as_strided', 'n': [shape, chosen + [-1]]}, lambda: as_strided(array, shape, strides))


def repeated(rng, array):
    reps = [rng.choice([0, 1, 1, 2, 3]) for _ in range(rng.randint(0, array.ndim + 1))]
    yield copied({'op': 'tile', 'n': reps}, lambda: np.tile(array, reps))
    for axis in [None] + ([rng.randint(-array.ndim, array.ndim - 1)] if array.ndim else []):
        length = array.size if axis is None else array.shape[axis]
        count = rng.choice([0, 1, 2, 3, [rng.randint(0, 3) for _ in range(length + (rng.random() < 0.1))]])
        if count != [] and (isinstance(count, int) or len(count) != 1 or length == 1):
            yield copied({'op': 'repeat', 'n': [count, axis]}, lambda: np.repeat(array, count, axis))
        shift = rng.randint(-12, 12)
        yield copied({'op': 'roll', 'n': [shift, axis]}, lambda: np.roll(array, shift, axis))
    if array.ndim:
        along = [rng.randint(-array.ndim, array.ndim - 1) for _ in range(2)]
        shifts = [rng.randint(-5, 5), rng.randint(-5, 5)]
        yield copied({'op': 'roll', 'n': [shifts, along]}, lambda: np.roll(array, shifts, along))
    yield copied({'op': 'byteswap'}, lambda: array.byteswap())


def padded(rng, array):
    for mode in rng.sample(MODES, 3):
        if mode == 'constant' and array.dtype.str[1:] not in NUMERIC or array.ndim == 0:
            continue
        # Where numpy 1.24 wraps round more than once, it takes other elements than numpy 2.
        most = [max(0, length if mode == 'wrap' else length - 1) for length in array.shape]
        many = mode in ('edge', 'constant', 'symmetric')
        widths = [[rng.randint(0, 4 if many else min(4, n)), rng.randint(0, 4 if many else min(4, n))] for n in most]
        constant = rng.choice([None, 3, [1, 2]]) if mode == 'constant' and array.dtype.kind != 'b' else None
        options = {} if constant is None else {'constant_values': constant}
        yield copied({'op': 'pad', 'n': [widths, mode, constant]}, lambda: np.pad(array, widths, mode, **options))
    width = rng.choice([2, [1, 2], [[2, 0]], -1])
    yield copied({'op': 'pad', 'n': [width, 'edge', None]}, lambda: np.pad(array, width, 'edge'))


def pairs(rng):
    """Two arrays, of any two dtypes that have a common one."""
    plain = [name for name in DTYPES if not name.startswith('V') and ',' not in name]
    for _ in range(60):
        shape = list(random_shape(rng, 3))
        first = either_order(rng, rng.choice(plain))
        second = first if rng.random() < 0.5 else either_order(rng, rng.choice(plain))
        other = list(shape)
        if other and rng.random() < 0.6:
            other[rng.randrange(len(other))] = rng.randint(0, 4)
        a, a_buffer = embed(rng, shape, lambda count: values(rng, first, count), first)
        b, b_buffer = embed(rng, other, lambda count: values(rng, second, count), second)
        axis = rng.choice([None, *range(-len(shape), len(shape) + 1)])
        new = rng.randint(-len(shape) - 1, len(shape))
        yield {'a': located(a, a_buffer), 'b': located(b, b_buffer), 'cases': [
            copied({'op': 'concatenate', 'axis': axis}, lambda: np.concatenate([a, b], axis)),
            copied({'op': 'stack', 'axis': new}, lambda: np.stack([a, b], new)),
            copied({'op': 'append', 'axis': axis}, lambda: np.append(a, b, axis)),
            copied({'op': 'vstack'}, lambda: np.vstack([a, b])), copied({'op': 'hstack'}, lambda: np.hstack([a, b])),
            copied({'op': 'dstack'}, lambda: np.dstack([a, b]))]}


STATISTICS = ['maximum', 'mean', 'median', 'minimum', 'linear_ramp']


def surrounded(rng):
    """Arrays with statistics of them, or ramps, around."""
    for number in range(60):
        dtype = either_order(rng, ['i1', 'u2', 'i4', 'i8', 'f4', 'f8', 'c16', '?'][number % 8])
        array, buffer = embed(rng, [max(1, length) for length in random_shape(rng, 3)], lambda count: values(rng, dtype, count), dtype)
        cases = []
        for mode in rng.sample(STATISTICS, 3):
            if array.ndim == 0 or mode == 'median' and array.dtype.kind == 'c':
                continue
            widths = [[rng.randint(0, 4), rng.randint(0, 4)] for _ in array.shape]
            ends = rng.choice([None, 3, [1, 2]]) if mode == 'linear_ramp' else None
            length = rng.choice([None, 2, [1, 3]]) if mode != 'linear_ramp' else None
            options = {} if ends is None else {'end_values': ends}
            options |= {} if length is None else {'stat_length': length}
            # Sums of means are in another order than numpy's, and numpy 2 computes ramps of float32 in float32.
            close = {'ulp': 4} if array.dtype.kind in 'fc' else {}
            made = copied({'op': 'pad', 'n': [widths, mode, ends, length]}, lambda: np.pad(array, widths, mode, **options))
            cases.append({**made, **close})
        yield {'a': located(array, buffer), 'cases': cases}


def groups(rng):
    result = []
    for number in range(90):
        dtype = either_order(rng, DTYPES[number % len(DTYPES)]) if number % 6 else np.dtype(RECORDS[number // 6 % len(RECORDS)])
        array, buffer = embed(rng, random_shape(rng, 3), lambda count: values(rng, dtype, count), dtype)
        cases = [*walks(rng, array), *windows(rng, array), *repeated(rng, array)] + ([*padded(rng, array)] if dtype.names is None else [])
        result.append({'a': located(array, buffer), 'cases': [each for each in cases if 'x' not in each or np.prod(each['x']['s']) <= 200]})
    return result + list(pairs(rng)) + list(surrounded(rng))
