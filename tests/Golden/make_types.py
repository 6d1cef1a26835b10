"""Writes types/*: files of the formats of src/MemMap.Core/types, and what they hold. Run as: python3 make_types.py

It needs GCC and binutils, zip, gzip, tar, sqlite3, e2fsprogs, dosfstools (mkfs.vfat), ntfs-3g (mkntfs) and python3-pil. Each of these
writes its own format, and what another reader says of the file is kept in types/facts.json: readelf, dumpe2fs, Python's zipfile, tarfile
and gzip, the database itself. Where no program of these writes a format (BY_SPEC), Python writes a small file as its specification says;
the facts are then what was written. Of a file system only the sectors that the tests read are kept.
"""
import datetime
import gzip
import json
import os
import re
import struct
import subprocess
import tarfile
import tempfile
import uuid
import zipfile
import zlib

from PIL import Image

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'types')
BY_SPEC = ['macho', 'utmp_arm64', 'pcapng', 'evtx', 'prefetch', 'lnk', 'dbf', 'stl', 'las']
facts = []
os.makedirs(HERE, exist_ok=True)


def run(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, **options).stdout


def keep(name, content):
    assert len(content) < 10_000, name
    with open(os.path.join(HERE, name), 'wb') as file:
        file.write(content)


def fact(file, type, offset=0, /, **values):
    """What the element of a type at an offset of a file holds: numbers, texts, dates (ISO), names of enums' values."""
    facts.append({'file': file, 'type': type, 'offset': offset, 'values': values})


def iso(seconds):
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime('%Y-%m-%dT%H:%M:%S')


def filetime(text):
    moment = datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.timezone.utc)
    return int((moment - datetime.datetime(1601, 1, 1, tzinfo=datetime.timezone.utc)).total_seconds()) * 10_000_000


folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)
with open('a.txt', 'w') as file:
    file.write('alpha ' * 20)
os.utime('a.txt', (1709210096, 1709210096))

# elf32: readelf
run('gcc', '-m32', '-c', '-x', 'c', '-', '-o', 'small.o', input=b'int x = 1; int f(void) { return x; }')
content = open('small.o', 'rb').read()
keep('small.o', content)
head = dict(re.findall(r'^ +(.+?): +(.+)$', run('readelf', '-h', 'small.o', text=True), re.M))
number = lambda name: int(head[name].split()[0], 0)
start = number('Start of section headers')
fact('small.o', 'elf32', type='Relocatable', machine='I386', section_offset=start, sections=number('Number of section headers'),
     section_size=number('Size of section headers'), names_section=number('Section header string table index'), header_size=52)
listing = run('readelf', '-S', '-W', 'small.o', text=True)
for index, kind, address, offset, size in re.findall(r'^ +\[ *(\d+)\] +\.text +(\S+) +(\S+) +(\S+) +(\S+)', listing, re.M):
    fact('small.o', 'elf32_section', start + 40 * int(index), type='ProgramBits', flags='Allocate, Execute', address=int(address, 16),
         offset=int(offset, 16), size=int(size, 16))

# png, riff: Pillow writes, struct reads
Image.new('RGBA', (7, 5), (1, 2, 3, 4)).save('seven.png')
content = open('seven.png', 'rb').read()
keep('seven.png', content)
fact('seven.png', 'png', type='IHDR', width=7, height=5, depth=8, color='Rgba', interlace=0, crc=zlib.crc32(content[12:29]))
length = struct.unpack_from('>I', content, 33)[0]
fact('seven.png', 'png_chunk', 33, type='IDAT', length=length)
Image.new('RGB', (8, 8), (200, 100, 50)).save('eight.webp', lossless=True)
content = open('eight.webp', 'rb').read()
keep('eight.webp', content)
fact('eight.webp', 'riff', riff='RIFF', size=len(content) - 8, form='WEBP')
fact('eight.webp', 'riff_chunk', 12, id=content[12:16].decode(), size=struct.unpack_from('<I', content, 16)[0])

