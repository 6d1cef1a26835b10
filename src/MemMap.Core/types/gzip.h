// gzip: RFC 1952.

enum class __attribute__((flag_enum)) gzip_flags : uint8_t {
    None = 0,                    // Nothing.
    Text = 1,                    // The data are probably text.
    HeaderCrc = 2,               // A CRC of the header follows it.
    Extra = 4,                   // Extra fields follow the header.
    Name = 8,                    // The file's name follows, up to a NUL.
    Comment = 0x10,              // A comment follows, up to a NUL.
};

enum class gzip_os : uint8_t {
    Fat = 0,                     // MS-DOS.
    Amiga = 1,                   // Amiga.
    Vms = 2,                     // VMS.
    Unix = 3,                    // Unix.
    Macintosh = 7,               // Macintosh.
    Ntfs = 11,                   // Windows.
    Unknown = 255,               // Unknown.
};

/// The start of a gzip file. What flags tell follows it, then the compressed data.
typedef LE struct {
    uint16_t magic = 0x8b1f;
    uint8_t method = 8;
    gzip_flags flags;
    unixtime_unsigned time;
    uint8_t extra_flags;
    gzip_os os;
} gzip; // 10 bytes

/// The end of a gzip file: its last 8 bytes. The size is that of the data modulo 2^32.
typedef LE struct {
    uint32_t crc32 __attribute__((hex)), size;
} gzip_end; // 8 bytes
