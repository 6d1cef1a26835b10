using System.Numerics;
using System.Numerics.Tensors;
using ComplexNumber = System.Numerics.Complex;

namespace MemMap.Compute;

// The hyperbolic functions of TensorPrimitives lose all digits near 0, so the scalar ones serve.

internal sealed class Sin() : FloatFunction("sin", ComplexNumber.Sin)
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Sin);
}

internal sealed class Cos() : FloatFunction("cos", ComplexNumber.Cos)
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Cos);
}

internal sealed class Tan() : FloatFunction("tan", ComplexNumber.Tan)
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Tan);
}

internal sealed class Arcsin() : FloatFunction("arcsin", ComplexNumber.Asin)
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Asin);
}

internal sealed class Arccos() : FloatFunction("arccos", ComplexNumber.Acos)
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Acos);
}

internal sealed class Arctan() : FloatFunction("arctan", ComplexFunctions.Arctan)
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Atan);
}

internal sealed class Sinh() : FloatFunction("sinh", ComplexNumber.Sinh)
{
    protected override Kernel Floating<T>(DType dtype) => Each.FloatMap<Function, T>();

    private readonly struct Function : IFloatMap
    {
        public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Sinh(x);
    }
}

internal sealed class Cosh() : FloatFunction("cosh", ComplexNumber.Cosh)
{
    protected override Kernel Floating<T>(DType dtype) => Each.FloatMap<Function, T>();

    private readonly struct Function : IFloatMap
    {
        public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Cosh(x);
    }
}

internal sealed class Tanh() : FloatFunction("tanh", ComplexNumber.Tanh)
{
    protected override Kernel Floating<T>(DType dtype) => Each.FloatMap<Function, T>();

    private readonly struct Function : IFloatMap
    {
        public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Tanh(x);
    }
}

internal sealed class Arcsinh() : FloatFunction("arcsinh", ComplexFunctions.Arcsinh)
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Asinh);
}

internal sealed class Arccosh() : FloatFunction("arccosh", ComplexFunctions.Arccosh)
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Acosh);
}

internal sealed class Arctanh() : FloatFunction("arctanh", ComplexFunctions.Arctanh)
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Atanh);
}
