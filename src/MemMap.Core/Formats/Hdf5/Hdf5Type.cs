using System.Text;
using MemMap.DataTypes;

namespace MemMap.Formats;

/// <summary>A datatype message: what an element is.</summary>
/// <param name="DType">The dtype of elements; null if there is none.</param>
/// <param name="Size">The bytes of an element.</param>
/// <param name="Problem">Why there is no dtype.</param>
/// <param name="Inner">The type of the elements of a sequence of variable length.</param>
/// <param name="IsText">Whether that sequence is text.</param>
internal sealed record Hdf5Type(DType? DType, int Size, string? Problem = null, Hdf5Type? Inner = null, bool IsText = false)
{
    private const int MaxDepth = 16, MaxNames = 1000;

    private static readonly string[] Classes = [
        "integer", "float", "time", "text", "bits", "opaque", "compound", "reference", "enum", "variable length", "array", "complex"];

    /// <summary>Reads a type.</summary>
    internal static Hdf5Type Read(HeaderReader file, HeaderCursor cursor, int depth = 0)
    {
        file.Require("depth of a type", depth, 0, MaxDepth);
        int head = cursor.Byte(), version = head >> 4, kind = head & 15, bits = (int)cursor.Unsigned(3);
        int size = (int)file.Require("size of a type", cursor.UInt32(), 0, int.MaxValue);
        char order = (bits & 1) != 0 ? '>' : '<';
        switch (kind)
        {
            case 0:
                return Integer(cursor, size, (bits & 8) != 0 ? 'i' : 'u', order);
            case 1:
                return Float(cursor, size, bits, order);
            case 2:
                cursor.Take(2);
                return Refused("times of HDF5");
            case 3:
                DType text = DType.Flexible(ElementKind.Bytes, size);
                return new Hdf5Type((bits >> 4 & 15) == 1 ? text.WithEncoding(Encoding.UTF8) : text, size);
            case 4:
                return Integer(cursor, size, 'u', order);
            case 5:
                cursor.Take(bits & 255);
                return new Hdf5Type(DType.Flexible(ElementKind.Void, size), size);
            case 6:
                return Compound(file, cursor, version, bits & 0xffff, size, depth);
            case 7:
                return Refused("references");
            case 8:
                return Enum(file, cursor, version, bits & 0xffff, size, depth);
            case 9:
                return Refused("of variable length") with { Inner = Read(file, cursor, depth + 1), IsText = (bits & 15) == 1 };
            case 10:
                return Array(file, cursor, version, size, depth);
            default:
                return Refused(kind < Classes.Length ? $"of class {Classes[kind]}" : $"of class {kind}");
        }

        Hdf5Type Refused(string what) => new(null, size, $"its elements are {what}, which no dtype has");
    }

    private static Hdf5Type Integer(HeaderCursor cursor, int size, char letter, char order)
    {
        int offset = cursor.UInt16(), precision = cursor.UInt16();
        string? code = (offset, precision == 8 * size, size) switch
        {
            (0, true, 1 or 2 or 4 or 8) => $"{order}{letter}{size}",
            (0, true, 3) => $"{order}{(letter == 'i' ? "int24" : "uint24")}",
            (_, false, > 0 and <= 8) when precision > 0 && offset + precision <= 8 * size
                => FormattableString.Invariant($"{order}{letter}{size}[{offset}:{offset + precision}]"),
            _ => null,
        };
        return DType.TryParse(code, out DType? dtype) ? new Hdf5Type(dtype, size)
            : new Hdf5Type(null, size, $"its elements are integers of {precision} bits in {size} bytes, which no dtype has");
    }

    private static Hdf5Type Float(HeaderCursor cursor, int size, int bits, char order)
    {
        const int vaxOrder = 0x40;
        int offset = cursor.UInt16(), precision = cursor.UInt16();
        int exponentAt = cursor.Byte(), exponent = cursor.Byte(), mantissaAt = cursor.Byte(), mantissa = cursor.Byte();
        long bias = cursor.UInt32();
        string? code = (size, exponentAt, exponent, mantissa, bias) switch
        {
            (2, 10, 5, 10, 15) => "f2",
            (2, 7, 8, 7, 127) => "bfloat16",
            (4, 23, 8, 23, 127) => "f4",
            (8, 52, 11, 52, 1023) => "f8",
            _ => null,
        };
        bool isPlain = offset == 0 && precision == 8 * size && mantissaAt == 0 && (bits >> 8 & 255) == precision - 1;
        return isPlain && (bits & vaxOrder) == 0 && code is not null ? new Hdf5Type(DType.Parse(order + code), size)
            : new Hdf5Type(null, size, $"its elements are floats of {precision} bits in {size} bytes, which no dtype has");
    }

