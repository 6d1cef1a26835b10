using System.Globalization;
using System.Text;
using MemMap.Compute;
using MemMap.Memory;
using MemMap.Text;

namespace MemMap.Pictures;

/// <summary>
/// Dumps the bytes of an array, as in memory or in the file, line by line. Each line is read when it is enumerated, and no lease is held
/// between lines.
/// </summary>
internal sealed class HexDump
{
    /// <summary>The candidates for the number of bytes in a line; the largest one that fits is used.</summary>
    private static readonly int[] LineBytes = [16, 8, 4, 2, 1];

    private const int LongestName = 20, ShortestValue = 12;

    /// <summary>The values of longer fields are not shown, because they would not fit into a line.</summary>
    private const int LongestValue = 1024;

    private readonly ArrayRef _array;
    private readonly HexField[] _fields;
    private readonly HexMark? _mark;
    private readonly long _base;
    private readonly int _width, _digits, _bytes, _names;

    /// <param name="array">The array, of any layout and dtype.</param>
    /// <param name="width">The maximum length of a line.</param>
    /// <param name="mark">What to put in brackets; null for nothing.</param>
    internal HexDump(ArrayRef array, int width, HexMark? mark = null)
    {
        _array = array;
        _mark = mark;
        _width = width;
        _base = array.Buffer is MappedFile file ? file.Offset : 0;
        _digits = Math.Max(8, (_base + array.Layout.RequiredLength(array.ItemSize)).ToString("x", CultureInfo.InvariantCulture).Length);
        _fields = HexField.Of(array.DType);
        IsRecord = array.DType.IsRecord;
        _names = Math.Min(LongestName, _fields.Max(static field => field.Name.Length));
        _bytes = LineBytes.First(bytes => bytes == 1 || _digits + 2 + LineLength(bytes) <= width);
        if (!IsRecord)
        {
            // Use whole elements if at least one fits.
            _bytes = array.ItemSize is > 0 and var size && size <= _bytes ? _bytes / size * size : _bytes;
        }
    }

    /// <summary>Whether elements have fields. Each field has its own line.</summary>
    internal bool IsRecord { get; }

    /// <summary>Returns the number of elements that fit into a number of lines; at least one.</summary>
    internal long ElementsIn(int lines) => IsRecord
        ? Math.Max(1, lines / (1 + _fields.Sum(field => (field.DType.ItemSize + (long)_bytes - 1) / _bytes)))
        : Math.Max(1, (long)lines * _bytes / Math.Max(1, _array.ItemSize));

    // Group the bytes of a number, and those of a character.
    private static int GroupSize(DType dtype) => dtype.Traits.Size == 0 ? dtype.Traits.UnitSize : dtype.ItemSize;

    private int LineLength(int bytes)
    {
        int smallest = IsRecord ? 1 : GroupSize(_array.DType);
        int groups = (bytes + smallest - 1) / smallest;
        int line = (2 * bytes) + groups + 1 + bytes;
        return IsRecord ? line + _names + 2 + 2 + ShortestValue : line;
    }

    /// <summary>Returns the lines of <paramref name="count"/> elements from <paramref name="first"/>.</summary>
    internal IEnumerable<IReadOnlyList<TextPart>> Rows(long first, long count)
        => IsRecord ? RecordRows(first, first + count) : ItemRows(first, first + count);

    private IEnumerable<IReadOnlyList<TextPart>> ItemRows(long first, long last)
    {
        DType dtype = _array.DType;
        int size = dtype.ItemSize, group = GroupSize(dtype);
        if (size == 0)
        {
            yield break;
        }
        if (size > _bytes)
        {
            for (long element = first; element < last; element++)
            {
                long offset = _array.Layout.OffsetOfFlat(element);
                for (int start = 0; start < size; start += _bytes)
                {
                    byte[] part = Read(offset + start, Math.Min(_bytes, size - start));
                    yield return Line(offset + start, part, group, dtype, MarkOf(element, part.Length, size));
                }
            }
            yield break;
        }
        // In a view that isn't contiguous, lines end at the ends of rows, so that the offset of a line and the stride locate each element.
        long perLine = _bytes / size, row = _array.IsContiguous || _array.NDim == 0 ? long.MaxValue : _array.Layout.Shape[^1];
        for (long element = first; element < last;)
        {
            long end = Math.Min(last, element + perLine);
            end = row == long.MaxValue ? end : Math.Min(end, ((element / row) + 1) * row);
            byte[] bytes = new byte[(end - element) * size];
            for (long i = element; i < end; i++)
            {
                Read(_array.Layout.OffsetOfFlat(i), size).CopyTo(bytes, (i - element) * size);
            }
            yield return Line(_array.Layout.OffsetOfFlat(element), bytes, group, dtype, MarkOf(element, bytes.Length, size));
            element = end;
        }
    }

