using System.Runtime.InteropServices;

namespace MemMap.Memory;

/// <summary>Memory from the system's heap: the bytes of arrays that are no map.</summary>
internal sealed unsafe class NativeBuffer : ArrayBuffer, IDisposable
{
    /// <summary>Byte 0 is at a multiple of this: a cache line, and the widest vector.</summary>
    internal const int Alignment = 64;

    private NativeBuffer(
        Block memory, byte* pointer, long byteLength) : base(new MemoryExtent(memory, pointer, byteLength), isWriteable: true)
    {
    }

    /// <summary>Allocates <paramref name="bytes"/> bytes.</summary>
    /// <param name="bytes">How many; 0 takes no memory.</param>
    /// <param name="zeroed">Whether they are all 0. For much memory this costs nothing until a page is first touched.</param>
    /// <exception cref="InsufficientMemoryException">The machine (or the container) doesn't have that much memory.</exception>
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

    /// <summary>Gives the memory back at once, without waiting for the collector.</summary>
    public void Dispose() => Close();

    /// <summary>
    /// One allocation. It tells the garbage collector what stands behind the small object, so that dropped arrays are collected in time.
    /// </summary>
    private sealed class Block() : SafeHandle(0, ownsHandle: true)
    {
        /// <summary>What the machine or the container has; it takes a while to ask, and the answer stays.</summary>
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
        /// Systems that promise more memory than they have let an allocation succeed and end the process when it is used; hence the
        /// question beforehand. Blocks that were dropped but not collected yet are no reason to fail.
        /// </summary>
        private static void EnsureAvailable(long size)
        {
            if (size > Available() && Volatile.Read(ref _allocated) > 0)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
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
