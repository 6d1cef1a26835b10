namespace MemMap.DataTypes;

/// <summary>
/// An element with the bytes it was read from, where its value doesn't tell all of them: nanoseconds of a <see cref="DateTime"/>, a bool
/// that is neither 0 nor 1, what stands behind the NUL of a text or between the fields of a record. Written to the same dtype, it is
/// those bytes again.
/// </summary>
/// <param name="Value">What a user sees of it; of a record, its fields' values as they are now, from which the fields are written.</param>
/// <param name="DType">What it was read as.</param>
/// <param name="Bytes">What it was read from.</param>
internal sealed record KeptElement(object? Value, DType DType, byte[] Bytes)
{
    /// <summary>Makes the object of a host that is the value and still has the bytes; the value alone where a host has none.</summary>
    internal static Func<KeptElement, object?> ToHost { get; set; } = static kept => kept.Value;

    /// <summary>
    /// What such an object was made of, or the host's object for a record that has bytes between its fields; <see langword="null"/> for
    /// others.
    /// </summary>
    internal static Func<object?, KeptElement?> OfHost { get; set; } = static _ => null;

    /// <summary>
    /// A value without a host's wrapper, to be written to elements of a dtype: with its bytes where it was read from such an element.
    /// </summary>
    internal static object? Unwrap(object? value, DType? dtype)
        => dtype is not null && OfHost(value) is { } kept && kept.DType.Equals(dtype) ? kept : HostObjects.Unwrap(value);
}
