using System.Text.Json;

namespace MemMap.Tests.Golden;

/// <summary>Views in other shapes and dtypes, views of fields, and elements chosen by place or condition.</summary>
public class ViewTests
{
    private static readonly Dictionary<string, Func<NDArray, NDArray?, GoldenCase, object?>> Operations = new()
    {
        ["reshape"] = (x, _, golden)
            => x.Reshape(Numbers(golden.Number!.Value[0]), Enum.Parse<MemoryOrder>(golden.Number.Value[1].GetString()!)),
        ["transpose"] = (x, _, golden) => x.Transpose(Axes(golden)),
        ["swapaxes"] = (x, _, golden) => x.SwapAxes(Axes(golden)[0], Axes(golden)[1]),
        ["squeeze"] = (x, _, golden) => golden.Number is null ? x.Squeeze() : x.Squeeze(Axes(golden)),
        ["ravel"] = (x, _, _) => x.Ravel(),
        ["broadcast_to"] = (x, _, golden) => x.BroadcastTo(Numbers(golden.Number!.Value)),
        ["view"] = (x, _, golden) => x.View(DType.Parse(golden.DType!)),
        ["field"] = (x, _, golden) => x.Field(golden.Number!.Value[0].GetString()!),
        ["fields"] = (x, _, golden) => x.Field(golden.Number!.Value.Deserialize<string[]>()!),
        ["take"] = (x, _, golden) => golden.Axis is { ValueKind: JsonValueKind.Number } axis
            ? x.Take(GoldenArrays.List(golden.List!.Value), axis.GetInt32()) : x.Take(GoldenArrays.List(golden.List!.Value)),
        ["nonzero"] = (x, _, golden) => x.NonZero()[golden.Number!.Value[0].GetInt32()],
        ["argwhere"] = (x, _, _) => x.ArgWhere(),
        ["count_nonzero"] = (x, _, _) => x.CountNonZero(),
        ["where"] = (x, y, golden) => NDArray.Where(NDArray.Array(GoldenArrays.List(golden.List!.Value)), x, y!),
    };

    [Theory, InlineData(Operands.InMemory), InlineData(Operands.Joined), InlineData(Operands.Lazy), InlineData(Operands.Computed)]
    public void Views(Operands operands)
    {
        var report = new GoldenReport("views");
        foreach (GoldenGroup group in GoldenFile.Load("views"))
        {
            NDArray array = GoldenArrays.Make(group.Array, operands);
            NDArray? other = group.Other is null ? null : GoldenArrays.Make(group.Other, operands);
            // Computed elements are in no memory: their layout is contiguous, so there are more views of it.
            bool hasLayout = operands != Operands.Computed;
            foreach (GoldenCase golden in group.Cases.Where(golden => hasLayout || golden is not { Operation: "view", Error: not null }))
            {
                object? result = null;
                string? difference = GoldenComparer.Difference(golden, () => result = Operations[golden.Operation!](array, other, golden));
                report.Add(
                    golden, ()
                    => $"a.{golden.Operation}({golden.Number}{golden.DType}{golden.List} {golden.Axis}), a: "
                        + $"{IndexTests.Describe(group.Array)} {GoldenComparer.Describe(array)}",
                    () => GoldenComparer.Describe(golden),
                    difference ?? (golden.Kind == "view" && hasLayout ? MemoryDifference(golden, array, (NDArray)result!) : null));
            }
        }
        report.Check();
    }

    private static string? MemoryDifference(GoldenCase golden, NDArray array, NDArray result)
        => !ReferenceEquals(array.Buffer, result.Buffer) ? "a copy"
            : golden.Strides is { } strides && strides.Zip(result.Strides).Any(pair => pair.First is { } stride && stride != pair.Second)
                ? $"strides {Error.Shape(result.Strides)}, not ({string.Join(", ", strides)})" : null;

    private static long[] Numbers(JsonElement list) => list.Deserialize<long[]>()!;

    private static int[] Axes(GoldenCase golden) => golden.Number!.Value.Deserialize<int[]>()!;
}
