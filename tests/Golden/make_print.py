"""Writes print/*.json: arrays and what numpy 1.24 prints for them. Run as: python3 make_print.py

A case is {"dtype", "shape", "data", "text"}: data holds the elements' bytes in hexadecimal and is repeated until the shape is
full, so that an array of a thousand elements takes a line. Where "options" stand, they are precision, threshold, edgeitems and
linewidth.
"""
import json
import os
import random

import numpy as np

OPTIONS = ('precision', 'threshold', 'edgeitems', 'linewidth')
INTEGERS = ['i1', 'u1', '<i2', '>i2', '<u2', '>u2', '<i4', '>i4', '<u4', '>u4', '<i8', '>i8', '<u8', '>u8']
FLOATS = ['<f2', '>f2', '<f4', '>f4', '<f8', '>f8']
TIMES = [order + kind + '8' + unit for order in '<>' for kind in 'Mm' for unit in (
    '[Y]', '[M]', '[W]', '[D]', '[h]', '[m]', '[s]', '[ms]', '[us]', '[ns]', '[ps]', '[fs]', '[as]', '[3h]', '[25s]', '[10ms]', '[7D]')]
STRINGS = ['S1', 'S3', 'S12', 'S80', '<U1', '>U1', '<U3', '>U5', '<U30', 'V1', 'V3', 'V20', 'S0', 'U0', 'V0']
RECORDS = [
    [('a', '<i4')],
    [('a', '?')],
    [('id', '<i4'), ('x', '<f8')],
    [('a', '?'), ('b', '>i2'), ('c', '>f4'), ('d', '<c8')],
    [('name', 'S5'), ('text', '<U3'), ('raw', 'V2'), ('h', '<f2')],
    [('when', '<M8[s]'), ('lasts', '<m8[25s]'), ('day', '>M8[D]')],
    [('m', '<f8', (2, 3)), ('n', 'u1', (4,)), ('flags', '?', (2,))],
    [('in', [('y', '<i4'), ('z', '<f8', (2,))]), ('t', '<u2')],
    [('in', [('y', '<i4'), ('z', '?')], (2,)), ('s', 'S2', (1, 2))],
    [('none', '<i4', (0,)), ('some', '<f4', (2, 0)), ('one', '<f4', (1,))],
    {'names': ['a', 'b'], 'formats': ['<i4', '<f4'], 'offsets': [4, 0], 'itemsize': 16},
    {'names': ['a', 'b'], 'formats': ['<u4', 'u1'], 'offsets': [0, 2], 'itemsize': 4},
]
COMPLEX = ['<c8', '>c8', '<c16', '>c16']
SHAPES = [(), (1,), (2,), (3,), (7,), (10,), (40,), (2, 3), (3, 1), (1, 1), (2, 2, 2), (3, 1, 4), (2, 1, 2, 3), (2, 40)]
TEXT = 'aZ \xe9\xad\xa0\x85\x07\t\n\r\u0416\u6f22\u2028\u200b\u3000\ufeff\ue000\ud800\U0001f600\U000e0001\U0010ffff'
EMPTY = [(0,), (0, 3), (2, 0), (1, 0, 2)]
LARGE = [(1000,), (1001,), (5000,), (7, 200), (200, 7), (20, 10, 10), (2, 501), (501, 2), (6, 6, 6, 6), (7, 7, 7, 7), (1, 1, 1001)]


# By file: the dtypes of its random cases.
KINDS = {
    'integers': ['?'] + INTEGERS,
    'floats': FLOATS,
    'complex': COMPLEX,
    'times': TIMES,
    'strings': STRINGS,
    'records': RECORDS,
}


