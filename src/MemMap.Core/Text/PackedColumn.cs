namespace MemMap.Text;

/// <summary>Elements that are stored in a packing, as the numbers that they are.</summary>
internal sealed class PackedColumn(DType dtype, Column numbers) : Column
{
    internal override void Add(ReadOnlySpan<byte> element)
    {
        Span<byte> number = stackalloc byte[sizeof(ulong)];
        numbers.Add(Unpacked(dtype, element, number));
    }

    internal override void Measure() => numbers.Measure();

    internal override string Format(int index) => numbers.Format(index);

    /// <summary>One element's number, in <paramref name="room"/> of eight bytes.</summary>
    internal static ReadOnlySpan<byte> Unpacked(DType dtype, ReadOnlySpan<byte> element, Span<byte> room)
    {
        room = room[..dtype.AsNative().ItemSize];
        dtype.Packing!.Unpack(element[..dtype.ItemSize], dtype.IsBigEndian, room);
        return room;
    }
}
