using System.Numerics;

namespace MemMap.Compute;

/// <summary>Replaces NaN and infinities of floats and of both parts of complex numbers. Other numbers and times stay.</summary>
/// <param name="nan">What replaces NaN.</param>
/// <param name="posInf">What replaces infinity; null for the largest number of the dtype.</param>
/// <param name="negInf">What replaces minus infinity; null for the smallest number of the dtype.</param>
internal sealed unsafe class NanToNum(double nan, double? posInf, double? negInf) : UnaryOperation("nan_to_num")
{
    protected override Kernel Bool(DType dtype) => Kernels.Copy(dtype.ItemSize);

    protected override Kernel Integer<T>(DType dtype) => Kernels.Copy(dtype.ItemSize);

    protected override Kernel Time(DType dtype) => Kernels.Copy(dtype.ItemSize);

    protected override Kernel Floating<T>(DType dtype) => Replacing<T>(1);

    protected override Kernel OfParts<T>() => Replacing<T>(2);

    private Kernel Replacing<T>(int parts) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T none = T.CreateTruncating(nan), high = Or(posInf, T.BitDecrement(T.PositiveInfinity)),
            low = Or(negInf, T.BitIncrement(T.NegativeInfinity));
        return (blocks, count) =>
        {
            T* x = (T*)blocks[0], d = (T*)blocks[1];
            for (int i = 0; i < count * parts; i++)
            {
                d[i] = T.IsFinite(x[i]) ? x[i] : T.IsNaN(x[i]) ? none : T.IsNegative(x[i]) ? low : high;
            }
        };

        static T Or(double? value, T limit) => value is { } given ? T.CreateTruncating(given) : limit;
    }
}
