using System.Text;
using MemMap.Compute;
using MemMap.Geometry;

namespace MemMap;

// Places by their offset in bytes.
public partial class NDArray
{
    /// <summary>The longest text that is read up to its NUL, in bytes.</summary>
    private const int MaxTextBytes = 1 << 24;

    /// <summary>
    /// What stands at an offset, read as a dtype: a number, a text, a record. A dtype of several elements (<c>4u2</c>) gives a view of
    /// them.
    /// </summary>
    /// <param name="offset">The offset in bytes from the array's first element; the array must be contiguous.</param>
    /// <param name="dtype">The dtype of the element.</param>
    /// <exception cref="ArgumentOutOfRangeException">The element is not within the array's bytes.</exception>
    /// <exception cref="ArgumentException">The array isn't contiguous.</exception>
    public object? At(long offset, DType dtype)
    {
        ArgumentNullException.ThrowIfNull(dtype);
        NDArray place = ViewAt(offset, dtype, null);
        return place.NDim == 0 ? place.ReadElement(place.Layout.Offset) : place;
    }

    /// <summary>The elements at an offset, as a view that shares the array's memory.</summary>
    /// <param name="offset">The offset in bytes from the array's first element; the array must be contiguous.</param>
    /// <param name="dtype">The dtype of the elements.</param>
    /// <param name="count">The number of elements.</param>
    /// <exception cref="ArgumentOutOfRangeException">The elements are not within the array's bytes.</exception>
    /// <exception cref="ArgumentException">The array isn't contiguous.</exception>
    public NDArray At(long offset, DType dtype, long count)
    {
        ArgumentNullException.ThrowIfNull(dtype);
        return ViewAt(offset, dtype, count);
    }

    /// <summary>The text at an offset up to its first NUL, or up to the array's end.</summary>
    /// <param name="offset">The offset in bytes from the array's first element; the array must be contiguous.</param>
    /// <exception cref="ArgumentOutOfRangeException">The offset is not within the array's bytes.</exception>
    /// <exception cref="ArgumentException">The array isn't contiguous.</exception>
    public string TextAt(long offset) => TextAt(offset, -1, "utf-8");

    /// <summary>The text at an offset: so many bytes, or UTF-16 or UTF-32 units, up to the first NUL in them.</summary>
    /// <param name="offset">The offset in bytes from the array's first element; the array must be contiguous.</param>
    /// <param name="length">The number of units; -1 for all up to the first NUL.</param>
    /// <param name="encoding">The encoding: <c>utf-8</c>, <c>utf-16</c>, <c>utf-16BE</c>, <c>latin1</c> and so on.</param>
    /// <exception cref="ArgumentOutOfRangeException">The text is not within the array's bytes.</exception>
    /// <exception cref="ArgumentException">The array isn't contiguous, or there is no such encoding.</exception>
    public string TextAt(long offset, long length, string encoding = "utf-8")
    {
        ArgumentNullException.ThrowIfNull(encoding);
        Encoding characters;
        try
        {
            characters = Encoding.GetEncoding(encoding);
        }
        catch (ArgumentException)
        {
            throw Error.EncodingUnknown(encoding);
        }
        int unit = characters.GetByteCount("a");
        RecordBytes bytes = new(_ref);
        Int128 count = length < 0 ? Math.Min(Math.Max(0, bytes.Length - offset), MaxTextBytes) / unit * unit : (Int128)length * unit;
        if (offset < 0 || offset + count > bytes.Length || count > int.MaxValue)
        {
            throw Error.PlaceOutside(offset, count, bytes.Length);
        }
        ReadOnlySpan<byte> text = bytes.At(offset, (int)count);
        for (int at = 0; at < text.Length; at += unit)
        {
            if (!text.Slice(at, unit).ContainsAnyExcept((byte)0))
            {
                text = text[..at];
            }
        }
        return characters.GetString(text);
    }

    private NDArray ViewAt(long offset, DType dtype, long? count)
    {
        long total = IsContiguous ? NBytes : throw Error.PlaceNotContiguous();
        Int128 length = (Int128)dtype.ItemSize * (count ?? 1);
        return offset >= 0 && count is not < 0 && offset + length <= total
            ? WithLayout(Layout.Contiguous(count is { } items ? [items] : [], dtype.ItemSize, MemoryOrder.C, Layout.Offset + offset), dtype)
            : throw Error.PlaceOutside(offset, length, total);
    }
}
