using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace MemMap.Loading;

/// <summary>Lets the cmdlets' assembly, other assemblies and scripts find Core in the <see cref="LibraryContext"/>.</summary>
internal static class CoreAssembly
{
    /// <summary>The simple name of the Core assembly.</summary>
    internal const string Name = "MemMap.Core";

    /// <summary>The Core assembly that this assembly is bound to.</summary>
    /// <remarks>Not inlined: a method that names a type of Core has Core loaded when it is compiled.</remarks>
    internal static Assembly Loaded
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        get => typeof(NDArray).Assembly;
    }

    /// <summary>Registers Core, before any other method of this assembly runs.</summary>
    /// <remarks>
    /// The first is the constructor of <see cref="Handles.ArrayConverter"/>: PowerShell calls it when it reads MemMap.types.ps1xml.
    /// It looks for cmdlets next, and their types need Core. An <see cref="IModuleAssemblyInitializer"/> is called too late.
    /// </remarks>
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Nothing else runs before PowerShell looks for cmdlets.")]
    internal static void MakeKnown()
    {
        AssemblyLoadContext.Default.Resolving += Resolve;
        if (AssemblyLoadContext.GetLoadContext(Loaded) == LibraryContext.Instance)
        {
            NameTypes(Loaded);
        }
    }

    // Called for assemblies that the default context doesn't have. Only Core is visible to others: no module gets another of our libraries
    // by accident.
    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName wanted)
    {
        Assembly? core = wanted.Name == Name ? LibraryContext.Instance.LoadOwn(Name) : null;
        return wanted.Version is null || wanted.Version <= core?.GetName().Version ? core : null;
    }

    // PowerShell looks for [MemMap.NDArray] in the default context and among the type accelerators, which are those of the process.
    private static void NameTypes(Assembly core)
    {
        Type accelerators = typeof(PSObject).Assembly.GetType("System.Management.Automation.TypeAccelerators", throwOnError: true)!;
        var add = accelerators.GetMethod("Add")!.CreateDelegate<Action<string, Type>>();
        foreach (Type type in core.GetExportedTypes().Where(type => !type.IsByRefLike))
        {
            // Tab completion offers a short name ([NDArr) only for a type with a second name. This one can't be written in a script.
            add($"{type.FullName}, {Name}", type);
            add(type.FullName!, type);
        }
    }
}
