using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MemMap.Compute;

/// <summary>
/// Sums of narrow numbers in a wide type: integers in 64 bits (wrapping), floats in float64. Elements are widened in registers: a block is
/// read once, and no wider copy of it is made.
/// </summary>
internal static class WideningSums
{
    // The number of vectors of narrow integers that can be added in the next wider type without overflow:
    // 2 * 128 * 2^7 = 2^15, 2 * 2^14 * 2^15 = 2^30.
    private const int Run8 = 128, Run16 = 1 << 14;

    private const int Piece = 512;

    /// <summary>The sum of integers modulo 2^64. For unsigned ones, reinterpret the bits as unsigned.</summary>
    internal static unsafe long SumIntegers<T>(ReadOnlySpan<T> block) where T : unmanaged, INumberBase<T>
    {
        long sum;
        if (Avx2.IsSupported && sizeof(T) <= sizeof(short) && typeof(T) != typeof(Half))
        {
            return ShortSums.Of(block);
        }
        if (typeof(T) == typeof(sbyte))
        {
            sum = Vector.Sum(From8<sbyte, short, int, long, Step>(MemoryMarshal.Cast<T, Vector<sbyte>>(block)));
        }
        else if (typeof(T) == typeof(byte))
        {
            sum = (long)Vector.Sum(From8<byte, ushort, uint, ulong, Step>(MemoryMarshal.Cast<T, Vector<byte>>(block)));
        }
        else if (typeof(T) == typeof(short))
        {
            sum = Vector.Sum(From16<short, int, long, Step>(MemoryMarshal.Cast<T, Vector<short>>(block)));
        }
        else if (typeof(T) == typeof(ushort))
        {
            sum = (long)Vector.Sum(From16<ushort, uint, ulong, Step>(MemoryMarshal.Cast<T, Vector<ushort>>(block)));
        }
        else if (typeof(T) == typeof(int))
        {
            sum = Vector.Sum(Add<int, long, Step>(MemoryMarshal.Cast<T, Vector<int>>(block)));
        }
        else if (typeof(T) == typeof(uint))
        {
            sum = (long)Vector.Sum(Add<uint, ulong, Step>(MemoryMarshal.Cast<T, Vector<uint>>(block)));
        }
        else
        {
            return TensorPrimitives.Sum(MemoryMarshal.Cast<T, long>(block));
        }
        foreach (T value in block[^(block.Length % Vector<T>.Count)..])
        {
            sum += long.CreateTruncating(value);
        }
        return sum;
    }

    /// <summary>The sum in float64 of numbers of at most 32 bits. For integers it is the exact sum, rounded.</summary>
    internal static double Sum<T>(ReadOnlySpan<T> block) where T : unmanaged, INumberBase<T>
    {
        if (typeof(T) == typeof(float))
        {
            return SumSingles(MemoryMarshal.Cast<T, float>(block));
        }
        if (typeof(T) != typeof(Half))
        {
            return SumIntegers(block);
        }
        Span<float> singles = stackalloc float[Piece];
        double total = 0;
        for (int done = 0; done < block.Length; done += Piece)
        {
            total += Sum(ToSingle(block[done..Math.Min(done + Piece, block.Length)], singles));
        }
        return total;
    }

