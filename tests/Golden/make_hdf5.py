"""Writes HDF5 files with h5py, PyTables and the NetCDF library, and what h5py finds in them, as make_containers.py does for other formats.

Run with Debian's python3 and python3-h5py, -tables, -netcdf4, -numcodecs and -lz4. hdf5.json lists the files.
"""
import ctypes
import json
import os
import sys

import h5py
import lz4.frame
import netCDF4
import numcodecs
import numpy as np
import tables

folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'containers')
rng = np.random.default_rng(19)
manifest = []


def path(name):
    return os.path.join(folder, name)


def plain(dtype):
    """The dtype without what h5py notes of enums and texts, which numpy can't save."""
    if dtype.names:
        fields = [dtype.fields[name] for name in dtype.names]
        return np.dtype({'names': dtype.names, 'formats': [plain(field[0]) for field in fields],
                         'offsets': [field[1] for field in fields], 'itemsize': dtype.itemsize})
    return np.dtype((plain(dtype.base), dtype.shape)) if dtype.shape else np.dtype(dtype.str)


def add(file, problems=(), attributes=None, memory=(), aliases=None, more=None):
    """Lists all datasets of a file with the elements that h5py reads."""
    arrays = {}
    with h5py.File(path(file), 'r') as h5:
        def visit(name, item):
            if isinstance(item, h5py.Dataset) and name not in problems and name not in (more or {}):
                data = np.asarray(item[()] if item.shape is not None else np.zeros(0, item.dtype))
                arrays[name] = data.astype(plain(data.dtype))
        h5.visititems(visit)
        for alias, target in (aliases or {}).items():
            arrays[alias] = arrays[target]
        arrays.update(more or {})
    save(file, arrays, memory, problems, attributes)


def save(file, arrays, memory=(), problems=(), attributes=None):
    np.savez_compressed(path(f'{file}.npz'), **{name.replace('/', '+'): array for name, array in arrays.items()})
    entries = [{'name': name, 'expected': f'{file}.npz:{name.replace("/", "+")}', 'mapped': name not in memory} for name in arrays]
    manifest.append({'file': file, 'format': 'Hdf5', 'auto': True, 'arrays': entries, 'problems': list(problems),
                     'attributes': attributes or {}})


record = np.dtype([('id', '<u4'), ('pair', '>f8', (2,)), ('name', 'S3'), ('inner', [('x', '<i2'), ('y', '<f4')])])
rows = np.zeros(4, record)
rows['id'] = [1, 2, 3, 4]
rows['pair'] = rng.random((4, 2))
rows['name'] = [b'a', b'bc', b'def', b'']
rows['inner']['x'] = [-1, 2, -3, 4]
rows['inner']['y'] = 0.5

# Old structures: superblock 0, symbol tables, headers of version 1
with h5py.File(path('old.h5'), 'w', libver='earliest') as h5:
    h5['floats'] = rng.random((3, 4)).astype('<f4')
    h5['big'] = rng.integers(-99, 99, (2, 3)).astype('>i2')
    h5['bytes'] = rng.integers(0, 256, 7, dtype='u1')
    h5['flags'] = np.array([True, False, True])
    h5['complex'] = rng.random(3) + 1j * rng.random(3)
    h5['text'] = np.array([b'one', b'three', b''], dtype='S5')
    h5['rows'] = rows
    h5['half'] = rng.random(5).astype('<f2')
    h5['one'] = np.float64(2.5)
    h5['none'] = np.zeros((0, 3), '<u2')
    h5['null'] = h5py.Empty('f4')
    h5.create_dataset('colors', data=np.array([0, 2, 1], 'u1'), dtype=h5py.enum_dtype({'red': 0, 'green': 1, 'blue': 2}, basetype='u1'))
    h5.create_dataset('vectors', (4,), dtype=np.dtype(('<i4', (3,))))[...] = np.arange(12).reshape(4, 3)
    h5.create_dataset('missing', (3, 2), '<i4', fillvalue=-7)
    h5.create_dataset('words', data=['a', 'bc'], dtype=h5py.string_dtype())
    h5.create_dataset('lists', (2,), dtype=h5py.vlen_dtype('i4'))
    h5.create_dataset('to', (1,), dtype=h5py.ref_dtype)
    group = h5.create_group('deep/deeper')
    group['data'] = np.arange(6, dtype='<i8').reshape(2, 3)
    for number in range(30):
        h5[f'many/d{number:02}'] = np.array([number], '<i4')
    h5['hard'] = h5['deep/deeper/data']
    h5['soft'] = h5py.SoftLink('/deep/deeper/data')
    h5['deep/relative'] = h5py.SoftLink('deeper/data')
    h5['dangling'] = h5py.SoftLink('/nowhere')
    h5['elsewhere'] = h5py.ExternalLink('other.h5', '/data')
    h5['deep/deeper/up'] = h5['/']
    h5['kind'] = np.dtype('<i4')
    h5.create_dataset('typed', data=np.arange(3), dtype=h5['kind'])
    floats = h5['floats']
    floats.attrs['units'] = 'm/s'
    floats.attrs['fixed'] = np.bytes_('latin')
    floats.attrs['scale'] = 0.25
    floats.attrs['list'] = np.array([1, 2, 3], '>i4')
    floats.attrs['words'] = ['a', 'bc']
    floats.attrs['valid'] = True
    floats.attrs['to'] = h5['big'].ref
