using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>
/// One array that takes part in a block loop: its layout, its dtype in memory (<paramref name="DType"/>) and its dtype in the blocks that
/// the kernel sees (<paramref name="BlockDType"/>, native and possibly of another kind).
/// </summary>
/// <param name="Memory">The buffer, under a lease that outlives the loop. Its bounds are checked here.</param>
/// <param name="Layout">The layout, broadcast to the loop's shape.</param>
/// <param name="DType">The dtype in memory.</param>
/// <param name="BlockDType">The dtype in a block.</param>
/// <param name="IsOutput">Whether the kernel writes this operand.</param>
/// <exception cref="InvalidOperationException">The map has shrunk since the array was created.</exception>
internal unsafe readonly struct Operand(LeasedMemory Memory, Layout Layout, DType DType, DType BlockDType, bool IsOutput)
{
    /// <summary>The buffer's memory; null for a buffered file.</summary>
    internal readonly byte* Memory = Memory.UpToIfAny(Layout.RequiredLength(DType.ItemSize));
    internal readonly DType DType = DType;
    internal readonly DType BlockDType = BlockDType;
    internal readonly bool IsOutput = IsOutput;
    private readonly ByteSource? _file = Memory.File;
    private readonly ReadAhead? _window = Memory.Window;

    internal Layout Layout { get; private init; } = Layout;

    /// <summary>
    /// Whether the kernel writes a part of each element: a block must have the rest of it, which goes back to memory with that part.
    /// </summary>
    internal bool KeepsGaps { get; init; }

    /// <summary>The expression whose results the elements are, with leases on its operands; null for elements that are stored.</summary>
    internal LeasedExpression? Computed { get; init; }

    /// <summary>What tells the elements' bytes from those of other operands.</summary>
    internal (nint Memory, object? Source) Identity => ((nint)Memory, (object?)Computed ?? _file);

    /// <summary>Whether every block is the memory itself, wherever it begins.</summary>
    internal bool IsDirect => !IsBuffered && DType.Alignment == 1 && DType.Equals(BlockDType) && Layout.IsContiguous(DType.ItemSize);

    /// <summary>
    /// Elements that are further apart, in bytes, are copied into blocks: each may have to be read from the disk, and the work can be
    /// cancelled between them.
    /// </summary>
    internal const long MostStep = 512;

    /// <summary>Whether the elements are in memory, at one step that is above 0, and not far apart.</summary>
    internal bool HasStep => Memory != null && !IsBuffered && Layout is { NDim: 1, Strides: [> 0 and <= MostStep] };

    /// <summary>
    /// Whether a block is the memory of its elements at their step, rather than a copy of them. Only an operand that has a step may be
    /// read so.
    /// </summary>
    internal bool IsAtStep { get; init; }

    /// <summary>Whether this is an input whose elements are all one value (stride 0).</summary>
    internal bool IsConstant => !IsOutput && Layout.IsRepeated;

    /// <summary>
    /// The bytes of scratch that an element usually takes between memory and block. A buffered file is read in larger parts. Results of
    /// expressions have the blocks that they would have in memory, so that reductions have the same parts.
    /// </summary>
    internal int ScratchItemSize
    {
        get
        {
            if (IsConstant)
            {
                return 0; // The block is filled once and then used in pieces.
            }
            bool isGathered = !IsAtStep && (!IsBuffered || IsPinnable || Computed is not null)
                && (!DType.IsPlain || (Layout.NDim > 0 && Layout.Strides[^1] != DType.ItemSize));
            bool isBlock = DType.Packing is null && DType.AsNative().Equals(BlockDType);
            return (isGathered ? DType.ItemSize : 0) + (isBlock ? 0 : BlockDType.ItemSize);
        }
    }

    /// <summary>Another layout of the same memory, within the bounds of the original one.</summary>
    internal Operand WithLayout(Layout layout) => this with { Layout = layout };

    /// <summary>
    /// Reports the progress of a scan to the system: the elements that are done, and those that come next (in C order).
    /// </summary>
    internal void Advance((long First, long Stop) done, (long First, long Stop) next)
    {
        // If the layout goes back and forth in memory, no page is done with before the end.
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

    /// <summary>Whether the elements are not in memory, so that every block is a copy.</summary>
    internal bool IsBuffered => _file is not null;

    /// <summary>Whether the elements are in several ranges of memory, which <see cref="Pin"/> gives one at a time.</summary>
    internal bool IsPinnable => _file is { IsPinnable: true };

    /// <inheritdoc cref="ByteSource.Pin"/>
    internal PinnedBytes Pin(long at, long count) => _file is null ? default : _file.Pin(at, count, IsOutput);

    /// <summary>Copies elements of a layout (in C order) into a contiguous block, without conversion.</summary>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
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
    /// <exception cref="OperationCanceledException">The operation was cancelled; some of the elements are copied.</exception>
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
