// The file systems ext2, ext3 and ext4 of Linux.

enum class __attribute__((flag_enum)) ext4_state : uint16_t {
    None = 0,                    // In use, or not unmounted.
    Clean = 1,                   // Unmounted cleanly.
    Errors = 2,                  // Errors were found.
    Orphans = 4,                 // Orphans are being recovered.
};

enum class __attribute__((flag_enum)) ext4_compatible : uint32_t {
    None = 0,
    DirectoryPreallocation = 1,
    ImagicInodes = 2,
    Journal = 4,
    ExtendedAttributes = 8,
    ResizeInode = 0x10,
    DirectoryIndex = 0x20,
    SparseSuper2 = 0x200,
    FastCommit = 0x400,
    OrphanFile = 0x1000,
};

enum class __attribute__((flag_enum)) ext4_incompatible : uint32_t {
    None = 0,
    Compression = 1,
    FileType = 2,
    Recover = 4,
    JournalDevice = 8,
    MetaGroups = 0x10,
    Extents = 0x40,
    Bits64 = 0x80,
    MultipleMountProtection = 0x100,
    FlexibleGroups = 0x200,
    LargeAttributes = 0x400,
    DirectoryData = 0x1000,
    ChecksumSeed = 0x2000,
    LargeDirectory = 0x4000,
    InlineData = 0x8000,
    Encrypt = 0x10000,
    CaseFold = 0x20000,
};

enum class __attribute__((flag_enum)) ext4_read_only : uint32_t {
    None = 0,
    SparseSuper = 1,
    LargeFile = 2,
    HugeFile = 8,
    GroupChecksum = 0x10,
    DirectoryLinks = 0x20,
    ExtraInodeSize = 0x40,
    Quota = 0x100,
    BigAllocation = 0x200,
    MetadataChecksum = 0x400,
    ReadOnly = 0x1000,
    Project = 0x2000,
    Verity = 0x8000,
    OrphanPresent = 0x10000,
};

/// The superblock of ext2, ext3 and ext4, at offset 1024. A block has 1024 << log_block_size bytes.
typedef LE struct {
    uint32_t inodes, blocks, reserved_blocks, free_blocks, free_inodes, first_data_block, log_block_size, log_cluster_size;
    uint32_t blocks_per_group, clusters_per_group, inodes_per_group;
    unixtime_unsigned mounted, written;
    uint16_t mounts;
    int16_t max_mounts;
    uint16_t magic = 0xef53;
    ext4_state state;
    uint16_t errors, minor_revision;
    unixtime_unsigned checked;
    uint32_t check_interval, creator_os, revision;
    uint16_t reserved_uid, reserved_gid;
    uint32_t first_inode;
    uint16_t inode_size, block_group;
    ext4_compatible compatible;
    ext4_incompatible incompatible;
    ext4_read_only read_only_compatible;
    BE GUID uuid;
    char volume_name[16], last_mounted[64];
    uint32_t algorithm_usage;
    uint8_t preallocated_blocks, preallocated_directory_blocks;
    uint16_t reserved_table_blocks;
    BE GUID journal_uuid;
    uint32_t journal_inode, journal_device, last_orphan, hash_seed[4];
    uint8_t default_hash, journal_backup_type;
    uint16_t descriptor_size;
    uint32_t default_mount_options, first_meta_group;
    unixtime_unsigned created;
    uint32_t journal_blocks[17], blocks_high, reserved_blocks_high, free_blocks_high;
    uint16_t min_extra_inode_size, wanted_extra_inode_size;
    uint32_t flags __attribute__((hex));
    uint16_t raid_stride, mmp_interval;
    uint64_t mmp_block;
    uint32_t raid_stripe_width;
    uint8_t log_groups_per_flex, checksum_type;
    uint8_t [2];
    uint64_t kilobytes_written;
    uint8_t [636];
    uint32_t checksum __attribute__((hex));
} ext4; // 1024 bytes
