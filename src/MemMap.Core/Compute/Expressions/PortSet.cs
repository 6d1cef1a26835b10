using System.Runtime.InteropServices;
using MemMap.Geometry;

namespace MemMap.Compute;

/// <summary>
/// The ports of one worker that computes an expression. What occurs several times in it, at the same positions, has one port, whose block
/// all its users share. The blocks between two operations are few, and used again at once, so they stay in the L1 cache.
/// </summary>
internal sealed unsafe class PortSet : IDisposable
{
    /// <summary>
    /// The bytes of a block between two operations. Half a dozen of them, operands and repeated values included, fit in the L1 cache.
    /// </summary>
    private const int BlockBytes = 4 * 1024;

    /// <summary>The bytes of a block where elements are read by position.</summary>
    private const int FileBlockBytes = 256 * 1024;

    private const int FewestItems = 16;

    /// <summary>The shares beside those of ports: before the last kernel, and before what is done with its results.</summary>
    private const int OwnShares = 2;

    /// <summary>Keeps blocks apart: at equal places in different pages, they would take the same lines of the cache.</summary>
    private const int Spacing = 192;

    private readonly Dictionary<Key, BlockPort> _ports = [];
    private readonly Stack<nint> _free = [];
    private readonly List<nint> _blocks = [];
    private readonly CancellationToken _cancellation;
    private readonly nuint _blockBytes;
    private readonly PrefetchShares _ahead = new();
    private readonly List<RecordScan> _scans = [];
    private int _shares = OwnShares;

    internal PortSet(LeasedExpression expression, CancellationToken cancellation)
    {
        _cancellation = cancellation;
        Items = ItemsFor(expression);
        _blockBytes = (nuint)Math.Max(1, (long)Items * expression.ItemBytes) + Spacing;
    }

    /// <summary>The most elements that are computed at a time.</summary>
    internal int Items { get; }

    /// <summary>The most elements that are computed at a time in an expression.</summary>
    internal static int ItemsFor(LeasedExpression expression)
        => Math.Max(FewestItems, (expression.ReadsFiles ? FileBlockBytes : BlockBytes) / Math.Max(1, expression.ItemBytes));

    /// <summary>Returns the port of an operand for one more user. Each user opens and closes each block once.</summary>
    /// <param name="operand">The operand.</param>
    /// <param name="shift">What is added to positions to get those in the operand's layout.</param>
    /// <param name="mayStep">Whether the user opens no blocks if the port has a step.</param>
    internal BlockPort Get(Operand operand, long shift, bool mayStep = false)
    {
        int itemSize = operand.DType.ItemSize;
        if (operand.IsConstant)
        {
            shift = 0;
        }
        else if (operand.Layout is var layout && layout.IsContiguous(itemSize))
        {
            operand = operand.WithLayout(new([layout.Size - shift], [itemSize], layout.Offset + (shift * itemSize)));
            shift = 0;
        }
        Key key = new(operand.Identity, operand.DType, operand.BlockDType, operand.Layout, shift);
        if (!_ports.TryGetValue(key, out BlockPort? port))
        {
            port = new BlockPort(operand, Items, _cancellation, this, shift);
            _ports.Add(key, port);
        }
        if (!mayStep || !port.HasStep)
        {
            _shares += port.AddUser(Items);
        }
        return port;
    }

    /// <summary>Lends memory for a block.</summary>
    internal byte* Rent()
    {
        if (!_free.TryPop(out nint block))
        {
            block = (nint)NativeMemory.AlignedAlloc(_blockBytes, 64);
            _blocks.Add(block);
        }
        return (byte*)block;
    }

    /// <summary>Takes memory back, if there is any.</summary>
    internal void Return(ref byte* block)
    {
        if (block != null)
        {
            _free.Push((nint)block);
            block = null;
        }
    }

    /// <summary>Says what probably is read in a later step. A share of it is asked for at a time.</summary>
    /// <param name="place">Where it begins. There need not be memory.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="last">The shares that there were when this was said in the last step; 0 before the first one.</param>
    /// <param name="step">The bytes from one line that is read to the next.</param>
    internal void Expect(byte* place, long bytes, ref long last, long step = PrefetchShares.LineBytes)
    {
        // Fewer where an operand decides a block alone: what is skipped asks for nothing.
        int shares = last == 0 ? _shares : (int)Math.Clamp(_ahead.Count - last, 1, _shares);
        last = _ahead.Count;
        _ahead.Add(place, bytes, shares, step);
    }

    /// <summary>The scan of records whose field a port reads at a stride: the fields of the same records are in one scan.</summary>
    internal RecordScan ScanOf(byte* place, long stride)
    {
        RecordScan? known = _scans.Find(scan => scan.Stride == stride && Math.Abs((nint)place - scan.Place) < PrefetchShares.LineBytes);
        if (known is null)
        {
            known = new((nint)place, stride);
            _scans.Add(known);
        }
        return known;
    }

    /// <summary>
    /// Asks the processor for a part of what the next step reads: before each gather and kernel, and before what is done with the results.
    /// </summary>
    internal void PrefetchShare() => _ahead.Next();

    /// <summary>Reports the progress of a scan to the operands.</summary>
    internal void Advance((long First, long Stop) done, (long First, long Stop) next)
    {
        foreach (BlockPort port in _ports.Values)
        {
            port.Advance(done, next);
        }
    }

    /// <summary>Ends the use of all ports.</summary>
    /// <inheritdoc cref="BlockPort.Dispose" path="/exception"/>
    internal void Clear()
    {
        BlockPort[] ports = [.. _ports.Values];
        _ports.Clear();
        _scans.Clear();
        _shares = OwnShares;
        _free.Clear();
        _blocks.ForEach(_free.Push);
        BlockPort.DisposeAll(ports);
    }

    /// <inheritdoc cref="Clear"/>
    public void Dispose()
    {
        try
        {
            Clear();
        }
        finally
        {
            _blocks.ForEach(static block => NativeMemory.AlignedFree((void*)block));
            _blocks.Clear();
            _free.Clear();
        }
    }

    /// <summary>What tells one port from another.</summary>
    private readonly record struct Key((nint, object?) Source, DType DType, DType Block, Layout Layout, long Shift)
    {
        public bool Equals(Key other)
            => Source == other.Source && Shift == other.Shift && DType.Equals(other.DType) && Block.Equals(other.Block)
                && Layout.IsSameAs(other.Layout);

        public override int GetHashCode() => HashCode.Combine(Source, Block.Kind, Layout.Offset, Layout.Size, Shift);
    }
}