# zip: zipfile
run('zip', '-X', 'one.zip', 'a.txt', env={**os.environ, 'TZ': 'UTC'})
keep('one.zip', open('one.zip', 'rb').read())
with zipfile.ZipFile('one.zip') as archive:
    entry = archive.infolist()[0]
    common = dict(method='Deflated', time='%02d:%02d:%02d' % entry.date_time[3:], date='%04d-%02d-%02dT00:00:00' % entry.date_time[:3],
                  crc32=entry.CRC, compressed=entry.compress_size, size=entry.file_size, name_length=len(entry.filename))
    fact('one.zip', 'zip_local', entry.header_offset, **common)
    fact('one.zip', 'zip_entry', archive.start_dir, **common)

# gzip: the gzip module
run('gzip', '-k', 'a.txt')
content = open('a.txt.gz', 'rb').read()
keep('a.txt.gz', content)
with gzip.open('a.txt.gz') as file:
    data = file.read()
    fact('a.txt.gz', 'gzip', method=8, flags='Name', time=iso(file.mtime), os='Unix')
fact('a.txt.gz', 'gzip_end', len(content) - 8, crc32=zlib.crc32(data), size=len(data))

# tar: tarfile
for name, form in (('posix.tar', 'ustar'), ('gnu.tar', 'gnu')):
    run('tar', '--format', form, '--owner', 'alice:1000', '--group', 'users:100', '--blocking-factor', '1', '-cf', name, 'a.txt')
    keep(name, open(name, 'rb').read())
    with tarfile.open(name) as archive:
        member = archive.getmembers()[0]
        fact(name, 'tar', name=member.name, user=member.uname, group=member.gname, size='%011o' % member.size,
             time='%011o' % member.mtime, user_id='%07o' % member.uid, type=member.type.decode())

# sqlite: the database's own pragmas
run('sqlite3', 'one.db', 'PRAGMA page_size=1024; PRAGMA user_version=7; PRAGMA application_id=42; CREATE TABLE t(x); INSERT INTO t VALUES(1);')
ask = lambda pragma: int(run('sqlite3', 'one.db', f'PRAGMA {pragma};'))
keep('one.db', open('one.db', 'rb').read())
fact('one.db', 'sqlite', magic='SQLite format 3', page_size=ask('page_size'), pages=ask('page_count'), free_pages=ask('freelist_count'),
     schema_cookie=ask('schema_version'), user_version=ask('user_version'), application_id=ask('application_id'), encoding='Utf8')

# ext4: dumpe2fs
run('mkfs.ext4', '-q', '-L', 'volume', '-U', '00112233-4455-6677-8899-aabbccddeeff', 'ext4.img', '8M')
keep('ext4.img', open('ext4.img', 'rb').read(2048))
head = dict(re.findall(r'^(.+?):\s+(.+)$', run('dumpe2fs', '-h', 'ext4.img', text=True, stdin=subprocess.DEVNULL), re.M))
created = datetime.datetime.strptime(head['Filesystem created'], '%a %b %d %H:%M:%S %Y').astimezone()
fact('ext4.img', 'ext4', 1024, inodes=int(head['Inode count']), blocks=int(head['Block count']), free_blocks=int(head['Free blocks']),
     inode_size=int(head['Inode size']), inodes_per_group=int(head['Inodes per group']), uuid=head['Filesystem UUID'],
     volume_name=head['Filesystem volume name'], state='Clean', created=iso(created.timestamp()), first_inode=int(head['First inode']),
     journal_inode=int(head['Journal inode']), checksum=int(head['Checksum'], 16))