    private static double SumSingles(ReadOnlySpan<float> block)
    {
        double sum = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            // Load half a vector and widen it whole: splitting a full vector costs as much as adding it.
            ReadOnlySpan<Vector256<float>> halves = MemoryMarshal.Cast<float, Vector256<float>>(block);
            Vector512<double> a = default, b = default, c = default, d = default;
            int i = 0;
            for (; i <= halves.Length - 4; i += 4)
            {
                Prefetch.Ahead(in halves[i]);
                Prefetch.Ahead(in halves[i + 2]);
                a += Vector512.WidenLower(halves[i].ToVector512Unsafe());
                b += Vector512.WidenLower(halves[i + 1].ToVector512Unsafe());
                c += Vector512.WidenLower(halves[i + 2].ToVector512Unsafe());
                d += Vector512.WidenLower(halves[i + 3].ToVector512Unsafe());
            }
            sum = Vector512.Sum(a + b + (c + d));
            block = block[(i * Vector256<float>.Count)..];
        }
        sum += Vector.Sum(Add<float, double, Step>(MemoryMarshal.Cast<float, Vector<float>>(block)));
        foreach (float value in block[^(block.Length % Vector<float>.Count)..])
        {
            sum += value;
        }
        return sum;
    }

    /// <summary>Adds element i of each row to sum i, modulo 2^64. A row is as long as <paramref name="sums"/>.</summary>
    internal static void AddRowsOfIntegers<T>(Span<long> sums, ReadOnlySpan<T> rows) where T : unmanaged, INumberBase<T>
    {
        if (typeof(T) == typeof(int))
        {
            AddRows<int, long, Step>(sums, MemoryMarshal.Cast<T, int>(rows));
        }
        else if (typeof(T) == typeof(uint))
        {
            AddRows<uint, ulong, Step>(MemoryMarshal.Cast<long, ulong>(sums), MemoryMarshal.Cast<T, uint>(rows));
        }
        else
        {
            AddEach(sums, rows);
        }
    }

    /// <summary>Adds element i of each row to sum i in float64. A row is as long as <paramref name="sums"/>.</summary>
    internal static void AddRows<T>(Span<double> sums, ReadOnlySpan<T> rows) where T : unmanaged, INumberBase<T>
    {
        if (typeof(T) == typeof(float))
        {
            AddRows<float, double, Step>(sums, MemoryMarshal.Cast<T, float>(rows));
        }
        else if (typeof(T) == typeof(Half))
        {
            Span<float> singles = stackalloc float[Piece];
            for (; !rows.IsEmpty; rows = rows[sums.Length..])
            {
                for (int done = 0; done < sums.Length; done += Piece)
                {
                    int end = Math.Min(done + Piece, sums.Length);
                    AddRows(sums[done..end], ToSingle(rows[done..end], singles));
                }
            }
        }
        else
        {
            AddEach(sums, rows);
        }
    }

    private static ReadOnlySpan<float> ToSingle<T>(ReadOnlySpan<T> halves, Span<float> singles) where T : unmanaged
    {
        TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<T, Half>(halves), singles);
        return singles[..halves.Length];
    }

    private static Vector<T64> From8<T8, T16, T32, T64, TStep>(ReadOnlySpan<Vector<T8>> vectors)
        where T8 : unmanaged where T16 : unmanaged where T32 : unmanaged where T64 : unmanaged
        where TStep : IStep<T8, T16>, IStep<T16, T32>, IStep<T32, T64>
    {
        Vector<T64> sum = default;
        for (; !vectors.IsEmpty; vectors = vectors[Math.Min(Run8, vectors.Length)..])
        {
            Vector<T16> part = Add<T8, T16, TStep>(vectors[..Math.Min(Run8, vectors.Length)]);
            sum += From16<T16, T32, T64, TStep>(new(ref part));
        }
        return sum;
    }

    private static Vector<T64> From16<T16, T32, T64, TStep>(ReadOnlySpan<Vector<T16>> vectors)
        where T16 : unmanaged where T32 : unmanaged where T64 : unmanaged
        where TStep : IStep<T16, T32>, IStep<T32, T64>
    {
        Vector<T64> sum = default;
        for (; !vectors.IsEmpty; vectors = vectors[Math.Min(Run16, vectors.Length)..])
        {
            Vector<T32> part = Add<T16, T32, TStep>(vectors[..Math.Min(Run16, vectors.Length)]);
            sum += Add<T32, T64, TStep>(new(ref part));
        }
        return sum;
    }

    /// <summary>
    /// Adds vectors in the next wider type. Four sums run in parallel, since each addition depends on the one before.
    /// </summary>
    private static Vector<TWide> Add<TNarrow, TWide, TStep>(ReadOnlySpan<Vector<TNarrow>> vectors)
        where TNarrow : unmanaged where TWide : unmanaged where TStep : IStep<TNarrow, TWide>
    {
        Vector<TWide> a = default, b = default, c = default, d = default;
        int i = 0;
        for (; i < vectors.Length - 1; i += 2)
        {
            Prefetch.Ahead(in vectors[i]);
            (Vector<TWide> low, Vector<TWide> high) = TStep.Widen(vectors[i]);
            a += low;
            b += high;
            (low, high) = TStep.Widen(vectors[i + 1]);
            c += low;
            d += high;
        }
        if (i < vectors.Length)
        {
            (Vector<TWide> low, Vector<TWide> high) = TStep.Widen(vectors[i]);
            a += low;
            b += high;
        }
        return a + b + (c + d);
    }

    private static void AddEach<TNarrow, TWide>(Span<TWide> sums, ReadOnlySpan<TNarrow> rows)
        where TNarrow : unmanaged, INumberBase<TNarrow> where TWide : unmanaged, INumberBase<TWide>
    {
        for (; !rows.IsEmpty; rows = rows[sums.Length..])
        {
            for (int i = 0; i < sums.Length; i++)
            {
                sums[i] += TWide.CreateTruncating(rows[i]);
            }
        }
    }

    /// <summary>
    /// Adds four rows at a time, in order. The sums of a long row fill the L1 cache, and reading and writing them costs more than reading
    /// the row.
    /// </summary>
    private static void AddRows<TNarrow, TWide, TStep>(Span<TWide> sums, ReadOnlySpan<TNarrow> rows)
        where TNarrow : unmanaged, INumberBase<TNarrow> where TWide : unmanaged, INumberBase<TWide> where TStep : IStep<TNarrow, TWide>
    {
        int width = sums.Length, aligned = width - (width % Vector<TNarrow>.Count);
        for (; rows.Length >= 4 * width && width > 0; rows = rows[(4 * width)..])
        {
            ReadOnlySpan<TNarrow> a = rows[..width], b = rows.Slice(width, width), c = rows.Slice(2 * width, width),
                d = rows.Slice(3 * width, width);
            for (int i = 0; i < aligned; i += Vector<TNarrow>.Count)
            {
                Prefetch.Ahead(in a[i]);
                Prefetch.Ahead(in b[i]);
                Prefetch.Ahead(in c[i]);
                Prefetch.Ahead(in d[i]);
                (Vector<TWide> lowA, Vector<TWide> highA) = TStep.Widen(new Vector<TNarrow>(a[i..]));
                (Vector<TWide> lowB, Vector<TWide> highB) = TStep.Widen(new Vector<TNarrow>(b[i..]));
                (Vector<TWide> lowC, Vector<TWide> highC) = TStep.Widen(new Vector<TNarrow>(c[i..]));
                (Vector<TWide> lowD, Vector<TWide> highD) = TStep.Widen(new Vector<TNarrow>(d[i..]));
                Span<TWide> first = sums[i..], second = first[Vector<TWide>.Count..];
                (new Vector<TWide>(first) + lowA + lowB + lowC + lowD).CopyTo(first);
                (new Vector<TWide>(second) + highA + highB + highC + highD).CopyTo(second);
            }
            for (int i = aligned; i < width; i++)
            {
                sums[i] = sums[i] + TWide.CreateTruncating(a[i]) + TWide.CreateTruncating(b[i]) + TWide.CreateTruncating(c[i])
                    + TWide.CreateTruncating(d[i]);
            }
        }
        for (; !rows.IsEmpty; rows = rows[width..])
        {
            for (int i = 0; i < aligned; i += Vector<TNarrow>.Count)
            {
                (Vector<TWide> low, Vector<TWide> high) = TStep.Widen(new Vector<TNarrow>(rows[i..]));
                Span<TWide> first = sums[i..], second = first[Vector<TWide>.Count..];
                (new Vector<TWide>(first) + low).CopyTo(first);
                (new Vector<TWide>(second) + high).CopyTo(second);
            }
            AddEach(sums[aligned..], rows[aligned..width]);
        }
    }

    /// <summary>
    /// Widens a vector to two of the next wider type. <see cref="Vector"/> has overloads per type only; this makes them generic.
    /// </summary>
    private interface IStep<TNarrow, TWide>
    {
        static abstract (Vector<TWide> Low, Vector<TWide> High) Widen(Vector<TNarrow> vector);
    }

    private readonly struct Step
        : IStep<sbyte, short>, IStep<short, int>, IStep<int, long>, IStep<byte, ushort>, IStep<ushort, uint>, IStep<uint, ulong>,
            IStep<float, double>
    {
        static (Vector<short>, Vector<short>) IStep<sbyte, short>.Widen(Vector<sbyte> v) => (Vector.WidenLower(v), Vector.WidenUpper(v));

        static (Vector<int>, Vector<int>) IStep<short, int>.Widen(Vector<short> v) => (Vector.WidenLower(v), Vector.WidenUpper(v));

        static (Vector<long>, Vector<long>) IStep<int, long>.Widen(Vector<int> v) => (Vector.WidenLower(v), Vector.WidenUpper(v));

        static (Vector<ushort>, Vector<ushort>) IStep<byte, ushort>.Widen(Vector<byte> v) => (Vector.WidenLower(v), Vector.WidenUpper(v));

        static (Vector<uint>, Vector<uint>) IStep<ushort, uint>.Widen(Vector<ushort> v) => (Vector.WidenLower(v), Vector.WidenUpper(v));

        static (Vector<ulong>, Vector<ulong>) IStep<uint, ulong>.Widen(Vector<uint> v) => (Vector.WidenLower(v), Vector.WidenUpper(v));

        static (Vector<double>, Vector<double>) IStep<float, double>.Widen(Vector<float> v) => (Vector.WidenLower(v), Vector.WidenUpper(v));
    }
}
