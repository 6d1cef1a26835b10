using MemMap.Formats;

namespace MemMap.Pictures;

/// <summary>Writes a picture to a file. An existing file is replaced only when the new one is complete.</summary>
internal static class PictureFile
{
    /// <summary>Returns the format of a file by its extension.</summary>
    /// <exception cref="ArgumentException">The extension is not that of a picture.</exception>
    internal static PictureFormat FormatOf(string path) => Named(path) ?? throw Error.PictureName(path);

    /// <summary>Whether a file is one of a picture by its extension.</summary>
    internal static bool IsNamed(string path) => Named(path) is not null;

    private static PictureFormat? Named(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".SVG" => PictureFormat.Svg,
        ".PNG" => PictureFormat.Png,
        _ => null,
    };

    /// <summary>Draws a picture to a file.</summary>
    /// <exception cref="IOException">The file can't be written, or exists and must not be replaced.</exception>
    internal static void Write(IPainter painter, Picture picture, Canvas canvas, string path, bool noClobber)
    {
        PictureFormat format = FormatOf(path);
        using ReplacedFile file = new(path, noClobber, size: 0);
        try
        {
            painter.Save(picture, canvas, format, file.Stream);
            file.Commit();
        }
        catch (Exception e) when (Error.IsWriteFailure(e))
        {
            throw Error.CannotWrite(path, e);
        }
    }
}
