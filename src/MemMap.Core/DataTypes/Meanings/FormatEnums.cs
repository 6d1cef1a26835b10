using System.Diagnostics.CodeAnalysis;

#pragma warning disable CA1028, CA1008, CA1711 // The sizes, values and names are those of the formats.

namespace MemMap;

/// <summary>The type of a <c>utmp</c> record.</summary>
public enum UtmpType : short
{
    /// <summary>Nothing.</summary>
    Empty = 0,

    /// <summary>A change of the run level.</summary>
    RunLevel = 1,

    /// <summary>System boot.</summary>
    BootTime = 2,

    /// <summary>The time after the clock was set.</summary>
    NewTime = 3,

    /// <summary>The time before the clock was set.</summary>
    OldTime = 4,

    /// <summary>A process started by init.</summary>
    InitProcess = 5,

    /// <summary>A login prompt; in btmp, a failed login.</summary>
    LoginProcess = 6,

    /// <summary>A user login.</summary>
    UserProcess = 7,

    /// <summary>The end of a session.</summary>
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

    /// <summary>The platform requires the partition.</summary>
    Required = 1,

    /// <summary>The firmware must ignore the partition.</summary>
    NoBlockIO = 2,

    /// <summary>A legacy BIOS may boot from it.</summary>
    LegacyBootable = 4,

    /// <summary>Read-only.</summary>
    ReadOnly = 1UL << 60,

    /// <summary>A shadow copy of another partition.</summary>
    ShadowCopy = 1UL << 61,

    /// <summary>Not mounted automatically.</summary>
    Hidden = 1UL << 62,

    /// <summary>No drive letter is assigned.</summary>
    NoDriveLetter = 1UL << 63,
}

/// <summary>The link-layer header of the packets of a <c>pcap</c> file.</summary>
[SuppressMessage("Design", "CA1027", Justification = "Numbers, no flags.")]
public enum PcapLinkType : uint
{
    /// <summary>BSD loopback.</summary>
    Null = 0,

    /// <summary>Ethernet.</summary>
    Ethernet = 1,

    /// <summary>PPP.</summary>
    Ppp = 9,

    /// <summary>Raw IP.</summary>
    Raw = 101,

    /// <summary>Wireless LAN.</summary>
    Ieee80211 = 105,

    /// <summary>Linux cooked capture.</summary>
    LinuxSll = 113,

    /// <summary>Wireless LAN with a radiotap header.</summary>
    Ieee80211Radiotap = 127,

    /// <summary>Linux USB.</summary>
    UsbLinux = 220,

    /// <summary>Linux cooked capture, version 2.</summary>
    LinuxSll2 = 276,
}

/// <summary>The sample format of a <c>wav</c> file.</summary>
[SuppressMessage("Design", "CA1027", Justification = "Numbers, no flags.")]
public enum WavFormat : ushort
{
    /// <summary>Unknown.</summary>
    Unknown = 0,

    /// <summary>Integers.</summary>
    Pcm = 1,

    /// <summary>Microsoft ADPCM.</summary>
    AdPcm = 2,

    /// <summary>Floats.</summary>
    Float = 3,

    /// <summary>A-law.</summary>
    ALaw = 6,

    /// <summary>mu-law.</summary>
    MuLaw = 7,

    /// <summary>The format is in the extension of the fmt chunk.</summary>
    Extensible = 0xFFFE,
}

/// <summary>The compression of a <c>bmp</c> file.</summary>
public enum BmpCompression : uint
{
    /// <summary>Uncompressed.</summary>
    None = 0,

    /// <summary>Run-length encoding of 8-bit pixels.</summary>
    Rle8 = 1,

    /// <summary>Run-length encoding of 4-bit pixels.</summary>
    Rle4 = 2,

    /// <summary>Bit masks after the header.</summary>
    BitFields = 3,

    /// <summary>A JPEG.</summary>
    Jpeg = 4,

    /// <summary>A PNG.</summary>
    Png = 5,
}

/// <summary>The compression method of a member of a zip file.</summary>
[SuppressMessage("Design", "CA1027", Justification = "Numbers, no flags.")]
public enum ZipMethod : ushort
{
    /// <summary>Uncompressed.</summary>
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

    /// <summary>AES encryption; the method is in another field.</summary>
    Aes = 99,
}

/// <summary>The flags of a member of a zip file.</summary>
[Flags]
public enum ZipFlags : ushort
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Encrypted.</summary>
    Encrypted = 1,

    /// <summary>The first of two bits of the compression level.</summary>
    Level1 = 2,

    /// <summary>The second bit of the compression level.</summary>
    Level2 = 4,

    /// <summary>The sizes follow the data.</summary>
    DataDescriptor = 8,

    /// <summary>Patched data.</summary>
    Patch = 0x20,

    /// <summary>Strong encryption.</summary>
    StrongEncryption = 0x40,

    /// <summary>The name is UTF-8.</summary>
    Utf8 = 0x800,

    /// <summary>Fields of the local header are masked.</summary>
    Masked = 0x2000,
}
