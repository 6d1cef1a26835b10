using System.Buffers.Binary;
using MemMap.DataTypes;
using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>Reads headers of an untrusted file: every range is checked, and the number of bytes is limited.</summary>
/// <param name="file">The file.</param>
/// <param name="format">The format that it should have.</param>
internal sealed class HeaderReader(OpenedFile file, FileFormat format)
{
    /// <summary>The largest number of bytes of headers that is read of one file.</summary>
    private const long MaxHeaders = 256 << 20;

    /// <summary>
    /// What is read of small files, and how many times the bytes of others: parts of headers are read several times where others refer to
    /// them, and a small file that leads around among its parts without end is refused soon.
    /// </summary>
    private const long FreeHeaders = 4 << 20, Readings = 64;

    /// <summary>The largest number of arrays that a file may have.</summary>
    private const int MaxArrays = 1 << 20;

    private readonly long _limit = Math.Min(MaxHeaders, FreeHeaders + (Readings * Math.Min(file.Length, MaxHeaders)));
    private long _read;

    /// <summary>The path of the file.</summary>
    internal string Path => file.Path;

    /// <summary>The length of the file.</summary>
    internal long Length { get; } = file.Length;

    /// <summary>Returns bytes of the file.</summary>
    /// <exception cref="InvalidDataException">They are not in the file, or too many.</exception>
    internal byte[] Read(long at, long count)
    {
        if (at < 0 || count < 0 || at > Length - count)
        {
            throw Invalid($"it ends at byte {Length}, within its header");
        }
        Charge(count);
        byte[] bytes = NpyFile.ReadStart(file, at, count);
        return bytes.Length == count ? bytes : throw Invalid($"it ends at byte {at + bytes.Length}, within its header");
    }

    /// <summary>Counts bytes of headers that are made of others, as if they were read.</summary>
    /// <exception cref="InvalidDataException">They are too many.</exception>
    internal void Charge(long count)
    {
        _read += count;
        if (_read > _limit)
        {
            throw Invalid($"its headers are longer than the {_limit} bytes that are accepted");
        }
    }

    /// <summary>Returns bytes that are compressed in the file, fewer at their end.</summary>
    /// <exception cref="InvalidDataException">They are damaged, or lie too far behind others.</exception>
    internal byte[] ReadUpTo(InflatedElements inflated, long skip, int count)
    {
        _read += skip + count;
        if (_read > MaxHeaders)
        {
            throw Invalid($"its headers lie behind more than the {MaxHeaders} bytes that are accepted");
        }
        try
        {
            return inflated.ReadUpTo(file, skip, count);
        }
        catch (InvalidDataException e)
        {
            throw Invalid(e.Message, e);
        }
    }

    /// <summary>Returns bytes of the file, fewer at its end.</summary>
    internal byte[] ReadUpTo(long at, long count) => Read(at, Math.Clamp(Length - at, 0, count));

    /// <summary>Throws if a number that the file states is not between limits.</summary>
    internal long Require(string what, long value, long low, long high)
        => value >= low && value <= high ? value
            : throw Invalid(FormattableString.Invariant($"its {what} is {value}, which is not between {low} and {high}"));

    /// <summary>Throws if a file has more arrays or parts than are accepted.</summary>
    internal void RequireFew(string what, long count) => Require($"number of {what}", count, 0, MaxArrays);

    /// <summary>The exception for a file that is damaged, or not of the format.</summary>
    internal InvalidDataException Invalid(string reason, Exception? inner = null)
        => Error.InvalidContainer(file.Path, format, reason, inner);

    /// <summary>Returns a cursor over bytes.</summary>
    internal HeaderCursor Cursor(byte[] bytes, bool isBigEndian = false) => new(this, bytes, isBigEndian);
}

/// <summary>Reads numbers and texts of a header one after the other.</summary>
/// <param name="file">The file, for errors.</param>
/// <param name="bytes">The header.</param>
/// <param name="isBigEndian">Whether numbers are big-endian.</param>
internal sealed class HeaderCursor(HeaderReader file, byte[] bytes, bool isBigEndian)
{
    /// <summary>The position of the next byte.</summary>
    internal int At { get; set; }

    /// <summary>The number of bytes that follow.</summary>
    internal int Left => bytes.Length - At;

    internal byte Byte() => Take(1)[0];

    internal short Int16() => isBigEndian ? BinaryPrimitives.ReadInt16BigEndian(Take(2)) : BinaryPrimitives.ReadInt16LittleEndian(Take(2));

    internal int Int32() => isBigEndian ? BinaryPrimitives.ReadInt32BigEndian(Take(4)) : BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    internal ushort UInt16() => (ushort)Int16();

    internal uint UInt32() => (uint)Int32();

    internal long Int64() => isBigEndian ? BinaryPrimitives.ReadInt64BigEndian(Take(8)) : BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    /// <summary>An unsigned number of 1 to 8 bytes, little-endian.</summary>
    internal ulong Unsigned(int size)
    {
        ulong value = 0;
        ReadOnlySpan<byte> digits = Take(size);
        for (int i = digits.Length - 1; i >= 0; i--)
        {
            value = (value << 8) | digits[i];
        }
        return value;
    }

    internal float Single() => BitConverter.Int32BitsToSingle(Int32());

    internal double Double() => BitConverter.Int64BitsToDouble(Int64());

    /// <summary>The next bytes.</summary>
    /// <exception cref="InvalidDataException">There are fewer.</exception>
    internal ReadOnlySpan<byte> Take(long count)
    {
        if (count < 0 || count > Left)
        {
            throw file.Invalid("its header ends too early");
        }
        At += (int)count;
        return bytes.AsSpan(At - (int)count, (int)count);
    }

    /// <summary>The next bytes as UTF-8 text, without zeros at the end.</summary>
    internal string Text(long count) => System.Text.Encoding.UTF8.GetString(Take(count).TrimEnd((byte)0));

    /// <summary>An element of a dtype as a .NET value.</summary>
    internal object? Value(DType dtype) => ElementCodec.Read(dtype, Take(dtype.ItemSize));
}
