using System.Reflection;
using System.Runtime.Loader;

namespace MemMap.Loading;

/// <summary>
/// The load context of Core, of Drawing, and of every library that they use: the assemblies in the module's folder <c>lib</c>. Another
/// module may load another version of one of these, before or after; neither module is bound to the other's.
/// </summary>
/// <remarks>PowerShell loads the cmdlets' assembly into the default context. It references Core, PowerShell and .NET only.</remarks>
internal sealed class LibraryContext : AssemblyLoadContext
{
    private readonly string _folder;

    private LibraryContext(string folder) : base("MemMap") => _folder = folder;

    /// <summary>The context. An assembly is loaded into it when it is needed.</summary>
    internal static LibraryContext Instance { get; } =
        new(Path.Join(Path.GetDirectoryName(typeof(LibraryContext).Assembly.Location), "lib"));

    /// <summary>Loads an assembly of the folder; <see langword="null"/> where the folder has none of this name.</summary>
    internal Assembly? LoadOwn(string name) => FileOf(name) is { } file ? LoadFromAssemblyPath(file) : null;

    /// <inheritdoc/>
    /// <remarks>
    /// There is one Core in a process, that of the cmdlets. A program that has Core among its own assemblies, as the tests have, has it in
    /// the default context. The default context also answers for what isn't in the folder: .NET and PowerShell.
    /// </remarks>
    protected override Assembly? Load(AssemblyName assemblyName)
        => assemblyName.Name == CoreAssembly.Name ? CoreAssembly.Loaded : LoadOwn(assemblyName.Name!);

    // The one place where the file for an assembly is chosen.
    private string? FileOf(string name)
    {
        string file = Path.Combine(_folder, name + ".dll");
        return File.Exists(file) ? file : null;
    }
}
