// Shortcuts of Windows: [MS-SHLLINK].

enum class __attribute__((flag_enum)) lnk_flags : uint32_t {
    None = 0,
    HasTargetIdList = 1,
    HasLinkInfo = 2,
    HasName = 4,
    HasRelativePath = 8,
    HasWorkingDirectory = 0x10,
    HasArguments = 0x20,
    HasIconLocation = 0x40,
    IsUnicode = 0x80,
    ForceNoLinkInfo = 0x100,
    HasExpandedString = 0x200,
    RunInSeparateProcess = 0x400,
    HasDarwinId = 0x1000,
    RunAsUser = 0x2000,
    HasExpandedIcon = 0x4000,
    NoPidlAlias = 0x8000,
    RunWithShimLayer = 0x20000,
    ForceNoLinkTrack = 0x40000,
    EnableTargetMetadata = 0x80000,
};

enum class __attribute__((flag_enum)) file_attributes : uint32_t {
    None = 0,
    ReadOnly = 1,
    Hidden = 2,
    System = 4,
    Directory = 0x10,
    Archive = 0x20,
    Device = 0x40,
    Normal = 0x80,
    Temporary = 0x100,
    SparseFile = 0x200,
    ReparsePoint = 0x400,
    Compressed = 0x800,
    Offline = 0x1000,
    NotContentIndexed = 0x2000,
    Encrypted = 0x4000,
};

/// The header of a shortcut of Windows. What flags tell follows it.
typedef LE struct {
    uint32_t header_size = 0x4c;
    GUID class_id = "00021401-0000-0000-c000-000000000046";
    lnk_flags flags;
    file_attributes attributes;
    FILETIME created, accessed, written;
    uint32_t file_size;
    int32_t icon_index;
    uint32_t show;
    uint16_t hot_key;
    uint8_t [10];
} lnk; // 76 bytes
