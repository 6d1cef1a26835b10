using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap;

/// <summary>
/// A typed, n-dimensional array over bytes that may be in memory or in a mapped file: numpy's <c>ndarray</c>. Slicing, transposing and
/// reshaping give views that share the bytes; arithmetic and fancy indexing give new arrays.
/// </summary>
/// <remarks>
/// An array isn't enumerable on purpose: PowerShell would otherwise unroll a billion elements into its pipeline.
/// Different threads may read one array at a time; writes from several threads to the same elements are in no order.
/// </remarks>
public partial class NDArray
{
    internal NDArray(ArrayBuffer buffer, Layout layout, DType dtype, NDArray? @base = null)
    {
        Buffer = buffer;
        Layout = layout;
        DType = dtype;
        Base = @base;
    }

    /// <summary>What one element is.</summary>
    public DType DType { get; }

    /// <summary>The array that this view was taken from, at its root; <c>null</c> for an array that owns its bytes.</summary>
    public NDArray? Base { get; }

    /// <summary>The number of elements along each axis. The array is a copy: changing it changes nothing.</summary>
    public long[] Shape => Layout.Shape.ToArray();

    /// <summary>The bytes from one element to the next along each axis; negative where the axis runs backwards, 0 where it repeats.</summary>
    public long[] Strides => Layout.Strides.ToArray();

    /// <summary>The number of axes.</summary>
    public int NDim => Layout.NDim;

    /// <summary>The number of elements.</summary>
    public long Size => Layout.Size;

    /// <summary>The size of one element in bytes.</summary>
    public int ItemSize => DType.ItemSize;

    /// <summary>The size of all elements in bytes: <see cref="Size"/> times <see cref="ItemSize"/>.</summary>
    public long NBytes => Layout.Size * DType.ItemSize;

    /// <summary>Whether elements may be assigned.</summary>
    public bool IsWriteable => Buffer.IsWriteable && !_isReadOnlyView;

    /// <summary>Whether the elements follow one another in C order (last axis fastest) without a gap.</summary>
    public bool IsContiguous => Layout.IsContiguous(DType.ItemSize);

    /// <summary>Whether the elements follow one another in Fortran order (first axis fastest) without a gap.</summary>
    public bool IsFortranContiguous => Layout.IsFortranContiguous(DType.ItemSize);

    /// <summary>The view with its axes reversed.</summary>
    public NDArray T => Transpose();

    internal ArrayBuffer Buffer { get; }

    internal Layout Layout { get; private protected set; }

    // A broadcast view shows one element at many places: writing through it is refused, as in numpy.
    private bool _isReadOnlyView;

    /// <summary>A view of the same bytes: of the same class and with the same origin as this array.</summary>
    internal NDArray WithLayout(Layout layout, DType? dtype = null)
    {
        DType element = dtype ?? DType;
        if (element.SubType is { } item)
        {
            // The axes of a sub-array join those of the array, as in numpy.
            Layout inner = Layout.Contiguous(element.SubShape, item.ItemSize);
            layout = layout.AppendAxes(inner.Shape, inner.Strides);
            element = item;
        }
        NDArray view = CreateView(layout, element);
        view._isReadOnlyView = _isReadOnlyView;
        return view;
    }

    private protected virtual NDArray CreateView(Layout layout, DType dtype) => new(Buffer, layout, dtype, Base ?? this);

    /// <summary>Takes a lease on the memory, which has all elements of the array.</summary>
    /// <exception cref="InvalidOperationException">The map was made shorter since the array was made, or is read-only and to be written.</exception>
    internal BufferLease Lease(bool forWrite = false)
    {
        BufferLease lease = Buffer.Lease(forWrite);
        try
        {
            lease.Require(Layout.RequiredLength(ItemSize));
            return lease;
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    /// <summary>Fails where elements may not be assigned.</summary>
    internal void RequireWriteable()
    {
        if (!IsWriteable)
        {
            throw Error.ReadOnly(Buffer.IsWriteable ? null : Buffer.Path);
        }
    }

    /// <summary>Reads one element's bytes, in the dtype's byte order.</summary>
    private void ReadBytes(ReadOnlySpan<long> index, Span<byte> destination)
    {
        long offset = Layout.OffsetOf(index);
        using BufferLease lease = Buffer.Lease();
        lease.Require(offset + DType.ItemSize);
        lease.Read(offset, destination[..DType.ItemSize]);
    }

    internal unsafe object? ReadElement(long offset)
    {
        using BufferLease lease = Buffer.Lease();
        lease.Require(offset + DType.ItemSize);
        if (!Buffer.IsBuffered)
        {
            return HostObjects.Wrap(DType.Codec.Read(new ReadOnlySpan<byte>(lease.Pointer + offset, DType.ItemSize)));
        }
        var element = new byte[DType.ItemSize];
        lease.Read(offset, element);
        return HostObjects.Wrap(DType.Codec.Read(element));
    }
}
