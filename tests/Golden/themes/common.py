"""What the themes share: arrays with awkward layouts, values of every dtype, and how results are written."""
import base64
import math
import warnings

import numpy as np

INTEGERS = ['i1', 'u1', 'i2', 'u2', 'i4', 'u4', 'i8', 'u8']
FLOATS = ['f2', 'f4', 'f8']
COMPLEX = ['c8', 'c16']
NUMERIC = ['?'] + INTEGERS + FLOATS + COMPLEX
LETTERS = 'abcxyzABC 019_\u00e9\u4e2d\U0001f600'


def text_of(dtype):
    """The dtype as a string that MemMap parses."""
    dtype = np.dtype(dtype)
    return dtype.str if dtype.names is None else str(dtype)


def encode(data):
    return base64.b64encode(bytes(data)).decode('ascii')


def contiguous(array):
    """An array that owns all of its buffer, such as a result."""
    array = np.asarray(array)
    return {'t': text_of(array.dtype), 's': list(array.shape), 'b': encode(array.tobytes())}


def located(array, buffer):
    """An array with the buffer that it stands in; the buffer is a uint8 array."""
    offset = array.__array_interface__['data'][0] - buffer.__array_interface__['data'][0] if array.size else 0
    return {'t': text_of(array.dtype), 's': list(array.shape), 'st': list(array.strides), 'o': offset, 'b': encode(buffer.tobytes())}


def error_class(error):
    """The name of the error's class, without numpy's own subclasses."""
    if isinstance(error, DeprecationWarning):
        return 'IndexError'  # see strictly()
    for kind in (np.AxisError, IndexError, KeyError, OverflowError, TypeError, ValueError, RuntimeError):
        if isinstance(error, kind):
            return kind.__name__
    raise error


def outcome(function):
    """What a function returns or the class of what it raises, as the parts of a case that say so."""
    try:
        return {'x': contiguous(function())}
    except Exception as error:
        return {'e': error_class(error)}


def strictly(function):
    """An index out of bounds that selects nothing is a warning in numpy 1.24, which says that it will be an error."""
    with warnings.catch_warnings():
        warnings.filterwarnings('error', 'Out of bound index', DeprecationWarning)
        return function()


def legacy(function):
    """Calls a function of numpy 1.24 that was written for its own promotion; with that, the result's type is the one of numpy 2."""
    np._set_promotion_state('legacy')
    try:
        return function()
    finally:
        np._set_promotion_state('weak')


def values(rng, dtype, count):
    """So many values of a dtype, as a contiguous array; all of them can go to text and to .NET and back."""
    dtype = np.dtype(dtype)
    result = np.zeros(count, dtype)
    for i in range(count):
        result[i] = value(rng, dtype)
    return result


def value(rng, dtype):
    if dtype.names is not None:
        return tuple(value(rng, dtype[name]) for name in dtype.names)
    if dtype.subdtype is not None:
        return [value(rng, dtype.base) for _ in range(math.prod(dtype.shape))] if len(dtype.shape) == 1 else np.resize(values(rng, dtype.base, 5), dtype.shape)
    kind = dtype.kind
    if kind == 'b':
        return rng.random() < 0.5
    if kind in 'iu':
        info = np.iinfo(dtype)
        return rng.choice([rng.randint(info.min, info.max), rng.randint(0, 100), rng.randint(max(info.min, -100), 100)])
    if kind == 'f':
        return rng.choice([rng.randint(-500, 500), rng.uniform(-1, 1), rng.uniform(-6e4, 6e4)])
    if kind == 'c':
        return complex(rng.uniform(-9, 9), rng.randint(-9, 9))
    if kind == 'S':
        return ''.join(rng.choice(LETTERS[:13]) for _ in range(rng.randint(0, dtype.itemsize))).encode('ascii')
    if kind == 'U':
        return ''.join(rng.choice(LETTERS) for _ in range(rng.randint(0, dtype.itemsize // 4)))
    if kind == 'V':
        return np.void(bytes(rng.randrange(256) for _ in range(dtype.itemsize)))
    unit, step = np.datetime_data(dtype)
    reach = {'D': 20_000, 'h': 400_000, 's': 10 ** 9, 'ms': 10 ** 12, 'us': 10 ** 15}[unit]
    number = rng.randint(-reach, reach) // step
    return np.array(number if rng.random() < 0.9 else 'NaT', dtype.str)


def random_shape(rng, most=5):
    ndim = rng.choice([0, 1, 1, 2, 2, 2, 3, 3, 4, 5])
    longest = [1, 9, 5, 4, 3, 3][min(ndim, most)]
    return tuple(0 if rng.random() < 0.04 else rng.randint(1, longest) for _ in range(min(ndim, most)))


def embed(rng, shape, fill, dtype):
    """An array of this shape somewhere in a buffer: in C or F order, with gaps, reversed axes, axes in any order, odd offsets.

    fill(count) gives the values of all elements that the buffer has room for, those in the gaps as well.
    """
    dtype = np.dtype(dtype)
    ndim = len(shape)
    axes = rng.sample(range(ndim), ndim) if rng.random() < 0.4 else list(range(ndim))
    plain = rng.random() < 0.25
    cuts, lengths = [], []
    for axis in axes:
        length = shape[axis]
        step = 1 if plain else rng.choice([1, 1, 1, 2, -1, -2])
        before, after = (0, 0) if plain else (rng.choice([0, 0, 1]), rng.choice([0, 0, 1]))
        span = (length - 1) * abs(step) + 1 if length else 0
        lengths.append(before + span + after)
        cut = slice(before, before + span, abs(step))
        cuts.append((cut, step < 0))
    total = math.prod(lengths) * dtype.itemsize
    offset = rng.choice([0, 0, 1, 3, 5, 8, 16])
    buffer = np.zeros(offset + total + rng.choice([1, 2, 8]), np.uint8)
    parent = np.ndarray(tuple(lengths), dtype, buffer, offset, order=rng.choice('CCF'))
    if parent.size:
        parent[...] = fill(parent.size).reshape(parent.shape)
    array = parent[(..., *(cut for cut, _ in cuts))]
    array = array[(..., *(slice(None, None, -1) if reverse else slice(None) for _, reverse in cuts))]
    array = array.transpose([axes.index(k) for k in range(ndim)])
    assert array.shape == tuple(shape)
    return array, buffer


def either_order(rng, dtype):
    return np.dtype(dtype).newbyteorder(rng.choice('<>'))


def fill_with(items, dtype):
    """For embed: repeats the items."""
    array = np.asarray(items).astype(dtype)
    return lambda count: np.resize(array, count)
