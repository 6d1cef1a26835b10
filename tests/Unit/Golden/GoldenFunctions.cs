using System.Text.Json;

namespace MemMap.Tests.Golden;

/// <summary>What numpy's names are here, for functions that take more than arrays and axes: a case's "n" has what they take.</summary>
internal static class GoldenFunctions
{
    private static readonly string[] Options =
    [
        "Sum", "Prod", "Mean", "Var", "Std", "Min", "Max", "Any", "All", "NanSum", "NanProd", "NanMean", "NanVar", "NanStd", "NanMin",
        "NanMax",
    ];

    /// <summary>The call of a case: of a group's first array, its second one and the case.</summary>
    internal static readonly Dictionary<string, Func<NDArray, NDArray, GoldenCase, object?>> Calls = new()
    {
        ["copysign"] = (x, y, _) => x.CopySign(y),
        ["nextafter"] = (x, y, _) => x.NextAfter(y),
        ["ldexp"] = (x, y, _) => x.LdExp(y),
        ["logaddexp"] = (x, y, _) => x.LogAddExp(y),
        ["logaddexp2"] = (x, y, _) => x.LogAddExp2(y),
        ["gcd"] = (x, y, _) => x.Gcd(y),
        ["lcm"] = (x, y, _) => x.Lcm(y),
        ["divmod_0"] = (x, y, _) => x.DivMod(y)[0],
        ["divmod_1"] = (x, y, _) => x.DivMod(y)[1],
        ["modf_0"] = (x, _, _) => x.ModF()[0],
        ["modf_1"] = (x, _, _) => x.ModF()[1],
        ["frexp_0"] = (x, _, _) => x.FrExp()[0],
        ["frexp_1"] = (x, _, _) => x.FrExp()[1],
        ["isclose"] = (x, y, golden) => x.IsClose(y, Number(golden, 0), Number(golden, 1), Number(golden, 2) != 0),
        ["allclose"] = (x, y, golden) => x.AllClose(y, Number(golden, 0), Number(golden, 1), Number(golden, 2) != 0),
        ["array_equal"] = (x, y, golden) => x.ArrayEqual(y, Number(golden, 0) != 0),
        ["nan_to_num"] = (x, _, golden) => x.NanToNum(Number(golden, 0), NumberOrNull(golden, 1), NumberOrNull(golden, 2)),
        ["minimum_accumulate"] = (x, _, golden) => x.MinimumAccumulate(golden.Axis!.Value.GetInt32()),
        ["maximum_accumulate"] = (x, _, golden) => x.MaximumAccumulate(golden.Axis!.Value.GetInt32()),
        ["nancumsum"] = (x, _, golden) => x.NanCumSum(Axis(golden)),
        ["nancumprod"] = (x, _, golden) => x.NanCumProd(Axis(golden)),
        ["diff"] = (x, _, golden) => x.Diff(
            (int)Number(golden, 0), golden.Axis!.Value.GetInt32(), Extension(x, golden, 1), Extension(x, golden, 2)),
        ["gradient"] = (x, _, golden) => x.Gradient(
            golden.Number!.Value[1] is { ValueKind: not JsonValueKind.Null } spacing ? GoldenArrays.List(spacing) : null,
            [golden.Axis!.Value.GetInt32()], (int)Number(golden, 0)),
        ["average"] = (x, y, golden) => x.Average(Axes(golden), y),
        ["percentile_method"] = (x, _, golden) => x.Percentile(Number(golden, 0), new QuantileOptions
        {
            Method = Enum.Parse<QuantileMethod>(golden.Within!.Replace("_", "", StringComparison.Ordinal), ignoreCase: true),
            Axis = Axes(golden),
        }),
        ["matmul"] = (x, y, _) => x.MatMul(y),
        ["dot"] = (x, y, _) => x.Dot(y),
        ["convolve"] = (x, y, golden) => x.Convolve(y, Enum.Parse<ConvolveMode>(golden.Within!, ignoreCase: true)),
        ["correlate"] = (x, y, golden) => x.Correlate(y, Enum.Parse<ConvolveMode>(golden.Within!, ignoreCase: true)),
        ["interp"] = (x, _, golden) => x.Interp(
            List(golden, "xp")!, List(golden, "fp")!, List(golden, "left"), List(golden, "right"), DoubleOf(golden, "period")),
        ["unwrap"] = (x, _, golden) => x.Unwrap(List(golden, "discont"), golden.Axis!.Value.GetInt32(), List(golden, "period")),
        ["histogram"] = (x, y, golden) => x.Histogram(Bins(golden, y)).Counts,
        ["histogram_edges"] = (x, y, golden) => x.Histogram(Bins(golden, y)).Edges,
        ["histogram2d"] = (x, y, golden) => x.Histogram2D(y, Bins(golden, null)).Counts,
    };

