using MemMap.Formats;

namespace MemMap.Pictures;

/// <summary>Writes a picture to a file, which takes the place of an old one in the end.</summary>
internal static class PictureFile
{
    /// <summary>The kind of file, by its name.</summary>
    /// <exception cref="ArgumentException">It is the name of no picture.</exception>
    internal static PictureFormat FormatOf(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".SVG" => PictureFormat.Svg,
        ".PNG" => PictureFormat.Png,
        _ => throw Error.PictureName(path),
    };

    /// <summary>Draws a picture to a file.</summary>
    /// <exception cref="IOException">The file can't be written, or exists and is not to be replaced.</exception>
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
