// Captures of Wireshark: draft-ietf-opsawg-pcapng.

enum class pcapng_type : uint32_t {
    Interface = 1,               // Describes an interface.
    SimplePacket = 3,            // A packet without a time.
    NameResolution = 4,          // Names of addresses.
    InterfaceStatistics = 5,     // Counts of an interface.
    EnhancedPacket = 6,          // A packet.
    SectionHeader = 0x0a0d0d0a,  // Begins a section.
};

/// A block of a pcapng capture, of any type; the first one is at offset 0. The length stands before its body, and once more behind it.
typedef LE struct {
    pcapng_type type;
    uint32_t length;
    uint8_t body[length - 12];
    uint32_t length_again;
} pcapng_block; // 8 bytes

/// The start of a pcapng capture: the fixed part of the section header.
typedef LE struct {
    pcapng_type type = 0x0a0d0d0a;
    uint32_t length;
    uint32_t byte_order = 0x1a2b3c4d;
    uint16_t version_major, version_minor;
    int64_t section_length;
} pcapng; // 24 bytes

/// An enhanced packet block of a pcapng capture: high and low are a time in units of its interface, microseconds unless it says otherwise.
typedef LE struct {
    pcapng_type type = 6;
    uint32_t length, interface, time_high, time_low, included, original;
    uint8_t data[included];
} pcapng_packet; // 28 bytes
