using System.Buffers.Binary;

namespace MemMap.Formats;

/// <summary>
/// A table of a FlatBuffer, which has the metadata of Arrow. Every access is checked against the buffer.
/// <code>
/// table     |distance back to the list of slots: int32|fields ...|
/// slots     |bytes: uint16|bytes of the table: uint16|offset of each field in the table: uint16, 0 if it has its default|
/// vector    |count: uint32|elements ...|      texts are vectors of bytes; tables in vectors and fields are distances forward
/// </code>
/// </summary>
internal readonly struct FlatTable
{
    private readonly HeaderReader _file;
    private readonly byte[] _bytes;
    private readonly int _at;

    private FlatTable(HeaderReader file, byte[] bytes, int at) => (_file, _bytes, _at) = (file, bytes, at);

    /// <summary>The table that a buffer has as its root.</summary>
    internal static FlatTable Root(HeaderReader file, byte[] bytes)
    {
        FlatTable start = new(file, bytes, 0);
        return start.TableAt(0);
    }

    internal byte Byte(int field, byte otherwise = 0) => SlotOf(field) is > 0 and var at ? Span(at, 1)[0] : otherwise;

    internal short Int16(int field, short otherwise = 0)
        => SlotOf(field) is > 0 and var at ? BinaryPrimitives.ReadInt16LittleEndian(Span(at, 2)) : otherwise;

    internal int Int32(int field, int otherwise = 0) => SlotOf(field) is > 0 and var at ? Number(at) : otherwise;

    internal long Int64(int field) => SlotOf(field) is > 0 and var at ? BinaryPrimitives.ReadInt64LittleEndian(Span(at, 8)) : 0;

    /// <summary>A table in a field; null if there is none.</summary>
    internal FlatTable? Table(int field) => SlotOf(field) is > 0 and var at ? TableAt(at) : null;

    internal string Text(int field)
    {
        (int at, int count) = Vector(field, 1);
        return System.Text.Encoding.UTF8.GetString(Span(at, count));
    }

    /// <summary>The tables of a vector.</summary>
    internal FlatTable[] Tables(int field)
    {
        (int at, int count) = Vector(field, sizeof(int));
        var tables = new FlatTable[count];
        for (int i = 0; i < count; i++)
        {
            tables[i] = TableAt(at + (i * sizeof(int)));
        }
        return tables;
    }

    /// <summary>The numbers of 64 bits of a vector of structures.</summary>
    internal long[] Numbers(int field, int perElement)
    {
        (int at, int count) = Vector(field, sizeof(long) * perElement);
        var numbers = new long[count * perElement];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = BinaryPrimitives.ReadInt64LittleEndian(Span(at + (i * sizeof(long)), sizeof(long)));
        }
        return numbers;
    }

    private (int At, int Count) Vector(int field, int size)
    {
        if (SlotOf(field) is not (> 0 and var at))
        {
            return (0, 0);
        }
        at = Forward(at);
        int count = Number(at);
        return count >= 0 && (long)count * size <= _bytes.Length - at - sizeof(int) ? (at + sizeof(int), count) : throw Damaged();
    }

    private int SlotOf(int field)
    {
        const int firstSlot = 4;
        long slots = (long)_at - Number(_at);
        if (slots < 0 || slots > _bytes.Length - firstSlot)
        {
            throw Damaged();
        }
        int place = firstSlot + (2 * field);
        if (place + 2 > BinaryPrimitives.ReadUInt16LittleEndian(Span((int)slots, 2)))
        {
            return 0;
        }
        int offset = BinaryPrimitives.ReadUInt16LittleEndian(Span((int)slots + place, 2));
        return offset == 0 ? 0 : _at + offset;
    }

    private FlatTable TableAt(int at) => new(_file, _bytes, Forward(at));

    private int Forward(int at)
    {
        long to = at + (long)(uint)Number(at);
        return to > at && to <= _bytes.Length - sizeof(int) ? (int)to : throw Damaged();
    }

    private int Number(int at) => BinaryPrimitives.ReadInt32LittleEndian(Span(at, sizeof(int)));

    private ReadOnlySpan<byte> Span(int at, int count)
        => at >= 0 && count >= 0 && at <= _bytes.Length - count ? _bytes.AsSpan(at, count) : throw Damaged();

    private InvalidDataException Damaged() => _file.Invalid("its metadata are damaged");
}
