using System.Globalization;
using System.Text;

namespace MemMap.Formats;

/// <summary>
/// FITS 4.0: images and binary tables, big-endian. Each unit has a header of lines of 80 characters and its data, both in blocks of 2880
/// bytes. The axes are those of the header in reverse, as in astropy. BSCALE and BZERO are attributes, and not applied.
/// </summary>
internal sealed class FitsFile() : Container(FileFormat.Fits)
{
    private const int Block = 2880, Card = 80, MaxBlocks = 10_000, MaxColumns = 999;

    private protected override bool IsCertain(ReadOnlySpan<byte> start) => start.StartsWith("SIMPLE  ="u8);

    internal override IReadOnlyList<ContainerArray> Read(HeaderReader file)
    {
        List<ContainerArray> arrays = [];
        long at = 0;
        for (int unit = 0; at < file.Length; unit++)
        {
            file.RequireFew("units", unit);
            if (unit > 0 && !IsExtension(file.ReadUpTo(at, 8)))
            {
                break; // Special records may follow the last unit.
            }
            List<KeyValuePair<string, object?>> cards = Cards(file, ref at);
            Dictionary<string, object?> header = new(StringComparer.Ordinal);
            foreach ((string key, object? value) in cards)
            {
                header.TryAdd(key, value);
            }
            long bits = Integer(file, header, "BITPIX", null);
            long[] lengths = new long[file.Require("NAXIS", Integer(file, header, "NAXIS", null), 0, MaxColumns)];
            for (int i = 0; i < lengths.Length; i++)
            {
                lengths[i] = file.Require($"NAXIS{i + 1}", Integer(file, header, $"NAXIS{i + 1}", null), 0, long.MaxValue);
            }
            if (lengths.Length > 0 && Unit(file, header, bits, lengths, at, unit) is { } array)
            {
                arrays.Add(array with { Attributes = cards });
            }
            long size = lengths.Length == 0 ? 0 : lengths.Aggregate(Math.Abs(bits) / 8, (product, length) => checked(product * length));
            size = checked((size + Integer(file, header, "PCOUNT", 0)) * Integer(file, header, "GCOUNT", 1));
            at = checked(at + ((file.Require("data's size", size, 0, long.MaxValue - Block) + Block - 1) / Block * Block));
        }
        return arrays;
    }

    private static bool IsExtension(byte[] start) => start.AsSpan().SequenceEqual("XTENSION"u8);

    private static List<KeyValuePair<string, object?>> Cards(HeaderReader file, ref long at)
    {
        List<KeyValuePair<string, object?>> cards = [];
        for (int blocks = 0; blocks < MaxBlocks; blocks++)
        {
            byte[] block = file.Read(at, Block);
            at += Block;
            for (int start = 0; start < Block; start += Card)
            {
                string line = Encoding.Latin1.GetString(block, start, Card), key = line[..8].TrimEnd();
                if (key == "END")
                {
                    return cards;
                }
                if (line[8..10] == "= ")
                {
                    cards.Add(KeyValuePair.Create(key, ValueOf(line[10..])));
                }
            }
        }
        throw file.Invalid("its header has no end");
    }

    private static object? ValueOf(string text)
    {
        text = text.TrimStart();
        if (text.StartsWith('\''))
        {
            StringBuilder value = new();
            for (int i = 1; i < text.Length; i++)
            {
                if (text[i] == '\'' && (++i == text.Length || text[i] != '\''))
                {
                    break;
                }
                value.Append(text[i]);
            }
            return value.ToString().TrimEnd();
        }
        text = text.Split('/')[0].Trim();
        return text switch
        {
            "" => null,
            "T" => true,
            "F" => false,
            _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long integer) => integer,
            _ when double.TryParse(text.Replace('D', 'E'), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => number,
            _ => text,
        };
    }

