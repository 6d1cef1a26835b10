// The file system FAT32.

/// The boot sector of a FAT32 volume: its first sector.
typedef LE struct {
    uint8_t jump[3];
    char oem[8];
    uint16_t bytes_per_sector;
    uint8_t sectors_per_cluster;
    uint16_t reserved_sectors;
    uint8_t fats;
    uint16_t root_entries, sectors16;
    uint8_t media;
    uint16_t fat_sectors16, sectors_per_track, heads;
    uint32_t hidden_sectors, sectors, fat_sectors;
    uint16_t flags, version;
    uint32_t root_cluster;
    uint16_t info_sector, backup_sector;
    uint8_t [12];
    uint8_t drive, dirty, boot_signature;
    uint32_t serial __attribute__((hex));
    char label[11], system[8] = "FAT32   ";
    V420 code;
    uint16_t magic = 0xaa55;
} fat32; // 512 bytes

enum class __attribute__((flag_enum)) fat_attributes : uint8_t {
    None = 0,                    // Nothing.
    ReadOnly = 1,                // Read-only.
    Hidden = 2,                  // Hidden.
    System = 4,                  // Of the system.
    VolumeLabel = 8,             // The volume's label, or a part of a long name.
    Directory = 0x10,            // A directory.
    Archive = 0x20,              // Changed since the last backup.
};

/// An entry of a directory of FAT. A name that begins with 0xe5 is an unused one.
typedef LE struct {
    char name[8], extension[3];
    fat_attributes attributes;
    uint8_t [2];
    dostime created_time;
    dosdate created_date, accessed;
    uint16_t cluster_high;
    dostime time;
    dosdate date;
    uint16_t cluster_low;
    uint32_t size;
} fat_entry; // 32 bytes
