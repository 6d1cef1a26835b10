namespace MemMap;

/// <summary>The order of the elements of an array in memory.</summary>
public enum MemoryOrder
{
    /// <summary>The last axis varies fastest (row-major); the default.</summary>
    C,

    /// <summary>The first axis varies fastest (column-major, as in Fortran).</summary>
    F,
}
