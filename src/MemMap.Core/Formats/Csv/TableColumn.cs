using MemMap.Geometry;

namespace MemMap.Formats;

/// <summary>A column of a table: what has no parts in an element, with its place in there.</summary>
/// <param name="Name">Its name: that of a field; empty for elements without fields.</param>
/// <param name="Offset">Its first byte in an element.</param>
/// <param name="DType">The dtype of its cells.</param>
internal readonly record struct TableColumn(string Name, int Offset, DType DType)
{
    /// <summary>The columns for elements of a dtype, in order. There may be billions.</summary>
    internal static IEnumerable<TableColumn> Of(DType dtype) => Of("", 0, dtype);

    private static IEnumerable<TableColumn> Of(string name, int offset, DType dtype)
        => dtype.Fields is { } fields
            ? fields.SelectMany(field => Of(ColumnName.OfField(name, field.Name), offset + field.Offset, field.DType))
            : dtype.SubType is { } element ? OfElements(name, offset, element, dtype.SubShape!)
            : [new(name, offset, dtype)];

    private static IEnumerable<TableColumn> OfElements(string name, int offset, DType element, long[] shape)
    {
        long count = Layout.CheckedSize(shape);
        for (long i = 0; i < count; i++)
        {
            string part = ColumnName.OfElement(name, UnravelIndex.Of(shape, i));
            foreach (TableColumn column in Of(part, offset + (int)(i * element.ItemSize), element))
            {
                yield return column;
            }
        }
    }
}

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
