namespace MemMap.Pictures;

/// <summary>
/// All that a painter needs to know: binned data, not the array. A picture is small whatever the array's size, so that it can be made
/// where the data is and drawn elsewhere.
/// </summary>
/// <param name="Title">What it is a picture of.</param>
/// <param name="Notes">What isn't seen in it, a line each: what was left out, what a column stands for.</param>
internal abstract record Picture(string Title, IReadOnlyList<string> Notes)
{
    /// <inheritdoc/>
    public string Title { get; } = Printable.Line(Title);

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes { get; } = [.. Notes.Select(Printable.Line)];
}

/// <summary>Lines through all elements, one above the other: they have their positions in common, and each its own scale.</summary>
/// <param name="Title">What it is a picture of.</param>
/// <param name="Notes">What isn't seen in it.</param>
/// <param name="Panels">The lines from the top, one at least.</param>
internal sealed record LinePicture(string Title, IReadOnlyList<string> Notes, IReadOnlyList<LinePanel> Panels) : Picture(Title, Notes);

/// <summary>A line: that of a whole array, of a column or of a field.</summary>
/// <param name="Name">Which one it is; empty where it is the only one.</param>
/// <param name="Line">The elements, in bins.</param>
/// <param name="Values">How values are written at the axis.</param>
internal sealed record LinePanel(string Name, EnvelopeResult Line, ValueLabels Values)
{
    /// <inheritdoc/>
    public string Name { get; } = Printable.Line(Name);
}

/// <summary>How many elements lie in which range.</summary>
/// <param name="Title">What it is a picture of.</param>
/// <param name="Notes">What isn't seen in it.</param>
/// <param name="Counts">The number of elements of each bin.</param>
/// <param name="Edges">The edges of the bins, one more than there are bins.</param>
/// <param name="IsEachValue">Whether each bin is one integer, that of its lower edge.</param>
/// <param name="Values">How values are written at the axis.</param>
internal sealed record HistogramPicture(
    string Title, IReadOnlyList<string> Notes, long[] Counts, double[] Edges, bool IsEachValue, ValueLabels Values) : Picture(Title, Notes);

/// <summary>A table of numbers by color.</summary>
/// <param name="Title">What it is a picture of.</param>
/// <param name="Notes">What isn't seen in it.</param>
/// <param name="Map">The elements, in blocks.</param>
/// <param name="Values">How values are written beside the scale.</param>
internal sealed record HeatMapPicture(string Title, IReadOnlyList<string> Notes, HeatMapResult Map, ValueLabels Values)
    : Picture(Title, Notes);

/// <summary>Lines of text, a part of which means something each: a hex dump.</summary>
/// <param name="Title">What it is a picture of.</param>
/// <param name="Notes">What isn't seen in it.</param>
/// <param name="Rows">The lines. They are read when they are asked for.</param>
internal sealed record TextPicture(string Title, IReadOnlyList<string> Notes, IEnumerable<IReadOnlyList<TextPart>> Rows)
    : Picture(Title, Notes);

/// <summary>A part of a line.</summary>
internal readonly record struct TextPart(string Text, TextRole Role = TextRole.Plain);

/// <summary>What a part of a line means, which decides its color.</summary>
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
