using MemMap.Compute;

namespace MemMap;

// Reductions with options by name: a dtype to compute in, a value to start with, a condition on the elements.
public partial class NDArray
{
    /// <summary><see cref="Sum(int[], bool, NDArray)"/> with options: dtype, initial value and condition.</summary>
    /// <param name="options">The options.</param>
    /// <returns>An element; an array of them where an axis is left.</returns>
    /// <exception cref="ArgumentException">The reduction has no such option; an axis is out of bounds, or named twice; or the condition
    /// doesn't broadcast to the elements' shape.</exception>
    /// <exception cref="NotSupportedException">The reduction isn't defined for the dtype.</exception>
    public object? Sum(ReduceOptions options)
        => Folded(options, nameof(Sum), Operations.Sum, Operations.Add, 0);

    /// <summary><see cref="Prod(int[], bool, NDArray)"/> with options: dtype, initial value and condition.</summary>
    /// <inheritdoc cref="Sum(ReduceOptions)"/>
    public object? Prod(ReduceOptions options)
        => Folded(options, nameof(Prod), Operations.Prod, Operations.Multiply, 1);

    /// <summary><see cref="NanSum(int[], bool, NDArray)"/> with options: dtype, initial value and condition.</summary>
    /// <inheritdoc cref="Sum(ReduceOptions)"/>
    public object? NanSum(ReduceOptions options)
        => Folded(options, nameof(NanSum), Operations.NanSum, Operations.Add, 0);

    /// <summary><see cref="NanProd(int[], bool, NDArray)"/> with options: dtype, initial value and condition.</summary>
    /// <inheritdoc cref="Sum(ReduceOptions)"/>
    public object? NanProd(ReduceOptions options)
        => Folded(options, nameof(NanProd), Operations.NanProd, Operations.Multiply, 1);

    /// <summary><see cref="Any(int[], bool, NDArray)"/> with options: a condition.</summary>
    /// <inheritdoc cref="Sum(ReduceOptions)"/>
    public object? Any(ReduceOptions options)
        => Folded(options, nameof(Any), Operations.Any, Operations.LogicalOr, 0, "Where");

    /// <summary><see cref="All(int[], bool, NDArray)"/> with options: a condition.</summary>
    /// <inheritdoc cref="Sum(ReduceOptions)"/>
    public object? All(ReduceOptions options)
        => Folded(options, nameof(All), Operations.All, Operations.LogicalAnd, 1, "Where");

    /// <summary><see cref="Min(int[], bool, NDArray)"/> with options: an initial value and a condition, which needs one.</summary>
    /// <inheritdoc cref="Sum(ReduceOptions)"/>
    public object? Min(ReduceOptions options)
        => Extreme(options, nameof(Min), Operations.Min, Operations.Minimum);

    /// <summary><see cref="Max(int[], bool, NDArray)"/> with options: an initial value and a condition, which needs one.</summary>
    /// <inheritdoc cref="Sum(ReduceOptions)"/>
    public object? Max(ReduceOptions options)
        => Extreme(options, nameof(Max), Operations.Max, Operations.Maximum);

    /// <summary><see cref="NanMin(int[], bool, NDArray)"/> with options: an initial value and a condition, which needs one.</summary>
    /// <inheritdoc cref="Sum(ReduceOptions)"/>
    public object? NanMin(ReduceOptions options)
        => Extreme(options, nameof(NanMin), Operations.NanMin, Operations.Fmin);

    /// <summary><see cref="NanMax(int[], bool, NDArray)"/> with options: an initial value and a condition, which needs one.</summary>
    /// <inheritdoc cref="Sum(ReduceOptions)"/>
    public object? NanMax(ReduceOptions options)
        => Extreme(options, nameof(NanMax), Operations.NanMax, Operations.Fmax);

    /// <summary><see cref="Mean(int[], bool, NDArray)"/> with options: dtype and condition.</summary>
    /// <inheritdoc cref="Sum(ReduceOptions)"/>
    public object? Mean(ReduceOptions options)
        => Mean(options, nameof(Mean), Operations.Mean, ignoreNaN: false);

    /// <summary><see cref="NanMean(int[], bool, NDArray)"/> with options: dtype and condition.</summary>
    /// <inheritdoc cref="Sum(ReduceOptions)"/>
    public object? NanMean(ReduceOptions options)
        => Mean(options, nameof(NanMean), Operations.NanMean, ignoreNaN: true);

    /// <summary><see cref="Var(int[], double, bool, NDArray)"/> with options: dtype, condition and degrees of freedom.</summary>
    /// <inheritdoc cref="Sum(ReduceOptions)"/>
    public object? Var(ReduceOptions options)
        => Deviation(options, nameof(Var), Operations.Var(options.Ddof), ignoreNaN: false, isRoot: false);

    /// <summary><see cref="Std(int[], double, bool, NDArray)"/> with options: dtype, condition and degrees of freedom.</summary>
    /// <inheritdoc cref="Sum(ReduceOptions)"/>
    public object? Std(ReduceOptions options)
        => Deviation(options, nameof(Std), Operations.Std(options.Ddof), ignoreNaN: false, isRoot: true);

    /// <summary><see cref="NanVar(int[], double, bool, NDArray)"/> with options: dtype, condition and degrees of freedom.</summary>
    /// <inheritdoc cref="Sum(ReduceOptions)"/>
    public object? NanVar(ReduceOptions options)
        => Deviation(options, nameof(NanVar), Operations.NanVar(options.Ddof), ignoreNaN: true, isRoot: false);

    /// <summary><see cref="NanStd(int[], double, bool, NDArray)"/> with options: dtype, condition and degrees of freedom.</summary>
    /// <inheritdoc cref="Sum(ReduceOptions)"/>
    public object? NanStd(ReduceOptions options)
        => Deviation(options, nameof(NanStd), Operations.NanStd(options.Ddof), ignoreNaN: true, isRoot: true);

    private object? Folded(
        ReduceOptions options, string name, Reduction reduction, BinaryOperation join, int identity, string known = "DType, Initial, Where")
        => Reduced(Terms(options, name, known).Fold(reduction, join, identity, _ref), options.Out);

    private object? Extreme(ReduceOptions options, string name, Reduction reduction, BinaryOperation join)
        => Reduced(Terms(options, name, "Initial, Where").Extreme(reduction, join, _ref), options.Out);

    private object? Mean(ReduceOptions options, string name, Reduction reduction, bool ignoreNaN)
        => Reduced(Terms(options, name, "DType, Where").Mean(reduction, ignoreNaN, _ref), options.Out);

    private object? Deviation(ReduceOptions options, string name, Reduction reduction, bool ignoreNaN, bool isRoot)
        => Reduced(
            Terms(options, name, "DType, Where, Ddof").Deviation(reduction, options.Ddof, ignoreNaN, isRoot, _ref), options.Out);

    /// <summary>The options as a reduction takes them; an error if one is given that it doesn't have.</summary>
    private static ReduceTerms Terms(ReduceOptions options, string operation, string known)
    {
        (string Name, bool IsGiven)[] given =
        [
            ("DType", options.DType is not null), ("Initial", options.Initial is not null), ("Where", options.Where is not null),
            ("Ddof", options.Ddof != 0),
        ];
        foreach ((string name, bool isGiven) in given)
        {
            if (isGiven && !known.Split(", ").Contains(name))
            {
                throw Error.ReduceOption(operation, name, $"Axis, KeepDims, Out, {known}");
            }
        }
        return options.Terms;
    }
}