    private IEnumerable<IReadOnlyList<TextPart>> RecordRows(long first, long last)
    {
        for (long element = first; element < last; element++)
        {
            long record = _array.Layout.OffsetOfFlat(element);
            yield return [Offset(record), new("  "), new(Index(element), TextRole.Name)];
            foreach (HexField field in _fields)
            {
                bool isMarked = _mark?.Has(element, field.Name) == true;
                byte[]? before = null;
                bool isSkipping = false;
                int size = field.DType.ItemSize;
                for (int start = 0; start < Math.Max(1, size); start += _bytes)
                {
                    byte[] bytes = Read(record + field.Offset + start, Math.Min(_bytes, size - start));
                    bool isSame = before is not null && bytes.AsSpan().SequenceEqual(before);
                    if (isSame && !isSkipping)
                    {
                        yield return [new("*")];
                    }
                    isSkipping = isSame;
                    if (!isSame)
                    {
                        string value = start == 0 ? Value(field, record) : "";
                        (int From, int To) mark = (0, isMarked ? bytes.Length : 0);
                        yield return FieldLine(field, record + field.Offset + start, bytes, start == 0, value, mark);
                    }
                    before = bytes;
                }
            }
        }
    }

    private (int From, int To) MarkOf(long element, int bytes, int size) => _mark?.Of(element, bytes, size) ?? (0, 0);

    private List<TextPart> FieldLine(HexField field, long offset, byte[] bytes, bool isFirst, string value, (int From, int To) mark)
    {
        string name = isFirst ? field.Name : "";
        name = name.Length > _names ? name[..(_names - 1)] + "…" : name.PadRight(_names);
        List<TextPart> parts = [Offset(offset), new("  "), new(name, TextRole.Name), new(" ")];
        DType item = field.DType.SubType ?? field.DType;
        int used = AppendBytes(parts, bytes, GroupSize(item), mark);
        parts.Add(new(new string(' ', Math.Max(0, (_bytes * 3) - used) + 1)));
        AppendCharacters(parts, bytes, item);
        if (value.Length > 0)
        {
            parts.Add(new(new string(' ', _bytes - bytes.Length + 2)));
            int left = Math.Max(ShortestValue, _width - parts.Sum(static part => part.Text.Length));
            parts.Add(new(value.Length > left ? value[..(left - 1)] + "…" : value, TextRole.Value));
        }
        return parts;
    }

    private List<TextPart> Line(long offset, byte[] bytes, int group, DType dtype, (int From, int To) mark)
    {
        List<TextPart> parts = [Offset(offset), new(" ")];
        int used = AppendBytes(parts, bytes, group, mark);
        int full = (2 * _bytes) + ((_bytes + group - 1) / group);
        parts.Add(new(new string(' ', Math.Max(0, full - used) + 1)));
        AppendCharacters(parts, bytes, dtype);
        return parts;
    }

    // What separates two groups is a bracket where a mark begins or ends.
    private static int AppendBytes(List<TextPart> parts, byte[] bytes, int group, (int From, int To) mark)
    {
        int used = 0;
        bool IsMarked(int i) => i >= mark.From && i < mark.To;
        for (int i = 0; i < bytes.Length; i++)
        {
            if (i == 0)
            {
                Append(parts, IsMarked(0) ? "[" : " ", TextRole.Plain);
            }
            string text = bytes[i].ToString("x2", CultureInfo.InvariantCulture);
            bool isLast = i == bytes.Length - 1;
            if ((i + 1) % group != 0 && !isLast)
            {
                Append(parts, text, Role(bytes[i]));
                used += text.Length;
                continue;
            }
            bool begins = !isLast && IsMarked(i + 1) && !IsMarked(i), ends = IsMarked(i) && (isLast || !IsMarked(i + 1));
            Append(parts, begins || ends ? text : text + " ", Role(bytes[i]));
            if (begins || ends)
            {
                Append(parts, begins ? "[" : "]", TextRole.Plain);
            }
            used += text.Length + 1;
        }
        return used;
    }

