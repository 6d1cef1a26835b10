namespace MemMap.Pictures;

/// <summary>The position of the plot in a terminal's canvas: right of the labels, above the axis.</summary>
/// <param name="Left">The width of the labels.</param>
/// <param name="Columns">The columns of the plot.</param>
/// <param name="Rows">The rows of the plot.</param>
internal readonly record struct Frame(int Left, int Columns, int Rows)
{
    /// <summary>The lines and columns of a hex dump in a file.</summary>
    internal const int FileRows = 64, FileColumns = 120;

    /// <summary>
    /// The pixels of a character, where a terminal shows pixels. No terminal's characters are much smaller, so a picture fits its window.
    /// </summary>
    internal const int CellWidth = 8, CellHeight = 16;

    /// <summary>The rows of a heat map; a scale is below it.</summary>
    internal int MapRows => Math.Max(1, Rows - 1);

    /// <summary>A character has two columns of dots.</summary>
    internal int DotColumns => Columns * 2;

    /// <summary>A character has four rows of dots.</summary>
    internal int DotRows => Rows * 4;

    /// <summary>
    /// Returns the frame in a canvas, or of each of several stacked plots with a name. It has a minimum size, whatever the canvas.
    /// </summary>
    /// <param name="canvas">The available size.</param>
    /// <param name="labels">The labels of each plot.</param>
    internal static Frame Of(Canvas canvas, IReadOnlyList<ValueLabels> labels)
    {
        int left = labels.Max(static label => label.Width), rows = (canvas.Height - 2) / labels.Count;
        return new(left, Math.Max(4, canvas.Width - left - 2), Math.Max(2, labels.Count == 1 ? rows : rows - 1));
    }
}
