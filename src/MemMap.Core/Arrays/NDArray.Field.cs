using System.Collections;

namespace MemMap;

// The fields of records, as views.
public partial class NDArray
{
    /// <summary>The view of one field of an array of records; a sub-array's axes are added.</summary>
    /// <param name="name">The field's name or title.</param>
    /// <exception cref="ArgumentException">There is no such field.</exception>
    public NDArray Field(string name) => ViewOf(_ref.Field(name));

    /// <summary>The view of some fields of an array of records: each stays at its offset, and the elements keep their size.</summary>
    /// <param name="names">The fields' names or titles, in the order they are wanted.</param>
    /// <exception cref="ArgumentException">There is no such field.</exception>
    /// <exception cref="FormatException">A name occurs twice.</exception>
    public NDArray Field(params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return ViewOf(_ref.Field(names));
    }

    /// <summary>The view that an index by field names selects: one name, or a list of names; null if the index is none.</summary>
    private NDArray? FieldView(ReadOnlySpan<object?> items)
    {
        if (items.Length != 1 || !DType.IsRecord)
        {
            return null;
        }
        object? item = HostObjects.Unwrap(items[0]);
        // Text that looks like a name is a field name, even if there is no such field. Slices, numbers and 'newaxis' index the axes.
        return item is string name ? DType.FindField(name) is not null || IsName(name) ? Field(name) : null
            : item is IEnumerable list && Names(list) is { Length: > 0 } names ? Field(names) : null;
    }

    private static bool IsName(string text)
        => text.Length > 0 && (char.IsLetter(text[0]) || text[0] == '_') && text.All(c => char.IsLetterOrDigit(c) || c == '_')
            && text.ToUpperInvariant() is not ("NONE" or "NEWAXIS" or "TRUE" or "FALSE" or "ELLIPSIS");

    private static string[]? Names(IEnumerable list)
    {
        List<string> names = [];
        foreach (object? item in list)
        {
            if (HostObjects.Unwrap(item) is not string name)
            {
                return null;
            }
            names.Add(name);
        }
        return [.. names];
    }
}
