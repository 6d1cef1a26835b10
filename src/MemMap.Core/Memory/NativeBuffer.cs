using System.Runtime.InteropServices;

namespace MemMap.Memory;

/// <summary>Memory from the system's heap, for arrays that are not mapped.</summary>
internal sealed unsafe class NativeBuffer : ArrayBuffer, IDisposable
{
    /// <summary>The alignment of byte 0: a cache line, and the widest vector.</summary>
    internal const int Alignment = 64;

    /// <summary>The number of bytes from which on dropped buffers are collected.</summary>
    private const long FewBytes = 256 << 20;

    private static readonly object Collecting = new();
    private static long _allocated, _collectAt = FewBytes;

    private NativeBuffer(
        Block memory, byte* pointer, long byteLength) : base(new MemoryExtent(memory, pointer, byteLength), isWriteable: true)
    {
    }

    /// <summary>The bytes that buffers have, those of dropped ones included until they are collected.</summary>
    internal static long Allocated => Volatile.Read(ref _allocated);

    /// <summary>Allocates <paramref name="bytes"/> bytes.</summary>
    /// <param name="bytes">The number of bytes; 0 takes no memory.</param>
    /// <param name="zeroed">Whether the memory is zeroed. For large sizes this costs nothing until a page is first accessed.</param>
    /// <exception cref="InsufficientMemoryException">The machine (or the container) does not have that much memory.</exception>
    public static NativeBuffer Allocate(long bytes, bool zeroed)
    {
        if (bytes < 0)
        {
            throw Error.NegativeLength(bytes);
        }
        Block block = new();
        try
        {
            return new NativeBuffer(block, block.Allocate(bytes, zeroed), bytes);
        }
        catch
        {
            block.Dispose();
            throw;
        }
    }

    /// <summary>Frees the memory at once, without waiting for the collector.</summary>
    public void Dispose() => Close();

    /// <summary>
    /// Counts a new buffer. Dropped ones are collected once there may be twice as many bytes as were in use after the last time. The
    /// collector knows nothing of them; <see cref="GC.AddMemoryPressure"/> would make it collect all generations every few results.
    /// </summary>
    private static void Count(long size)
    {
        if (Interlocked.Add(ref _allocated, size) < Volatile.Read(ref _collectAt) || !Monitor.TryEnter(Collecting))
        {
            return;
        }
        try
        {
            for (int generation = 1; generation <= GC.MaxGeneration && Allocated > _collectAt / 2; generation++)
            {
                GC.Collect(generation, GCCollectionMode.Forced, blocking: true);
                GC.WaitForPendingFinalizers();
            }
            Volatile.Write(ref _collectAt, Math.Max(FewBytes, 2 * Allocated));
        }
        finally
        {
            Monitor.Exit(Collecting);
        }
    }

    /// <summary>One allocation.</summary>
    private sealed class Block() : SafeHandle(0, ownsHandle: true)
    {
        private long _size;

        public override bool IsInvalid => handle == 0;

        public byte* Allocate(long bytes, bool zeroed)
        {
            if (bytes == 0)
            {
                return null;
            }
            long size = bytes >= HugePagePool.MinSize ? HugePagePool.RoundUp(bytes) : bytes;
            SetHandle((nint)Allocate(size, out bool isClean));
            if (IsInvalid)
            {
                throw Error.OutOfMemory(size, Platform.Current.NativeRoom(0));
            }
            _size = size;
            Count(size);
            if (zeroed && !isClean)
            {
                NativeMemory.Clear((void*)handle, (nuint)bytes);
            }
            return (byte*)handle;
        }

        private static byte* Allocate(long size, out bool isClean)
        {
            if (size >= HugePagePool.MinSize)
            {
                return HugePagePool.Take(size, out isClean);
            }
            isClean = false;
            AvailableMemory.Require(size);
            try
            {
                return (byte*)NativeMemory.AlignedAlloc((nuint)size, Alignment);
            }
            catch (OutOfMemoryException)
            {
                return null;
            }
        }

        protected override bool ReleaseHandle()
        {
            if (_size >= HugePagePool.MinSize)
            {
                HugePagePool.Return((byte*)handle, _size);
            }
            else
            {
                NativeMemory.AlignedFree((void*)handle);
            }
            Interlocked.Add(ref _allocated, -_size);
            return true;
        }
    }
}
