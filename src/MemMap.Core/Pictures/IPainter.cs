namespace MemMap.Pictures;

/// <summary>
/// Draws pictures. The implementation is a separate assembly, which is loaded on demand with its libraries. This interface is the only
/// connection.
/// </summary>
internal interface IPainter
{
    /// <summary>Draws for a terminal.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="canvas">The available size, in characters.</param>
    /// <param name="isColored">Whether escape sequences for colors are allowed. Without them, shades replace colors.</param>
    /// <returns>Lines without line ends, at most as long as the canvas is wide.</returns>
    IEnumerable<string> Draw(Picture picture, Canvas canvas, bool isColored);

    /// <summary>Draws for a terminal that shows pixels.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="canvas">The available size, in pixels.</param>
    /// <param name="graphics">The protocol of the terminal.</param>
    /// <returns>Lines without line ends; one of them is the escape sequence with all of the pixels.</returns>
    IEnumerable<string> DrawInline(Picture picture, Canvas canvas, TerminalGraphics graphics);

    /// <summary>Draws to a file.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="canvas">The size of the picture, in pixels.</param>
    /// <param name="format">The format of the file.</param>
    /// <param name="stream">The stream to write to.</param>
    void Save(Picture picture, Canvas canvas, PictureFormat format, Stream stream);
}

/// <summary>The size of a picture, in characters or pixels.</summary>
internal readonly record struct Canvas(int Width, int Height);

/// <summary>The formats of picture files.</summary>
internal enum PictureFormat
{
    Svg,
    Png,
}
