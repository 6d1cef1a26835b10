namespace MemMap.Output;

// Errors of results in the place of arrays.
internal static partial class Errors
{
    private const string ToText = "Export-Csv writes it to a file, and ConvertTo-Json makes text of it";

    /// <summary>What a result of a cmdlet or a method is, and what takes it, where an array is wanted; null for anything else.</summary>
    internal static string? ResultInstead(object value) => value switch
    {
        Measure or GroupCount => $"a measure is no array: {ToText}; the array is what was measured",
        ArrayComparison or ArrayRealignment => $"a comparison is no array: its list is .Differences, which Export-Csv writes to a file, "
            + "and Export-MemMap writes it as a patch",
        ArrayDifference or RealignedRange => $"a difference is no array: Show-MemMap shows its bytes, {ToText}",
        ArrayHash => $"a digest is no array: {ToText}; the array is what it was made of",
        ChainRecord => "a record of Get-MemMapRecord is no array: ConvertTo-MemMap makes an array of records, and what stands behind the "
            + "fields ($_.data) is one",
        ArrayMember member => $"a list of Get-MemMapMember is no array: New-MemMap '{member.FileName}' -Member '{member.Name}' opens one",
        NamedType type => $"a data type is no array: New-MemMap FILE {type.Name} opens a file as one of it",
        DType or Field => $"a data type is no array: New-MemMap FILE '{value}' opens a file as one of it",
        _ when FirstField.RecordOf(value) is not null => "a record is no array: ConvertTo-MemMap makes an array of records",
        _ when ArraysOf(value) is { Count: > 0 } arrays => $"a {value.GetType().Name} is no array: its arrays are "
            + string.Join(", ", arrays.Select(static name => $".{name}")),
        _ => null,
    };

    private static List<string> ArraysOf(object value) => value.GetType().Assembly != typeof(NDArray).Assembly ? []
        : [.. value.GetType().GetProperties().Where(static property => typeof(NDArray).IsAssignableFrom(property.PropertyType)
            || (property.PropertyType.IsGenericType && typeof(System.Collections.IEnumerable).IsAssignableFrom(property.PropertyType)))
            .Select(static property => property.Name)];
}
