using System.Globalization;

namespace MemMap.DataTypes;

/// <summary>Compares the first bytes of a file with what a named type says of them.</summary>
internal static class MagicCheck
{
    /// <summary>How many bytes of a file are looked at, or one element: enough to tell layouts apart that have no magic.</summary>
    internal const int Bytes = 16 << 10;

    // How many bytes of a magic aren't zero, at the start of a file and in the middle of it.
    private const int LeastMagic = 2, LeastMagicWithin = 3;

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
                _ = BytesOf(value, type, field.Field, new byte[type.ItemSize]);
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
                return $"{magic.Field} is {Shown(field.DType.Codec.Read(found))}, not {string.Join(" or ", values.Select(Shown))}";
            }
        }
        foreach ((string name, long least, long largest) in source.Type.Limits)
        {
            Field field = dtype.FindField(name)!;
            for (int element = 0, at = field.Offset; at + field.DType.ItemSize <= elements.Length; element++, at += dtype.ItemSize)
            {
                Int128 value = Int128.CreateChecked(Convert.ToDecimal(
                    field.DType.StoredCodec.Read(elements.Slice(at, field.DType.ItemSize)), CultureInfo.InvariantCulture));
                if (value < least || value > largest)
                {
                    return value > largest ? $"{name} of element {element} is {value}, and at most {largest} in that format"
                        : $"{name} of element {element} is {value}, and at least {least} in that format";
                }
            }
        }
        return null;
    }

    /// <summary>The named types with a magic that these bytes have, those first that say most of them.</summary>
    /// <param name="elements">The bytes.</param>
    /// <param name="near">
    /// Of bytes in the middle of a file, the type that was looked for. Types of other formats then need a longer magic, as any bytes may
    /// stand there.
    /// </param>
    internal static IReadOnlyList<NamedSource> Fitting(ReadOnlySpan<byte> elements, NamedType? near = null)
    {
        List<(NamedSource Source, int Bytes)> found = [];
        foreach (NamedType type in NamedTypes.Readable(NamedTypes.All).Where(type => type.Magic.Count > 0))
        {
            int bytes = type.Magic.Sum(magic => type.DType.FindField(magic.Field)!.DType.ItemSize);
            foreach (DType dtype in new[] { type.DType, type.InOrder('>') })
            {
                if (dtype.ItemSize <= elements.Length && Mismatch(dtype.Source!, dtype, elements) is null
                    && IsTelling(dtype, elements, near) && found.TrueForAll(other => other.Source.Type != type))
                {
                    found.Add((dtype.Source!, bytes));
                }
            }
        }
        return [.. found.OrderByDescending(fit => fit.Bytes).Select(fit => fit.Source)];
    }

    // A small number tells nothing: 6 is a type of a block in one format, and of a segment in another.
    private static bool IsTelling(DType dtype, ReadOnlySpan<byte> elements, NamedType? near)
    {
        NamedType type = dtype.Source!.Type;
        int least = near is null || type == near || (type.Family is { } family && family == near.Family) ? LeastMagic : LeastMagicWithin;
        int bytes = 0;
        foreach (FieldMagic magic in type.Magic)
        {
            Field field = dtype.FindField(magic.Field)!;
            foreach (byte value in elements.Slice(field.Offset, field.DType.ItemSize))
            {
                bytes += value == 0 ? 0 : 1;
            }
        }
        return bytes >= least || !type.IsBuiltIn;
    }

    /// <summary>Another named type with the same fields in another layout, whose elements these can be; null if there is none.</summary>
    internal static DType? OtherLayout(NamedSource named, ReadOnlySpan<byte> elements)
    {
        foreach (NamedType type in NamedTypes.Readable(NamedTypes.All).Where(type => type != named.Type && type.Limits.Count > 0))
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
        // As specifications write them: whole bytes, in hexadecimal.
        uint or int or ushort or short or ulong or long
            when Convert.ToDecimal(value, CultureInfo.InvariantCulture) is > byte.MaxValue and var number
            && ((ulong)number).ToString("x", CultureInfo.InvariantCulture) is var digits
            => $"0x{(digits.Length % 2 == 0 ? "" : "0")}{digits}",
        byte[] bytes => "0x" + Convert.ToHexString(bytes),
        Array items => $"[{string.Join(", ", items.Cast<object?>().Select(Shown))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static bool IsOneOf(ReadOnlySpan<byte> found, IReadOnlyList<object> values, Field field)
    {
        foreach (object value in values)
        {
            if (found.SequenceEqual(BytesOf(value, field.DType, field.Name, found)))
            {
                return true;
            }
        }
        return false;
    }

    // Of bits of an integer, the others stay as they are found.
    private static byte[] BytesOf(object value, DType dtype, string field, ReadOnlySpan<byte> found)
    {
        byte[] bytes = found.ToArray();
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
