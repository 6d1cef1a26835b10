namespace MemMap;

/// <summary>The kinds of element that an array can hold: numpy's type numbers without the platform-dependent ones.</summary>
public enum ElementKind
{
    /// <summary>numpy's <c>bool</c> (<c>?</c>): one byte; any value but 0 is true.</summary>
    Bool,
    /// <summary>Signed integers and unsigned ones, by their size in bits.</summary>
    Int8,
    /// <inheritdoc cref="Int8"/>
    UInt8,
    /// <inheritdoc cref="Int8"/>
    Int16,
    /// <inheritdoc cref="Int8"/>
    UInt16,
    /// <inheritdoc cref="Int8"/>
    Int32,
    /// <inheritdoc cref="Int8"/>
    UInt32,
    /// <inheritdoc cref="Int8"/>
    Int64,
    /// <inheritdoc cref="Int8"/>
    UInt64,
    /// <summary>IEEE 754 binary floating point, by its size in bits.</summary>
    Float16,
    /// <inheritdoc cref="Float16"/>
    Float32,
    /// <inheritdoc cref="Float16"/>
    Float64,
    /// <summary>A pair (real, imaginary) of float32 or float64, by the size of the pair in bits.</summary>
    Complex64,
    /// <inheritdoc cref="Complex64"/>
    Complex128,
    /// <summary>numpy's <c>M8[unit]</c>: an int64 count of units since 1970-01-01; the smallest int64 is NaT.</summary>
    DateTime64,
    /// <summary>numpy's <c>m8[unit]</c>: an int64 count of units; the smallest int64 is NaT.</summary>
    TimeDelta64,
    /// <summary>numpy's <c>S</c>: bytes of fixed length, trailing NULs are not part of the value.</summary>
    Bytes,
    /// <summary>numpy's <c>U</c>: UTF-32 text of fixed length, four bytes a character.</summary>
    Text,
    /// <summary>numpy's <c>V</c>: raw bytes, or a record where the dtype has fields.</summary>
    Void,
}
