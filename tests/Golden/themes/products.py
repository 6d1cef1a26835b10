"""Sums of products of rows, columns and windows; interpolation, unwrapped angles, histograms with options."""
import numpy as np

from .binary import operand
from .common import NUMERIC, embed, either_order, fill_with, located, outcome
from .running import native

PAIRS = [('?', '?'), ('i1', 'i1'), ('u1', 'i2'), ('i4', 'f4'), ('i8', 'u8'), ('f2', 'f2'), ('f4', 'f4'), ('f8', 'f4'), ('c8', 'f4'), ('c16', 'c8'), ('i8', 'i8')]
SHAPES = [((3, 4), (4, 5)), ((4,), (4,)), ((3, 4), (4,)), ((4,), (4, 2)), ((2, 3, 4), (4, 2)), ((2, 1, 2, 3), (3, 3, 2)), ((3, 0), (0, 2)), ((3, 4), (3, 4)), ((), (3,)), ((2, 3), ())]
SMALL = {'?': [True, False], 'i': [0, 1, -2, 3, 7, 100], 'u': [0, 1, 2, 9, 100], 'f': [0.0, 1.0, -1.5, 2.25, 7.0, 0.1], 'c': [1, 1j, complex(1.5, -2), complex(-0.5, 3)]}
RULES = ['auto', 'doane', 'fd', 'rice', 'scott', 'sqrt', 'stone', 'sturges']


def small(dtype):
    kind = np.dtype(dtype).kind
    return SMALL['?' if kind == 'b' else kind]


def case(name, function, ulp=None, **options):
    result = outcome(lambda: native(function()))
    if 'x' in result and not result['x']['s'] and name != 'interp':
        result['k'] = 'scalar'
    return {'op': name, **options, **result, **({'ulp': ulp} if 'x' in result and ulp is not None and np.dtype(result['x']['t']).kind in 'fc' else {})}


def wide(array):
    return array.astype('f8') if array.dtype.kind == 'f' else array.astype('c16') if array.dtype.kind == 'c' else array


def product(name, a, b):
    dtype = np.result_type(a, b)
    return case(name, lambda: np.asarray(getattr(np, name)(wide(a), wide(b))).astype(dtype), 64)


def products(rng):
    for number, (first, second) in enumerate(PAIRS):
        for shapes in SHAPES:
            a, a_buffer = operand(rng, first, shapes[0], small(first))
            b, b_buffer = operand(rng, second, shapes[1], small(second))
            yield {'a': located(a, a_buffer), 'b': located(b, b_buffer), 'cases': [product('matmul', a, b), product('dot', a, b)]}


def windows(rng):
    for first, second in PAIRS:
        for n, m in ((7, 3), (3, 7), (5, 5), (1, 4), (0, 2), (50, 40)):
            a, a_buffer = operand(rng, first, (n,), small(first))
            b, b_buffer = operand(rng, second, (m,), small(second))
            dtype = np.result_type(a, b)
            cases = [case(name, lambda: np.asarray(getattr(np, name)(wide(a), wide(b), mode)).astype(dtype), 256, w=mode)
                     for name in ('convolve', 'correlate') for mode in ('full', 'same', 'valid')]
            yield {'a': located(a, a_buffer), 'b': located(b, b_buffer), 'cases': cases}


def places(rng):
    xs = [-3.0, 0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.75, 9.0, float('nan'), float('inf'), float('-inf')]
    for dtype in ('f2', 'f4', 'f8', 'i4', 'u1', '?'):
        items = xs if dtype[0] == 'f' else [0, 1, 2, 3, 5, 9]
        a, a_buffer = operand(rng, dtype, rng.choice([(13,), (3, 5), ()]), items)
        for xp, fp in (([0, 1, 2, 4], [5, -2, 8, 8]), ([0, 1, 1, 3], [1.5, float('inf'), -1, 2]), ([2], [7]), ([0, 1.5, 4], [1 + 2j, -3j, 2])):
            fps = [{'re': value.real, 'im': value.imag} if isinstance(value, complex) else None if value == float('inf') else value for value in fp]
            n = {'xp': xp, 'fp': fps}
            yield {'a': located(a, a_buffer), 'cases': [
                case('interp', lambda: np.interp(a, xp, fp), 4, n=n),
                case('interp', lambda: np.interp(a, xp, fp, left=-1, right=99), 4, n={**n, 'left': -1, 'right': 99}),
                *([case('interp', lambda: np.interp(np.where(np.isfinite(a), a, 0).astype(a.dtype), xp, fp, period=3.5), 16, n={**n, 'period': 3.5})]
                  if float('inf') not in fp and np.isfinite(a).all() else [])]}


