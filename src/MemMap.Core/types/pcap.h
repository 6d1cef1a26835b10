// Captures of tcpdump and libpcap.

enum class pcap_link : uint32_t {
    Null = 0,                    // BSD loopback.
    Ethernet = 1,                // Ethernet.
    Ppp = 9,                     // PPP.
    Raw = 101,                   // Raw IP.
    Ieee80211 = 105,             // Wireless LAN.
    LinuxSll = 113,              // Linux cooked capture.
    Ieee80211Radiotap = 127,     // Wireless LAN with a radiotap header.
    UsbLinux = 220,              // Linux USB.
    LinuxSll2 = 276,             // Linux cooked capture, version 2.
};

/// The header of a capture, at its start; >pcap where a machine of the other byte order wrote it. The second magic is that of nanoseconds.
typedef LE struct {
    uint32_t magic = { 0xa1b2c3d4, 0xa1b23c4d };
    uint16_t version_major, version_minor;
    int32_t thiszone;
    uint32_t sigfigs, snaplen;
    pcap_link linktype;
} pcap; // 24 bytes

/// A packet of a capture; the first one is at offset 24. Included bytes of it are in the file.
typedef LE struct {
    unixtime_unsigned time;
    uint32_t microseconds, included, original;
    uint8_t data[included];
} pcap_packet; // 16 bytes
