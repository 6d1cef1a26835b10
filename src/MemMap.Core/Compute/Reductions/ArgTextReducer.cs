using System.Runtime.CompilerServices;

namespace MemMap.Compute;

/// <summary>
/// Keeps the position of the first smallest or largest text, in the order that sorting has. An accumulator is a position, -1 before
/// the first element, and the element behind it.
/// </summary>
/// <param name="reduction">The reduction, for error texts.</param>
/// <param name="dtype">The native dtype of the texts.</param>
/// <param name="isLargest">Whether the largest one is kept.</param>
internal sealed unsafe class ArgTextReducer(Reduction reduction, DType dtype, bool isLargest) : Reducer
{
    private readonly ElementOrder _order = ElementOrder.Of(dtype);
    private readonly int _itemSize = dtype.ItemSize;

    internal override DType ResultType => DType.Int64;

    internal override int StateSize => sizeof(long) + _itemSize;

    internal override void Reset(byte* states, long count)
    {
        for (; count > 0; count--, states += StateSize)
        {
            Unsafe.WriteUnaligned(states, -1L);
        }
    }

    internal override void Fold(byte* state, byte* block, int count, long position)
    {
        for (int i = 0; i < count; i++, block += _itemSize)
        {
            Keep(state, block, position + i);
        }
    }

    internal override void FoldEach(byte* states, byte* block, int count, long position)
    {
        for (; count > 0; count--, states += StateSize, block += _itemSize)
        {
            Keep(states, block, position);
        }
    }

    internal override void Merge(byte* state, byte* later)
    {
        if (Unsafe.ReadUnaligned<long>(later) is >= 0 and long position)
        {
            Keep(state, later + sizeof(long), position);
        }
    }

    internal override void Finish(byte* states, byte* results, long count, long items)
    {
        for (long i = 0; i < count; i++)
        {
            ((long*)results)[i] = Unsafe.ReadUnaligned<long>(states + (i * StateSize));
        }
    }

    // No text is a NaN.
    internal override Reducer SkipNaN(NaNFinder finder, Reduction skipping) => throw Error.NoLoop(reduction.Name, dtype);

    private void Keep(byte* state, byte* element, long position)
    {
        if (Unsafe.ReadUnaligned<long>(state) >= 0)
        {
            int order = _order.Compare(element, state + sizeof(long));
            if (isLargest ? order <= 0 : order >= 0)
            {
                return;
            }
        }
        Unsafe.WriteUnaligned(state, position);
        Unsafe.CopyBlockUnaligned(state + sizeof(long), element, (uint)_itemSize);
    }
}
