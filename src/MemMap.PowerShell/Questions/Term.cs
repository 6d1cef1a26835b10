namespace MemMap.Questions;

/// <summary>What an expression of a condition stands for.</summary>
internal abstract record Term;

/// <summary>A value that doesn't depend on the record.</summary>
internal sealed record Constant(object? Value) : Term;

/// <summary>
/// A value that each record has: a field, or what a function makes of one. <paramref name="Map"/> maps an element as PowerShell sees it.
/// </summary>
internal sealed record Element(DType DType, Func<NDArray, NDArray> View, Func<object?, object?>? Map) : Term
{
    /// <summary>The same values as numbers, for a part of a date; null for others.</summary>
    internal DatePart? Part { get; init; }

    /// <summary>The name of a field of the records themselves; null for others.</summary>
    internal string? Name { get; init; }

    /// <summary>The type of what <see cref="Map"/> gives; null if it isn't known.</summary>
    internal Type? MapType { get; init; }

    /// <summary>The type of the element as PowerShell sees it.</summary>
    internal Type ClrType => DType.Codec.ClrType;

    /// <summary>Whether elements are numbers that PowerShell computes with as numbers, and arrays do as well.</summary>
    internal bool IsNumber
        => Map is null && DType is { Meaning: null, SubType: null, IsRecord: false } && (IsInteger || ClrType == typeof(float)
            || ClrType == typeof(double));

    /// <summary>Whether elements are integers of at most 64 bits.</summary>
    internal bool IsInteger => DType.Meaning is null && DType.IsInteger && ClrType.IsPrimitive;

    /// <summary>Whether elements are text.</summary>
    internal bool IsText => Map is null && ClrType == typeof(string);

    /// <summary>Whether elements are 64-bit integers.</summary>
    internal bool IsWide => ClrType == typeof(long) || ClrType == typeof(ulong);

    /// <summary>Whether it is a value rather than a list of them.</summary>
    internal bool IsSingle => Map is not null || (DType.SubType is null && !DType.IsRecord && !ClrType.IsArray);
}

/// <summary>Numbers that are computed of each record.</summary>
/// <param name="Of">Computes them: float64, or integers of 64 bits if <paramref name="IsBits"/>.</param>
/// <param name="Bound">
/// Of whole numbers, what the largest magnitude is at most; PowerShell computes them exactly below 2^53. Infinite for other numbers.
/// </param>
/// <param name="IsBits">
/// Whether they are integers whose <paramref name="Type"/> is known: computed as int64, those of ulong as uint64.
/// </param>
/// <param name="Type">The type that they have to PowerShell, if it is the same for all records; null if it isn't known.</param>
/// <param name="IsDecimal">Whether PowerShell may have computed decimals, as it does of ulong and int.</param>
internal sealed record Number(
    Func<NDArray, NDArray> Of, double Bound, bool IsBits = false, Type? Type = null, bool IsDecimal = false) : Term
{
    /// <summary>Whether the numbers are whole ones, or a quotient of whole ones.</summary>
    internal bool IsInteger => double.IsFinite(Bound);

    /// <summary>Whether they are unsigned integers of 64 bits, to PowerShell as well.</summary>
    internal bool IsUnsigned => Type == typeof(ulong);

    /// <summary>Whether they have no fraction, and PowerShell has integers as long as these don't overflow.</summary>
    internal bool IsWhole { get; init; }

    /// <summary>Whether they are decimals to PowerShell where an integer was rounded.</summary>
    internal bool IsRounded { get; init; }
}

/// <summary>Spans of time that are computed of each record, in ticks.</summary>
internal sealed record Span(Func<NDArray, NDArray> Ticks) : Term;

/// <summary>Whether something holds for each record.</summary>
internal sealed record Truth(Func<NDArray, NDArray> Of) : Term;

/// <summary>An expression that can't be compiled, and why.</summary>
#pragma warning disable CA1032, RCS1194 // It never leaves the compiler.
internal sealed class NotCompiledException(string reason) : Exception(reason);
#pragma warning restore CA1032, RCS1194
