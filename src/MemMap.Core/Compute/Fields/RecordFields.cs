using MemMap.DataTypes;
using MemMap.Geometry;

namespace MemMap.Compute;

/// <summary>Record dtypes with other fields, and arrays of them; numpy's <c>recfunctions</c>.</summary>
internal static class RecordFields
{
    /// <summary>The dtype with fields of other names, also those of nested records; each stays where it is.</summary>
    internal static DType Renamed(DType record, IReadOnlyDictionary<string, string> names)
        => Each(record, fields => fields.Select(field => field with
        {
            Name = names.GetValueOrDefault(field.Name, field.Name),
            DType = Renamed(field.DType, names),
        }));

    /// <summary>The dtype without some fields, also of nested records; the others stay where they are. Null if nothing is left.</summary>
    internal static DType? Without(DType record, IReadOnlySet<string> names)
    {
        List<Field> left = [];
        foreach (Field field in record.Fields ?? [])
        {
            if (!names.Contains(field.Name) && (field.DType.IsRecord ? Without(field.DType, names) : field.DType) is { } dtype)
            {
                left.Add(field with { DType = dtype });
            }
        }
        return left.Count == 0 ? null : DType.Record(left, record.ItemSize, isAligned: false);
    }

    /// <summary>The dtype with its fields one behind the other, or where a C compiler puts them.</summary>
    /// <param name="record">The dtype.</param>
    /// <param name="align">Whether fields are aligned as in C.</param>
    /// <param name="recurse">Whether nested records are packed, too.</param>
    internal static DType Repacked(DType record, bool align, bool recurse)
    {
        if (record.SubType is { } element)
        {
            return DType.SubArray(Repacked(element, align, recurse), record.SubShape);
        }
        if (!record.IsRecord)
        {
            return record;
        }
        RecordBuilder packed = new(align);
        foreach (Field field in record.Fields!)
        {
            packed.Add(field.Name, recurse ? Repacked(field.DType, align, recurse) : field.DType, field.Title);
        }
        return packed.Build();
    }

    /// <summary>The names of all fields, those of nested records included.</summary>
    internal static IEnumerable<string> NamesOf(DType record)
        => record.SubType is { } element ? NamesOf(element)
            : (record.Fields ?? []).SelectMany(field => NamesOf(field.DType).Prepend(field.Name));

    /// <summary>A new array of records with more fields behind those that there are.</summary>
    internal static ArrayRef Append(ArrayRef records, string[] names, ArrayRef[] data, DType?[] dtypes)
    {
        RecordBuilder wider = new(isAligned: false);
        foreach (Field field in records.DType.Fields!)
        {
            wider.Add(field.Name, field.DType, field.Title);
        }
        for (int i = 0; i < names.Length; i++)
        {
            wider.Add(names[i], dtypes[i] ?? data[i].DType);
        }
        ArrayRef result = ArrayRef.Zeros(records.Layout.Shape, wider.Build());
        foreach (Field field in records.DType.Fields)
        {
            Elementwise.Copy(records.Field(field.Name), result.Field(field.Name));
        }
        for (int i = 0; i < names.Length; i++)
        {
            Elementwise.Copy(data[i], result.Field(names[i]));
        }
        return result;
    }

    /// <summary>All numbers of records as a last axis, nested records and sub-arrays included.</summary>
    /// <param name="records">The records.</param>
    /// <param name="dtype">The dtype of the results; null for the common one of all fields.</param>
    /// <param name="casting">The casts that are allowed.</param>
    internal static ArrayRef ToUnstructured(ArrayRef records, DType? dtype, Casting casting)
    {
        List<ArrayRef> leaves = [.. Leaves(records, records.NDim)];
        long width = leaves.Sum(leaf => Width(leaf, records.NDim));
        dtype ??= leaves.Select(leaf => leaf.DType).Aggregate(Promotion.PromoteTypes);
        foreach (ArrayRef leaf in leaves)
        {
            if (!Promotion.CanCast(leaf.DType, dtype, casting))
            {
                throw Error.CannotCastArray(leaf.DType, dtype, casting);
            }
        }
        ArrayRef result = ArrayRef.Allocate([.. records.Layout.Shape, width], dtype);
        long at = 0;
        foreach (ArrayRef leaf in leaves)
        {
            ArrayRef part = Columns(result, at, Width(leaf, records.NDim));
            Elementwise.Copy(leaf.Reshape(part.Layout.Shape), part);
            at += part.Layout.Shape[^1];
        }
        return result;
    }

    /// <summary>The elements along the last axis as the numbers of records, nested records and sub-arrays included.</summary>
    internal static ArrayRef ToStructured(ArrayRef array, DType record)
    {
        ReadOnlySpan<long> shape = array.Layout.Shape[..^1];
        ArrayRef result = ArrayRef.Zeros(shape, record);
        List<ArrayRef> leaves = [.. Leaves(result, shape.Length)];
        long width = leaves.Sum(leaf => Width(leaf, result.NDim));
        if (width != array.Layout.Shape[^1])
        {
            throw Error.StructuredWidth(array.Layout.Shape[^1], width, record);
        }
        long at = 0;
        foreach (ArrayRef leaf in leaves)
        {
            ArrayRef part = Columns(array, at, Width(leaf, result.NDim));
            Elementwise.Copy(part.Reshape(leaf.Layout.Shape), leaf);
            at += part.Layout.Shape[^1];
        }
        return result;
    }

    /// <summary>The views of all fields that are no records, in the order of their bytes in numpy's flat list.</summary>
    private static IEnumerable<ArrayRef> Leaves(ArrayRef array, int ndim)
    {
        if (!array.DType.IsRecord)
        {
            return [array];
        }
        if (array.NDim == ndim)
        {
            return array.DType.Fields!.SelectMany(field => Leaves(array.Field(field.Name), ndim));
        }
        // A sub-array of records: one of them after the other.
        return Enumerable.Range(0, (int)array.Layout.Shape[ndim]).SelectMany(
            i => Leaves(array.WithLayout(array.Layout.Narrow(ndim, i, 1).Squeeze([ndim])), ndim));
    }

    private static long Width(ArrayRef leaf, int ndim) => Layout.CheckedSize(leaf.Layout.Shape[ndim..]);

    private static ArrayRef Columns(ArrayRef array, long first, long count)
        => array.WithLayout(array.Layout.Narrow(array.NDim - 1, first, count));

    /// <summary>A record, or a sub-array of records, with other fields.</summary>
    private static DType Each(DType dtype, Func<IReadOnlyList<Field>, IEnumerable<Field>> change)
    {
        if (dtype.SubType is { } element)
        {
            return DType.SubArray(Each(element, change), dtype.SubShape);
        }
        if (!dtype.IsRecord)
        {
            return dtype;
        }
        List<Field> fields = [.. change(dtype.Fields!)];
        return fields.GroupBy(field => field.Name).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw Error.FieldTwice(twice.Key) : DType.Record(fields, dtype.ItemSize, dtype.IsAligned);
    }
}
