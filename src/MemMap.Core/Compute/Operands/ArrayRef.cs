using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>
/// An array as all code below the public faces takes and gives it: a buffer, where in it the elements are, and what one element is. It is a
/// value and owns nothing. The buffer stays open while a reference to it is held, and its memory mapped while a lease is out.
/// </summary>
/// <param name="Buffer">Whose bytes the elements are.</param>
/// <param name="Layout">Where in them the elements are.</param>
/// <param name="DType">What one element is.</param>
internal readonly partial record struct ArrayRef(ArrayBuffer Buffer, Layout Layout, DType DType) : IArrayFace
{
    /// <summary>Whether elements may not be assigned though the buffer is writeable: those of a broadcast view.</summary>
    internal bool IsReadOnly { get; init; }

    internal bool IsWriteable => Buffer.IsWriteable && !IsReadOnly;

    internal int NDim => Layout.NDim;

    internal long Size => Layout.Size;

    internal int ItemSize => DType.ItemSize;

    internal long NBytes => Layout.Size * DType.ItemSize;

    /// <summary>The length of each axis, as a copy.</summary>
    internal long[] Shape => Layout.Shape.ToArray();

    internal bool IsContiguous => Layout.IsContiguous(DType.ItemSize);

    internal bool IsFortranContiguous => Layout.IsFortranContiguous(DType.ItemSize);

    /// <summary>The order that a copy keeps: Fortran order where the elements are in that one alone.</summary>
    internal MemoryOrder Order => IsFortranContiguous && !IsContiguous ? MemoryOrder.F : MemoryOrder.C;

    ArrayRef IArrayFace.Ref => this;

    /// <summary>A new array in memory; its elements are not initialised.</summary>
    internal static ArrayRef Allocate(ReadOnlySpan<long> shape, DType dtype, MemoryOrder order = MemoryOrder.C)
        => Allocate(shape, dtype, order, zeroed: false);

    /// <summary>A new array in memory, filled with zeros.</summary>
    internal static ArrayRef Zeros(ReadOnlySpan<long> shape, DType dtype, MemoryOrder order = MemoryOrder.C)
        => Allocate(shape, dtype, order, zeroed: true);

    /// <summary>The array in memory whose elements, in C order, are some bytes.</summary>
    internal static ArrayRef FromBytes(byte[] bytes, ReadOnlySpan<long> shape, DType dtype)
        => ArrayLiteral.Create(bytes, DType.UInt8).View(dtype).Reshape(shape);

    private static ArrayRef Allocate(ReadOnlySpan<long> shape, DType dtype, MemoryOrder order, bool zeroed)
    {
        Layout layout = Layout.Contiguous(shape, dtype.ItemSize, order);
        return new(NativeBuffer.Allocate(layout.Size * dtype.ItemSize, zeroed), layout, dtype);
    }

    /// <summary>A copy of the elements in memory, contiguous in the given order.</summary>
    internal ArrayRef Copy(MemoryOrder order = MemoryOrder.C) => CastCopy.Convert(this, DType, order, Casting.No);

    /// <summary>A copy in memory with every element cast to another dtype.</summary>
    /// <exception cref="InvalidCastException">There is no cast between the two dtypes, or none by that rule.</exception>
    internal ArrayRef AsType(DType dtype, Casting casting = Casting.Unsafe)
        => CastCopy.Convert(this, CastTarget.Resolve(this, dtype), Order, casting);

    /// <summary>An array with the same elements that are in memory: this one, or a copy where its file is buffered.</summary>
    internal ArrayRef InMemory() => Buffer.IsBuffered ? Copy() : this;

    /// <summary>Takes a lease on the memory, which has all elements of the array.</summary>
    /// <exception cref="InvalidOperationException">
    /// The map was made shorter since the array was made, or is read-only and to be written.
    /// </exception>
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

    /// <summary>The bytes of a contiguous array in memory, under a lease.</summary>
    internal unsafe Span<byte> BytesOf(BufferLease lease) => new(lease.Pointer + Layout.Offset, checked((int)NBytes));

    /// <summary>Fails where elements may not be assigned.</summary>
    internal void RequireWriteable()
    {
        if (!IsWriteable)
        {
            throw Error.ReadOnly(Buffer.IsWriteable ? null : Buffer.Path);
        }
    }
}
