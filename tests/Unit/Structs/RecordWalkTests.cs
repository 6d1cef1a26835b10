using System.Buffers.Binary;
using System.Text;
using CsCheck;
using MemMap.Compute;
using MemMap.DataTypes;

namespace MemMap.Tests.Structs;

/// <summary>Chains of records of variable length, and places by offset.</summary>
public sealed class RecordWalkTests
{
    private const string Definition = "LE struct { uint8_t n; uint16_t extra; char name[n + 1]; uint8_t m; uint16_t data[m]; "
        + "uint8_t pad[(n + extra) % 3]; };";

    // Records that were written one behind the other are found where they were written.
    [Fact]
    public void A_walk_finds_every_record_and_its_parts()
        => Gen.Select(Gen.Byte, Gen.UShort, Gen.Byte).Array[0, 40].Sample(records =>
        {
            List<byte> bytes = [];
            List<(long Offset, string Name, ushort[] Data)> expected = [];
            foreach ((byte n, ushort extra, byte m) in records)
            {
                string name = new('x', n + 1);
                ushort[] data = [.. Enumerable.Range(0, m).Select(i => (ushort)(i * 257))];
                expected.Add((bytes.Count, name, data));
                bytes.AddRange([n, (byte)extra, (byte)(extra >> 8), .. Encoding.ASCII.GetBytes(name), m]);
                bytes.AddRange(data.SelectMany(value => new[] { (byte)value, (byte)(value >> 8) }));
                bytes.AddRange(new byte[(n + extra) % 3]);
            }
            NDArray array = NDArray.Array(bytes.ToArray());
            RecordWalk walk = Walk(array, Definition);
            List<(long Offset, string Name, ushort[] Data)> found = [];
            while (walk.MoveNext())
            {
                Assert.Equal(found.Count, walk.Index);
                (long at, long count) = walk.Parts[2];
                found.Add((walk.Offset, array.TextAt(walk.Parts[0].Offset, walk.Parts[0].Count, "latin1"),
                    (ushort[])array.At(at, DType.Parse("<u2"), count).ToArray()));
            }
            Assert.Equal(expected.Select(record => (record.Offset, record.Name)), found.Select(record => (record.Offset, record.Name)));
            Assert.Equal(expected.SelectMany(record => record.Data), found.SelectMany(record => record.Data));
            // And by position, in any order.
            foreach ((long offset, string name, _) in expected.AsEnumerable().Reverse())
            {
                walk.MoveTo(offset);
                Assert.True(walk.MoveNext());
                Assert.Equal((offset, (long)name.Length), (walk.Offset, walk.Parts[0].Count));
            }
        });

