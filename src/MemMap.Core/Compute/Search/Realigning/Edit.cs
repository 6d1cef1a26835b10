namespace MemMap.Compute;

/// <summary>A range of one array that another has in place of a range: both in units, either may be empty.</summary>
/// <param name="X">Where the range of the first array begins.</param>
/// <param name="XEnd">Where it ends.</param>
/// <param name="Y">Where the range of the second array begins.</param>
/// <param name="YEnd">Where it ends.</param>
internal readonly record struct Edit(long X, long XEnd, long Y, long YEnd)
{
    internal long XLength => XEnd - X;

    internal long YLength => YEnd - Y;

    /// <summary>Whether both ranges have units.</summary>
    internal bool IsReplacement => XLength > 0 && YLength > 0;
}
