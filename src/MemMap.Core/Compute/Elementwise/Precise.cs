namespace MemMap.Compute;

/// <summary>Functions that .NET has only in a form that loses digits near 0 (<c>Math.Log(x + 1)</c>, <c>Math.Exp(x) - 1</c>).</summary>
internal static class Precise
{
    /// <summary>log(1 + x), to about one unit in the last place.</summary>
    internal static double Log1p(double x)
    {
        double sum = 1 + x;
        if (double.IsInfinity(sum) || !(sum > 0))
        {
            return Math.Log(sum);
        }
        // What the sum lost, exactly; near 1 the logarithm has slope 1 / sum. This keeps -0 as well.
        double lost = Math.Abs(x) < 1 ? x - (sum - 1) : 1 - (sum - x);
        return sum == 1 ? x : Math.Log(sum) + (lost / sum);
    }

    /// <summary>exp(x) - 1, to about one unit in the last place.</summary>
    internal static double Expm1(double x)
    {
        if (x == 0 || !(Math.Abs(x) < 0.5))
        {
            return x == 0 ? x : Math.Exp(x) - 1;
        }
        // Taylor's series from x^18/18! down to x^2/2!; the next term is below 1e-20 of the result.
        double tail = 0;
        for (int n = 18; n >= 3; n--)
        {
            tail = (1 + tail) * x / n;
        }
        return x + (x * x / 2 * (1 + tail));
    }
}
