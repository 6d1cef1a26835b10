using System.Diagnostics.CodeAnalysis;

#pragma warning disable CA1028, CA1008, CA1711 // The sizes, values and names are those of the format.

namespace MemMap;

/// <summary>The type of an ELF file.</summary>
public enum ElfType : ushort
{
    /// <summary>Unknown.</summary>
    None = 0,

    /// <summary>An object file.</summary>
    Relocatable = 1,

    /// <summary>A program at a fixed address.</summary>
    Executable = 2,

    /// <summary>A shared library, or a position-independent executable.</summary>
    Shared = 3,

    /// <summary>A core dump.</summary>
    Core = 4,
}

/// <summary>The machine of an ELF file.</summary>
[SuppressMessage("Design", "CA1027", Justification = "Numbers, no flags.")]
[SuppressMessage("Naming", "CA1707", Justification = "The machine's name.")]
public enum ElfMachine : ushort
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>32-bit x86.</summary>
    I386 = 3,

    /// <summary>64-bit PowerPC.</summary>
    PowerPC64 = 21,

    /// <summary>IBM Z.</summary>
    S390 = 22,

    /// <summary>32-bit Arm.</summary>
    Arm = 40,

    /// <summary>64-bit x86.</summary>
    X86_64 = 62,

    /// <summary>64-bit Arm.</summary>
    AArch64 = 183,

    /// <summary>RISC-V.</summary>
    RiscV = 243,

    /// <summary>LoongArch.</summary>
    LoongArch = 258,
}

/// <summary>The type of an <c>elf64_section</c>.</summary>
public enum ElfSectionType : uint
{
    /// <summary>Nothing.</summary>
    Null = 0,

    /// <summary>Contents that the program defines.</summary>
    ProgramBits = 1,

    /// <summary>Symbols.</summary>
    SymbolTable = 2,

    /// <summary>Names.</summary>
    StringTable = 3,

    /// <summary>Relocations with addends.</summary>
    RelocationsWithAddends = 4,

    /// <summary>A hash table of symbols.</summary>
    Hash = 5,

    /// <summary>Information for the dynamic linker.</summary>
    Dynamic = 6,

    /// <summary>Notes.</summary>
    Note = 7,

    /// <summary>Memory of zeros, which takes no space in the file.</summary>
    NoBits = 8,

    /// <summary>Relocations.</summary>
    Relocations = 9,

    /// <summary>The symbols of the dynamic linker.</summary>
    DynamicSymbols = 11,

    /// <summary>Functions to call at the start.</summary>
    InitArray = 14,

    /// <summary>Functions to call at the end.</summary>
    FiniArray = 15,

    /// <summary>GNU's hash table of symbols.</summary>
    GnuHash = 0x6ffffff6,

    /// <summary>The versions that are required.</summary>
    GnuVersionNeeds = 0x6ffffffe,

    /// <summary>The versions of symbols.</summary>
    GnuVersions = 0x6fffffff,
}

/// <summary>The flags of an <c>elf64_section</c>.</summary>
[Flags]
public enum ElfSectionFlags : ulong
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Writeable at run time.</summary>
    Write = 1,

    /// <summary>In memory at run time.</summary>
    Allocate = 2,

    /// <summary>Executable code.</summary>
    Execute = 4,

    /// <summary>Equal entries may be merged.</summary>
    Merge = 0x10,

    /// <summary>Null-terminated strings.</summary>
    Strings = 0x20,

    /// <summary>The info field is the index of a section.</summary>
    InfoLink = 0x40,

    /// <summary>Linkers must keep the order.</summary>
    LinkOrder = 0x80,

    /// <summary>Member of a section group.</summary>
    Group = 0x200,

    /// <summary>Thread-local storage.</summary>
    ThreadLocal = 0x400,

    /// <summary>Compressed contents.</summary>
    Compressed = 0x800,
}

/// <summary>The type of an <c>elf64_program</c> header.</summary>
public enum ElfSegmentType : uint
{
    /// <summary>Nothing.</summary>
    Null = 0,

    /// <summary>A segment to load.</summary>
    Load = 1,

    /// <summary>Information for the dynamic linker.</summary>
    Dynamic = 2,

    /// <summary>The path of the dynamic linker.</summary>
    Interpreter = 3,

    /// <summary>Notes.</summary>
    Note = 4,

    /// <summary>The table of segments itself.</summary>
    ProgramHeaders = 6,

    /// <summary>Thread-local storage.</summary>
    ThreadLocal = 7,

    /// <summary>Stack unwinding tables.</summary>
    GnuEhFrame = 0x6474e550,

    /// <summary>Whether the stack is executable.</summary>
    GnuStack = 0x6474e551,

    /// <summary>Memory that is read-only after relocation.</summary>
    GnuRelro = 0x6474e552,

    /// <summary>Properties.</summary>
    GnuProperty = 0x6474e553,
}

/// <summary>The access rights of an <c>elf64_program</c> segment.</summary>
[Flags]
public enum ElfSegmentFlags : uint
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Executable.</summary>
    Execute = 1,

    /// <summary>Writeable.</summary>
    Write = 2,

    /// <summary>Readable.</summary>
    Read = 4,
}
