using MemMap.DataTypes;

namespace MemMap.Compute;

/// <summary>
/// Whether two numbers differ by at most <paramref name="absolute"/> plus <paramref name="relative"/> times the size of the second,
/// computed in their common dtype. Infinities are close to themselves. The result is bool.
/// </summary>
/// <param name="relative">The relative tolerance.</param>
/// <param name="absolute">The absolute tolerance.</param>
/// <param name="equalNaN">Whether NaN is close to NaN.</param>
internal sealed unsafe class IsClose(double relative, double absolute, bool equalNaN) : BinaryOperation("isclose")
{
    // As in numpy, integers are compared in float64.
    internal override DType ComputeType(DType x, DType y)
        => base.ComputeType(x, TimeArithmetic.IsCount(y) ? Promotion.PromoteTypes(y, DType.Float64) : y);

    internal override DType ResultType(DType compute) => DType.Bool;

    protected override Loop TimeLoop(DType x, DType y) => throw Error.NoLoop(Name, x, y);

    protected override Kernel Floating<T>(DType dtype)
    {
        (T rtol, T atol) = (T.CreateTruncating(relative), T.CreateTruncating(absolute));
        return (blocks, count) =>
        {
            T* x = (T*)blocks[0], y = (T*)blocks[1];
            for (int i = 0; i < count; i++)
            {
                bool isClose = x[i] == y[i] || (T.IsFinite(y[i]) && T.Abs(x[i] - y[i]) <= atol + (rtol * T.Abs(y[i])))
                    || (equalNaN && T.IsNaN(x[i]) && T.IsNaN(y[i]));
                blocks[2][i] = isClose ? (byte)1 : (byte)0;
            }
        };
    }

    protected override Kernel OfParts<T>()
    {
        (T rtol, T atol) = (T.CreateTruncating(relative), T.CreateTruncating(absolute));
        return (blocks, count) =>
        {
            ComplexParts<T>* x = (ComplexParts<T>*)blocks[0], y = (ComplexParts<T>*)blocks[1];
            for (int i = 0; i < count; i++)
            {
                (ComplexParts<T> a, ComplexParts<T> b) = (x[i], y[i]);
                bool isClose = (a.Re == b.Re && a.Im == b.Im)
                    || (T.IsFinite(b.Re) && T.IsFinite(b.Im)
                        && T.Hypot(a.Re - b.Re, a.Im - b.Im) <= atol + (rtol * T.Hypot(b.Re, b.Im)))
                    || (equalNaN && (T.IsNaN(a.Re) || T.IsNaN(a.Im)) && (T.IsNaN(b.Re) || T.IsNaN(b.Im)));
                blocks[2][i] = isClose ? (byte)1 : (byte)0;
            }
        };
    }
}
