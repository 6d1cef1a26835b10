using System.Runtime.InteropServices;

namespace MemMap.Faults;

/// <summary>
/// Answers of the system that few machines that run tests give by themselves: a filter of the kernel gives them to this process, for good.
/// </summary>
internal static unsafe partial class SystemFilter
{
    private const int NotInstalled = 77;

    private const ushort LoadWord = 0x20, JumpIfEqual = 0x15, JumpIfGreater = 0x25, Return = 0x06;
    private const uint Allow = 0x7fff0000, Fail = 0x00050000, OutOfMemory = 12, AccessDenied = 13, QuotaExceeded = 122;

    // struct seccomp_data: the call's number, the machine, the instruction, six arguments of 64 bits.
    private const uint NumberAt = 0, FirstArgumentAt = 16, ArgumentSize = 8;

    private static readonly bool IsArm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    /// <summary>The user's share of a disk is used up, for whoever wants space beyond so many bytes of a file.</summary>
    internal static void Quota(uint bytes)
    {
        (uint fallocate, uint write) = IsArm ? (47u, 68u) : (285u, 18u);
        Install(
        [
            new(LoadWord, 0, 0, NumberAt),
            new(JumpIfEqual, 2, 0, fallocate),
            new(JumpIfEqual, 1, 0, write),
            new(Return, 0, 0, Allow),
            new(LoadWord, 0, 0, FirstArgumentAt + (3 * ArgumentSize)), // Of both calls the fourth one counts.
            new(JumpIfGreater, 0, 1, bytes),
            new(Return, 0, 0, Fail | QuotaExceeded),
            new(Return, 0, 0, Allow),
        ]);
    }

    /// <summary>
    /// A hardened system refuses to make memory executable that was written, here that of one length: the runtime has some as well.
    /// </summary>
    internal static void RefuseExecutable(uint length)
    {
        const uint readAndExecute = 5;
        uint protect = IsArm ? 226u : 10u;
        Install(
        [
            new(LoadWord, 0, 0, NumberAt),
            new(JumpIfEqual, 0, 5, protect),
            new(LoadWord, 0, 0, FirstArgumentAt + ArgumentSize),
            new(JumpIfEqual, 0, 3, length),
            new(LoadWord, 0, 0, FirstArgumentAt + (2 * ArgumentSize)),
            new(JumpIfEqual, 0, 1, readAndExecute),
            new(Return, 0, 0, Fail | AccessDenied),
            new(Return, 0, 0, Allow),
        ]);
    }

    /// <summary>
    /// The system gives no memory to whoever asks for it with these flags, as it does where it promises no more than it has.
    /// </summary>
    internal static void RefuseMemory(uint flags)
        => Install(
        [
            new(LoadWord, 0, 0, NumberAt),
            new(JumpIfEqual, 0, 3, IsArm ? 222u : 9u),
            new(LoadWord, 0, 0, FirstArgumentAt + (3 * ArgumentSize)),
            new(JumpIfEqual, 0, 1, flags),
            new(Return, 0, 0, Fail | OutOfMemory),
            new(Return, 0, 0, Allow),
        ]);

    /// <summary>Ends the process with <see cref="NotInstalled"/> where there can be no filter.</summary>
    private static void Install(Instruction[] instructions)
    {
        const int setMode = 1, allThreads = 1, noNewPrivileges = 38;
        fixed (Instruction* first = instructions)
        {
            Filter program = new() { Length = (ushort)instructions.Length, First = first };
            if (Control(noNewPrivileges, 1, 0, 0, 0) != 0 || SystemCall(IsArm ? 277 : 317, setMode, allThreads, &program) != 0)
            {
                Environment.Exit(NotInstalled);
            }
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
