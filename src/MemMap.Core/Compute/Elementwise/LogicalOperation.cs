namespace MemMap.Compute;

/// <summary>Operations on truth values: every number except 0 is true. The result is bool.</summary>
internal abstract class LogicalOperation(string name) : BinaryOperation(name)
{
    internal override DType ComputeType(DType x, DType y) => x.IsNumeric && y.IsNumeric ? DType.Bool : throw Error.NoLoop(Name, x, y);

    protected override Loop TimeLoop(DType x, DType y) => throw Error.NoLoop(Name, x, y);
}
