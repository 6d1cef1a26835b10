using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>
/// One worker's reader or writer of blocks for one operand. A block is the mapped memory itself where that is contiguous, native and
/// aligned. Otherwise, and always for a buffered file, it is scratch memory that is filled or drained in up to three steps:
/// <code>
/// memory --gather--> raw --swap--> native --cast--> block      (input)
/// memory &lt;-scatter-- raw &lt;--swap-- native &lt;--cast-- block      (output)
/// </code>
/// Steps that are not needed are skipped. Elements of an expression are computed instead of gathered (<see cref="ExpressionPort"/>). The
/// cast of elements that are stored in a packing starts with unpacking them, or ends with packing them, in their byte order.
/// </summary>
internal sealed unsafe partial class BlockPort : IDisposable
{
    /// <summary>The bytes after which pinned memory is leased anew, so that a file that was truncated is noticed.</summary>
    private const long CheckBytes = 8 << 20;

    private readonly Operand _operand;
    private readonly int _blockItems;
    private readonly CancellationToken _cancellation;
    private readonly int _itemSize;
    private readonly bool _isRaw;
    private readonly nuint _alignment;
    private readonly Kernel? _cast;
    private readonly ExpressionPort? _expression;
    private readonly PortSet? _set;
    private readonly long _shift;
    private PinnedBytes _pinned;
    private long _sincePinned;
    private Layout _layout = null!;
    private bool _isContiguous;

    // The bytes from one element to the next where blocks are the memory itself.
    private long _directStep;

    private bool _innerContiguous;
    private bool _isConstant;
    private bool _constantReady;
    private byte* _raw;
    private byte* _cooked;

    /// <param name="operand">The operand.</param>
    /// <param name="blockItems">The most elements of a block.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <param name="set">The ports of an expression that this input is part of. Its scratch memory is from there.</param>
    /// <param name="shift">What is added to positions to get those in the operand's layout.</param>
    internal BlockPort(Operand operand, int blockItems, CancellationToken cancellation, PortSet? set = null, long shift = 0)
    {
        _operand = operand;
        _cancellation = cancellation;
        _blockItems = blockItems;
        (_set, _shift) = (set, shift);
        DType dtype = operand.DType;
        _itemSize = dtype.ItemSize;
        _isRaw = !dtype.IsSwapped || dtype.Packing is not null;
        _alignment = (nuint)(dtype.Packing is null ? operand.BlockDType.Alignment : 1) - 1;
        _cast = CastOf(dtype, operand.BlockDType, operand.IsOutput);
        if (_cast is null && dtype.Kind == ElementKind.Bool && !operand.IsOutput && operand.Computed?.Expression.MakesBools != true)
        {
            // A file may hold any byte as a bool, and so may a copy of its bytes; kernels rely on 0 and 1.
            _cast = Kernels.Unary<byte, byte>(static (x, d) => TensorPrimitives.Min(x, (byte)1, d));
        }
        MoveTo(operand.Layout);
        _expression = operand.Computed is null ? null : new(operand, shift, set, cancellation);
        byte* first = operand.Memory + _layout.Offset + (shift * _itemSize);
        if (set is not null && !operand.IsBuffered && operand.Memory != null && _cast is null && _isRaw && _isContiguous && !_isConstant
            && (((nuint)first | (nuint)_itemSize) & _alignment) == 0)
        {
            _place = first;
            _step = _itemSize;
        }
        else if (set is not null && operand.Memory != null && !_isConstant && _layout is { NDim: 1, Strides: [> 0 and var stride] })
        {
            _scan = operand.Memory + _layout.Offset + (shift * stride);
            _step = stride;
            _records = set.ScanOf(_scan, stride);
        }
    }

    /// <summary>
    /// Returns the kernel between elements in a dtype, in this machine's byte order or packed, and blocks; null if they are the same.
    /// </summary>
    /// <param name="dtype">The dtype in memory.</param>
    /// <param name="block">The dtype in a block.</param>
    /// <param name="isOutput">Whether the elements are written.</param>
    internal static Kernel? CastOf(DType dtype, DType block, bool isOutput)
    {
        DType native = dtype.AsNative();
        bool isPacked = dtype.Packing is not null && !dtype.Equals(block);
        Kernel? cast = native.Equals(block) || !(isPacked || dtype.Packing is null) ? null
            : isOutput ? Casts.Get(block, native) : Casts.Get(native, block);
        return !isPacked ? cast : isOutput ? PackedBlocks.Packing(dtype, block, cast) : PackedBlocks.Unpacking(dtype, block, cast);
    }

