using System.Runtime.InteropServices;

namespace MemMap.Memory;

/// <summary>
/// Turns faults of mapped memory into errors. The system can't supply a page if the file was truncated, its disk is full or broken, or the
/// file may no longer be changed. Linux then interrupts the thread at the load or store by the signal SIGBUS, and calls the handler of that
/// signal with a pointer to the cause (siginfo_t) and one to the thread's registers (the signal frame). When the handler returns, the
/// system restores the registers and repeats the instruction.
/// <code>
/// load or store -> no page -> SIGBUS -> handler: is the address in a range of the table?
///        ^                                | yes                           | no
///        |                                Fault = the address             the previous handler: the runtime's
///        +------------ return  &lt;--------  zeros in place of the range
/// </code>
/// The repeated instruction reads zeros, or stores into memory that is discarded. The whole range is replaced: none of its data is trusted
/// any more, and replacing single pages would exhaust the mappings of the process. The holder of a lease must check Fault before it trusts
/// what it has read or reports what it has written as done (<see cref="ArrayBuffer.Verify()"/>, <see cref="BufferLease.Dispose"/>). The
/// handler is machine code, since no .NET code may run there: the thread may hold any lock, and the collector may be waiting for it. It
/// takes no lock, calls no function, and makes one system call. A forked child has none of the maps, as .NET requests, and an empty table.
/// </summary>
internal static unsafe partial class FaultHandler
{
    private const int Bus = 7, MaxRanges = 1 << 17;
    private const int Read = 1, Write = 2, Execute = 4, PrivateAnonymous = 0x22, NoReserve = 0x4000, WipeOnFork = 18;

    private static readonly nuint TableBytes = (nuint)(MaxRanges + 1) * (nuint)sizeof(Range);

    private static readonly object Changing = new();
    private static readonly Range* Table;
    // Made when the first map is closed: .NET has no native code for it.
    private static Stack<nint>? _free;

    /// <summary>Why there is no handler, so that a fault ends the process; null if there is one.</summary>
    internal static readonly string? Absence;

    static FaultHandler()
    {
        try
        {
            Absence = OperatingSystem.IsWindows() ? "Windows reports it to .NET as a state that no program survives"
                : OperatingSystem.IsMacOS() ? ".NET takes it from macOS before it becomes a signal"
                : !OperatingSystem.IsLinux() || FaultHandlerCode.Bytes.IsEmpty ? $"there is none for {RuntimeInformation.RuntimeIdentifier}"
                : TryInstall(out Table);
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            Absence = e.Message;
        }
    }

    /// <summary>The number of table entries that are or were in use.</summary>
    internal static long Entries => Absence is null ? Volatile.Read(ref Table->Start) : 0;

    /// <summary>An entry of the table. The handler reads it without a lock, at these field offsets.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 64)]
    internal struct Range
    {
        /// <summary>
        /// A version number, odd while the entry is being changed. Fields read between two equal even versions are consistent.
        /// </summary>
        [FieldOffset(0)]
        internal long Version;

        /// <summary>The first address, at the start of a page. In entry 0, the number of entries that follow.</summary>
        [FieldOffset(8)]
        internal nint Start;

        /// <summary>The end address, exclusive, at the start of a page.</summary>
        [FieldOffset(16)]
        internal nint End;

        /// <summary>The protection of the pages, as mmap's argument.</summary>
        [FieldOffset(24)]
        internal long Protection;

        /// <summary>The first address that had no page; 0 if there was no fault.</summary>
        [FieldOffset(32)]
        internal nint Fault;
    }

    /// <summary>Adds a mapped range to the table. Beyond 131,072 ranges in a process, further ones are not watched.</summary>
    /// <param name="start">The first byte, at the start of a page.</param>
    /// <param name="length">The number of bytes.</param>
    /// <param name="isWriteable">Whether the range is mapped for writing.</param>
    /// <returns>The entry, for <see cref="Forget"/>; null if the range is not watched.</returns>
    internal static Range* Watch(nint start, long length, bool isWriteable)
    {
        if (Absence is not null || length == 0)
        {
            return null;
        }
        lock (Changing)
        {
            long count = Table->Start;
            if (_free is null || !_free.TryPop(out nint free))
            {
                if (count == MaxRanges)
                {
                    return null;
                }
                free = (nint)(Table + ++count);
            }
            var range = (Range*)free;
            long page = Environment.SystemPageSize;
            Set(range, start, (nint)((start + length + page - 1) & -page), isWriteable ? Read | Write : Read);
            Volatile.Write(ref Table->Start, (nint)Math.Max(count, Table->Start));
            return range;
        }
    }

    /// <summary>Removes a range from the table. It must no longer be accessed, and must still be mapped.</summary>
    internal static void Forget(Range* range)
    {
        lock (Changing)
        {
            Set(range, 0, 0, 0);
            (_free ??= []).Push((nint)range);
        }
    }

    private static void Set(Range* range, nint start, nint end, long protection)
    {
        // Each increment is a full fence, so that no store moves out from between them.
        Interlocked.Increment(ref range->Version);
        range->Start = start;
        range->End = end;
        range->Protection = protection;
        range->Fault = 0;
        Interlocked.Increment(ref range->Version);
    }

    /// <summary>Creates the table and the code, and installs the handler.</summary>
    /// <returns>The reason why that is impossible; otherwise null.</returns>
    private static string? TryInstall(out Range* table)
    {
        // struct sigaction of glibc and musl: the handler, a mask of 128 bytes, the flags, and a field of the library.
        const int actionSize = 152, flagsAt = 136, takesInfo = 4;
        table = null;
        byte* action = stackalloc byte[actionSize];
        if (SigAction(Bus, null, action) != 0 || (*(int*)(action + flagsAt) & takesInfo) == 0)
        {
            return "the runtime has no handler of its own for SIGBUS, which others would be left to";
        }
        nuint length = (nuint)FaultHandlerCode.Length;
        byte* code = MMap(0, length, Read | Write, PrivateAnonymous, -1, 0);
        byte* entries = MMap(0, TableBytes, Read | Write, PrivateAnonymous | NoReserve, -1, 0);
        if ((nint)code == -1 || (nint)entries == -1)
        {
            return "the system gives no memory for the handler";
        }
        _ = MAdvise(entries, TableBytes, WipeOnFork);
        ReadOnlySpan<byte> bytes = FaultHandlerCode.Bytes;
        bytes.CopyTo(new Span<byte>(code, bytes.Length));
        var constants = (nint*)(code + bytes.Length);
        constants[0] = (nint)entries;
        constants[1] = -Environment.SystemPageSize;
        constants[2] = *(nint*)action;
        // Hardened kernels and SELinux forbid making a written page executable. Where Linux allows it, it also updates the instruction
        // cache.
        if (MProtect(code, length, Read | Execute) != 0)
        {
            string reason = Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError());
            _ = MUnmap(code, length);
            return $"the system refuses the handler an executable page ({reason})";
        }
        // Keep the mask and flags of the runtime's handler (such as the alternate stack), since ours may jump to it.
        *(nint*)action = (nint)code;
        if (SigAction(Bus, action, null) != 0)
        {
            return "the system refuses the handler";
        }
        table = (Range*)entries;
        return null;
    }

    [LibraryImport("libc", EntryPoint = "sigaction")]
    private static partial int SigAction(int signal, byte* action, byte* previous);

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial byte* MMap(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static partial int MProtect(byte* address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int MAdvise(byte* address, nuint length, int advice);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int MUnmap(byte* address, nuint length);
}
