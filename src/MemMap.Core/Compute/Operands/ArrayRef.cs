using MemMap.DataTypes;
using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>
/// An array in all layers below the public faces: a buffer, the layout of the elements in it, and their dtype. It is a value and owns
/// nothing. A reference to it keeps the buffer open, and a lease keeps the memory mapped.
/// </summary>
/// <param name="Buffer">The owner of the bytes.</param>
/// <param name="Layout">The location of the elements in the buffer.</param>
/// <param name="DType">The dtype of the elements.</param>
internal readonly partial record struct ArrayRef(ArrayBuffer Buffer, Layout Layout, DType DType) : IArrayFace
{
    /// <summary>Whether elements are read-only although the buffer is writeable, as in a broadcast view.</summary>
    internal bool IsReadOnly { get; init; }

    /// <summary>Whether operations on the array compute nothing yet, but give lazy arrays: those of expressions.</summary>
    internal bool IsLazy { get; init; }

    internal bool IsWriteable => Buffer.IsWriteable && !IsReadOnly && !IsLazy;

    internal int NDim => Layout.NDim;

    internal long Size => Layout.Size;

    internal int ItemSize => DType.ItemSize;

    /// <summary>The dtype of elements in memory of their own: bits of an integer that is elsewhere become numbers.</summary>
    internal DType OwnDType => DType.Packing is { IsPartial: true } ? DType.AsNative() : DType;

    internal long NBytes => Layout.Size * DType.ItemSize;

    /// <summary>The length of each axis, as a copy.</summary>
    internal long[] Shape => Layout.Shape.ToArray();

    internal bool IsContiguous => Layout.IsContiguous(DType.ItemSize);

    internal bool IsFortranContiguous => Layout.IsFortranContiguous(DType.ItemSize);

    /// <summary>The memory order of a copy: Fortran order if the elements are contiguous in that order only.</summary>
    internal MemoryOrder Order => IsFortranContiguous && !IsContiguous ? MemoryOrder.F : MemoryOrder.C;

    ArrayRef IArrayFace.Ref => this;

    /// <summary>A new array in memory; its elements are not initialised.</summary>
    internal static ArrayRef Allocate(ReadOnlySpan<long> shape, DType dtype, MemoryOrder order = MemoryOrder.C)
        => Allocate(shape, dtype, order, zeroed: false);

    /// <summary>A new array in memory, filled with zeros.</summary>
    internal static ArrayRef Zeros(ReadOnlySpan<long> shape, DType dtype, MemoryOrder order = MemoryOrder.C)
        => Allocate(shape, dtype, order, zeroed: true);

    /// <summary>Creates an array in memory from the bytes of its elements in C order.</summary>
    internal static ArrayRef FromBytes(byte[] bytes, ReadOnlySpan<long> shape, DType dtype)
        => ArrayLiteral.Create(bytes, DType.UInt8).View(dtype).Reshape(shape);

    private static ArrayRef Allocate(ReadOnlySpan<long> shape, DType dtype, MemoryOrder order, bool zeroed)
    {
        Layout layout = Layout.Contiguous(shape, dtype.ItemSize, order);
        // The bits beside those of an element are never written.
        zeroed |= dtype.Packing is { IsPartial: true };
        return new(NativeBuffer.Allocate(layout.Size * dtype.ItemSize, zeroed), layout, dtype);
    }

    /// <summary>A copy of the elements in memory, contiguous in the given order.</summary>
    internal ArrayRef Copy(MemoryOrder order = MemoryOrder.C) => CastCopy.Convert(this, DType, order, Casting.No);

    /// <summary>A copy in memory with every element cast to another dtype.</summary>
    /// <exception cref="InvalidCastException">There is no cast between the two dtypes, or none by that rule.</exception>
    internal ArrayRef AsType(DType dtype, Casting casting = Casting.Unsafe)
        => CastCopy.Convert(this, CastTarget.Resolve(this, dtype), Order, casting);

    /// <summary>The array with every element cast to another dtype: a lazy array of a lazy one, otherwise a copy in memory.</summary>
    /// <inheritdoc cref="AsType"/>
    internal ArrayRef Cast(DType dtype, Casting casting = Casting.Unsafe)
        => IsLazy ? CastCopy.Later(this, CastTarget.Resolve(this, dtype), Order, casting) : AsType(dtype, casting);

    /// <summary>An array that isn't lazy: the elements of this one, computed into memory if they are in none.</summary>
    internal ArrayRef Computed() => Buffer is ExpressionBuffer ? Copy(Order) : this with { IsLazy = false };

    /// <summary>
    /// Whether elements that are written to a target by the block don't change elements of this array, of the same shape, before these are
    /// read.
    /// </summary>
    internal bool IsApartFrom(ArrayRef target)
    {
        if (Buffer.StartOf(target.Buffer) is not { } start)
        {
            return !Buffer.SharesBytesWith(target.Buffer);
        }
        Layout written = start == 0 ? target.Layout : target.Layout.WithOffset(start);
        return !Layout.MayOverlap(Layout, ItemSize, written, target.ItemSize)
            || (ItemSize == target.ItemSize && Layout.IsSameAs(written));
    }

    /// <summary>
    /// The same array; a copy with numbers that numpy has too where elements, or fields, are of another dtype.
    /// </summary>
    internal ArrayRef AsNumpys() => DType.AsNumpys() is { } dtype && !dtype.Equals(DType) ? Cast(dtype) : this;

    /// <summary>The same results of an operation as numbers, without what the dtype says they mean.</summary>
    internal ArrayRef AsCounts() => DType.Meaning is null ? this : this with { DType = DType.WithMeaning(null) };

    /// <summary>
    /// A copy whose elements have the bytes that they would have in a file: bits stand among others there, and in a copy as numbers.
    /// </summary>
    internal ArrayRef CopyStored()
        => DType.Packing is { IsPartial: true }
            ? (this with { DType = DType.Flexible(ElementKind.Void, ItemSize) }).Copy() with { DType = DType } : Copy();

    /// <summary>An array with the same elements in memory: this one, or a copy if its file is buffered.</summary>
    internal ArrayRef InMemory() => Buffer.IsBuffered ? Copy() : this;

    /// <summary>Takes a lease on the memory, and checks that all elements lie within it.</summary>
    /// <exception cref="InvalidOperationException">
    /// The map has shrunk since the array was created, or it is read-only and is to be written.
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

    /// <summary>Reserves disk space for the elements before they are written.</summary>
    /// <inheritdoc cref="ArrayBuffer.Occupy" path="/exception"/>
    internal void Occupy()
    {
        (long start, long end) = Layout.Extent(ItemSize);
        // Do not fill the holes between elements that lie pages apart.
        if (end > start && (end - start) / Environment.SystemPageSize <= Layout.Size)
        {
            Buffer.Occupy(start, end);
        }
    }

    /// <summary>The bytes of a contiguous array in memory. They are valid while the lease is held.</summary>
    internal unsafe Span<byte> BytesOf(BufferLease lease) => new(lease.Pointer + Layout.Offset, checked((int)NBytes));

    /// <summary>Throws if the array can't take results: it is read-only, or of another shape or another kind of dtype.</summary>
    /// <param name="shape">The shape of the results.</param>
    /// <param name="dtype">The dtype of the results.</param>
    internal void RequireTarget(ReadOnlySpan<long> shape, DType dtype)
    {
        RequireWriteable();
        if (!Layout.Shape.SequenceEqual(shape))
        {
            throw Error.TargetShape(Layout.Shape, shape);
        }
        if (!Promotion.CanCast(dtype, DType, Casting.SameKind))
        {
            throw Error.CannotCastArray(dtype, DType, Casting.SameKind);
        }
    }

    /// <summary>Throws if the array is read-only.</summary>
    internal void RequireWriteable()
    {
        if (!IsWriteable)
        {
            throw IsLazy ? Error.LazyReadOnly() : Error.ReadOnly(Buffer.IsWriteable ? null : Buffer.Path);
        }
    }
}
