namespace MemMap;

/// <summary>In which order the elements of an array follow one another in memory.</summary>
public enum MemoryOrder
{
    /// <summary>The last axis varies fastest (row-major); the default.</summary>
    C,

    /// <summary>The first axis varies fastest (column-major, as in Fortran).</summary>
    F,
}
