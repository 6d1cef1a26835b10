using System.Numerics.Tensors;
using MemMap.DataTypes;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>Counts how often each of the integers from 0 on occurs, or sums the weights of each.</summary>
internal static unsafe class BinCount
{
    /// <summary>The largest table that each thread has one of.</summary>
    private const long ThreadTable = 1 << 16;

    /// <param name="array">The integers, in one dimension.</param>
    /// <param name="weights">A weight for each; null to count.</param>
    /// <param name="minLength">The length that the result has at least.</param>
    internal static ArrayRef Run(ArrayRef array, ArrayRef? weights, long minLength)
    {
        if (array.NDim != 1)
        {
            throw Error.BinCountShape(array.NDim);
        }
        if (minLength < 0)
        {
            throw Error.BinCountLength(minLength);
        }
        Require(array.DType, DType.Int64, !(array.DType.IsInteger || array.DType.Kind == ElementKind.Bool));
        if (weights is { } given)
        {
            Require(given.DType, DType.Float64, false);
            _ = given.NDim == 1 && given.Size == array.Size ? 0 : throw Error.BinCountWeights(given.Size, array.Size);
        }
        long length = Math.Max(minLength, Length(array));
        ArrayRef result = ArrayRef.Zeros([length], weights is null ? DType.Int64 : DType.Float64);
        using BufferLease lease = result.Buffer.Lease();
        using LeaseSet leases = new();
        Operand numbers = leases.Input(array, DType.Int64);
        byte* table = lease.Pointer;
        if (weights is { } weight)
        {
            // In order, so that the sums are always the same.
            BlockLoop.Run(
                [numbers, leases.Input(weight, DType.Float64)],
                (blocks, count, _) =>
                {
                    for (int i = 0; i < count; i++)
                    {
                        ((double*)table)[Place(((long*)blocks[0])[i], length)] += ((double*)blocks[1])[i];
                    }
                },
                leases.Verify, inOrder: true);
        }
        else if (length > ThreadTable)
        {
            BlockLoop.Run(
                [numbers], (blocks, count, _) => Count((long*)blocks[0], count, (long*)table, length), leases.Verify, inOrder: true);
        }
        else
        {
            using ThreadLocal<long[]> tables = new(() => new long[length], trackAllValues: true);
            BlockLoop.Run(
                [numbers],
                (blocks, count) =>
                {
                    fixed (long* own = tables.Value)
                    {
                        Count((long*)blocks[0], count, own, length);
                    }
                },
                leases.Verify);
            Span<long> sums = new(table, (int)length);
            foreach (long[] counted in tables.Values)
            {
                TensorPrimitives.Add(sums, counted, sums);
            }
        }
        return result;
    }

    private static void Require(DType from, DType to, bool isRefused)
    {
        if (isRefused || !Promotion.CanCast(from, to, Casting.Safe))
        {
            throw Error.CannotCastArray(from, to, Casting.Safe);
        }
    }

    /// <summary>One more than the largest number.</summary>
    private static long Length(ArrayRef array)
    {
        long most = -1, least = 0;
        object merging = new();
        using LeaseSet leases = new();
        BlockLoop.Run(
            [leases.Input(array, DType.Int64)],
            (blocks, count, _) =>
            {
                ReadOnlySpan<long> block = new(blocks[0], count);
                long low = TensorPrimitives.Min(block), high = TensorPrimitives.Max(block);
                lock (merging)
                {
                    (least, most) = (Math.Min(least, low), Math.Max(most, high));
                }
            },
            leases.Verify);
        if (least < 0)
        {
            throw Error.BinCountNegative(least);
        }
        return most == long.MaxValue ? throw Error.ArrayTooBig([most], sizeof(long)) : most + 1;
    }

    private static void Count(long* numbers, int count, long* table, long length)
    {
        for (int i = 0; i < count; i++)
        {
            table[Place(numbers[i], length)]++;
        }
    }

    /// <summary>A number as a place in the table: what is in a file may have changed since it was looked at.</summary>
    private static long Place(long number, long length)
        => (ulong)number < (ulong)length ? number : throw Error.FlatIndexOutOfBounds(number, length);
}
