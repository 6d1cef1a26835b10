namespace MemMap.Pictures;

/// <summary>What brackets stand around in a hex dump: elements, or a field of them.</summary>
/// <param name="First">The first element, in C order.</param>
/// <param name="Count">The number of elements.</param>
/// <param name="Field">The field of records, with the names of nested ones separated by dots; null for all of them.</param>
internal sealed record HexMark(long First, long Count, string? Field = null)
{
    /// <summary>Returns the bytes to mark, from 0, of a number of elements one behind the other.</summary>
    internal (int From, int To) Of(long element, int bytes, int size)
    {
        Int128 from = ((Int128)First - element) * size, to = from + ((Int128)Count * size);
        return ((int)Int128.Clamp(from, 0, bytes), (int)Int128.Clamp(to, 0, bytes));
    }

    /// <summary>Whether a field of an element is marked.</summary>
    internal bool Has(long element, string field)
        => element >= First && element - First < Count && (Field is null || field == Field || IsIn(field, Field) || IsIn(Field, field));

    private static bool IsIn(string inner, string outer)
        => inner.Length > outer.Length && inner[outer.Length] == '.' && inner.StartsWith(outer, StringComparison.Ordinal);
}
