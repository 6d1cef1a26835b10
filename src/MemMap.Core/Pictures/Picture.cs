namespace MemMap.Pictures;

/// <summary>
/// The input of a painter: binned data, not the array. A picture is small, whatever the size of the array, so it can be made next to the
/// data and drawn elsewhere.
/// </summary>
/// <param name="Title">The title, which names the array.</param>
/// <param name="Notes">Notes below the picture, one per line: omitted elements, the meaning of a column.</param>
internal abstract record Picture(string Title, IReadOnlyList<string> Notes)
{
    /// <inheritdoc/>
    public string Title { get; } = Printable.Line(Title);

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes { get; } = [.. Notes.Select(Printable.Line)];
}

/// <summary>Stacked line plots of all elements, with a common horizontal axis and separate vertical scales.</summary>
/// <param name="Title">The title, which names the array.</param>
/// <param name="Notes">Notes below the picture.</param>
/// <param name="Panels">The lines from top to bottom, at least one.</param>
/// <param name="X">The horizontal axis; null if it has the positions of the elements.</param>
internal sealed record LinePicture(string Title, IReadOnlyList<string> Notes, IReadOnlyList<LinePanel> Panels, XAxis? X = null)
    : Picture(Title, Notes);

/// <summary>A horizontal axis of values.</summary>
/// <param name="Name">The name of the values; empty if they have none.</param>
/// <param name="Range">The range of the values.</param>
/// <param name="Values">The labels of the axis.</param>
internal sealed record XAxis(string Name, ValueRange Range, ValueLabels Values)
{
    /// <inheritdoc/>
    public string Name { get; } = Printable.Line(Name);
}

/// <summary>The line of a whole array, a column or a field.</summary>
/// <param name="Name">The name of the line; empty if it is the only one.</param>
/// <param name="Line">The elements, in bins.</param>
/// <param name="Values">The labels of the axis.</param>
internal sealed record LinePanel(string Name, EnvelopeResult Line, ValueLabels Values)
{
    /// <inheritdoc/>
    public string Name { get; } = Printable.Line(Name);

    /// <summary>Whether the mean of each bin is drawn too.</summary>
    internal bool HasMean { get; init; }

    /// <summary>The points to draw in place of a line; null for a line.</summary>
    internal PointGrid? Points { get; init; }
}

/// <summary>Points of a plane, counted in the cells of a grid.</summary>
/// <param name="Columns">The cells of a row.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Counts">The number of points in each cell, in C order; row 0 is at the bottom.</param>
internal sealed record PointGrid(int Columns, int Rows, long[] Counts)
{
    /// <summary>So few points are drawn one by one in a file, and more as colors of their number.</summary>
    internal const int FewPoints = 5000;
}

/// <summary>The pixels of an image.</summary>
/// <param name="Title">The title, which names the array.</param>
/// <param name="Notes">Notes below the picture.</param>
/// <param name="Pixels">The pixels; in plain text, each is a character.</param>
internal sealed record ImagePicture(string Title, IReadOnlyList<string> Notes, PixelGrid Pixels) : Picture(Title, Notes);

/// <summary>A histogram of the elements.</summary>
/// <param name="Title">The title, which names the array.</param>
/// <param name="Notes">Notes below the picture.</param>
/// <param name="Counts">The number of elements in each bin.</param>
/// <param name="Edges">The edges of the bins, one more than the number of bins.</param>
/// <param name="IsEachValue">Whether each bin is one integer, its lower edge.</param>
/// <param name="Values">The labels of the axis.</param>
internal sealed record HistogramPicture(
    string Title, IReadOnlyList<string> Notes, long[] Counts, double[] Edges, bool IsEachValue, ValueLabels Values) : Picture(Title, Notes);

/// <summary>A table of numbers as colors.</summary>
/// <param name="Title">The title, which names the array.</param>
/// <param name="Notes">Notes below the picture.</param>
/// <param name="Map">The elements, in blocks.</param>
/// <param name="Values">The labels of the scale.</param>
internal sealed record HeatMapPicture(string Title, IReadOnlyList<string> Notes, HeatMapResult Map, ValueLabels Values)
    : Picture(Title, Notes);

/// <summary>Lines of text, whose parts have roles: a hex dump.</summary>
/// <param name="Title">The title, which names the array.</param>
/// <param name="Notes">Notes below the picture.</param>
/// <param name="Rows">The lines. They are read when they are enumerated.</param>
internal sealed record TextPicture(string Title, IReadOnlyList<string> Notes, IEnumerable<IReadOnlyList<TextPart>> Rows)
    : Picture(Title, Notes);

/// <summary>A part of a line.</summary>
internal readonly record struct TextPart(string Text, TextRole Role = TextRole.Plain);

/// <summary>The role of a part of a line, which determines its color.</summary>
internal enum TextRole
{
    Plain,
    Offset,
    ZeroByte,
    Printable,
    OtherByte,
    Name,
    Value,
}
