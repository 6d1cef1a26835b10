// Portable Network Graphics.

enum class png_color : uint8_t {
    Gray = 0,                    // Gray.
    Rgb = 2,                     // Red, green, blue.
    Palette = 3,                 // An index into the palette.
    GrayAlpha = 4,               // Gray and opacity.
    Rgba = 6,                    // Red, green, blue and opacity.
};

/// The head of a PNG: the signature, then the chunk IHDR.
typedef BE struct {
    uint8_t magic[8] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
    uint32_t length;
    char type[4] = "IHDR";
    uint32_t width, height;
    uint8_t depth;
    png_color color;
    uint8_t compression, filter, interlace;
    uint32_t crc __attribute__((hex));
} png; // 33 bytes

/// A chunk of a PNG; the first one is at offset 8.
typedef BE struct {
    uint32_t length;
    char type[4];
    uint8_t data[length];
    uint32_t crc __attribute__((hex));
} png_chunk; // 8 bytes
