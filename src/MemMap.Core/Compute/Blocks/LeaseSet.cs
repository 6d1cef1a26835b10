using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>The leases on all buffers of one operation, returned together.</summary>
internal sealed unsafe class LeaseSet : IDisposable
{
    private readonly List<(ArrayBuffer Buffer, MemoryExtent Extent)> _leases = new(3);
    private Dictionary<Expression, LeasedExpression>? _expressions;

    /// <summary>Takes a lease and returns the buffer's memory.</summary>
    /// <param name="buffer">The buffer.</param>
    /// <param name="forWrite">Whether the bytes will be written.</param>
    internal LeasedMemory Add(ArrayBuffer buffer, bool forWrite = false)
    {
        MemoryExtent extent = buffer.Lease(forWrite).Extent;
        _leases.Add((buffer, extent));
        return new LeasedMemory(extent);
    }

    /// <summary>
    /// Takes a lease on an array's buffer; returns the operand that reads its elements in blocks of a dtype. The blocks of a lazy array are
    /// computed.
    /// </summary>
    internal Operand Input(ArrayRef array, DType block)
    {
        LeasedMemory memory = Add(array.Buffer);
        return array.Buffer is ExpressionBuffer { Expression: var expression } ? Results(expression, array.Layout, array.DType, block)
            : new(memory, array.Layout, array.DType, block, IsOutput: false);
    }

    /// <summary>Takes leases on all arrays that an expression reads; returns the operand that computes its results.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="layout">The view of its results.</param>
    /// <param name="dtype">The dtype of the results.</param>
    /// <param name="block">The dtype of the blocks.</param>
    internal Operand Results(Expression expression, Layout layout, DType dtype, DType block)
        => Lease(expression).Results(layout, dtype, block);

    private LeasedExpression Lease(Expression expression)
    {
        _expressions ??= [];
        if (!_expressions.TryGetValue(expression, out LeasedExpression? leased))
        {
            var inputs = new Operand[expression.Inputs.Length];
            for (int i = 0; i < inputs.Length; i++)
            {
                (ArrayRef input, DType block) = (expression.Inputs[i], expression.Loop.Blocks[i]);
                inputs[i] = input.Buffer is ExpressionBuffer { Expression: var inner } ? Results(inner, input.Layout, input.DType, block)
                    : Input(input, block);
            }
            _expressions.Add(expression, leased = new LeasedExpression(expression, inputs));
        }
        return leased;
    }

    /// <summary>
    /// Takes a lease on an array's buffer and reserves disk space; returns the operand that writes its elements from blocks of a dtype. The
    /// array may be in memory or in a map.
    /// </summary>
    internal Operand Output(ArrayRef array, DType block)
    {
        LeasedMemory memory = Add(array.Buffer, forWrite: true);
        array.Occupy();
        return new Operand(memory, array.Layout, array.DType, block, IsOutput: true);
    }

    /// <summary>Throws if a buffer has been closed, or its file truncated, since the lease was taken.</summary>
    internal void Verify()
    {
        foreach ((ArrayBuffer buffer, MemoryExtent extent) in _leases)
        {
            buffer.Verify(extent);
        }
    }

    /// <summary>The exception for a block that the system could not read for a write.</summary>
    internal IOException Unreadable(byte* block)
    {
        Verify();
        foreach ((ArrayBuffer buffer, MemoryExtent extent) in _leases)
        {
            if (extent.File is null && block >= extent.Pointer && block < extent.Pointer + extent.Length)
            {
                return buffer.Fault(extent, block - extent.Pointer);
            }
        }
        // The block is in a part of a joined array, which has a lease of its own.
        return Error.PartUnreadable(_leases[0].Buffer.Path);
    }

    /// <summary>Returns the leases.</summary>
    /// <exception cref="IOException">
    /// The system could not supply some of the bytes: data that was read is not the file's, and data that was written is not in it.
    /// </exception>
    public void Dispose()
    {
        IOException? failure = null;
        foreach ((ArrayBuffer buffer, MemoryExtent extent) in _leases)
        {
            try
            {
                buffer.Leave(extent);
            }
            catch (IOException e)
            {
                failure ??= e;
            }
        }
        _leases.Clear();
        foreach (LeasedExpression expression in _expressions?.Values ?? Enumerable.Empty<LeasedExpression>())
        {
            expression.Dispose();
        }
        if (failure is not null)
        {
            throw failure;
        }
    }
}

/// <summary>The bytes of a buffer, valid while its lease is held.</summary>
/// <param name="start">The start of the memory; null if the bytes are not in memory.</param>
/// <param name="length">The number of bytes.</param>
/// <param name="file">The source of bytes that are not in memory.</param>
/// <param name="window">Receives the progress of a scan.</param>
internal readonly unsafe struct LeasedMemory(byte* start, long length, ByteSource? file = null, ReadAhead? window = null)
{
    internal LeasedMemory(
        MemoryExtent extent) : this(extent.File is null ? extent.Pointer : null, extent.Length, extent.File, extent.Window)
    {
    }

    /// <summary>The source of bytes that are not in memory; otherwise null.</summary>
    internal ByteSource? File => file;

    /// <summary>Receives the progress of a scan; null if nothing depends on it.</summary>
    internal ReadAhead? Window => window;

    /// <summary>The start of the memory.</summary>
    /// <exception cref="InvalidOperationException">The bytes are not in memory.</exception>
    public static implicit operator byte*(LeasedMemory memory) => memory.UpTo(0);

    /// <summary>The start of the memory, of which the caller is going to use the bytes up to <paramref name="end"/>.</summary>
    /// <exception cref="InvalidOperationException">The map has shrunk and no longer has these bytes, or the bytes are not in
    /// memory.</exception>
    internal byte* UpTo(long end) => file is null ? UpToIfAny(end) : throw Error.NotMapped(file.Path);

    /// <summary>As <see cref="UpTo"/>, but null for bytes that are in <see cref="File"/>.</summary>
    internal byte* UpToIfAny(long end) => end <= length ? start : throw Error.BeyondResized(end, length);
}
