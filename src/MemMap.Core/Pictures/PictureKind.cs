namespace MemMap;

/// <summary>The kind of picture of an array.</summary>
public enum PictureKind
{
    /// <summary>
    /// Chosen by the elements: a line for numbers and times in one dimension, a heat map for two, an image for uint8 of shape (h, w, 3) or
    /// (h, w, 4), a histogram for other numbers of more dimensions; a hex dump otherwise.
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

    /// <summary>
    /// The elements as the pixels of an image: uint8 of shape (h, w) as gray, (h, w, 3) as red, green and blue, (h, w, 4) with opacity.
    /// </summary>
    Image,
}
