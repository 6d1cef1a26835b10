using System.Text.Json;

namespace MemMap.Tests.Golden;

/// <summary>Distinct elements, arrays as sets, and order by several keys.</summary>
public class SetTests
{
    private static readonly Dictionary<string, Func<NDArray, NDArray?, GoldenCase, object?>> Functions = new()
    {
        ["unique"] = (x, _, golden) => Part(Axis(golden) is { } axis ? x.UniqueAll(axis) : x.UniqueAll(), golden.Number!.Value.GetInt32()),
        ["isin"] = (x, y, _) => x.IsIn(y!),
        ["isin_not"] = (x, y, _) => x.IsIn(y!, invert: true),
        ["intersect1d"] = (x, y, _) => x.Intersect1d(y!),
        ["union1d"] = (x, y, _) => x.Union1d(y!),
        ["setdiff1d"] = (x, y, _) => x.SetDiff1d(y!),
        ["setxor1d"] = (x, y, _) => x.SetXor1d(y!),
        ["lexsort"] = (x, y, golden) => NDArray.LexSort([x, y!], golden.Axis!.Value.GetInt32()),
        // What the other places have is nobody's: the element at the position is compared.
        ["partition"] = (x, _, golden) => x.Partition(Kth(golden), Axis(golden)).Take(new[] { Kth(golden) }, Axis(golden)!.Value),
        ["argpartition"] = (x, _, golden) => x.TakeAlongAxis(
            x.ArgPartition(Kth(golden), Axis(golden)).Take(new[] { Kth(golden) }, Axis(golden)!.Value), Axis(golden)),
        ["sort"] = (x, _, golden) => x.Sort(Axis(golden), Fields(golden)),
        ["argsort"] = (x, _, golden) => x.ArgSort(Axis(golden), Fields(golden)),
    };

    [Theory, InlineData(Operands.InMemory), InlineData(Operands.Joined), InlineData(Operands.Lazy), InlineData(Operands.Computed)]
    public void Sets(Operands operands) => GoldenTheme.Run("sets", operands, Functions);

    private static NDArray Part(UniqueAllResult all, int part) => part switch
    {
        0 => all.Values,
        1 => all.Indices,
        2 => all.InverseIndices,
        _ => all.Counts,
    };

    private static int Kth(GoldenCase golden) => golden.Number!.Value.GetInt32();

    private static string[] Fields(GoldenCase golden) => golden.Number!.Value.Deserialize<string[]>()!;

    private static int? Axis(GoldenCase golden) => golden.Axis is { ValueKind: JsonValueKind.Number } axis ? axis.GetInt32() : null;
}
