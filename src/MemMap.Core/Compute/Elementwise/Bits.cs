using System.Numerics;
using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>Bit by bit and; for bool the logical one. Defined for bool and integers.</summary>
internal sealed class BitwiseAnd() : BinaryOperation("bitwise_and")
{
    protected override Kernel Bool(DType dtype) => Map<byte>(TensorPrimitives.BitwiseAnd);

    protected override Kernel Integer<T>(DType dtype) => Map<T>(TensorPrimitives.BitwiseAnd);
}

/// <summary>Bit by bit or; for bool the logical one. Defined for bool and integers.</summary>
internal sealed class BitwiseOr() : BinaryOperation("bitwise_or")
{
    protected override Kernel Bool(DType dtype) => Map<byte>(TensorPrimitives.BitwiseOr);

    protected override Kernel Integer<T>(DType dtype) => Map<T>(TensorPrimitives.BitwiseOr);
}

/// <summary>Bit by bit exclusive or; for bool the logical one. Defined for bool and integers.</summary>
internal sealed class BitwiseXor() : BinaryOperation("bitwise_xor")
{
    protected override Kernel Bool(DType dtype) => Map<byte>(TensorPrimitives.Xor);

    protected override Kernel Integer<T>(DType dtype) => Map<T>(TensorPrimitives.Xor);
}

/// <summary>All bits turned over; for bool the logical not. Defined for bool and integers.</summary>
internal sealed class Invert() : UnaryOperation("invert")
{
    protected override Kernel Bool(DType dtype) => Map<byte>(static (x, d) => TensorPrimitives.Xor(x, (byte)1, d));

    protected override Kernel Integer<T>(DType dtype) => Map<T>(TensorPrimitives.OnesComplement);
}

/// <summary>The first element's bits moved up by the second; by the width or more, or by a negative count, nothing is left, as in numpy.</summary>
internal sealed class LeftShift() : BinaryOperation("left_shift")
{
    internal override DType ComputeType(DType x, DType y) => NumberOf(base.ComputeType(x, y));

    protected override Kernel Integer<T>(DType dtype) => Each.Pair<Shifted<T>, T>();

    private readonly struct Shifted<T> : IPair<T, T, T> where T : unmanaged, IBinaryInteger<T>
    {
        public static unsafe T Of(T x, T y) => ulong.CreateTruncating(y) < (ulong)sizeof(T) * 8 ? x << int.CreateTruncating(y) : T.Zero;
    }
}

/// <summary>The first element's bits moved down by the second; by the width or more, or by a negative count, the sign is left, as in numpy.</summary>
internal sealed class RightShift() : BinaryOperation("right_shift")
{
    internal override DType ComputeType(DType x, DType y) => NumberOf(base.ComputeType(x, y));

    protected override Kernel Integer<T>(DType dtype) => Each.Pair<Shifted<T>, T>();

    private readonly struct Shifted<T> : IPair<T, T, T> where T : unmanaged, IBinaryInteger<T>
    {
        public static unsafe T Of(T x, T y)
            => ulong.CreateTruncating(y) < (ulong)sizeof(T) * 8 ? x >> int.CreateTruncating(y) : T.IsNegative(x) ? T.Zero - T.One : T.Zero;
    }
}

/// <summary>Operations on whether elements are true; any number but 0 is. The result is bool.</summary>
internal abstract class Logical(string name) : BinaryOperation(name)
{
    internal override DType ComputeType(DType x, DType y) => x.IsNumeric && y.IsNumeric ? DType.Bool : throw Error.NoLoop(Name, x, y);

    protected override Loop TimeLoop(DType x, DType y) => throw Error.NoLoop(Name, x, y);
}

/// <summary>Whether both elements are true.</summary>
internal sealed class LogicalAnd() : Logical("logical_and")
{
    protected override Kernel Bool(DType dtype) => Map<byte>(TensorPrimitives.BitwiseAnd);
}

/// <summary>Whether at least one of two elements is true.</summary>
internal sealed class LogicalOr() : Logical("logical_or")
{
    protected override Kernel Bool(DType dtype) => Map<byte>(TensorPrimitives.BitwiseOr);
}

/// <summary>Whether exactly one of two elements is true.</summary>
internal sealed class LogicalXor() : Logical("logical_xor")
{
    protected override Kernel Bool(DType dtype) => Map<byte>(TensorPrimitives.Xor);
}

/// <summary>Whether an element is false; any number but 0 is true.</summary>
internal sealed class LogicalNot() : UnaryOperation("logical_not")
{
    internal override DType ComputeType(DType x) => x.IsNumeric ? DType.Bool : x;

    protected override Kernel Bool(DType dtype) => Map<byte>(static (x, d) => TensorPrimitives.Xor(x, (byte)1, d));
}
