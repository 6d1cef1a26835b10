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

    /// <summary>The frame in a canvas; at least some characters, whatever the canvas.</summary>
    internal static Frame Of(Canvas canvas, ValueLabels labels)
        => new(labels.Width, Math.Max(4, canvas.Width - labels.Width - 2), Math.Max(2, canvas.Height - 2));
}