def case(dtype, shape, data, options=None):
    dtype = np.dtype(dtype)
    size = int(np.prod(shape, dtype=object))
    full = (data * (size * dtype.itemsize // len(data) + 1))[:size * dtype.itemsize] if data else b''
    # numpy makes S1 of S0 everywhere but in a record.
    array = np.ndarray(shape, dtype, full) if full else np.zeros(shape, [('it', dtype)])['it']
    result = {'dtype': text_of(dtype), 'shape': list(shape), 'data': data.hex()}
    if options:
        result['options'] = options
    with np.printoptions(**dict(zip(OPTIONS, options or []))), np.errstate(all='ignore'):
        result['text'] = str(array)
    return result


def text_of(dtype):
    return dtype.str if dtype.names is None else str(dtype)


def values(dtype, items):
    with np.errstate(all='ignore'):
        return np.array(items).astype(dtype).tobytes()


def random_integers(rng, dtype, count):
    bits = np.dtype(dtype).itemsize * 8
    signed = np.dtype(dtype).kind == 'i'
    top = rng.choice([1, 3, 7, bits // 2, bits])
    low = -(1 << (min(top, bits) - 1)) if signed and rng.random() < 0.7 else 0
    high = (1 << min(top, bits - signed)) - 1
    order = {'<': 'little', '>': 'big', '|': 'little', '=': 'little'}[np.dtype(dtype).byteorder]
    return b''.join(rng.randint(low, high).to_bytes(bits // 8, order, signed=signed) for _ in range(count))


def random_floats(rng, dtype, count):
    """Floats of one character per array: any bits, one magnitude, short decimals, ties, or near a boundary of notation."""
    part = np.dtype(dtype).newbyteorder('=')
    width = part.itemsize * 8
    style = rng.randrange(9)
    scale = 10.0 ** rng.randint(-12, 12)

    def one():
        if style == 0:
            return None
        if style == 1:
            return rng.uniform(-1, 1) * scale
        if style == 2:
            return round(rng.uniform(-1000, 1000), rng.randrange(6))
        if style == 3:
            return rng.randint(-99999, 99999) / 2 ** rng.randrange(14)
        if style == 4:
            return rng.choice([1e8, 99999999.5, 99999999, 1e-4, 9.9999e-5, 0.1, 100, 100.1, 1000, 1000.5, 1, 12345678.9])
        if style == 5:
            return rng.randint(0, 10) * scale
        if style == 6:
            return 10.0 ** rng.uniform(-3, 3)
        if style == 7:
            return 2.0 ** rng.randint(-30, 30)
        return 10.0 ** rng.uniform(-400 if width == 64 else -40, 308 if width == 64 else 38)

    specials = [0.0, -0.0, float('inf'), float('-inf'), float('nan')]
    mixed = rng.random() < 0.35
    result = b''
    for _ in range(count):
        value = rng.choice(specials) if mixed and rng.random() < 0.3 else one()
        with np.errstate(all='ignore'):
            bits = rng.getrandbits(width).to_bytes(width // 8, 'little') if value is None else part.type(value).tobytes()
        result += bits
    return np.frombuffer(result, part).astype(dtype).tobytes() if np.dtype(dtype).byteorder == '>' else result


def random_data(rng, dtype, count):
    dtype = np.dtype(dtype)
    if dtype.kind == 'b':
        return bytes(rng.randrange(3) for _ in range(count))
    if dtype.kind in 'iu':
        return random_integers(rng, dtype, count)
    if dtype.kind == 'f':
        return random_floats(rng, dtype, count)
    if dtype.kind == 'c':
        part = np.dtype(dtype.byteorder + 'f' + str(dtype.itemsize // 2))
        real, imaginary = (np.frombuffer(random_floats(rng, part, count), part) for _ in range(2))
        result = np.empty(count, dtype)
        result.real, result.imag = real, imaginary
        return result.tobytes()
    if dtype.kind in 'Mm':
        # No further than what numpy's own arithmetic can take without overflow, whatever the multiple of the unit.
        top = 62 if dtype.kind == 'm' else rng.choice([5, 20, 40, 55])
        top -= np.datetime_data(dtype)[1].bit_length()
        counts = [-2 ** 63 if rng.random() < 0.1 else rng.randint(-2 ** top, 2 ** top) for _ in range(count)]
        return np.array(counts, dtype.byteorder + 'i8').tobytes()
    if dtype.kind == 'S':
        letters = rng.choice([b'abc', b"a'b", b'a"\'', bytes(range(256)), b'\0\0a\\'])
        return bytes(rng.choice(letters) for _ in range(count * dtype.itemsize))
    if dtype.kind == 'U':
        letters = rng.choice(['abc', "a'b", 'a"\'', TEXT, '\0\0a\\'])
        code_points = [ord(rng.choice(letters)) for _ in range(count * dtype.itemsize // 4)]
        return np.array(code_points, dtype.byteorder.replace('|', '=') + 'u4').tobytes()
    if dtype.names is not None:
        result = np.frombuffer(rng.randbytes(count * dtype.itemsize), dtype).copy() if dtype.itemsize else np.empty(count, dtype)
        for name in dtype.names:
            field = dtype[name]
            inner = field.base
            length = count * (field.itemsize // inner.itemsize if inner.itemsize else 0)
            if length:
                result[name] = np.frombuffer(random_data(rng, inner, length), inner).reshape((count,) + field.shape)
        return result.tobytes()
    return rng.randbytes(count * dtype.itemsize)


def random_case(rng, dtypes, shapes=SHAPES):
    dtype, shape = rng.choice(dtypes), rng.choice(shapes)
    count = min(int(np.prod(shape)), rng.choice([1, 7, 40])) or 1
    options = [rng.randrange(12), rng.choice([5, 1000]), rng.randint(1, 4), rng.choice([20, 40, 75, 120])] if rng.random() < 0.2 else None
    while True:
        result = case(dtype, shape, random_data(rng, dtype, count), options)
        # Half a surrogate pair, which a lone text shows as it is, has no place in a file.
        if not any('\ud800' <= character <= '\udfff' for character in result['text']):
            return result


def chosen_cases():
    """Cases at the boundaries of numpy's rules; by file, as (dtype, shape, items) or (dtype, shape, items, options)."""
    nan, inf = float('nan'), float('inf')
    count = range(1001)
    floats = [
        [0.0], [-0.0], [1.0], [nan], [inf], [-inf], [nan, inf], [nan, -inf], [nan, 1.0], [-inf, 1.5], [inf, 1e10], [-inf, 1e-10], [-0.0, 0.0, nan],
        [1e8], [99999999.0], [99999999.9], [1e8 - 1e-6], [-1e8], [1e-4], [9.999999999999e-5], [1e-4, 0.1], [1e-4, 0.100001], [1.0, 1000.0],
        [1.0, 1000.0000001], [1.0, 1001.0], [0.0, 1001.0], [1e16], [9999999999999998.0], [1e15, 1e16], [5e-324], [2.2250738585072014e-308],
        [1.7976931348623157e308], [5e-324, 1.7976931348623157e308], [1e100, -1e-100], [1e9, 1e99], [1e9, 1e100], [1e22, 1e23],
        [0.1, 0.2, 0.3], [1 / 3], [2 / 3, 1.0], [0.5, 0.25, 0.125], [1.5, 10.25, 100.125], [123456.789], [12345678.9], [0.123456785, 0.123456775],
        [1.00000000500, 1.000000015], [0.999999995, 0.9999999949], [2.5e-9 + 1, 1.0], [1 + 2.0 ** -9], [1 + 2.0 ** -10], [3 * 2.0 ** -9, 2.0 ** -9],
        [2.0 ** 53, 2.0 ** 53 + 2], [2.0 ** -44], [9007199254740993.0], [65504.0], [65504.0, 100.0], [2048.0, 2050.0, 0.5], [6e-8], [6.1e-5, 0.1],
        [0.1, 1000.0], [1e-7, 0.1, 7.0], [1.25e-7, 3.5e11], [1e5, 123.0, 99999.5], [100.0, 99.99], [-1.0, 1.0], [-1.5, 22.25, -333.0],
    ]
    chosen = {kind: [] for kind in KINDS}
    for items in floats:
        for dtype in ('<f2', '<f4', '>f8'):
            chosen['floats'].append((dtype, (len(items),), items))
            if len(items) == 1:
                chosen['floats'].append((dtype, (), items))
        chosen['complex'].append(('<c16', (len(items),), [complex(x, y) for x, y in zip(items, items[::-1])]))
        chosen['complex'].append(('<c8', (), [complex(items[0], items[-1])]))
        chosen['complex'].append(('>c16', (), [complex(0.0, items[0])]))
    for precision in range(10):
        chosen['floats'].append(('<f8', (6,), [0.0, 0.5, 0.05, 0.005, 0.00125, 1.0005], [precision, 1000, 3, 75]))
    for shape in [(1001,), (1000,), (7, 143), (143, 7), (2, 501), (11, 13, 7), (7, 7, 7, 7)]:
        chosen['floats'].append(('<f8', shape, [x / 7 for x in range(50)]))
        chosen['integers'].append(('<i4', shape, list(count)))
    # What is not seen doesn't count for the width.
    chosen['integers'].append(('<i4', (1001,), [1, 2, 3] + [123456] * 995 + [4, 5, 6]))
    chosen['floats'].append(('<f8', (1001,), [1.0, 2.0, 3.0] + [1e300] * 995 + [4.0, 5.0, 6.0]))
    for dtype in KINDS['integers']:
        kind = np.dtype(dtype)
        limits = [0, 1] if kind.kind == 'b' else [np.iinfo(kind).min, np.iinfo(kind).max]
        chosen['integers'] += [(dtype, (), limits[:1]), (dtype, (), limits[1:]), (dtype, (2,), limits), (dtype, (2, 2), [0, 1])]
    for dtype in TIMES:
        for value in (0, -1, 1, 951782400, -62167219200, 253402300800):
            chosen['times'].append((dtype, (), [value]))
        chosen['times'] += [(dtype, (), [-2 ** 63]), (dtype, (2,), [-2 ** 63]), (dtype, (3,), [1, -2 ** 63, 12345])]
    for day in (-719529, -719528, -719162, -141428, -25509, 10956, 10957, 11016, 11017, 24836, 47540, 47541, 2932896, 2932897):
        chosen['times'].append(('<M8[D]', (1,), [day]))
    return chosen


def data_of(dtype, items):
    dtype = np.dtype(dtype)
    return values(dtype.byteorder.replace('|', '=') + 'i8' if dtype.kind in 'Mm' else dtype, items)


def write(folder, seed=''):
    """Writes a file for each kind of dtype, and returns the number of cases; those at the boundaries are the same for every seed."""
    os.makedirs(folder, exist_ok=True)
    np._set_promotion_state('legacy')  # numpy's printing was written for it
    chosen = chosen_cases()
    total = 0
    for kind, dtypes in KINDS.items():
        rng = random.Random(f'{seed}{kind}')
        cases = [case(dtype, shape, data_of(dtype, items), *rest) for dtype, shape, items, *rest in chosen[kind]]
        cases += [case(dtype, shape, b'\0' * np.dtype(dtype).itemsize) for dtype in dtypes[:4] for shape in EMPTY]
        cases += [random_case(rng, dtypes, SHAPES * 6 + LARGE[:6]) for _ in range(120)]
        with open(os.path.join(folder, kind + '.json'), 'w', encoding='ascii', newline='\n') as file:
            file.write('[\n' + ',\n'.join(json.dumps(c) for c in cases) + '\n]\n')
        print(f'print {kind}: {len(cases)} cases')
        total += len(cases)
    return total


if __name__ == '__main__':
    write(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'print'))
