namespace MemMap.Tests.Golden;

/// <summary>numpy's functions that take more than arrays and axes; each case states how many units in the last place may differ.</summary>
public class FunctionTests
{
    [Theory, InlineData(Operands.InMemory), InlineData(Operands.Joined), InlineData(Operands.Lazy), InlineData(Operands.Computed)]
    public void Of_pairs(Operands operands) => Run("pairs", operands);

    [Theory, InlineData(Operands.InMemory), InlineData(Operands.Joined), InlineData(Operands.Lazy), InlineData(Operands.Computed)]
    public void Along_axes(Operands operands) => Run("running", operands);

    [Theory, InlineData(Operands.InMemory), InlineData(Operands.Joined), InlineData(Operands.Lazy), InlineData(Operands.Computed)]
    public void Of_sums_of_products(Operands operands) => Run("products", operands);

    [Theory, InlineData(Operands.InMemory), InlineData(Operands.Joined), InlineData(Operands.Lazy), InlineData(Operands.Computed)]
    public void Of_texts_records_and_bits(Operands operands) => Run("strings", operands);

    private static void Run(string theme, Operands operands)
    {
        var report = new GoldenReport(theme);
        foreach (GoldenGroup group in GoldenFile.Load(theme))
        {
            NDArray array = GoldenArrays.Make(group.Array, operands);
            NDArray other = group.Other is null ? array : GoldenArrays.Make(group.Other, operands);
            foreach (GoldenCase golden in group.Cases)
            {
                report.Add(
                    golden, () => $"np.{golden.Operation}(a, b) {golden.Number} {golden.Within} axis={golden.Axis}"
                        + $"{(golden.KeepDims ? " keepdims" : "")}, a = {GoldenComparer.Describe(array)}, "
                        + $"b = {GoldenComparer.Describe(other)}",
                    () => GoldenComparer.Describe(golden),
                    GoldenComparer.Difference(golden, () => Call(theme, golden)(array, other, golden)));
            }
        }
        report.Check();
    }

    private static Func<NDArray, NDArray, GoldenCase, object?> Call(string theme, GoldenCase golden)
        => (theme == "strings" ? GoldenTexts.Calls : GoldenFunctions.Calls)[golden.Operation!];
}
