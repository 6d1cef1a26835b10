using System.Collections;
using System.Collections.Specialized;
using System.Numerics;
using System.Runtime.InteropServices;
using MemMap.DataTypes;
using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>Converts values that a user writes (numbers, nested lists, .NET arrays) to arrays, and arrays to .NET arrays.</summary>
internal static class ArrayLiteral
{
    private const int RangeBlock = 1 << 16;

    /// <summary>Whether a value is a list of elements rather than one element.</summary>
    internal static bool IsList(object? value) => value is IArrayFace or (IEnumerable and not (string or IDictionary or Record));

    /// <summary>Whether a value is a .NET array of numbers, which implies a dtype.</summary>
    internal static bool IsTyped(object? value)
        => value is Array array && DType.TryFromType(array.GetType().GetElementType()!) is { IsNumeric: true };

    /// <summary>
    /// Whether a value is an array with its own dtype, to be cast to the target's. A byte array that is one element of the target is not.
    /// </summary>
    internal static bool BringsItsType(object? value, DType target)
        => IsTyped(value) && !target.IsRecord && !target.Codec.TakesList((IList)value!);

    /// <summary>Converts a value to an array that can be assigned to elements of a dtype. A value that does not fit is an error.</summary>
    internal static ArrayRef ToAssign(object? value, DType target)
        => value is IArrayFace array ? array.Ref : Create(value, BringsItsType(value, target) ? null : target);

    /// <summary>Creates an array from a number, a typed .NET array or nested lists. The dtype is inferred if none is given.</summary>
    internal static ArrayRef Create(object? value, DType? dtype)
    {
        if (value is IArrayFace { Ref: var array })
        {
            return dtype is null || array.DType.Equals(dtype) ? array : array.AsType(dtype);
        }
        if (value is KeptElement && dtype is not null)
        {
            return Scalar(value, dtype);
        }
        if (dtype is null ? IsTyped(value) : BringsItsType(value, dtype))
        {
            var typed = (Array)value!;
            DType own = DType.FromType(typed.GetType().GetElementType()!);
            ArrayRef copy = FromTyped(typed, own);
            return dtype is null || own.Equals(dtype) ? copy : copy.AsType(dtype);
        }
        if (dtype is { IsRecord: false, Traits.IsFlexible: true, ItemSize: 0, SubType: null }
            or { Unit.IsGeneric: true, Kind: ElementKind.DateTime64 })
        {
            // Only the values tell the missing length or unit.
            return Create(value, null).AsType(dtype);
        }
        if (!IsNested(value, dtype))
        {
            return Scalar(value, dtype ?? Infer([HostObjects.Unwrap(value)]));
        }
        value = value is Array { Rank: > 1 } table ? Rows(table) : value;
        if (TryStack((IEnumerable)value!, dtype) is { } stacked)
        {
            return stacked;
        }
        var shape = new List<long>();
        var leaves = new List<object?>();
        Flatten(value!, 0, shape, leaves, dtype);
        return Fill(leaves, shape.ToArray(), dtype ?? Infer(leaves));
    }

    /// <summary>A 0-d array of one element.</summary>
    internal static ArrayRef Scalar(object? value, DType dtype) => Fill([Plain(value)], [], dtype);

    internal static unsafe ArrayRef Range(long start, long stop, long step, DType dtype)
    {
        if (step == 0)
        {
            throw Error.StepZero();
        }
        ArrayRef numbers = ArrayRef.Allocate([RangeLength(start, stop, step)], DType.Int64);
        using (BufferLease lease = numbers.Buffer.Lease())
        {
            // No span reaches over an array of any size.
            for (long first = 0; first < numbers.Size; first += RangeBlock)
            {
                Interruption.Token.ThrowIfCancellationRequested();
                Span<long> span = new(lease.Pointer + (first * sizeof(long)), (int)Math.Min(RangeBlock, numbers.Size - first));
                for (int i = 0; i < span.Length; i++)
                {
                    span[i] = start + ((first + i) * step);
                }
            }
        }
        return dtype.Equals(DType.Int64) ? numbers : numbers.AsType(dtype);
    }

    // Apart from the loop: methods that use Int128 aren't compiled ahead.
    private static long RangeLength(long start, long stop, long step)
        => Math.Max(0, (long)(((Int128)stop - start + step - Math.Sign(step)) / step));

