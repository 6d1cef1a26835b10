namespace MemMap.Compute;

internal static partial class Operations
{
    internal static readonly Reduction Sum = new Sum();
    internal static readonly Reduction Prod = new Prod();
    internal static readonly Reduction Mean = new Mean();
    internal static readonly Reduction Min = new Min();
    internal static readonly Reduction Max = new Max();
    internal static readonly Reduction ArgMin = new ArgMin();
    internal static readonly Reduction ArgMax = new ArgMax();
    internal static readonly Reduction Any = new Any();
    internal static readonly Reduction All = new All();
    internal static readonly Reduction CountNonZero = new CountNonZero();

    internal static readonly Reduction NanSum = new NanReduction(Sum);
    internal static readonly Reduction NanProd = new NanReduction(Prod);
    internal static readonly Reduction NanMean = new NanReduction(Mean);
    internal static readonly Reduction NanArgMin = new NanReduction(ArgMin);
    internal static readonly Reduction NanArgMax = new NanReduction(ArgMax);
    internal static readonly Reduction NanMin = new NanReduction(Min);
    internal static readonly Reduction NanMax = new NanReduction(Max);

    internal static readonly Scan CumSum = new CumSum();
    internal static readonly Scan CumProd = new CumProd();
    internal static readonly Scan MinimumAccumulate = new MinimumAccumulate();
    internal static readonly Scan MaximumAccumulate = new MaximumAccumulate();

    /// <summary>
    /// The mean squared deviation from the mean, with the divisor N - <paramref name="ddof"/>.
    /// </summary>
    internal static Reduction Var(double ddof) => new Var(ddof, ignoreNaN: false);

    /// <summary>The square root of <see cref="Var"/>.</summary>
    internal static Reduction Std(double ddof) => new Std(ddof, ignoreNaN: false);

    internal static Reduction NanVar(double ddof) => new NanReduction(new Var(ddof, ignoreNaN: true));

    internal static Reduction NanStd(double ddof) => new NanReduction(new Std(ddof, ignoreNaN: true));
}
