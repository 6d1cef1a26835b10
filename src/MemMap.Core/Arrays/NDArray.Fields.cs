using System.Collections;
using MemMap.Compute;

namespace MemMap;

// Records with other fields: numpy's recfunctions.
public partial class NDArray
{
    /// <summary>A new array of records with one more field behind the others; without gaps between the fields.</summary>
    /// <param name="name">The name of the field.</param>
    /// <param name="data">Its values: an array or a list that broadcasts to the records' shape.</param>
    /// <param name="dtype">Its dtype; null for that of the values.</param>
    /// <exception cref="ArgumentException">The elements are no records, or the shapes don't broadcast.</exception>
    /// <exception cref="FormatException">There is such a field.</exception>
    public NDArray AppendFields(string name, object data, DType? dtype = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        return AppendFields([name], [data], dtype is null ? null : [dtype]);
    }

    /// <summary>A new array of records with more fields behind the others; without gaps between the fields.</summary>
    /// <param name="names">The names of the fields.</param>
    /// <param name="data">The values of each: an array or a list that broadcasts to the records' shape.</param>
    /// <param name="dtypes">The dtype of each; null for those of the values.</param>
    /// <exception cref="ArgumentException">The elements are no records, the shapes don't broadcast, or there are not as many lists as
    /// names.</exception>
    /// <exception cref="FormatException">There is such a field, or a name occurs twice.</exception>
    public NDArray AppendFields(string[] names, object[] data, DType[]? dtypes = null)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(data);
        RequireRecords(nameof(AppendFields));
        if (names.Length != data.Length || (dtypes is not null && dtypes.Length != data.Length))
        {
            throw Error.FieldCounts(names.Length, dtypes?.Length == names.Length || dtypes is null ? data.Length : dtypes.Length);
        }
        return new(RecordFields.Append(_ref, names, System.Array.ConvertAll(data, Operand), dtypes ?? new DType?[names.Length]));
    }

    /// <summary>A new array of records without some fields, also of nested records; without gaps between the others.</summary>
    /// <param name="names">The names of the fields.</param>
    /// <exception cref="ArgumentException">The elements are no records, there is no such field, or none is left.</exception>
    public NDArray DropFields(params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        RequireRecords(nameof(DropFields));
        RequireNames(names);
        DType left = RecordFields.Without(DType, names.ToHashSet()) ?? throw Error.NoFieldLeft();
        return new(_ref.WithLayout(Layout, left).AsType(RecordFields.Repacked(left, align: false, recurse: true)));
    }

    /// <summary>The view of records whose fields have other names, also in nested records; nothing is copied.</summary>
    /// <param name="names">The new names by the old ones.</param>
    /// <exception cref="ArgumentException">The elements are no records, or there is no such field.</exception>
    /// <exception cref="FormatException">A name occurs twice.</exception>
    public NDArray RenameFields(IDictionary names)
    {
        ArgumentNullException.ThrowIfNull(names);
        RequireRecords(nameof(RenameFields));
        Dictionary<string, string> renamed = [];
        foreach (DictionaryEntry entry in names)
        {
            renamed[entry.Key.ToString()!] = entry.Value?.ToString() ?? throw new ArgumentNullException(nameof(names));
        }
        RequireNames(renamed.Keys);
        return WithLayout(Layout, RecordFields.Renamed(DType, renamed));
    }

    /// <summary>A copy of records whose fields stand one behind the other.</summary>
    /// <param name="align">Whether fields stand where a C compiler puts them.</param>
    /// <param name="recurse">Whether the fields of nested records do so, too.</param>
    /// <exception cref="ArgumentException">The elements are no records.</exception>
    public NDArray RepackFields(bool align = false, bool recurse = false)
    {
        RequireRecords(nameof(RepackFields));
        return new(_ref.AsType(RecordFields.Repacked(DType, align, recurse)));
    }

    /// <summary>All values of records along a new last axis: those of nested records and sub-arrays in their place.</summary>
    /// <param name="dtype">The dtype of the values; null for the common one of all fields.</param>
    /// <param name="casting">The casts that are allowed.</param>
    /// <returns>A new array in memory.</returns>
    /// <exception cref="ArgumentException">The elements are no records.</exception>
    /// <exception cref="InvalidCastException">The fields have no common dtype, or can't be cast by the rule.</exception>
    public NDArray StructuredToUnstructured(DType? dtype = null, Casting casting = Casting.Unsafe)
    {
        RequireRecords(nameof(StructuredToUnstructured));
        return new(RecordFields.ToUnstructured(_ref, dtype, casting));
    }

    /// <summary>The elements along the last axis as the values of records, in order; nested records and sub-arrays take several.</summary>
    /// <param name="dtype">The dtype of the records.</param>
    /// <returns>A new array in memory, without the last axis.</returns>
    /// <exception cref="ArgumentException">The dtype is no record, or takes another number of values.</exception>
    public NDArray UnstructuredToStructured(DType dtype)
    {
        ArgumentNullException.ThrowIfNull(dtype);
        return !dtype.IsRecord ? throw Error.NotRecords(nameof(UnstructuredToStructured), dtype)
            : NDim == 0 ? throw Error.NoColumns() : new(RecordFields.ToStructured(_ref, dtype));
    }

    private void RequireRecords(string operation)
    {
        if (!DType.IsRecord)
        {
            throw Error.NotRecords(operation, DType);
        }
    }

    private void RequireNames(IEnumerable<string> names)
    {
        HashSet<string> known = [.. RecordFields.NamesOf(DType)];
        if (names.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            throw Error.NoSuchField(unknown, DType);
        }
    }
}
