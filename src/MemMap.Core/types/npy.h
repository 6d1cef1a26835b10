// Arrays of numpy.

/// The start of a .npy file of version 1; header_length bytes of text follow it.
typedef LE struct {
    char magic[6] = "\x93" "NUMPY";
    uint8_t major = 1, minor;
    uint16_t header_length;
} npy; // 10 bytes