    [Fact]
    public void Records_that_are_longer_than_the_window_are_found()
    {
        byte[] bytes = new byte[5_000_000];
        long[] offsets = [0, 8, 300_000, 300_008, 4_999_000];
        for (int i = 0; i < offsets.Length; i++)
        {
            long next = i + 1 < offsets.Length ? offsets[i + 1] : bytes.Length;
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan((int)offsets[i]), next - offsets[i] - 8);
        }
        RecordWalk walk = Walk(NDArray.Array(bytes), "LE struct { uint64_t n; uint8_t data[n]; };");
        List<long> found = [];
        while (walk.MoveNext())
        {
            found.Add(walk.Offset);
        }
        Assert.Equal(offsets, found);
    }

    [Theory]
    [InlineData("uint8_t n; uint8_t data[n - 2];", new byte[] { 2, 1 }, 1, "record 1, offset 1: 'data' would have -1 elements")]
    [InlineData("uint8_t n; uint32_t data[n];", new byte[] { 0, 2, 0 }, 1,
        "record 1, offset 1: 'data' has 8 bytes at offset 2, and the array ends at 3")]
    [InlineData("LE struct { uint64_t n; uint8_t data[n * 16]; };", new byte[] { 0, 0, 0, 0, 0, 0, 0, 128 }, 0,
        "record 0, offset 0: the length of 'data' is no number of 64 bits")]
    [InlineData("LE struct { int64_t n; uint8_t data[n]; };", new byte[] { 0, 0, 0, 0, 0, 0, 0, 128 }, 0,
        "record 0, offset 0: 'data' would have -9223372036854775808 elements")]
    [InlineData("LE struct { uint64_t n; uint64_t data[n]; };", new byte[] { 0, 0, 0, 0, 0, 0, 0, 64 }, 0,
        "record 0, offset 0: 'data' has 36893488147419103232 bytes at offset 8, and the array ends at 8")]
    [InlineData("LE struct { uint64_t n; uint8_t data[n * n]; };", new byte[] { 0, 0, 0, 0, 0, 1, 0, 0 }, 0,
        "record 0, offset 0: the length of 'data' is no number of 64 bits")]
    [InlineData("uint8_t n; uint8_t data[4 / n];", new byte[] { 4, 0, 0 }, 1, "the length of 'data' is no number of 64 bits")]
    [InlineData("uint16_t n; uint8_t data[n];", new byte[] { 0, 0, 7 }, 1, "record 1, offset 2: 2 bytes are needed and 1 are left")]
    [InlineData("uint8_t n; char name[];", new byte[] { 1, 65, 0, 1, 65 }, 1,
        "no NUL ends the text at offset 4 before the array's end at 5")]
    public void A_broken_chain_ends_with_an_error_that_says_where(string definition, byte[] bytes, int before, string message)
    {
        RecordWalk walk = Walk(NDArray.Array(bytes), definition);
        for (int i = 0; i < before; i++)
        {
            Assert.True(walk.MoveNext());
        }
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => walk.MoveNext());
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal("RecordBroken", error.Data[Error.IdKey]);
    }

    [Fact]
    public void Lengths_of_turned_records_are_turned()
    {
        CType type = CDefinitions.MainOf("LE struct { uint16_t n; uint8_t m[n]; uint16_t k; uint8_t data[k]; };", align: false).Type
            .InOrder('>');
        byte[] bytes = [0, 1, 9, 0, 2, 7, 7, 0, 0, 0, 0];
        RecordWalk walk = new(NDArray.Array(bytes).Ref, new RecordRule(type.DTypeOf('='), type), 0, null);
        Assert.True(walk.MoveNext() && walk.MoveNext());
        Assert.Equal((7, 4), (walk.Offset, walk.Length));
        Assert.False(walk.MoveNext());
    }

    [Fact]
    public void A_place_outside_names_offset_length_and_size()
    {
        NDArray bytes = NDArray.Array(new byte[] { 65, 66, 0, 67, 1, 2, 3, 4 });
        Assert.Equal(0x04030201u, bytes.At(4, DType.Parse("<u4")));
        Assert.Equal(new ushort[] { 0x0201, 0x0403 }, bytes.At(4, DType.Parse("<u2"), 2).ToArray());
        Assert.Equal(("AB", "C\u0001\u0002\u0003\u0004", "B"), (bytes.TextAt(0), bytes.TextAt(3), bytes.TextAt(1, 3)));
        foreach ((Action place, string message) in new (Action, string)[]
        {
            (() => bytes.At(5, DType.UInt32), "4 bytes at offset 5 are not within the 8 bytes of the array"),
            (() => bytes.At(-1, DType.UInt8), "1 bytes at offset -1 are not within the 8 bytes of the array"),
            (() => bytes.At(0, DType.UInt8, 9), "9 bytes at offset 0 are not within the 8 bytes of the array"),
            (() => bytes.At(8, DType.UInt64, long.MaxValue), "at offset 8 are not within the 8 bytes of the array"),
            (() => bytes.At(0, DType.UInt8, -1), "-1 bytes at offset 0"),
            (() => bytes.TextAt(9), "at offset 9 are not within the 8 bytes of the array"),
            (() => bytes.TextAt(4, 5), "5 bytes at offset 4 are not within the 8 bytes of the array"),
        })
        {
            ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(place);
            Assert.Contains(message, error.Message, StringComparison.Ordinal);
            Assert.Equal("PlaceOutside", error.Data[Error.IdKey]);
        }
        Assert.Equal("EncodingUnknown", Assert.Throws<ArgumentException>(() => bytes.TextAt(0, 2, "utf-99")).Data[Error.IdKey]);
        NDArray strided = bytes["::2"] as NDArray ?? throw new InvalidOperationException();
        Assert.Equal("PlaceNotContiguous", Assert.Throws<ArgumentException>(() => strided.At(0, DType.UInt8)).Data[Error.IdKey]);
    }

    [Theory]
    [InlineData("utf-8", "aé\u20ac")]
    [InlineData("utf-16", "aé\u20ac")]
    [InlineData("utf-16BE", "aé\u20ac")]
    [InlineData("utf-32", "aé\u20ac")]
    [InlineData("latin1", "aé")]
    public void Text_is_read_to_its_nul_in_any_encoding(string encoding, string text)
    {
        Encoding characters = Encoding.GetEncoding(encoding);
        byte[] bytes = [7, .. characters.GetBytes(text), .. characters.GetBytes("\0behind")];
        NDArray array = NDArray.Array(bytes);
        Assert.Equal(text, array.TextAt(1, -1, encoding));
        Assert.Equal(text, array.TextAt(1, (bytes.Length - 1) / characters.GetByteCount("a"), encoding));
    }

    private static RecordWalk Walk(NDArray array, string definition)
    {
        CType type = CDefinitions.MainOf(definition, align: false).Type;
        return new(array.Ref, new RecordRule(type.DTypeOf('='), type), 0, null);
    }
}
