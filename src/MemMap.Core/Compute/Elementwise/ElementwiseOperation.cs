using System.Numerics;

namespace MemMap.Compute;

/// <summary>
/// What operations on one array and on two have in common: the dispatch from a dtype to a kernel. To the levels of
/// <see cref="DataTypes.DTypeVisitor{TResult}"/> it adds <see cref="OfParts{T}"/>, for what isn't the same arithmetic on complex numbers
/// as on real ones.
/// </summary>
internal abstract class ElementwiseOperation(string name) : DataTypes.DTypeVisitor<Kernel>
{
    /// <summary>numpy's name of the operation, as in its error texts.</summary>
    internal string Name { get; } = name;

    /// <summary>
    /// Whether float16 is computed in float32 and rounded once, as numpy does wherever more than one rounding could show.
    /// </summary>
    protected virtual bool WidensHalf => false;

    /// <summary>The dtype of the blocks for a dtype to compute in.</summary>
    protected DType BlockOf(DType compute) => WidensHalf && compute.Kind == ElementKind.Float16 ? DType.Float32 : compute;

    /// <summary>bool counts as int8 where an operation has no meaning of its own for truth values.</summary>
    protected static DType NumberOf(DType dtype) => dtype.Kind == ElementKind.Bool ? DType.Int8 : dtype;

    protected sealed override Kernel Complex<T>(DType dtype)
        => (dtype.Kind == ElementKind.Complex64 ? OfParts<float>() : OfParts<double>()) ?? Number<T>(dtype);

    /// <summary>The kernel on complex numbers as pairs of parts; null to fall through to the level of all numbers.</summary>
    protected virtual Kernel? OfParts<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> => null;

    protected override Kernel Unsupported(DType dtype) => throw Error.NoLoop(Name, dtype);
}
