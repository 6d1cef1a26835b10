namespace MemMap.Pictures;

/// <summary>
/// Draws pictures. Its implementation is an assembly of its own with libraries that nothing else uses, loaded apart; this is all that
/// both sides know of one another.
/// </summary>
internal interface IPainter
{
    /// <summary>Draws for a terminal.</summary>
    /// <param name="picture">What to draw.</param>
    /// <param name="canvas">The room there is, in characters.</param>
    /// <param name="isColored">Whether escape sequences for colors may be used. Without them, shades stand for colors.</param>
    /// <returns>Lines no longer than the canvas is wide, without their ends.</returns>
    IEnumerable<string> Draw(Picture picture, Canvas canvas, bool isColored);

    /// <summary>Draws to a file.</summary>
    /// <param name="picture">What to draw.</param>
    /// <param name="canvas">The size of the picture, in pixels.</param>
    /// <param name="format">The kind of file.</param>
    /// <param name="stream">Where to write it.</param>
    void Save(Picture picture, Canvas canvas, PictureFormat format, Stream stream);
}

/// <summary>The size of a picture, in characters or pixels.</summary>
internal readonly record struct Canvas(int Width, int Height);

/// <summary>The kinds of files that hold pictures.</summary>
internal enum PictureFormat
{
    Svg,
    Png,
}
