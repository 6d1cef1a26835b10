"""Arrays with Python numbers: weak scalars that take the array's type (NEP 50)."""
import operator

import numpy as np

from .binary import COMPARISONS, operand
from .common import NUMERIC, located, outcome

NAMES = ['add', 'subtract', 'multiply', 'divide', 'floor_divide', 'remainder', 'minimum', 'maximum', 'power', 'less', 'equal', 'greater_equal', 'bitwise_and',
         'bitwise_or', 'left_shift', 'right_shift']
SCALARS = [3, -2, 0, True, 300, -40_000, 2 ** 31, 2 ** 63, -2 ** 63, 0.1, 2.5, 1e6, complex(1, 2)]
# Values for which no operation with the scalars above leaves what numpy defines.
ITEMS = {'b': [True, False], 'i': [0, 1, 2, 5, -3, -7, 100], 'u': [0, 1, 2, 5, 100, 200], 'f': [0.0, 1.5, -2.5, 7.0, 100.0], 'c': [1, 1.5, 2 - 1j, -3j]}


def as_json(scalar):
    return {'re': scalar.real, 'im': scalar.imag} if isinstance(scalar, complex) else scalar


def out_of_range(array, scalar):
    """Whether a Python integer doesn't fit the array's integer type: an error in numpy 2. A bool array takes integers as int64."""
    if isinstance(scalar, bool) or not isinstance(scalar, int) or array.dtype.kind not in 'biu':
        return False
    info = np.iinfo(np.int64 if array.dtype.kind == 'b' else array.dtype)
    return not info.min <= scalar <= info.max


def case(name, array, scalar, reverse):
    function = getattr(np, name)
    left, right = (scalar, array) if reverse else (array, scalar)
    description = {'op': name, 'n': as_json(scalar), **({'r': True} if reverse else {})}
    if out_of_range(array, scalar):
        if name in COMPARISONS:
            # Comparing needs no common type: the answer is what it is.
            compare = {'less': operator.lt, 'equal': operator.eq, 'greater_equal': operator.ge}[name]
            sides = [side.astype(object) if side is array else side for side in (left, right)]
            return {**description, 'rule': '2.x', **outcome(lambda: np.asarray(compare(*sides)).astype(bool))}
        if array.dtype.kind != 'b':
            return {**description, 'rule': '2.x', 'e': 'OverflowError'}
        return None
    result = outcome(lambda: function(left, right))
    if 'x' in result and np.dtype(result['x']['t']).kind in 'fc' and name in ('power', 'multiply', 'divide'):
        ulp = (64 if name == 'power' else 4) if np.dtype(result['x']['t']).kind == 'c' else 2 if name == 'power' else None
        result.update({'ulp': ulp} if ulp else {})
    return {**description, **result}


def groups(rng):
    result = []
    for dtype in NUMERIC:
        array, buffer = operand(rng, dtype, (5,), ITEMS[np.dtype(dtype).kind])
        cases = [case(name, array, scalar, reverse) for scalar in SCALARS for name in NAMES for reverse in (False, True)
                 # How a complex power overflows is no rule of anybody's.
                 if not (name == 'power' and np.dtype(dtype).kind == 'c' and abs(scalar) > 9) and not (reverse and name in COMPARISONS + ['minimum', 'maximum', 'bitwise_and'])]
        result.append({'a': located(array, buffer), 'cases': [each for each in cases if each]})
    return result
