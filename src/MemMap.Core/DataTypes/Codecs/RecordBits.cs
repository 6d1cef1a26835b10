namespace MemMap.DataTypes;

/// <summary>Which bits of a record belong to no field, and which fields share bits.</summary>
internal static class RecordBits
{
    /// <summary>The bytes that have bits of no field, in order. Without a mask, all their bits are.</summary>
    internal static IEnumerable<(int Start, int Length, byte[]? Mask)> Gaps(DType dtype)
    {
        // Bit fields leave bits of their bytes free; all others take whole bytes.
        SortedDictionary<int, byte> free = [];
        foreach (Field field in dtype.Fields!.Where(IsPartial))
        {
            byte[] own = FreeOf(field.DType);
            for (int i = 0; i < own.Length; i++)
            {
                free[field.Offset + i] = (byte)(free.GetValueOrDefault(field.Offset + i, (byte)0xff) & own[i]);
            }
        }
        int end = 0;
        foreach ((int start, int stop) in dtype.Fields!.Where(field => !IsPartial(field))
            .Select(field => (field.Offset, field.Offset + field.DType.ItemSize)).Order().Append((dtype.ItemSize, dtype.ItemSize)))
        {
            for (int at = end; at < start;)
            {
                int next = free.Count == 0 ? start : at;
                if (free.TryGetValue(at, out byte mask))
                {
                    if (mask != 0)
                    {
                        yield return (at, 1, [mask]);
                    }
                    at++;
                    continue;
                }
                while (next < start && !free.ContainsKey(next))
                {
                    next++;
                }
                yield return (at, next - at, null);
                at = next;
            }
            end = Math.Max(end, stop);
        }
    }

    /// <summary>Whether each field has bits that are those of another field, too.</summary>
    internal static bool[] Shared(DType dtype)
    {
        Field[] fields = [.. dtype.Fields!];
        bool[] isShared = new bool[fields.Length];
        List<int> open = [];
        foreach (int i in Enumerable.Range(0, fields.Length).OrderBy(i => fields[i].Offset))
        {
            if (fields[i].DType.ItemSize == 0)
            {
                continue;
            }
            open.RemoveAll(j => End(fields[j]) <= fields[i].Offset);
            foreach (int j in open.Where(j => Meet(fields[j], fields[i])))
            {
                isShared[i] = isShared[j] = true;
            }
            open.Add(i);
            // Of fields that are known to share, the one that reaches furthest stands for all.
            int furthest = open.Where(j => isShared[j]).DefaultIfEmpty(-1).MaxBy(j => j < 0 ? 0 : End(fields[j]));
            open.RemoveAll(j => isShared[j] && j != furthest);
        }
        return isShared;
    }

    /// <summary>Whether an element has bits beside its own that are not zero.</summary>
    internal static bool HasOthers(DType partial, ReadOnlySpan<byte> bytes)
    {
        byte[] free = FreeOf(partial);
        for (int i = 0; i < free.Length; i++)
        {
            if ((bytes[i] & free[i]) != 0)
            {
                return true;
            }
        }
        return false;
    }

    private static bool IsPartial(Field field) => field.DType.Packing is { IsPartial: true };

    private static int End(Field field) => field.Offset + field.DType.ItemSize;

    private static bool Meet(Field x, Field y)
    {
        if (!IsPartial(x) || !IsPartial(y))
        {
            return true;
        }
        byte[] first = FreeOf(x.DType), second = FreeOf(y.DType);
        for (int at = Math.Max(x.Offset, y.Offset); at < Math.Min(End(x), End(y)); at++)
        {
            if ((~first[at - x.Offset] & ~second[at - y.Offset] & 0xff) != 0)
            {
                return true;
            }
        }
        return false;
    }

    // All bits set, and then the element's own to zero.
    private static byte[] FreeOf(DType partial)
    {
        byte[] bits = Enumerable.Repeat((byte)0xff, partial.ItemSize).ToArray();
        Span<byte> zero = stackalloc byte[sizeof(ulong)];
        partial.Packing!.Pack(zero[..partial.AsNative().ItemSize], bits, partial.IsBigEndian);
        return bits;
    }
}
