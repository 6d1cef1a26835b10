using System.Numerics;

namespace MemMap.Compute;

/// <summary>
/// The common base of operations on one array and on two: the dispatch from a dtype to a kernel. It adds <see cref="OfParts{T}"/> to the
/// levels of <see cref="DataTypes.DTypeVisitor{TResult}"/>, for operations whose arithmetic differs between complex and real numbers.
/// </summary>
internal abstract class ElementwiseOperation(string name) : DataTypes.DTypeVisitor<Kernel>
{
    /// <summary>numpy's name of the operation, for error texts.</summary>
    internal string Name { get; } = name;

    /// <summary>
    /// Whether float16 is computed in float32 and rounded once, as numpy does where intermediate rounding would change the result.
    /// </summary>
    protected virtual bool WidensHalf => false;

    /// <summary>The dtype of blocks for a dtype that is computed in.</summary>
    protected DType BlockOf(DType compute) => WidensHalf && compute.Kind == ElementKind.Float16 ? DType.Float32 : compute;

    /// <summary>int8 for bool, where an operation has no definition for truth values.</summary>
    protected static DType NumberOf(DType dtype) => dtype.Kind == ElementKind.Bool ? DType.Int8 : dtype;

    protected sealed override Kernel Complex<T>(DType dtype)
        => (dtype.Kind == ElementKind.Complex64 ? OfParts<float>() : OfParts<double>()) ?? Number<T>(dtype);

    /// <summary>The kernel on complex numbers as pairs of parts; null to use the kernel for all numbers.</summary>
    protected virtual Kernel? OfParts<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> => null;

    protected override Kernel Unsupported(DType dtype) => throw Error.NoLoop(Name, dtype);
}
