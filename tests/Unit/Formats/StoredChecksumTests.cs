using System.IO.Compression;
using System.IO.Hashing;
using MemMap.Tests.Memory;

namespace MemMap.Tests.Formats;

/// <summary>Archives stay right where elements are assigned in place: .NET's reader checks a member's checksum, as Python's does.</summary>
public class StoredChecksumTests : TempFolder
{
    [Theory]
    [InlineData("")]
    [InlineData("123456789")]
    [InlineData("12345678")]
    [InlineData("The quick brown fox jumps over the lazy dog")]
    public void The_checksum_is_that_of_zip(string text)
    {
        byte[] bytes = System.Text.Encoding.ASCII.GetBytes(text);
        foreach (int split in Enumerable.Range(0, bytes.Length + 1))
        {
            Crc32 crc = new();
            crc.Append(bytes.AsSpan(0, split));
            crc.Append(bytes.AsSpan(split));
            Assert.Equal(Simple(bytes), crc.GetCurrentHashAsUInt32());
        }
        Assert.Equal(0xCBF43926, Simple("123456789"u8));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_is_right_after_a_flush_and_after_closing(bool close)
    {
        string path = Copy("stored.npz");
        using var map = (MemMapArray)MemMapArray.OpenMembers(path, ["order"], MapMode.ReadWrite)[0];
        map.Fill(77);
        Action done = close ? map.Close : map.Flush;
        done();
        RequireRight(path, "order.npy");
        using var again = (MemMapArray)MemMapArray.OpenMembers(path, ["order"])[0];
        Assert.Equal(462L, again.Sum());
    }

    [Fact]
    public void Archives_that_were_written_as_a_stream_have_it_behind_the_data()
    {
        string path = NewPath("stream.npz");
        using (FileStream file = new(path, FileMode.CreateNew))
        using (ZipArchive archive = new(new OneWay(file), ZipArchiveMode.Create))
        using (Stream entry = archive.CreateEntry("a.npy", CompressionLevel.NoCompression).Open())
        {
            entry.Write(File.ReadAllBytes(Path.Combine(NpyGolden.Folder, "order_f.npy")));
        }
        using var map = (MemMapArray)MemMapArray.OpenMembers(path, ["a"], MapMode.ReadWrite)[0];
        map[1, 1] = 5;
        map.Close();
        Assert.Equal(128 + 48, RequireRight(path, "a.npy").Length);
    }

    [Fact]
    public void Nothing_is_written_where_nothing_was_assigned()
    {
        string path = Copy("stored.npz");
        byte[] before = Content(path);
        ((MemMapArray)MemMapArray.OpenMembers(path, ["order"], MapMode.ReadWrite)[0]).Close();
        Assert.Equal(before, Content(path));
    }

    [Fact]
    public void A_wrong_checksum_stays_until_the_member_is_written()
    {
        string path = Copy("stored.npz");
        byte[] content = File.ReadAllBytes(path);
        content[content.AsSpan().IndexOf("NUMPY"u8) + 128] ^= 1; // An element of the first member.
        File.WriteAllBytes(path, content);
        foreach (NDArray member in MemMapArray.OpenMembers(path, mode: MapMode.ReadWrite))
        {
            _ = member.Copy();
            _ = member.ToArray();
            Assert.ThrowsAny<Exception>(() => member.SetItem([99], 1));
            ((MemMapArray)member).Flush();
            ((MemMapArray)member).Close();
        }
        Assert.Equal(content, Content(path));
    }

    /// <summary>Each way to write elements.</summary>
    [Theory]
    [InlineData("fill")]
    [InlineData("element")]
    [InlineData("slice")]
    [InlineData("rows")]
    [InlineData("indices")]
    [InlineData("mask")]
    [InlineData("update")]
    [InlineData("sort")]
    [InlineData("span")]
    [InlineData("tensor")]
    public void It_is_right_however_the_member_is_written(string how)
    {
        string path = Copy("stored.npz");
        var map = (MemMapArray)MemMapArray.OpenMembers(path, ["order"], MapMode.ReadWrite)[0];
        byte[] before = map.ToBytes();
        switch (how)
        {
            case "fill":
                map.Fill(3);
                break;
            case "element":
                map.SetItem([0, 0], 99);
                break;
            case "slice":
                map.SetItem([0], 99);
                break;
            case "rows":
                map.SetItem([new long[] { 1 }], 99);
                break;
            case "indices":
                map.SetItem([new long[] { 1, 0 }, new long[] { 0, 1 }], 99);
                break;
            case "mask":
                map.SetItem([map.Eq(map.Max()!)], 99);
                break;
            case "update":
                map.UpdateItem([], MemMap.Compute.Operations.ByName("Add"), 1);
                break;
            case "sort":
                map.SetItem([], map * -1);
                map.SortInPlace(0);
                break;
            case "span":
                using (ArraySpan<int> span = map.T.AsSpan<int>())
                {
                    span.Span[0] = 99;
                }
                break;
            default:
                using (ArrayTensorSpan<int> span = map.T.AsTensorSpan<int>())
                {
                    span.Tensor[1, 0] = 99;
                }
                break;
        }
        Assert.NotEqual(before, map.ToBytes());
        map.Close();
        RequireRight(path, "order.npy");
    }

    [Fact]
    public void A_map_that_nobody_refers_to_stays_open_until_it_is_closed()
    {
        string path = Copy("stored.npz");
        Assign(path);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        MemMapArray map = Assert.Single(MemMapArray.OpenMaps, map => map.FileName == path);
        map.Close();
        RequireRight(path, "order.npy");

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static void Assign(string path) => MemMapArray.OpenMembers(path, ["order"], MapMode.ReadWrite)[0].Fill(1);
    }

    private string Copy(string name)
    {
        string path = NewPath(name);
        File.Copy(Path.Combine(NpyGolden.Folder, name), path);
        return path;
    }

    private static byte[] RequireRight(string path, string member)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using ZipArchive archive = new(file);
        ZipArchiveEntry entry = archive.GetEntry(member)!;
        using Stream stream = entry.Open();
        using MemoryStream content = new();
        stream.CopyTo(content);
        Assert.Equal(entry.Crc32, Simple(content.ToArray()));
        return content.ToArray();
    }

    private static uint Simple(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }
        return ~crc;
    }

    // What can't be sought in makes .NET write the sizes and the checksum behind the data.
    private sealed class OneWay(Stream stream) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush() => stream.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => stream.Write(buffer, offset, count);
    }
}
