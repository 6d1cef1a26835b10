using CsCheck;
using MemMap.DataTypes;

namespace MemMap.Tests.DataTypes;

/// <summary>
/// Dtypes of every kind, order, unit and depth, the named ones among them, and bytes that are likely to be something special in them.
/// </summary>
internal static class RandomDTypes
{
    private static readonly string[] Units = ["Y", "M", "W", "D", "h", "m", "s", "ms", "us", "ns", "ps", "fs", "as"];

    private static readonly string[] Simple =
    [
        "?", "i1", "u1", "<i2", ">i2", "<u2", ">u2", "<i4", ">i4", "<u4", ">u4", "<i8", ">i8", "<u8", ">u8", "<f2", ">f2",
        "<f4", ">f4", "<f8", ">f8", "<c8", ">c8", "<c16", ">c16", "S1", "S2", "S7", "<U1", ">U2", "<U5", "V1", "V5", "M8", "m8",
        "int24", ">int24", "uint24", "bfloat16", ">bfloat16", "float8_e4m3", "float8_e5m2",
        "b1[3:4]", "<u2[3:12]", ">i4[0:31]", ">u9[7:71]", "<i3[2:22]",
        .. Units.SelectMany(unit => new[] { $"<M8[{unit}]", $">m8[{unit}]", $"M8[150{unit}]", $"m8[7{unit}]" }),
    ];

    /// <summary>Dtypes that are no records and no sub-arrays.</summary>
    internal static readonly Gen<DType> Scalars = Gen.Frequency(
        (8, Gen.OneOfConst(Simple).Select(DType.Parse)),
        (1, Gen.OneOfConst([typeof(DayOfWeek), typeof(AttributeTargets), typeof(Guid)]).Select(type => (DType)type)),
        (1, Gen.OneOfConst([.. NamedTypes.All.Where(type => type.Fields is null).Select(type => type.DType)])));

    /// <summary>All dtypes; records are up to three deep.</summary>
    internal static readonly Gen<DType> All = Gen.Frequency(
        (2, Scalars), (3, Records(2)), (1, Gen.OneOfConst([.. NamedTypes.All.Select(type => type.DType)])));

    /// <summary>A dtype, and the bytes of an element of it.</summary>
    internal static readonly Gen<(DType DType, byte[] Bytes)> Elements = Of(All);

    /// <summary>Elements of what a generator makes.</summary>
    internal static Gen<(DType DType, byte[] Bytes)> Of(Gen<DType> dtypes)
        => dtypes.SelectMany(dtype => BytesOf(dtype.ItemSize).Select(bytes => (dtype, Own(dtype, bytes))));

    // The bits beside those of an element are not its own, unless it is in a record.
    private static byte[] Own(DType dtype, byte[] bytes)
    {
        while (dtype.SubType is { } element)
        {
            dtype = element;
        }
        if (dtype.Packing is not { IsPartial: true } packing)
        {
            return bytes;
        }
        byte[] own = new byte[bytes.Length], numbers = new byte[bytes.Length / packing.Size * dtype.AsNative().ItemSize];
        packing.Unpack(bytes, dtype.IsBigEndian, numbers);
        packing.Pack(numbers, own, dtype.IsBigEndian);
        return own;
    }

    /// <summary>Whether fields share bytes: these have the values of all of them in one byte order only.</summary>
    internal static bool Overlap(DType dtype)
    {
        if (dtype.Fields is not { } fields)
        {
            return dtype.SubType is { } element && Overlap(element);
        }
        int end = 0;
        foreach (Field field in fields.OrderBy(field => field.Offset))
        {
            if (field.Offset < end || Overlap(field.DType))
            {
                return true;
            }
            end = field.Offset + field.DType.ItemSize;
        }
        return false;
    }

    // Runs of 0 and of 255, letters, halves of surrogate pairs in UTF-16 and UTF-32, and NaNs that signal.
    private static Gen<byte[]> BytesOf(int size) => Gen.Frequency(
        (3, Gen.Byte),
        (3, Gen.Const((byte)0)),
        (2, Gen.Byte[(byte)'a', (byte)'z']),
        (1, Gen.OneOfConst<byte>(0xff, 0x7f, 0x80, 0xd8, 0xdc, 1, 2))).Array[size].SelectMany(mixed => Gen.Frequency(
            (4, Gen.Const(mixed)),
            (1, Gen.Byte.Array[size]),
            (1, Gen.OneOfConst<byte>(0, 1, 2, 0xff).Select(same => Enumerable.Repeat(same, size).ToArray()))));

    private static Gen<DType> Records(int depth)
    {
        Gen<DType> part = depth == 0 ? Scalars : Gen.Frequency((4, Scalars), (1, Records(depth - 1)));
        Gen<DType> subArray = Gen.Select(part, Gen.Long[1, 3].Array[1, 2], (element, shape) => DType.SubArray(element, shape));
        Gen<DType> field = Gen.Frequency((3, part), (1, subArray));
        return Gen.Select(field.Array[1, 4], Gen.Int[0, 2], Gen.Int[-2, 3].Array[4], (fields, tail, gaps) =>
        {
            RecordBuilder record = new(isAligned: false);
            long end = 0, offset = 0;
            for (int i = 0; i < fields.Length; i++)
            {
                // Behind a gap, or over the end of the field before.
                offset = Math.Max(0, end + gaps[i]);
                record.Add($"f{i}", fields[i], offset: offset);
                end = Math.Max(end, offset + fields[i].ItemSize);
            }
            return record.Build(end + tail);
        });
    }
}