add('old.h5', problems=['words', 'lists', 'to', 'elsewhere'], memory=['missing'],
    aliases={'soft': 'deep/deeper/data', 'deep/relative': 'deep/deeper/data', 'hard': 'deep/deeper/data'},
    attributes={'floats:units': 'm/s', 'floats:fixed': 'latin', 'floats:scale': 0.25, 'floats:valid': True})

# New structures: superblock 3, links in headers and heaps, headers of version 2
with h5py.File(path('new.h5'), 'w', libver='latest') as h5:
    h5['floats'] = rng.random((3, 4))
    for number in range(20):
        h5['floats'].attrs[f'a{number:02}'] = f'value {number}' * number
    for number in range(300):
        h5[f'many/dataset number {number:03}'] = np.array([number], '<i4')
    ordered = h5.create_group('ordered', track_order=True)
    for number in range(12):
        ordered[f'z{12 - number}'] = np.array([number], '<i2')
    small = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    small.set_layout(h5py.h5d.COMPACT)
    h5py.h5d.create(h5.id, b'compact', h5py.h5t.STD_I32BE, h5py.h5s.create_simple((5,)), small).write(
        h5py.h5s.ALL, h5py.h5s.ALL, np.arange(5, dtype='>i4'))
    h5['rows'] = rows
add('new.h5', attributes={'floats:a03': 'value 3' * 3, 'floats:a19': 'value 19' * 19})

# Messages that objects share, behind a user block. h5py has no calls for that: they are those of the library that it has loaded.
def share(messages):
    library = ctypes.CDLL(next(line.split()[-1] for line in open('/proc/self/maps') if 'libhdf5' in line and '_hl' not in line))
    properties = h5py.h5p.create(h5py.h5p.FILE_CREATE)
    properties.set_userblock(1024)
    index = ctypes.c_int64(properties.id)
    assert library.H5Pset_shared_mesg_nindexes(index, len(messages)) >= 0
    for number, flags in enumerate(messages):
        assert library.H5Pset_shared_mesg_index(index, number, flags, 1) >= 0
    return properties


# Types and spaces; fill values and filters; attributes
with h5py.File(h5py.h5f.create(path('shared.h5').encode(), h5py.h5f.ACC_TRUNC, share([0x02 | 0x08, 0x10 | 0x800, 0x1000]))) as h5:
    for number in range(8):
        dataset = h5.create_dataset(f'd{number}', data=np.arange(12, dtype='>f4').reshape(3, 4) * number, chunks=(2, 2), compression='gzip',
                                    fillvalue=1.5)
        dataset.attrs['units'] = np.bytes_('metres')
        dataset.attrs['same'] = np.arange(40, dtype='<i2')
        for more in range(12 if number == 7 else 0):
            dataset.attrs[f'a{more}'] = np.bytes_(f'value {more} of many')
    h5.create_dataset('rows', data=rows)
    h5.create_dataset('more', data=rows)
