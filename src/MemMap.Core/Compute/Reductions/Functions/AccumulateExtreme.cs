using System.Numerics;

namespace MemMap.Compute;

/// <summary>One of two elements: the smaller or the larger one, or the one that is NaN (or NaT).</summary>
internal interface IExtreme
{
    static abstract T Of<T>(T x, T y) where T : INumber<T>;

    /// <summary>Replaces each x by that one of x and y.</summary>
    static abstract void OfEach<T>(Span<T> x, ReadOnlySpan<T> y) where T : INumber<T>;

    static abstract long OfTimes(long x, long y);
}

/// <summary>Running extreme, in the elements' own dtype.</summary>
/// <typeparam name="TExtreme">Which of two elements.</typeparam>
/// <typeparam name="TRelation">The relation of that one to the other, of complex numbers.</typeparam>
internal abstract class AccumulateExtreme<TExtreme, TRelation>(string name) : Scan(name)
    where TExtreme : struct, IExtreme
    where TRelation : struct, IRelation
{
    internal sealed override DType ResultType(DType dtype) => dtype.AsNative();

    internal sealed override DType ComputeType(DType dtype) => dtype.AsNative();

    protected sealed override Scanner Bool(DType dtype) => new Scanner<byte, OfNumbers<byte>>();

    protected sealed override Scanner Real<T>(DType dtype) => new Scanner<T, OfNumbers<T>>();

    protected sealed override Scanner Complex<T>(DType dtype)
        => dtype.Kind == ElementKind.Complex64 ? new Scanner<ComplexParts<float>, OfComplex<float>>()
            : new Scanner<ComplexParts<double>, OfComplex<double>>();

    protected sealed override Scanner Time(DType dtype) => new Scanner<long, OfTimes>();

    private readonly struct OfNumbers<T> : IScanStep<T> where T : INumber<T>
    {
        public static bool IsAssociative => true;

        public static T Next(T state, T value) => TExtreme.Of(state, value);

        public static bool TryNextEach(Span<T> states, ReadOnlySpan<T> values)
        {
            TExtreme.OfEach(states, values);
            return true;
        }
    }

    private readonly struct OfComplex<T> : IScanStep<ComplexParts<T>> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static ComplexParts<T> Next(ComplexParts<T> state, ComplexParts<T> value) => PickNaN<T, TRelation>.Of(state, value);
    }

    private readonly struct OfTimes : IScanStep<long>
    {
        public static bool IsAssociative => true;

        public static long Next(long state, long value) => TExtreme.OfTimes(state, value);
    }
}