    private static void AppendCharacters(List<TextPart> parts, byte[] bytes, DType dtype)
    {
        if (dtype.Kind == ElementKind.Text && bytes.Length % sizeof(uint) == 0)
        {
            for (int i = 0; i < bytes.Length; i += sizeof(uint))
            {
                uint codePoint = RawBytes.Read<uint>(bytes.AsSpan(i), dtype.IsSwapped);
                bool isShown = codePoint <= 0x10ffff && Printable.IsShown((int)codePoint);
                Append(parts, isShown ? new Rune(codePoint).ToString() : ".", isShown ? TextRole.Printable : TextRole.ZeroByte);
            }
            return;
        }
        foreach (byte value in bytes)
        {
            Append(parts, Role(value) == TextRole.Printable ? ((char)value).ToString() : ".", Role(value));
        }
    }

    // Merge adjacent parts of the same color.
    private static void Append(List<TextPart> parts, string text, TextRole role)
    {
        if (parts[^1].Role == role)
        {
            parts[^1] = new(parts[^1].Text + text, role);
        }
        else
        {
            parts.Add(new(text, role));
        }
    }

    private static TextRole Role(byte value) => value switch
    {
        0 => TextRole.ZeroByte,
        >= 0x20 and < 0x7f => TextRole.Printable,
        _ => TextRole.OtherByte,
    };

    // The value of an opaque field is its bytes, which are shown already.
    private string Value(HexField field, long record)
        => field.DType.ItemSize > LongestValue || field.IsOpaque ? "" : field.ValueOf(Read(record + field.Offset, field.DType.ItemSize));

    private string Index(long element)
    {
        long[] index = new long[_array.NDim];
        for (int axis = index.Length - 1; axis >= 0; axis--)
        {
            (element, index[axis]) = Math.DivRem(element, _array.Layout.Shape[axis]);
        }
        return $"[{string.Join(", ", index)}]";
    }

    private TextPart Offset(long offset)
        => new((_base + offset).ToString("x" + _digits, CultureInfo.InvariantCulture), TextRole.Offset);

    private byte[] Read(long offset, int count)
    {
        using BufferLease lease = _array.Buffer.Lease();
        lease.Require(offset + count);
        byte[] bytes = new byte[count];
        lease.Read(offset, bytes);
        return bytes;
    }
}

/// <summary>A field of a record, at any depth, with its offset in the whole record.</summary>
internal sealed record HexField(string Name, DType DType, int Offset)
{
    /// <summary>Whether the field is bytes without a meaning.</summary>
    internal bool IsOpaque => DType is { Kind: ElementKind.Void, SubType: null, Meaning: null };

    /// <summary>The text of a value: what it stands for, or the value itself.</summary>
    /// <param name="bytes">The bytes of the field.</param>
    internal string ValueOf(byte[] bytes) => Printable.Line(DType.Meaning is { } meaning
        ? meaning.TextOf(DType.StoredCodec.Read(bytes)!)
        : ScalarText.For(DType, PrintOptions.Default.Precision)(bytes));

    /// <summary>Returns the fields of a record by offset; for any other dtype, a single field.</summary>
    internal static HexField[] Of(DType dtype) => [.. Flat("", dtype, 0).OrderBy(static field => field.Offset)];

    private static IEnumerable<HexField> Flat(string prefix, DType dtype, int offset) => dtype.Fields is { Count: > 0 } fields
        ? fields.SelectMany(field => Flat(prefix.Length == 0 ? field.Name : $"{prefix}.{field.Name}", field.DType, offset + field.Offset))
        : [new(Printable.Line(prefix), dtype, offset)];
}
