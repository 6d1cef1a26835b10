namespace MemMap.Memory;

/// <summary>The memory that a process can still get, and what limits it.</summary>
/// <param name="Bytes">The number of bytes.</param>
/// <param name="Limit">What limits it, for messages; empty for the memory of the machine.</param>
internal readonly record struct MemoryRoom(long Bytes, string Limit = "")
{
    /// <summary>The room where nothing is known to limit it.</summary>
    internal static readonly MemoryRoom Unlimited = new(long.MaxValue);

    /// <summary>The room without a number of bytes.</summary>
    internal MemoryRoom Less(long bytes) => Bytes == long.MaxValue ? this : this with { Bytes = Math.Max(0, Bytes - bytes) };

    /// <summary>The smaller room.</summary>
    internal MemoryRoom And(MemoryRoom other) => other.Bytes < Bytes ? other : this;
}

/// <summary>
/// Checks that memory is available before it is allocated: systems that overcommit let an allocation succeed and end the process when it is
/// used. Every large allocation, native or managed, asks here.
/// </summary>
internal static class AvailableMemory
{
    /// <summary>Below this size, time doesn't matter: a small allocation never measures because some time has passed.</summary>
    private const long SmallBytes = 1 << 20;

    /// <summary>The time after which a measurement is out of date, as other processes need memory too.</summary>
    private const long MaxAgeMilliseconds = 200;

    /// <summary>The part of what is available that may be allocated until the next measurement.</summary>
    private const long CreditShare = 8;

    private static readonly long HeapLimit = Math.Min(nint.MaxValue, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    // What is small needs no measurement from the first allocation on.
    private static long _credit = SmallBytes, _creditEnd;

    /// <summary>Throws if native memory is not available. Dropped arrays are collected before.</summary>
    /// <param name="bytes">The number of bytes that are about to be allocated.</param>
    /// <exception cref="InsufficientMemoryException">They are not available.</exception>
    internal static void Require(long bytes)
    {
        if (!TakeCredit(bytes))
        {
            Require(bytes, static () => Platform.Current.NativeRoom(Untouched()));
        }
    }

    /// <summary>As <see cref="Require(long)"/>, for the memory of .NET objects.</summary>
    /// <inheritdoc cref="Require(long)"/>
    internal static void RequireManaged(long bytes)
    {
        if (!TakeCredit(bytes))
        {
            Require(bytes, static () => Platform.Current.PhysicalRoom(Untouched()).And(ManagedRoom()));
        }
    }

    /// <summary>Allocates a .NET array.</summary>
    /// <param name="elementType">The type of its elements.</param>
    /// <param name="shape">The length of each axis.</param>
    /// <param name="bytes">The number of bytes that it takes, with the objects in it.</param>
    /// <exception cref="InsufficientMemoryException">The memory is not available.</exception>
    internal static Array NewArray(Type elementType, long[] shape, long bytes)
    {
        RequireManaged(bytes);
        try
        {
            return Array.CreateInstance(elementType, shape);
        }
        catch (OutOfMemoryException)
        {
            throw Error.OutOfMemory(bytes, ManagedRoom());
        }
    }

    /// <inheritdoc cref="NewArray(Type, long[], long)"/>
    internal static unsafe T[] NewArray<T>(long length) where T : unmanaged
        => (T[])NewArray(typeof(T), [length], checked(length * sizeof(T)));

    /// <summary>Throws if memory is not available for a list to grow by one item; to be called before it does.</summary>
    /// <exception cref="InsufficientMemoryException">The memory is not available.</exception>
    internal static void RequireGrowth<T>(List<T> list)
    {
        if (list.Count == list.Capacity && list.Count >= SmallBytes)
        {
            RequireManaged(2L * list.Capacity * System.Runtime.CompilerServices.Unsafe.SizeOf<T>());
        }
    }

    private static bool TakeCredit(long bytes)
        => Interlocked.Add(ref _credit, -bytes) >= 0
            && (bytes < SmallBytes || Environment.TickCount64 < Volatile.Read(ref _creditEnd));

    private static void Require(long bytes, Func<MemoryRoom> measure)
    {
        MemoryRoom room = measure();
        if (bytes > room.Bytes)
        {
            ArrayBuffer.CollectDropped();
            HugePagePool.Trim();
            room = measure();
        }
        Volatile.Write(ref _credit, Math.Max(0, room.Bytes - bytes) / CreditShare);
        Volatile.Write(ref _creditEnd, Environment.TickCount64 + MaxAgeMilliseconds);
        if (bytes > room.Bytes)
        {
            throw Error.OutOfMemory(bytes, room);
        }
    }

    /// <summary>The bytes of arrays that were allocated but not accessed yet, which the system still counts as available.</summary>
    private static long Untouched()
        => Math.Max(0, NativeBuffer.Allocated + HugePagePool.IdleBytes - Platform.Current.AccessedBytes());

    /// <summary>What .NET leaves of the memory that it may have for objects.</summary>
    private static MemoryRoom ManagedRoom()
        => new(Math.Max(0, HeapLimit - GC.GetTotalMemory(forceFullCollection: false)), "the limit on .NET's heap");
}
