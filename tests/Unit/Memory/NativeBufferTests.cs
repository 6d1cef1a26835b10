using System.Runtime.CompilerServices;
using MemMap.Memory;

namespace MemMap.Tests.Memory;

public unsafe class NativeBufferTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(1 << 20)]
    public void Memory_is_aligned_and_zeroed_on_request(int bytes)
    {
        foreach (bool zeroed in new[] { true, false, true })
        {
            NativeBuffer buffer = NativeBuffer.Allocate(bytes, zeroed);
            Assert.Equal(bytes, buffer.ByteLength);
            Assert.True(buffer.IsWriteable);
            Assert.Null(buffer.Path);
            using (BufferLease lease = buffer.Lease(forWrite: true))
            {
                Assert.Equal(0, (nint)lease.Pointer % NativeBuffer.Alignment);
                Span<byte> span = new(lease.Pointer, bytes);
                Assert.True(!zeroed || !span.ContainsAnyExcept((byte)0));
                span.Fill(255);
            }
            buffer.Close();
        }
    }

    [Fact]
    public void After_close_every_use_is_an_error()
    {
        NativeBuffer buffer = NativeBuffer.Allocate(10, zeroed: true);
        using (BufferLease lease = buffer.Lease())
        {
            buffer.Close();
            buffer.Close();
            Assert.Equal(0, lease.Pointer[9]);
        }
        ObjectDisposedException error = Assert.Throws<ObjectDisposedException>(() => TempFolder.Read(buffer));
        Assert.Equal("the array's memory was released", error.Message);
    }

    [Theory]
    [InlineData(1L << 50)]
    [InlineData(long.MaxValue)]
    public void More_than_there_is_fails_beforehand_and_names_the_bytes(long bytes)
    {
        InsufficientMemoryException error = Assert.Throws<InsufficientMemoryException>(() => NativeBuffer.Allocate(bytes, zeroed: true));
        Assert.Equal("OutOfMemory", TempFolder.IdOf(error));
        Assert.Matches(@"^\d+ bytes of memory are needed, and only \d+ are available.*; work on slices", error.Message);
    }

    [Fact]
    public void A_negative_size_is_an_error()
        => Assert.Equal("NegativeLength",
            TempFolder.IdOf(Assert.Throws<ArgumentException>(() => NativeBuffer.Allocate(-1, zeroed: false))));

    [Fact]
    public void Dropped_memory_does_not_count_as_used()
    {
        // Not zeroed and never touched, so it is only promised: three times half of what there is.
        long half = Platform.Current.NativeRoom(0).Bytes / 2;
        for (int i = 0; i < 3; i++)
        {
            AllocateAndDrop(half);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AllocateAndDrop(long bytes) => _ = NativeBuffer.Allocate(bytes, zeroed: false);
}
