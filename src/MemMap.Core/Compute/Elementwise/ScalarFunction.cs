namespace MemMap.Compute;

/// <summary>
/// A function of doubles that is called for each element, so that results are the function's own to the last bit. It must be callable on
/// several threads.
/// </summary>
/// <param name="name">The name of the operation.</param>
/// <param name="of">The function.</param>
internal sealed unsafe class ScalarFunction(string name, Func<double, double> of) : UnaryOperation(name)
{
    internal override Loop LoopFor(DType x) => new(
        (blocks, count) =>
        {
            double* from = (double*)blocks[0], to = (double*)blocks[1];
            for (int i = 0; i < count; i++)
            {
                to[i] = of(from[i]);
            }
        },
        DType.Float64, DType.Float64, DType.Float64);
}