    private static Hdf5Type Compound(HeaderReader file, HeaderCursor cursor, int version, int count, int size, int depth)
    {
        RecordBuilder record = new(isAligned: false);
        List<(string Name, DType DType, long Offset)> fields = [];
        for (; count > 0; count--)
        {
            string name = Name(cursor, version);
            int offsetSize = version < 3 ? 4 : Hdf5Space.BytesFor(size);
            long offset = (long)Math.Min(cursor.Unsigned(offsetSize), int.MaxValue);
            long[] shape = [];
            if (version == 1)
            {
                int axes = cursor.Byte();
                cursor.Take(11);
                long[] lengths = [cursor.UInt32(), cursor.UInt32(), cursor.UInt32(), cursor.UInt32()];
                shape = lengths[..Math.Min(axes, lengths.Length)];
            }
            Hdf5Type type = Read(file, cursor, depth + 1);
            // What no dtype has is bytes, so that the other fields can be read.
            fields.Add((name, DType.SubArray(type.DType ?? DType.Flexible(ElementKind.Void, type.Size), shape), offset));
        }
        if (fields is [("r", var real, 0), ("i", var imaginary, var at)] && real.Equals(imaginary) && at == real.ItemSize
            && size == 2 * at && real.Kind is ElementKind.Float32 or ElementKind.Float64)
        {
            return new Hdf5Type(DType.Parse($"{(real.IsBigEndian ? '>' : '<')}c{size}"), size);
        }
        fields.ForEach(field => record.Add(field.Name, field.DType, offset: field.Offset));
        return new Hdf5Type(record.Build(size), size);
    }

    private static Hdf5Type Enum(HeaderReader file, HeaderCursor cursor, int version, int count, int size, int depth)
    {
        Hdf5Type number = Read(file, cursor, depth + 1);
        if (number is not { DType: { Packing: null } dtype } || !dtype.IsInteger || dtype.ItemSize != size)
        {
            return number with { Problem = number.Problem ?? "its elements are names of what is no integer", DType = null };
        }
        string[] names = new string[count];
        for (int i = 0; i < count; i++)
        {
            names[i] = Name(cursor, version);
        }
        List<(string Name, long Value)> members = [.. names.Select(name => (name, Number(ElementCodec.Read(dtype, cursor.Take(size)))))];
        if (size == 1 && members is [("FALSE", 0), ("TRUE", 1)])
        {
            return new Hdf5Type(DType.Bool, size); // As h5py writes them.
        }
        bool isNamed = count is > 0 and <= MaxNames && names.All(name => name.Length is > 0 and <= 255 && !name.Contains('\0'))
            && names.Distinct(StringComparer.Ordinal).Count() == count;
        return new Hdf5Type(isNamed ? dtype.WithMeaning(new EnumMeaning(
            CEnums.Of("Enum", dtype.AsNative().Codec.ClrType, isFlags: false, members))) : dtype, size);
    }

    private static long Number(object? value)
        => value is ulong large ? unchecked((long)large) : Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture);

    private static Hdf5Type Array(HeaderReader file, HeaderCursor cursor, int version, int size, int depth)
    {
        int axes = cursor.Byte();
        cursor.Take(version < 3 ? 3 : 0);
        long[] shape = [.. Enumerable.Range(0, axes).Select(_ => (long)cursor.UInt32())];
        cursor.Take(version < 3 ? 4 * axes : 0);
        Hdf5Type element = Read(file, cursor, depth + 1);
        if (element.DType is null)
        {
            return element with { Size = size };
        }
        DType array = DType.SubArray(element.DType, shape);
        return array.ItemSize == size ? new Hdf5Type(array, size)
            : throw file.Invalid($"its array type has {size} bytes, and {Error.Shape(shape)} of {element.Size} bytes are not that");
    }

    // Before version 3, names are padded to multiples of 8 bytes.
    private static string Name(HeaderCursor cursor, int version)
    {
        int start = cursor.At;
        while (cursor.Byte() != 0)
        {
        }
        int length = cursor.At - start - 1;
        cursor.At = start;
        string name = cursor.Text(length);
        cursor.Take(version < 3 ? (length / 8 * 8) + 8 - length : 1);
        return name;
    }
}
