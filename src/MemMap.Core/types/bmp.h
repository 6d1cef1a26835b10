// Bitmaps of Windows.

enum class bmp_compression : uint32_t {
    None = 0,                    // Uncompressed.
    Rle8 = 1,                    // Run-length encoding of 8-bit pixels.
    Rle4 = 2,                    // Run-length encoding of 4-bit pixels.
    BitFields = 3,               // Bit masks after the header.
    Jpeg = 4,                    // A JPEG.
    Png = 5,                     // A PNG.
};

/// The head of a bitmap: file header and BITMAPINFOHEADER. The pixels are at offset, from the bottom where height is positive.
typedef LE struct {
    char magic[2] = "BM";
    uint32_t file_size, reserved, offset;
    // Later versions of the second header are longer and begin alike; the first one, of 12 bytes, does not.
    uint32_t header_size = { 40, 52, 56, 64, 108, 124 };
    int32_t width, height;
    uint16_t planes, bits;
    bmp_compression compression;
    uint32_t image_size;
    int32_t x_per_meter, y_per_meter;
    uint32_t colors, important_colors;
} bmp; // 54 bytes
