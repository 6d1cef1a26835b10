"""Writes files of other formats with the programs of Debian, and what independent readers find in them.

Run with Debian's python3 and python3-scipy, -astropy, -nibabel, -pil and -netcdf4. Formats without a program in Debian (safetensors,
GGUF, NRRD, IDX) are written byte by byte from their specifications, from numpy's arrays. Each file stands in containers.json with its
arrays; what an array holds is in a .npy file.
"""
import gzip
import json
import os
import struct
import sys
import wave
import zlib

import numpy as np
from astropy.io import fits
import nibabel
from netCDF4 import Dataset
from PIL import Image
from scipy.io import netcdf_file, savemat, loadmat, wavfile

folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'containers')
os.makedirs(folder, exist_ok=True)
rng = np.random.default_rng(19)
manifest = []


def path(name):
    return os.path.join(folder, name)


def add(file, fmt, arrays, auto=True, problems=(), attributes=None, memory=()):
    entries = []
    for name, array in arrays.items():
        expected = f'{file}.{name}.npy' if name else f'{file}.npy'
        np.save(path(expected), array)
        entries.append({'name': name, 'expected': expected, 'mapped': name not in memory})
    manifest.append({'file': file, 'format': fmt, 'auto': auto, 'arrays': entries, 'problems': list(problems),
                     'attributes': attributes or {}})


# WAV: scipy writes, wave (the standard library) reads
for dtype, channels in (('u1', 1), ('<i2', 2), ('<i4', 1), ('<f4', 2), ('<f8', 1)):
    shape = (7,) if channels == 1 else (7, channels)
    data = (rng.random(shape) * 100).astype(dtype)
    name = f'wav_{dtype.strip("<")}_{channels}.wav'
    wavfile.write(path(name), 8000, data)
    rate, read = wavfile.read(path(name))
    add(name, 'Wav', {'': read}, auto=False, attributes={'SampleRate': rate})
with wave.open(path('wav_24.wav'), 'wb') as out:
    out.setnchannels(2)
    out.setsampwidth(3)
    out.setframerate(44100)
    samples = rng.integers(-2**23, 2**23, (5, 2)).astype('<i4')
    out.writeframes(samples.view('u1').reshape(5, 2, 4)[:, :, :3].tobytes())
rate, read = wavfile.read(path('wav_24.wav'))
add('wav_24.wav', 'Wav', {'': read >> 8}, auto=False, memory=[''])
rifx = open(path('wav_i2_2.wav'), 'rb').read()
frames = np.frombuffer(rifx[44:44 + 28], '<i2')
with open(path('rifx.wav'), 'wb') as out:
    out.write(b'RIFX' + struct.pack('>I', 36 + 28) + b'WAVEfmt ' + struct.pack('>IHHIIHH', 16, 1, 2, 8000, 32000, 4, 16)
              + b'data' + struct.pack('>I', 28) + frames.astype('>i2').tobytes())
add('rifx.wav', 'Wav', {'': wavfile.read(path('rifx.wav'))[1]}, auto=False)
with open(path('rf64.wav'), 'wb') as out:
    out.write(b'RF64' + struct.pack('<I', 0xffffffff) + b'WAVEds64' + struct.pack('<IQQQI', 28, 100, 28, 7, 0)
              + b'fmt ' + struct.pack('<IHHIIHH', 16, 1, 2, 8000, 32000, 4, 16)
              + b'data' + struct.pack('<I', 0xffffffff) + frames.tobytes())
add('rf64.wav', 'Wav', {'': frames.reshape(7, 2)}, auto=False)

# BMP: Pillow writes and reads
pixels = rng.integers(0, 256, (5, 7, 3), dtype='u1')
Image.fromarray(pixels).save(path('rgb.bmp'))
add('rgb.bmp', 'Bmp', {'': np.asarray(Image.open(path('rgb.bmp')))[:, :, ::-1]}, auto=False)
Image.fromarray(pixels[:, :, 0]).save(path('gray.bmp'))
add('gray.bmp', 'Bmp', {'': np.asarray(Image.open(path('gray.bmp')))}, auto=False)

# FITS: astropy
table = np.array([(1, 2.5, b'ab', [1, 2, 3]), (-4, 0.25, b'xyz', [4, 5, 6])],
                 dtype=[('id', '>i4'), ('flux', '>f8'), ('name', 'S5'), ('vec', '>i2', (3,))])
units = fits.HDUList([
    fits.PrimaryHDU(rng.integers(-99, 99, (3, 4)).astype('>i2')),
    fits.ImageHDU(rng.random((2, 3, 4)).astype('>f4'), name='SCI'),
    fits.BinTableHDU(table, name='TABLE'),
    fits.ImageHDU(np.arange(6, dtype='u2').reshape(2, 3) + 40000, name='UNSIGNED')])
