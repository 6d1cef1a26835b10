namespace MemMap.Tests.Golden;

/// <summary>Runs a theme whose cases each name one function of the group's arrays.</summary>
internal static class GoldenTheme
{
    internal static void Run(
        string theme, Operands operands, Dictionary<string, Func<NDArray, NDArray?, GoldenCase, object?>> functions,
        Func<GoldenCase, NDArray, NDArray, string?>? check = null)
    {
        var report = new GoldenReport(theme);
        foreach (GoldenGroup group in GoldenFile.Load(theme))
        {
            NDArray array = GoldenArrays.Make(group.Array, operands);
            NDArray? other = group.Other is null ? null : GoldenArrays.Make(group.Other, operands);
            foreach (GoldenCase golden in group.Cases)
            {
                object? result = null;
                string? difference = GoldenComparer.Difference(golden, () => result = functions[golden.Operation!](array, other, golden));
                report.Add(
                    golden, ()
                    => $"a.{golden.Operation}({golden.Number}{golden.DType}{golden.List} {golden.Axis}), a: "
                        + $"{IndexTests.Describe(group.Array)} {GoldenComparer.Describe(array)}"
                        + (other is null ? "" : $", b: {GoldenComparer.Describe(other)}"),
                    () => GoldenComparer.Describe(golden),
                    difference ?? (result is NDArray face ? check?.Invoke(golden, array, face) : null));
            }
        }
        report.Check();
    }
}
