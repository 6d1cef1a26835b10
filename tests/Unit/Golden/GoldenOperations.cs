using System.Text.Json;
using MemMap.Compute;

namespace MemMap.Tests.Golden;

/// <summary>What numpy's names are here: the one table that says which call a golden case makes.</summary>
internal static class GoldenOperations
{
    /// <summary>Operations of two arrays, or of an array and a number on either side.</summary>
    internal static readonly Dictionary<string, Func<object, object, object?>> Binary = new()
    {
        ["add"] = (x, y) => Operator(x, y, (a, b) => a + b, (a, b) => a + b, (a, b) => a + b),
        ["subtract"] = (x, y) => Operator(x, y, (a, b) => a - b, (a, b) => a - b, (a, b) => a - b),
        ["multiply"] = (x, y) => Operator(x, y, (a, b) => a * b, (a, b) => a * b, (a, b) => a * b),
        ["divide"] = (x, y) => Operator(x, y, (a, b) => a / b, (a, b) => a / b, (a, b) => a / b),
        ["remainder"] = (x, y) => Operator(x, y, (a, b) => a % b, (a, b) => a % b, (a, b) => a % b),
        ["floor_divide"] = (x, y) => x is NDArray a ? a.FloorDivide(y) : Results(Operations.FloorDivide, x, y),
        ["power"] = (x, y) => x is NDArray a ? a.Power(y) : Results(Operations.Power, x, y),
        ["minimum"] = (x, y) => x is NDArray a ? a.Minimum(y) : Results(Operations.Minimum, x, y),
        ["maximum"] = (x, y) => x is NDArray a ? a.Maximum(y) : Results(Operations.Maximum, x, y),
        ["less"] = (x, y) => x is NDArray a ? a.Lt(y) : Results(Operations.Less, x, y),
        ["less_equal"] = (x, y) => x is NDArray a ? a.Le(y) : Results(Operations.LessEqual, x, y),
        ["equal"] = (x, y) => x is NDArray a ? a.Eq(y) : Results(Operations.Equal, x, y),
        ["not_equal"] = (x, y) => x is NDArray a ? a.Ne(y) : Results(Operations.NotEqual, x, y),
        ["greater"] = (x, y) => x is NDArray a ? a.Gt(y) : Results(Operations.Greater, x, y),
        ["greater_equal"] = (x, y) => x is NDArray a ? a.Ge(y) : Results(Operations.GreaterEqual, x, y),
        ["bitwise_and"] = (x, y) => x is NDArray a ? a.And(y) : Results(Operations.BitwiseAnd, x, y),
        ["bitwise_or"] = (x, y) => x is NDArray a ? a.Or(y) : Results(Operations.BitwiseOr, x, y),
        ["bitwise_xor"] = (x, y) => x is NDArray a ? a.Xor(y) : Results(Operations.BitwiseXor, x, y),
        ["left_shift"] = (x, y) => x is NDArray a ? a.LeftShift(y) : Results(Operations.LeftShift, x, y),
        ["right_shift"] = (x, y) => x is NDArray a ? a.RightShift(y) : Results(Operations.RightShift, x, y),
    };

    // Of two operands neither of which need be an array.
    private static NDArray Results(BinaryOperation operation, object x, object y) => new(Elementwise.Binary(operation, x, y));

    /// <summary>Functions of one array; some take numbers besides.</summary>
    internal static readonly Dictionary<string, Func<NDArray, GoldenCase, object?>> Unary = new()
    {
        ["negative"] = (x, _) => -x,
        ["absolute"] = (x, _) => x.Abs(),
        ["sign"] = (x, _) => x.Sign(),
        ["floor"] = (x, _) => x.Floor(),
        ["ceil"] = (x, _) => x.Ceiling(),
        ["trunc"] = (x, _) => x.Trunc(),
        ["rint"] = (x, _) => x.Rint(),
        ["round"] = (x, golden) => x.Round(golden.Number!.Value[0].GetInt32()),
        ["clip"] = (x, golden) => x.Clip(Bound(golden, 0), Bound(golden, 1)),
        ["isnan"] = (x, _) => x.IsNaN(),
        ["isinf"] = (x, _) => x.IsInf(),
        ["isfinite"] = (x, _) => x.IsFinite(),
        ["isnat"] = (x, _) => x.IsNaT(),
        ["signbit"] = (x, _) => x.SignBit(),
        ["invert"] = (x, _) => x.Invert(),
        ["logical_not"] = (x, _) => x.LogicalNot(),
        ["conjugate"] = (x, _) => x.Conjugate(),
        ["real"] = (x, _) => x.Real(),
        ["imag"] = (x, _) => x.Imag(),
        ["square"] = (x, _) => x.Square(),
        ["reciprocal"] = (x, _) => x.Reciprocal(),
        ["sqrt"] = (x, _) => x.Sqrt(),
        ["cbrt"] = (x, _) => x.Cbrt(),
        ["exp"] = (x, _) => x.Exp(),
        ["exp2"] = (x, _) => x.Exp2(),
        ["expm1"] = (x, _) => x.Expm1(),
        ["log"] = (x, _) => x.Log(),
        ["log2"] = (x, _) => x.Log2(),
        ["log10"] = (x, _) => x.Log10(),
        ["log1p"] = (x, _) => x.Log1p(),
        ["sin"] = (x, _) => x.Sin(),
        ["cos"] = (x, _) => x.Cos(),
        ["tan"] = (x, _) => x.Tan(),
        ["arcsin"] = (x, _) => x.Arcsin(),
        ["arccos"] = (x, _) => x.Arccos(),
        ["arctan"] = (x, _) => x.Arctan(),
        ["sinh"] = (x, _) => x.Sinh(),
        ["cosh"] = (x, _) => x.Cosh(),
        ["tanh"] = (x, _) => x.Tanh(),
        ["arcsinh"] = (x, _) => x.Arcsinh(),
        ["arccosh"] = (x, _) => x.Arccosh(),
        ["arctanh"] = (x, _) => x.Arctanh(),
        ["degrees"] = (x, _) => x.Degrees(),
        ["radians"] = (x, _) => x.Radians(),
    };

