using System.Diagnostics;
using System.Reflection;

namespace MemMap.Precompile;

/// <summary>
/// Compiles an assembly to native code with .NET's own compiler, crossgen2. The result is an assembly like any other: a runtime that can't
/// use the native code compiles the IL that is in it too.
/// </summary>
/// <remarks>
/// Not <c>PublishReadyToRun</c>: it takes the compiler of the target framework, and .NET 10 doesn't use native code of .NET 8's compiler.
/// </remarks>
internal static class NativeCompiler
{
    private static readonly Dictionary<string, string?> Metadata = typeof(NativeCompiler).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().ToDictionary(item => item.Key, item => item.Value);

    /// <summary>The runtime identifiers of the systems that the build was asked for.</summary>
    internal static string[] Systems => Metadata["Systems"]!.Split(';');

    /// <summary>Compiles an assembly for a system. Returns whether it succeeded.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="folders">Where the assemblies are that it references, but for those of .NET and PowerShell.</param>
    /// <param name="system">The runtime identifier of the system.</param>
    /// <param name="target">The file to write.</param>
    internal static bool Compile(string assembly, string[] folders, string system, string target)
    {
        string[] parts = system.Split('-');
        (string os, string family) = parts[0] switch { "win" => ("windows", "win"), var name => (name, "unix") };
        string folder = Path.Combine(Package("Runtime", system), "runtimes", system);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        string compiler = Path.Combine(Package("Crossgen2", Metadata["Host"]!), "tools", "crossgen2");
        string[] arguments =
        [
            assembly, "--out", target, "--targetos", os, "--targetarch", parts[^1], "--optimize",
            "--reference", Path.Combine(folder, "lib", "net10.0", "*.dll"),
            "--reference", Path.Combine(folder, "native", "System.Private.CoreLib.dll"),
            "--reference", Path.Combine(Metadata["PowerShell"]!, "runtimes", family, "lib", "net10.0", "*.dll"),
            .. folders.SelectMany(references => (string[])["--reference", Path.Combine(references, "*.dll")]),
        ];
        // A package with a program for this system, or one that .NET runs.
        ProcessStartInfo start = File.Exists(compiler + ".dll")
            ? new("dotnet", [compiler + ".dll", .. arguments])
            : new(OperatingSystem.IsWindows() ? compiler + ".exe" : compiler, arguments);
        start.RedirectStandardOutput = true;
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            Console.Error.WriteLine(output);
        }
        return process.ExitCode == 0;
    }

    private static string Package(string name, string system)
        => Path.Combine(Metadata["Packages"]!, $"microsoft.netcore.app.{name}.{system}".ToLowerInvariant(), Metadata["Version"]!);
}
