using System.Globalization;
using System.Reflection.PortableExecutable;

namespace MemMap.DataTypes;

// The formats of files that an administrator meets. Fixed strings are S. Dates, flags, GUIDs and UTF-16 are integers and bytes with a
// meaning. Only plain notations and the names in Meant can be used here: registered names are available once this table exists.
internal static partial class NamedTypes
{
    private static NamedType[] BuiltIn() =>
    [
        .. Scalars(),

        Utmp("utmp", 384, "A record of wtmp, btmp and utmp as glibc has them on 64-bit x86: who logged in.",
            UtmpStart + "session <i4, time unixtime_unsigned, microseconds <i4, " + UtmpEnd + ". V20"),
        Utmp("utmp_arm64", 400, "A record of wtmp, btmp and utmp as glibc has them on 64-bit ARM: who logged in.",
            UtmpStart + "session <i8, time unixtime64, microseconds <i8, " + UtmpEnd + ". V24"),

        .. Disks(),

        Named("pcap", 24, "The header of a capture, at its start; >pcap where a machine of the other byte order wrote it.",
            "magic <u4, version_major <u2, version_minor <u2, thiszone <i4, sigfigs <u4, snaplen <u4, linktype pcap_link",
            new FieldMagic("magic", 0xa1b2c3d4, 0xa1b23c4d)),
        Named("pcap_packet", 16, "The header of a packet in a capture; included bytes follow it.",
            "time unixtime_unsigned, microseconds <u4, included <u4, original <u4"),

        Named("wav", 36, "The head of a WAV file: RIFF, then the fmt chunk. Chunks follow; the samples are in the one with id 'data'.",
            "riff S4, riff_size <u4, wave S4, fmt S4, fmt_size <u4, format wav_format, channels <u2, rate <u4, byte_rate <u4, "
                + "block_align <u2, bits <u2",
            new FieldMagic("riff", "RIFF") { BigEndian = ["RIFX"] }, new FieldMagic("wave", "WAVE"), new FieldMagic("fmt", "fmt ")),
        Named("riff_chunk", 8, "The header of a chunk of a WAV file; size bytes follow it, and one more where size is odd.",
            "id S4, size <u4"),

        Named("bmp",
            54, "The head of a bitmap: file header and BITMAPINFOHEADER. The pixels are at offset, from the bottom where height is "
                + "positive.",
            "magic S2, file_size <u4, reserved <u4, offset <u4, header_size <u4, width <i4, height <i4, planes <u2, bits <u2, "
                + "compression bmp_compression, "
            + "image_size <u4, x_per_meter <i4, y_per_meter <i4, colors <u4, important_colors <u4",
            // Later versions of the second header are longer and begin alike; the first one, of 12 bytes, does not.
            new FieldMagic("magic", "BM"), new FieldMagic("header_size", 40, 52, 56, 64, 108, 124)),

        .. Executables(),

        Named("zip_end", 22, "The end record of a zip file, which is its last 22 bytes where the file has no comment.",
            "magic <u4, disk <u2, directory_disk <u2, disk_entries <u2, entries <u2, directory_size <u4, directory_offset <u4, "
                + "comment_length <u2",
            new FieldMagic("magic", 0x06054b50)),
        Named("zip_entry", 46, "An entry of a zip file's directory; name, extra and comment bytes follow it.",
            "magic <u4, made_by <u2, needed <u2, flags zip_flags, method zip_method, time dostime, date dosdate, crc32 <u4, compressed "
                + "<u4, size <u4, name_length <u2, "
            + "extra_length <u2, comment_length <u2, disk <u2, internal <u2, external <u4, offset <u4",
            new FieldMagic("magic", 0x02014b50)),

        Named("npy", 10, "The start of a .npy file of version 1; header_length bytes of text follow it.",
            "magic S6, major u1, minor u1, header_length <u2",
            new FieldMagic("magic", "\u0093NUMPY"), new FieldMagic("major", 1)),
    ];

    private const string UtmpStart =
        "type utmp_type, . V2, pid <i4, line S32, id S4, user S32, host S256, termination <i2, exit <i2, ";

    private const string UtmpEnd = "address ipaddress, ";

    // The record has no magic. What is read in the layout of another machine soon breaks these limits.
    private static NamedType Utmp(string name, int size, string description, string fields)
        => new(name, Record(fields).Build(size), description)
        {
            IsBuiltIn = true,
            Limits = [("type", (long)UtmpType.Accounting), ("microseconds", 999_999)],
        };

    private static NamedType[] Disks()
    {
        const string Entry = "status u1, first_chs V3, type u1, last_chs V3, first_lba <u4, sectors <u4";
        NamedType partition = Named("mbr_partition",
            16, "An entry of the partition table in a master boot record; type 0 is an unused one.", Entry);
        return
        [
            Named("mbr", 512, "The master boot record: a disk's first sector, with its four primary partitions.",
                Record("code V440, id <u4, reserved <u2").Add("partitions", DType.SubArray(partition.DType, [4]))
                    .Add("magic", DType.Parse("<u2")),
                new FieldMagic("magic", 0xaa55)),
            partition,
            Named("gpt", 92, "The header of a GUID partition table: a disk's second sector.",
                "magic S8, revision <u4, header_size <u4, header_crc32 <u4, reserved <u4, header_lba <u8, backup_lba <u8, "
                    + "first_usable_lba <u8, "
                + "last_usable_lba <u8, disk_guid guid, entries_lba <u8, entries <u4, entry_size <u4, entries_crc32 <u4",
                new FieldMagic("magic", "EFI PART")),
            Named("gpt_entry", 128, "A partition in a GUID partition table; the type of an unused one is zeros.",
                "type_guid guid, guid guid, first_lba <u8, last_lba <u8, attributes gpt_attributes, name utf16_36"),
        ];
    }

