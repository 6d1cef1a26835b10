using MemMap.DataTypes;

namespace MemMap.Compute;

/// <summary>
/// How a record of variable length is read: its fixed part, and the parts behind it, whose lengths are computed from what stands before
/// them.
/// </summary>
internal sealed class RecordRule
{
    private readonly (TailMember Member, RecordNumber? Count, int Slot)[] _tail;

    /// <param name="dtype">The fixed part.</param>
    /// <param name="type">The definition in C; <see langword="null"/> if there is nothing behind the fixed part.</param>
    /// <exception cref="ArgumentException">A length has a name that is no integer field.</exception>
    internal RecordRule(DType dtype, CType? type)
    {
        DType = dtype;
        FixedLength = type is { Tail.Count: > 0 } ? (int)type.TailOffset : dtype.ItemSize;
        // Single numbers between the parts are kept behind the fixed part, where expressions find them.
        List<Field> found = [];
        int room = dtype.ItemSize;
        List<(TailMember, RecordNumber?, int)> tail = [];
        foreach (TailMember member in type?.Tail ?? [])
        {
            RecordNumber? count = member.Count is null ? null : RecordNumbers.Compile(member.Count, name => RecordNumbers.Find(dtype, name)
                ?? (found.Find(field => field.Name == name) is { } field ? (field.DType, field.Offset) : null));
            int slot = -1;
            if (member is { Length: TailLength.One, Element.IsInteger: true })
            {
                slot = room;
                found.Add(new Field(member.Name, member.Element, room));
                room += member.Element.ItemSize;
            }
            tail.Add((member, count, slot));
        }
        _tail = [.. tail];
        RoomLength = room;
        Marks = [.. (type?.Magic ?? []).Where(one => one.Initial.Last is not null)
            .Select(one => (dtype.FindField(one.Field)!, one.Initial.Last!.Value))];
    }

    /// <summary>The dtype of the fixed part.</summary>
    internal DType DType { get; }

    /// <summary>The bytes of the fixed part before the first part of variable length.</summary>
    internal int FixedLength { get; }

    /// <summary>The bytes that expressions read: the fixed part, and single numbers behind it.</summary>
    internal int RoomLength { get; }

    /// <summary>Fields, each with the value that ends a chain of records.</summary>
    internal IReadOnlyList<(Field Field, long Value)> Marks { get; }

    /// <summary>The parts behind the fixed one.</summary>
    internal IEnumerable<TailMember> Tail => _tail.Select(part => part.Member);

    /// <summary>Whether the rule alone tells where the next record is.</summary>
    internal bool IsComplete => _tail.All(part => part.Member.Length != TailLength.Open);

    /// <summary>Places the parts of a record. Returns the record's length, or that up to the part whose length isn't known.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="start">The offset of the record.</param>
    /// <param name="room">The fixed part, with room for the numbers behind it.</param>
    /// <param name="parts">The offsets of the parts behind the fixed one, and their numbers of elements.</param>
    /// <exception cref="InvalidDataException">A part's length is negative, or it is beyond the end.</exception>
    internal long Place(RecordBytes source, long start, Span<byte> room, Span<(long Offset, long Count)> parts)
    {
        long at = start + FixedLength;
        for (int i = 0; i < _tail.Length; i++)
        {
            (TailMember member, RecordNumber? count, int slot) = _tail[i];
            long items = member.Length switch
            {
                TailLength.One => 1,
                TailLength.Counted => Count(member, count!, room),
                TailLength.Rest => (source.Length - at) / Math.Max(1, member.Element.ItemSize),
                TailLength.Terminated => source.CountToNul(at, member.Element.ItemSize),
                _ => 0,
            };
            Int128 bytes = (Int128)items * member.Element.ItemSize;
            if (at + bytes > source.Length)
            {
                throw Error.RecordPart(member.Name, at, bytes, source.Length);
            }
            if (slot >= 0)
            {
                source.Read(at, room.Slice(slot, member.Element.ItemSize));
            }
            parts[i] = (at, items);
            // The NUL is a part of the record, and none of the text.
            at += (long)bytes + (member.Length == TailLength.Terminated ? member.Element.ItemSize : 0);
        }
        return Math.Min(at, source.Length) - start;
    }

    private static long Count(TailMember member, RecordNumber count, ReadOnlySpan<byte> room)
    {
        try
        {
            return count(room) is >= 0 and var items ? items : throw Error.RecordCount(member.Name, count(room));
        }
        catch (Exception e) when (e is OverflowException or DivideByZeroException)
        {
            throw Error.RecordNoNumber(member.Name);
        }
    }
}
