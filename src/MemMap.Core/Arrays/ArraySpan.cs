using System.Numerics.Tensors;
using MemMap.Memory;

namespace MemMap;

/// <summary>
/// A span over the memory of an array, with a lease: the memory stays mapped until this is disposed, even if the map is closed in the
/// meantime. If it is never disposed, the file stays mapped until the process ends.
/// </summary>
/// <typeparam name="T">The .NET type of an element.</typeparam>
public readonly ref struct ArraySpan<T> : IDisposable where T : unmanaged
{
    private readonly BufferLease _lease;

    internal unsafe ArraySpan(NDArray array)
    {
        _lease = array.Lease(forWrite: true);
        Span = new Span<T>(_lease.Pointer + array.Layout.Offset, checked((int)array.Size));
    }

    /// <summary>The elements in C order.</summary>
    public Span<T> Span { get; }

    /// <inheritdoc cref="Span"/>
    public static implicit operator Span<T>(ArraySpan<T> elements) => elements.Span;

    /// <summary>Releases the lease. Call it exactly once, as <see langword="using"/> does.</summary>
    public void Dispose() => _lease.Dispose();
}

/// <summary>The elements of an array as a tensor over its memory, and the right to use it; as <see cref="ArraySpan{T}"/>.</summary>
/// <typeparam name="T">The .NET type of an element.</typeparam>
public readonly ref struct ArrayTensorSpan<T> : IDisposable where T : unmanaged
{
    private readonly BufferLease _lease;

    internal unsafe ArrayTensorSpan(NDArray array)
    {
        long[] strides = Array.ConvertAll(
            array.Strides, stride => stride >= 0 && stride % sizeof(T) == 0 ? stride / sizeof(T) : throw Error.TensorStrides());
        (long start, long end) = array.Layout.Extent(sizeof(T));
        nint[] lengths = Array.ConvertAll(array.Shape, length => checked((nint)length));
        _lease = array.Lease(forWrite: true);
        try
        {
            // In a tensor, axes of length 1 have a stride of 0.
            nint[] steps = [.. strides.Select((stride, axis) => lengths[axis] <= 1 ? 0 : (nint)stride)];
            Tensor = new TensorSpan<T>((T*)(_lease.Pointer + array.Layout.Offset), (nint)((end - start) / sizeof(T)), lengths, steps);
        }
        catch (ArgumentException)
        {
            _lease.Dispose();
            throw Error.TensorStrides();
        }
    }

    /// <summary>The elements, with the array's shape.</summary>
    public TensorSpan<T> Tensor { get; }

    /// <inheritdoc cref="Tensor"/>
    public static implicit operator TensorSpan<T>(ArrayTensorSpan<T> elements) => elements.Tensor;

    /// <summary>Releases the lease. Call it exactly once, as <see langword="using"/> does.</summary>
    public void Dispose() => _lease.Dispose();
}
