namespace MemMap.Formats;

/// <summary>
/// What the columns of a table are called that have the parts of a field: <c>a.b</c> a field's field, <c>a[0,1]</c> an element of a
/// sub-array.
/// </summary>
internal static class ColumnName
{
    /// <summary>The column of a field, or the columns of its parts.</summary>
    /// <param name="record">The name of what it is a field of; empty at the top.</param>
    /// <param name="field">The field's name.</param>
    internal static string OfField(string record, string field) => record.Length == 0 ? field : $"{record}.{field}";

    /// <summary>The column of an element, or the columns of its parts.</summary>
    internal static string OfElement(string array, IEnumerable<long> index) => $"{array}[{string.Join(',', index)}]";
}
