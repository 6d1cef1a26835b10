using System.Runtime.Versioning;

namespace MemMap.Package;

/// <summary>A file of the package.</summary>
internal sealed class PackageFile(string path, Func<Stream> open) : IPackageFile
{
    public string Path { get; } = path.Replace('/', System.IO.Path.DirectorySeparatorChar);

    public string EffectivePath => Path;

    public FrameworkName? TargetFramework => null;

    public NuGetFramework? NuGetFramework => null;

    public DateTimeOffset LastWriteTime => NoTime;

    /// <summary>The first day that a zip file can tell.</summary>
    internal static DateTimeOffset NoTime { get; } = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public Stream GetStream() => open();
}