    /// <summary>Reductions, running sums and sorting along the axes that a case names; null stands for all.</summary>
    internal static readonly Dictionary<string, Func<NDArray, int[]?, GoldenCase, object?>> Reduction = new()
    {
        ["sum"] = (x, axes, golden) => x.Sum(axes, golden.KeepDims),
        ["prod"] = (x, axes, golden) => x.Prod(axes, golden.KeepDims),
        ["mean"] = (x, axes, golden) => x.Mean(axes, golden.KeepDims),
        ["var"] = (x, axes, golden) => x.Var(axes, golden.DegreesOfFreedom, golden.KeepDims),
        ["std"] = (x, axes, golden) => x.Std(axes, golden.DegreesOfFreedom, golden.KeepDims),
        ["min"] = (x, axes, golden) => x.Min(axes, golden.KeepDims),
        ["max"] = (x, axes, golden) => x.Max(axes, golden.KeepDims),
        ["ptp"] = (x, axes, golden) => x.Ptp(axes, golden.KeepDims),
        ["any"] = (x, axes, golden) => x.Any(axes, golden.KeepDims),
        ["all"] = (x, axes, golden) => x.All(axes, golden.KeepDims),
        ["count_nonzero"] = (x, axes, golden) => x.CountNonZero(axes, golden.KeepDims),
        ["argmin"] = (x, axes, golden) => x.ArgMin(axes?[0], golden.KeepDims),
        ["argmax"] = (x, axes, golden) => x.ArgMax(axes?[0], golden.KeepDims),
        ["cumsum"] = (x, axes, golden) => x.CumSum(axes?[0]),
        ["cumprod"] = (x, axes, golden) => x.CumProd(axes?[0]),
        ["median"] = (x, axes, golden) => x.Median(axes, golden.KeepDims),
        ["percentile"] = (x, axes, golden) => x.Percentile(golden.Number!.Value[0].GetDouble(), axes, golden.KeepDims),
        ["percentiles"] = (x, axes, golden) => x.Percentile(golden.Number!.Value.Deserialize<double[]>()!, axes, golden.KeepDims),
        ["nanmedian"] = (x, axes, golden) => x.NanMedian(axes, golden.KeepDims),
        ["nanpercentile"] = (x, axes, golden) => x.NanPercentile(golden.Number!.Value[0].GetDouble(), axes, golden.KeepDims),
        ["nansum"] = (x, axes, golden) => x.NanSum(axes, golden.KeepDims),
        ["nanprod"] = (x, axes, golden) => x.NanProd(axes, golden.KeepDims),
        ["nanmean"] = (x, axes, golden) => x.NanMean(axes, golden.KeepDims),
        ["nanvar"] = (x, axes, golden) => x.NanVar(axes, golden.DegreesOfFreedom, golden.KeepDims),
        ["nanstd"] = (x, axes, golden) => x.NanStd(axes, golden.DegreesOfFreedom, golden.KeepDims),
        ["nanmin"] = (x, axes, golden) => x.NanMin(axes, golden.KeepDims),
        ["nanmax"] = (x, axes, golden) => x.NanMax(axes, golden.KeepDims),
        ["nanargmin"] = (x, axes, golden) => x.NanArgMin(axes?[0], golden.KeepDims),
        ["nanargmax"] = (x, axes, golden) => x.NanArgMax(axes?[0], golden.KeepDims),
        ["sort"] = (x, axes, _) => x.Sort(axes?[0]),
        ["argsort"] = (x, axes, _) => x.ArgSort(axes?[0]),
        ["unique"] = (x, _, _) => x.Unique(),
        ["unique_counts"] = (x, _, _) => x.UniqueCounts().Counts,
        ["histogram"] = (x, _, golden) => Histogram(x, golden).Counts,
        ["histogram_edges"] = (x, _, golden) => Histogram(x, golden).Edges,
    };

    private static HistogramResult Histogram(NDArray x, GoldenCase golden)
    {
        JsonElement n = golden.Number!.Value;
        return x.Histogram(n[0].GetInt64(), n[1].ValueKind == JsonValueKind.Null ? null : [n[1].GetDouble(), n[2].GetDouble()]);
    }

    private static object? Bound(GoldenCase golden, int at)
        => golden.Number!.Value[at] is { ValueKind: not JsonValueKind.Null } bound ? GoldenArrays.Scalar(bound) : null;

    private static NDArray Operator(
        object x, object y, Func<NDArray, NDArray, NDArray> arrays, Func<NDArray, object, NDArray> right,
        Func<object, NDArray, NDArray> left)
        => x is not NDArray a ? left(x, (NDArray)y) : y is NDArray b ? arrays(a, b) : right(a, y);
}
