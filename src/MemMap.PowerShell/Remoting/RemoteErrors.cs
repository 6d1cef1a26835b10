namespace MemMap.Remoting;

/// <summary>The errors of distributed arrays.</summary>
internal static class RemoteErrors
{
    /// <summary>Returns the value of a part, or throws an error with host, path and rows.</summary>
    internal static object? Require(PartAnswer answer, DistributedPart part)
        => answer.Failure is { } failure ? throw OfPart(failure, part) : answer.Values.Count == 1 ? answer.Values[0] : answer.Values;

    /// <summary>Adds host, path and rows of a part to a failure.</summary>
    internal static IOException OfPart(Exception failure, DistributedPart part)
        => Error.With(IdOf(failure), new IOException($"{part} failed: {failure.Message}", failure));

    /// <summary>A change was not made on one host, but on others.</summary>
    /// <param name="failure">The error of that host.</param>
    /// <param name="part">The part on that host.</param>
    /// <param name="deed">The change as a participle, such as "assigned".</param>
    /// <param name="done">The hosts that have made the change.</param>
    internal static IOException NotOnAllHosts(Exception failure, DistributedPart part, string deed, IEnumerable<string> done)
    {
        string[] hosts = [.. done.Distinct().Order(StringComparer.Ordinal)];
        string where = hosts.Length == 0 ? $"nothing was {deed}" : $"{deed} on {string.Join(", ", hosts)} all the same";
        return Error.With(IdOf(failure), new IOException($"{part} was not {deed}: {failure.Message}; {where}", failure));
    }

    internal static InvalidOperationException RowsAcrossParts() => Error.With("RowsAcrossParts", new InvalidOperationException(
        "an index of this view has elements in several files, so it has no parts that hosts could work on; take a view before reshaping"));

    internal static InvalidOperationException TooMuchToFetch(long bytes, long limit)
        => Error.With("TooMuchToFetch", new InvalidOperationException(
        $"this would fetch {bytes} bytes or more from the hosts, and the array's FetchLimit is {limit}; the cmdlets (Measure-MemMap, "
            + "Find-MemMapValue, ...) work on the hosts instead, on the array and its views. An expression is computed here, except by "
            + "Measure-MemMap; what a condition can say (-Where { $_ * 2 -gt 5 }) is computed there"));

    internal static NotSupportedException NotAlongAxes(string what) => Error.With("NotOnHosts", new NotSupportedException(
        $"{what} can't be measured along axes on other hosts; measure all elements, or fetch a part"));

    internal static NotSupportedException NotOfSelected() => Error.With("NotOnHosts", new NotSupportedException(
        "of records that a condition selects on other hosts, quantiles and measures along axes can't be made; fetch the records with "
            + "Get-MemMapSlice -Where and measure them"));

    internal static InvalidOperationException NotByRows() => Error.With("RowsAcrossParts", new InvalidOperationException(
        "the parts of this view don't follow one another along its first axis; transpose it back"));

    internal static NotSupportedException NotOnSameHosts() => Error.With("NotOnSameHosts", new NotSupportedException(
        "the rows of the two arrays are not on the same hosts, so nobody has both; connect files of the same hosts, or fetch a part"));

    internal static NotSupportedException PatternNotContiguous() => Error.With("NotOnHosts", new NotSupportedException(
        "the bytes of this view don't follow one another on the hosts, so no pattern can be found in them; search the whole array, or "
            + "fetch a part"));

    internal static ArgumentException NothingConnected(string path)
        => Error.With("NothingConnected", new ArgumentException($"no session has a file '{path}'"));

    internal static ArgumentException PartsDiffer(string part, string what, string first, string expected)
        => Error.With("PartsDiffer", new ArgumentException(
        $"{part} has {what}, and {first} has {expected}; parts must agree in dtype and all axes but the first"));

    internal static ArgumentException ModeNotShared(MapMode mode) => Error.With("ModeNotShared", new ArgumentException(
        $"mode '{mode}' can't be used on hosts; use 'r' or 'r+'"));

    internal static ArgumentException RowsDoNotFit(string part, long size, ReadOnlySpan<long> rowShape)
        => Error.With("RowsDoNotFit", new ArgumentException(
        $"{part} has {size} elements, which are not a whole number of rows of shape {Error.Shape(rowShape)}"));

    internal static ArgumentException PartHasNoRows(string part)
        => Error.With("PartHasNoRows", new ArgumentException($"{part} is a single element; parts are joined along their first axis"));

    internal static ArgumentException PartNotInOrder(string part, ReadOnlySpan<long> shape)
        => Error.With("PartNotInOrder", new ArgumentException(
        $"{part} of shape {Error.Shape(shape)} is not in C order; rows of such parts can't be joined"));

    internal static ArgumentException ReplicaCount(int replicas, int sessions) => Error.With("ReplicaCount", new ArgumentException(
        $"there are {sessions} sessions and {replicas} replicas; each session needs its own"));

    internal static ArgumentException ReplicaDiffers(string part, string reason)
        => Error.With("ReplicaDiffers", new ArgumentException($"the replica of {part} {reason}"));

    private static string IdOf(Exception failure) => failure.Data[Error.IdKey] as string ?? "PartFailed";
}
