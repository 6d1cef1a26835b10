using ComplexNumber = System.Numerics.Complex;

namespace MemMap.Compute;

/// <summary>
/// Linear interpolation between points, as numpy's <c>interp</c>: a function of real numbers in float64, with results in float64 or
/// complex128.
/// </summary>
internal sealed unsafe class Interp : UnaryOperation
{
    private readonly double[] _x;
    private readonly ComplexNumber[] _y;
    private readonly bool _isComplex;
    private readonly ComplexNumber _left;
    private readonly ComplexNumber _right;
    private readonly double? _period;

    /// <param name="xp">The places of the points, which increase; with a period in any order.</param>
    /// <param name="fp">The values at the points.</param>
    /// <param name="left">The value before the first point; null for that of the point.</param>
    /// <param name="right">The value after the last point; null for that of the point.</param>
    /// <param name="period">The period of the places; null for none.</param>
    internal Interp(ArrayRef xp, ArrayRef fp, ComplexNumber? left, ComplexNumber? right, double? period) : base("interp")
    {
        if (xp.NDim != 1 || !xp.Layout.Shape.SequenceEqual(fp.Layout.Shape) || xp.Size == 0)
        {
            throw Error.InterpPoints(xp.Layout.Shape, fp.Layout.Shape);
        }
        if (!xp.DType.IsNumeric || xp.DType.IsComplex || !fp.DType.IsNumeric)
        {
            throw Error.NoLoop(Name, xp.DType, fp.DType);
        }
        _x = (double[])xp.AsType(DType.Float64).ToArray();
        _y = (ComplexNumber[])fp.AsType(DType.Complex128).ToArray();
        _isComplex = fp.DType.IsComplex;
        if (period is { } length)
        {
            _period = length != 0 && double.IsFinite(length) ? Math.Abs(length) : throw Error.InterpPeriod(length);
            (_x, _y) = OnePeriod(_x, _y, _period.Value);
        }
        for (int i = 1; i < _x.Length; i++)
        {
            if (!(_x[i - 1] <= _x[i]))
            {
                throw Error.InterpOrder(i, _x[i - 1], _x[i]);
            }
        }
        (_left, _right) = (left ?? _y[0], right ?? _y[^1]);
    }

    internal override Loop LoopFor(DType x)
        => !x.IsNumeric || x.IsComplex ? throw Error.NoLoop(Name, x)
            : _isComplex ? new(ToComplex, DType.Complex128, DType.Float64, DType.Complex128)
            : new(ToReal, DType.Float64, DType.Float64, DType.Float64);

    private void ToReal(byte** blocks, int count)
    {
        double* x = (double*)blocks[0], d = (double*)blocks[1];
        int near = 0;
        for (int i = 0; i < count; i++)
        {
            d[i] = At(x[i], ref near, out int found) is { } known ? known.Real
                : Between(Place(x[i]), found, _y[found].Real, _y[found + 1].Real);
        }
    }

    private void ToComplex(byte** blocks, int count)
    {
        double* x = (double*)blocks[0];
        var d = (ComplexNumber*)blocks[1];
        int near = 0;
        for (int i = 0; i < count; i++)
        {
            d[i] = At(x[i], ref near, out int found)
                ?? new(
                    Between(Place(x[i]), found, _y[found].Real, _y[found + 1].Real),
                    Between(Place(x[i]), found, _y[found].Imaginary, _y[found + 1].Imaginary));
        }
    }

    /// <summary>The value at a place that is no matter of interpolation; otherwise null, and the point before the place.</summary>
    private ComplexNumber? At(double x, ref int near, out int found)
    {
        found = 0;
        if (double.IsNaN(x))
        {
            // As in numpy, which compares with a single point only.
            return _x.Length == 1 ? _y[0] : new(x, 0);
        }
        x = Place(x);
        if (x < _x[0] || x > _x[^1])
        {
            return x < _x[0] ? _left : _right;
        }
        // Places often come in order: look near the last one first.
        if (!(_x[near] <= x) || (near + 1 < _x.Length && !(x < _x[near + 1])))
        {
            near = LastNotAbove(x);
        }
        found = near;
        return near == _x.Length - 1 || _x[near] == x ? _y[near] : null;
    }

    private int LastNotAbove(double x)
    {
        int low = 0, high = _x.Length;
        while (high - low > 1)
        {
            int middle = (low + high) >>> 1;
            (low, high) = _x[middle] <= x ? (middle, high) : (low, middle);
        }
        return low;
    }

    private double Place(double x) => _period is { } period ? RemainderOfFloats.Of(x, period) : x;

    private double Between(double x, int i, double low, double high)
    {
        double slope = (high - low) / (_x[i + 1] - _x[i]), value = (slope * (x - _x[i])) + low;
        if (double.IsNaN(value))
        {
            // Beside an infinity the other point may tell.
            value = (slope * (x - _x[i + 1])) + high;
            value = double.IsNaN(value) && low == high ? low : value;
        }
        return value;
    }

    /// <summary>The points within one period, and one more of the periods before and after it.</summary>
    private static (double[] X, ComplexNumber[] Y) OnePeriod(double[] x, ComplexNumber[] y, double period)
    {
        double[] places = Array.ConvertAll(x, place => RemainderOfFloats.Of(place, period));
        int[] order = [.. Enumerable.Range(0, x.Length).OrderBy(i => places[i])];
        return (
            [places[order[^1]] - period, .. order.Select(i => places[i]), places[order[0]] + period],
            [y[order[^1]], .. order.Select(i => y[i]), y[order[0]]]);
    }
}