add('shared.h5', memory=[f'd{number}' for number in range(8)], attributes={'d0:units': 'metres', 'd7:units': 'metres', 'd7:a11': 'value 11 of many'})

# Chunks: all indexes, filters, chunks that were not written
for file, libver in (('chunks.h5', 'earliest'), ('chunks_new.h5', 'latest')):
    with h5py.File(path(file), 'w', libver=libver) as h5:
        data = rng.integers(0, 50, (7, 10)).astype('<i4')
        h5.create_dataset('plain', data=data, chunks=(3, 4))
        h5.create_dataset('gzip', data=data, chunks=(3, 4), compression='gzip')
        h5.create_dataset('all', data=data, chunks=(3, 4), compression='gzip', shuffle=True, fletcher32=True)
        h5.create_dataset('lzf', data=data, chunks=(7, 10), compression='lzf', shuffle=True)
        h5.create_dataset('noise', data=rng.integers(0, 256, (40,), dtype='u1'), chunks=(10,), compression='lzf')
        h5.create_dataset('single', data=data, chunks=(7, 10))
        h5.create_dataset('single_gzip', data=data, chunks=(7, 10), compression='gzip')
        early = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        early.set_chunk((3, 4))
        early.set_alloc_time(h5py.h5d.ALLOC_TIME_EARLY)
        h5py.h5d.create(h5.id, b'implicit', h5py.h5t.STD_I32LE, h5py.h5s.create_simple((7, 10)), early).write(
            h5py.h5s.ALL, h5py.h5s.ALL, data)
        h5.create_dataset('growing', data=data, chunks=(3, 4), maxshape=(20, None))
        h5.create_dataset('growing_gzip', data=data, chunks=(3, 4), maxshape=(None, 12), compression='gzip')
        h5.create_dataset('free', data=data, chunks=(3, 4), maxshape=(None, None))
        h5.create_dataset('free_gzip', data=data, chunks=(3, 4), maxshape=(None, None), compression='gzip')
        h5.create_dataset('limited', data=data, chunks=(3, 4), maxshape=(20, 30))
        h5.create_dataset('pages', data=np.arange(1500, dtype='u1') % 100, chunks=(1,))
        h5.create_dataset('long', data=np.arange(3000, dtype='<u2'), chunks=(1,), maxshape=(None,))
        h5.create_dataset('tree', data=np.arange(400, dtype='u1').reshape(20, 20), chunks=(1, 1), maxshape=(None, None))
        holes = h5.create_dataset('holes', (9, 9), '<f8', chunks=(2, 5), fillvalue=1.5, maxshape=(None, 9))
        holes[4:6, 5:] = 2
        far = h5.create_dataset('far', (150_000,), 'u1', chunks=(1,), maxshape=(None,))
        far[0], far[100], far[100_000], far[149_999] = 1, 2, 3, 4
        gaps = h5.create_dataset('gaps', (4000,), 'u1', chunks=(1,), fillvalue=9)
        gaps[1500] = 1
        h5.create_dataset('unwritten', (5, 5), '<i2', chunks=(2, 2), fillvalue=3)
        h5.create_dataset('rows', data=rows, chunks=(3,), compression='gzip')
        h5.create_dataset('vectors', (4,), dtype=np.dtype(('<i4', (3,))), chunks=(3,))[...] = np.arange(12).reshape(4, 3)
        h5.create_dataset('packed', data=data, chunks=(7, 10), scaleoffset=0)
        shrunk = h5.create_dataset('shrunk', data=data, chunks=(3, 4), maxshape=(None, None))
        shrunk.resize((4, 5))
        # Those without filters are mapped, if any chunk was written.
        mapped = ['plain', 'single', 'implicit', 'growing', 'free', 'limited', 'pages', 'long', 'tree', 'holes', 'far', 'gaps', 'vectors',
                  'shrunk']
        names = [name for name in h5 if name not in ('packed', *mapped)]
    add(file, problems=['packed'], memory=names)

