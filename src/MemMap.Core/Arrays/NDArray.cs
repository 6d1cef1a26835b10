using MemMap.Compute;
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
public partial class NDArray : IArrayFace
{
    private ArrayRef _ref;

    internal NDArray(ArrayRef array, NDArray? @base = null) => (_ref, Base) = (array, @base);

    /// <summary>
    /// The name that the array has in the archive it was opened from, without <c>.npy</c>; views have it, too. <see langword="null"/> for
    /// an array of no archive.
    /// </summary>
    public string? Member => Buffer.Member;

    /// <summary>What one element is.</summary>
    public DType DType => _ref.DType;

    /// <summary>The array that this view was taken from, at its root; <c>null</c> for an array that owns its bytes.</summary>
    public NDArray? Base { get; }

    /// <summary>The number of elements along each axis. The array is a copy: changing it changes nothing.</summary>
    public long[] Shape => Layout.Shape.ToArray();

    /// <summary>
    /// The bytes from one element to the next along each axis; negative where the axis runs backwards, 0 where it repeats.
    /// </summary>
    public long[] Strides => Layout.Strides.ToArray();

    /// <summary>The number of axes.</summary>
    public int NDim => Layout.NDim;

    /// <summary>The number of elements.</summary>
    public long Size => Layout.Size;

    /// <summary>The size of one element in bytes.</summary>
    public int ItemSize => DType.ItemSize;

    /// <summary>The size of all elements in bytes: <see cref="Size"/> times <see cref="ItemSize"/>.</summary>
    public long NBytes => _ref.NBytes;

    /// <summary>Whether elements may be assigned.</summary>
    public bool IsWriteable => _ref.IsWriteable;

    /// <summary>Whether the elements follow one another in C order (last axis fastest) without a gap.</summary>
    public bool IsContiguous => _ref.IsContiguous;

    /// <summary>Whether the elements follow one another in Fortran order (first axis fastest) without a gap.</summary>
    public bool IsFortranContiguous => _ref.IsFortranContiguous;

    /// <summary>The view with its axes reversed.</summary>
    public NDArray T => Transpose();

    internal ArrayRef Ref => _ref;

    internal ArrayBuffer Buffer => _ref.Buffer;

    internal Layout Layout => _ref.Layout;

    ArrayRef IArrayFace.Ref => _ref;

    /// <summary>A view of the same bytes: of the same class and with the same origin as this array.</summary>
    internal NDArray WithLayout(Layout layout, DType? dtype = null) => ViewOf(_ref.WithLayout(layout, dtype));

    /// <summary>The face of a view of this array's bytes, which is of the same class and has the same origin.</summary>
    private protected virtual NDArray ViewOf(ArrayRef view) => new(view, Base ?? this);

    /// <summary>Says that the elements are elsewhere in the buffer; views that were taken before keep theirs.</summary>
    private protected void MoveTo(Layout layout) => _ref = _ref with { Layout = layout };

    /// <summary>What an operation answers with as users see it: an array of their class, or a value as it is.</summary>
    internal static object? FaceOf(object? value) => value is ArrayRef array ? new NDArray(array) : value;

    /// <inheritdoc cref="ArrayRef.Lease"/>
    internal BufferLease Lease(bool forWrite = false) => _ref.Lease(forWrite);

    /// <inheritdoc cref="ArrayRef.RequireWriteable"/>
    internal void RequireWriteable() => _ref.RequireWriteable();

    /// <inheritdoc cref="ArrayRef.ReadElement"/>
    internal object? ReadElement(long offset) => _ref.ReadElement(offset);
}
