namespace MemMap.Compute;

/// <summary>A function of two real numbers; see <see cref="UnaryFloatFunction"/>.</summary>
internal abstract class BinaryFloatFunction(string name) : BinaryOperation(name)
{
    protected override bool WidensHalf => true;

    internal override DType ComputeType(DType x, DType y)
        => UnaryFloatFunction.FloatOf(x) is { } a && UnaryFloatFunction.FloatOf(y) is { } b ? base.ComputeType(a, b)
            : throw Error.NoLoop(Name, x, y);

    protected override Loop TimeLoop(DType x, DType y) => throw Error.NoLoop(Name, x, y);
}
