"""Functions of complex numbers at branch cuts, zeros of both signs, infinities, NaN, and the smallest and largest numbers (C99's Annex G)."""
import numpy as np

from .common import contiguous, either_order, embed, fill_with, located

PARTS = [0.0, -0.0, 5e-324, 1e-200, 0.5, -0.5, 1.0, -1.0, 2.5, -2.5, 30.0, -30.0, 711.0, 1e200, -1.7e308, float('inf'), float('-inf'), float('nan')]
# By the C library, in a wider type that is rounded once.
FUNCTIONS = ['sqrt', 'exp', 'log', 'log10', 'log2', 'sin', 'cos', 'tan', 'arcsin', 'arccos', 'arctan', 'sinh', 'cosh', 'tanh', 'arcsinh', 'arccosh', 'arctanh']
OWN = ['reciprocal', 'absolute', 'conjugate', 'negative', 'isnan', 'isinf', 'isfinite']


def sign(array):
    """numpy 2's z / |z|; the quotient in a wider type, so that no size overflows."""
    def one(z):
        re, im = float(z.real), float(z.imag)
        if np.isnan(re) or np.isnan(im) or (np.isinf(re) and np.isinf(im)):
            return complex(np.nan, np.nan)
        if np.isinf(re) or np.isinf(im):
            return complex(np.copysign(1, re), 0) if np.isinf(re) else complex(0, np.copysign(1, im))
        size = np.hypot(np.longdouble(re), np.longdouble(im))
        return complex(float(re / size), float(im / size)) if size else 0j
    return np.array([one(z) for z in array], array.dtype.newbyteorder('='))


def wide(name, array):
    native = array.astype(array.dtype.newbyteorder('='))
    return getattr(np, name)(native.astype(np.clongdouble)).astype(native.dtype)


def drawn(rng):
    """A number of any size and direction, or one near the unit circle or an axis, where terms cancel."""
    size = rng.choice([2.0 ** rng.uniform(-30, 9), 1 + rng.choice([-1, 1]) * 2.0 ** rng.uniform(-50, -1), rng.uniform(0.5, 2)])
    angle = rng.choice([rng.uniform(-4, 4), rng.choice([0, 1, 2, 3]) * np.pi / 2 + rng.choice([-1, 1]) * 2.0 ** rng.uniform(-60, -3)])
    return complex(size * np.cos(angle), size * np.sin(angle))


def groups(rng):
    result = []
    for name in ('c16', 'c8'):
        for items in [[complex(re, im) for re in PARTS] for im in PARTS] + [[drawn(rng) for _ in range(20)] for _ in range(2)]:
            dtype = either_order(rng, name)
            array, buffer = embed(rng, (len(items),), fill_with(items, dtype), dtype)
            cases = [{'op': each, 'x': contiguous(wide(each, array)), 'ulp': 4, 'z': True} for each in FUNCTIONS]
            cases += [{'op': each, 'x': contiguous(getattr(np, each)(array.astype(dtype.newbyteorder('=')))), 'ulp': 2, 'z': True} for each in OWN]
            cases.append({'op': 'sign', 'x': contiguous(sign(array)), 'ulp': 2, 'rule': '2.x'})
            result.append({'a': located(array, buffer), 'cases': cases})
    return result
