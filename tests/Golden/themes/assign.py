"""Assignments through an index: the whole buffer afterwards, or an error and nothing changed."""
import numpy as np

from .common import LETTERS, contiguous, either_order, embed, encode, error_class, fill_with, located, strictly, values
from .index import as_text, base, random_index

NUMBERS = ['?', 'i1', 'u1', 'i2', 'u2', 'i4', 'u4', 'i8', 'u8', 'f2', 'f4', 'f8', 'c8', 'c16']
# Values that every numeric dtype can hold, so that no cast is left to the machine.
SAFE = [0, 1, 2, 3, 5, 7, 11, 100, 120]


def places(array, items):
    """Where the elements of array[items] are, as positions counted in C order; an array of the result's shape."""
    return strictly(lambda: np.asarray(np.arange(array.size).reshape(array.shape)[items]))


def put(array, items, source):
    """Assigns by the book: the source first, then the elements in C order, so that the last of two at one place stays."""
    where = places(array, items)
    source = np.asarray(source)
    while source.ndim > where.ndim and source.shape[0] == 1:
        source = source[0]
    spread = np.broadcast_to(source, where.shape).astype(array.dtype)
    for place, element in zip(where.ravel(), spread.reshape(-1)):
        array[np.unravel_index(place, array.shape)] = element


def case_of(array, buffer, items, source, description):
    """One assignment, on a copy of the buffer; numpy's own answer must be that of put()."""
    case = {'i': [as_text(item) for item in items], **description}
    mine, theirs = (relocate(array, buffer) for _ in range(2))
    # To one element or to a single mask numpy assigns by other rules than to all else; here they are the same.
    rest = () if any(item is Ellipsis for item in items) or array.ndim == 0 and not items else (Ellipsis,)
    try:
        strictly(lambda: theirs[0].__setitem__((*items, *rest) or Ellipsis, source))
    except Exception as error:
        return {**case, 'e': error_class(error)}
    try:
        relocate(array, buffer)[0][items] = source
    except Exception:
        case['rule'] = 'ours'
    put(mine[0], items, source)
    unique = len(np.unique(places(array, items))) == places(array, items).size
    assert not unique or mine[1].tobytes() == theirs[1].tobytes(), (array.shape, array.dtype, case)
    case['after'] = encode(mine[1].tobytes())
    return case


def relocate(array, buffer):
    copy = buffer.copy()
    offset = array.__array_interface__['data'][0] - buffer.__array_interface__['data'][0] if array.size else 0
    return np.ndarray(array.shape, array.dtype, copy, offset, array.strides), copy


def source_shape(rng, shape):
    """A shape that broadcasts to this one, or rarely one that doesn't."""
    draw = rng.random()
    if draw < 0.06:
        return tuple(shape) + (2,)
    if draw < 0.12:
        return tuple(length + 1 for length in shape) or (2,)
    shape = [1 if rng.random() < 0.2 else length for length in shape][rng.choice([0, 0, 1]):]
    return ((1,) if rng.random() < 0.1 else ()) + tuple(shape)


def array_case(rng, array, buffer, items):
    shape = source_shape(rng, places(array, items).shape)
    if array.dtype.kind in '?biufc':
        dtype = either_order(rng, rng.choice(NUMBERS))
        fill = fill_with([rng.choice(SAFE) for _ in range(17)], dtype)
    else:
        dtype = array.dtype.newbyteorder(rng.choice('<>'))
        fill = lambda count: values(rng, dtype, count)
    source, own = embed(rng, shape, fill, dtype)
    return case_of(array, buffer, items, source, {'v': located(source, own)})


def list_case(rng, array, buffer, items):
    shape = source_shape(rng, places(array, items).shape)
    source = [rng.choice(SAFE) for _ in range(int(np.prod(shape)))]
    source = np.array(source, np.int64).reshape(shape)
    if not source.size:
        return None
    return case_of(array, buffer, items, source, {'l': source.tolist()})


SCALARS = {'b': [True, False, 0, 2], 'i': [0, 7, -7, 3.7, -3.7, True], 'u': [0, 7, 3.7, True], 'f': [0, 7, -2.5, 1e6, True], 'c': [3, 2.5, -1],
           'S': ['abc', 'longer text', ''], 'U': [LETTERS, 'x', '']}


