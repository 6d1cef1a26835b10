using System.Diagnostics;
using System.Runtime.InteropServices;

namespace MemMap.Bench;

/// <summary>What a measurement was made on.</summary>
internal static class Machine
{
    internal static IEnumerable<string> Describe(IEnumerable<IPeer> peers)
    {
        long memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        yield return $"- {Processor()}, {Environment.ProcessorCount} cores, {memory / (double)(1 << 30):F0} GiB, "
            + $"{RuntimeInformation.OSDescription}";
        foreach (string version in peers.Select(peer => peer.Version).Prepend(RuntimeInformation.FrameworkDescription))
        {
            yield return $"- {version}";
        }
        if (Environment.GetEnvironmentVariable("MEMMAP_THREADS") is { Length: > 0 } threads)
        {
            yield return $"- MEMMAP_THREADS is {threads}";
        }
    }

    private static string Processor()
    {
        string? name = OperatingSystem.IsLinux() ? FromProc()
            : OperatingSystem.IsMacOS() ? FromSysctl()
            : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        return name ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    // Kernels for other processors than x86 have no such line.
    private static string? FromProc()
        => File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1]
            .Trim();

    private static string FromSysctl()
    {
        using Process process = Process.Start(
            new ProcessStartInfo("sysctl", ["-n", "machdep.cpu.brand_string"]) { RedirectStandardOutput = true })!;
        return process.StandardOutput.ReadToEnd().Trim();
    }
}
