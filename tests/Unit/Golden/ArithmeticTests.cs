namespace MemMap.Tests.Golden;

/// <summary>Operations of two arrays and of an array with a number: promotion, broadcasting, values.</summary>
public class ArithmeticTests
{
    [Theory, InlineData(Operands.InMemory), InlineData(Operands.Joined), InlineData(Operands.Lazy), InlineData(Operands.Computed)]
    public void Of_arrays(Operands operands) => Run("binary", operands);

    [Theory, InlineData(Operands.InMemory), InlineData(Operands.Joined), InlineData(Operands.Lazy), InlineData(Operands.Computed)]
    public void Of_an_array_and_a_number(Operands operands) => Run("scalars", operands);

    [Theory, InlineData(Operands.InMemory), InlineData(Operands.Joined), InlineData(Operands.Lazy), InlineData(Operands.Computed)]
    public void Of_times(Operands operands) => Run("times", operands);

    private static void Run(string theme, Operands operands)
    {
        var report = new GoldenReport(theme);
        foreach (GoldenGroup group in GoldenFile.Load(theme).Where(group => theme == "scalars" || group.Other is not null))
        {
            NDArray array = GoldenArrays.Make(group.Array, operands);
            NDArray? other = group.Other is null ? null : GoldenArrays.Make(group.Other, operands);
            foreach (GoldenCase golden in group.Cases)
            {
                Func<object, object, object?> operation = GoldenOperations.Binary[golden.Operation!];
                object second = other ?? GoldenArrays.Scalar(golden.Number!.Value);
                object x = golden.IsReversed ? second : array, y = golden.IsReversed ? array : second;
                report.Add(golden, () => $"np.{golden.Operation}({GoldenComparer.Describe(x)}, {GoldenComparer.Describe(y)})",
                    () => GoldenComparer.Describe(golden), GoldenComparer.Difference(golden, () => operation(x, y)));
            }
        }
        report.Check();
    }
}
