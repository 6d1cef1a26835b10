// The file system NTFS.

enum class __attribute__((flag_enum)) ntfs_record_flags : uint16_t {
    None = 0,                    // Not in use.
    InUse = 1,                   // In use.
    Directory = 2,               // A directory.
    Extend = 4,                  // In $Extend.
    ViewIndex = 8,               // Has an index that is no directory.
};

enum class ntfs_attribute_type : uint32_t {
    StandardInformation = 0x10,  // Times and flags.
    AttributeList = 0x20,        // Where the other attributes are.
    FileName = 0x30,             // A name.
    ObjectId = 0x40,             // An identifier.
    SecurityDescriptor = 0x50,   // Rights.
    VolumeName = 0x60,           // The volume's label.
    VolumeInformation = 0x70,    // Version and flags of the volume.
    Data = 0x80,                 // Contents.
    IndexRoot = 0x90,            // The root of an index.
    IndexAllocation = 0xa0,      // The rest of an index.
    Bitmap = 0xb0,               // What is used.
    ReparsePoint = 0xc0,         // A link or a mount point.
    End = 0xffffffff,            // No attribute.
};

/// The boot sector of an NTFS volume: its first sector. A negative number of clusters n is 2^-n bytes.
typedef LE struct {
    uint8_t jump[3];
    char oem[8] = "NTFS    ";
    uint16_t bytes_per_sector;
    uint8_t sectors_per_cluster;
    uint8_t [7];
    uint8_t media;
    uint8_t [2];
    uint16_t sectors_per_track, heads;
    uint32_t hidden_sectors;
    uint8_t [8];
    uint64_t sectors, mft_cluster, mft_mirror_cluster;
    int8_t clusters_per_record;
    uint8_t [3];
    int8_t clusters_per_index;
    uint8_t [3];
    uint64_t serial __attribute__((hex));
    uint32_t checksum __attribute__((hex));
    V426 code;
    uint16_t magic = 0xaa55;
} ntfs; // 512 bytes

/// The header of a record of the master file table of NTFS. Its attributes begin at attributes_offset.
typedef LE struct {
    char magic[4] = { "FILE", "BAAD" };
    uint16_t fixup_offset, fixup_count;
    uint64_t log_sequence;
    uint16_t sequence, links, attributes_offset;
    ntfs_record_flags flags;
    uint32_t used, allocated;
    uint64_t base_record;
    uint16_t next_attribute;
    uint8_t [2];
    uint32_t number;
} ntfs_record; // 48 bytes

/// An attribute in a record of NTFS. A type of End ends them.
typedef LE struct {
    ntfs_attribute_type type __attribute__((last(0xffffffff)));
    uint32_t length;
    uint8_t is_outside, name_length;
    uint16_t name_offset, flags, id;
    uint8_t data[length - 16];
} ntfs_attribute; // 16 bytes
