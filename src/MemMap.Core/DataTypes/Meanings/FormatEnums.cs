using System.Diagnostics.CodeAnalysis;

#pragma warning disable CA1028, CA1008, CA1711 // The sizes, values and names are those of the formats.

namespace MemMap;

/// <summary>What a record of <c>utmp</c> tells.</summary>
public enum UtmpType : short
{
    /// <summary>Nothing.</summary>
    Empty = 0,

    /// <summary>A change of the run level.</summary>
    RunLevel = 1,

    /// <summary>The system was started.</summary>
    BootTime = 2,

    /// <summary>The clock after it was set.</summary>
    NewTime = 3,

    /// <summary>The clock before it was set.</summary>
    OldTime = 4,

    /// <summary>A process that init started.</summary>
    InitProcess = 5,

    /// <summary>A login prompt; in btmp, a login that failed.</summary>
    LoginProcess = 6,

    /// <summary>A user has logged in.</summary>
    UserProcess = 7,

    /// <summary>A session has ended.</summary>
    DeadProcess = 8,

    /// <summary>Accounting.</summary>
    Accounting = 9,
}

/// <summary>The attributes of a <c>gpt_entry</c>.</summary>
[Flags]
public enum GptAttributes : ulong
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The platform needs the partition.</summary>
    Required = 1,

    /// <summary>The firmware leaves the partition alone.</summary>
    NoBlockIO = 2,

    /// <summary>An old BIOS may boot from it.</summary>
    LegacyBootable = 4,

    /// <summary>It is only read.</summary>
    ReadOnly = 1UL << 60,

    /// <summary>It is a shadow copy of another one.</summary>
    ShadowCopy = 1UL << 61,

    /// <summary>It is not mounted.</summary>
    Hidden = 1UL << 62,

    /// <summary>It gets no drive letter.</summary>
    NoDriveLetter = 1UL << 63,
}

/// <summary>What the packets of a <c>pcap</c> file begin with.</summary>
[SuppressMessage("Design", "CA1027", Justification = "Numbers, no flags.")]
public enum PcapLinkType : uint
{
    /// <summary>The loopback device of BSD.</summary>
    Null = 0,

    /// <summary>Ethernet.</summary>
    Ethernet = 1,

    /// <summary>PPP.</summary>
    Ppp = 9,

    /// <summary>IP at once.</summary>
    Raw = 101,

    /// <summary>Wireless LAN.</summary>
    Ieee80211 = 105,

    /// <summary>Linux, from any device.</summary>
    LinuxSll = 113,

    /// <summary>Wireless LAN behind a radiotap header.</summary>
    Ieee80211Radiotap = 127,

    /// <summary>USB of Linux.</summary>
    UsbLinux = 220,

    /// <summary>Linux, from any device, version 2.</summary>
    LinuxSll2 = 276,
}

/// <summary>How the samples of a <c>wav</c> file are coded.</summary>
[SuppressMessage("Design", "CA1027", Justification = "Numbers, no flags.")]
public enum WavFormat : ushort
{
    /// <summary>Unknown.</summary>
    Unknown = 0,

    /// <summary>Integers.</summary>
    Pcm = 1,

    /// <summary>Microsoft's ADPCM.</summary>
    AdPcm = 2,

    /// <summary>Floats.</summary>
    Float = 3,

    /// <summary>A-law.</summary>
    ALaw = 6,

    /// <summary>mu-law.</summary>
    MuLaw = 7,

    /// <summary>What the fmt chunk says further on.</summary>
    Extensible = 0xFFFE,
}

/// <summary>How the pixels of a <c>bmp</c> file are coded.</summary>
public enum BmpCompression : uint
{
    /// <summary>As they are.</summary>
    None = 0,

    /// <summary>Runs of 8-bit pixels.</summary>
    Rle8 = 1,

    /// <summary>Runs of 4-bit pixels.</summary>
    Rle4 = 2,

    /// <summary>By the masks that follow the header.</summary>
    BitFields = 3,

    /// <summary>A JPEG.</summary>
    Jpeg = 4,

    /// <summary>A PNG.</summary>
    Png = 5,
}

/// <summary>How a member of a zip file is compressed.</summary>
[SuppressMessage("Design", "CA1027", Justification = "Numbers, no flags.")]
public enum ZipMethod : ushort
{
    /// <summary>Not at all.</summary>
    Stored = 0,

    /// <summary>Deflate.</summary>
    Deflated = 8,

    /// <summary>Deflate64.</summary>
    Deflate64 = 9,

    /// <summary>bzip2.</summary>
    BZip2 = 12,

    /// <summary>LZMA.</summary>
    Lzma = 14,

    /// <summary>Zstandard.</summary>
    Zstandard = 93,

    /// <summary>xz.</summary>
    Xz = 95,

    /// <summary>AES; another field tells the method.</summary>
    Aes = 99,
}

/// <summary>What is special about a member of a zip file.</summary>
[Flags]
public enum ZipFlags : ushort
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It is encrypted.</summary>
    Encrypted = 1,

    /// <summary>The first of two bits that tell how hard it was compressed.</summary>
    Level1 = 2,

    /// <summary>The second of them.</summary>
    Level2 = 4,

    /// <summary>Its sizes follow the data.</summary>
    DataDescriptor = 8,

    /// <summary>It is a patch.</summary>
    Patch = 0x20,

    /// <summary>It is strongly encrypted.</summary>
    StrongEncryption = 0x40,

    /// <summary>Its name is UTF-8.</summary>
    Utf8 = 0x800,

    /// <summary>Parts of its local header are masked.</summary>
    Masked = 0x2000,
}
