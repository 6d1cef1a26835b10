using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MemMap.Compute;

/// <summary>
/// The smallest and the largest of many numbers; NaN if there is one. TensorPrimitives checks each vector for NaN and the signs of zeros,
/// and takes four times as long over floats as reading them. Here, one sum at the end tells whether there can be a NaN.
/// </summary>
internal static class VectorExtremum
{
    internal static T Min<T>(ReadOnlySpan<T> block) where T : unmanaged, INumber<T>
        => TryFind<T, Lower>(block, out T best) ? best : TensorPrimitives.Min(block);

    internal static T Max<T>(ReadOnlySpan<T> block) where T : unmanaged, INumber<T>
        => TryFind<T, Higher>(block, out T best) ? best : TensorPrimitives.Max(block);

    /// <summary>
    /// Finds the winner of a block of floats. Returns false if there may be a NaN, or if the block is too short for vectors.
    /// </summary>
    private static bool TryFind<T, TSide>(ReadOnlySpan<T> block, out T best)
        where T : unmanaged, INumber<T>
        where TSide : struct, ISide
    {
        best = default;
        if (!Vector256.IsHardwareAccelerated || (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            || block.Length < 4 * Vector256<T>.Count)
        {
            return false;
        }
        ReadOnlySpan<Vector256<T>> vectors = MemoryMarshal.Cast<T, Vector256<T>>(block);
        ref Vector256<T> vector = ref MemoryMarshal.GetReference(vectors);
        // The last elements that fill no whole vector are covered by a vector that overlaps the one before.
        Vector256<T> a = Vector256.Create(block[^Vector256<T>.Count..]), b = vector, c = vector, d = vector;
        Vector256<T> sum = a + b, other = c;
        // Four independent vectors, since each comparison depends on the one before.
        int i = 0;
        for (; i <= vectors.Length - 4; i += 4)
        {
            Prefetch.Ahead(in Unsafe.Add(ref vector, i));
            Prefetch.Ahead(in Unsafe.Add(ref vector, i + 2));
            Vector256<T> v = Unsafe.Add(ref vector, i), w = Unsafe.Add(ref vector, i + 1);
            Vector256<T> x = Unsafe.Add(ref vector, i + 2), y = Unsafe.Add(ref vector, i + 3);
            a = TSide.Better(v, a);
            b = TSide.Better(w, b);
            c = TSide.Better(x, c);
            d = TSide.Better(y, d);
            sum += v + w;
            other += x + y;
        }
        for (; i < vectors.Length; i++)
        {
            a = TSide.Better(Unsafe.Add(ref vector, i), a);
            sum += Unsafe.Add(ref vector, i);
        }
        a = TSide.Better(TSide.Better(a, b), TSide.Better(c, d));
        best = a[0];
        for (int lane = 1; lane < Vector256<T>.Count; lane++)
        {
            best = TSide.Better(a[lane], best);
        }
        // A NaN sum means a NaN element, or infinities of both signs.
        return !T.IsNaN(Vector256.Sum(sum + other));
    }

    private interface ISide
    {
        static abstract Vector256<T> Better<T>(Vector256<T> candidate, Vector256<T> best);

        static abstract T Better<T>(T candidate, T best) where T : INumber<T>;
    }

    private readonly struct Lower : ISide
    {
        public static Vector256<T> Better<T>(Vector256<T> candidate, Vector256<T> best)
            => Vector256.ConditionalSelect(Vector256.LessThan(candidate, best), candidate, best);

        public static T Better<T>(T candidate, T best) where T : INumber<T> => candidate < best ? candidate : best;
    }

    private readonly struct Higher : ISide
    {
        public static Vector256<T> Better<T>(Vector256<T> candidate, Vector256<T> best)
            => Vector256.ConditionalSelect(Vector256.GreaterThan(candidate, best), candidate, best);

        public static T Better<T>(T candidate, T best) where T : INumber<T> => candidate > best ? candidate : best;
    }
}
