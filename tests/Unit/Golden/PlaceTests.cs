using System.Text.Json;

namespace MemMap.Tests.Golden;

/// <summary>Elements by position, by an index into several arrays and by conditions; numbers in bins and at equal distances.</summary>
public class PlaceTests
{
    private static readonly Dictionary<string, Func<NDArray, NDArray?, GoldenCase, object?>> Functions = new()
    {
        ["take_along_axis"] = (x, _, golden) => x.TakeAlongAxis(List(golden), Axis(golden)),
        ["put_along_axis"] = (x, _, golden) => Changed(x, copy => copy.PutAlongAxis(List(golden), 1, Axis(golden))),
        ["put"] = (x, _, golden) => Changed(x, copy => copy.Put(Item(golden, 0), Item(golden, 1), Mode(At(golden, 2)))),
        ["putmask"] = (x, _, golden) => Changed(x, copy => copy.PutMask(Item(golden, 0), Item(golden, 1))),
        ["compress"] = (x, _, golden) => x.Compress(List(golden), Axis(golden)),
        ["flatnonzero"] = (x, _, _) => x.FlatNonZero(),
        ["choose"] = (x, _, golden) => x.Choose(Items(golden.List!.Value), Mode(golden.Number!.Value)),
        ["select"] = (_, _, golden) => NDArray.Select(Items(golden.List!.Value[0]), Items(golden.List.Value[1])),
        ["unravel_index"] = (x, _, golden) => NDArray.UnravelIndex(x, Shape(golden), Order(golden))[At(golden, 2).GetInt32()],
        ["ravel_multi_index"] = (_, _, golden)
            => NDArray.RavelMultiIndex(Items(golden.List!.Value), Shape(golden), Mode(At(golden, 2)), Order(golden)),
        ["digitize"] = (x, _, golden) => x.Digitize(Item(golden, 0), At(golden, 1).GetBoolean()),
        ["bincount"] = (x, _, golden)
            => x.BinCount(golden.List is { } weights ? GoldenArrays.List(weights) : null, golden.Number!.Value.GetInt64()),
        ["arange"] = (_, _, golden) => NDArray.Arange(Number(golden, 0), Number(golden, 1), Number(golden, 2), DType.Parse(golden.DType!)),
        ["linspace"] = (_, _, golden) => NDArray.Linspace(
            Number(golden, 0), Number(golden, 1), At(golden, 2).GetInt64(), At(golden, 3).GetBoolean(), DType.Parse(golden.DType!)),
        ["arange_dates"] = (_, _, golden) => NDArray.Arange(
            At(golden, 0).GetDateTime(), At(golden, 1).GetDateTime(), At(golden, 2).GetInt64(), DType.Parse(golden.DType!)),
        ["full"] = (_, _, golden) => NDArray.Full(Shape(golden), Item(golden, 1), DType.Parse(golden.DType!)),
    };

    [Theory, InlineData(Operands.InMemory), InlineData(Operands.Joined), InlineData(Operands.Lazy), InlineData(Operands.Computed)]
    public void Places(Operands operands) => GoldenTheme.Run("places", operands, Functions);

    private static NDArray Changed(NDArray array, Action<NDArray> change)
    {
        NDArray copy = array.Copy(MemoryOrder.F);
        change(copy);
        return copy;
    }

    private static JsonElement At(GoldenCase golden, int place) => golden.Number!.Value[place];

    private static double Number(GoldenCase golden, int place) => At(golden, place).GetDouble();

    private static object Item(GoldenCase golden, int place) => GoldenArrays.List(At(golden, place));

    private static object List(GoldenCase golden) => GoldenArrays.List(golden.List!.Value);

    private static object[] Items(JsonElement list) => [.. list.EnumerateArray().Select(GoldenArrays.List)];

    private static long[] Shape(GoldenCase golden) => At(golden, 0).Deserialize<long[]>()!;

    private static MemoryOrder Order(GoldenCase golden) => Enum.Parse<MemoryOrder>(At(golden, 1).GetString()!);

    private static IndexMode Mode(JsonElement name) => Enum.Parse<IndexMode>(name.GetString()!, ignoreCase: true);

    private static int? Axis(GoldenCase golden) => golden.Axis is { ValueKind: JsonValueKind.Number } axis ? axis.GetInt32() : null;
}
