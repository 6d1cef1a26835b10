"""Views in other shapes and dtypes, and of fields; choosing elements by place and by condition."""
import numpy as np

from .common import contiguous, embed, error_class, either_order, fill_with, located, random_shape, text_of, values
from .index import DTYPES, as_text, mask

RECORDS = [
    'i2,f4', [('a', 'u1'), ('b', '>i4'), ('c', 'S3')], [('a', '<i4', (2,)), ('b', 'u1')], [('p', [('x', '<i2'), ('y', '>f4')]), ('n', 'u1')],
    {'names': ['a', 'b'], 'formats': ['<i2', 'u1'], 'offsets': [1, 6], 'itemsize': 9}, {'names': ['lo', 'all'], 'formats': ['u1', '<u4'], 'offsets': [0, 0]},
    {'names': ['b', 'a'], 'formats': ['<f8', 'i1'], 'aligned': True}, [('t', '<M8[s]'), ('d', '<m8[ms]'), ('u', '<U2')], [('m', '<f4', (2, 3))],
]
VIEWED = ['i1', 'u1', '<i2', '>u2', '<i4', '<f4', '<i8', '>f8', '<c8', 'S1', 'S4', '<U1', 'V2', 'V8', '<M8[s]', '?', 'i2,i2']


def case(array, description, function):
    try:
        result = function()
    except Exception as error:
        return {**description, 'e': error_class(error)}
    case = {**description, 'k': 'view' if np.may_share_memory(result, array) and result.size else None, 'x': contiguous(result)}
    if case['k'] and result.size > 1:
        # The stride of an axis with a single element says nothing.
        case['st'] = [stride if length > 1 else None for stride, length in zip(result.strides, result.shape)]
    return {key: value for key, value in case.items() if value is not None}


def new_shape(rng, size):
    shape = []
    rest = size
    for _ in range(rng.randint(0, 3)):
        length = rng.choice([n for n in range(1, rest + 1) if rest % n == 0] or [0, 1])
        shape.append(length)
        rest = rest // length if length else 0
    shape.append(rest)
    rng.shuffle(shape)
    if rng.random() < 0.3:
        shape[rng.randrange(len(shape))] = -1
    if rng.random() < 0.08:
        shape[rng.randrange(len(shape))] = rng.choice([-1, 2, 7])
    return tuple(shape)


def shapes(rng, array):
    for _ in range(3):
        shape, order = new_shape(rng, array.size), rng.choice('CCF')
        yield case(array, {'op': 'reshape', 'n': [list(shape), order]}, lambda: array.reshape(shape, order=order))
    axes = rng.sample(range(array.ndim), array.ndim)
    axes = [axis - array.ndim if rng.random() < 0.3 else axis for axis in axes] + ([0] if rng.random() < 0.1 else [])
    yield case(array, {'op': 'transpose', 'n': axes}, lambda: array.transpose(axes))
    if array.ndim:
        pair = [rng.randint(-array.ndim, array.ndim - (rng.random() < 0.9)) for _ in range(2)]
        yield case(array, {'op': 'swapaxes', 'n': pair}, lambda: array.swapaxes(*pair))
        axis = rng.randint(-array.ndim, array.ndim)
        yield case(array, {'op': 'squeeze', 'n': [axis]}, lambda: array.squeeze(axis))
    yield case(array, {'op': 'squeeze'}, lambda: array.squeeze())
    yield case(array, {'op': 'ravel'}, lambda: array.ravel())
    target = tuple(rng.choice([1, 2, 3]) for _ in range(rng.randint(0, 2))) + tuple(n if n != 1 or rng.random() < 0.5 else 3 for n in array.shape)
    target = target[rng.choice([0, 0, 0, 1]):]
    yield case(array, {'op': 'broadcast_to', 'n': list(target)}, lambda: np.broadcast_to(array, target))


def dtypes(rng, array):
    for name in rng.sample(VIEWED, 5):
        dtype = np.dtype(name)
        yield case(array, {'op': 'view', 't': text_of(dtype)}, lambda: array.view(dtype))


