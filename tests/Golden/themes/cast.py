"""Casts between every pair of dtypes, of values for which numpy defines the result."""
import itertools
import math

import numpy as np

from .common import INTEGERS, NUMERIC, contiguous, either_order, embed, fill_with, located, outcome, text_of

TEXT = ['S5', 'S32', 'U4', 'U32']
TIMES = ['M8[D]', 'M8[s]', 'M8[ms]', 'M8[us]', 'M8[h]', 'M8', 'm8[D]', 'm8[s]', 'm8[ms]', 'm8[us]', 'm8[25s]', 'm8']
UNITS = ['Y', '7Y', 'M', '12M', '5M', 'W', '2W', 'D', '3D', 'h', '25s', '1000ms', 'ns']
RECORDS = ['i2,f4', 'i4,f8', 'u1,f2']
INT_TEXT = ['0', '12', '-3', '  7 ', '100']
FLOAT_TEXT = ['0', '1.5', '-2e3', 'nan', 'inf', '-inf', ' 1e-5 ', '.5', '1e400']
SPAN_TEXT = ['0', '12', '-3', '100', 'NaT']
DATE_TEXT = ['2020-02-29', '1969-12-31T23:59', '2000-01-01T12:34:56', 'NaT', '1850']


def pool(dtype):
    """Values of a dtype that are worth casting."""
    kind = dtype.kind
    if kind == 'b':
        return [True, False, True]
    if kind in 'iu':
        info = np.iinfo(dtype)
        return [number for number in (0, 1, -1, 2, 100, -100, 127, 128, 255, 300, 2049, 65535, 65536, 16777217, 2 ** 53 + 1, info.max, info.min, info.max - 1)
                if info.min <= number <= info.max]
    if kind == 'f':
        return [0.0, -0.0, 1.5, -1.5, 0.1, 100.7, -100.7, 127.9, 255.5, 32767.5, 65504, 65520, 1 / 3, 1e10, -1e10, 1e-10, 1e-7, 3.4e38, 1e39, 9.2e18, 1.8e19,
                float('nan'), float('inf'), float('-inf'), 123456.789, 1e16, 5e-324]
    if kind == 'c':
        return [0, 1.5, complex(2.5, -1), complex(-3, 0.1), complex(0, 1), complex(100.7, 1e10), complex(1e39, 0.5)]
    if kind == 'M':
        return np.array([0, 1, -1, 20_000, -20_000, 'NaT'], dtype) if dtype != np.dtype('M8') else np.array(['NaT', 'NaT'], dtype)
    return np.array([0, 1, -1, 7_000, -7_001, 30, 'NaT'], dtype)


def fits(number, to):
    """Whether a float's integer part is a value of the integer type, so that the cast is defined."""
    info = np.iinfo(to)
    return math.isfinite(number) and info.min <= math.trunc(float(number)) <= info.max


def source(dtype, to):
    if dtype.kind in 'SU':
        texts = FLOAT_TEXT if to.kind in 'fc' else DATE_TEXT if to.kind == 'M' else SPAN_TEXT if to.kind == 'm' else INT_TEXT + (DATE_TEXT + ['abc'] if to.kind in 'SU' else [])
        room = dtype.itemsize // (4 if dtype.kind == 'U' else 1)
        return [text for text in texts if len(text) <= room] if to.kind != 'b' else ['0', '1', '12', '-3']
    items = np.array(pool(dtype)).astype(dtype)
    if dtype.kind in 'fc' and to.kind in 'iu':
        items = [item for item in items if fits(item.real, to)]
    if dtype.kind in 'fc' and to.kind in 'mM':
        items = [item for item in items if math.isnan(item) or abs(item) < 1e9] if dtype.kind == 'f' else items[:4]
    if dtype.kind in 'iu' and to.kind in 'mM':
        items = [item for item in items if abs(int(item)) < 1e9 or to.kind == 'm']
    return items


def records(dtype):
    return np.array([(1, 2.5), (100, -3), (7, 44)], dtype)


def group(rng, dtype, to, items):
    dtype, to = either_order(rng, dtype), either_order(rng, to)
    array, buffer = embed(rng, rng.choice([(len(items),), (1, len(items))]), fill_with(items, dtype), dtype)
    if to.kind in 'SU' and dtype.kind == 'U' and not all(str(item).isascii() for item in items):
        result = {'e': 'ValueError'} if to.kind == 'S' else outcome(lambda: array.astype(to))
    else:
        result = outcome(lambda: array.astype(to))
    return {'a': located(array, buffer), 'cases': [{'op': 'astype', 't': text_of(to), **result}]}


def out_of_range(rng, dtype, to):
    """Numpy leaves NaN and what doesn't fit to the machine; MemMap gives the smallest value of the integer type."""
    items = [number for number in (float('nan'), float('inf'), float('-inf'), 1e30, -1e30, 300.0, -300.0, 70000.0, -70000.0, 2.0 ** 31, -2.0 ** 31 - 513,
                                   2.0 ** 32, 2.0 ** 63, 2.0 ** 64, -1.0, 128.0, 32768.0, 9.3e18) if not fits(np.dtype(dtype).type(number).real, to)]
    array, buffer = embed(rng, (len(items),), fill_with(items, dtype), either_order(rng, dtype))
    smallest = np.full(len(items), np.iinfo(to).min, to)
    return {'a': located(array, buffer), 'cases': [{'op': 'astype', 't': np.dtype(to).str, 'rule': 'ours', 'x': contiguous(smallest)}]}


def groups(rng):
    result = []
    for first in NUMERIC + TEXT + TIMES:
        for second in NUMERIC + TEXT + TIMES:
            dtype, to = np.dtype(first), np.dtype(second)
            # Numpy 1.24 writes past the end where the text of a time is longer than the target.
            if not (dtype.kind in 'mM' and second in ('S5', 'U4')):
                result.append(group(rng, dtype, to, source(dtype, to)))
    for first in ('V1', 'V4', 'V9'):
        for second in ('V1', 'V4', 'V9'):
            items = np.frombuffer(bytes(range(1, 37)) * 9, first)[:6]
            result.append({'a': contiguous(items), 'cases': [{'op': 'astype', 't': '|' + second, **outcome(lambda: items.astype(second))}]})
    for first, second in itertools.product(RECORDS, RECORDS):
        result.append(group(rng, np.dtype(first), np.dtype(second), records(first)))
    for text, to in (('abc', 'i4'), ('1.5x', 'f8'), ('1.5', 'i8'), ('', 'f4'), ('2020-13-01', 'M8[D]'), ('x', 'M8[s]'), ('\u00e9t\u00e9', 'S4'), ('\u4e2d', 'S4'),
                     ('\u4e2d\U0001f600', 'U2'), ('\u00e9', 'U8')):
        result.append(group(rng, np.dtype('U8'), np.dtype(to), [text]))
    for dtype in ('f2', 'f4', 'f8', 'c8', 'c16'):
        for to in INTEGERS:
            result.append(out_of_range(rng, dtype, to))
    for kind, first, second in itertools.product('Mm', UNITS, UNITS):
        if kind == 'm' and first[-1] in 'YM' and second == 'ns':
            continue  # the factor overflows in numpy, without a word
        result.append(group(rng, np.dtype(f'{kind}8[{first}]'), np.dtype(f'{kind}8[{second}]'), np.array([0, 1, -1, 130, -777, 'NaT'], f'{kind}8[{first}]')))
    return result
