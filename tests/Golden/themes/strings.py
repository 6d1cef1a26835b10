"""Functions of texts, by Python's own; records with other fields; bits in bytes."""
import numpy as np
from numpy.lib import recfunctions

from .common import INTEGERS, either_order, embed, fill_with, located, outcome, values

SAME = ['upper', 'lower', 'swapcase', 'capitalize', 'title', 'strip', 'lstrip', 'rstrip']
TESTS = ['isalpha', 'isalnum', 'isdigit', 'isspace', 'islower', 'isupper', 'istitle']
UNICODE = ['isdecimal', 'isnumeric']
WORDS = ['pear', '  fig ', 'Apple pie', '', 'aXbXaX', '-12', '+7', '42', 'a1 b2', '\t x\n', 'ABC', 'Ab Cd', '  ', 'aaaa', 'x']
MORE = WORDS + ['\u00e9t\u00e9', '\u4e2d\u6587', '\U0001f600 ok', '\u00b2', '\u00bd', '\u0661', '\u01c5a', '\u00a0x', 'STRA\u00c9E']


def text(result, kind, shape, length):
    """Python's results as an array; a dtype of no characters is one of one."""
    return np.array(result, f'{kind}{max(1, length)}').reshape(shape)


def case(name, function, **options):
    return {'op': name, **options, **outcome(function)}


def argument(array, word):
    return word.encode('ascii') if array.dtype.kind == 'S' else word


def functions(rng, array):
    kind, shape = array.dtype.kind, array.shape
    items = array.astype(array.dtype.newbyteorder('=')).ravel().tolist()
    length = array.dtype.itemsize // (1 if kind == 'S' else 4)
    longest = max(map(len, items), default=0)
    give = lambda method, *words: [getattr(item, method)(*[argument(array, word) if isinstance(word, str) else word for word in words]) for item in items]
    for name in SAME:
        yield case(name, lambda: text(give(name), kind, shape, length))
    for name in ('strip', 'lstrip', 'rstrip'):
        yield case(name, lambda: text(give(name, 'aX '), kind, shape, length), n=['aX '])
    for name in TESTS + (UNICODE if kind == 'U' else []):
        yield case(name, lambda: np.array(give(name)).reshape(shape))
    yield case('str_len', lambda: np.array([len(item) for item in items], 'i8').reshape(shape))
    for name in ('find', 'rfind', 'count', 'startswith', 'endswith'):
        for arguments in (['a'], ['X'], ['aX', 1], ['', 2], ['a', -3], ['a', 1, 3], ['', 0], ['X', -4, -1], ['aa', 0], ['a', 50]):
            yield case(name, lambda: np.array(give(name, *arguments)).reshape(shape), n=arguments)
    for arguments in (['a', 'bb'], ['X', ''], ['aX', 'a', 1], ['', '-'], ['', '-', 2], ['aa', 'b'], ['zz', 'y'], ['a', 'a long text', 0]):
        yield case('replace', lambda: text(give('replace', *arguments), kind, shape, max(map(len, give('replace', *arguments)))), n=arguments)
    for name in ('ljust', 'rjust', 'center'):
        for arguments in ([6, ' '], [7, '*'], [2, '-']):
            yield case(name, lambda: text(give(name, *arguments), kind, shape, max(longest, arguments[0])), n=arguments)
    for width in (1, 6):
        yield case('zfill', lambda: text(give('zfill', width), kind, shape, max(longest, width)), n=[width])
    for times in (0, 1, 3):
        yield case('multiply', lambda: text([item * times for item in items], kind, shape, longest * times), n=[times])
    yield case('add', lambda: np.char.add(array, argument(array, '-end')), n=['-end'])


def texts(rng):
    for dtype in ('S9', 'U10', 'S4'):
        for shape in ((15,), (3, 8), ()):
            order = either_order(rng, dtype)
            items = [word.encode('ascii') for word in WORDS] if dtype[0] == 'S' else MORE
            array, buffer = embed(rng, shape, fill_with(rng.sample(items, len(items)), order), order)
            yield {'a': located(array, buffer), 'cases': list(functions(rng, array))}
    for first, second in (('S4', 'S2'), ('U4', '<U2'), ('S4', 'U2')):
        a, a_buffer = embed(rng, (3, 4), fill_with(['ab', 'xab', '', 'abab', 'b'], first), first)
        b, b_buffer = embed(rng, (4,), fill_with(['ab', 'b', '', 'x'], second), second)
        plain = a.astype('U4'), b.astype('U2')
        cases = [case(name, lambda: getattr(np.char, name)(*plain)) for name in ('find', 'rfind', 'count', 'startswith', 'endswith')]
        cases.append(case('add', lambda: np.char.add(a, b) if first[0] == second[0] else np.char.add(*plain)))
        yield {'a': located(a, a_buffer), 'b': located(b, b_buffer), 'cases': cases}
    numbers, buffer = embed(rng, (3,), fill_with([1, 2, 3], '<i4'), '<i4')
    yield {'a': located(numbers, buffer), 'cases': [{'op': name, 'e': 'TypeError'} for name in ('upper', 'strip', 'str_len', 'isalpha')]}


