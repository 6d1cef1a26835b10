// RIFF and its kind: WAV, AVI, WebP.

enum class wav_format : uint16_t {
    Unknown = 0,                 // Unknown.
    Pcm = 1,                     // Integers.
    AdPcm = 2,                   // Microsoft ADPCM.
    Float = 3,                   // Floats.
    ALaw = 6,                    // A-law.
    MuLaw = 7,                   // mu-law.
    Extensible = 0xFFFE,         // The format is in the extension of the fmt chunk.
};

/// The start of a RIFF file: WAV, AVI, WebP. Chunks follow it.
typedef LE struct {
    char riff[4] = LE "RIFF" BE "RIFX";
    uint32_t size;
    char form[4];
} riff; // 12 bytes

/// A chunk of a RIFF file: size bytes, and one more where size is odd. The file is one itself; those in it begin at offset 12.
typedef LE struct {
    char id[4];
    uint32_t size;
    uint8_t data[size];
    uint8_t padding[size % 2];
} riff_chunk; // 8 bytes

/// The head of a WAV file: RIFF, then the fmt chunk. Chunks follow; the samples are in the one with id 'data'.
typedef LE struct {
    char riff[4] = LE "RIFF" BE "RIFX";
    uint32_t riff_size;
    char wave[4] = "WAVE", fmt[4] = "fmt ";
    uint32_t fmt_size;
    wav_format format;
    uint16_t channels;
    uint32_t rate, byte_rate;
    uint16_t block_align, bits;
} wav; // 36 bytes