    /// <summary>Switches to another layout of the same operand. Positions restart at its first element.</summary>
    internal void MoveTo(Layout layout)
    {
        bool wasConstant = _isConstant && _constantReady && layout.Offset == _layout.Offset;
        _layout = layout;
        _isContiguous = layout.IsContiguous(_itemSize) || _operand.IsAtStep;
        _directStep = _operand.IsAtStep ? layout.Strides[0] : _itemSize;
        _innerContiguous = layout.NDim == 0 || layout.Strides[^1] == _itemSize;
        _isConstant = _operand.WithLayout(layout).IsConstant;
        _constantReady = wasConstant && _isConstant;
        _expression?.MoveTo(layout);
    }

    /// <summary>
    /// Returns the block of the elements from <paramref name="start"/>: their values (input), or room for them (output).
    /// </summary>
    internal byte* Open(long start, int count) => _set is null ? OpenBlock(start, count) : OpenShared(_set, start, count);

    private byte* OpenBlock(long start, int count)
    {
        if (_expression is not null && _cast is null && _isRaw && !_isConstant)
        {
            byte* computed = Scratch(ref _raw, _itemSize);
            _expression.Compute(start - _shift, count, computed);
            return computed;
        }
        byte* direct = Direct(start, count, isOpening: true);
        bool isDirect = direct != null && _isRaw && ((nuint)direct & _alignment) == 0;
        if (isDirect && _cast is null)
        {
            return direct;
        }
        if (_operand.KeepsGaps)
        {
            // Bytes as they are: there is nothing to swap or to cast.
            byte* room = Scratch(ref _raw, _itemSize);
            _operand.Gather(_layout, start, count, room, _cancellation);
            return room;
        }
        if (_operand.IsOutput)
        {
            return _cast is null ? Scratch(ref _raw, _itemSize) : Scratch(ref _cooked, _operand.BlockDType.ItemSize);
        }
        // The byte swap reads straight from memory and needs no alignment.
        return Fill(isDirect || !_isRaw ? direct : null, start, count);
    }

    /// <summary>Writes a finished block back to memory, unless it is that memory itself.</summary>
    internal void Close(byte* block, long start, int count)
    {
        if (_place != null)
        {
            return;
        }
        if (!_operand.IsOutput)
        {
            if (_set is not null)
            {
                Leave();
            }
            return;
        }
        byte* direct = Direct(start, count, isOpening: false);
        if (block == direct)
        {
            return;
        }
        byte* raw = block;
        if (_cast is not null)
        {
            bool isDirect = direct != null && _isRaw && ((nuint)direct & ((nuint)_operand.DType.Alignment - 1)) == 0;
            raw = isDirect ? direct : Scratch(ref _raw, _itemSize);
            if (!isDirect && _operand.DType.Packing is { IsPartial: true })
            {
                _operand.Gather(_layout, start, count, raw, _cancellation);
            }
            byte** pair = stackalloc byte*[] { block, raw };
            _cast(pair, count);
            if (isDirect)
            {
                return;
            }
        }
        Swap(raw, count);
        _operand.Scatter(raw, _layout, start, count, _cancellation);
    }

    private byte* Fill(byte* direct, long start, int count)
    {
        byte* result = _cast is null ? _raw : _cooked;
        if (_isConstant && _constantReady)
        {
            return result;
        }
        // All elements are one value: fill the block once, at the largest block size. A block of one element is read in place.
        bool repeats = _isConstant && direct == null;
        int items = repeats ? _blockItems : count;
        byte* raw = direct;
        if (direct != null && !_isRaw)
        {
            raw = Scratch(ref _raw, _itemSize);
            ByteSwap.Swap(_operand.DType.Traits.UnitSize, direct, raw, (long)items * _itemSize);
        }
        else if (direct == null)
        {
            raw = Scratch(ref _raw, _itemSize);
            Gather(repeats ? 0 : start, repeats ? 1 : items, raw);
            if (repeats)
            {
                Repeat(raw, items);
            }
            Swap(raw, items);
        }
        byte* block = raw;
        if (_cast is not null)
        {
            block = Scratch(ref _cooked, _operand.BlockDType.ItemSize);
            byte** pair = stackalloc byte*[] { raw, block };
            _cast(pair, items);
        }
        _constantReady = repeats;
        if (repeats && _set is not null)
        {
            _place = _opened = block;
        }
        return block;
    }