def angles(rng):
    for dtype in ('f4', 'f8', 'i4', 'i8'):
        for shape in ((9,), (3, 4), (0,)):
            items = [0, 1, 3, 6, 7, -3, 12, 100] if dtype[0] == 'i' else [0.0, 1.0, 3.0, 6.25, -3.0, 0.5, 12.0]
            a, a_buffer = operand(rng, dtype, shape, items)
            cases = []
            for axis in (-1, 0):
                for n in ({}, {'period': 360} if dtype[0] == 'i' else {'period': 5.5}, {'period': 7} if dtype[0] == 'i' else {'period': 4}, {'discont': 5}):
                    cases.append(case('unwrap', lambda: np.unwrap(a, axis=axis, **n), 64, axis=axis, n=n))
            yield {'a': located(a, a_buffer), 'cases': cases}


def counted(rng):
    for dtype in NUMERIC[:-2]:
        if dtype == '?':
            continue
        for count in (40, 7, 1, 0):
            kind = np.dtype(dtype).kind
            items = [rng.randint(0, 60) for _ in range(31)] if kind in 'iu' else [round(rng.uniform(-8, 40) * 4) / 4 for _ in range(31)]
            order = either_order(rng, dtype)
            a, a_buffer = embed(rng, (count,), fill_with(items, order), order)
            w, w_buffer = embed(rng, (count,), fill_with([rng.randint(0, 9) / 2 for _ in range(29)], '<f8'), '<f8')
            cases = []
            if dtype != 'f2':
                for rule in RULES:
                    for limits in (None, [0, 20]):
                        words = {'Bins': rule, **({'Range': limits} if limits else {})}
                        # Edges in narrow floats are rounded once, and in numpy at every step.
                        cases += both('histogram', lambda: ruled(a, rule, limits), words)[:1 if dtype == 'f4' else 2]
            for words in ({'Bins': 5}, {'Bins': 4, 'Range': [0, 30]}, {'Bins': [0, 1, 5, 30, 60]}):
                keywords = {key.lower(): value for key, value in words.items()}
                if count and dtype not in ('f2', 'f4'):
                    cases += both('histogram', lambda: np.histogram(a, density=True, **keywords), {**words, 'Density': 1})
                cases += both('histogram', lambda: np.histogram(a, weights=w, **keywords), {**words, 'Weights': 1})[:1]
                cases += [case('histogram2d', lambda: np.histogram2d(a.astype('f8'), w, **({'bins': keywords['bins']})), 4, n={'Bins': words['Bins']}),
                          case('histogram2d', lambda: np.histogram2d(a.astype('f8'), w, bins=[3, [0, 2, 5]], range=[[0, 50], None])[0], 4, n={'Bins': [3, [0, 2, 5]], 'Range': [[0, 50], None]})][1:]
            yield {'a': located(a, a_buffer), 'b': located(w, w_buffer), 'cases': cases}


def ruled(a, rule, limits):
    """Bins of integers hold at least one of them in numpy 2."""
    if a.dtype.kind not in 'iu' or a.size == 0:
        return np.histogram(a, rule, limits)
    edges = np.histogram_bin_edges(a, rule, limits)
    if edges[1] - edges[0] >= 1 or edges[0] == edges[-1] or len(edges) == 2:
        return np.histogram(a, rule, limits)
    return np.histogram(a, max(1, int(np.ceil(edges[-1] - edges[0]))), limits)


def both(name, function, words):
    return [case(name, lambda: function()[0], 8, n=words), case(name + '_edges', lambda: function()[1].astype('f8'), 4, n=words)]


def groups(rng):
    return [*products(rng), *windows(rng), *places(rng), *angles(rng), *counted(rng)]
