namespace MemMap.Tests.Golden;

/// <summary>Functions of one array; each case states how many units in the last place a float may differ.</summary>
public class UnaryTests
{
    [Fact]
    public void Of_numbers() => Run("unary");

    [Fact]
    public void Of_times() => Run("times");

    [Fact]
    public void Of_complex_numbers() => Run("complexes");

    private static void Run(string theme)
    {
        var report = new GoldenReport($"functions of {theme}");
        foreach (GoldenGroup group in GoldenFile.Load(theme).Where(group => group.Other is null))
        {
            NDArray array = GoldenArrays.InMemory(group.Array);
            foreach (GoldenCase golden in group.Cases)
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
