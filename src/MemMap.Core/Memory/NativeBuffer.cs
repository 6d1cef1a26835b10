using System.Runtime.InteropServices;

namespace MemMap.Memory;

/// <summary>Memory from the system's heap, for arrays that are not mapped.</summary>
internal sealed unsafe class NativeBuffer : ArrayBuffer, IDisposable
{
    /// <summary>The alignment of byte 0: a cache line, and the widest vector.</summary>
    internal const int Alignment = 64;

    private NativeBuffer(
        Block memory, byte* pointer, long byteLength) : base(new MemoryExtent(memory, pointer, byteLength), isWriteable: true)
    {
    }

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
    /// One allocation. It reports its size to the garbage collector, so that dropped arrays are collected in time.
    /// </summary>
    private sealed class Block() : SafeHandle(0, ownsHandle: true)
    {
        /// <summary>The memory of the machine or the container. The query is slow and its answer does not change.</summary>
        private static readonly long Total = Math.Min(nint.MaxValue, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        private static long _allocated;
        private long _size;

        public override bool IsInvalid => handle == 0;

        public byte* Allocate(long bytes, bool zeroed)
        {
            if (bytes == 0)
            {
                return null;
            }
            long size = bytes >= HugePagePool.MinSize ? HugePagePool.RoundUp(bytes) : bytes;
            EnsureAvailable(size);
            SetHandle((nint)Allocate(size, out bool isClean));
            if (IsInvalid)
            {
                throw Error.OutOfMemory(size, Available());
            }
            _size = size;
            Interlocked.Add(ref _allocated, size);
            GC.AddMemoryPressure(size);
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
            GC.RemoveMemoryPressure(_size);
            Interlocked.Add(ref _allocated, -_size);
            return true;
        }

        /// <summary>
        /// Checks the available memory beforehand: systems that overcommit let an allocation succeed and end the process when it is used.
        /// Blocks that were dropped but not collected yet are no reason to fail.
        /// </summary>
        private static void EnsureAvailable(long size)
        {
            if (size > Available() && Volatile.Read(ref _allocated) > 0)
            {
                CollectDropped();
                HugePagePool.Trim();
            }
            long available = Available();
            if (size > available)
            {
                throw Error.OutOfMemory(size, available);
            }
        }

        private static long Available() => Total - Volatile.Read(ref _allocated);
    }
}
