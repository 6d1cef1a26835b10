using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MemMap.Compute;

/// <summary>Counts elements that are not zero: the common part of count_nonzero, any and all.</summary>
internal abstract class NonZeroReduction(string name) : Reduction(name)
{
    protected override Reducer Bool(DType dtype) => Count<byte>();

    protected override Reducer Number<T>(DType dtype) => Count<T>();

    protected override Reducer Time(DType dtype) => Count<long>();

    protected abstract Reducer Count<T>() where T : unmanaged, INumberBase<T>;
}

/// <summary>
/// Counts elements that are not zero. <paramref name="finish"/> computes the result from their number and the number of all elements.
/// </summary>
internal class CountReducer<T, TResult>(DType result, Func<long, long, TResult> finish) : Reducer<T, long, TResult>(result)
    where T : unmanaged, INumberBase<T>
    where TResult : unmanaged
{
    internal override long Initial => 0;

    internal override long Fold(long state, ReadOnlySpan<T> block, long position)
    {
        int rest = block.Length;
        if (Vector256.IsHardwareAccelerated && Vector256<T>.IsSupported)
        {
            ReadOnlySpan<Vector256<T>> vectors = MemoryMarshal.Cast<T, Vector256<T>>(block);
            long zeros = 0;
            foreach (ref readonly Vector256<T> vector in vectors)
            {
                Prefetch.Ahead(in vector);
                zeros += BitOperations.PopCount(Vector256.Equals(vector, Vector256<T>.Zero).ExtractMostSignificantBits());
            }
            rest -= vectors.Length * Vector256<T>.Count;
            state += block.Length - rest - zeros;
        }
        foreach (T value in block[^rest..])
        {
            state += T.IsZero(value) ? 0 : 1;
        }
        return state;
    }

    internal override void FoldEach(Span<long> states, ReadOnlySpan<T> block, long position)
    {
        for (int i = 0; i < block.Length; i++)
        {
            states[i] += T.IsZero(block[i]) ? 0 : 1;
        }
    }

    internal override long Merge(long earlier, long later) => earlier + later;

    internal override TResult Finish(long state, long items) => finish(state, items);
}

/// <summary>The number of elements that are not zero.</summary>
internal sealed class CountReducer<T>() : CountReducer<T, long>(DType.Int64, static (count, _) => count)
    where T : unmanaged, INumberBase<T>;

/// <summary>
/// Counts strings that are not empty, and raw elements with a byte that is not zero. Their size is known only at run time.
/// </summary>
internal sealed unsafe class BytesCountReducer(int itemSize) : Reducer
{
    internal override DType ResultType => DType.Int64;

    internal override int StateSize => sizeof(long);

    internal override void Reset(byte* states, long count) => NativeMemory.Clear(states, checked((nuint)(count * sizeof(long))));

    internal override void Fold(byte* state, byte* block, int count, long position)
    {
        for (int i = 0; i < count; i++)
        {
            FoldEach(state, block + ((long)i * itemSize), 1, position);
        }
    }

    internal override void FoldEach(byte* states, byte* block, int count, long position)
    {
        for (int i = 0; i < count; i++, block += itemSize)
        {
            ((long*)states)[i] += new ReadOnlySpan<byte>(block, itemSize).ContainsAnyExcept((byte)0) ? 1 : 0;
        }
    }

    internal override void Merge(byte* state, byte* later) => *(long*)state += *(long*)later;

    internal override void Finish(byte* states, byte* results, long count, long items)
        => Buffer.MemoryCopy(states, results, count * sizeof(long), count * sizeof(long));

    internal override Reducer SkipNaN(NaNFinder finder, Reduction reduction) => this;
}
