using System.Numerics.Tensors;

namespace MemMap.Compute;

// The four kinds of rounding to whole numbers. Integers become floats, as in numpy 1.24.

internal sealed class Floor() : FloatFunction("floor")
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Floor);
}
