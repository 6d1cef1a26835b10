namespace MemMap.Pictures;

/// <summary>Where in a terminal's canvas the plot is: right of the labels, above the axis.</summary>
/// <param name="Left">The room for labels.</param>
/// <param name="Columns">The columns of the plot.</param>
/// <param name="Rows">Its rows.</param>
internal readonly record struct Frame(int Left, int Columns, int Rows)
{
    /// <summary>The lines and columns of a hex dump that goes to a file.</summary>
    internal const int FileRows = 64, FileColumns = 120;

    /// <summary>The rows of a heat map; a scale is below it.</summary>
    internal int MapRows => Math.Max(1, Rows - 1);

    /// <summary>A character has two columns of dots.</summary>
    internal int DotColumns => Columns * 2;

    /// <summary>
    /// The frame in a canvas, or each of several one above the other under its name; at least some characters, whatever the canvas.
    /// </summary>
    /// <param name="canvas">The room there is.</param>
    /// <param name="labels">Those of each.</param>
    internal static Frame Of(Canvas canvas, IReadOnlyList<ValueLabels> labels)
    {
        int left = labels.Max(static label => label.Width), rows = (canvas.Height - 2) / labels.Count;
        return new(left, Math.Max(4, canvas.Width - left - 2), Math.Max(2, labels.Count == 1 ? rows : rows - 1));
    }
}
