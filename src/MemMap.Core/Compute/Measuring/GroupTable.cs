using System.Runtime.InteropServices;

namespace MemMap.Compute;

/// <summary>Numbers distinct keys in the order of their first occurrence: a hash table with open addressing.</summary>
/// <param name="words">The number of 64-bit words of a key.</param>
internal sealed unsafe class GroupTable(int words)
{
    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;

    private ulong[] _keys = new ulong[16 * words];

    // The number of a key and 1; 0 for a free slot. At most half of the slots are taken.
    private int[] _slots = new int[32];

    /// <summary>The number of keys.</summary>
    internal int Count { get; private set; }

    /// <summary>The number of a key. A new one gets the next number.</summary>
    internal int NumberOf(ulong* key)
    {
        int slot = SlotOf(key);
        return _slots[slot] != 0 ? _slots[slot] - 1 : Add(key, slot);
    }

    /// <summary>The bytes of a key by its number.</summary>
    internal ReadOnlySpan<byte> KeyOf(int number) => MemoryMarshal.AsBytes(_keys.AsSpan(number * words, words));

    private int SlotOf(ulong* key)
    {
        ulong hash = 0;
        for (int i = 0; i < words; i++)
        {
            hash = (hash ^ key[i]) * Multiplier;
            hash ^= hash >> 32;
        }
        int mask = _slots.Length - 1, slot = (int)hash & mask;
        while (_slots[slot] != 0 && !IsKey(_slots[slot] - 1, key))
        {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private bool IsKey(int number, ulong* key)
    {
        int at = number * words;
        for (int i = 0; i < words; i++)
        {
            if (_keys[at + i] != key[i])
            {
                return false;
            }
        }
        return true;
    }

    private int Add(ulong* key, int slot)
    {
        if (2 * (Count + 1) > _slots.Length)
        {
            Grow();
            slot = SlotOf(key);
        }
        if ((Count + 1) * words > _keys.Length)
        {
            Array.Resize(ref _keys, 2 * _keys.Length);
        }
        new ReadOnlySpan<ulong>(key, words).CopyTo(_keys.AsSpan(Count * words));
        _slots[slot] = ++Count;
        return Count - 1;
    }

    private void Grow()
    {
        _slots = new int[2 * _slots.Length];
        fixed (ulong* keys = _keys)
        {
            for (int number = 0; number < Count; number++)
            {
                _slots[SlotOf(keys + ((long)number * words))] = number + 1;
            }
        }
    }
}
