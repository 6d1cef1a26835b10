using System.Numerics;
using System.Runtime.InteropServices;
using MemMap.Compute;
using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap;

/// <summary>Converts the arguments of an indexer to index items.</summary>
internal static class IndexArguments
{
    internal static bool IsAdvanced(IndexItem[] items) => Array.Exists(items, item => item is IndexItem.Advanced or IndexItem.Mask);

    /// <summary>
    /// The items that a host gives. An index that is null alone is an error, and so is a single bool among them: in a shell, what finds
    /// nothing gives null, and all elements would be meant, as numpy's <c>a[None]</c> is a new axis.
    /// </summary>
    /// <exception cref="ArgumentException">There is one.</exception>
    internal static object?[] OfHost(object?[] items)
        => items is [var only] && HostObjects.Unwrap(only) is null ? throw Error.NoPlace() : WithoutBool(items);

    /// <summary>
    /// The same items. A single bool among them is an error: numpy's <c>a[True]</c> is hardly ever meant in a shell, where <c>-eq</c>
    /// compares an array as one object, and <c>$m[$m -ne 5] = 9</c> would assign to all of it.
    /// </summary>
    /// <exception cref="ArgumentException">There is one.</exception>
    private static object?[] WithoutBool(object?[] items)
    {
        foreach (object? item in items)
        {
            if (HostObjects.Unwrap(item) is bool found)
            {
                throw Error.BoolIndex(found);
            }
        }
        return items;
    }

    internal static IndexItem[] Parse(ReadOnlySpan<object?> arguments)
    {
        var items = new List<IndexItem>(arguments.Length);
        foreach (object? argument in arguments)
        {
            object? value = HostObjects.Unwrap(argument);
            if (value is string text)
            {
                items.AddRange(IndexExpression.Parse(text));
            }
            else
            {
                items.Add(Item(value));
            }
        }
        return [.. items];
    }

    private static IndexItem Item(object? value) => value switch
    {
        null => new IndexItem.NewAxis(),
        int i => new IndexItem.Integer(i),
        long or short or sbyte or byte or ushort or uint => new IndexItem.Integer(Convert.ToInt64(value, null)),
        ulong or BigInteger => new IndexItem.Integer(long.CreateSaturating(value is ulong u ? u : (BigInteger)value)),
        bool b => new IndexItem.Mask([b], []),
        Slice slice => new IndexItem.SliceItem(slice),
        Range range => new IndexItem.SliceItem(new Slice(Bound(range.Start), Bound(range.End), null)),
        _ when ArrayLiteral.IsList(value) => FromArray(value is IArrayFace array ? array.Ref : ListOf(value), value),
        _ => throw Error.NotAnIndex(value),
    };

    /// <summary>C#'s <c>^2</c> is numpy's -2; <c>^0</c> is the end, which numpy leaves out.</summary>
    private static long? Bound(Index index) => !index.IsFromEnd ? index.Value : index.Value == 0 ? null : -index.Value;

    private static ArrayRef ListOf(object value)
    {
        ArrayRef list = ArrayLiteral.Create(value, null);
        // An empty list has no type of its own; as an index it selects nothing.
        return list.Size == 0 ? list.AsType(DType.Int64) : list;
    }

    private static IndexItem FromArray(ArrayRef array, object value)
    {
        bool isMask = array.DType.Kind == ElementKind.Bool;
        if (!isMask && !array.DType.IsInteger)
        {
            throw Error.NotAnIndex(value);
        }
        DType wanted = isMask ? DType.Bool : DType.Int64;
        ArrayRef plain = array.DType.Equals(wanted) && array.IsContiguous ? array : array.AsType(wanted);
        plain = plain.IsContiguous ? plain.InMemory() : plain.Copy();
        using BufferLease lease = plain.Lease();
        Span<byte> bytes = plain.BytesOf(lease);
        AvailableMemory.RequireManaged(bytes.Length);
        if (!isMask)
        {
            return new IndexItem.Advanced(new IndexArray(MemoryMarshal.Cast<byte, long>(bytes).ToArray(), array.Shape));
        }
        var mask = new bool[bytes.Length];
        for (int i = 0; i < mask.Length; i++)
        {
            mask[i] = bytes[i] != 0;
        }
        return new IndexItem.Mask(mask, array.Shape);
    }
}
