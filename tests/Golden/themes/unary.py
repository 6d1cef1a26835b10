"""Elementwise functions of one array."""
import numpy as np

from .common import NUMERIC, located, outcome
from .binary import operand

EXACT = ['negative', 'absolute', 'sign', 'floor', 'ceil', 'trunc', 'rint', 'isnan', 'isinf', 'isfinite', 'invert', 'logical_not', 'conjugate', 'real', 'imag', 'square',
         'signbit']
ROUNDED = ['sqrt', 'exp', 'exp2', 'expm1', 'log', 'log10', 'log2', 'log1p', 'cbrt', 'sin', 'cos', 'tan', 'arcsin', 'arccos', 'arctan', 'sinh', 'cosh', 'tanh',
           'arcsinh', 'arccosh', 'arctanh', 'degrees', 'radians', 'reciprocal']
REAL = ['exp2', 'expm1', 'log2', 'log1p', 'arcsin', 'arccos', 'arctan', 'arcsinh', 'arccosh', 'arctanh', 'tan', 'log10', 'reciprocal']
ITEMS = {'f': [0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 1.5, 2.5, -2.5, 3.7, -3.7, 0.999, 1e-4, 10.0, 100.3, -20.0, float('nan'), float('inf'), float('-inf'), 600.0],
         'c': [0.5, 1, -1 + 0.5j, 1.5 - 2j, 3 + 1j, -0.25 - 0.75j]}
NONZERO = {'i': [1, -1, 2, -3, 100], 'u': [1, 2, 3, 200], 'b': [True]}


def rounded(name, array):
    """Computed in the widest type and rounded once, so that numpy's own last bit doesn't count."""
    function = getattr(np, name)
    dtype = function(array).dtype
    if dtype.kind not in 'fc' or (name == 'reciprocal' and array.dtype.kind in 'biu'):
        return function(array)
    return function(array.astype(dtype).astype(np.longdouble if dtype.kind == 'f' else np.clongdouble)).astype(dtype)


def native(array):
    """Results are in the machine's byte order; numpy's round leaves that of integers."""
    return array.astype(array.dtype.newbyteorder('='))


def cases_of(array):
    kind = array.dtype.kind
    for name in EXACT:
        if name == 'sign' and kind == 'c' or name == 'signbit' and kind == 'c':
            continue
        yield {'op': name, **outcome(lambda: getattr(np, name)(array)), **({'ulp': 4} if kind == 'c' and name in ('square', 'absolute') else {})}
    for name in ROUNDED:
        if (name == 'reciprocal' and kind in 'biu') or (kind == 'c' and name in REAL):
            continue
        result = outcome(lambda: rounded(name, array))
        yield {'op': name, **result, **({'ulp': 4 if kind == 'c' else 0 if name == 'sqrt' else 2} if 'x' in result else {})}
    if kind != 'c':
        for decimals in (0, 1, 2, -1, -2):
            # Integers go through float64, and what then does not fit is up to the machine; see rounded_integers().
            if kind == 'f' or kind in 'iu' and decimals >= 0:
                yield {'op': 'round', 'n': [decimals], 'ulp': 1, **outcome(lambda: native(np.round(array, decimals)))}
        bounds = [(0, 1), (1, 50), (2, None), (None, 3)] + ([(-1, 1), (-0.5, 0.5), (0.25, None)] if kind == 'f' else [(-5, 5)] if kind == 'i' else [])
        if kind != 'b':
            for low, high in bounds:
                yield {'op': 'clip', 'n': [low, high], **outcome(lambda: np.clip(array, low, high)), 'ulp': 0}


def rounded_integers(rng, dtype):
    items = [0, 1, 4, 5, 15, 25, 35, 44, 99, 115] + ([-5, -15, -25, -7, -115] if np.dtype(dtype).kind == 'i' else [])
    array, buffer = operand(rng, dtype, (3, 6), items)
    return {'a': located(array, buffer), 'cases': [
        {'op': 'round', 'n': [decimals], **outcome(lambda: native(np.round(array, decimals)))} for decimals in (-1, -2)]}


def groups(rng):
    result = []
    for dtype in NUMERIC:
        kind = np.dtype(dtype).kind
        for shape in ((20,), (2, 10), (), (0, 2)):
            array, buffer = operand(rng, dtype, shape, ITEMS.get(kind))
            result.append({'a': located(array, buffer), 'cases': list(cases_of(array))})
        if kind in 'iu':
            result.append(rounded_integers(rng, dtype))
        if kind in NONZERO:
            array, buffer = operand(rng, dtype, (6,), NONZERO[kind])
            result.append({'a': located(array, buffer), 'cases': [{'op': 'reciprocal', **outcome(lambda: np.reciprocal(array))}]})
    return result
