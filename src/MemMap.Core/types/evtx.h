// Event logs of Windows (.evtx).

/// The header of an event log; chunks of 65536 bytes begin at offset 4096.
typedef LE struct {
    char magic[8] = "ElfFile";
    uint64_t first_chunk, last_chunk, next_record;
    uint32_t header_size;
    uint16_t version_minor, version_major, block_size, chunks;
    uint8_t [76];
    uint32_t flags __attribute__((hex)), checksum __attribute__((hex));
} evtx; // 128 bytes

/// The header of a chunk of an event log; its records begin behind it.
typedef LE struct {
    char magic[8] = "ElfChnk";
    uint64_t first_number, last_number, first_id, last_id;
    uint32_t header_size, last_offset, free_offset, records_checksum __attribute__((hex));
    uint8_t [64];
    uint32_t flags __attribute__((hex)), checksum __attribute__((hex)), strings[64], templates[32];
} evtx_chunk; // 512 bytes

/// A record of an event log: an event in binary XML; the first one is at offset 4608.
typedef LE struct {
    uint32_t magic = 0x00002a2a;
    uint32_t size;
    uint64_t id;
    FILETIME written;
    uint8_t data[size - 28];
    uint32_t size_again;
} evtx_record; // 24 bytes
