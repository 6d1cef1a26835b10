using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>Indices that must be, or are brought, within bounds.</summary>
internal static unsafe class IndexBounds
{
    /// <summary>Indices within bounds, as a new array of int64.</summary>
    /// <param name="indices">The indices, as int64.</param>
    /// <param name="length">The number of places.</param>
    /// <param name="mode">What an index out of bounds means. Where it is an error, negative indices count from the end.</param>
    /// <exception cref="IndexOutOfRangeException">An index is out of bounds.</exception>
    internal static ArrayRef Apply(ArrayRef indices, long length, IndexMode mode)
    {
        ArrayRef result = indices.Copy();
        if (result.Size == 0)
        {
            return result;
        }
        if (length == 0)
        {
            throw Error.FlatIndexOutOfBounds((long)result.Item()!, length);
        }
        using LeaseSet leases = new();
        Func<long, long> place = PlaceOf(length, mode);
        BlockLoop.Run(
            [leases.Input(result, DType.Int64), leases.Output(result, DType.Int64)],
            (blocks, count) =>
            {
                for (int i = 0; i < count; i++)
                {
                    ((long*)blocks[1])[i] = place(((long*)blocks[0])[i]);
                }
            },
            leases.Verify);
        return result;
    }

    /// <summary>The place that an index means.</summary>
    internal static Func<long, long> PlaceOf(long length, IndexMode mode) => mode switch
    {
        IndexMode.Wrap => index => ((index % length) + length) % length,
        IndexMode.Clip => index => Math.Clamp(index, 0, length - 1),
        _ => index => index >= -length && index < length ? index < 0 ? index + length : index
            : throw Error.FlatIndexOutOfBounds(index, length),
    };

    /// <summary>Throws if an index, as int64, is negative or too large.</summary>
    /// <param name="indices">The indices.</param>
    /// <param name="length">The number of places.</param>
    /// <param name="error">Makes the exception for an index.</param>
    internal static void Require(ArrayRef indices, long length, Func<long, Exception> error)
    {
        using LeaseSet leases = new();
        BlockLoop.Run(
            [leases.Input(indices, DType.Int64)],
            (blocks, count) =>
            {
                ReadOnlySpan<long> block = new(blocks[0], count);
                long low = TensorPrimitives.Min(block), high = TensorPrimitives.Max(block);
                if (low < 0 || high >= length)
                {
                    throw error(low < 0 ? low : high);
                }
            },
            leases.Verify);
    }
}
