using System.Numerics;
using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>The element with its sign turned; unsigned integers wrap. Not defined for bool, as in numpy.</summary>
internal sealed class Negative() : UnaryOperation("negative")
{
    protected override Kernel Bool(DType dtype) => throw Error.BooleanNegative();

    protected override Kernel Number<T>(DType dtype) => Map<T>(TensorPrimitives.Negate);

    // NaT is its own negative.
    protected override Kernel Time(DType dtype) => Times.IsSpan(dtype) ? Map<long>(TensorPrimitives.Negate) : Unsupported(dtype);
}

/// <summary>The absolute value; the smallest integer wraps to itself. That of a complex number is real.</summary>
internal sealed class Absolute() : UnaryOperation("absolute")
{
    internal override DType ResultType(DType compute) => compute.RealType;

    protected override Kernel Bool(DType dtype) => Map<byte>(static (x, d) => x.CopyTo(d));

    protected override Kernel Integer<T>(DType dtype) => Each.Map<OfInteger<T>, T, T>();

    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Abs);

    protected override Kernel OfParts<T>() => Each.Map<OfComplex<T>, Parts<T>, T>();

    protected override Kernel Time(DType dtype) => Times.IsSpan(dtype) ? Integer<long>(dtype) : Unsupported(dtype);

    private readonly struct OfInteger<T> : IMap<T, T> where T : unmanaged, IBinaryInteger<T>
    {
        public static T Of(T x) => T.IsNegative(x) ? T.Zero - x : x;
    }

    internal readonly struct OfComplex<T> : IMap<Parts<T>, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Of(Parts<T> z) => T.Hypot(z.Re, z.Im);
    }
}

/// <summary>-1, 0 or 1, or NaN (but -1 of NaT, as in numpy); of a complex number z / |z|, as in numpy 2. Not defined for bool.</summary>
internal sealed class Sign() : UnaryOperation("sign")
{
    protected override Kernel Real<T>(DType dtype) => Each.Map<OfReal<T>, T, T>();

    protected override Kernel OfParts<T>() => Each.Map<OfComplex<T>, Parts<T>, Parts<T>>();

    protected override Kernel Time(DType dtype) => Times.IsSpan(dtype) ? Real<long>(dtype) : Unsupported(dtype);

    private readonly struct OfReal<T> : IMap<T, T> where T : unmanaged, INumber<T>
    {
        public static T Of(T x) => x > T.Zero ? T.One : x < T.Zero ? T.Zero - T.One : x == T.Zero ? T.Zero : x;
    }

    private readonly struct OfComplex<T> : IMap<Parts<T>, Parts<T>> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static Parts<T> Of(Parts<T> z)
        {
            T size = Absolute.OfComplex<T>.Of(z);
            return T.IsZero(size) ? default : new(z.Re / size, z.Im / size);
        }
    }
}

/// <summary>The element times itself; integers wrap.</summary>
internal sealed class Square() : UnaryOperation("square")
{
    internal override DType ComputeType(DType x) => NumberOf(x.AsNative());

    protected override Kernel Number<T>(DType dtype) => Map<T>(static (x, d) => TensorPrimitives.Multiply(x, x, d));
}

/// <summary>1 divided by the element, in its own dtype: that of an integer is 0 but for 1 and -1; that of 0 the smallest integer.</summary>
internal sealed class Reciprocal() : UnaryOperation("reciprocal")
{
    internal override DType ComputeType(DType x) => NumberOf(x.AsNative());

    protected override Kernel Integer<T>(DType dtype) => Each.Map<OfInteger<T>, T, T>();

    protected override Kernel Floating<T>(DType dtype) => Map<T>(static (x, d) => TensorPrimitives.Divide(T.One, x, d));

    protected override Kernel OfParts<T>() => Each.Map<OfComplex<T>, Parts<T>, Parts<T>>();

    private readonly struct OfInteger<T> : IMap<T, T> where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        public static T Of(T x) => T.IsZero(x) ? T.MinValue : T.One / x;
    }

    private readonly struct OfComplex<T> : IMap<Parts<T>, Parts<T>> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static Parts<T> Of(Parts<T> z) => QuotientOfParts<T>.Of(new(T.One, T.Zero), z);
    }
}

/// <summary>The complex conjugate; real numbers stay as they are.</summary>
internal sealed class Conjugate() : UnaryOperation("conjugate")
{
    internal override DType ComputeType(DType x) => NumberOf(x.AsNative());

    protected override Kernel Real<T>(DType dtype) => Map<T>(static (x, d) => x.CopyTo(d));

    protected override Kernel OfParts<T>() => Each.Map<OfComplex<T>, Parts<T>, Parts<T>>();

    private readonly struct OfComplex<T> : IMap<Parts<T>, Parts<T>> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static Parts<T> Of(Parts<T> z) => new(z.Re, -z.Im);
    }
}
