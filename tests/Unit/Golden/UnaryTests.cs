namespace MemMap.Tests.Golden;

/// <summary>Functions of one array; each case states how many units in the last place a float may differ.</summary>
public class UnaryTests
{
    [Theory, InlineData(false), InlineData(true)]
    public void Of_numbers(bool isJoined) => Run("unary", isJoined, static operation => operation != "log2");

    /// <remarks>It is the C library's, and so apart: tools/Emulation/Windows.psd1.</remarks>
    [Theory, InlineData(false), InlineData(true)]
    public void Log2_of_numbers(bool isJoined) => Run("unary", isJoined, static operation => operation == "log2");

    [Theory, InlineData(false), InlineData(true)]
    public void Of_times(bool isJoined) => Run("times", isJoined, static _ => true);

    [Theory, InlineData(false), InlineData(true)]
    public void Of_complex_numbers(bool isJoined) => Run("complexes", isJoined, static _ => true);

    private static void Run(string theme, bool isJoined, Predicate<string?> isAsked)
    {
        var report = new GoldenReport($"functions of {theme}");
        foreach (GoldenGroup group in GoldenFile.Load(theme).Where(group => group.Other is null))
        {
            NDArray array = GoldenArrays.Make(group.Array, isJoined);
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
