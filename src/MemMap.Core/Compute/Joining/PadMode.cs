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

    /// <summary>Nothing in particular: what is there may change.</summary>
    Empty,
}
