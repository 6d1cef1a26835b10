using System.Collections.ObjectModel;
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

    /// <summary>
    /// What the file says beside the array, such as <c>SampleRate</c> of a sound; views have it, too. It is empty if the file says nothing.
    /// </summary>
    public ReadOnlyDictionary<string, object?> Attributes => Buffer.Attributes ?? ReadOnlyDictionary<string, object?>.Empty;

    /// <summary>The dtype of an element.</summary>
    public DType DType => _ref.DType;

    /// <summary>The array that this view was taken from, at its root; <c>null</c> for an array that owns its bytes.</summary>
    public NDArray? Base { get; }

    /// <summary>
    /// Of a part that <see cref="Split(long)"/>, <see cref="SplitRows"/> or <see cref="SplitBytes"/> has made: the row of the array at
    /// which it begins. <c>null</c> for any other array, also for a view of a part.
    /// </summary>
    public long? FirstRow { get; internal set; }

    /// <summary>The length of each axis. The returned array is a copy: changing it has no effect.</summary>
    public long[] Shape => Layout.Shape.ToArray();

    /// <summary>
    /// The number of bytes between adjacent elements along each axis; negative for a reversed axis, 0 for a broadcast one.
    /// </summary>
    public long[] Strides => Layout.Strides.ToArray();

    /// <summary>The number of axes.</summary>
    public int NDim => Layout.NDim;

    /// <summary>The number of elements.</summary>
    public long Size => Layout.Size;

    /// <summary>The number of elements, as <see cref="Size"/>: lists of a shell have it under this name.</summary>
    public long Count => Size;

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

    /// <summary>Returns a view of the same bytes, of the same class and with the same origin.</summary>
    internal NDArray WithLayout(Layout layout, DType? dtype = null) => ViewOf(_ref.WithLayout(layout, dtype));

    /// <summary>Returns a view of this array's bytes, of the same class and with the same origin.</summary>
    private protected virtual NDArray ViewOf(ArrayRef view) => new(view, Base ?? this);

    /// <summary>Changes the layout of this array. Existing views keep their layouts.</summary>
    private protected void MoveTo(Layout layout) => _ref = _ref with { Layout = layout };

    /// <summary>
    /// Converts the result of an operation for users: an array becomes an <see cref="NDArray"/>, any other value is unchanged.
    /// </summary>
    internal static object? FaceOf(object? value) => value is ArrayRef array ? new NDArray(array) : value;

    /// <inheritdoc cref="ArrayRef.Lease"/>
    internal BufferLease Lease(bool forWrite = false) => _ref.Lease(forWrite);

    /// <inheritdoc cref="ArrayRef.RequireWriteable"/>
    internal void RequireWriteable() => _ref.RequireWriteable();

    /// <summary>
    /// The element at an offset into the buffer, as the host wants it. Setting the fields of a host's object for a record writes them.
    /// </summary>
    internal object? ReadElement(long offset) => Record.ToHost(DType.IsRecord ? RecordPlace.Read(this, offset) : _ref.ReadStored(offset));
}
