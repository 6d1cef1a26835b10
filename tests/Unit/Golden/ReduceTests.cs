using System.Text.Json;

namespace MemMap.Tests.Golden;

/// <summary>
/// Reductions and sorting along axes; those of floats may differ from exact arithmetic by the units that each case states.
/// </summary>
public class ReduceTests
{
    [Theory, InlineData(false), InlineData(true)]
    public void Reduce(bool isJoined) => Run("reduce", isJoined);

    [Theory, InlineData(false), InlineData(true)]
    public void Order(bool isJoined) => Run("order", isJoined);

    private static void Run(string theme, bool isJoined)
    {
        var report = new GoldenReport(theme);
        foreach (GoldenGroup group in GoldenFile.Load(theme))
        {
            NDArray array = GoldenArrays.Make(group.Array, isJoined);
            foreach (GoldenCase golden in group.Cases)
            {
                Func<NDArray, int[]?, GoldenCase, object?> operation = GoldenOperations.Reduction[golden.Operation!];
                report.Add(golden, () => Expression(golden, array), () => GoldenComparer.Describe(golden),
                    GoldenComparer.Difference(golden, () => operation(array, Axes(golden.Axis), golden)));
            }
        }
        report.Check();
    }

    private static int[]? Axes(JsonElement? axis) => axis switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.Array } several => [.. several.EnumerateArray().Select(item => item.GetInt32())],
        { } one => [one.GetInt32()],
    };

    private static string Expression(GoldenCase golden, NDArray array)
        => $"np.{golden.Operation}({(golden.Number is null ? "a" : $"a, {golden.Number}")}, axis={golden.Axis?.ToString() ?? "None"}"
            + $"{(golden.KeepDims ? ", keepdims=True" : "")}{(golden.DegreesOfFreedom == 0 ? "" : $", ddof={golden.DegreesOfFreedom}")}), "
            + $"a = {GoldenComparer.Describe(array)}";
}
