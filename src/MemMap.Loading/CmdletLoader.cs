using System.Management.Automation;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace MemMap.Loading;

/// <summary>
/// Loads the cmdlets' assembly: <c>lib/SYSTEM/MemMap.PowerShell.dll</c>, with native code for this system, where the module has it, and the
/// portable one otherwise.
/// </summary>
/// <remarks>
/// <para>
/// A manifest names one nested module for all systems, the portable assembly. Both are the same assembly, with the same module version id
/// (MVID): .NET answers PowerShell's request for the nested module with what is loaded by then.
/// </para>
/// <para>
/// The first code of a module that PowerShell runs is the constructor of a type converter in its types file, before it loads nested
/// modules. Therefore this is one, of nothing, and MemMap.types.ps1xml names it first. This assembly has nothing else: it is compiled when
/// the module is imported.
/// </para>
/// </remarks>
public sealed class CmdletLoader : PSTypeConverter
{
    private const string Cmdlets = "MemMap.PowerShell.dll";

    // Once in a process.
    static CmdletLoader()
    {
        string native = Path.Join(SystemFolder, Cmdlets);
        try
        {
            AssemblyLoadContext.Default.LoadFromAssemblyPath(File.Exists(native) ? native : Path.Join(ModuleFolder, Cmdlets));
        }
        catch (FileLoadException)
        {
            // Another version is loaded already. PowerShell says so when it loads the nested module.
        }
    }

    /// <summary>The folder of the module.</summary>
    internal static string ModuleFolder => Path.GetDirectoryName(typeof(CmdletLoader).Assembly.Location)!;

    /// <summary>The folder of assemblies with native code for this system. There need not be one.</summary>
    internal static string SystemFolder
    {
        get
        {
            // Not the runtime's own identifier: a runtime that a distribution has built names that, and runs the same code.
            string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
            return Path.Join(ModuleFolder, "lib", $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}");
        }
    }

    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) => false;

    /// <inheritdoc/>
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase)
        => throw new NotSupportedException();

    /// <inheritdoc/>
    public override bool CanConvertTo(object sourceValue, Type destinationType) => false;

    /// <inheritdoc/>
    public override object ConvertTo(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase)
        => throw new NotSupportedException();
}
