// Programs and libraries of macOS: <mach-o/loader.h>.

enum class macho_type : uint32_t {
    Object = 1,                  // An object file.
    Execute = 2,                 // A program.
    Core = 4,                    // A core dump.
    DynamicLibrary = 6,          // A library.
    DynamicLinker = 7,           // The dynamic linker.
    Bundle = 8,                  // A bundle.
    Debug = 10,                  // Symbols for the debugger.
};

enum class macho_cpu : uint32_t {
    X86 = 7,                     // 32-bit x86.
    X86_64 = 0x1000007,          // 64-bit x86.
    Arm = 12,                    // 32-bit Arm.
    Arm64 = 0x100000c,           // 64-bit Arm.
};

/// The header of a 64-bit program of macOS; its commands follow.
typedef LE struct {
    uint32_t magic = 0xfeedfacf;
    macho_cpu cpu;
    uint32_t cpu_subtype;
    macho_type type;
    uint32_t commands, commands_size, flags, reserved;
} macho64; // 32 bytes

/// A load command of a program of macOS; the first one is at offset 32.
typedef LE struct {
    uint32_t command, size;
    uint8_t data[size - 8];
} macho_command; // 8 bytes
