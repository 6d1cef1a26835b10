namespace MemMap.Tests.Golden;

/// <summary>Casts between every pair of dtypes.</summary>
public class CastTests
{
    [Theory, InlineData(Operands.InMemory), InlineData(Operands.Joined), InlineData(Operands.Lazy), InlineData(Operands.Computed)]
    public void AsType(Operands operands)
    {
        var report = new GoldenReport("cast");
        foreach (GoldenGroup group in GoldenFile.Load("cast"))
        {
            NDArray array = GoldenArrays.Make(group.Array, operands);
            foreach (GoldenCase golden in group.Cases)
            {
                report.Add(
                    golden, ()
                    => $"a.astype('{golden.DType}'), a = {GoldenComparer.Describe(array)}", () => GoldenComparer.Describe(golden),
                    GoldenComparer.Difference(golden, () => array.AsType(DType.Parse(golden.DType!))));
            }
        }
        report.Check();
    }
}
