// The partition table of MS-DOS.

/// An entry of the partition table in a master boot record; type 0 is an unused one.
typedef LE struct {
    uint8_t status;
    V3 first_chs;
    uint8_t type;
    V3 last_chs;
    uint32_t first_lba, sectors;
} mbr_partition; // 16 bytes

/// The master boot record: a disk's first sector, with its four primary partitions.
typedef LE struct {
    V440 code;
    uint32_t id __attribute__((hex));
    uint16_t reserved;
    mbr_partition partitions[4];
    uint16_t magic = 0xaa55;
} mbr; // 512 bytes
