// The GUID partition table of UEFI.

enum class __attribute__((flag_enum)) gpt_attributes : uint64_t {
    None = 0,                    // None.
    Required = 1,                // The platform requires the partition.
    NoBlockIO = 2,               // The firmware must ignore the partition.
    LegacyBootable = 4,          // A legacy BIOS may boot from it.
    ReadOnly = 1ull << 60,       // Read-only.
    ShadowCopy = 1ull << 61,     // A shadow copy of another partition.
    Hidden = 1ull << 62,         // Not mounted automatically.
    NoDriveLetter = 1ull << 63,  // No drive letter is assigned.
};

/// The header of a GUID partition table: a disk's second sector.
typedef LE struct {
    char magic[8] = "EFI PART";
    uint32_t revision __attribute__((hex)), header_size, header_crc32 __attribute__((hex)), reserved;
    uint64_t header_lba, backup_lba, first_usable_lba, last_usable_lba;
    GUID disk_guid;
    uint64_t entries_lba;
    uint32_t entries, entry_size, entries_crc32 __attribute__((hex));
} gpt; // 92 bytes

/// A partition in a GUID partition table; the type of an unused one is zeros.
typedef LE struct {
    GUID type_guid, guid;
    uint64_t first_lba, last_lba;
    gpt_attributes attributes;
    WCHAR name[36];
} gpt_entry; // 128 bytes
