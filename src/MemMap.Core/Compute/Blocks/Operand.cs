using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>
/// One array that takes part in a block loop: where its elements are, what they are in memory (<paramref name="DType"/>) and what
/// they are in the blocks that the kernel sees (<paramref name="BlockDType"/>: native, perhaps another kind).
/// </summary>
/// <param name="Memory">The buffer, under a lease that outlives the loop. Here it shows whether it still is as long as the elements
/// take.</param>
/// <param name="Layout">Where the elements are, broadcast to the loop's shape.</param>
/// <param name="DType">What the elements are in memory.</param>
/// <param name="BlockDType">What the elements are in a block.</param>
/// <param name="IsOutput">Whether the kernel writes it.</param>
/// <exception cref="InvalidOperationException">The map was made shorter since the array was made.</exception>
internal unsafe readonly struct Operand(LeasedMemory Memory, Layout Layout, DType DType, DType BlockDType, bool IsOutput)
{
    /// <summary>The buffer's memory; null where the file is buffered.</summary>
    internal readonly byte* Memory = Memory.UpToIfAny(Layout.RequiredLength(DType.ItemSize));
    internal readonly DType DType = DType;
    internal readonly DType BlockDType = BlockDType;
    internal readonly bool IsOutput = IsOutput;
    private readonly ByteSource? _file = Memory.File;
    private readonly ReadAhead? _window = Memory.Window;

    internal Layout Layout { get; private init; } = Layout;

    /// <summary>Whether every block is the memory itself, wherever it begins.</summary>
    internal bool IsDirect => !IsBuffered && DType.Alignment == 1 && DType.Equals(BlockDType) && Layout.IsContiguous(DType.ItemSize);

    /// <summary>Whether all elements are one, which is read only.</summary>
    internal bool IsConstant => !IsOutput && Layout.Strides.TrimEnd(0L).IsEmpty;

    /// <summary>
    /// How many bytes of scratch an element takes, as a rule, on its way between memory and block; a file is better read in larger parts.
    /// </summary>
    internal int ScratchItemSize
    {
        get
        {
            if (IsConstant)
            {
                return 0; // Filled once, and used by the piece.
            }
            bool isGathered = !IsBuffered && (DType.IsSwapped || (Layout.NDim > 0 && Layout.Strides[^1] != DType.ItemSize));
            return (isGathered ? DType.ItemSize : 0) + (DType.AsNative().Equals(BlockDType) ? 0 : BlockDType.ItemSize);
        }
    }

    /// <summary>Other elements of the same memory, within those that it was made with.</summary>
    internal Operand WithLayout(Layout layout) => this with { Layout = layout };

    /// <summary>
    /// Tells the system of a scan that has come to some elements (in C order): they are done with, and others will be next.
    /// </summary>
    internal void Advance((long First, long Stop) done, (long First, long Stop) next)
    {
        // Of elements that go back and forth in memory, none is done with.
        if (_window is null || !Layout.IsAscending(DType.ItemSize))
        {
            return;
        }
        if (next.Stop > next.First)
        {
            _window.Expect(Layout.OffsetOfFlat(next.First), Layout.OffsetOfFlat(next.Stop - 1) + DType.ItemSize);
        }
        _window.Pass(Layout.OffsetOfFlat(done.First), Layout.OffsetOfFlat(done.Stop - 1) + DType.ItemSize);
    }

    /// <summary>Whether the elements are in no memory, so that a block is always a copy.</summary>
    internal bool IsBuffered => _file is not null;

    /// <summary>Copies elements of a layout (in C order) into a contiguous block, as they are in memory.</summary>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    internal void Gather(Layout layout, long start, int count, byte* block, CancellationToken cancellation)
    {
        if (_file is null)
        {
            StridedMemory.Gather(Memory, layout, start, count, block, DType.ItemSize, cancellation);
        }
        else
        {
            StridedFile.Gather(_file, layout, start, count, block, DType.ItemSize, cancellation);
        }
    }

    /// <summary>Copies a contiguous block to elements of a layout (in C order).</summary>
    /// <exception cref="OperationCanceledException">It was asked to stop; some of the elements are copied.</exception>
    internal void Scatter(byte* block, Layout layout, long start, int count, CancellationToken cancellation)
    {
        if (_file is null)
        {
            StridedMemory.Scatter(block, Memory, layout, start, count, DType.ItemSize, cancellation);
        }
        else
        {
            StridedFile.Scatter(block, _file, layout, start, count, DType.ItemSize, cancellation);
        }
    }
}
