"""Writes formats/*: the heads of small files that real programs wrote, for the named dtypes. Run as: python3 make_formats.py

It needs Debian's fdisk (sfdisk), sox, tcpdump, binutils, util-linux (utmpdump), python3-pil and the .NET SDK. sox, sfdisk, utmpdump and tcpdump write what
they are there for; the BMP is Pillow's, the zip and the .npy are Python's and numpy's; the ELF is this machine's /bin/true, the PE a
library of .NET. Only what the tests read is kept: an image is cut off behind its partition entries, an executable behind its section
headers. formats/facts.json holds what other programs (readelf, sfdisk, wave, zipfile ...) say about the same files.
"""
import glob
import io
import json
import os
import re
import struct
import subprocess
import tempfile
import wave
import zipfile

import numpy as np
from PIL import Image

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'formats')
facts = {}


def run(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, **options).stdout


def keep(name, content):
    assert len(content) < 10_000, name
    with open(os.path.join(HERE, name), 'wb') as file:
        file.write(content)


def partition(name, script, length):
    with tempfile.NamedTemporaryFile() as image:
        image.truncate(64 << 20)
        run('sfdisk', '--no-reread', image.name, input=script.encode())
        facts[name] = json.loads(run('sfdisk', '--json', image.name))['partitiontable']
        facts[name].pop('device')
        for entry in facts[name]['partitions']:
            del entry['node']
        keep(name, open(image.name, 'rb').read(length))


def executable(name, path):
    """The head up to the end of the section headers; those of ELF, which are at the file's end, are moved up to behind the head."""
    content = open(path, 'rb').read()
    if content[:4] == b'\x7fELF':
        at, size, count, names = struct.unpack_from('<Q10xHHH', content, 40)
        sections = [struct.unpack_from('<IIQQQQIIQQ', content, at + i * size) for i in range(count)]
        strings = content[sections[names][4]:][:sections[names][5]]
        head = bytearray(content[:1024])
        struct.pack_into('<Q', head, 40, len(head))
        table = bytearray(content[at:at + size * count])
        struct.pack_into('<Q', table, names * size + 24, len(head) + len(table))
        keep(name, bytes(head + table) + strings)
        listing = run('readelf', '--section-headers', '--wide', path, text=True)
        facts[name] = {'sections': re.findall(r'^ +\[ *\d+\] +(\S*) +[A-Z]', listing, re.M)}
        facts[name]['sections'][0] = ''
    else:
        keep(name, content[:1024])
        listing = run('objdump', '--section-headers', path, text=True)
        facts[name] = {'sections': re.findall(r'^ +\d+ (\S+)', listing, re.M)}


partition('mbr.img', 'label: dos\nlabel-id: 0x12345678\nsize=8M, type=83, bootable\nsize=16M, type=c\ntype=82\n', 512)
partition('gpt.img', 'label: gpt\ntable-length: 8\nlabel-id: 0FC63DAF-8483-4772-8E79-3D69D8477DE4\n'
          'size=8M, type=U, name="EFI system", uuid=C12A7328-F81F-11D2-BA4B-00A0C93EC93B\n'
          'type=L, name="Wurzel-Ω", uuid=0FC63DAF-8483-4772-8E79-3D69D8477DE5\n', 1024 + 8 * 128)

with tempfile.TemporaryDirectory() as folder:
    records = '\n'.join([
        '[2] [00000] [~~  ] [reboot  ] [~           ] [6.1.0-13-amd64      ] [0.0.0.0        ] [2024-02-29T12:00:00,250000+00:00]',
        '[7] [04711] [ts/0] [alice   ] [pts/0       ] [example.org         ] [192.0.2.7      ] [2024-02-29T12:34:56,000000+00:00]',
        '[8] [04711] [ts/0] [        ] [pts/0       ] [                    ] [0.0.0.0        ] [2024-02-29T13:34:56,000000+00:00]']) + '\n'
    keep('wtmp', run('utmpdump', '--reverse', input=records.encode()))

    path = os.path.join(folder, 'tone.wav')
    run('sox', '-n', '--rate', '8000', '--bits', '16', '--channels', '2', '--comment', 'MemMap', path, 'synth', '0.1', 'sine', '440', 'sine', '660', 'vol', '0.5')
    with wave.open(path) as tone:
        samples = np.frombuffer(tone.readframes(tone.getnframes()), '<i2')
        facts['tone.wav'] = {'channels': tone.getnchannels(), 'rate': tone.getframerate(), 'frames': tone.getnframes(),
                             'peak': int(np.abs(samples.astype(int)).max())}
    keep('tone.wav', open(path, 'rb').read())

    # tcpdump can't open a device everywhere, but it writes a capture again that it reads: in the byte order of this machine.
    raw = os.path.join(folder, 'raw.pcap')
    packets = [bytes.fromhex('ffffffffffff020000000001080600010800060400010200000000010a0000010000000000000a000002') + bytes(18), bytes(60)]
    with open(raw, 'wb') as file:
        file.write(struct.pack('>IHHiIII', 0xa1b2c3d4, 2, 4, 0, 0, 65535, 1))
        for i, packet in enumerate(packets):
            file.write(struct.pack('>IIII', 1709210096 + i, 250000 * i, len(packet), len(packet)) + packet)
    capture = os.path.join(folder, 'two.pcap')
    run('tcpdump', '-r', raw, '-w', capture)
    keep('two.pcap', open(capture, 'rb').read())
    lines = run('tcpdump', '-tt', '-n', '-r', capture, text=True).splitlines()
    facts['two.pcap'] = {'times': [line.split()[0] for line in lines], 'lengths': [len(packet) for packet in packets]}

bitmap = io.BytesIO()
Image.new('RGB', (5, 3), (10, 20, 30)).save(bitmap, 'BMP', dpi=(96, 96))
keep('five.bmp', bitmap.getvalue())

archive = io.BytesIO()
with zipfile.ZipFile(archive, 'w', zipfile.ZIP_DEFLATED) as file:
    for name, text in (('a.txt', 'alpha ' * 20), ('b/c.txt', 'gamma')):
        file.writestr(zipfile.ZipInfo(name, (2024, 2, 29, 12, 34, 56)), text)
    file.comment = b''
    facts['two.zip'] = {'names': file.namelist(), 'directory': file.start_dir}
keep('two.zip', archive.getvalue())

array = io.BytesIO()
np.save(array, np.arange(6, dtype='<i4').reshape(2, 3))
keep('six.npy', array.getvalue())

executable('true.elf', '/bin/true')
executable('library.dll', sorted(glob.glob(os.path.join(os.path.dirname(os.path.realpath(run('which', 'dotnet', text=True).strip())),
                                                        'shared', 'Microsoft.NETCore.App', '*', 'System.Runtime.dll')))[-1])

with open(os.path.join(HERE, 'facts.json'), 'w', encoding='utf-8') as file:
    json.dump(facts, file, indent=1, ensure_ascii=False)
    file.write('\n')
