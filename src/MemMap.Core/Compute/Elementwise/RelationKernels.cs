using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MemMap.Compute;

/// <summary>A relation between the elements of two arrays. Its kernel is a loop that writes bytes of 0 and 1.</summary>
internal readonly struct Related<T, TRelation> : IBinaryOperator<T, T, byte>
    where T : IComparisonOperators<T, T, bool>
    where TRelation : struct, IRelation
{
    public static byte Of(T x, T y) => TRelation.Holds(x, y) ? (byte)1 : (byte)0;
}

/// <inheritdoc cref="Related{T, TRelation}"/>
internal readonly struct RelatedParts<T, TRelation> : IBinaryOperator<ComplexParts<T>, ComplexParts<T>, byte>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TRelation : struct, IRelation
{
    public static byte Of(ComplexParts<T> x, ComplexParts<T> y) => TRelation.Holds(x, y) ? (byte)1 : (byte)0;
}

/// <summary>A relation between times, which are int64. NaT compares as NaN does: false, except for "not equal".</summary>
internal readonly struct BetweenTimes<TRelation> : IRelation where TRelation : struct, IRelation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Holds<T>(Vector256<T> x, Vector256<T> y)
    {
        // NaT is the least of all counts: "greater" holds by mistake only where y is NaT, and the other relations where x is.
        Vector256<T> decisive = TRelation.Holds(1, 0) && !TRelation.Holds(0, 1) ? y : x;
        Vector256<T> isNaT = Vector256.Equals(decisive, Vector256.Create(NaT.Value).As<long, T>()), holds = TRelation.Holds(x, y);
        return TRelation.Holds(double.NaN, double.NaN) ? holds | isNaT : Vector256.AndNot(holds, isNaT);
    }

    public static bool Holds<T>(T x, T y) where T : IComparisonOperators<T, T, bool>
        => IsNaT(x) || IsNaT(y) ? TRelation.Holds(double.NaN, double.NaN) : TRelation.Holds(x, y);

    public static bool Holds<T>(ComplexParts<T> x, ComplexParts<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => TRelation.Holds(x, y);

    private static bool IsNaT<T>(T time) => time is long count && count == NaT.Value;
}

/// <summary>
/// Vectorised relations. TensorPrimitives has no comparison that writes bytes of 0 and 1, and a loop over single elements took four times
/// as long as reading them.
/// </summary>
internal static unsafe class RelationKernels
{
    /// <summary>The kernel of a relation between real numbers.</summary>
    internal static Kernel Of<T, TRelation>()
        where T : unmanaged, IComparisonOperators<T, T, bool>
        where TRelation : struct, IRelation
        => Vector256.IsHardwareAccelerated && Vector256<T>.IsSupported ? Run<T, TRelation>
            : ScalarKernels.Binary<Related<T, TRelation>, T, T, byte>();

    /// <summary>The kernel that counts the pairs of real numbers for which the relation holds.</summary>
    internal static CountKernel CountOf<T, TRelation>()
        where T : unmanaged, IComparisonOperators<T, T, bool>
        where TRelation : struct, IRelation
        => Count<T, TRelation>;

