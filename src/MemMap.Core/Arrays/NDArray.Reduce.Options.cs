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
        => Reduced(Terms(options, "Sum", "DType, Initial, Where").Fold(Operations.Sum, Operations.Add, 0, _ref), options.Out);

    /// <summary><see cref="Prod(int[], bool, NDArray)"/> with options: dtype, initial value and condition.</summary>
    /// <inheritdoc cref="Sum(ReduceOptions)"/>
    public object? Prod(ReduceOptions options)
        => Reduced(Terms(options, "Prod", "DType, Initial, Where").Fold(Operations.Prod, Operations.Multiply, 1, _ref), options.Out);

    /// <summary><see cref="NanSum(int[], bool, NDArray)"/> with options: dtype, initial value and condition.</summary>
    /// <inheritdoc cref="Sum(ReduceOptions)"/>
    public object? NanSum(ReduceOptions options)
        => Reduced(Terms(options, "NanSum", "DType, Initial, Where").Fold(Operations.NanSum, Operations.Add, 0, _ref), options.Out);

    /// <summary><see cref="NanProd(int[], bool, NDArray)"/> with options: dtype, initial value and condition.</summary>
    /// <inheritdoc cref="Sum(ReduceOptions)"/>
    public object? NanProd(ReduceOptions options)
        => Reduced(Terms(options, "NanProd", "DType, Initial, Where").Fold(Operations.NanProd, Operations.Multiply, 1, _ref), options.Out);

    /// <summary><see cref="Any(int[], bool, NDArray)"/> with options: a condition.</summary>
    /// <inheritdoc cref="Sum(ReduceOptions)"/>
    public object? Any(ReduceOptions options)
        => Reduced(Terms(options, "Any", "Where").Fold(Operations.Any, Operations.LogicalOr, 0, _ref), options.Out);

    /// <summary><see cref="All(int[], bool, NDArray)"/> with options: a condition.</summary>
    /// <inheritdoc cref="Sum(ReduceOptions)"/>
    public object? All(ReduceOptions options)
        => Reduced(Terms(options, "All", "Where").Fold(Operations.All, Operations.LogicalAnd, 1, _ref), options.Out);

    /// <summary><see cref="Min(int[], bool, NDArray)"/> with options: an initial value and a condition, which needs one.</summary>
    /// <inheritdoc cref="Sum(ReduceOptions)"/>
    public object? Min(ReduceOptions options)
        => Reduced(Terms(options, "Min", "Initial, Where").Extreme(Operations.Min, Operations.Minimum, _ref), options.Out);

    /// <summary><see cref="Max(int[], bool, NDArray)"/> with options: an initial value and a condition, which needs one.</summary>
    /// <inheritdoc cref="Sum(ReduceOptions)"/>
    public object? Max(ReduceOptions options)
        => Reduced(Terms(options, "Max", "Initial, Where").Extreme(Operations.Max, Operations.Maximum, _ref), options.Out);

    /// <summary><see cref="NanMin(int[], bool, NDArray)"/> with options: an initial value and a condition, which needs one.</summary>
    /// <inheritdoc cref="Sum(ReduceOptions)"/>
    public object? NanMin(ReduceOptions options)
        => Reduced(Terms(options, "NanMin", "Initial, Where").Extreme(Operations.NanMin, Operations.Fmin, _ref), options.Out);

    /// <summary><see cref="NanMax(int[], bool, NDArray)"/> with options: an initial value and a condition, which needs one.</summary>
    /// <inheritdoc cref="Sum(ReduceOptions)"/>
    public object? NanMax(ReduceOptions options)
        => Reduced(Terms(options, "NanMax", "Initial, Where").Extreme(Operations.NanMax, Operations.Fmax, _ref), options.Out);

    /// <summary><see cref="Mean(int[], bool, NDArray)"/> with options: dtype and condition.</summary>
    /// <inheritdoc cref="Sum(ReduceOptions)"/>
    public object? Mean(ReduceOptions options)
        => Reduced(Terms(options, "Mean", "DType, Where").Mean(Operations.Mean, ignoreNaN: false, _ref), options.Out);

    /// <summary><see cref="NanMean(int[], bool, NDArray)"/> with options: dtype and condition.</summary>
    /// <inheritdoc cref="Sum(ReduceOptions)"/>
    public object? NanMean(ReduceOptions options)
        => Reduced(Terms(options, "NanMean", "DType, Where").Mean(Operations.NanMean, ignoreNaN: true, _ref), options.Out);

    /// <summary><see cref="Var(int[], double, bool, NDArray)"/> with options: dtype, condition and degrees of freedom.</summary>
    /// <inheritdoc cref="Sum(ReduceOptions)"/>
    public object? Var(ReduceOptions options)
        => Reduced(
            Terms(options, "Var", "DType, Where, Ddof")
                .Deviation(Operations.Var(options.Ddof), options.Ddof, ignoreNaN: false, isRoot: false, _ref),
            options.Out);

    /// <summary><see cref="Std(int[], double, bool, NDArray)"/> with options: dtype, condition and degrees of freedom.</summary>
    /// <inheritdoc cref="Sum(ReduceOptions)"/>
    public object? Std(ReduceOptions options)
        => Reduced(
            Terms(options, "Std", "DType, Where, Ddof")
                .Deviation(Operations.Std(options.Ddof), options.Ddof, ignoreNaN: false, isRoot: true, _ref),
            options.Out);

    /// <summary><see cref="NanVar(int[], double, bool, NDArray)"/> with options: dtype, condition and degrees of freedom.</summary>
    /// <inheritdoc cref="Sum(ReduceOptions)"/>
    public object? NanVar(ReduceOptions options)
        => Reduced(
            Terms(options, "NanVar", "DType, Where, Ddof")
                .Deviation(Operations.NanVar(options.Ddof), options.Ddof, ignoreNaN: true, isRoot: false, _ref),
            options.Out);

    /// <summary><see cref="NanStd(int[], double, bool, NDArray)"/> with options: dtype, condition and degrees of freedom.</summary>
    /// <inheritdoc cref="Sum(ReduceOptions)"/>
    public object? NanStd(ReduceOptions options)
        => Reduced(
            Terms(options, "NanStd", "DType, Where, Ddof")
                .Deviation(Operations.NanStd(options.Ddof), options.Ddof, ignoreNaN: true, isRoot: true, _ref),
            options.Out);

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