units[1].header['EXPTIME'] = (12.5, 'seconds')
units[1].header['OBJECT'] = "Barnard's star"
units.writeto(path('all.fits'), overwrite=True)
with fits.open(path('all.fits'), do_not_scale_image_data=True) as read:
    add('all.fits', 'Fits', {'PRIMARY': np.array(read[0].data), 'SCI': np.array(read['SCI'].data),
                             'TABLE': np.array(read['TABLE'].data).view(np.ndarray).astype(table.dtype),
                             'UNSIGNED': np.array(read['UNSIGNED'].data)},
        attributes={'SCI:EXPTIME': 12.5, 'SCI:OBJECT': "Barnard's star", 'UNSIGNED:BZERO': 32768})

# NIfTI: nibabel
image = rng.random((3, 4, 5)).astype('f4')
nibabel.save(nibabel.Nifti1Image(image, np.eye(4)), path('one.nii'))
add('one.nii', 'Nifti', {'': np.asarray(nibabel.load(path('one.nii')).dataobj.get_unscaled())})
second = nibabel.Nifti2Image(rng.integers(0, 99, (2, 3, 4, 2)).astype('i2'), np.eye(4))
nibabel.save(second, path('two.nii'))
add('two.nii', 'Nifti', {'': np.asarray(nibabel.load(path('two.nii')).dataobj.get_unscaled())})
big = nibabel.Nifti1Image(rng.random((2, 3)), np.eye(4), header=nibabel.Nifti1Header(endianness='>'))
big.set_data_dtype('f8')
nibabel.save(big, path('big.nii'))
add('big.nii', 'Nifti', {'': np.asarray(nibabel.load(path('big.nii')).dataobj.get_unscaled())})

# NetCDF: scipy and the C library
with netcdf_file(path('classic.nc'), 'w') as nc:
    nc.title = 'a test'
    nc.createDimension('time', None)
    nc.createDimension('x', 3)
    x = nc.createVariable('x', 'f8', ('x',))
    x[:] = [1.5, 2.5, 3.5]
    x.units = 'm'
    small = nc.createVariable('flag', 'i1', ('time',))
    rain = nc.createVariable('rain', 'i2', ('time', 'x'))
    for t in range(4):
        small[t] = t
        rain[t] = [t, 10 * t, 100 * t]
with netcdf_file(path('classic.nc'), 'r', mmap=False) as nc:
    add('classic.nc', 'NetCdf', {name: np.array(v.data) for name, v in nc.variables.items()},
        attributes={'x:title': 'a test', 'x:units': 'm'})
for file, fmt in (('offset64.nc', 'NETCDF3_64BIT_OFFSET'), ('data64.nc', 'NETCDF3_64BIT_DATA')):
    with Dataset(path(file), 'w', format=fmt) as nc:
        nc.createDimension('t', None)
        nc.createDimension('y', 2)
        nc.createVariable('only', 'i2' if fmt.endswith('OFFSET') else 'u8', ('t', 'y'))[:] = np.arange(6).reshape(3, 2)
    with Dataset(path(file)) as nc:
        nc.set_auto_maskandscale(False)
        add(file, 'NetCdf', {name: np.array(v[:]) for name, v in nc.variables.items()})

# MATLAB: scipy
values = {'d': rng.random((3, 4)), 'i': rng.integers(-9, 9, (2, 3)).astype('i2'), 'z': rng.random((2, 2)) + 1j * rng.random((2, 2)),
          'one': np.array([[7]], dtype='u1')}
savemat(path('five.mat'), {**values, 'cell': np.array([1, 'a'], dtype=object)}, do_compression=False)
read = loadmat(path('five.mat'))
parts = {name: read[name] for name in ('d', 'i', 'one')}
add('five.mat', 'Mat', {**parts, 'z.real': read['z'].real, 'z.imag': read['z'].imag}, problems=['cell'])
savemat(path('packed.mat'), {'d': values['d']}, do_compression=True)
add('packed.mat', 'Mat', {'d': loadmat(path('packed.mat'))['d']}, memory=['d'])
savemat(path('packed_complex.mat'), {**values, 'cell': np.array([1, 'a'], dtype=object)}, do_compression=True)
read = loadmat(path('packed_complex.mat'))
add('packed_complex.mat', 'Mat', {**{name: read[name] for name in ('d', 'i', 'one')}, 'z.real': read['z'].real, 'z.imag': read['z'].imag},
    problems=['cell'], memory=['d', 'i', 'one', 'z.real', 'z.imag'])
savemat(path('four.mat'), {name: values[name] for name in ('d', 'i', 'z')}, format='4')
read = loadmat(path('four.mat'))
add('four.mat', 'Mat', {'d': read['d'], 'i': read['i'], 'z.real': read['z'].real, 'z.imag': read['z'].imag}, auto=False)

# Formats without a program in Debian
digits = rng.integers(0, 256, (3, 4, 4), dtype='u1')
open(path('images.idx'), 'wb').write(struct.pack('>HBBIII', 0, 8, 3, 3, 4, 4) + digits.tobytes())
add('images.idx', 'Idx', {'': digits}, auto=False)
floats = rng.random((2, 3)).astype('>f4')
open(path('floats.idx'), 'wb').write(struct.pack('>HBBII', 0, 0x0d, 2, 2, 3) + floats.tobytes())
add('floats.idx', 'Idx', {'': floats}, auto=False)
volume = rng.integers(-9, 9, (4, 3, 2)).astype('<i2')
open(path('volume.nrrd'), 'wb').write(
    b'NRRD0004\n# a comment\ntype: short\ndimension: 3\nsizes: 4 3 2\nendian: little\nencoding: raw\nspacings: 1 1 2\nkey:=value\n\n'
    + volume.tobytes(order='F'))
