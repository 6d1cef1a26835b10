using System.Globalization;
using System.Runtime.InteropServices;

namespace MemMap.Memory;

// The memory that is available.
internal sealed unsafe partial class PlatformUnix
{
    /// <summary>Address space that is left to the runtime, which ends the process without it: a thread alone takes up to 72 MiB.</summary>
    private const long SpareAddresses = 192 << 20;

    private static readonly Lazy<ControlGroup> Groups = new(static () => new ControlGroup("/"));

    public MemoryRoom PhysicalRoom(long promised)
    {
        if (OperatingSystem.IsMacOS())
        {
            return MacRoom().Less(promised);
        }
        // What is needed to keep going, of this process and others, is left.
        Dictionary<string, long> machine = KiloBytes("/proc/meminfo");
        MemoryRoom room = MemoryRoom.Unlimited;
        if (machine.TryGetValue("MemAvailable", out long available))
        {
            available += machine.TryGetValue("SwapFree", out long swap) ? swap : 0;
            room = new MemoryRoom(available - (available / 64));
        }
        const string neverOvercommit = "2";
        if (TryRead("/proc/sys/vm/overcommit_memory")?.Trim() == neverOvercommit)
        {
            long uncommitted = machine.GetValueOrDefault("CommitLimit") - machine.GetValueOrDefault("Committed_AS");
            room = room.And(new MemoryRoom(Math.Max(0, uncommitted), "vm.overcommit_memory = 2"));
        }
        return room.And(Groups.Value.Room()).Less(promised);
    }

    public bool LimitsAddresses => Addresses < long.MaxValue;

    private static long Addresses
    {
        get
        {
            const int linux = 9, mac = 5;
            return Limit(OperatingSystem.IsMacOS() ? mac : linux);
        }
    }

    public MemoryRoom NativeRoom(long promised)
    {
        const int data = 2;
        MemoryRoom room = PhysicalRoom(promised);
        long addresses = Addresses, dataBytes = Limit(data);
        if (OperatingSystem.IsMacOS() || (addresses == long.MaxValue && dataBytes == long.MaxValue))
        {
            return room;
        }
        (long mapped, _, long written) = Usage();
        return room.And(Left(addresses, mapped, "ulimit -v")).And(Left(dataBytes, written, "ulimit -d"));

        static MemoryRoom Left(long limit, long used, string name)
            => limit < long.MaxValue ? new MemoryRoom(Math.Max(0, limit - used - SpareAddresses), name) : MemoryRoom.Unlimited;
    }

    public long AccessedBytes() => OperatingSystem.IsLinux() ? Usage().Own : long.MaxValue;

    /// <summary>The bytes of this process that are mapped, in memory and no file's, and writable.</summary>
    private static (long Mapped, long Own, long Writable) Usage()
    {
        // Pages: all that are mapped, resident, shared, code, 0, data and stack.
        string[] texts = (TryRead("/proc/self/statm") ?? "").Split(' ');
        var pages = new long[texts.Length];
        for (int i = 0; i < pages.Length; i++)
        {
            _ = long.TryParse(texts[i], CultureInfo.InvariantCulture, out pages[i]);
        }
        return pages.Length < 6 ? (0, long.MaxValue, 0)
            : (pages[0] * Environment.SystemPageSize, (pages[1] - pages[2]) * Environment.SystemPageSize,
                pages[5] * Environment.SystemPageSize);
    }

    /// <summary>The numbers of a file of lines such as <c>MemFree: 12 kB</c>, in bytes.</summary>
    private static Dictionary<string, long> KiloBytes(string path)
    {
        Dictionary<string, long> numbers = [];
        foreach (string line in (TryRead(path) ?? "").Split('\n'))
        {
            if (line.Split([':', ' '], StringSplitOptions.RemoveEmptyEntries) is [var name, var number, ..]
                && long.TryParse(number, CultureInfo.InvariantCulture, out long kiloBytes))
            {
                numbers[name] = kiloBytes << 10;
            }
        }
        return numbers;
    }

    /// <summary>The pages that are free or that macOS can take back at once. It compresses others, so this is the least.</summary>
    private static MemoryRoom MacRoom()
    {
        // vm_statistics64: 32-bit counts of pages, with 64-bit ones between them.
        const int virtualMemory = 4, words = 38, freeAt = 0, inactiveAt = 2, purgeableAt = 22;
        uint* statistics = stackalloc uint[words];
        int count = words;
        if (HostStatistics(MachHostSelf(), virtualMemory, statistics, &count) != 0)
        {
            return MemoryRoom.Unlimited;
        }
        long pages = (long)statistics[freeAt] + statistics[inactiveAt] + statistics[purgeableAt];
        return new MemoryRoom(pages * Environment.SystemPageSize);
    }

    [LibraryImport("libc", EntryPoint = "mach_host_self")]
    private static partial uint MachHostSelf();

    [LibraryImport("libc", EntryPoint = "host_statistics64")]
    private static partial int HostStatistics(uint host, int kind, uint* statistics, int* count);
}