    private static long Count<T, TRelation>(byte* left, byte* right, int count, bool isOne)
        where T : unmanaged, IComparisonOperators<T, T, bool>
        where TRelation : struct, IRelation
    {
        T* x = (T*)left, y = (T*)right;
        // A repeated value is read from one place within the L1 cache: a step has at most 64 elements.
        int places = isOne ? 63 : -1, step = Vector256<T>.IsSupported ? 2 * Vector256<T>.Count : 0, i = 0;
        long found = 0;
        if (Vector256.IsHardwareAccelerated && Vector256<T>.IsSupported && sizeof(T) >= sizeof(int))
        {
            // A lane in which the relation holds is -1. Subtracting it costs half as much as counting bits.
            Vector256<int> even = default, odd = default;
            for (; i <= count - step; i += step)
            {
                Prefetch.Ahead((byte*)(x + i));
                even -= Holds<T, TRelation>(x + i, y + (i & places), 0).AsInt32();
                odd -= Holds<T, TRelation>(x + i, y + (i & places), 1).AsInt32();
            }
            // A wider element is counted once by each of its 32-bit lanes.
            found = Vector256.Sum(even + odd) / (sizeof(T) / sizeof(int));
        }
        else if (Vector256.IsHardwareAccelerated && Vector256<T>.IsSupported)
        {
            for (; i <= count - step; i += step)
            {
                Prefetch.Ahead((byte*)(x + i));
                found += BitOperations.PopCount(Holds<T, TRelation>(x + i, y + (i & places), 0).ExtractMostSignificantBits())
                    + BitOperations.PopCount(Holds<T, TRelation>(x + i, y + (i & places), 1).ExtractMostSignificantBits());
            }
        }
        for (; i < count; i++)
        {
            found += TRelation.Holds(x[i], y[i & places]) ? 1 : 0;
        }
        return found;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Holds<T, TRelation>(T* x, T* y, int vector)
        where T : unmanaged
        where TRelation : struct, IRelation
        => Mask<T, TRelation, PackedSource<T>, PackedSource<T>>(new(x), new(y), vector);

    /// <summary>The kernel of a relation between real numbers at steps; null if there is none.</summary>
    internal static StepKernel? AtStepsOf<T, TRelation>()
        where T : unmanaged, IComparisonOperators<T, T, bool>
        where TRelation : struct, IRelation
        => VectorGather.Takes(sizeof(T)) && Vector256<T>.IsSupported ? RunAtSteps<T, TRelation> : null;

    private static void RunAtSteps<T, TRelation>(byte** blocks, nint* steps, int count, LinesAhead ahead)
        where T : unmanaged, IComparisonOperators<T, T, bool>
        where TRelation : struct, IRelation
    {
        if (steps[1] == 0)
        {
            Run<T, TRelation, SteppedSource<T>, RepeatedSource<T>>(
                new(blocks[0], steps[0]), new(Unsafe.ReadUnaligned<T>(blocks[1])), blocks[2], count, ahead);
        }
        else
        {
            Run<T, TRelation, SteppedSource<T>, SteppedSource<T>>(
                new(blocks[0], steps[0]), new(blocks[1], steps[1]), blocks[2], count, ahead);
        }
    }

    private static void Run<T, TRelation>(byte** blocks, int count)
        where T : unmanaged, IComparisonOperators<T, T, bool>
        where TRelation : struct, IRelation
        => Run<T, TRelation, PackedSource<T>, PackedSource<T>>(
            new((T*)blocks[0]), new((T*)blocks[1]), blocks[2], count, default);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run<T, TRelation, TX, TY>(TX x, TY y, byte* d, int count, LinesAhead ahead)
        where T : unmanaged, IComparisonOperators<T, T, bool>
        where TRelation : struct, IRelation
        where TX : struct, IVectorSource<T, TX>
        where TY : struct, IVectorSource<T, TY>
    {
        byte* end = d + count;
        for (; d <= end - Vector256<byte>.Count; d += Vector256<byte>.Count)
        {
            x.Ask(Vector256<byte>.Count);
            ahead.Ask();
            (Bytes<T, TRelation, TX, TY>(x, y) & Vector256<byte>.One).Store(d);
            x = x.Behind(Vector256<byte>.Count);
            y = y.Behind(Vector256<byte>.Count);
        }
        for (; d < end; d++)
        {
            *d = TRelation.Holds(x.First, y.First) ? (byte)1 : (byte)0;
            x = x.Behind(1);
            y = y.Behind(1);
        }
    }

    /// <summary>A byte per element, all ones where the relation holds. Masks of wider elements are narrowed in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Bytes<T, TRelation, TX, TY>(TX x, TY y)
        where T : unmanaged
        where TRelation : struct, IRelation
        where TX : struct, IVectorSource<T, TX>
        where TY : struct, IVectorSource<T, TY>
    {
        if (sizeof(T) == 1)
        {
            return Mask<T, TRelation, TX, TY>(x, y, 0).AsByte();
        }
        if (sizeof(T) == 2)
        {
            return Vector256.Narrow(Mask<T, TRelation, TX, TY>(x, y, 0).AsUInt16(), Mask<T, TRelation, TX, TY>(x, y, 1).AsUInt16());
        }
        return Vector256.Narrow(Halves<T, TRelation, TX, TY>(x, y, 0), Halves<T, TRelation, TX, TY>(x, y, 1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ushort> Halves<T, TRelation, TX, TY>(TX x, TY y, int half)
        where T : unmanaged
        where TRelation : struct, IRelation
        where TX : struct, IVectorSource<T, TX>
        where TY : struct, IVectorSource<T, TY>
        => sizeof(T) == 4
            ? Vector256.Narrow(
                Mask<T, TRelation, TX, TY>(x, y, 2 * half).AsUInt32(), Mask<T, TRelation, TX, TY>(x, y, (2 * half) + 1).AsUInt32())
            : Vector256.Narrow(Quarters<T, TRelation, TX, TY>(x, y, 2 * half), Quarters<T, TRelation, TX, TY>(x, y, (2 * half) + 1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Quarters<T, TRelation, TX, TY>(TX x, TY y, int quarter)
        where T : unmanaged
        where TRelation : struct, IRelation
        where TX : struct, IVectorSource<T, TX>
        where TY : struct, IVectorSource<T, TY>
    {
        Vector256<T> first = Mask<T, TRelation, TX, TY>(x, y, 2 * quarter), second = Mask<T, TRelation, TX, TY>(x, y, (2 * quarter) + 1);
        // Two steps, where narrowing numbers of 64 bits takes up to five.
        return Avx2.IsSupported
            ? Avx2.Permute4x64(Avx.Shuffle(first.AsSingle(), second.AsSingle(), 0b10_00_10_00).AsUInt64(), 0b11_01_10_00).AsUInt32()
            : Vector256.Narrow(first.AsUInt64(), second.AsUInt64());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Mask<T, TRelation, TX, TY>(TX x, TY y, int number)
        where T : unmanaged
        where TRelation : struct, IRelation
        where TX : struct, IVectorSource<T, TX>
        where TY : struct, IVectorSource<T, TY>
        => TRelation.Holds(x.Vector(number), y.Vector(number));
}

/// <summary>
/// The dispatch from a dtype to <see cref="RelationKernels.CountOf{T, TRelation}"/>; null if the results must be written to be counted.
/// </summary>
internal sealed class CountKernels<TRelation> : DataTypes.DTypeVisitor<CountKernel?> where TRelation : struct, IRelation
{
    protected override CountKernel? Bool(DType dtype) => RelationKernels.CountOf<byte, TRelation>();

    protected override CountKernel? Real<T>(DType dtype) => RelationKernels.CountOf<T, TRelation>();

    protected override CountKernel? Unsupported(DType dtype) => null;
}

/// <summary>The dispatch from a dtype to <see cref="RelationKernels.AtStepsOf{T, TRelation}"/>.</summary>
internal sealed class StepKernels<TRelation> : DataTypes.DTypeVisitor<StepKernel?> where TRelation : struct, IRelation
{
    protected override StepKernel? Real<T>(DType dtype) => RelationKernels.AtStepsOf<T, TRelation>();

    protected override StepKernel? Time(DType dtype) => RelationKernels.AtStepsOf<long, BetweenTimes<TRelation>>();

    protected override StepKernel? Unsupported(DType dtype) => null;
}