    private void Gather(long start, int count, byte* block)
    {
        if (_scan != null)
        {
            GatherShares(_scan + ((start - _shift) * _step), count, block);
        }
        else if (_expression is null)
        {
            _operand.Gather(_layout, start, count, block, _cancellation);
        }
        else
        {
            _expression.Compute(start - _shift, count, block);
        }
    }

    /// <summary>Reports the progress of a scan to the system; see <see cref="Operand.Advance"/>.</summary>
    internal void Advance((long First, long Stop) done, (long First, long Stop) next)
    {
        if (_expression is null)
        {
            _operand.Advance((done.First + _shift, done.Stop + _shift), (next.First + _shift, next.Stop + _shift));
        }
        else
        {
            _expression.Advance(done, next);
        }
    }

    private void Repeat(byte* block, int items)
    {
        // Doubling: each copy is twice as long as the one before.
        for (long done = 1; done < items;)
        {
            long more = Math.Min(done, items - done);
            Buffer.MemoryCopy(block, block + (done * _itemSize), more * _itemSize, more * _itemSize);
            done += more;
        }
    }

    private void Swap(byte* raw, int count)
    {
        if (!_isRaw)
        {
            ByteSwap.Swap(_operand.DType.Traits.UnitSize, raw, raw, (long)count * _itemSize);
        }
    }

    /// <summary>The elements' own memory if they are contiguous; otherwise null.</summary>
    private byte* Direct(long start, int count, bool isOpening)
    {
        if ((_operand.IsBuffered && !_operand.IsPinnable) || (_isConstant && count > 1))
        {
            return null;
        }
        if (_isContiguous)
        {
            return At(_layout.Offset + (start * _directStep), count, isOpening);
        }
        if (!_innerContiguous)
        {
            return null;
        }
        long length = _layout.NDim == 0 ? 1 : _layout.Shape[^1];
        (long rest, long column) = Math.DivRem(start, length);
        if (column + count > length)
        {
            return null;
        }
        long element = _layout.Offset + (column * _itemSize);
        for (int axis = _layout.NDim - 2; axis >= 0; axis--)
        {
            (rest, long index) = Math.DivRem(rest, _layout.Shape[axis]);
            element += index * _layout.Strides[axis];
        }
        return At(element, count, isOpening);
    }

    /// <summary>The address of consecutive elements; null if they are not together in memory.</summary>
    private byte* At(long offset, int count, bool isOpening)
    {
        if (!_operand.IsPinnable)
        {
            return _operand.Memory + offset;
        }
        long bytes = (long)count * _itemSize;
        // Until a block is closed, its memory stays pinned: pinned anew, it may be elsewhere.
        if (isOpening && (!_pinned.Has(offset, bytes) || _sincePinned > CheckBytes))
        {
            Unpin();
            _pinned = _operand.Pin(offset, bytes);
        }
        if (!_pinned.Has(offset, bytes))
        {
            return null;
        }
        if (isOpening)
        {
            _sincePinned += bytes;
            if (_operand.IsOutput)
            {
                _pinned.Occupy(offset, bytes);
            }
        }
        return _pinned.Origin + offset;
    }

    private void Unpin()
    {
        PinnedBytes pinned = _pinned;
        (_pinned, _sincePinned) = (default, 0);
        pinned.Dispose();
    }

    private byte* Scratch(ref byte* scratch, int itemSize)
    {
        if (scratch == null)
        {
            scratch = _set is not null ? _set.Rent()
                : (byte*)NativeMemory.AlignedAlloc(Math.Max(64, (nuint)_blockItems * (nuint)itemSize), 64);
        }
        return scratch;
    }

    /// <summary>Frees the scratch memory, and ends the lease on pinned memory.</summary>
    /// <exception cref="IOException">The system could not supply some of the pinned bytes.</exception>
    public void Dispose()
    {
        if (_set is null)
        {
            NativeMemory.AlignedFree(_raw);
            NativeMemory.AlignedFree(_cooked);
        }
        _raw = _cooked = null;
        try
        {
            _expression?.Dispose();
        }
        finally
        {
            Unpin();
        }
    }

    /// <summary>Disposes ports. If several fail, the first failure is thrown.</summary>
    /// <inheritdoc cref="Dispose" path="/exception"/>
    internal static void DisposeAll(ReadOnlySpan<BlockPort?> ports)
    {
        IOException? failure = null;
        foreach (BlockPort? port in ports)
        {
            try
            {
                port?.Dispose();
            }
            catch (IOException e)
            {
                failure ??= e;
            }
        }
        if (failure is not null)
        {
            throw failure;
        }
    }
}