# fat32: minfo's fields by struct, and the directory entry of the label that mkfs.vfat writes
run('mkfs.vfat', '-F', '32', '-n', 'VOLUME', '-i', '12345678', '-C', 'fat.img', '40960')
with open('fat.img', 'rb') as image:
    content = image.read(512)
    sector, cluster, reserved, fats = struct.unpack_from('<HBHB', content, 11)
    total, length = struct.unpack_from('<II', content, 32)
    image.seek((reserved + fats * length) * sector)
    keep('fat.img', content + image.read(32))
listing = run('file', 'fat.img', text=True)
fact('fat.img', 'fat32', bytes_per_sector=sector, sectors_per_cluster=cluster, reserved_sectors=reserved, fats=fats, sectors=total,
     fat_sectors=int(re.search(r'sectors/FAT (\d+)', listing)[1]), serial=int(re.search(r'serial number 0x(\w+)', listing)[1], 16),
     label=re.search('label: "(.*?)"', listing)[1], system='FAT32   ')
fact('fat.img', 'fat_entry', 512, name='VOLUME  ', extension='   ', attributes='VolumeLabel', size=0)

# ntfs: ntfsinfo reads the boot sector and the first record
run('truncate', '-s', '4M', 'ntfs.img')
run('mkntfs', '-q', '-F', '-s', '512', '-p', '0', '-H', '16', '-S', '63', '-L', 'volume', 'ntfs.img')
said = run('ntfsinfo', '-m', 'ntfs.img', text=True)
value = lambda name: int(re.search(rf'^\s*{name}: (\d+)', said, re.M)[1])
with open('ntfs.img', 'rb') as image:
    content = image.read(512)
    image.seek(value('LCN of Data Attribute for FILE_MFT') * value('Cluster Size'))
    keep('ntfs.img', content + image.read(1024))
fact('ntfs.img', 'ntfs', oem='NTFS    ', bytes_per_sector=value('Sector Size'),
     sectors_per_cluster=value('Cluster Size') // value('Sector Size'), mft_cluster=value('LCN of Data Attribute for FILE_MFT'),
     mft_mirror_cluster=value('LCN of Data Attribute for File_MFTMirr'))
fact('ntfs.img', 'ntfs_record', 512, magic='FILE', flags='InUse', allocated=value('MFT Record Size'), number=0)
fact('ntfs.img', 'ntfs_attribute', 512 + struct.unpack_from('<H', open(os.path.join(HERE, 'ntfs.img'), 'rb').read(), 532)[0],
     type='StandardInformation')

# By the specifications.
keep('small.macho', struct.pack('<8I', 0xfeedfacf, 0x100000c, 0, 2, 1, 24, 0x200085, 0) + struct.pack('<II16s', 0x1b, 24, bytes(range(16))))
fact('small.macho', 'macho64', cpu='Arm64', type='Execute', commands=1, commands_size=24, flags=0x200085)
fact('small.macho', 'macho_command', 32, command=0x1b, size=24)

keep('wtmp_arm64', struct.pack('<hxxi32s4s32s256shhqqqI12x24x', 7, 4711, b'pts/0', b'ts/0', b'alice', b'example.org', 0, 0, 0, 1709210096,
                               250000, int.from_bytes(bytes([192, 0, 2, 7]), 'little')))
fact('wtmp_arm64', 'utmp_arm64', type='UserProcess', pid=4711, user='alice', host='example.org', time=iso(1709210096), microseconds=250000,
     address='192.0.2.7')


def block(kind, body):
    body += bytes(-len(body) % 4)
    return struct.pack('<II', kind, len(body) + 12) + body + struct.pack('<I', len(body) + 12)


moment = 1709210096_250000
section = block(0x0a0d0d0a, struct.pack('<IHHq', 0x1a2b3c4d, 1, 0, -1))
interface = block(1, struct.pack('<HHI', 1, 0, 65535))
packet = block(6, struct.pack('<IIIII', 0, moment >> 32, moment & 0xffffffff, 42, 60) + bytes(range(42)))
keep('one.pcapng', section + interface + packet)
fact('one.pcapng', 'pcapng', type='SectionHeader', length=28, version_major=1, section_length=-1)
fact('one.pcapng', 'pcapng_block', 28, type='Interface', length=20)
fact('one.pcapng', 'pcapng_packet', 48, type='EnhancedPacket', included=42, original=60, time_high=moment >> 32)

