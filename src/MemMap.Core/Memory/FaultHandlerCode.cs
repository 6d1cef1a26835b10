using System.Runtime.InteropServices;

namespace MemMap.Memory;

/// <summary>The machine code of <see cref="FaultHandler"/>, with the assembly beside its bytes.</summary>
internal static class FaultHandlerCode
{
    /// <summary>The handler for this processor. The table's address, the page mask and the previous handler follow the code.</summary>
    internal static ReadOnlySpan<byte> Bytes => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => X64,
        Architecture.Arm64 => Arm64,
        _ => [],
    };

    /// <summary>The length of code and constants.</summary>
    internal static int Length => Bytes.Length + (3 * sizeof(long));

    /// <summary>
    /// Called with rdi = the signal, rsi = siginfo_t, rdx = the registers. It changes only registers that a function may change.
    /// </summary>
    private static ReadOnlySpan<byte> X64 =>
    [
        0x83, 0x7E, 0x08, 0x01,                    // cmp dword ptr [rsi+8], 1     si_code: from 2 on it is about a page
        0x0F, 0x8E, 0x9E, 0x00, 0x00, 0x00,        // jle chain
        0x48, 0x8B, 0x46, 0x10,                    // mov rax, [rsi+16]            si_addr: the address that has no page
        0x48, 0x8B, 0x0D, 0x9B, 0x00, 0x00, 0x00,  // mov rcx, [rip+table]         entry 0
        0x4C, 0x8B, 0x41, 0x08,                    // mov r8, [rcx+8]              how many are behind it
        0x49, 0xC1, 0xE0, 0x06,                    // shl r8, 6                    times 64 bytes
        0x49, 0x01, 0xC8,                          // add r8, rcx                  the last one
        // next:
        0x48, 0x83, 0xC1, 0x40,                    // add rcx, 64                  the next one
        0x4C, 0x39, 0xC1,                          // cmp rcx, r8
        0x77, 0x7F,                                // ja chain                     none is left: not ours
        0x4C, 0x8B, 0x09,                          // mov r9, [rcx]                Version
        0x41, 0xF6, 0xC1, 0x01,                    // test r9b, 1
        0x75, 0xEE,                                // jnz next                     being changed, so nobody uses it
        0x48, 0x3B, 0x41, 0x08,                    // cmp rax, [rcx+8]             below Start?
        0x72, 0xE8,                                // jb next
        0x48, 0x3B, 0x41, 0x10,                    // cmp rax, [rcx+16]            from End on?
        0x73, 0xE2,                                // jae next
        0x4C, 0x3B, 0x09,                          // cmp r9, [rcx]                changed meanwhile?
        0x75, 0xDD,                                // jne next
        0x48, 0x83, 0x79, 0x20, 0x00,              // cmp qword ptr [rcx+32], 0    Fault keeps the first one
        0x75, 0x04,                                // jne map
        0x48, 0x89, 0x41, 0x20,                    // mov [rcx+32], rax
        // map:
        0x57,                                      // push rdi                     what the previous handler wants to find
        0x56,                                      // push rsi
        0x52,                                      // push rdx
        0x48, 0x8B, 0x79, 0x08,                    // mov rdi, [rcx+8]             1st argument: Start
        0x48, 0x8B, 0x71, 0x10,                    // mov rsi, [rcx+16]            2nd: the length
        0x48, 0x29, 0xFE,                          // sub rsi, rdi
        0x48, 0x8B, 0x51, 0x18,                    // mov rdx, [rcx+24]            3rd: Protection
        0x41, 0xBA, 0x32, 0x40, 0x00, 0x00,        // mov r10d, 0x4032             4th: MAP_PRIVATE | _FIXED | _ANONYMOUS | _NORESERVE
        0x49, 0xC7, 0xC0, 0xFF, 0xFF, 0xFF, 0xFF,  // mov r8, -1                   5th: no file
        0x45, 0x31, 0xC9,                          // xor r9d, r9d                 6th: offset 0
        0xB8, 0x09, 0x00, 0x00, 0x00,              // mov eax, 9                   mmap
        0x0F, 0x05,                                // syscall                      changes rax, rcx and r11
        0x48, 0x85, 0xC0,                          // test rax, rax
        0x79, 0x26,                                // jns done                     not an error
        0x48, 0x8B, 0x7C, 0x24, 0x08,              // mov rdi, [rsp+8]             refused; then for the page alone: siginfo_t again
        0x48, 0x8B, 0x7F, 0x10,                    // mov rdi, [rdi+16]            si_addr
        0x48, 0x8B, 0x35, 0x2C, 0x00, 0x00, 0x00,  // mov rsi, [rip+mask]          -4096
        0x48, 0x21, 0xF7,                          // and rdi, rsi                 the start of the page
        0x48, 0xF7, 0xDE,                          // neg rsi                      its length
        0x41, 0xBA, 0x32, 0x00, 0x00, 0x00,        // mov r10d, 0x32               one page is always accounted for
        0xB8, 0x09, 0x00, 0x00, 0x00,              // mov eax, 9
        0x0F, 0x05,                                // syscall
        0x48, 0x85, 0xC0,                          // test rax, rax
        // done:
        0x5A,                                      // pop rdx
        0x5E,                                      // pop rsi
        0x5F,                                      // pop rdi
        0x78, 0x01,                                // js chain                     refused as well
        0xC3,                                      // ret
        // chain:
        0xFF, 0x25, 0x12, 0x00, 0x00, 0x00,        // jmp qword ptr [rip+previous] as if it had been called in our place
        0x66, 0x90,                                // (up to a multiple of 8)
    ];

    /// <summary>
    /// Called with x0 = the signal, x1 = siginfo_t, x2 = the registers. It changes only registers that a function may change.
    /// </summary>
    private static ReadOnlySpan<byte> Arm64 =>
    [
        0x29, 0x08, 0x40, 0xB9,  // ldr w9, [x1, #8]
        0x3F, 0x05, 0x00, 0x71,  // cmp w9, #1                   si_code: from 2 on it is about a page
        0x8D, 0x05, 0x00, 0x54,  // b.le chain
        0x29, 0x08, 0x40, 0xF9,  // ldr x9, [x1, #16]            si_addr: the address that has no page
        0x8A, 0x05, 0x00, 0x58,  // ldr x10, table               entry 0
        0x4B, 0x05, 0x40, 0xF9,  // ldr x11, [x10, #8]           how many are behind it
        0x4B, 0x19, 0x0B, 0x8B,  // add x11, x10, x11, lsl #6    the last one: each has 64 bytes
        // next:
        0x4A, 0x01, 0x01, 0x91,  // add x10, x10, #64            the next one
        0x5F, 0x01, 0x0B, 0xEB,  // cmp x10, x11
        0xA8, 0x04, 0x00, 0x54,  // b.hi chain                   none is left: not ours
        0x4C, 0xFD, 0xDF, 0xC8,  // ldar x12, [x10]              Version, before the rest
        0x8C, 0xFF, 0x07, 0x37,  // tbnz w12, #0, next           being changed, so nobody uses it
        0x4D, 0xB9, 0x40, 0xA9,  // ldp x13, x14, [x10, #8]      Start and End
        0xBF, 0x39, 0x03, 0xD5,  // dmb ishld                    before what comes now
        0x4F, 0x01, 0x40, 0xF9,  // ldr x15, [x10]
        0xFF, 0x01, 0x0C, 0xEB,  // cmp x15, x12
        0xE1, 0xFE, 0xFF, 0x54,  // b.ne next                    changed meanwhile
        0x3F, 0x01, 0x0D, 0xEB,  // cmp x9, x13
        0xA3, 0xFE, 0xFF, 0x54,  // b.lo next                    below Start
        0x3F, 0x01, 0x0E, 0xEB,  // cmp x9, x14
        0x62, 0xFE, 0xFF, 0x54,  // b.hs next                    from End on
        0x4F, 0x11, 0x40, 0xF9,  // ldr x15, [x10, #32]          Fault keeps the first one
        0x4F, 0x00, 0x00, 0xB5,  // cbnz x15, map
        0x49, 0x11, 0x00, 0xF9,  // str x9, [x10, #32]
        // map:
        0xE0, 0x07, 0xBE, 0xA9,  // stp x0, x1, [sp, #-32]!      what the previous handler wants to find
        0xE2, 0x0B, 0x00, 0xF9,  // str x2, [sp, #16]
        0xE0, 0x03, 0x0D, 0xAA,  // mov x0, x13                  1st argument: Start
        0xC1, 0x01, 0x0D, 0xCB,  // sub x1, x14, x13             2nd: the length
        0x42, 0x0D, 0x40, 0xF9,  // ldr x2, [x10, #24]           3rd: Protection
        0x43, 0x06, 0x88, 0x52,  // mov w3, #0x4032              4th: MAP_PRIVATE | _FIXED | _ANONYMOUS | _NORESERVE
        0x04, 0x00, 0x80, 0x92,  // mov x4, #-1                  5th: no file
        0x05, 0x00, 0x80, 0xD2,  // mov x5, #0                   6th: offset 0
        0xC8, 0x1B, 0x80, 0x52,  // mov w8, #222                 mmap
        0x01, 0x00, 0x00, 0xD4,  // svc #0                       changes x0
        0x1F, 0xFC, 0x3F, 0xB1,  // cmn x0, #4095
        0xE3, 0x00, 0x00, 0x54,  // b.lo done                    not an error
        0xC1, 0x01, 0x00, 0x58,  // ldr x1, mask                 refused; then for the page alone: -4096, or what pages are
        0x20, 0x01, 0x01, 0x8A,  // and x0, x9, x1               its start
        0xE1, 0x03, 0x01, 0xCB,  // neg x1, x1                   its length
        0x43, 0x06, 0x80, 0x52,  // mov w3, #0x32                one page is always accounted for
        0x01, 0x00, 0x00, 0xD4,  // svc #0
        0x1F, 0xFC, 0x3F, 0xB1,  // cmn x0, #4095
        // done:
        0xE2, 0x0B, 0x40, 0xF9,  // ldr x2, [sp, #16]
        0xE0, 0x07, 0xC2, 0xA8,  // ldp x0, x1, [sp], #32
        0x42, 0x00, 0x00, 0x54,  // b.hs chain                   refused as well
        0xC0, 0x03, 0x5F, 0xD6,  // ret
        // chain:
        0xD0, 0x00, 0x00, 0x58,  // ldr x16, previous
        0x00, 0x02, 0x1F, 0xD6,  // br x16                       as if it had been called in our place
    ];
}
