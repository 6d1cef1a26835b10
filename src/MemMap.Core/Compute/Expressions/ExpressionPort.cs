using MemMap.Geometry;

namespace MemMap.Compute;

/// <summary>
/// Computes elements of an expression for a <see cref="BlockPort"/>: it opens the blocks of the operands, which may be expressions again,
/// and runs the kernel on them.
/// <code>
/// m ----------- port --+
///                      subtract -- port --+
/// 0.5 --------- port --+                  multiply -- port --> block
/// 2 ----------- port ---------------------+
/// </code>
/// All ports of one worker are in a <see cref="PortSet"/>. A large block is computed in pieces, with which all operations are done while
/// they are in the L1 cache.
/// </summary>
internal sealed unsafe class ExpressionPort : IDisposable
{
    private readonly LeasedExpression _expression;
    private readonly Loop _loop;
    private readonly PortSet _set;
    private readonly bool _ownsSet;
    private readonly int _itemSize;
    private readonly Kernel? _cast;
    private readonly int _swapSize;
    private readonly CancellationToken _cancellation;
    private BlockPort[] _ports = [];
    private Layout _layout = null!;
    private long _shift;
    private BlockPort? _kept, _inOrder;

    // Of a kernel that reads inputs where they are, the step of each; null of one that gets blocks.
    private nint[]? _steps;

    // Of an operation whose operands may decide a block alone, the one that is computed first.
    private int _first;
    private readonly bool _maySwap;

    /// <param name="operand">The operand, a view of the expression's results.</param>
    /// <param name="shift">What is added to positions in the view.</param>
    /// <param name="set">The ports of the expression that this one is part of; null for none.</param>
    /// <param name="cancellation">Ends the work.</param>
    internal ExpressionPort(Operand operand, long shift, PortSet? set, CancellationToken cancellation)
    {
        (_expression, _cancellation, _ownsSet) = (operand.Computed!, cancellation, set is null);
        _set = set ?? new PortSet(_expression, cancellation);
        Loop loop = _loop = _expression.Expression.Loop;
        _itemSize = operand.DType.ItemSize;
        _cast = BlockPort.CastOf(loop.Result, loop.Blocks[^1], isOutput: true);
        _swapSize = loop.Result.IsSwapped && loop.Result.Packing is null ? loop.Result.Traits.UnitSize : 0;
        // What may fail has to fail in each run, whichever worker computes it, and not where the operand before it decides.
        _maySwap = loop.Decisive is not null && !_expression.Expression.MayFail;
        Place(operand.Layout, shift);
    }

    /// <summary>Switches to another view, if the port has a set of its own.</summary>
    internal void MoveTo(Layout layout)
    {
        _inOrder?.Dispose();
        (_inOrder, _kept, _steps, _ports) = (null, null, null, []);
        _set.Clear();
        Place(layout, 0);
    }

    private void Place(Layout layout, long shift)
    {
        Operand[] inputs = _expression.Inputs;
        (_layout, _shift) = (layout, shift);
        // Parts of results, such as the real parts of complex numbers, or several as one, are none that a kernel gives.
        bool areResults = _itemSize == _expression.Expression.ItemSize;
        if (areResults && _expression.Expression.Place(layout, out long before) is { } layouts)
        {
            StepKernel? atSteps = _loop.AtSteps;
            _ports = new BlockPort[inputs.Length];
            for (int i = 0; i < _ports.Length; i++)
            {
                _ports[i] = _set.Get(inputs[i].WithLayout(layouts[i]), shift + before, atSteps is not null);
            }
            _steps = atSteps is not null && Array.Exists(_ports, port => port.HasStep) ? Array.ConvertAll(_ports, port => port.Step) : null;
            return;
        }
        // No views of the operands have the elements of this one in its order: pick from those that were computed in another one.
        if (_expression.Kept(_itemSize) is { } kept)
        {
            _kept = _set.Get(kept.WithLayout(layout), shift);
            return;
        }
        DType raw = DType.Flexible(ElementKind.Void, _expression.Expression.ItemSize);
        Layout all = Layout.Contiguous([_expression.Expression.Layout.Size], raw.ItemSize);
        _inOrder = new BlockPort(_expression.Results(all, raw, raw), PortSet.ItemsFor(_expression), _cancellation);
    }

