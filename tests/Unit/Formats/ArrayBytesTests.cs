using System.Security.Cryptography;
using CsCheck;
using MemMap.Formats;
using MemMap.Tests.Arrays;
using MemMap.Tests.Memory;

namespace MemMap.Tests.Formats;

/// <summary>Streams and digests over arrays have the bytes that ToBytes has, whatever the layout, and however they are read.</summary>
public class ArrayBytesTests : TempFolder
{
    [Fact]
    public void Parts_of_a_layout_have_its_elements_in_order()
        => Gen.Select(Samples.Views, Gen.Double.Unit, Gen.Double.Unit).Sample((sample, first, second) =>
        {
            long[] offsets = [.. sample.Array.Layout.Offsets];
            int start = (int)(Math.Min(first, second) * offsets.Length), end = (int)(Math.Max(first, second) * offsets.Length);
            List<long> found = [];
            foreach (var part in sample.Array.Layout.Range(start, end))
            {
                found.AddRange([.. part.Offsets]);
            }
            return found.SequenceEqual(offsets[start..end]);
        });

    [Fact]
    public void A_stream_reads_the_bytes_wherever_it_is_set()
        => Gen.Select(Samples.Views, Gen.Int).Sample((sample, seed) =>
        {
            Random random = new(seed);
            byte[] expected = sample.Array.ToBytes();
            using Stream stream = sample.Array.AsStream();
            bool isSame = stream is { CanRead: true, CanSeek: true, CanWrite: false } && stream.Length == expected.Length;
            for (int i = 0; i < 8 && isSame; i++)
            {
                int at = random.Next(expected.Length + 3), count = random.Next(expected.Length + 3);
                byte[] read = new byte[count];
                stream.Position = at;
                int length = stream.ReadAtLeast(read, count, throwOnEndOfStream: false);
                isSame = read.Take(length).SequenceEqual(expected.Skip(at).Take(count));
            }
            return isSame;
        });

    [Theory]
    [InlineData("...")]
    [InlineData("::-1")]
    [InlineData(":, 1:, ::3")]
    public void A_stream_is_copied_and_hashed_by_whoever_takes_one(string index)
    {
        NDArray view = (NDArray)NDArray.Arange(0, 120_000).Reshape(40, 30, 100).AsType(">i4")[index]!;
        using Stream stream = view.AsStream();
        using MemoryStream copy = new();
        stream.CopyTo(copy, 1000);
        Assert.Equal(view.ToBytes(), copy.ToArray());
        Assert.Equal(0, stream.Read(new byte[5]));
        stream.Seek(-4, SeekOrigin.End);
        byte[] last = [(byte)stream.ReadByte(), (byte)stream.ReadByte(), (byte)stream.ReadByte(), (byte)stream.ReadByte()];
        Assert.Equal(view.ToBytes()[^4..], last);
        stream.Seek(0, SeekOrigin.Begin);
        Assert.Equal(SHA256.HashData(view.ToBytes()), SHA256.HashData(stream));
        Assert.Throws<NotSupportedException>(() => stream.Write([1]));
        stream.Dispose();
        Assert.Throws<ObjectDisposedException>(() => stream.Read(new byte[1]));
        Assert.Equal(view.Size, view.Copy().Size);
    }

    [Fact]
    public void A_stream_of_a_closed_map_fails_and_closing_a_stream_closes_no_map()
    {
        MemMapArray map = MemMapArray.Open(NewFile(1, 2, 3), mode: MapMode.ReadOnly);
        map.AsStream().Dispose();
        using Stream stream = map.AsStream();
        Assert.Equal(1, stream.ReadByte());
        map.Close();
        Assert.Throws<ObjectDisposedException>(() => stream.ReadByte());
    }

    [Fact]
    public void Each_block_has_the_digest_of_its_bytes()
        => Gen.Select(Samples.Views, Gen.OneOfConst([.. Digest.Names]), Gen.Int[1, 40]).Sample((sample, algorithm, size) =>
        {
            byte[] bytes = sample.Array.ToBytes();
            IEnumerable<HashedBlock> blocks = bytes.Chunk(size).Select(
                (block, i) => new HashedBlock(Naive(algorithm, block), i * size, block.Length));
            return All(sample.Array, algorithm, size).SequenceEqual(blocks)
                && All(sample.Array, algorithm, null).SequenceEqual([new HashedBlock(Naive(algorithm, bytes), 0, bytes.Length)]);
        });

    [Theory]
    [InlineData("crc32", "CBF43926")]
    [InlineData("crc64", "6C40DF5F0B497347")]
    [InlineData("xxh32", "937BAD67")]
    [InlineData("xxh64", "8CB841DB40E6AE83")]
    [InlineData("md5", "25F9E794323B453885F5181F1B624D0B")]
    [InlineData("sha1", "F7C3BC1D808E04732ADF679965CCC34CA7AE3441")]
    public void Digests_are_written_as_everybody_writes_them(string algorithm, string expected)
        => Assert.Equal(expected, Assert.Single(All(NDArray.Array("123456789"u8.ToArray()), algorithm, null)).Hash);

    [Fact]
    public void More_than_is_read_at_a_time_is_one_block_or_many()
    {
        NDArray array = NDArray.Arange(0, 3_000_000, dtype: "i8").Reshape(3, 1_000_000);
        foreach (NDArray view in new[] { array, (NDArray)array["::-1"]! })
        {
            byte[] bytes = view.ToBytes();
            Assert.Equal(Convert.ToHexString(SHA256.HashData(bytes)), Assert.Single(All(view, "SHA256", null)).Hash);
            IEnumerable<string> blocks = bytes.Chunk(9_999_999).Select(block => Naive("XXH3", block));
            Assert.Equal(blocks, All(view, "XXH3", 9_999_999).Select(hash => hash.Hash));
        }
    }

    [Fact]
    public void An_unknown_digest_is_told()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => All(NDArray.Array(1), "MD6", null));
        Assert.Contains("XXH3", error.Message, StringComparison.Ordinal);
    }

    private static List<HashedBlock> All(NDArray array, string algorithm, long? blockSize)
    {
        using HashedBlocks blocks = new(array.Ref, algorithm, blockSize);
        List<HashedBlock> all = [];
        while (blocks.Next() is { } found)
        {
            all.AddRange(found);
        }
        return all;
    }

    private static string Naive(string algorithm, byte[] bytes)
    {
        using Digest digest = Digest.Create(algorithm);
        digest.Append(bytes);
        return digest.Finish();
    }
}
