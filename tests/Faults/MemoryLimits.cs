using System.Diagnostics;
using System.Globalization;
using MemMap.Memory;

namespace MemMap.Faults;

/// <summary>Results that don't fit into memory, and those that nobody refers to any more.</summary>
internal static class MemoryLimits
{
    /// <summary>More than the machine has available is refused, also where the parts of it fit.</summary>
    internal static void Available()
    {
        long available = Platform.Current.NativeRoom(0).Bytes;
        // By a margin: other processes give memory back meanwhile.
        Refuse(() => NDArray.Zeros([available + (available / 8)], DType.UInt8));
        // Memory that was promised is not available a second time, though nothing was written to it.
        NDArray promised = NDArray.Zeros([available / 3 * 2], DType.UInt8);
        Refuse(() => NDArray.Zeros([available / 3 * 2], DType.UInt8));
        Check.That((byte)promised.GetItem([0])! == 0);
        Dispose(promised);
        Dispose(NDArray.Zeros([available / 3 * 2], DType.UInt8));
    }

    /// <summary>A limit on the address space, as by <c>ulimit -v</c>, is one on results. The runtime must start with it.</summary>
    internal static void UnderLimit(string folder)
    {
        const string limited = "ulimit -v 6000000 && exec \"$0\" \"$@\"";
        ProcessStartInfo start = new("/bin/sh", ["-c", limited, Environment.ProcessPath!]) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(MemoryLimits).Assembly.Location);
        }
        start.ArgumentList.Add("memory-limited");
        start.ArgumentList.Add(folder);
        using Process process = Process.Start(start)!;
        Console.WriteLine(process.StandardOutput.ReadToEnd());
        process.WaitForExit();
        Check.That(process.ExitCode == 0);
    }

    /// <summary>What <see cref="UnderLimit"/> starts.</summary>
    internal static void Limited()
    {
        NDArray part = NDArray.Zeros([16 << 20], DType.UInt8);
        Exception error = Refuse(() => NDArray.Zeros([6L << 30], DType.UInt8));
        Check.That(error.Message.Contains("ulimit -v", StringComparison.Ordinal), error.Message);
        NDArray wide = part.BroadcastTo([1000, 16 << 20]);
        Refuse(() => wide.Copy());
        Refuse(() => _ = wide + 1);
        Refuse(() => wide.ArgSort());
        // What fits still does, again and again: results that nobody refers to are given back.
        for (int round = 0; round < 100; round++)
        {
            Check.That((ulong)(part + 1).Sum()! == 16 << 20);
        }
    }

    /// <summary>Results in a loop, of which each is dropped when there is the next one.</summary>
    internal static void DroppedResults(string[] args)
    {
        int rounds = int.Parse(args[0], CultureInfo.InvariantCulture), size = int.Parse(args[1], CultureInfo.InvariantCulture);
        NDArray array = NDArray.Zeros([size], DType.UInt8), result = array;
        long most = 0;
        for (int round = 0; round < rounds; round++)
        {
            result = array + 1;
            most = round % 16 == 0 ? Math.Max(most, Environment.WorkingSet) : most;
        }
        Console.WriteLine($"{rounds} results of {size} bytes: at most {most >> 20} MiB in memory");
        Check.That((ulong)result.Sum()! == (ulong)size && most < 1 << 30);
    }

    private static Exception Refuse(Func<NDArray> work) => Check.Fails("too much", () => Dispose(work()), "OutOfMemory");

    private static void Dispose(NDArray array) => array.Ref.Buffer.Close();
}
