namespace MemMap.Compute;

/// <summary>What a reduction may be asked for beside its axes.</summary>
/// <param name="Axes">The axes to reduce; null for all.</param>
/// <param name="KeepDims">Whether reduced axes stay, with length 1.</param>
/// <param name="DType">The dtype to compute in; null for the reduction's own.</param>
/// <param name="Initial">What the elements are added to; null for nothing.</param>
/// <param name="Where">The elements that count; null for all.</param>
internal readonly record struct ReduceTerms(int[]? Axes, bool KeepDims, DType? DType, object? Initial, ArrayRef? Where)
{
    /// <summary>A reduction that starts with a value: a sum, a product, or whether any or all are true.</summary>
    /// <param name="reduction">The reduction.</param>
    /// <param name="join">Joins the initial value and the result.</param>
    /// <param name="neutral">What stands for an element that doesn't count.</param>
    /// <param name="array">The elements.</param>
    internal ArrayRef Fold(Reduction reduction, BinaryOperation join, long neutral, ArrayRef array)
    {
        array = InDType(array);
        Require(reduction, array);
        DType dtype = array.DType.AsNative();
        // An initial value of a product may keep it from overflowing: narrow floats are rounded once, in the end.
        bool isWidened = Initial is not null && array.DType.IsFloating && !dtype.Equals(DType.Float64);
        array = isWidened ? Later(array, DType.Float64) : array;
        // Text is false where it is empty, and not where it is a zero.
        DType native = array.DType.AsNative();
        array = Masked(array, neutral == 0 ? ArrayRef.Zeros([], native) : ArrayLiteral.Create(neutral, null).AsType(native));
        ArrayRef result = Reductions.Run(reduction, array, Axes, KeepDims);
        result = Initial is null ? result : Elementwise.Binary(join, result, ArrayLiteral.Create(Initial, result.DType));
        return Finished(isWidened ? result.AsType(dtype) : result);
    }

    /// <summary>The smallest or largest element, or the initial value. That is the result where no element counts.</summary>
    /// <inheritdoc cref="Fold"/>
    internal ArrayRef Extreme(Reduction reduction, BinaryOperation join, ArrayRef array)
    {
        array = InDType(array);
        if (Initial is null)
        {
            return Where is null ? Finished(Reductions.Run(reduction, array, Axes, KeepDims))
                : throw Error.WhereNeedsInitial(reduction.Name);
        }
        Require(reduction, array);
        ArrayRef initial = ArrayLiteral.Create(Initial, array.DType.AsNative());
        bool[] reduced = Reductions.AxesOf(array.NDim, Axes);
        long[] shape = Reductions.ResultShape(array.Layout.Shape, reduced, KeepDims);
        if (array.Size == 0)
        {
            return Finished(initial.BroadcastTo(shape).Copy());
        }
        ArrayRef result = Reductions.Run(reduction, Masked(array, initial), Axes, KeepDims);
        return Finished(Elementwise.Binary(join, result, initial));
    }

    /// <summary>The mean of the elements that count.</summary>
    internal ArrayRef Mean(Reduction reduction, bool ignoreNaN, ArrayRef array)
    {
        array = InDType(array);
        if (Where is null)
        {
            return Finished(Reductions.Run(reduction, array, Axes, KeepDims));
        }
        DType result = Require(reduction, array);
        (ArrayRef mean, ArrayRef counts) = MeanWhere(array, Selected(array, ignoreNaN), KeepDims);
        Warn(counts, 0, Operations.Mean.EmptyWarning!);
        return Finished(mean.AsType(result));
    }

    /// <summary>The variance, or its root, of the elements that count: as numpy's, of the deviations from a mean that is known.</summary>
    internal ArrayRef Deviation(Reduction reduction, double ddof, bool ignoreNaN, bool isRoot, ArrayRef array)
    {
        array = InDType(array);
        if (Where is null)
        {
            return Finished(Reductions.Run(reduction, array, Axes, KeepDims));
        }
        DType result = Require(reduction, array);
        ArrayRef mask = Selected(array, ignoreNaN);
        ArrayRef mean = MeanWhere(array, mask, keepDims: true).Mean;
        ArrayRef distance = Elementwise.Binary(Operations.Subtract, Later(array, Wide(array.DType)), mean);
        ArrayRef squares = Elementwise.Unary(Operations.Square, Elementwise.Unary(Operations.Absolute, distance));
        (ArrayRef sums, ArrayRef counts) = (Sum(squares, mask, KeepDims), Count(mask, KeepDims));
        Warn(counts, ddof, Moments.Warning);
        ArrayRef divisors = Elementwise.Binary(
            Operations.Maximum, Elementwise.Binary(Operations.Subtract, counts.AsType(DType.Float64), (object)ddof), (object)0.0);
        ArrayRef variance = Elementwise.Binary(Operations.Divide, sums, divisors);
        variance = ignoreNaN
            ? Compute.Where.Run(Elementwise.Binary(Operations.Greater, divisors, (object)0.0), variance, double.NaN) : variance;
        return Finished((isRoot ? Elementwise.Unary(Operations.Sqrt, variance) : variance).AsType(result));
    }

    private ArrayRef InDType(ArrayRef array) => DType is null ? array : Later(array, DType);

    // The variance of complex numbers is real, whatever the dtype.
    private ArrayRef Finished(ArrayRef result)
        => DType is null || DType.Equals(result.DType) || (DType.IsComplex && result.DType.IsFloating) ? result : result.AsType(DType);

    /// <summary>The dtype of a reduction's results; an error if there are none.</summary>
    private static DType Require(Reduction reduction, ArrayRef array) => reduction.Visit(reduction.BlockType(array.DType)).ResultType;

    private (ArrayRef Mean, ArrayRef Counts) MeanWhere(ArrayRef array, ArrayRef mask, bool keepDims)
    {
        ArrayRef sums = Sum(Later(array, Wide(array.DType)), mask, keepDims), counts = Count(mask, keepDims);
        return (Elementwise.Binary(Operations.Divide, sums, counts), counts);
    }

    private ArrayRef Sum(ArrayRef array, ArrayRef mask, bool keepDims)
        => Reductions.Run(Operations.Sum, Chosen(mask, array, ArrayRef.Zeros([], array.DType)), Axes, keepDims);

    private ArrayRef Count(ArrayRef mask, bool keepDims) => Reductions.Run(Operations.CountNonZero, mask, Axes, keepDims);

    /// <summary>The elements that count, without NaN if that is ignored, as truth values in the array's shape.</summary>
    private ArrayRef Selected(ArrayRef array, bool ignoreNaN)
    {
        ArrayRef mask = Mask(array);
        return ignoreNaN && (array.DType.IsFloating || array.DType.IsComplex || array.DType.Traits.IsTime)
            ? Elementwise.Binary(
                Operations.Greater, mask, Elementwise.Unary(Operations.IsNaN, array with { IsLazy = true }))
            : mask;
    }

    private ArrayRef Mask(ArrayRef array)
    {
        ArrayRef mask = Where!.Value;
        return (mask.DType.Kind == ElementKind.Bool ? mask : NonZero.Run(mask)).BroadcastTo(array.Layout.Shape);
    }

    private ArrayRef Masked(ArrayRef array, ArrayRef other) => Where is null ? array : Chosen(Mask(array), array, other);

    private static ArrayRef Chosen(ArrayRef mask, ArrayRef array, ArrayRef other)
        => Compute.Where.Run(mask with { IsLazy = true }, array, other);

    private static ArrayRef Later(ArrayRef array, DType dtype) => (array with { IsLazy = true }).Cast(dtype);

    /// <summary>The dtype of sums that neither round nor overflow much.</summary>
    private static DType Wide(DType dtype)
        => dtype.IsComplex ? DType.Complex128 : dtype.Traits.IsTime ? dtype.AsNative() : DType.Float64;

    private static void Warn(ArrayRef counts, double least, string warning)
    {
        if (counts.Size > 0 && Elementwise.Count(Operations.LessEqual, counts.AsType(DType.Float64), least) > 0)
        {
            HostObjects.Warn(warning);
        }
    }
}