    private static NamedType[] Executables() =>
    [
        Named("elf64", 64, "The header of a 64-bit ELF file, at its start; >elf64 of a big-endian one.",
            "magic S4, class u1, data u1, ident_version u1, abi u1, abi_version u1, . V7, type elf_type, machine elf_machine, version "
                + "<u4, entry <u8, "
            + "program_offset <u8, section_offset <u8, flags <u4, header_size <u2, program_size <u2, programs <u2, section_size <u2, "
            + "sections <u2, "
            + "names_section <u2",
            new FieldMagic("magic", "\u007fELF"), new FieldMagic("class", 2), new FieldMagic("data", 1) { BigEndian = [2] }),
        Named("elf64_section", 64, "A section header of a 64-bit ELF file; name is an offset into the section of names.",
            "name <u4, type elf_section, flags elf_section_flags, address <u8, offset <u8, size <u8, link <u4, info <u4, alignment <u8, "
                + "entry_size <u8"),
        Named("elf64_program", 56, "A program header of a 64-bit ELF file: a segment.",
            "type elf_segment, flags elf_segment_flags, offset <u8, virtual_address <u8, physical_address <u8, file_size <u8, "
                + "memory_size <u8, alignment <u8"),

        Named("pe_dos", 64, "The DOS header of an executable or library of Windows or .NET, at its start; the header pe is at pe_offset.",
            "magic S2, . V58, pe_offset <u4",
            new FieldMagic("magic", "MZ")),
        Named("pe",
            24, "The signature and COFF header of an executable. time may be a hash instead. optional_size bytes follow, then the "
                + "sections.",
            "magic S4, machine pe_machine, sections <u2, time unixtime_unsigned, symbols_offset <u4, symbols <u4, optional_size <u2, "
                + "flags pe_flags",
            new FieldMagic("magic", "PE")),
        Named("pe_optional32", 96, "The optional header behind pe where its magic is 0x10b; data directories follow it.",
            OptionalStart + "base_of_data <u4, image_base <u4, " + OptionalVersions
            + "stack_reserve <u4, stack_commit <u4, heap_reserve <u4, heap_commit <u4, loader_flags <u4, directories <u4",
            new FieldMagic("magic", PEMagic.PE32)),
        Named("pe_optional64", 112, "The optional header behind pe where its magic is 0x20b; data directories follow it.",
            OptionalStart + "image_base <u8, " + OptionalVersions
            + "stack_reserve <u8, stack_commit <u8, heap_reserve <u8, heap_commit <u8, loader_flags <u4, directories <u4",
            new FieldMagic("magic", PEMagic.PE32Plus)),
        Named("pe_directory", 8, "A data directory of an executable, such as that of its imports.", "address <u4, size <u4"),
        Named("pe_section", 40, "A section header of an executable.",
            "name S8, virtual_size <u4, virtual_address <u4, raw_size <u4, raw_offset <u4, relocations_offset <u4, lines_offset <u4, "
            + "relocations <u2, lines <u2, flags pe_section_flags"),
    ];

    private const string OptionalStart =
        "magic pe_magic, linker_major u1, linker_minor u1, code_size <u4, data_size <u4, bss_size <u4, entry <u4, base_of_code <u4, ";

    private const string OptionalVersions =
        "section_alignment <u4, file_alignment <u4, os_major <u2, os_minor <u2, image_major <u2, image_minor <u2, subsystem_major <u2, "
        + "subsystem_minor <u2, win32_version <u4, image_size <u4, headers_size <u4, checksum <u4, subsystem pe_subsystem, dll_flags "
        + "pe_dll_flags, ";

    private static NamedType Named(string name, int size, string description, string fields, params FieldMagic[] magic)
        => Named(name, size, description, Record(fields), magic);

    // The size is that of the format's specification, so a missing field is detected.
    private static NamedType Named(string name, int size, string description, Fields fields, params FieldMagic[] magic)
        => new(name, fields.Build(size), description, magic) { IsBuiltIn = true };

    private static Fields Record(string fields) => new Fields().Add(fields);

    /// <summary>Consecutive fields; <c>.</c> is a run of unnamed bytes.</summary>
    private sealed class Fields
    {
        private readonly RecordBuilder _record = new(isAligned: false);
        private long _offset;

        public Fields Add(string fields)
        {
            foreach (string field in fields.Split(',', StringSplitOptions.TrimEntries))
            {
                string[] parts = field.Split(' ');
                Add(parts[0], Meant(parts[1]) ?? DType.Parse(parts[1]));
            }
            return this;
        }

        public Fields Add(string name, DType dtype)
        {
            if (name != ".")
            {
                _record.Add(name, dtype, offset: _offset);
            }
            _offset += dtype.ItemSize;
            return this;
        }

        public DType Build(int size)
            => _offset == size ? _record.Build(size)
                : throw new InvalidOperationException(
                    string.Create(CultureInfo.InvariantCulture, $"{_offset} bytes of fields in a format of {size}"));
    }
}
