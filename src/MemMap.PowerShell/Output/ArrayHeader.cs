namespace MemMap.Output;

/// <summary>Describes an array in one line.</summary>
internal static class ArrayHeader
{
    /// <summary>
    /// <c>float32 (3, 4) r+ PATH</c>; for an array in memory <c>float32 (3, 4)</c>, for a lazy one <c>float32 (3, 4) lazy</c>. The name of
    /// a named record replaces its dtype.
    /// </summary>
    /// <param name="array">The array.</param>
    /// <param name="isShort">Whether the fields of a record without a name are left out.</param>
    /// <remarks>An array of an archive ends with <c>(member NAME)</c>, a part of a split one with its rows.</remarks>
    internal static string Of(NDArray array, bool isShort = false)
    {
        string dtype = isShort ? ArrayView.DType(array) : array.DType.RegisteredName ?? array.DType.ToString();
        string what = $"{dtype} {Error.Shape(array.Shape)}";
        return array switch
        {
            MemMapArray map => $"{what} {map.Mode} {map.FileName}",
            JoinedMemMap joined => $"{what} {(joined.Mode is { } mode ? $"{mode} " : "")}{joined.Source}",
            DistributedMemMap hosts => $"{what} {hosts.Mode} {hosts.Hosts}",
            { IsLazy: true } => $"{what} lazy",
            _ => what,
        } + (array.Member is { } member ? $" (member {member})" : "") + Rows(array.FirstRow, array.Shape);
    }

    /// <summary>Which part of a split array it is: <c> (rows 250 to 499)</c>.</summary>
    /// <param name="first">The row of the array at which the part begins; <see langword="null"/> if it is none.</param>
    /// <param name="shape">The shape of the part.</param>
    internal static string Rows(long? first, ReadOnlySpan<long> shape)
        => first is not { } row || shape is not [> 0 and var rows, ..] ? ""
            : rows == 1 ? FormattableString.Invariant($" (row {row})")
            : FormattableString.Invariant($" (rows {row} to {row + rows - 1})");
}
