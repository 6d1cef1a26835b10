"""Operations in place through an index, a[i] += v: the whole buffer afterwards, or an error and nothing changed."""
import numpy as np

from .assign import NUMBERS, indexable, places, relocate, source_shape
from .common import encode, either_order, embed, error_class, fill_with, located, strictly
from .index import as_text, random_index
from .common import random_shape

OPERATIONS = {'Add': np.add, 'Subtract': np.subtract, 'Multiply': np.multiply, 'Divide': np.divide, 'FloorDivide': np.floor_divide, 'Remainder': np.remainder,
              'Fmod': np.fmod, 'Power': np.power, 'Minimum': np.minimum, 'Maximum': np.maximum, 'Fmin': np.fmin, 'Fmax': np.fmax, 'And': np.bitwise_and,
              'Or': np.bitwise_or, 'Xor': np.bitwise_xor, 'LeftShift': np.left_shift, 'RightShift': np.right_shift, 'LogicalAnd': np.logical_and}
# Values for which no result depends on the machine; 0 is none of them, as 0 ** -1 and n % 0 warn and differ.
ITEMS = {'b': [True, False], 'i': [1, 2, 3, 5, 7, -2, -7], 'u': [1, 2, 3, 5, 7, 9], 'f': [1.0, 2.0, 0.5, -2.5, 3.0], 'c': [1, 2, 1j, 1.5 - 2j]}
TIMES = ['M8[s]', 'M8[D]', 'm8[ms]', 'm8[s]']
UNITS = ['M8[Y]', 'M8[M]', 'M8[W]', 'M8[D]', 'M8[ms]', 'm8[Y]', 'm8[M]', 'm8[W]', 'm8[D]', 'm8[ms]']
SCALARS = [1, 2, -1, 3, 0.5, 2.5, True, 300, complex(1, 2)]


def items_of(dtype):
    return [np.array(item, dtype.newbyteorder('=').str) for item in (5, -3, 'NaT', 20_000)] if dtype.kind in 'mM' else ITEMS[dtype.kind]


def result_of(name, array, items, value):
    """What a[i] holds then: with the casts that an operation with out= makes."""
    selected = strictly(lambda: np.asarray(array[items]))
    out = selected.copy()
    OPERATIONS[name](selected, value, out=out, casting='same_kind')
    return out


def case(rng, array, buffer, items):
    name = rng.choice(list(OPERATIONS)[:-1] if array.dtype.kind in 'mM' else list(OPERATIONS))
    description = {'op': name, 'i': [as_text(item) for item in items]}
    if rng.random() < 0.35 and array.dtype.kind not in 'mM':
        value = rng.choice(SCALARS)
        fits = not isinstance(value, int) or isinstance(value, bool) or array.dtype.kind not in 'iu' or value in range(np.iinfo(array.dtype).min, np.iinfo(array.dtype).max + 1)
        description['n'] = {'re': value.real, 'im': value.imag} if isinstance(value, complex) else value
        if not fits:
            return {**description, 'rule': '2.x', 'e': 'OverflowError'} if indexable(array, items) else None
        if name == 'Power' and value == -1 and array.dtype.kind in 'biu':
            return None
    else:
        dtype = either_order(rng, rng.choice(NUMBERS + (TIMES if array.dtype.kind in 'mM' else []))) if rng.random() < 0.6 else array.dtype
        if name == 'Power' and dtype.kind == 'i':
            return None
        value, own = embed(rng, source_shape(rng, places(array, items).shape), fill_with(items_of(dtype), dtype), dtype)
        description['v'] = located(value, own)
    if name == 'Power' and array.dtype.kind == 'c' or 'c' in (array.dtype.kind, np.asarray(value).dtype.kind) and name in ('Multiply', 'Divide', 'Power'):
        return None  # the last bit is another's
    if name == 'Power' and 'f' in (array.dtype.kind, np.asarray(value).dtype.kind):
        return None
    mine, copy = relocate(array, buffer)
    try:
        result = result_of(name, mine, items, value)
    except Exception as error:
        return {**description, 'e': error_class(error)}
    where = places(mine, items)
    for place, element in zip(where.ravel(), result.reshape(-1)):
        mine[np.unravel_index(place, mine.shape)] = element
    return {**description, 'after': encode(copy.tobytes())}


def in_place(rng, array, buffer, name, value):
    """a[...] op= value."""
    embedded, own = embed(rng, value.shape, fill_with(value, value.dtype), value.dtype)
    description = {'op': name, 'i': ['...'], 'v': located(embedded, own)}
    mine, copy = relocate(array, buffer)
    try:
        OPERATIONS[name](mine, embedded, out=mine, casting='same_kind')
    except Exception as error:
        return {**description, 'e': error_class(error)}
    return {**description, 'after': encode(copy.tobytes())}


def groups(rng):
    result = []
    for number in range(120):
        names = NUMBERS + TIMES
        dtype = either_order(rng, names[number % len(names)])
        array, buffer = embed(rng, random_shape(rng, 3), fill_with(items_of(dtype), dtype), dtype)
        cases = []
        for _ in range(9):
            items = random_index(rng, array.shape, 0.01)
            if indexable(array, items) and places(array, items).size <= 100:
                cases.append(case(rng, array, buffer, items))
        if any(cases):
            result.append({'a': located(array, buffer), 'cases': [each for each in cases if each]})
    for first in UNITS:
        array, buffer = embed(rng, (4,), fill_with(np.array([5, -3, 'NaT', 600], first), first), either_order(rng, first))
        cases = [in_place(rng, array, buffer, name, np.array([7, -40, 3, 90], second)) for second in UNITS for name in ('Add', 'Subtract', 'Minimum')]
        result.append({'a': located(array, buffer), 'cases': cases})
    return result
