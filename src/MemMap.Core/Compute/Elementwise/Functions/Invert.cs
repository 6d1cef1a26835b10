using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>Bitwise complement; for bool the logical not. Defined for bool and integers.</summary>
internal sealed class Invert() : UnaryOperation("invert")
{
    protected override Kernel Bool(DType dtype) => Map<byte>(static (x, d) => TensorPrimitives.Xor(x, (byte)1, d));

    protected override Kernel Integer<T>(DType dtype) => Map<T>(TensorPrimitives.OnesComplement);
}
