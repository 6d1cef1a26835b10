namespace MemMap;

/// <summary>The kind of picture of an array.</summary>
public enum PictureKind
{
    /// <summary>
    /// Chosen by the elements: a line for numbers and times in one dimension, a heat map for two, a histogram for more; a hex dump
    /// otherwise.
    /// </summary>
    Auto,

    /// <summary>
    /// The bytes in hexadecimal and as characters, with the offset of each line; records field by field, with names and values.
    /// </summary>
    Hex,

    /// <summary>The distribution of the elements between the smallest and the largest one.</summary>
    Histogram,

    /// <summary>A line plot of the elements, from the first to the last.</summary>
    Line,

    /// <summary>The elements of two dimensions, as colors or shades.</summary>
    HeatMap,
}
