namespace MemMap;

/// <summary>Which results of a convolution are wanted; numpy's <c>mode</c>.</summary>
public enum ConvolveMode
{
    /// <summary>All: as many as both inputs have elements together, less 1.</summary>
    Full,

    /// <summary>As many as the longer input has elements, from the middle.</summary>
    Same,

    /// <summary>Only those for which all elements of the shorter input count.</summary>
    Valid,
}
