namespace MemMap;

/// <summary>What an index out of bounds means, as in numpy's <c>mode</c>.</summary>
public enum IndexMode
{
    /// <summary>An error.</summary>
    Raise,

    /// <summary>The index that is as far from the start of the next round: -1 is the last one, and the length the first one.</summary>
    Wrap,

    /// <summary>The first or the last index, whichever is nearer; negative indices don't count from the end.</summary>
    Clip,
}
