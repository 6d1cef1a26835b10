using System.Globalization;
using System.Numerics;
using System.Text.Json;
using MemMap.Compute;
using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Tests.Golden;

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

    internal static Layout LayoutOf(GoldenArray golden) => golden.Strides is { } strides
        ? new Layout([.. golden.Shape], [.. strides], golden.Offset)
        : Layout.Contiguous(golden.Shape, DType.Parse(golden.DType).ItemSize);

    internal static unsafe void SetBytes(ArrayBuffer buffer, byte[] bytes)
    {
        using BufferLease lease = buffer.Lease(forWrite: true);
        bytes.CopyTo(new Span<byte>(lease.Pointer, bytes.Length));
    }

    internal static unsafe byte[] GetBytes(ArrayBuffer buffer)
    {
        using BufferLease lease = buffer.Lease();
        return new ReadOnlySpan<byte>(lease.Pointer, checked((int)lease.Length)).ToArray();
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
