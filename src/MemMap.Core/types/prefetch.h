// Prefetch files of Windows (.pf), once they are decompressed.

/// The header of a prefetch file: which program ran.
typedef LE struct {
    uint32_t version;
    char magic[4] = "SCCA";
    uint8_t [4];
    uint32_t size;
    WCHAR name[30];
    uint32_t hash;
    uint8_t [4];
} prefetch; // 84 bytes
