// Programs and libraries of Linux: <elf.h>.

enum class elf_class : uint8_t {
    None = 0,                    // Invalid.
    Elf32 = 1,                   // 32-bit objects.
    Elf64 = 2,                   // 64-bit objects.
};

enum class elf_data : uint8_t {
    None = 0,                    // Invalid.
    LittleEndian = 1,            // The least significant byte comes first.
    BigEndian = 2,               // The most significant byte comes first.
};

enum class elf_abi : uint8_t {
    SystemV = 0,                 // System V, or none said.
    HpUx = 1,                    // HP-UX.
    NetBsd = 2,                  // NetBSD.
    Gnu = 3,                     // Linux, with GNU extensions.
    Solaris = 6,                 // Solaris.
    Aix = 7,                     // AIX.
    FreeBsd = 9,                 // FreeBSD.
    OpenBsd = 12,                // OpenBSD.
    Arm = 97,                    // Arm.
    Standalone = 255,            // An embedded program without an operating system.
};

enum class elf_type : uint16_t {
    None = 0,                    // Unknown.
    Relocatable = 1,             // An object file.
    Executable = 2,              // A program at a fixed address.
    Shared = 3,                  // A shared library, or a position-independent executable.
    Core = 4,                    // A core dump.
};

enum class elf_machine : uint16_t {
    None = 0,                    // None.
    I386 = 3,                    // 32-bit x86.
    PowerPC64 = 21,              // 64-bit PowerPC.
    S390 = 22,                   // IBM Z.
    Arm = 40,                    // 32-bit Arm.
    X86_64 = 62,                 // 64-bit x86.
    AArch64 = 183,               // 64-bit Arm.
    RiscV = 243,                 // RISC-V.
    LoongArch = 258,             // LoongArch.
};

enum class elf_section : uint32_t {
    Null = 0,                    // Nothing.
    ProgramBits = 1,             // Contents that the program defines.
    SymbolTable = 2,             // Symbols.
    StringTable = 3,             // Names.
    RelocationsWithAddends = 4,  // Relocations with addends.
    Hash = 5,                    // A hash table of symbols.
    Dynamic = 6,                 // Information for the dynamic linker.
    Note = 7,                    // Notes.
    NoBits = 8,                  // Memory of zeros, which takes no space in the file.
    Relocations = 9,             // Relocations.
    DynamicSymbols = 11,         // The symbols of the dynamic linker.
    InitArray = 14,              // Functions to call at the start.
    FiniArray = 15,              // Functions to call at the end.
    GnuHash = 0x6ffffff6,        // GNU's hash table of symbols.
    GnuVersionNeeds = 0x6ffffffe, // The versions that are required.
    GnuVersions = 0x6fffffff,    // The versions of symbols.
};

enum class __attribute__((flag_enum)) elf_section_flags : uint64_t {
    None = 0,                    // Nothing.
    Write = 1,                   // Writeable at run time.
    Allocate = 2,                // In memory at run time.
    Execute = 4,                 // Executable code.
    Merge = 0x10,                // Equal entries may be merged.
    Strings = 0x20,              // Null-terminated strings.
    InfoLink = 0x40,             // The info field is the index of a section.
    LinkOrder = 0x80,            // Linkers must keep the order.
    Group = 0x200,               // Member of a section group.
    ThreadLocal = 0x400,         // Thread-local storage.
    Compressed = 0x800,          // Compressed contents.
};

enum class elf_segment : uint32_t {
    Null = 0,                    // Nothing.
    Load = 1,                    // A segment to load.
    Dynamic = 2,                 // Information for the dynamic linker.
    Interpreter = 3,             // The path of the dynamic linker.
    Note = 4,                    // Notes.
    ProgramHeaders = 6,          // The table of segments itself.
    ThreadLocal = 7,             // Thread-local storage.
    GnuEhFrame = 0x6474e550,     // Stack unwinding tables.
    GnuStack = 0x6474e551,       // Whether the stack is executable.
    GnuRelro = 0x6474e552,       // Memory that is read-only after relocation.
    GnuProperty = 0x6474e553,    // Properties.
};

enum class __attribute__((flag_enum)) elf_segment_flags : uint32_t {
    None = 0,                    // Nothing.
    Execute = 1,                 // Executable.
    Write = 2,                   // Writeable.
    Read = 4,                    // Readable.
};

/// The header of a 64-bit ELF file, at its start; >elf64 of a big-endian one.
typedef LE struct {
    char magic[4] = "\x7f" "ELF";
    elf_class class = 2;
    elf_data data = LE 1 BE 2;
    uint8_t ident_version;
    elf_abi abi;
    uint8_t abi_version;
    uint8_t [7];
    elf_type type;
    elf_machine machine;
    uint32_t version;
    uint64_t entry, program_offset, section_offset;
    uint32_t flags __attribute__((hex));
    uint16_t header_size, program_size, programs, section_size, sections, names_section;
} elf64; // 64 bytes

/// A section header of a 64-bit ELF file; name is an offset into the section of names.
typedef LE struct {
    uint32_t name;
    elf_section type;
    elf_section_flags flags;
    uint64_t address, offset, size;
    uint32_t link, info;
    uint64_t alignment, entry_size;
} elf64_section; // 64 bytes

/// A program header of a 64-bit ELF file: a segment.
typedef LE struct {
    elf_segment type;
    elf_segment_flags flags;
    uint64_t offset, virtual_address, physical_address, file_size, memory_size, alignment;
} elf64_program; // 56 bytes

/// The header of a 32-bit ELF file, at its start; >elf32 of a big-endian one.
typedef LE struct {
    char magic[4] = "\x7f" "ELF";
    elf_class class = 1;
    elf_data data = LE 1 BE 2;
    uint8_t ident_version;
    elf_abi abi;
    uint8_t abi_version;
    uint8_t [7];
    elf_type type;
    elf_machine machine;
    uint32_t version;
    uint32_t entry, program_offset, section_offset;
    uint32_t flags __attribute__((hex));
    uint16_t header_size, program_size, programs, section_size, sections, names_section;
} elf32; // 52 bytes

/// A section header of a 32-bit ELF file; name is an offset into the section of names.
typedef LE struct {
    uint32_t name;
    elf_section type;
    elf_section_flags flags : 32;
    uint32_t address, offset, size, link, info, alignment, entry_size;
} elf32_section; // 40 bytes

/// A program header of a 32-bit ELF file: a segment.
typedef LE struct {
    elf_segment type;
    uint32_t offset, virtual_address, physical_address, file_size, memory_size;
    elf_segment_flags flags;
    uint32_t alignment;
} elf32_program; // 32 bytes
