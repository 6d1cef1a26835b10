using System.Runtime.CompilerServices;
using MemMap.Memory;
using Microsoft.Win32.SafeHandles;

namespace MemMap.Tests.Memory;

public class StreamTests : TempFolder
{
    private FileStream OpenStream(FileAccess access, FileShare share = FileShare.ReadWrite)
        => new(NewFile(Bytes(100)), FileMode.Open, access, share);

    [Theory]
    [InlineData("r", FileAccess.Read)]
    [InlineData("c", FileAccess.Read)]
    [InlineData("r+", FileAccess.ReadWrite)]
    public void A_stream_is_used_from_its_beginning_and_keeps_its_position(string mode, FileAccess access)
    {
        using FileStream stream = OpenStream(access);
        stream.Position = 42;
        MappedFile map = MappedFile.Open(new() { Stream = stream, Mode = MapMode.Parse(mode), Offset = 10 });
        Assert.Equal(Bytes(100)[10..], Read(map));
        Assert.Equal(stream.Name, map.Path);
        Assert.Equal(42, stream.Position);
        map.Close();
        Assert.Equal(Bytes(100)[42], stream.ReadByte());
    }

    [Fact]
    public void What_the_stream_has_buffered_is_in_the_map()
    {
        using FileStream stream = OpenStream(FileAccess.ReadWrite);
        stream.WriteByte(255);
        MappedFile map = MappedFile.Open(new() { Stream = stream, ByteLength = 200 });
        Assert.Equal(255, Read(map)[0]);
        Write(map, 1, 254);
        Assert.Equal(1, stream.Position);
        Assert.Equal(200, stream.Length);
        Assert.Equal(254, stream.ReadByte());
        map.Close();
    }

    [Fact]
    public void Write_replaces_the_content_of_a_stream()
    {
        using FileStream stream = OpenStream(FileAccess.ReadWrite, FileShare.None);
        MappedFile map = MappedFile.Open(new() { Stream = stream, Mode = MapMode.Write, ByteLength = 7 });
        Assert.Equal(new byte[7], Read(map));
        Assert.Equal(7, stream.Length);
        map.Close();
    }

    [Fact]
    public void The_map_outlives_the_stream_and_then_closes_the_file()
    {
        FileStream stream = OpenStream(FileAccess.ReadWrite);
        SafeFileHandle handle = stream.SafeFileHandle;
        MappedFile map = MappedFile.Open(new() { Stream = stream });
        stream.Dispose();
        Write(map, 0, 200);
        map.Flush();
        Assert.Equal(200, Read(map)[0]);
        Assert.False(handle.IsClosed);
        map.Close();
        Assert.True(handle.IsClosed);
        Assert.Equal(200, Content(map.Path)[0]);
    }

    [Fact]
    public void Closing_the_map_leaves_the_stream_open()
    {
        using FileStream stream = OpenStream(FileAccess.Read);
        MappedFile map = MappedFile.Open(new() { Stream = stream, Mode = MapMode.ReadOnly });
        map.Close();
        Assert.Throws<ObjectDisposedException>(() => map.FileLength);
        Assert.Equal(Bytes(1)[0], stream.ReadByte());
    }

    [Fact]
    public void A_failing_open_leaves_the_stream_as_it_was()
    {
        using FileStream stream = OpenStream(FileAccess.ReadWrite);
        stream.Position = 5;
        Assert.ThrowsAny<IOException>(() => MappedFile.Open(new() { Stream = stream, Mode = MapMode.Write, ByteLength = 1L << 59 }));
        Assert.Equal(5, stream.Position);
        Assert.Equal(Bytes(100)[5], stream.ReadByte());
        Assert.Equal(100, stream.Length);
    }

    [Theory]
    [InlineData("r+", FileAccess.Read, "reading and writing")]
    [InlineData("w+", FileAccess.Read, "reading and writing")]
    [InlineData("r", FileAccess.Write, "reading")]
    [InlineData("c", FileAccess.Write, "reading")]
    [InlineData("r+", FileAccess.Write, "reading and writing")]
    public void Its_access_must_suit_the_mode(string mode, FileAccess access, string needed)
    {
        using FileStream stream = OpenStream(access);
        MapRequest request = new() { Stream = stream, Mode = MapMode.Parse(mode), ByteLength = 5 };
        ArgumentException error = Fails<ArgumentException>("StreamAccess", request);
        Assert.Contains($"opened for {needed};", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_closed_stream_is_an_error()
    {
        FileStream stream = OpenStream(FileAccess.Read);
        stream.Dispose();
        Fails<ObjectDisposedException>("StreamClosed", new() { Stream = stream, Mode = MapMode.ReadOnly });
    }

    [Fact]
    public void A_dropped_map_gives_the_file_back()
    {
        FileStream stream = OpenStream(FileAccess.Read);
        SafeFileHandle handle = stream.SafeFileHandle;
        OpenAndDrop(stream);
        stream.Dispose();
        CloseTests.CollectUntil(() => handle.IsClosed);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void OpenAndDrop(FileStream stream) => _ = MappedFile.Open(new() { Stream = stream, Mode = MapMode.ReadOnly });
}
