namespace MemMap.Tests.Golden;

/// <summary>Functions of one array; each case states how many units in the last place a float may differ.</summary>
public class UnaryTests
{
    [Theory, InlineData(Operands.InMemory), InlineData(Operands.Joined), InlineData(Operands.Lazy), InlineData(Operands.Computed)]
    public void Of_numbers(Operands operands) => Run("unary", operands, static operation => operation != "log2");

    /// <remarks>It is the C library's, and so apart: tools/Emulation/Windows.psd1.</remarks>
    [Theory, InlineData(Operands.InMemory), InlineData(Operands.Joined), InlineData(Operands.Lazy), InlineData(Operands.Computed)]
    public void Log2_of_numbers(Operands operands) => Run("unary", operands, static operation => operation == "log2");

    [Theory, InlineData(Operands.InMemory), InlineData(Operands.Joined), InlineData(Operands.Lazy), InlineData(Operands.Computed)]
    public void Of_times(Operands operands) => Run("times", operands, static _ => true);

    [Theory, InlineData(Operands.InMemory), InlineData(Operands.Joined), InlineData(Operands.Lazy), InlineData(Operands.Computed)]
    public void Of_complex_numbers(Operands operands) => Run("complexes", operands, static _ => true);

    private static void Run(string theme, Operands operands, Predicate<string?> isAsked)
    {
        var report = new GoldenReport($"functions of {theme}");
        foreach (GoldenGroup group in GoldenFile.Load(theme).Where(group => group.Other is null))
        {
            NDArray array = GoldenArrays.Make(group.Array, operands);
            foreach (GoldenCase golden in group.Cases.Where(golden => isAsked(golden.Operation)))
            {
                Func<NDArray, GoldenCase, object?> operation = GoldenOperations.Unary[golden.Operation!];
                report.Add(
                    golden, ()
                    => $"np.{golden.Operation}(a{(golden.Number is { } number ? $", {number}" : "")}), a = "
                        + $"{GoldenComparer.Describe(array)}",
                    () => GoldenComparer.Describe(golden), GoldenComparer.Difference(golden, () => operation(array, golden)));
            }
        }
        report.Check();
    }
}
