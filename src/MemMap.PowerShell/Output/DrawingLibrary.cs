using System.Reflection;
using System.Runtime.Loader;
using MemMap.Pictures;

namespace MemMap.Output;

/// <summary>
/// Loads what draws pictures, with the libraries that it uses, into a context of its own: another module may have loaded another version of
/// them, or will, and neither notices. Both sides share Core, and .NET. Nothing is loaded before the first picture.
/// </summary>
internal sealed class DrawingLibrary : AssemblyLoadContext
{
    private const string Drawing = "MemMap.Drawing";

    private static readonly Lazy<IPainter> Loaded = new(LoadPainter);

    private readonly string _folder;

    private DrawingLibrary(string folder) : base(Drawing) => _folder = folder;

    /// <summary>What draws.</summary>
    internal static IPainter Painter => Loaded.Value;

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name == typeof(IPainter).Assembly.GetName().Name)
        {
            return typeof(IPainter).Assembly;
        }
        string file = Path.Combine(_folder, assemblyName.Name + ".dll");
        return File.Exists(file) ? LoadFromAssemblyPath(file) : null;
    }

    /// <summary>Loads it once more, into another context.</summary>
    internal static IPainter LoadPainter()
    {
        string folder = Path.Combine(Path.GetDirectoryName(typeof(DrawingLibrary).Assembly.Location)!, "drawing");
        Assembly assembly = new DrawingLibrary(folder).LoadFromAssemblyName(new AssemblyName(Drawing));
        return (IPainter)Activator.CreateInstance(assembly.GetType(Drawing + ".Painter", throwOnError: true)!, nonPublic: true)!;
    }
}
