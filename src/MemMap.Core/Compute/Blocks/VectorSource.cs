using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Compute;

/// <summary>Where a kernel reads the elements of an operand: one after the other, at a step, or one for all.</summary>
internal interface IVectorSource<T, TSelf> where T : unmanaged where TSelf : struct, IVectorSource<T, TSelf>
{
    /// <summary>The next element.</summary>
    T First { get; }

    /// <summary>A vector of elements.</summary>
    /// <param name="number">The number of vectors between the next element and the first one of this vector.</param>
    Vector256<T> Vector(int number);

    /// <summary>The source behind some elements.</summary>
    TSelf Behind(int items);

    /// <summary>Asks the processor for as many elements as those, some way behind them.</summary>
    void Ask(int items);
}

/// <summary>Elements one after the other.</summary>
internal readonly unsafe struct PackedSource<T>(T* place) : IVectorSource<T, PackedSource<T>> where T : unmanaged
{
    public T First => *place;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<T> Vector(int number) => Vector256.Load(place + (number * Vector256<T>.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PackedSource<T> Behind(int items) => new(place + items);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Ask(int items)
    {
        for (int line = 0; line < sizeof(T) * items; line += Prefetch.LineBytes)
        {
            Prefetch.Ahead((byte*)place + line);
        }
    }
}

/// <summary>Elements at a step, such as a field of records. The processor was asked for them.</summary>
internal readonly unsafe struct SteppedSource<T>(byte* place, nint step) : IVectorSource<T, SteppedSource<T>> where T : unmanaged
{
    public T First => Unsafe.ReadUnaligned<T>(place);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<T> Vector(int number) => VectorGather.Load<T>(place + (number * Vector256<T>.Count * step), step);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SteppedSource<T> Behind(int items) => new(place + (items * step), step);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Ask(int items)
    {
    }
}

/// <summary>One element that stands for all.</summary>
internal readonly struct RepeatedSource<T>(T value) : IVectorSource<T, RepeatedSource<T>> where T : unmanaged
{
    private readonly Vector256<T> _all = Vector256.Create(value);

    public T First => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<T> Vector(int number) => _all;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RepeatedSource<T> Behind(int items) => this;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Ask(int items)
    {
    }
}
