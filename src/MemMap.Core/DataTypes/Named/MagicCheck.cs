using System.Globalization;

namespace MemMap.DataTypes;

/// <summary>Compares the first bytes of a file with what a named type says of them.</summary>
internal static class MagicCheck
{
    /// <summary>How many bytes of a file are looked at, or one element: enough to tell layouts apart that have no magic.</summary>
    internal const int Bytes = 16 << 10;

    /// <summary>Throws if a magic names no field of the dtype, or a value that the field can't hold.</summary>
    internal static void RequireFit(DType dtype, IReadOnlyList<FieldMagic> magic)
    {
        foreach (FieldMagic field in magic)
        {
            DType type = dtype.FindField(field.Field)?.DType ?? throw Error.MagicOfNoField(field.Field, dtype);
            if (field.Values.Length == 0)
            {
                throw Error.MagicOfNoValue(field.Field);
            }
            foreach (object value in field.Values.Concat(field.BigEndian ?? []))
            {
                _ = BytesOf(value, type, field.Field);
            }
        }
    }

    /// <summary>What in the first elements is not as the type has it, in words; <see langword="null"/> if all is.</summary>
    /// <param name="source">How the type was named.</param>
    /// <param name="dtype">Its dtype, in the byte order that was asked for.</param>
    /// <param name="elements">One element or more; a part of an element at the end is not looked at.</param>
    internal static string? Mismatch(NamedSource source, DType dtype, ReadOnlySpan<byte> elements)
    {
        foreach (FieldMagic magic in source.Type.Magic)
        {
            Field field = dtype.FindField(magic.Field)!;
            ReadOnlySpan<byte> found = elements.Slice(field.Offset, field.DType.ItemSize);
            IReadOnlyList<object> values = source.Order == '>' && magic.BigEndian is { } turned ? turned : magic.Values;
            if (!IsOneOf(found, values, field))
            {
                return $"{field.Name} is {Shown(field.DType.Codec.Read(found))}, not {string.Join(" or ", values.Select(Shown))}";
            }
        }
        foreach ((string name, long largest) in source.Type.Limits)
        {
            Field field = dtype.FindField(name)!;
            for (int element = 0, at = field.Offset; at + field.DType.ItemSize <= elements.Length; element++, at += dtype.ItemSize)
            {
                long value = Convert.ToInt64(
                    field.DType.StoredCodec.Read(elements.Slice(at, field.DType.ItemSize)), CultureInfo.InvariantCulture);
                if (value < 0 || value > largest)
                {
                    return $"{name} of element {element} is {Shown(value)}, and at most {Shown(largest)} in that format";
                }
            }
        }
        return null;
    }

    /// <summary>A named type with a magic, which these bytes have; null if there is none.</summary>
    internal static string? Fitting(ReadOnlySpan<byte> elements)
    {
        foreach (NamedType type in NamedTypes.All.Where(type => type.Magic.Count > 0))
        {
            foreach (DType dtype in new[] { type.DType, type.InOrder('>') })
            {
                if (dtype.ItemSize <= elements.Length && Mismatch(dtype.Source!, dtype, elements) is null)
                {
                    return dtype.Source!.Name;
                }
            }
        }
        return null;
    }

    /// <summary>Another named type with the same fields in another layout, whose elements these can be; null if there is none.</summary>
    internal static DType? OtherLayout(NamedSource named, ReadOnlySpan<byte> elements)
    {
        foreach (NamedType type in NamedTypes.All.Where(type => type != named.Type && type.Limits.Count > 0))
        {
            DType dtype = named.Order == '|' ? type.DType : type.InOrder(named.Order);
            if (dtype.ItemSize <= elements.Length && HasFieldsOf(type.DType, named.Type.DType)
                && Mismatch(dtype.Source!, dtype, elements) is null)
            {
                return dtype;
            }
        }
        return null;

        static bool HasFieldsOf(DType x, DType y)
            => x.Fields!.Select(field => field.Name).SequenceEqual(y.Fields!.Select(field => field.Name));
    }

    /// <summary>A value of a magic as a user would write it.</summary>
    internal static string Shown(object? value) => value switch
    {
        string text => $"'{Printable.Line(text)}'",
        Enum member => member.ToString(),
        uint or int or ushort or short or ulong or long
            when Convert.ToDecimal(value, CultureInfo.InvariantCulture) is > 999_999 and var number
            => $"0x{(ulong)number:x}",
        byte[] bytes => "0x" + Convert.ToHexString(bytes),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static bool IsOneOf(ReadOnlySpan<byte> found, IReadOnlyList<object> values, Field field)
    {
        foreach (object value in values)
        {
            if (found.SequenceEqual(BytesOf(value, field.DType, field.Name)))
            {
                return true;
            }
        }
        return false;
    }

    private static byte[] BytesOf(object value, DType dtype, string field)
    {
        var bytes = new byte[dtype.ItemSize];
        try
        {
            dtype.Codec.Write(bytes, value);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            throw Error.MagicDoesNotFit(field, e);
        }
        return bytes;
    }
}