record = struct.pack('<IIQQ', 0x2a2a, 40, 9, filetime('2024-02-29T12:34:56')) + bytes(12) + struct.pack('<I', 40)
chunk = struct.pack('<8sQQQQIIII', b'ElfChnk', 1, 1, 9, 9, 128, 512, 552, zlib.crc32(record)) + bytes(456)
keep('one.evtx', struct.pack('<8sQQQIHHHH', b'ElfFile', 0, 0, 10, 128, 1, 3, 4096, 1) + bytes(76 + 8) + bytes(4096 - 128) + chunk + record)
fact('one.evtx', 'evtx', magic='ElfFile', next_record=10, version_major=3, version_minor=1, block_size=4096, chunks=1)
fact('one.evtx', 'evtx_chunk', 4096, magic='ElfChnk', first_id=9, last_id=9, free_offset=552, records_checksum=zlib.crc32(record))
fact('one.evtx', 'evtx_record', 4096 + 512, id=9, size=40, written='2024-02-29T12:34:56')

keep('calc.pf', struct.pack('<I4sII60sII', 30, b'SCCA', 17, 84, 'CALC.EXE'.encode('utf-16-le'), 0xac08706a, 0))
fact('calc.pf', 'prefetch', version=30, size=84, name='CALC.EXE', hash=0xac08706a)

link = uuid.UUID('00021401-0000-0000-c000-000000000046')
keep('one.lnk', struct.pack('<I16sIIQQQIiIH10x', 0x4c, link.bytes_le, 0x83, 0x20, *[filetime('2024-02-29T12:34:56')] * 3, 4711, 0, 1, 0))
fact('one.lnk', 'lnk', class_id=str(link), flags='HasTargetIdList, HasLinkInfo, IsUnicode', attributes='Archive', file_size=4711,
     created='2024-02-29T12:34:56')

keep('one.dbf', struct.pack('<4BIHH20x', 3, 124, 2, 29, 1, 65, 11) + struct.pack('<11sc4xBB14x', b'NAME', b'C', 10, 0) + b'\r alice     \x1a')
fact('one.dbf', 'dbf', version=3, year=124, month=2, day=29, records=1, header_size=65, record_size=11)
fact('one.dbf', 'dbf_field', 32, name='NAME', type='C', length=10, decimals=0)

keep('one.stl', struct.pack('<80sI', b'one triangle', 1) + struct.pack('<12fH', 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 5))
fact('one.stl', 'stl', header='one triangle', triangles=1)
fact('one.stl', 'stl_triangle', 84, attribute=5)

keep('one.las', struct.pack('<4sHH16sBB32s32sHHHIIBHI5I12d', b'LASF', 3, 0, link.bytes_le, 1, 2, b'OTHER', b'MemMap', 60, 2024, 227, 227, 0,
                            0, 20, 1, 1, 0, 0, 0, 0, .01, .01, .01, 100, 200, 0, 101, 101, 202, 202, 5, 5)
     + struct.pack('<iiiHBBbBH', 100, 200, 500, 77, 0b01_010_001, 2, -5, 9, 3))
fact('one.las', 'las', source_id=3, project=str(link), version_minor=2, system='OTHER', day=60, year=2024, header_size=227, points=1,
     x_scale=.01, y_offset=200, max_y=202, min_z=5)
fact('one.las', 'las_point', 227, x=100, y=200, z=500, intensity=77, return_number=1, returns=2, scan_direction=1, edge=0,
     classification=2, scan_angle=-5, source_id=3)

with open(os.path.join(HERE, 'facts.json'), 'w', encoding='utf-8') as file:
    json.dump(facts, file, indent=1, ensure_ascii=False)
    file.write('\n')
