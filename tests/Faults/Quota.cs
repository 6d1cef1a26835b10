using System.Runtime.InteropServices;

namespace MemMap.Faults;

/// <summary>
/// The user's share of a disk is used up. Few systems that run tests have quotas, so a filter of the kernel answers in its place, to the
/// same calls and by the same error: whoever wants space beyond some megabytes of a file is told that the quota is exceeded.
/// </summary>
internal static unsafe partial class Quota
{
    private const int NotInstalled = 77;

    private const ushort LoadWord = 0x20, JumpIfEqual = 0x15, JumpIfGreater = 0x25, Return = 0x06;
    private const uint Allow = 0x7fff0000, Fail = 0x00050000, QuotaExceeded = 122;

    // struct seccomp_data: the call's number, the machine, the instruction, six arguments of 64 bits. Of both calls the fourth one counts.
    private const uint NumberAt = 0, FourthArgumentAt = 16 + (3 * 8);

    /// <summary>Limits this process for good. Ends it with <see cref="NotInstalled"/> where that can't be had.</summary>
    internal static void Limit(uint bytes)
    {
        const int setMode = 1, allThreads = 1, noNewPrivileges = 38;
        (int seccomp, uint fallocate, uint write) = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? (277, 47u, 68u)
            : (317, 285u, 18u);
        Instruction* filter = stackalloc Instruction[]
        {
            new(LoadWord, 0, 0, NumberAt),
            new(JumpIfEqual, 2, 0, fallocate),
            new(JumpIfEqual, 1, 0, write),
            new(Return, 0, 0, Allow),
            new(LoadWord, 0, 0, FourthArgumentAt),
            new(JumpIfGreater, 0, 1, bytes),
            new(Return, 0, 0, Fail | QuotaExceeded),
            new(Return, 0, 0, Allow),
        };
        Filter program = new() { Length = 8, First = filter };
        if (Control(noNewPrivileges, 1, 0, 0, 0) != 0 || SystemCall(seccomp, setMode, allThreads, &program) != 0)
        {
            Environment.Exit(NotInstalled);
        }
    }

    private readonly struct Instruction(ushort code, byte ifTrue, byte ifFalse, uint operand)
    {
        internal readonly ushort Code = code;
        internal readonly byte IfTrue = ifTrue, IfFalse = ifFalse;
        internal readonly uint Operand = operand;
    }

    private struct Filter
    {
        internal ushort Length;
        internal Instruction* First;
    }

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int option, nint second, nint third, nint fourth, nint fifth);

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint SystemCall(nint number, nint operation, nint flags, Filter* program);
}