with h5py.File(path('codecs.h5'), 'w') as h5:
    data = np.arange(200, dtype='<i4')
    for name, number, codec in (('blosc', 32001, numcodecs.Blosc('lz4')), ('zstd', 32015, numcodecs.Zstd())):
        options = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        options.set_chunk((100,))
        options.set_filter(number, h5py.h5z.FLAG_OPTIONAL, ())
        dataset = h5py.h5d.create(h5.id, name.encode(), h5py.h5t.STD_I32LE, h5py.h5s.create_simple((200,)), options)
        for start in (0, 100):
            dataset.write_direct_chunk((start,), codec.encode(data[start:start + 100].tobytes()))
save('codecs.h5', {'blosc': data, 'zstd': data}, memory=['blosc', 'zstd'])

# PyTables: a table, an array, compressed by Blosc
with tables.open_file(path('tables.h5'), 'w') as file:
    file.create_array('/', 'plain', rng.random((2, 3)))
    file.create_table('/group', 'table', np.array([(1, b'a'), (2, b'bcd'), (3, b'')], [('id', '<u4'), ('name', 'S3')]), createparents=True)
    packed = file.create_carray('/group', 'packed', obj=np.arange(5000).reshape(50, 100), filters=tables.Filters(5, 'blosc:zstd'))
    expected = packed.read()
add('tables.h5', memory=['group/packed'], more={'group/packed': expected}, attributes={'plain:CLASS': 'ARRAY'})

# NetCDF-4, with the names of dimensions; HDF5's own labels
with netCDF4.Dataset(path('four.nc'), 'w') as nc:
    nc.createDimension('time', None)
    nc.createDimension('x', 3)
    nc.createDimension('plain', 2)
    nc.createVariable('x', 'f8', ('x',))[:] = [1.5, 2.5, 3.5]
    rain = nc.createVariable('rain', 'i2', ('time', 'x'))
    rain.units = 'mm'
    rain[:] = np.arange(12).reshape(4, 3)
    nc.createVariable('model/wind', 'f4', ('x', 'plain'))[:] = rng.random((3, 2))
add('four.nc', memory=['time', 'plain'], attributes={'rain:units': 'mm'})
with h5py.File(path('labels.h5'), 'w') as h5:
    h5['data'] = np.zeros((2, 3, 4), 'f4')
    h5['data'].dims[0].label = 'time'
    h5['y'] = np.arange(3.0)
    h5['y'].make_scale('latitude')
    h5['data'].dims[1].attach_scale(h5['y'])
add('labels.h5')

# MATLAB 7.3 has a header of its own before the superblock
with h5py.File(path('seven.mat'), 'w', userblock_size=512) as h5:
    h5['m'] = rng.random((3, 2))
    h5['m'].attrs['MATLAB_class'] = np.bytes_('double')
with open(path('seven.mat'), 'r+b') as out:
    out.write(b'MATLAB 7.3 MAT-file, Platform: GLNXA64'.ljust(124) + b'\0\2IM')
add('seven.mat', attributes={'m:MATLAB_class': 'double'})

# What is in other files
with h5py.File(path('virtual.h5'), 'w', libver='latest') as h5:
    layout = h5py.VirtualLayout((4,), 'i4')
    layout[:] = h5py.VirtualSource('other.h5', 'data', (4,))
    h5.create_virtual_dataset('virtual', layout)
    h5.create_dataset('external', (4,), 'i4', external=[('other.raw', 0, 16)])
    h5['here'] = np.arange(4)
add('virtual.h5', problems=['virtual', 'external'])

# What Arrow's library in C++ makes of a long buffer: blocks of LZ4 that refer to those before them
with open(path('linked.lz4'), 'wb') as out:
    out.write(lz4.frame.compress(rng.bytes(1000) * 150, block_size=lz4.frame.BLOCKSIZE_MAX64KB, block_linked=True))

with open(path('hdf5.json'), 'w') as out:
    json.dump(manifest, out, indent=1)
    out.write('\n')
print(f'{len(manifest)} files', file=sys.stderr)
