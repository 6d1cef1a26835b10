namespace MemMap;

/// <summary>What is drawn of an array.</summary>
public enum PictureKind
{
    /// <summary>
    /// What suits the elements: a line for numbers and times in one dimension, a heat map for two, a histogram for more; bytes otherwise.
    /// </summary>
    Auto,

    /// <summary>
    /// The bytes in hexadecimal and as characters, with the offset of each line; records field by field, with names and values.
    /// </summary>
    Hex,

    /// <summary>How many elements lie where between the smallest and the largest one.</summary>
    Histogram,

    /// <summary>The elements from the first to the last, by their height.</summary>
    Line,

    /// <summary>The elements of two dimensions, by their color or shade.</summary>
    HeatMap,
}
