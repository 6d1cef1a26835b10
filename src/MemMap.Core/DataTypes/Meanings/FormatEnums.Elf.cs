using System.Diagnostics.CodeAnalysis;

#pragma warning disable CA1028, CA1008, CA1711 // The sizes, values and names are those of the format.

namespace MemMap;

/// <summary>What an ELF file is.</summary>
public enum ElfType : ushort
{
    /// <summary>Unknown.</summary>
    None = 0,

    /// <summary>An object file.</summary>
    Relocatable = 1,

    /// <summary>A program at a fixed address.</summary>
    Executable = 2,

    /// <summary>A library, or a program that runs anywhere.</summary>
    Shared = 3,

    /// <summary>A core dump.</summary>
    Core = 4,
}

/// <summary>What machine an ELF file is for.</summary>
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

/// <summary>What an <c>elf64_section</c> holds.</summary>
public enum ElfSectionType : uint
{
    /// <summary>Nothing.</summary>
    Null = 0,

    /// <summary>What the program made it for.</summary>
    ProgramBits = 1,

    /// <summary>Symbols.</summary>
    SymbolTable = 2,

    /// <summary>Names.</summary>
    StringTable = 3,

    /// <summary>Relocations with addends.</summary>
    RelocationsWithAddends = 4,

    /// <summary>A hash table of symbols.</summary>
    Hash = 5,

    /// <summary>What the dynamic linker needs.</summary>
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

    /// <summary>The versions that are needed.</summary>
    GnuVersionNeeds = 0x6ffffffe,

    /// <summary>The versions of symbols.</summary>
    GnuVersions = 0x6fffffff,
}

/// <summary>What is done with an <c>elf64_section</c>.</summary>
[Flags]
public enum ElfSectionFlags : ulong
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It is written while the program runs.</summary>
    Write = 1,

    /// <summary>It is in memory while the program runs.</summary>
    Allocate = 2,

    /// <summary>It is code.</summary>
    Execute = 4,

    /// <summary>Equal parts may be merged.</summary>
    Merge = 0x10,

    /// <summary>It is strings, each with a zero at its end.</summary>
    Strings = 0x20,

    /// <summary>Its info field is a section.</summary>
    InfoLink = 0x40,

    /// <summary>Linkers keep the order.</summary>
    LinkOrder = 0x80,

    /// <summary>It belongs to a group.</summary>
    Group = 0x200,

    /// <summary>Each thread has its own.</summary>
    ThreadLocal = 0x400,

    /// <summary>It is compressed.</summary>
    Compressed = 0x800,
}

/// <summary>What an <c>elf64_program</c> is for.</summary>
public enum ElfSegmentType : uint
{
    /// <summary>Nothing.</summary>
    Null = 0,

    /// <summary>To be loaded.</summary>
    Load = 1,

    /// <summary>What the dynamic linker needs.</summary>
    Dynamic = 2,

    /// <summary>The path of the dynamic linker.</summary>
    Interpreter = 3,

    /// <summary>Notes.</summary>
    Note = 4,

    /// <summary>The table of segments itself.</summary>
    ProgramHeaders = 6,

    /// <summary>What each thread has its own of.</summary>
    ThreadLocal = 7,

    /// <summary>How stacks are unwound.</summary>
    GnuEhFrame = 0x6474e550,

    /// <summary>Whether the stack may be executed.</summary>
    GnuStack = 0x6474e551,

    /// <summary>What is read-only after relocation.</summary>
    GnuRelro = 0x6474e552,

    /// <summary>Properties.</summary>
    GnuProperty = 0x6474e553,
}

/// <summary>What may be done with the memory of an <c>elf64_program</c>.</summary>
[Flags]
public enum ElfSegmentFlags : uint
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Executed.</summary>
    Execute = 1,

    /// <summary>Written.</summary>
    Write = 2,

    /// <summary>Read.</summary>
    Read = 4,
}
