using System.Collections.Frozen;

namespace MemMap.Parameters;

/// <summary>Completes the names of an enum, and says in a few words what each stands for.</summary>
public abstract class EnumCompleter : NameCompleter
{
    private readonly FrozenDictionary<string, string> _toolTips;
    private readonly string[] _names;

    /// <param name="names">The names, in the order of the list.</param>
    /// <param name="toolTips">What they stand for.</param>
    private protected EnumCompleter(string[] names, FrozenDictionary<string, string> toolTips) => (_names, _toolTips) = (names, toolTips);

    private protected sealed override IEnumerable<(string Name, string ToolTip)> Candidates(TypedCommand command)
        => _names.Select(name => (name, _toolTips[name]));
}

/// <summary>Completes kinds of pictures.</summary>
public sealed class PictureKindCompleter() : EnumCompleter(Enum.GetNames<PictureKind>(), ToolTips)
{
    private static readonly FrozenDictionary<string, string> ToolTips = new Dictionary<string, string>
    {
        [nameof(PictureKind.Auto)] = "what suits the elements and the shape",
        [nameof(PictureKind.Hex)] = "the bytes in hexadecimal and as characters; records field by field",
        [nameof(PictureKind.Histogram)] = "how the elements are distributed",
        [nameof(PictureKind.Line)] = "the elements from the first to the last, or over -X",
        [nameof(PictureKind.HeatMap)] = "the elements of two dimensions as colors",
        [nameof(PictureKind.Image)] = "uint8 of shape (h, w), (h, w, 3) or (h, w, 4) as pixels",
    }.ToFrozenDictionary();
}

/// <summary>Completes the ways to show a picture in a terminal.</summary>
public sealed class GraphicsCompleter() : EnumCompleter(Enum.GetNames<TerminalGraphics>(), ToolTips)
{
    private static readonly FrozenDictionary<string, string> ToolTips = new Dictionary<string, string>
    {
        [nameof(TerminalGraphics.Auto)] = "images as pixels where the terminal shows them, everything else as text",
        [nameof(TerminalGraphics.Text)] = "characters and colors",
        [nameof(TerminalGraphics.Sixel)] = "pixels for xterm, Windows Terminal, foot, mlterm ...",
        [nameof(TerminalGraphics.Kitty)] = "pixels for kitty, Ghostty, Konsole ...",
        [nameof(TerminalGraphics.ITerm)] = "pixels for iTerm2, WezTerm, mintty ...",
    }.ToFrozenDictionary();
}

/// <summary>What the formats of files are.</summary>
internal static class FormatToolTips
{
    internal static readonly FrozenDictionary<string, string> All = new Dictionary<string, string>
    {
        [nameof(FileFormat.Auto)] = "by the first bytes of a file to read, by the name of a file to write",
        [nameof(FileFormat.Raw)] = "the bytes of the elements and nothing else",
        [nameof(FileFormat.Npy)] = "numpy's .npy: one array with its dtype and shape",
        [nameof(FileFormat.Npz)] = "numpy's .npz: an archive of several arrays",
        [nameof(FileFormat.Csv)] = "text: a line for each row or record, with the names of fields",
        [nameof(FileFormat.Zarr)] = "a Zarr store: a folder with a file for each chunk",
        [nameof(FileFormat.SafeTensors)] = "safetensors: the named tensors of a model",
        [nameof(FileFormat.Wav)] = "sound: WAV, RF64 or RIFX",
        [nameof(FileFormat.Bmp)] = "the pixels of a Windows bitmap",
        [nameof(FileFormat.Fits)] = "FITS: images and tables of astronomy",
        [nameof(FileFormat.Nifti)] = "NIfTI: images of medicine",
        [nameof(FileFormat.Idx)] = "IDX, the format of MNIST",
        [nameof(FileFormat.NetCdf)] = "NetCDF classic: variables with named axes",
        [nameof(FileFormat.Mat)] = "MATLAB's .mat, versions 4 and 5",
        [nameof(FileFormat.Nrrd)] = "NRRD: images with a header as text",
        [nameof(FileFormat.Gguf)] = "GGUF: the tensors of a model, quantised or not",
        [nameof(FileFormat.MetaImage)] = "MetaImage (.mha, .mhd), the format of ITK",
        [nameof(FileFormat.Hdf5)] = "HDF5, also as NetCDF-4 and MATLAB 7.3",
        [nameof(FileFormat.Arrow)] = "Arrow IPC: the columns of a table, also as Feather 2",
        [nameof(FileFormat.Patch)] = "text: the changes of maps of mode c, to review and to apply",
    }.ToFrozenDictionary();
}

/// <summary>Completes the formats of files that can be opened.</summary>
public sealed class ReadableFormatCompleter() : EnumCompleter(
    [.. Enum.GetNames<FileFormat>().Where(static name => name is not (nameof(FileFormat.Csv) or nameof(FileFormat.Patch)))],
    FormatToolTips.All);

/// <summary>Completes the formats of files that can be written.</summary>
public sealed class WritableFormatCompleter() : EnumCompleter(
    [
        nameof(FileFormat.Auto), nameof(FileFormat.Raw), nameof(FileFormat.Npy), nameof(FileFormat.Npz), nameof(FileFormat.Csv),
        nameof(FileFormat.Zarr), nameof(FileFormat.SafeTensors), nameof(FileFormat.Patch),
    ],
    FormatToolTips.All);
