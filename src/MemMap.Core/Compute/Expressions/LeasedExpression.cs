using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>An expression with leases on all arrays that it reads.</summary>
/// <param name="expression">The expression.</param>
/// <param name="inputs">An operand for each of its inputs.</param>
internal sealed unsafe class LeasedExpression(Expression expression, Operand[] inputs) : IDisposable
{
    /// <summary>Results that take no more are kept where they are not read in order.</summary>
    private const long MostKeptBytes = 4 << 20;

    private readonly object _keeping = new();
    private NativeBuffer? _kept;

    internal Expression Expression => expression;

    internal Operand[] Inputs => inputs;

    /// <summary>The operand that reads a view of the results in blocks of a dtype.</summary>
    /// <param name="layout">The view.</param>
    /// <param name="dtype">The dtype of its elements.</param>
    /// <param name="block">The dtype of the blocks.</param>
    internal Operand Results(Layout layout, DType dtype, DType block)
        => new(new LeasedMemory(null, expression.ByteLength, expression.Bytes), layout, dtype, block, IsOutput: false) { Computed = this };

    /// <summary>
    /// The operand that reads all results from memory, for views that can't be computed in their own order; null if there are too many.
    /// They are computed once.
    /// </summary>
    /// <param name="itemSize">The size of an element of the view.</param>
    internal Operand? Kept(int itemSize)
    {
        long bytes = expression.ByteLength;
        if (bytes > MostKeptBytes)
        {
            return null;
        }
        lock (_keeping)
        {
            if (_kept is null)
            {
                NativeBuffer kept = NativeBuffer.Allocate(bytes, zeroed: false);
                using BufferLease lease = kept.Lease(forWrite: true);
                expression.Bytes.Read(0, lease.Pointer, bytes);
                _kept = kept;
            }
            DType raw = DType.Flexible(ElementKind.Void, itemSize);
            using BufferLease read = _kept.Lease();
            Layout all = Layout.Contiguous([bytes / Math.Max(1, itemSize)], itemSize);
            return new(new LeasedMemory(read.Pointer, bytes), all, raw, raw, IsOutput: false);
        }
    }

    /// <summary>Frees what was kept.</summary>
    public void Dispose() => _kept?.Close();

    /// <summary>The size of the largest element that occurs in the expression.</summary>
    internal int ItemBytes { get; } = Math.Max(
        Math.Max(expression.ItemSize, expression.Loop.Blocks.Max(block => block.ItemSize)),
        inputs.Max(input => Math.Max(input.DType.ItemSize, input.Computed?.ItemBytes ?? 0)));

    /// <summary>Whether some elements are read by position. A read takes time of its own, so it should be of many elements.</summary>
    internal bool ReadsFiles { get; } = inputs.Any(input => input.Computed?.ReadsFiles ?? (input.IsBuffered && !input.IsPinnable));
}