    private static ArrayRef FromTyped(Array typed, DType dtype)
    {
        var shape = new long[typed.Rank];
        for (int axis = 0; axis < shape.Length; axis++)
        {
            shape[axis] = typed.GetLongLength(axis);
        }
        ArrayRef array = ArrayRef.Allocate(shape, dtype);
        using BufferLease lease = array.Buffer.Lease();
        MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(typed), checked((int)array.NBytes))
            .CopyTo(array.BytesOf(lease));
        return array;
    }

    private static ArrayRef Fill(List<object?> leaves, long[] shape, DType dtype)
    {
        ArrayRef array = ArrayRef.Zeros([.. shape, .. dtype.SubShape ?? []], dtype.SubType ?? dtype);
        using BufferLease lease = array.Buffer.Lease();
        Span<byte> bytes = array.BytesOf(lease);
        foreach (object? leaf in leaves)
        {
            // The values of a record that is written as a list may be wrapped by the host.
            object? element = dtype.IsRecord && leaf is object?[] row ? System.Array.ConvertAll(row, HostObjects.Unwrap.Invoke) : leaf;
            ElementCodec.Write(dtype, bytes[..dtype.ItemSize], element);
            bytes = bytes[dtype.ItemSize..];
        }
        return array;
    }

    /// <summary>Walks nested lists in C order. The first list at each depth sets the length that the others must have.</summary>
    private static void Flatten(object list, int axis, List<long> shape, List<object?> leaves, DType? dtype)
    {
        if (axis >= Layout.MaxNDim)
        {
            throw Error.TooManyDimensions(axis + 1, Layout.MaxNDim);
        }
        // Lists that contain the same list several times can expand to very many elements.
        Interruption.Token.ThrowIfCancellationRequested();
        List<object?> items = [.. ((IEnumerable)list).Cast<object?>().Select(item => KeptElement.Unwrap(item, dtype))];
        if (axis == shape.Count)
        {
            // The first list at this depth comes late: earlier items at the depth were elements.
            if (leaves.Count > 0 || shape.Contains(0))
            {
                throw Error.Ragged(CollectionsMarshal.AsSpan(shape), axis);
            }
            shape.Add(items.Count);
        }
        else if (shape[axis] != items.Count)
        {
            throw Error.Ragged(CollectionsMarshal.AsSpan(shape)[..axis], axis);
        }
        foreach (object? item in items)
        {
            AvailableMemory.RequireGrowth(leaves);
            if (item is IArrayFace { Ref: { NDim: 0 } scalar })
            {
                leaves.Add(scalar.ReadValue(scalar.Layout.Offset));
            }
            else if (IsNested(item, dtype))
            {
                object inner = item is Array { Rank: > 1 } array ? Rows(array) : item is IArrayFace face ? Rows(face.Ref) : item!;
                Flatten(inner, axis + 1, shape, leaves, dtype);
            }
            else if (axis + 1 == shape.Count)
            {
                leaves.Add(Plain(item));
            }
            else
            {
                throw Error.Ragged(CollectionsMarshal.AsSpan(shape)[..(axis + 1)], axis + 1);
            }
        }
    }

    private static IEnumerable<object?> Rows(ArrayRef array)
    {
        for (long i = 0; i < array.Layout.Shape[0]; i++)
        {
            yield return array.At([i]).ItemOrSelf();
        }
    }

    // .NET enumerates an array of several dimensions as a flat list of its elements.
    private static object?[] Rows(Array array)
    {
        int[] index = new int[array.Rank];
        return Level(0);

        object?[] Level(int axis)
        {
            object?[] items = new object?[array.GetLength(axis)];
            for (int i = 0; i < items.Length; i++)
            {
                index[axis] = i + array.GetLowerBound(axis);
                items[i] = axis == array.Rank - 1 ? array.GetValue(index) : Level(axis + 1);
            }
            return items;
        }
    }

    /// <summary>Stacks a list of arrays into one array of their common dtype; null if the list has any other item.</summary>
    private static ArrayRef? TryStack(IEnumerable list, DType? dtype)
    {
        object?[] items = [.. list.Cast<object?>().Select(HostObjects.Unwrap)];
        bool IsArray(object? item)
            => item is IArrayFace { Ref.NDim: > 0 } || (IsTyped(item) && (dtype is null || BringsItsType(item, dtype)));
        if (items.Length == 0 || !Array.TrueForAll(items, IsArray))
        {
            return null;
        }
        ArrayRef[] arrays = Array.ConvertAll(items, item => Create(item, null));
        ReadOnlySpan<long> shape = arrays[0].Layout.Shape;
        dtype ??= arrays.Select(array => array.DType).Aggregate(Promotion.PromoteTypes);
        ArrayRef result = ArrayRef.Zeros([arrays.Length, .. shape], dtype);
        for (int i = 0; i < arrays.Length; i++)
        {
            if (!arrays[i].Layout.Shape.SequenceEqual(shape))
            {
                throw Error.Ragged([arrays.Length], 1);
            }
            Elementwise.Copy(arrays[i], result.At([i]));
        }
        return result;
    }

    /// <summary>Whether a value is a list of elements, rather than one element of the dtype.</summary>
    internal static bool IsNested(object? value, DType? dtype)
        => IsList(value) && !(dtype is not null && value is IList list && IsOne(list, dtype));

    /// <summary>Whether a list is one element: bytes, a record with an item for each field, or a whole sub-array.</summary>
    private static bool IsOne(IList list, DType dtype)
        => dtype.SubType is not null || dtype.Codec.TakesList(list)
            || (dtype.Fields is { } fields && list.Count == fields.Count
                && list.Cast<object?>().Zip(fields, (item, field) => IsItem(HostObjects.Unwrap(item), field.DType)).All(isItem => isItem));

    // A list of records is no record, even if there are as many of them as fields.
    private static bool IsItem(object? item, DType field)
        => !IsNested(item, field) && (field.IsRecord || item is not (IDictionary or Record));

    /// <summary>A value without the host's wrappers, including those within records.</summary>
    internal static object? Plain(object? value) => Plain(value, 0);

    // The limit on depth stops a list that contains itself.
    private static object? Plain(object? value, int depth)
    {
        if (depth > Layout.MaxNDim)
        {
            throw Error.TooManyDimensions(depth, Layout.MaxNDim);
        }
        value = KeptElement.OfHost(value) ?? HostObjects.Unwrap(value);
        switch (value)
        {
            case KeptElement kept:
                // The fields of a record are what the host has made of them.
                return kept.DType.IsRecord ? kept with { Value = Plain(kept.Value, depth + 1) } : kept;
            case IDictionary dictionary:
                OrderedDictionary plain = new(StringComparer.OrdinalIgnoreCase);
                foreach (DictionaryEntry entry in dictionary)
                {
                    plain[entry.Key.ToString()!] = Plain(entry.Value, depth + 1);
                }
                return plain;
            case IArrayFace { Ref: var array }:
                return array.NDim == 0 ? array.ReadValue(array.Layout.Offset) : array.ToArray();
            case Array { Rank: > 1 } table when !table.GetType().GetElementType()!.IsValueType:
                return Plain(Rows(table), depth);
            case IList list and not Array:
                return list.Cast<object?>().Select(item => Plain(item, depth + 1)).ToArray();
            case object?[] items:
                return Array.ConvertAll(items, item => Plain(item, depth + 1));
            default:
                return value;
        }
    }

    internal static DType Infer(IReadOnlyCollection<object?> leaves)
    {
        DType? common = null;
        bool hasNull = false;
        foreach (object? leaf in leaves)
        {
            if (leaf is null)
            {
                hasNull = true;
                continue;
            }
            DType own = leaf switch
            {
                string text => DType.Flexible(ElementKind.Text, Math.Max(1, text.EnumerateRunes().Count())),
                ulong big when big > long.MaxValue => DType.UInt64,
                sbyte or byte or short or ushort or int or uint or long or ulong => DType.Int64,
                BigInteger number => number > long.MaxValue ? DType.UInt64 : DType.Int64,
                float or double or decimal => DType.Float64,
                _ => DType.FromType(leaf.GetType()),
            };
            common = common is null || common.Equals(own) ? own : Promotion.PromoteTypes(common, own);
        }
        // $null is NaT among times; for other dtypes it is not an element.
        return hasNull && common is not { Traits.IsTime: true } ? throw Error.NotAnElement() : common ?? DType.Float64;
    }
}
