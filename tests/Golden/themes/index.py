"""Index expressions: views, copies, scalars and errors."""
import numpy as np

from .common import contiguous, embed, error_class, either_order, located, random_shape, strictly, values

DTYPES = ['?', 'i1', 'u1', 'i2', 'u2', 'i4', 'u4', 'i8', 'u8', 'f2', 'f4', 'f8', 'c8', 'c16', 'S3', 'U2', 'M8[s]', 'M8[D]', 'M8[ms]',
          'm8[ms]', 'm8[s]', 'V3', 'i2,f4', 'u1,S2']


def base(rng, dtype=None):
    dtype = either_order(rng, dtype or rng.choice(DTYPES))
    return embed(rng, random_shape(rng), lambda count: values(rng, dtype, count), dtype)


def as_text(item):
    """An item as it is written between brackets; an empty mask or list has no such form but its shape."""
    if isinstance(item, slice):
        text = ':'.join('' if part is None else str(part) for part in (item.start, item.stop))
        return text + (f':{item.step}' if item.step is not None else '')
    if isinstance(item, np.ndarray):
        return str(item.tolist()) if item.size else f'zeros({item.shape}, {"bool" if item.dtype == bool else "int64"})'
    return '...' if item is Ellipsis else str(item)


def integer(rng, length, faults):
    if rng.random() < faults or length == 0:
        return rng.choice([length, -length - 1, length + 3, 10 ** 12, -10 ** 12])
    return rng.randint(-length, length - 1)


def random_slice(rng, length, faults):
    def bound():
        return rng.choice([None, None, rng.randint(-length - 2, length + 2), rng.randint(0, length), rng.choice([10 ** 15, -10 ** 15])])
    return slice(bound(), bound(), 0 if rng.random() < faults / 4 else rng.choice([None, None, None, 1, 2, 3, -1, -1, -2]))


def integers(rng, length, shape, faults):
    size = int(np.prod(shape))
    if length == 0:
        return np.zeros(0 if rng.random() < 0.7 else (2,), np.int64)
    items = [rng.randint(-length, length - 1) for _ in range(size)]
    if size and rng.random() < faults:
        items[rng.randrange(size)] = rng.choice([length, -length - 1])
    return np.array(items, np.int64).reshape(shape)


def mask(rng, shape, faults):
    if rng.random() < faults:
        shape = tuple(length + rng.choice([0, 1]) for length in shape)
    return np.array([rng.random() < 0.5 for _ in range(int(np.prod(shape)))], bool).reshape(shape)


def random_index(rng, shape, faults=0.06):
    """A tuple of index items, most often right for the shape."""
    style = rng.choice(['basic', 'basic', 'basic', 'one', 'many', 'many', 'mask', 'all'])
    broadcast = rng.choice([(3,), (2,), (1,), (2, 2), (2, 1), (1, 3), (4,), (0,)])
    parts = [broadcast, broadcast, broadcast[-1:], (1,) * len(broadcast)]
    items, axis, advanced = [], 0, 0
    while axis < len(shape) and rng.random() < 0.9:
        length, draw = shape[axis], rng.random()
        if draw < 0.08 and len(items) < 6:
            items.append(None)
            continue
        if draw < 0.13 and Ellipsis not in [item for item in items if not isinstance(item, np.ndarray)]:
            items.append(Ellipsis)
            axis += rng.randint(0, len(shape) - axis)
            continue
        may = style in ('many', 'all') or (style in ('one', 'mask') and not advanced)
        if draw > 0.55 and may and style != 'mask' and (style != 'all' or rng.random() < 0.7):
            items.append(integers(rng, length, rng.choice(parts), faults))
            advanced += 1
        elif draw > 0.45 and may and style in ('mask', 'all'):
            rank = rng.randint(1, len(shape) - axis)
            items.append(mask(rng, shape[axis:axis + rank], faults))
            axis += rank - 1
            advanced += 1
        elif draw > 0.42 and style in ('mask', 'all') and len(items) < 6:
            items.append(rng.random() < 0.7)
            continue
        else:
            items.append(integer(rng, length, faults) if rng.random() < 0.4 else random_slice(rng, length, faults))
        axis += 1
    if rng.random() < faults / 2:
        items += [rng.choice([0, slice(None), Ellipsis])] * (2 if rng.random() < 0.5 else len(shape) + 1)
    elif rng.random() < 0.1:
        items.append(rng.choice([None, Ellipsis] if not any(item is Ellipsis for item in items) else [None]))
    return tuple(items[:8])


