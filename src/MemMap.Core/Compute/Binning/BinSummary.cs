using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>Statistics of one bin: count, sum and extremes of its finite elements, and the number of the others.</summary>
internal struct BinSummary()
{
    /// <summary>Shorter runs are summed one element at a time: vector code does not pay off for them.</summary>
    private const int LongRun = 16;

    internal long Count;
    internal long NaNCount;
    internal long InfinityCount;
    internal double Sum;

    // What rounding has taken from the sum, so that it doesn't depend on the order in which parts are added.
    private double _rest;

    internal double Low = double.PositiveInfinity;
    internal double High = double.NegativeInfinity;
    internal double First = double.NaN;
    internal double Last = double.NaN;
    private long _firstAt = long.MaxValue;
    private long _lastAt = -1;

    /// <summary>The mean of the finite elements; NaN where there are none.</summary>
    // The sum of very large numbers can overflow to infinity although their mean is finite.
    internal readonly double Mean => Count == 0 ? double.NaN : double.IsFinite(Sum) ? (Sum + _rest) / Count : (Low / 2) + (High / 2);

    /// <summary>The smallest of the finite elements; NaN where there are none.</summary>
    internal readonly double Minimum => Count > 0 ? Low : double.NaN;

    /// <summary>The largest of the finite elements; NaN where there are none.</summary>
    internal readonly double Maximum => Count > 0 ? High : double.NaN;

    /// <summary>Merges the means of the same bins over two parts of an array, each with the number of elements in it.</summary>
    internal static double[] MergeMeans(double[] mean, long[] count, double[] otherMean, long[] otherCount)
    {
        var merged = new double[mean.Length];
        for (int i = 0; i < merged.Length; i++)
        {
            merged[i] = count[i] == 0 ? otherMean[i]
                : otherCount[i] == 0 ? mean[i]
                : mean[i] + ((otherMean[i] - mean[i]) * otherCount[i] / (count[i] + otherCount[i]));
        }
        return merged;
    }

    /// <summary>Adds a run of elements; <paramref name="position"/> is the position of the first one.</summary>
    internal void Add(ReadOnlySpan<double> run, long position)
    {
        if (run.Length >= LongRun)
        {
            // Both are NaN where the run contains a NaN.
            double low = TensorPrimitives.Min(run), high = TensorPrimitives.Max(run);
            if (double.IsFinite(low) && double.IsFinite(high))
            {
                Count += run.Length;
                AddToSum(TensorPrimitives.Sum(run));
                Low = Math.Min(Low, low);
                High = Math.Max(High, high);
                See(run[0], position);
                See(run[^1], position + run.Length - 1);
                return;
            }
        }
        for (int i = 0; i < run.Length; i++)
        {
            double value = run[i];
            if (double.IsFinite(value))
            {
                Count++;
                AddToSum(value);
                Low = Math.Min(Low, value);
                High = Math.Max(High, value);
                See(value, position + i);
            }
            else if (double.IsNaN(value))
            {
                NaNCount++;
            }
            else
            {
                InfinityCount++;
            }
        }
    }

    /// <summary>Merges the summary of other elements of the same bin, which may lie before or after these.</summary>
    internal void Add(in BinSummary other)
    {
        Count += other.Count;
        NaNCount += other.NaNCount;
        InfinityCount += other.InfinityCount;
        AddToSum(other.Sum);
        _rest += other._rest;
        Low = Math.Min(Low, other.Low);
        High = Math.Max(High, other.High);
        if (other.Count > 0)
        {
            See(other.First, other._firstAt);
            See(other.Last, other._lastAt);
        }
    }

    // Knuth's two-sum: the rounding error of an addition is a number itself.
    private void AddToSum(double value)
    {
        double sum = Sum + value, added = sum - Sum;
        if (double.IsFinite(sum))
        {
            _rest += (Sum - (sum - added)) + (value - added);
        }
        Sum = sum;
    }

    private void See(double value, long position)
    {
        if (position < _firstAt)
        {
            (First, _firstAt) = (value, position);
        }
        if (position > _lastAt)
        {
            (Last, _lastAt) = (value, position);
        }
    }
}