    private static long Integer(HeaderReader file, Dictionary<string, object?> header, string key, long? usual)
        => header.TryGetValue(key, out object? value) ? value is long number ? number : throw file.Invalid($"its {key} is no integer")
            : usual ?? throw file.Invalid($"it has no {key}");

    private static ContainerArray? Unit(
        HeaderReader file, Dictionary<string, object?> header, long bits, long[] lengths, long at, int unit)
    {
        string kind = header.GetValueOrDefault("XTENSION") as string ?? "IMAGE";
        string name = header.GetValueOrDefault("EXTNAME") as string is { Length: > 0 } given ? given
            : unit == 0 ? "PRIMARY" : string.Create(CultureInfo.InvariantCulture, $"HDU{unit}");
        if (kind == "BINTABLE" && lengths is [var row, var rows])
        {
            return Table(file, header, name, row, rows, at);
        }
        DType? dtype = kind != "IMAGE" ? null : bits switch
        {
            8 => DType.UInt8,
            16 or 32 or 64 => DType.Parse(string.Create(CultureInfo.InvariantCulture, $">i{bits / 8}")),
            -32 or -64 => DType.Parse(string.Create(CultureInfo.InvariantCulture, $">f{bits / -8}")),
            _ => null,
        };
        return new ContainerArray(name, dtype, [.. Enumerable.Reverse(lengths)], at)
        {
            Problem = dtype is not null ? null : $"a unit of kind {kind} with BITPIX {bits} is no array",
        };
    }

    private static ContainerArray Table(
        HeaderReader file, Dictionary<string, object?> header, string name, long row, long rows, long at)
    {
        long columns = file.Require("TFIELDS", Integer(file, header, "TFIELDS", null), 0, MaxColumns);
        List<Field> fields = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        int offset = 0;
        for (int i = 1; i <= columns; i++)
        {
            string form = header.GetValueOrDefault($"TFORM{i}") as string ?? throw file.Invalid($"column {i} of a table has no format");
            string title = header.GetValueOrDefault($"TTYPE{i}") as string is { Length: > 0 } given ? given : $"f{i - 1}";
            while (!names.Add(title))
            {
                title += "_";
            }
            if (ColumnType(form) is not { } dtype)
            {
                return new ContainerArray(name, null, [rows], at) { Problem = $"its column '{title}' has format {form}" };
            }
            if (dtype.ItemSize > 0)
            {
                fields.Add(new Field(title, dtype, offset));
            }
            offset = checked(offset + dtype.ItemSize);
        }
        bool fits = offset == row && row is > 0 and <= int.MaxValue;
        return new ContainerArray(name, fits ? DType.Record([.. fields], (int)row, isAligned: false) : null, [rows], at)
        {
            Problem = fits ? null : $"its columns have {offset} bytes, and its rows {row}",
        };
    }

    private static DType? ColumnType(string form)
    {
        int digits = 0;
        while (digits < form.Length && char.IsAsciiDigit(form[digits]))
        {
            digits++;
        }
        int count = digits == 0 ? 1 : int.Parse(form[..digits], CultureInfo.InvariantCulture);
        string? item = (digits < form.Length ? form[digits] : ' ') switch
        {
            'L' => "S1", // T, F, or a zero
            'B' => "u1",
            'I' => ">i2",
            'J' => ">i4",
            'K' => ">i8",
            'E' => ">f4",
            'D' => ">f8",
            'C' => ">c8",
            'M' => ">c16",
            'A' => null,
            'X' => "u1",
            'P' => ">i4", // the number of elements, and where they are in the heap
            'Q' => ">i8",
            _ => "",
        };
        if (item == "")
        {
            return null;
        }
        if (item is null)
        {
            return DType.Flexible(ElementKind.Bytes, count);
        }
        count = form[digits] switch { 'X' => (count + 7) / 8, 'P' or 'Q' => 2 * count, _ => count };
        DType element = DType.Parse(item);
        return count == 1 ? element : DType.Parse(string.Create(CultureInfo.InvariantCulture, $"({count},){item}"));
    }
}
