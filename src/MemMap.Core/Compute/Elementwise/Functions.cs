using System.Numerics;
using System.Numerics.Tensors;
using ComplexNumber = System.Numerics.Complex;

namespace MemMap.Compute;

/// <summary>
/// A function of real numbers, perhaps of complex ones too. Integers and bools become the smallest float that holds them all: 8 bits
/// float16, 16 bits float32, more float64, as in numpy. float16 is computed in float32, complex64 in complex128.
/// TensorPrimitives serves where it is right to two units in the last place; elsewhere .NET's scalar functions do.
/// </summary>
internal abstract class FloatFunction(string name, Func<ComplexNumber, ComplexNumber>? complex = null) : UnaryOperation(name)
{
    protected override bool WidensHalf => true;

    internal override DType ComputeType(DType x) => FloatOf(x) ?? x.AsNative();

    internal override Loop LoopFor(DType x)
    {
        if (!x.IsComplex || complex is null)
        {
            return base.LoopFor(x);
        }
        Kernel kernel = Map<ComplexNumber>((z, d) =>
        {
            for (int i = 0; i < z.Length; i++)
            {
                d[i] = complex(z[i]);
            }
        });
        return new(kernel, x.AsNative(), DType.Complex128, DType.Complex128);
    }

    /// <summary>The smallest float for the values of a bool, integer or float; null for other dtypes.</summary>
    internal static DType? FloatOf(DType dtype)
        => dtype.IsFloating ? dtype.AsNative()
            : !Times.IsCount(dtype) ? null
            : dtype.ItemSize switch { 1 => DType.Float16, 2 => DType.Float32, _ => DType.Float64 };
}

/// <summary>A function of two real numbers; see <see cref="FloatFunction"/>.</summary>
internal abstract class FloatFunction2(string name) : BinaryOperation(name)
{
    protected override bool WidensHalf => true;

    internal override DType ComputeType(DType x, DType y)
        => FloatFunction.FloatOf(x) is { } a && FloatFunction.FloatOf(y) is { } b ? base.ComputeType(a, b) : throw Error.NoLoop(Name, x, y);

    protected override Loop TimeLoop(DType x, DType y) => throw Error.NoLoop(Name, x, y);
}

internal sealed class Arctan2() : FloatFunction2("arctan2")
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Atan2);
}

internal sealed class Hypot() : FloatFunction2("hypot")
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Hypot);
}

internal sealed class Sqrt() : FloatFunction("sqrt", ComplexNumber.Sqrt)
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Sqrt);
}

internal sealed class Cbrt() : FloatFunction("cbrt")
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Cbrt);
}

internal sealed class Exp() : FloatFunction("exp", ComplexFunctions.Exp)
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Exp);
}

internal sealed class Exp2() : FloatFunction("exp2", static z => ComplexFunctions.Exp(z * Math.Log(2)))
{
    protected override Kernel Floating<T>(DType dtype) => Each.FloatMap<Function, T>();

    private readonly struct Function : IFloatMap
    {
        public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Exp2(x);
    }
}

internal sealed class Expm1() : FloatFunction("expm1", ComplexFunctions.Expm1)
{
    protected override Kernel Floating<T>(DType dtype) => Each.FloatMap<Function, T>();

    private readonly struct Function : IFloatMap
    {
        public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
            => T.CreateTruncating(Precise.Expm1(double.CreateTruncating(x)));
    }
}

internal sealed class Log() : FloatFunction("log", ComplexNumber.Log)
{
    protected override Kernel Floating<T>(DType dtype) => Each.FloatMap<Function, T>();

    private readonly struct Function : IFloatMap
    {
        public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Log(x);
    }
}

internal sealed class Log2() : FloatFunction("log2", static z => ComplexNumber.Log(z) / Math.Log(2))
{
    protected override Kernel Floating<T>(DType dtype) => Each.FloatMap<Function, T>();

    private readonly struct Function : IFloatMap
    {
        public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Log2<T>(x);

        // Binary numbers and logarithms both have a Log2.
        private static T Log2<T>(T x) where T : ILogarithmicFunctions<T> => T.Log2(x);
    }
}

internal sealed class Log10() : FloatFunction("log10", static z => ComplexNumber.Log(z) / Math.Log(10))
{
    protected override Kernel Floating<T>(DType dtype) => Each.FloatMap<Function, T>();

    private readonly struct Function : IFloatMap
    {
        public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Log10(x);
    }
}

internal sealed class Log1p() : FloatFunction("log1p", ComplexFunctions.Log1p)
{
    protected override Kernel Floating<T>(DType dtype) => Each.FloatMap<Function, T>();

    private readonly struct Function : IFloatMap
    {
        public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
            => T.CreateTruncating(Precise.Log1p(double.CreateTruncating(x)));
    }
}

internal sealed class Degrees() : FloatFunction("degrees")
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.RadiansToDegrees);
}

internal sealed class Radians() : FloatFunction("radians")
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.DegreesToRadians);
}
