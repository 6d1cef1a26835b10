namespace MemMap;

/// <summary>What <c>Pad</c> puts around an array, named as in numpy.</summary>
public enum PadMode
{
    /// <summary>A constant, 0 unless another is given.</summary>
    Constant,

    /// <summary>The element at the edge: <c>1 1 | 1 2 3 | 3 3</c>.</summary>
    Edge,

    /// <summary>The elements mirrored at the one on the edge: <c>3 2 | 1 2 3 | 2 1</c>.</summary>
    Reflect,

    /// <summary>The elements mirrored at the edge: <c>2 1 | 1 2 3 | 3 2</c>.</summary>
    Symmetric,

    /// <summary>The elements of the other end: <c>2 3 | 1 2 3 | 1 2</c>.</summary>
    Wrap,

    /// <summary>The largest of the elements along the axis, or of some at this end.</summary>
    Maximum,

    /// <summary>The mean of the elements along the axis, or of some at this end; of integers, rounded to the nearest one.</summary>
    Mean,

    /// <summary>The median of the elements along the axis, or of some at this end; of integers, rounded to the nearest one.</summary>
    Median,

    /// <summary>The smallest of the elements along the axis, or of some at this end.</summary>
    Minimum,

    /// <summary>Numbers at equal distances from the edge to a value at the end: <c>0 5 | 10 20 | 10 0</c>.</summary>
    LinearRamp,

    /// <summary>Nothing in particular: what is there may change.</summary>
    Empty,
}