def scalar_case(rng, array, buffer, items):
    """One Python number or text; what doesn't fit is an error in numpy 2."""
    kind = array.dtype.kind
    if kind not in SCALARS:
        return None
    source = rng.choice(SCALARS[kind])
    rule = {}
    if kind in 'iu' and rng.random() < 0.25:
        info = np.iinfo(array.dtype)
        source = rng.choice([info.max + 1, info.min - 1, info.max, info.min])
        rule = {'rule': '2.x'}
    fault = None if not rule or info.min <= source <= info.max else 'OverflowError'
    if kind in 'iu' and rng.random() < 0.05:
        source, fault, rule = 'nan', 'ValueError', {}
    description = {'n': source, **rule}
    if fault:
        return {'i': [as_text(item) for item in items], **description, 'e': fault} if indexable(array, items) else None
    return case_of(array, buffer, items, np.array(source).astype(array.dtype), description)


def indexable(array, items):
    try:
        return places(array, items) is not None
    except (IndexError, ValueError, DeprecationWarning):
        return False


def groups(rng):
    result = []
    for number in range(150):
        array, buffer = base(rng)
        cases = []
        for _ in range(8):
            items = random_index(rng, array.shape, 0.03)
            if not indexable(array, items):
                cases.append(case_of(array, buffer, items, np.zeros((), array.dtype), {'n': 0}))
            elif places(array, items).size <= 200:
                make = rng.choice([array_case, array_case, scalar_case] + [list_case] * (array.dtype.kind in 'biufc'))
                cases.append(make(rng, array, buffer, items))
        result.append({'a': located(array, buffer), 'cases': [case for case in cases if case]})
    return result + overlaps(rng)


# Target and source in the same array; T is the transposed one.
OVERLAPS = {
    (9,): [('1:', ':-1'), (':-1', '1:'), (':', '::-1'), ('::-1', ':'), ('::2', ':5'), (':5', '::2'), ('2:8', '1:7'), ('1:7', '2:8'), ('8:0:-1', ':8'),
           (':8', '8:0:-1'), ('[0,1,2]', '3:0:-1'), ('[3,3,1]', ':3'), ('::3', '2::-1'), (':', '4'), ('...', '[8,7,6,5,4,3,2,1,0]'), ('4:4', '0:0')],
    (4, 4): [('...', 'T'), ('T', '...'), ('::-1', '...'), (':,::-1', '...'), ('::-1,::-1', '...'), ('1:', ':-1'), (':-1', '1:'), ('1:,1:', ':-1,:-1'),
             (':-1,:-1', '1:,1:'), ('::-1', 'T'), (':,:', '0'), (':,:', ':,1:2'), ('...', '3'), ('0', ':,0'), (':,0', '0'), ('[0,1]', '2:0:-1'),
             ('[1,0],:', ':2'), (':,[0,3]', ':,2:'), ('[[True,False,True,False],[True,True,False,False],[False,False,False,False],[True,True,True,False]]', '0,:1')],
    (3, 2, 3): [(':,0', ':,1'), ('::-1', '...'), (':,::-1,::-1', '...'), ('1:', ':-1'), (':,:,1:', ':,:,:-1'), ('0', '2,::-1'), (':,0,:', '0,:,:1'), ('...', 'T,1,1')],
}


def overlaps(rng):
    result = []
    for shape, pairs in OVERLAPS.items():
        for dtype in ('i1', '<i2', '>f4', '<f8', '>u8', 'c8', 'S3'):
            array, buffer = embed(rng, shape, lambda count: values(rng, dtype, count), dtype)
            cases = []
            for target, source in pairs:
                mine, copy = relocate(array, buffer)
                taken = select(mine, source).copy()
                case = {'i': [target] if target == 'T' else [as_text(item) for item in parse(target)], 'w': source}
                try:
                    if target == 'T':
                        mine.T[...] = taken
                    else:
                        put(mine, parse(target), taken)
                    case['after'] = encode(copy.tobytes())
                except ValueError as error:
                    case['e'] = error_class(error)
                cases.append(case)
            result.append({'a': located(array, buffer), 'cases': cases})
    return result


def parse(text):
    class Items:
        def __getitem__(self, items):
            return items if isinstance(items, tuple) else (items,)
    return tuple(np.array(item) if isinstance(item, list) else item for item in eval(f'Items()[{text}]', {'Items': Items}))


def select(array, text):
    first, _, rest = text.partition(',')
    if first == 'T':
        return select(array.T, rest) if rest else array.T
    return array[parse(text)]
