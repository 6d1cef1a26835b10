using System.Text.Json;

namespace MemMap.Tests.Golden;

/// <summary>
/// Reductions and sorting along axes; those of floats may differ from exact arithmetic by the units that each case states.
/// </summary>
public class ReduceTests
{
    [Theory, InlineData(Operands.InMemory), InlineData(Operands.Joined), InlineData(Operands.Lazy), InlineData(Operands.Computed)]
    public void Reduce(Operands operands) => Run("reduce", operands);

    [Theory, InlineData(Operands.InMemory), InlineData(Operands.Joined), InlineData(Operands.Lazy), InlineData(Operands.Computed)]
    public void Order(Operands operands) => Run("order", operands);

    private static void Run(string theme, Operands operands)
    {
        var report = new GoldenReport(theme);
        foreach (GoldenGroup group in GoldenFile.Load(theme))
        {
            NDArray array = GoldenArrays.Make(group.Array, operands);
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
