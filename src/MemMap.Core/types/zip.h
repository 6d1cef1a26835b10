// Zip archives: APPNOTE.TXT of PKWARE.

enum class zip_method : uint16_t {
    Stored = 0,                  // Uncompressed.
    Deflated = 8,                // Deflate.
    Deflate64 = 9,               // Deflate64.
    BZip2 = 12,                  // bzip2.
    Lzma = 14,                   // LZMA.
    Zstandard = 93,              // Zstandard.
    Xz = 95,                     // xz.
    Aes = 99,                    // AES encryption; the method is in another field.
};

enum class __attribute__((flag_enum)) zip_flags : uint16_t {
    None = 0,                    // Nothing.
    Encrypted = 1,               // Encrypted.
    Level1 = 2,                  // The first of two bits of the compression level.
    Level2 = 4,                  // The second bit of the compression level.
    DataDescriptor = 8,          // The sizes follow the data.
    Patch = 0x20,                // Patched data.
    StrongEncryption = 0x40,     // Strong encryption.
    Utf8 = 0x800,                // The name is UTF-8.
    Masked = 0x2000,             // Fields of the local header are masked.
};

/// A member of a zip file: its local header, name and data. Where a walk breaks off, sizes are 0 as they follow the data (flags has
/// DataDescriptor), or 0xffffffff as extra has them in 64 bits: the directory has all members, Get-MemMapRecord FILE zip_entry from the
/// directory_offset of zip_end on.
typedef LE struct {
    uint32_t magic = 0x04034b50;
    uint16_t needed;
    zip_flags flags;
    zip_method method;
    dostime time;
    dosdate date;
    uint32_t crc32 __attribute__((hex)), compressed, size;
    uint16_t name_length, extra_length;
    char name[name_length];
    uint8_t extra[extra_length], data[compressed];
} zip_local; // 30 bytes

/// An entry of a zip file's directory, with name, extra and comment.
typedef LE struct {
    uint32_t magic = 0x02014b50;
    uint16_t made_by, needed;
    zip_flags flags;
    zip_method method;
    dostime time;
    dosdate date;
    uint32_t crc32 __attribute__((hex)), compressed, size;
    uint16_t name_length, extra_length, comment_length, disk, internal;
    uint32_t external __attribute__((hex)), offset;
    char name[name_length];
    uint8_t extra[extra_length];
    char comment[comment_length];
} zip_entry; // 46 bytes

/// The end record of a zip file with 64-bit sizes: behind the directory, before its locator.
typedef LE struct {
    uint32_t magic = 0x06064b50;
    uint64_t rest;
    uint16_t made_by, needed;
    uint32_t disk, directory_disk;
    uint64_t disk_entries, entries, directory_size, directory_offset;
    uint8_t data[rest - 44];
} zip64_end; // 56 bytes

/// Where the end record with 64-bit sizes is: before zip_end.
typedef LE struct {
    uint32_t magic = 0x07064b50;
    uint32_t disk;
    uint64_t end_offset;
    uint32_t disks;
} zip64_locator; // 20 bytes

/// The end record of a zip file, which is its last 22 bytes where the file has no comment.
typedef LE struct {
    uint32_t magic = 0x06054b50;
    uint16_t disk, directory_disk, disk_entries, entries;
    uint32_t directory_size, directory_offset;
    uint16_t comment_length;
} zip_end; // 22 bytes