    static GoldenFunctions()
    {
        foreach (string name in Options)
        {
            var method = typeof(NDArray).GetMethod(name, [typeof(ReduceOptions)])!.CreateDelegate<Func<NDArray, ReduceOptions, object?>>();
            Calls[name.ToLowerInvariant()] = (x, y, golden) => method(x, OptionsOf(golden, y));
        }
    }

    private static ReduceOptions OptionsOf(GoldenCase golden, NDArray mask)
    {
        JsonElement n = golden.Number!.Value;
        return new()
        {
            Axis = Axes(golden),
            KeepDims = golden.KeepDims,
            Where = n.TryGetProperty("where", out _) ? mask : null,
            Initial = n.TryGetProperty("initial", out JsonElement initial) ? GoldenArrays.Scalar(initial) : null,
            DType = n.TryGetProperty("dtype", out JsonElement dtype) ? DType.Parse(dtype.GetString()!) : null,
            Ddof = n.TryGetProperty("ddof", out JsonElement ddof) ? ddof.GetDouble() : 0,
        };
    }

    private static HistogramOptions Bins(GoldenCase golden, NDArray? weights) => new()
    {
        Bins = List(golden, "Bins"),
        Range = List(golden, "Range"),
        Density = List(golden, "Density") is not null,
        Weights = List(golden, "Weights") is not null ? weights : null,
    };

    /// <summary>An argument by its name: a number, a text or nested lists. In a list, null is an infinity.</summary>
    private static object? List(GoldenCase golden, string name)
        => golden.Number!.Value.TryGetProperty(name, out JsonElement value) ? List(value) : null;

    private static object? List(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array when value.EnumerateArray().All(item => item.ValueKind is JsonValueKind.Number or JsonValueKind.Null)
            && value.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Null)
            => value.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Null ? double.PositiveInfinity : item.GetDouble())
                .ToArray(),
        JsonValueKind.Array => value.EnumerateArray().Select(List).ToArray(),
        JsonValueKind.Null => null,
        _ => GoldenArrays.Scalar(value),
    };

    private static double? DoubleOf(GoldenCase golden, string name)
        => List(golden, name) is { } number ? Convert.ToDouble(number, null) : null;

    /// <summary>What stands before or after the elements: a number, the first row, or all of them again.</summary>
    private static object? Extension(NDArray x, GoldenCase golden, int at)
        => golden.Number!.Value.GetArrayLength() <= at ? null : golden.Number.Value[at] switch
        {
            { ValueKind: JsonValueKind.Null } => null,
            { ValueKind: JsonValueKind.String } what => what.GetString() == "all" ? x : x.GetItem([":1"]),
            var number => GoldenArrays.Scalar(number),
        };

    private static double Number(GoldenCase golden, int at) => golden.Number!.Value[at].GetDouble();

    private static double? NumberOrNull(GoldenCase golden, int at)
        => golden.Number!.Value[at] is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    private static int? Axis(GoldenCase golden) => Axes(golden)?[0];

    private static int[]? Axes(GoldenCase golden) => golden.Axis is { ValueKind: JsonValueKind.Number } axis ? [axis.GetInt32()] : null;
}
