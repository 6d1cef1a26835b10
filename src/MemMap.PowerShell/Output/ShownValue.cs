using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace MemMap.Output;

/// <summary>
/// A list as PowerShell sees it, with its items as text where PowerShell would write the name of its type (Export-Csv); or an integer that
/// lists and tables show in hexadecimal. To everything else it is the list or the number.
/// </summary>
internal sealed class ShownValue : PSObject
{
    private readonly DType? _dtype;

    private ShownValue(object value, DType? dtype = null) : base(value) => _dtype = dtype;

    /// <summary>A list with its text; any other value as it is.</summary>
    internal static object? OfList(object? value) => value is IEnumerable and not string ? new ShownValue(value) : value;

    /// <summary>The value of a field with its text, if it needs one.</summary>
    /// <param name="value">The value.</param>
    /// <param name="dtype">The dtype of the field.</param>
    internal static object? OfField(object? value, DType dtype)
        => value is Array || (value is not null && dtype is { IsHexadecimal: true, IsInteger: true, Packing: null })
            ? new ShownValue(value, dtype) : value;

    /// <inheritdoc/>
    public override string ToString() => BaseObject switch
    {
        // Of a sub-array of bytes, which are numbers, and not of raw bytes.
        byte[] bytes when _dtype is { SubType: not null } => Joined(", ", bytes.Select(static item => Text(item))),
        IFormattable number when _dtype is { SubType: null } dtype
            => $"0x{number.ToString($"x{2 * dtype.ItemSize}", CultureInfo.InvariantCulture)}",
        var list => Text(list),
    };

    /// <summary>The items in one line: <c>1, 2.5</c>, of bytes their digits as Export-MemMap writes them, <c>4D5A</c>.</summary>
    internal static string Text(object? value) => value switch
    {
        null => "",
        byte[] bytes => Convert.ToHexString(bytes),
        IDictionary table => Joined("; ", table.Cast<object>().Select(static entry => (DictionaryEntry)entry)
            .Select(static entry => $"{entry.Key}={Text(entry.Value)}")),
        IEnumerable<KeyValuePair<string, object?>> table
            => Joined("; ", table.Select(static entry => $"{entry.Key}={Text(entry.Value)}")),
        IEnumerable list and not string => Joined(", ", list.Cast<object?>().Select(static item => Text(item))),
        DateTime date => date.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static string Joined(string separator, IEnumerable<string> items) => string.Join(separator, items);
}
