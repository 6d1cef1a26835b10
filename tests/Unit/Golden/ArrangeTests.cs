using System.Text.Json;

namespace MemMap.Tests.Golden;

/// <summary>Axes in another order, windows, and arrays behind, beside and around one another.</summary>
public class ArrangeTests
{
    private static readonly Dictionary<string, Func<NDArray, NDArray?, GoldenCase, object?>> Functions = new()
    {
        ["moveaxis"] = (x, _, golden) => x.MoveAxis(Axes(At(golden, 0)), Axes(At(golden, 1))),
        ["expand_dims"] = (x, _, golden) => x.ExpandDims(golden.Number!.Value.GetInt32()),
        ["flip"] = (x, _, golden) => golden.Number is { } axes ? x.Flip(Axes(axes)) : x.Flip(),
        ["atleast"] = (x, _, golden) => golden.Number!.Value.GetInt32() switch
        {
            1 => x.AtLeast1d(),
            2 => x.AtLeast2d(),
            _ => x.AtLeast3d(),
        },
        ["rot90"] = (x, _, golden) => x.Rot90(At(golden, 0).GetInt32(), Axes(At(golden, 1))),
        ["diagonal"] = (x, _, golden) => x.Diagonal(At(golden, 0).GetInt32(), At(golden, 1).GetInt32(), At(golden, 2).GetInt32()),
        ["trace"] = (x, _, golden) => x.Trace(At(golden, 0).GetInt32(), At(golden, 1).GetInt32(), At(golden, 2).GetInt32()),
        ["ravel"] = (x, _, golden) => x.Ravel(Enum.Parse<MemoryOrder>(golden.Number!.Value.GetString()!)),
        ["flatten"] = (x, _, golden) => x.Flatten(Enum.Parse<MemoryOrder>(golden.Number!.Value.GetString()!)),
        ["sliding_window_view"] = (x, _, golden)
            => x.SlidingWindowView(Numbers(At(golden, 0)), At(golden, 1).ValueKind == JsonValueKind.Null ? null : Axes(At(golden, 1))),
        ["array_split"] = (x, _, golden) => At(golden, 0).ValueKind == JsonValueKind.Number
            ? x.ArraySplit(At(golden, 0).GetInt64(), At(golden, 1).GetInt32())[At(golden, 2).GetInt32()]
            : x.ArraySplit(Numbers(At(golden, 0)), At(golden, 1).GetInt32())[At(golden, 2).GetInt32()],
        ["as_strided"] = (x, _, golden) => x.AsStrided(Numbers(At(golden, 0)), Strides(x, Axes(At(golden, 1)))),
        ["tile"] = (x, _, golden) => x.Tile(Numbers(golden.Number!.Value)),
        ["repeat"] = (x, _, golden) => x.Repeat(GoldenArrays.List(At(golden, 0)), Axis(At(golden, 1))),
        ["roll"] = (x, _, golden) => At(golden, 0).ValueKind == JsonValueKind.Array
            ? x.Roll(Numbers(At(golden, 0)), Axes(At(golden, 1)))
            : Axis(At(golden, 1)) is { } axis ? x.Roll(At(golden, 0).GetInt64(), axis) : x.Roll(At(golden, 0).GetInt64()),
        ["byteswap"] = (x, _, _) => x.ByteSwap(),
        ["pad"] = (x, _, golden) => x.Pad(
            GoldenArrays.List(At(golden, 0)), Enum.Parse<PadMode>(At(golden, 1).GetString()!.Replace("_", ""), ignoreCase: true),
            At(golden, 2).ValueKind == JsonValueKind.Null ? null : GoldenArrays.List(At(golden, 2)),
            golden.Number!.Value.GetArrayLength() < 4 || At(golden, 3).ValueKind == JsonValueKind.Null ? null
                : GoldenArrays.List(At(golden, 3))),
        ["concatenate"] = (x, y, golden) => NDArray.Concatenate([x, y!], Axis(golden.Axis)),
        ["stack"] = (x, y, golden) => NDArray.Stack([x, y!], golden.Axis!.Value.GetInt32()),
        ["append"] = (x, y, golden) => x.Append(y!, Axis(golden.Axis)),
        ["vstack"] = (x, y, _) => NDArray.VStack([x, y!]),
        ["hstack"] = (x, y, _) => NDArray.HStack([x, y!]),
        ["dstack"] = (x, y, _) => NDArray.DStack([x, y!]),
    };

    [Theory, InlineData(Operands.InMemory), InlineData(Operands.Joined), InlineData(Operands.Lazy), InlineData(Operands.Computed)]
    public void Arranged(Operands operands) => GoldenTheme.Run("arrange", operands, Functions, (golden, array, result) =>
        golden.Kind == "copy" ? !array.IsLazy && ReferenceEquals(array.Buffer, result.Buffer) ? "a view" : null
            // Computed elements are in no memory: their layout is contiguous, so there are more views of it.
            : golden.Kind != "view" || operands == Operands.Computed ? null
            : !ReferenceEquals(array.Buffer, result.Buffer) ? "a copy"
            : golden.Strides is { } strides && strides.Zip(result.Strides).Any(pair => pair.First is { } stride && stride != pair.Second)
                ? $"strides {Error.Shape(result.Strides)}, not ({string.Join(", ", strides)})" : null);

    /// <summary>The strides of some axes, and 0 for none: those of computed elements are their own.</summary>
    private static long[] Strides(NDArray array, int[] axes)
    {
        long[] strides = array.Strides;
        return Array.ConvertAll(axes, axis => axis < 0 ? 0 : strides[axis]);
    }

    private static JsonElement At(GoldenCase golden, int place) => golden.Number!.Value[place];

    private static int[] Axes(JsonElement list) => list.Deserialize<int[]>()!;

    private static long[] Numbers(JsonElement list) => list.Deserialize<long[]>()!;

    private static int? Axis(JsonElement? axis) => axis is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : null;
}
