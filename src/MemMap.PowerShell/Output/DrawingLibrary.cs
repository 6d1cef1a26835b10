using System.Reflection;
using MemMap.Loading;
using MemMap.Pictures;

namespace MemMap.Output;

/// <summary>Loads the assembly that draws pictures, and its libraries, for the first picture.</summary>
internal static class DrawingLibrary
{
    private const string Drawing = "MemMap.Drawing";

    private static readonly Lazy<IPainter> Loaded = new(LoadPainter);

    /// <summary>The painter.</summary>
    internal static IPainter Painter => Loaded.Value;

    private static IPainter LoadPainter()
    {
        Assembly assembly = LibraryContext.Instance.LoadFromAssemblyName(new AssemblyName(Drawing));
        return (IPainter)Activator.CreateInstance(assembly.GetType(Drawing + ".Painter", throwOnError: true)!, nonPublic: true)!;
    }
}
