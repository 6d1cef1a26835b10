namespace MemMap.Tests.Golden;

/// <summary>Operations of two arrays and of an array with a number: promotion, broadcasting, values.</summary>
public class ArithmeticTests
{
    [Theory, InlineData(false), InlineData(true)]
    public void Of_arrays(bool isJoined) => Run("binary", isJoined);

    [Theory, InlineData(false), InlineData(true)]
    public void Of_an_array_and_a_number(bool isJoined) => Run("scalars", isJoined);

    [Theory, InlineData(false), InlineData(true)]
    public void Of_times(bool isJoined) => Run("times", isJoined);

    private static void Run(string theme, bool isJoined)
    {
        var report = new GoldenReport(theme);
        foreach (GoldenGroup group in GoldenFile.Load(theme).Where(group => theme == "scalars" || group.Other is not null))
        {
            NDArray array = GoldenArrays.Make(group.Array, isJoined);
            NDArray? other = group.Other is null ? null : GoldenArrays.Make(group.Other, isJoined);
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