add('volume.nrrd', 'Nrrd', {'': volume}, attributes={':spacings': '1 1 2', ':key': 'value'})
open(path('packed.nrrd'), 'wb').write(
    b'NRRD0004\ntype: short\ndimension: 3\nsizes: 4 3 2\nendian: little\nencoding: gzip\n\n' + gzip.compress(volume.tobytes(order='F'), mtime=0))
add('packed.nrrd', 'Nrrd', {'': volume}, memory=[''])
open(path('text.nrrd'), 'wb').write(b'NRRD0004\ntype: uchar\ndimension: 1\nsizes: 2\nencoding: ascii\n\n1 2\n')
add('text.nrrd', 'Nrrd', {}, problems=[''])
open(path('detached.nhdr'), 'wb').write(
    b'NRRD0004\ntype: short\ndimension: 3\nsizes: 4 3 2\nendian: little\nencoding: raw\ndata file: detached.raw\n')
open(path('detached.raw'), 'wb').write(volume.tobytes(order='F'))
add('detached.nhdr', 'Nrrd', {'': volume})
meta = b'ObjectType = Image\nNDims = 3\nBinaryData = True\nBinaryDataByteOrderMSB = False\n%sElementSpacing = 1 1 2\nDimSize = 4 3 2\n' \
    b'ElementType = MET_SHORT\nElementDataFile = %s\n'
open(path('image.mhd'), 'wb').write(meta % (b'', b'detached.raw'))
add('image.mhd', 'MetaImage', {'': volume}, attributes={':ElementSpacing': '1 1 2'})
open(path('image.mha'), 'wb').write(meta % (b'', b'LOCAL') + volume.tobytes(order='F'))
add('image.mha', 'MetaImage', {'': volume})
open(path('packed.mha'), 'wb').write(meta % (b'CompressedData = True\n', b'LOCAL') + zlib.compress(volume.tobytes(order='F')))
add('packed.mha', 'MetaImage', {'': volume}, memory=[''])
tensors = {'weight': rng.random((2, 3)).astype('<f4'), 'half': rng.random(4).astype('<f2'), 'flag': np.array([True, False]),
           'scalar': np.array(5, dtype='<i8'), 'empty': np.zeros((0, 3), dtype='<u2')}
header, data = {'__metadata__': {'format': 'pt'}}, b''
for name, array in tensors.items():
    code = {'f': 'F', 'i': 'I', 'u': 'U', 'b': 'BOOL'}[array.dtype.kind]
    header[name] = {'dtype': code if code == 'BOOL' else f'{code}{8 * array.itemsize}', 'shape': list(array.shape),
                    'data_offsets': [len(data), len(data) + array.nbytes]}
    data += array.tobytes()
header['eight'] = {'dtype': 'F8_E4M3', 'shape': [3], 'data_offsets': [len(data), len(data) + 3]}
data += bytes([1, 2, 3])
text = json.dumps(header).encode()
text += b' ' * (-len(text) % 8)
open(path('model.safetensors'), 'wb').write(struct.pack('<Q', len(text)) + text + data)
add('model.safetensors', 'SafeTensors', {**tensors, 'eight': np.array([1, 2, 3], dtype='f4') / 512},
    attributes={'weight:format': 'pt', 'weight:ElementType': 'F32', 'eight:ElementType': 'F8_E4M3'})


def text_of(value):
    return struct.pack('<Q', len(value)) + value.encode()


blocks = rng.integers(0, 256, (2, 2, 18), dtype='u1')
plain = rng.random((2, 3)).astype('<f4')
out = b'GGUF' + struct.pack('<IQQ', 3, 2, 3)
out += text_of('general.name') + struct.pack('<I', 8) + text_of('tiny') + text_of('general.alignment') + struct.pack('<II', 4, 64)
out += text_of('list') + struct.pack('<IIQ', 9, 5, 3) + struct.pack('<iii', 1, -2, 3)
out += text_of('plain') + struct.pack('<IQQIQ', 2, 3, 2, 0, 0) + text_of('packed') + struct.pack('<IQQIQ', 2, 64, 2, 2, 64)
out += b'\0' * (-len(out) % 64) + plain.tobytes()
out += b'\0' * (64 - 24) + blocks.tobytes()
open(path('tiny.gguf'), 'wb').write(out)
add('tiny.gguf', 'Gguf', {'plain': plain, 'packed': blocks.view('V18').reshape(2, 2)},
    attributes={'plain:general.name': 'tiny', 'packed:ElementType': 'Q4_0'})

with open(path('containers.json'), 'w') as out:
    json.dump(manifest, out, indent=1)
    out.write('\n')
print(f'{len(manifest)} files', file=sys.stderr)
