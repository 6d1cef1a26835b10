using System.Reflection;
using System.Runtime.Loader;

namespace MemMap.Loading;

/// <summary>
/// The load context of Core, of Drawing, and of every library that they use: the assemblies in the module's folder <c>lib</c>. Another
/// module may load another version of one of these, before or after; neither module is bound to the other's.
/// </summary>
/// <remarks>
/// The cmdlets' assembly is in the default context (<see cref="CmdletLoader"/>). It references Core, PowerShell and .NET only. An assembly
/// in a folder of the system's name, such as <c>lib/linux-x64</c>, is the same one with native code in it, and goes before.
/// </remarks>
internal sealed class LibraryContext : AssemblyLoadContext
{
    private readonly string[] _folders;

    private LibraryContext() : base("MemMap") => _folders = [CmdletLoader.SystemFolder, Path.Join(CmdletLoader.ModuleFolder, "lib")];

    /// <summary>The context. An assembly is loaded into it when it is needed.</summary>
    internal static LibraryContext Instance { get; } = new();

    /// <summary>Loads an assembly of the folder; <see langword="null"/> where the folder has none of this name.</summary>
    internal Assembly? LoadOwn(string name) => FileOf(name) is { } file ? LoadFromAssemblyPath(file) : null;

    /// <inheritdoc/>
    /// <remarks>
    /// There is one Core in a process, that of the cmdlets. A program that has Core among its own assemblies, as the tests have, has it in
    /// the default context. The default context also answers for what isn't in the folder: .NET and PowerShell.
    /// </remarks>
    protected override Assembly? Load(AssemblyName assemblyName)
        => assemblyName.Name == CoreAssembly.Name ? CoreAssembly.Loaded : LoadOwn(assemblyName.Name!);

    // The one place where the file for an assembly is chosen: the one with native code for this system, if there is one.
    private string? FileOf(string name)
        => Array.Find(Array.ConvertAll(_folders, folder => Path.Join(folder, name + ".dll")), File.Exists);
}