def is_advanced(items):
    return any(isinstance(item, (np.ndarray, bool)) for item in items)


def take(array, items):
    case = {'i': [as_text(item) for item in items]}
    try:
        result = strictly(lambda: array[items])
    except Exception as error:
        return {**case, **({'rule': '2.x'} if isinstance(error, DeprecationWarning) else {}), 'e': error_class(error)}
    case['k'] = 'scalar' if not isinstance(result, np.ndarray) else 'copy' if is_advanced(items) else 'view'
    case['x'] = contiguous(result)
    return case



FIXED = {
    (2, 3, 4): ['0,:,[0,1]', '[0,1],:,[0,1]', ':,[0,1],[0,1]', '[0,1],[0,1],:', '0,[0,1],:', ':,0,[0,1]', '[0,1],0,:', '[[0],[1]],:,[[0,1]]',
                '...,[0,1]', '[0,1],...', '[0,1],None,[1,2]', 'None,[0,1],[1,2]', '[0,1],[1,2],None', 'True', 'False', 'True,0', '0,True',
                'True,[0,1]', 'False,[0,1]', 'True,False', 'True,True', ':,True,:', '...,True', '0,0,0', '0,0,0,...', '...,0,0,0', '...', '',
                '[True,False]', '[True,False],:,[0,2]', ':,[True,False,True]', '[[True,False,True],[False,True,True]]',
                '[[True,False,True],[False,True,True]],[0,1,2,3]', ':,[[True,False,True,False],[False,True,True,False],[True,True,True,True]]',
                '0,0,0,0', '...,...', '[0,1],[0,1,2]', '[True,False,True]', '[5]', '-3', '2', '::0', '1.5', '[1.5]', 'a',
                '[0,1],[True,False,True]', '[0,0],[1,1],[2,2]', '0,[],0', '[],[],[]', '[[]]', ':100,-100:,::-1', '::-2,::-2,::-2'],
    (): ['', '...', 'None', 'True', 'False', '0', '[0]', ':', 'None,...', '...,None,True'],
    (0, 3): ['', '0', ':', '[]', '[0]', ':,0', ':,[0,1]', '...,-1', '::-1', ':,5', '[],[]', ':,[5]', 'True', 'None'],
    (5,): ['4', '-5', '5', '-6', '[4,-5]', '[5]', '1:4:2', '3:0:-1', '-1:-4:-1', '0:0', '7:2', '[[0,1],[2,3]]', '[True,False,True,False,True]',
           '[True,False]', '9223372036854775807', '-9223372036854775808', ':9223372036854775807', '::9223372036854775807',
           '::-9223372036854775808', '99999999999999999999', ':99999999999999999999', '0,0'],
}


def fixed_case(array, text):
    def item(part):
        if part.startswith('['):
            content = np.array(eval(part))
            return content if content.size else content.astype(np.int64)
        if ':' in part:
            return slice(*(int(bound) if bound else None for bound in part.split(':')))
        return eval(part)

    parts, depth = [], 0
    for piece in text.split(',') if text else []:
        if depth:
            parts[-1] += ',' + piece
        else:
            parts.append(piece)
        depth += piece.count('[') - piece.count(']')
    try:
        items = tuple(item(part) for part in parts)
        return {**take(array, items), 'i': parts}
    except NameError:
        return {'i': parts, 'e': 'IndexError'}


def groups(rng):
    result = []
    for shape, texts in FIXED.items():
        for dtype in ('<i4', '>f8'):
            array, buffer = embed(rng, shape, lambda count: values(rng, dtype, count), dtype)
            result.append({'a': located(array, buffer), 'cases': [fixed_case(array, text) for text in texts]})
    for number in range(230):
        array, buffer = base(rng, DTYPES[number % len(DTYPES)])
        cases = []
        for _ in range(9):
            items = random_index(rng, array.shape)
            case = take(array, items)
            if 'x' not in case or np.prod(case['x']['s']) <= 150:
                cases.append(case)
        result.append({'a': located(array, buffer), 'cases': cases})
    return result
