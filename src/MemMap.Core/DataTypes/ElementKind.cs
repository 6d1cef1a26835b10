namespace MemMap;

/// <summary>The kinds of elements of an array: numpy's type numbers without the platform-dependent ones.</summary>
public enum ElementKind
{
    /// <summary>numpy's <c>bool</c> (<c>?</c>): one byte. Every value except 0 is true.</summary>
    Bool,
    /// <summary>Signed and unsigned integers, by their size in bits.</summary>
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
    /// <summary>IEEE 754 binary floating-point numbers, by their size in bits.</summary>
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
    /// <summary>numpy's <c>S</c>: bytes of fixed length. Trailing NULs are not part of the value.</summary>
    Bytes,
    /// <summary>numpy's <c>U</c>: UTF-32 text of fixed length, four bytes per character.</summary>
    Text,
    /// <summary>numpy's <c>V</c>: raw bytes, or a record if the dtype has fields.</summary>
    Void,
}
