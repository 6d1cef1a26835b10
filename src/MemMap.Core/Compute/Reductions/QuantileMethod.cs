namespace MemMap;

/// <summary>
/// Where a quantile is among the sorted elements; numpy's <c>method</c>. The first nine are those of Hyndman and Fan, "Sample quantiles in
/// statistical packages" (1996), with their numbers.
/// </summary>
public enum QuantileMethod
{
    /// <summary>7: between the elements next to the fraction of n - 1.</summary>
    Linear,

    /// <summary>1: the first element that has the fraction at or below it.</summary>
    InvertedCdf,

    /// <summary>2: as 1, but the mean of two elements where the fraction falls between them.</summary>
    AveragedInvertedCdf,

    /// <summary>3: the element nearest to the fraction of n; of two, the one of even rank.</summary>
    ClosestObservation,

    /// <summary>4: between the elements next to the fraction of n.</summary>
    InterpolatedInvertedCdf,

    /// <summary>5: as 4, with each element in the middle of its share.</summary>
    Hazen,

    /// <summary>6: between the elements next to the fraction of n + 1.</summary>
    Weibull,

    /// <summary>8: about the median of the quantile, whatever the distribution.</summary>
    MedianUnbiased,

    /// <summary>9: about the mean of the quantile, if the distribution is normal.</summary>
    NormalUnbiased,

    /// <summary>The lower of the two elements next to the fraction of n - 1.</summary>
    Lower,

    /// <summary>The higher of the two.</summary>
    Higher,

    /// <summary>The mean of the two.</summary>
    Midpoint,

    /// <summary>The nearer of the two; of equally near ones, that of the even index.</summary>
    Nearest,
}
