using System.Buffers.Binary;
using System.Globalization;
using MemMap.DataTypes;

namespace MemMap.Formats;

// Writing of new headers, and rewriting of existing ones.
internal sealed partial record NpyHeader
{
    /// <summary>Elements start at a multiple of this.</summary>
    private const int Alignment = 64;

    /// <summary>Room for the longest number, so that the length of the axis along which files grow can be rewritten in place.</summary>
    private const int GrowthDigits = 21;

    /// <summary>Writes a header as numpy does, in the lowest version that can hold it: sorted keys, and room to grow.</summary>
    /// <exception cref="ArgumentException">The dtype's fields overlap, or need a header above the limit for reading.</exception>
    public static byte[] Write(DType dtype, ReadOnlySpan<long> shape, MemoryOrder order)
    {
        string text = TextOf(dtype, shape, order);
        if (shape.Length > 0)
        {
            long growing = shape[order == MemoryOrder.F ? ^1 : 0];
            text += new string(' ', GrowthDigits - growing.ToString(CultureInfo.InvariantCulture).Length);
        }
        byte major = text.All(c => c <= '\xff') ? (byte)1 : (byte)3;
        byte[] encoded = EncodingOf(major).GetBytes(text);
        // numpy's arithmetic: an aligned length is padded by a whole unit.
        int padding = Alignment - ((PrefixOf(major) + encoded.Length + 1) % Alignment);
        int length = encoded.Length + padding + 1;
        return length <= MaxText ? Assemble(major, encoded, length) : throw Error.HeaderTooLong(length, MaxText);
    }

    /// <summary>Returns this header with another length of the first axis, in the same version and with the same size.</summary>
    /// <param name="rows">The length.</param>
    /// <param name="name">The file, for messages.</param>
    /// <exception cref="InvalidOperationException">The header has not enough room for the number.</exception>
    public byte[] WithRows(long rows, string name)
    {
        byte[] encoded = EncodingOf(Major).GetBytes(TextOf(DType, [rows, .. Shape[1..]], Order));
        int length = Length - PrefixOf(Major);
        return encoded.Length < length ? Assemble(Major, encoded, length) : throw Error.HeaderFull(name, rows);
    }

    private static string TextOf(DType dtype, ReadOnlySpan<long> shape, MemoryOrder order)
    {
        if (!dtype.AsNumpys().Equals(dtype))
        {
            throw Error.NotNumpys(dtype);
        }
        try
        {
            string descr = dtype.IsRecord ? dtype.Descr : PythonText.Quote(dtype.Str);
            return $"{{'descr': {descr}, 'fortran_order': {(order == MemoryOrder.F ? "True" : "False")}, 'shape': {Error.Shape(shape)}, }}";
        }
        catch (InvalidOperationException e)
        {
            throw Error.NoDescr(dtype, e);
        }
    }

    // Writes the part after the magic: the version, the length of the text, and the text, padded with spaces and ended by a newline.
    private static byte[] Assemble(byte major, byte[] text, int length)
    {
        int prefix = PrefixOf(major);
        var header = new byte[prefix + length];
        Magic.CopyTo(header);
        header[6] = major;
        // In 1.0, the text overwrites the upper half of this.
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), length);
        header.AsSpan(prefix).Fill((byte)' ');
        text.CopyTo(header, prefix);
        header[^1] = (byte)'\n';
        return header;
    }
}
