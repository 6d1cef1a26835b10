// Programs and libraries of Windows and .NET. The names are those of .NET (System.Reflection.PortableExecutable).

enum class pe_machine : uint16_t {
    Unknown = 0,
    I386 = 0x14c,
    WceMipsV2 = 0x169,
    Alpha = 0x184,
    SH3 = 0x1a2,
    SH3Dsp = 0x1a3,
    SH3E = 0x1a4,
    SH4 = 0x1a6,
    SH5 = 0x1a8,
    Arm = 0x1c0,
    Thumb = 0x1c2,
    ArmThumb2 = 0x1c4,
    AM33 = 0x1d3,
    PowerPC = 0x1f0,
    PowerPCFP = 0x1f1,
    IA64 = 0x200,
    MIPS16 = 0x266,
    Alpha64 = 0x284,
    MipsFpu = 0x366,
    MipsFpu16 = 0x466,
    Tricore = 0x520,
    Ebc = 0xebc,
    RiscV32 = 0x5032,
    RiscV64 = 0x5064,
    RiscV128 = 0x5128,
    LoongArch32 = 0x6232,
    LoongArch64 = 0x6264,
    Amd64 = 0x8664,
    M32R = 0x9041,
    Arm64 = 0xaa64,
};

enum class __attribute__((flag_enum)) pe_flags : uint16_t {
    RelocsStripped = 1,
    ExecutableImage = 2,
    LineNumsStripped = 4,
    LocalSymsStripped = 8,
    AggressiveWSTrim = 0x10,
    LargeAddressAware = 0x20,
    BytesReversedLo = 0x80,
    Bit32Machine = 0x100,
    DebugStripped = 0x200,
    RemovableRunFromSwap = 0x400,
    NetRunFromSwap = 0x800,
    System = 0x1000,
    Dll = 0x2000,
    UpSystemOnly = 0x4000,
    BytesReversedHi = 0x8000,
};

enum class pe_magic : uint16_t {
    PE32 = 0x10b,
    PE32Plus = 0x20b,
};

enum class pe_subsystem : uint16_t {
    Unknown = 0,
    Native = 1,
    WindowsGui = 2,
    WindowsCui = 3,
    OS2Cui = 5,
    PosixCui = 7,
    NativeWindows = 8,
    WindowsCEGui = 9,
    EfiApplication = 0xa,
    EfiBootServiceDriver = 0xb,
    EfiRuntimeDriver = 0xc,
    EfiRom = 0xd,
    Xbox = 0xe,
    WindowsBootApplication = 0x10,
};

enum class __attribute__((flag_enum)) pe_dll_flags : uint16_t {
    ProcessInit = 1,
    ProcessTerm = 2,
    ThreadInit = 4,
    ThreadTerm = 8,
    HighEntropyVirtualAddressSpace = 0x20,
    DynamicBase = 0x40,
    ForceIntegrity = 0x80,
    NxCompatible = 0x100,
    NoIsolation = 0x200,
    NoSeh = 0x400,
    NoBind = 0x800,
    AppContainer = 0x1000,
    WdmDriver = 0x2000,
    ControlFlowGuard = 0x4000,
    TerminalServerAware = 0x8000,
};

enum class __attribute__((flag_enum)) pe_section_flags : uint32_t {
    TypeReg = 0,
    TypeDSect = 1,
    TypeNoLoad = 2,
    TypeGroup = 4,
    TypeNoPad = 8,
    TypeCopy = 0x10,
    ContainsCode = 0x20,
    ContainsInitializedData = 0x40,
    ContainsUninitializedData = 0x80,
    LinkerOther = 0x100,
    LinkerInfo = 0x200,
    TypeOver = 0x400,
    LinkerRemove = 0x800,
    LinkerComdat = 0x1000,
    NoDeferSpecExc = 0x4000,
    GPRel = 0x8000,
    MemSysheap = 0x10000,
    Mem16Bit = 0x20000,
    MemLocked = 0x40000,
    MemPreload = 0x80000,
    Align1Bytes = 0x100000,
    Align2Bytes = 0x200000,
    Align4Bytes = 0x300000,
    Align8Bytes = 0x400000,
    Align16Bytes = 0x500000,
    Align32Bytes = 0x600000,
    Align64Bytes = 0x700000,
    Align128Bytes = 0x800000,
    Align256Bytes = 0x900000,
    Align512Bytes = 0xa00000,
    Align1024Bytes = 0xb00000,
    Align2048Bytes = 0xc00000,
    Align4096Bytes = 0xd00000,
    Align8192Bytes = 0xe00000,
    LinkerNRelocOvfl = 0x1000000,
    MemDiscardable = 0x2000000,
    MemNotCached = 0x4000000,
    MemNotPaged = 0x8000000,
    MemShared = 0x10000000,
    MemExecute = 0x20000000,
    MemRead = 0x40000000,
    MemWrite = 0x80000000,
};

/// The DOS header of an executable or library of Windows or .NET, at its start; the header pe is at pe_offset.
typedef LE struct {
    char magic[2] = "MZ";
    uint8_t [58];
    uint32_t pe_offset;
} pe_dos; // 64 bytes

/// The signature and COFF header of an executable. time may be a hash instead. optional_size bytes follow, then the sections.
typedef LE struct {
    char magic[4] = "PE";
    pe_machine machine;
    uint16_t sections;
    unixtime_unsigned time;
    uint32_t symbols_offset, symbols;
    uint16_t optional_size;
    pe_flags flags;
} pe; // 24 bytes

/// The optional header behind pe where its magic is 0x10b; data directories follow it.
typedef LE struct {
    pe_magic magic = 0x10b;
    uint8_t linker_major, linker_minor;
    uint32_t code_size, data_size, bss_size, entry, base_of_code;
    uint32_t base_of_data, image_base;
    uint32_t section_alignment, file_alignment;
    uint16_t os_major, os_minor, image_major, image_minor, subsystem_major, subsystem_minor;
    uint32_t win32_version, image_size, headers_size, checksum __attribute__((hex));
    pe_subsystem subsystem;
    pe_dll_flags dll_flags;
    uint32_t stack_reserve, stack_commit, heap_reserve, heap_commit;
    uint32_t loader_flags, directories;
} pe_optional32; // 96 bytes

/// The optional header behind pe where its magic is 0x20b; data directories follow it.
typedef LE struct {
    pe_magic magic = 0x20b;
    uint8_t linker_major, linker_minor;
    uint32_t code_size, data_size, bss_size, entry, base_of_code;
    uint64_t image_base;
    uint32_t section_alignment, file_alignment;
    uint16_t os_major, os_minor, image_major, image_minor, subsystem_major, subsystem_minor;
    uint32_t win32_version, image_size, headers_size, checksum __attribute__((hex));
    pe_subsystem subsystem;
    pe_dll_flags dll_flags;
    uint64_t stack_reserve, stack_commit, heap_reserve, heap_commit;
    uint32_t loader_flags, directories;
} pe_optional64; // 112 bytes

/// A data directory of an executable, such as that of its imports.
typedef LE struct {
    uint32_t address, size;
} pe_directory; // 8 bytes

/// A section header of an executable.
typedef LE struct {
    char name[8];
    uint32_t virtual_size, virtual_address, raw_size, raw_offset, relocations_offset, lines_offset;
    uint16_t relocations, lines;
    pe_section_flags flags;
} pe_section; // 40 bytes
