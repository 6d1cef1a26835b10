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
