using System.ComponentModel;
using System.Diagnostics;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace MemMap.Bench;

/// <summary>
/// The loops of loops.c, compiled for this machine: what a C programmer would write for one expression, on all cores. What it writes goes
/// to the same memory each time.
/// </summary>
internal sealed unsafe class CLoopPeer : IPeer
{
    private const long ChunkItems = 1 << 18;
    private const nuint Alignment = 64;

    // The function of each workload, and whether it writes results rather than returning a number.
    private static readonly Dictionary<string, (string Name, bool Writes)> Functions = new()
    {
        ["(m - .5) * 2 + sqrt(m)"] = ("scaled_root", true),
        ["sum((m - .5)**2)"] = ("squares", false),
        ["count of (m > .2) & (m < .8)"] = ("between", false),
    };

    private readonly nint _library;
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly float* _elements;
    private readonly float* _results;
    private readonly long _items;

    private CLoopPeer(nint library, string version, string path, long size)
    {
        (_library, Version, _items) = (library, version, size / sizeof(float));
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, mapName: null, capacity: 0, MemoryMappedFileAccess.ReadWrite);
        _view = _file.CreateViewAccessor(0, size, MemoryMappedFileAccess.ReadWrite);
        byte* pointer = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref pointer);
        _elements = (float*)pointer;
        _results = (float*)NativeMemory.AlignedAlloc((nuint)size, Alignment);
    }

    public string Name => "C loop";

    public string Version { get; }

    /// <summary>Compiles the loops; <c>null</c> where there is no gcc.</summary>
    internal static CLoopPeer? TryCompile(DataFiles files)
    {
        string source = Path.Combine(AppContext.BaseDirectory, "C", "loops.c"), library = files.PathOf("loops.so");
        return Run(["-O3", "-march=native", "-ffast-math", "-shared", "-fPIC", "-o", library, source]) is not null
            && Run(["-dumpfullversion"]) is { } version
            ? new CLoopPeer(NativeLibrary.Load(library), $"gcc {version.Trim()}", files.PathOf("data.f4"), files.Size) : null;
    }

    public bool Has(string workload) => Functions.ContainsKey(workload);

    public Sample Run(string workload, int count)
    {
        (string name, bool writes) = Functions[workload];
        var loop = (delegate* unmanaged<float*, float*, CLong, double>)NativeLibrary.GetExport(_library, name);
        double result = 0;
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < count; i++)
        {
            result = Run(loop);
        }
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds / count;
        return new Sample(seconds, writes
            ? [_items, _results[0], _results[_items / 2], _results[_items - 1]] : [1, result, result, result]);
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(_results);
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
        NativeLibrary.Free(_library);
    }

    /// <summary>Runs a loop over all elements once: the sum of what it returns.</summary>
    private double Run(delegate* unmanaged<float*, float*, CLong, double> loop)
    {
        int chunks = (int)((_items + ChunkItems - 1) / ChunkItems);
        var sums = new double[chunks];
        Parallel.For(0, chunks, chunk =>
        {
            long first = chunk * ChunkItems;
            sums[chunk] = loop(_elements + first, _results + first, new CLong((nint)Math.Min(ChunkItems, _items - first)));
        });
        return sums.Sum();
    }

    // What gcc prints; null where there is none, or where it fails.
    private static string? Run(string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("gcc", arguments) { RedirectStandardOutput = true })!;
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
