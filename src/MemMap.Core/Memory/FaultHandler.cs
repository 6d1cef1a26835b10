using System.Runtime.InteropServices;

namespace MemMap.Memory;

/// <summary>
/// Keeps the process alive where the system can't supply a page of a mapped file: the file was cut short, its disk is full or broken, or it
/// may no longer be changed. Linux then interrupts the thread at the load or store, by the signal SIGBUS, and calls the handler of that
/// signal with a pointer to what happened (siginfo_t) and one to the thread's registers (the signal frame). When a handler returns, the
/// system restores the registers, and the same instruction runs again.
/// <code>
/// load or store -> no page -> SIGBUS -> handler: is the address in a range of the table?
///        ^                                | yes                           | no
///        |                                Fault = the address             the handler that was there before: the runtime's
///        +------------ return  &lt;--------  zeros in place of the range
/// </code>
/// So the instruction goes on with zeros, or stores into memory that nobody sees. The whole range goes, as nothing of it is believed any
/// more; pages that went one by one would use up the mappings that a process may have. What makes that right is Fault: whoever holds a
/// lease looks at it before what was read is believed, or what was written is called so (<see cref="ArrayBuffer.Verify()"/>,
/// <see cref="BufferLease.Dispose"/>). The handler is machine code, since nothing of .NET may run there: the thread may hold any lock, and
/// the collector may wait for it. It takes no lock, calls no function, and makes one system call. A forked child has none of the maps, as
/// .NET asks the system, and a table that is empty.
/// </summary>
internal static unsafe partial class FaultHandler
{
    private const int Bus = 7, MaxRanges = 1 << 17;
    private const int Read = 1, Write = 2, Execute = 4, PrivateAnonymous = 0x22, NoReserve = 0x4000, WipeOnFork = 18;

    private static readonly nuint TableBytes = (nuint)(MaxRanges + 1) * (nuint)sizeof(Range);

    private static readonly object Changing = new();
    private static readonly Stack<nint> Free = [];
    private static readonly Range* Table;

    /// <summary>Why there is no handler, so that a fault ends the process; null where there is one.</summary>
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

    /// <summary>The entries of the table that are or were in use.</summary>
    internal static long Entries => Absence is null ? Volatile.Read(ref Table->Start) : 0;

    /// <summary>An entry of the table. The handler reads it without a lock, at the offsets that the fields have here.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 64)]
    internal struct Range
    {
        /// <summary>Odd while the entry is changed, then another number: what is read between two equal ones belongs together.</summary>
        [FieldOffset(0)]
        internal long Version;

        /// <summary>The first address, at the start of a page; in entry 0, how many entries there are behind it.</summary>
        [FieldOffset(8)]
        internal nint Start;

        /// <summary>The address behind the last one, at the start of a page.</summary>
        [FieldOffset(16)]
        internal nint End;

        /// <summary>How the pages may be used, as mmap takes it.</summary>
        [FieldOffset(24)]
        internal long Protection;

        /// <summary>The first address that had no page; 0 while all is well.</summary>
        [FieldOffset(32)]
        internal nint Fault;
    }

    /// <summary>Puts a mapped range into the table. Where a process has more than 131,072 at a time, those beyond aren't watched.</summary>
    /// <param name="start">Its first byte, at the start of a page.</param>
    /// <param name="length">Its length.</param>
    /// <param name="isWriteable">Whether it is mapped for writing.</param>
    /// <returns>Its place, for <see cref="Forget"/>; null where it isn't watched.</returns>
    internal static Range* Watch(nint start, long length, bool isWriteable)
    {
        if (Absence is not null || length == 0)
        {
            return null;
        }
        lock (Changing)
        {
            long count = Table->Start;
            if (!Free.TryPop(out nint free))
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

    /// <summary>Takes a range out of the table, before it is unmapped and when nobody touches it any more.</summary>
    internal static void Forget(Range* range)
    {
        lock (Changing)
        {
            Set(range, 0, 0, 0);
            Free.Push((nint)range);
        }
    }

    private static void Set(Range* range, nint start, nint end, long protection)
    {
        // Each is a full fence, so that no store moves out from between them.
        Interlocked.Increment(ref range->Version);
        range->Start = start;
        range->End = end;
        range->Protection = protection;
        range->Fault = 0;
        Interlocked.Increment(ref range->Version);
    }

    /// <summary>Sets up the table and the code, and asks the system to call it.</summary>
    /// <returns>Why it can't be; otherwise null.</returns>
    private static string? TryInstall(out Range* table)
    {
        // struct sigaction of glibc and musl: the handler, a mask of 128 bytes, the flags, and what the library adds itself.
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
        // Hardened kernels and SELinux refuse to make a page executable that was written. Where Linux does, the instruction cache sees it.
        if (MProtect(code, length, Read | Execute) != 0)
        {
            string reason = Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError());
            _ = MUnmap(code, length);
            return $"the system refuses the handler an executable page ({reason})";
        }
        // Mask and flags stay those of the runtime's handler (the thread's own stack, for one), as it may go on into that one.
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