def records(rng):
    flat = np.dtype([('id', '<i4'), ('x', '>f8'), ('n', '<u2')])
    nested = np.dtype([('at', [('x', '<f4'), ('y', '<f4')]), ('c', 'i1', (2, 3)), ('id', '<i4')])
    padded = np.dtype({'names': ['a', 'b'], 'formats': ['<i2', '<f8'], 'offsets': [1, 8], 'itemsize': 20})
    for dtype in (flat, nested, padded):
        for shape in ((4,), (2, 3), ()):
            array, buffer = embed(rng, shape, lambda count: values(rng, dtype, count), dtype)
            names = list(dtype.names)
            cases = [
                case('drop_fields', lambda: recfunctions.repack_fields(recfunctions.drop_fields(array, names[:1], usemask=False)), n=names[:1]),
                case('drop_fields', lambda: recfunctions.repack_fields(recfunctions.drop_fields(array, names[1:], usemask=False)), n=names[1:]),
                case('rename_fields', lambda: np.ascontiguousarray(recfunctions.rename_fields(array, {names[0]: 'first', 'y': 'why'})).reshape(shape), n={names[0]: 'first', **({'y': 'why'} if dtype is nested else {})}),
                case('repack_fields', lambda: recfunctions.repack_fields(array.copy()), n=[0, 0]),
                case('repack_fields', lambda: recfunctions.repack_fields(array.copy(), align=True, recurse=True), n=[1, 1]),
                case('structured_to_unstructured', lambda: recfunctions.structured_to_unstructured(array)),
                case('structured_to_unstructured', lambda: recfunctions.structured_to_unstructured(array, dtype='f4'), w='f4'),
            ]
            # numpy can't drop fields of a single record, nor rename those of records with gaps.
            cases = cases[0 if shape else 2:2] + cases[3 if dtype is padded else 2:]
            yield {'a': located(array, buffer), 'cases': cases}
            width = recfunctions.structured_to_unstructured(array).shape[-1]
            table, table_buffer = embed(rng, (*shape, width), fill_with([rng.randint(0, 99) for _ in range(31)], '<i4'), '<i4')
            yield {'a': located(table, table_buffer), 'cases': [
                case('unstructured_to_structured', lambda: recfunctions.unstructured_to_structured(table, recfunctions.repack_fields(np.zeros(1, dtype), recurse=True).dtype),
                     t=str(recfunctions.repack_fields(np.zeros(1, dtype), recurse=True).dtype))]}


def bits(rng):
    for name in ['?'] + INTEGERS + ['f4']:
        for shape in ((19,), (3, 8), (2, 11), (0,), ()):
            dtype = either_order(rng, name)
            array, buffer = embed(rng, shape, fill_with([rng.choice([0, 0, 1, 5]) for _ in range(31)], dtype), dtype)
            cases = []
            for axis in [None] + list(range(len(shape))):
                for order in ('big', 'little'):
                    cases.append(case('packbits', lambda: np.packbits(array, axis, order), axis=axis, w=order))
            if name == 'u1':
                for axis in [None] + list(range(len(shape))):
                    # numpy 1.24 leaves the bits beyond those of no bytes as they are in memory.
                    for count in (None, 5, 13, 200, -3) if array.size else (None,):
                        cases.append(case('unpackbits', lambda: np.unpackbits(array, axis, count, rng.choice(['big'])), axis=axis, n=[count], w='big'))
                    cases.append(case('unpackbits', lambda: np.unpackbits(array, axis, bitorder='little'), axis=axis, n=[None], w='little'))
            elif shape == (19,):
                cases.append({'op': 'unpackbits', 'axis': None, 'n': [None], 'w': 'big', 'e': 'TypeError'})
            yield {'a': located(array, buffer), 'cases': cases}


def groups(rng):
    return [*texts(rng), *records(rng), *bits(rng)]