    /// <summary>Computes elements, as their bytes would be in memory.</summary>
    /// <param name="start">The position of the first one in the whole loop.</param>
    /// <param name="count">The number of elements.</param>
    /// <param name="target">The memory for them.</param>
    internal void Compute(long start, int count, byte* target)
    {
        if (_kept is not null)
        {
            Copy(_kept, start, count, target);
            return;
        }
        if (_inOrder is not null)
        {
            PortBytes bytes = new(_inOrder, _expression.Expression.ItemSize, PortSet.ItemsFor(_expression));
            StridedFile.Gather(bytes, _layout, start + _shift, count, target, _itemSize, _cancellation);
            return;
        }
        int most = _set.Items;
        for (; count > most; count -= most)
        {
            ComputePiece(start, most, target);
            start += most;
            target += (long)most * _itemSize;
        }
        ComputePiece(start, count, target);
        if (_ownsSet)
        {
            _set.PrefetchShare();
        }
    }

    private void Copy(BlockPort port, long start, int count, byte* target)
    {
        for (int items; count > 0; count -= items)
        {
            items = Math.Min(count, _set.Items);
            byte* block = port.Open(start, items);
            Buffer.MemoryCopy(block, target, (long)items * _itemSize, (long)items * _itemSize);
            port.Close(block, start, items);
            start += items;
            target += (long)items * _itemSize;
        }
    }

    private void ComputePiece(long start, int items, byte* target)
    {
        BlockPort[] ports = _ports;
        byte** blocks = stackalloc byte*[ports.Length + 1];
        byte* result = _cast is null ? target : _set.Rent();
        int first = _first;
        LinesAhead ahead = default;
        blocks[first] = Open(ports[first], start, items, ref ahead);
        if (_loop.Decisive is { } decisive && Decides(blocks[first], items, decisive))
        {
            new Span<byte>(result, items).Fill(decisive ? (byte)1 : (byte)0);
            ports[first].Close(blocks[first], start, items);
            ports[1 - first].Skip();
        }
        else
        {
            for (int i = 0; i < ports.Length; i++)
            {
                if (i != first)
                {
                    blocks[i] = Open(ports[i], start, items, ref ahead);
                }
            }
            if (_maySwap && Decides(blocks[1 - first], items, _loop.Decisive == true))
            {
                // Neighbours are alike, as the times in a log: the next block probably is decided by the same operand.
                _first = 1 - first;
            }
            blocks[ports.Length] = result;
            Run(blocks, items, result, ahead);
            for (int i = 0; i < ports.Length; i++)
            {
                if (!IsInPlace(ports[i]))
                {
                    ports[i].Close(blocks[i], start, items);
                }
            }
        }
        if (_cast is not null)
        {
            blocks[0] = result;
            blocks[1] = target;
            _cast(blocks, items);
            _set.Return(ref result);
        }
        if (_swapSize > 0)
        {
            ByteSwap.Swap(_swapSize, target, target, (long)items * _itemSize);
        }
    }

    private void Run(byte** blocks, int items, byte* result, LinesAhead ahead)
    {
        if (_loop.KeepsGaps)
        {
            new Span<byte>(result, checked(items * _loop.Blocks[^1].ItemSize)).Clear();
        }
        _set.PrefetchShare();
        if (_steps is null)
        {
            _loop.Kernel(blocks, items);
            return;
        }
        fixed (nint* steps = _steps)
        {
            _loop.AtSteps!(blocks, steps, items, ahead);
        }
    }

    // Nothing is opened or closed where the kernel reads the elements in memory.
    private bool IsInPlace(BlockPort port) => _steps is not null && port.HasStep;

    private byte* Open(BlockPort port, long start, int items, ref LinesAhead ahead)
        => IsInPlace(port) ? port.Find(start, items, ref ahead) : port.Open(start, items);

    private static bool Decides(byte* truths, int items, bool decisive)
        => !new ReadOnlySpan<byte>(truths, items).Contains(decisive ? (byte)0 : (byte)1);

    /// <summary>Says that a block of a set's step isn't needed, and so none of the operands' blocks for it.</summary>
    internal void Skip()
    {
        _kept?.Skip();
        foreach (BlockPort port in _ports)
        {
            if (!IsInPlace(port))
            {
                port.Skip();
            }
        }
    }

    /// <summary>Reports the progress of a scan to the operands.</summary>
    internal void Advance((long First, long Stop) done, (long First, long Stop) next)
    {
        if (_ownsSet)
        {
            _set.Advance(done, next);
        }
    }

    /// <inheritdoc cref="BlockPort.Dispose"/>
    public void Dispose()
    {
        try
        {
            _inOrder?.Dispose();
        }
        finally
        {
            if (_ownsSet)
            {
                _set.Dispose();
            }
        }
    }
}
