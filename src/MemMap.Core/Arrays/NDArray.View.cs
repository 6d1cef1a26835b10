using MemMap.Compute;

namespace MemMap;

public partial class NDArray
{
    /// <summary>Another array object over the same elements.</summary>
    public NDArray View() => WithLayout(Layout);

    /// <summary>
    /// The same bytes read as elements of another dtype. Where the size differs, the last axis becomes shorter or longer; it must then be
    /// contiguous and its bytes must divide. A view of a map is a map.
    /// </summary>
    /// <param name="dtype">The dtype of an element in the view; a <c>V</c> without a length takes the length of the elements.</param>
    /// <exception cref="ArgumentException">The sizes don't fit, or the last axis isn't contiguous.</exception>
    public NDArray View(DType dtype)
    {
        ArgumentNullException.ThrowIfNull(dtype);
        return ViewOf(_ref.View(dtype));
    }

    /// <summary>
    /// A copy in which the bytes of each element are reversed, those of each field for records, while the dtype stays: numpy's
    /// <c>byteswap</c>. So the values change; for the same values in the other byte order take
    /// <c>AsType($a.DType.NewByteOrder())</c>.
    /// </summary>
    /// <returns>An array of the same shape and dtype. Bytes, and text of one byte a character, are as before.</returns>
    public NDArray ByteSwap()
    {
        DType own = _ref.OwnDType;
        return new(_ref.Cast(own.NewByteOrder()) with { DType = own });
    }

    /// <summary>Reverses the bytes of each element where they are, in the file for a map, as <see cref="ByteSwap"/> does.</summary>
    /// <exception cref="InvalidOperationException">The array is read-only.</exception>
    /// <exception cref="NotSupportedException">Elements are bits that have no bytes of their own.</exception>
    public void ByteSwapInPlace()
    {
        RequireWriteable();
        bool hasBytes = _ref.OwnDType.Equals(DType);
        Elementwise.Copy(_ref, _ref with { DType = hasBytes ? DType.NewByteOrder() : throw Error.NoLoop("byteswap", DType) });
    }
}