def fields(rng, array):
    names = list(array.dtype.names)
    for name in names + ['nothing']:
        yield case(array, {'op': 'field', 'n': [name]}, lambda: array[name])
    several = rng.sample(names, rng.randint(1, len(names))) + rng.choice([[], [], [], ['nothing']])
    yield case(array, {'op': 'fields', 'n': several}, lambda: array[several])


def taken(array, places, axis):
    """As array.take, and a single element is an array of no axes."""
    result = array.take(places.reshape(places.shape or (1,)), axis)
    return result if places.ndim else result.squeeze(axis or 0)


def choices(rng, array):
    """Take along an axis, np.where, the indices of what isn't zero."""
    length = array.size
    for axis in [None] + [rng.randint(-array.ndim, array.ndim - 1) for _ in range(2 if array.ndim else 0)]:
        length = array.size if axis is None else array.shape[axis]
        shape = rng.choice([(), (3,), (2, 2), (0,)])
        places = np.array([rng.randint(-length, length - (rng.random() < 0.95)) if length else 0 for _ in range(int(np.prod(shape)))], np.int64).reshape(shape)
        if places.size and not array.size:
            continue  # an index out of bounds is an error here, also where nothing is selected
        yield {**case(array, {'op': 'take', 'axis': axis, 'l': places.tolist()}, lambda: taken(array, places, axis)), 'k': 'copy'}
    if array.dtype.kind in 'SU':
        array = array != np.zeros((), array.dtype)  # as in Python, text that isn't empty is true; numpy doesn't count blanks
    if array.dtype.names is None and array.dtype.kind != 'V':
        for number in range(array.ndim):
            yield case(array, {'op': 'nonzero', 'n': [number]}, lambda: np.nonzero(array)[number])
        yield case(array, {'op': 'argwhere'}, lambda: np.argwhere(array))
        yield {**case(array, {'op': 'count_nonzero'}, lambda: np.asarray(np.count_nonzero(array))), 'k': 'scalar'}


def chosen(rng):
    """np.where of two arrays, of any two dtypes that have a common one."""
    plain = [name for name in DTYPES if not name.startswith('V') and ',' not in name]
    for _ in range(60):
        shape = random_shape(rng, 3)
        first = either_order(rng, rng.choice(plain))
        second = first if rng.random() < 0.3 else either_order(rng, rng.choice(plain))
        a, a_buffer = embed(rng, shape, lambda count: values(rng, first, count), first)
        b, b_buffer = embed(rng, shape[rng.randint(0, len(shape)):], lambda count: values(rng, second, count), second)
        truth = mask(rng, shape[rng.randint(0, len(shape)):], 0.05)
        both = {'op': 'where', 'l': truth.tolist()}
        if truth.size:
            yield {'a': located(a, a_buffer), 'b': located(b, b_buffer), 'cases': [case(truth, both, lambda: np.where(truth, a, b))]}


def sparse(rng, dtype, count):
    """Values of which many are zero."""
    result = values(rng, dtype, count)
    result[np.array([rng.random() < 0.4 for _ in range(count)], bool)] = np.zeros((), dtype)
    return result


def groups(rng):
    result = []
    for number in range(130):
        dtype = either_order(rng, DTYPES[number % len(DTYPES)])
        array, buffer = embed(rng, random_shape(rng, 4), lambda count: sparse(rng, dtype, count), dtype)
        cases = [*shapes(rng, array), *dtypes(rng, array), *choices(rng, array)]
        result.append({'a': located(array, buffer), 'cases': [each for each in cases if 'x' not in each or np.prod(each['x']['s']) <= 200]})
    for number in range(4 * len(RECORDS)):
        dtype = np.dtype(RECORDS[number % len(RECORDS)])
        array, buffer = embed(rng, random_shape(rng, 3), lambda count: values(rng, dtype, count), dtype)
        cases = [*fields(rng, array), *dtypes(rng, array), *choices(rng, array)]
        result.append({'a': located(array, buffer), 'cases': [each for each in cases if 'x' not in each or np.prod(each['x']['s']) <= 200]})
    return result + list(chosen(rng))
