using System.Buffers.Binary;

namespace MemMap.Formats;

/// <summary>The CRC-32 of ZIP archives (IEEE 802.3), by slicing: eight bytes at a time, with a table for each position.</summary>
internal struct Crc32()
{
    private const uint Polynomial = 0xEDB88320;
    private const int Step = sizeof(ulong);

    private static readonly uint[][] Tables = MakeTables();

    private uint _state = uint.MaxValue;

    /// <summary>The checksum of all bytes so far.</summary>
    public readonly uint Value => ~_state;

    /// <summary>Adds bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        uint crc = _state;
        for (; bytes.Length >= Step; bytes = bytes[Step..])
        {
            ulong next = BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ crc;
            crc = 0;
            for (int place = 0; place < Step; place++)
            {
                crc ^= Tables[Step - 1 - place][(byte)(next >> (8 * place))];
            }
        }
        foreach (byte b in bytes)
        {
            crc = Tables[0][(byte)(crc ^ b)] ^ (crc >> 8);
        }
        _state = crc;
    }

    private static uint[][] MakeTables()
    {
        var tables = new uint[Step][];
        for (int place = 0; place < Step; place++)
        {
            tables[place] = new uint[256];
            for (uint i = 0; i < 256; i++)
            {
                uint crc = place == 0 ? i : tables[place - 1][i];
                for (int bit = 0; bit < 8; bit++)
                {
                    crc = (crc >> 1) ^ ((crc & 1) * Polynomial);
                }
                tables[place][i] = crc;
            }
        }
        return tables;
    }
}
