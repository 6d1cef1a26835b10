using System.Globalization;
using System.Numerics;
using System.Text.Json;
using MemMap.Compute;
using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Tests.Golden;

/// <summary>What the elements of a golden array are in.</summary>
public enum Operands
{
    /// <summary>Memory.</summary>
    InMemory,

    /// <summary>Several parts, which are cut anywhere.</summary>
    Joined,

    /// <summary>Memory, of a lazy array.</summary>
    Lazy,

    /// <summary>Nothing: an expression computes them from a joined array.</summary>
    Computed,
}

/// <summary>Makes arrays and arguments of what a golden file says.</summary>
internal static class GoldenArrays
{
    /// <summary>An array in memory, with exactly the layout that it had in numpy.</summary>
    internal static NDArray InMemory(GoldenArray golden)
    {
        NativeBuffer buffer = NativeBuffer.Allocate(golden.Bytes.Length, zeroed: false);
        SetBytes(buffer, golden.Bytes);
        return new NDArray(new ArrayRef(buffer, LayoutOf(golden), DType.Parse(golden.DType)));
    }

    /// <summary>An array with the elements, and but for computed ones exactly the layout, that it had in numpy.</summary>
    internal static NDArray Make(GoldenArray golden, Operands operands) => operands switch
    {
        Operands.Joined => Joined(golden),
        Operands.Lazy => InMemory(golden).Lazy(),
        Operands.Computed => Joined(golden).Lazy() is var array ? array.AsType(array.DType) : null!,
        _ => InMemory(golden),
    };

    private static NDArray Joined(GoldenArray golden)
        => JoinedBytes(golden.Bytes).WithLayout(LayoutOf(golden), DType.Parse(golden.DType));

    /// <summary>Bytes as a joined array: contiguous parts, one that is reversed in memory, and one of every second byte.</summary>
    private static JoinedMemMap JoinedBytes(byte[] bytes)
    {
        int[] cuts = [0, bytes.Length / 3, (bytes.Length / 2) + 1, (bytes.Length * 3 / 4) + 1, bytes.Length];
        var parts = new NDArray[cuts.Length - 1];
        for (int i = 0; i < parts.Length; i++)
        {
            byte[] part = bytes[Math.Min(cuts[i], bytes.Length)..Math.Clamp(cuts[i + 1], cuts[i], bytes.Length)];
            parts[i] = i switch
            {
                1 => (NDArray)NDArray.FromBytes([.. part.Reverse()], [part.Length], DType.UInt8).Copy().GetItem(["::-1"])!,
                3 => (NDArray)NDArray.FromBytes([.. part.SelectMany(b => new[] { b, (byte)~b })], [2 * part.Length], DType.UInt8)
                    .Copy().GetItem(["::2"])!,
                _ => NDArray.FromBytes(part, [part.Length], DType.UInt8).Copy(),
            };
        }
        return JoinedMemMap.Join(parts);
    }

    internal static Layout LayoutOf(GoldenArray golden) => golden.Strides is { } strides
        ? new Layout([.. golden.Shape], [.. strides], golden.Offset)
        : Layout.Contiguous(golden.Shape, DType.Parse(golden.DType).ItemSize);

    internal static void SetBytes(ArrayBuffer buffer, byte[] bytes)
    {
        using BufferLease lease = buffer.Lease(forWrite: true);
        lease.Write(0, bytes);
    }

    internal static byte[] GetBytes(ArrayBuffer buffer)
    {
        using BufferLease lease = buffer.Lease();
        var bytes = new byte[lease.Length];
        lease.Read(0, bytes);
        return bytes;
    }

    /// <summary>A number as PowerShell would pass it; text stays text.</summary>
    internal static object Scalar(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => element.GetString()!,
        JsonValueKind.Object => new Complex(element.GetProperty("re").GetDouble(), element.GetProperty("im").GetDouble()),
        _ when element.TryGetInt32(out int small) => small,
        _ when element.TryGetInt64(out long integer) => integer,
        _ when BigInteger.TryParse(element.GetRawText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger big)
            => big,
        _ => element.GetDouble(),
    };

    /// <summary>Nested lists, or one number.</summary>
    internal static object List(JsonElement element)
        => element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().Select(List).ToArray() : Scalar(element);

    /// <summary>The index as one text, or null where an item has none: a mask without elements is no list.</summary>
    internal static object?[]? TextIndex(string[] items)
        => items.Any(IsEmptyArray) ? null : items.Length == 0 ? [] : [string.Join(", ", items)];

    /// <summary>The index as separate arguments: integers, slices, arrays, bools and null.</summary>
    internal static object?[] ObjectIndex(string[] items) => [.. items.Select(Item)];

    private static object? Item(string item)
    {
        if (item == "None")
        {
            return null;
        }
        if (IsEmptyArray(item))
        {
            int end = item.IndexOf(')', StringComparison.Ordinal);
            long[] shape = [
                .. item["zeros((".Length..end].Split(',', StringSplitOptions.RemoveEmptyEntries)
                    .Select(n => long.Parse(n, CultureInfo.InvariantCulture))];
            return NDArray.Zeros(shape, DType.Parse(item[(end + 1)..^1].Trim(',', ' ')));
        }
        if (item.StartsWith('['))
        {
            NDArray list = NDArray.Array(List(JsonDocument.Parse(item.ToLowerInvariant()).RootElement));
            // Python's list without elements is an index array of integers.
            return list.Size == 0 ? list.AsType(DType.Int64) : list;
        }
        return bool.TryParse(item, out bool truth) ? truth
            : BigInteger.TryParse(item, out BigInteger integer) ? integer >= int.MinValue && integer <= int.MaxValue ? (int)integer
                : integer
            : item.Contains(':', StringComparison.Ordinal) ? Slice.Parse(item) : item;
    }

    private static bool IsEmptyArray(string item) => item.StartsWith("zeros(", StringComparison.Ordinal);
}
