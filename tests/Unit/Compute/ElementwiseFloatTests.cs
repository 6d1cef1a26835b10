using System.Numerics;
using CsCheck;

namespace MemMap.Tests.Compute;

/// <summary>Floats and complex numbers: signs, special values, accuracy, result dtypes.</summary>
public class ElementwiseFloatTests
{
    private const int Cases = 10_000;

    [Fact]
    public void Quotients_rounded_down_fit_their_remainders()
        => Gen.Select(Gen.Int[-2000, 2000], Gen.Int[-400, 400], Gen.OneOfConst("f2", "f4", "f8", ">f4", ">f8")).Sample(
            (x, y, dtype) =>
            {
                // Few bits: exact in every float, as are the quotients.
                decimal a = x / 4m / 2, b = y / 4m;
                NDArray left = NDArray.Array(new[] { (double)a }).AsType(dtype), right = NDArray.Array(new[] { (double)b }).AsType(dtype);
                double quotient = First(left.FloorDivide(right)), rest = First(left % right), cut = First(left.Fmod(right));
                return b == 0
                    ? double.IsNaN(rest) && double.IsNaN(cut) && !double.IsFinite(quotient)
                    : quotient == (double)decimal.Floor(a / b) && rest == (double)(a - (decimal.Floor(a / b) * b))
                        && cut == (double)(a % b);
            },
            iter: Cases);

    [Fact]
    public void Expm1_and_log1p_keep_their_digits_near_zero()
        => Gen.Double[-40, -0.5].Select(exponent => Math.Pow(2, exponent)).Sample(
            x =>
            {
                NDArray array = NDArray.Array(new[] { x, -x / 2 });
                var there = (double[])array.Expm1().Log1p().ToArray();
                return Math.Abs(there[0] - x) <= 1e-15 * x && Math.Abs(there[1] + (x / 2)) <= 1e-15 * x;
            },
            iter: Cases);

    [Fact]
    public void Odd_functions_keep_tiny_numbers()
    {
        double[] tiny = [0, -0.0, 1e-300, -1e-20];
        NDArray x = NDArray.Array(tiny);
        foreach (NDArray result in new[] { x.Expm1(), x.Log1p(), x.Sinh(), x.Tanh(), x.Arcsinh(), x.Arctanh(), x.Sin() })
        {
            Assert.Equal(tiny.Select(BitConverter.DoubleToInt64Bits), Numbers(result).Select(BitConverter.DoubleToInt64Bits));
        }
    }

    [Theory]
    [InlineData("?", "float16")]
    [InlineData("i1", "float16")]
    [InlineData("u1", "float16")]
    [InlineData("i2", "float32")]
    [InlineData(">u2", "float32")]
    [InlineData("i4", "float64")]
    [InlineData("u8", "float64")]
    [InlineData(">f2", "float16")]
    [InlineData("f4", "float32")]
    [InlineData("c8", "complex64")]
    public void Functions_of_integers_give_the_smallest_float_that_holds_them(string dtype, string expected)
    {
        NDArray array = NDArray.Array(new[] { 1, 0 }).AsType(dtype);
        Assert.Equal(expected, array.Sqrt().DType.ToString());
        Assert.Equal(expected, array.Exp().DType.ToString());
    }

    [Fact]
    public void Rounding_goes_to_the_even_digit()
    {
        Assert.Equal([0, 2, 2, -2, 4], Numbers(NDArray.Array(new[] { 0.5, 1.5, 2.5, -1.5, 3.5 }).Round()));
        Assert.Equal([0.12, 0.13, 1234.57], Numbers(NDArray.Array(new[] { 0.124, 0.126, 1234.567 }).Round(2)));
        Assert.Equal([120, 1230], Numbers(NDArray.Array(new[] { 124.9, 1234.5 }).Round(-1)));
        Assert.Equal([-2, 2], Numbers(NDArray.Array(new[] { -1.5, 2.5 }).Rint()));
    }

    [Fact]
    public void Clipping_keeps_NaN_and_the_upper_limit_wins()
    {
        NDArray array = NDArray.Array(new[] { -5, 3, double.NaN, 9 });
        Assert.Equal([0, 3, double.NaN, 4], Numbers(array.Clip(0, 4)));
        Assert.Equal([-5, 3, double.NaN, 4], Numbers(array.Clip(null, 4)));
        Assert.Equal([2, 2, double.NaN, 2], Numbers(array.Clip(4, 2)));
        Assert.Equal("uint8", NDArray.Array(new byte[] { 1, 9 }).Clip(2, 5).DType.Name);
        Assert.Throws<OverflowException>(() => NDArray.Array(new byte[] { 1 }).Clip(0, 300));
        Assert.False(ReferenceEquals(array, array.Clip(null, null)));
    }

    [Fact]
    public void Extremes_propagate_NaN_or_pass_it_over()
    {
        NDArray x = NDArray.Array(new[] { 1, double.NaN, double.NaN }), y = NDArray.Array(new[] { 2, 2, double.NaN });
        Assert.Equal([1, double.NaN, double.NaN], Numbers(x.Minimum(y)));
        Assert.Equal([2, 2, double.NaN], Numbers(x.Fmax(y)));
    }

    [Fact]
    public void Complex_numbers_are_ordered_by_real_parts_first()
        => Gen.Select(Gen.Int[-2, 2], Gen.Int[-2, 2], Gen.Int[-2, 2], Gen.Int[-2, 2], Gen.OneOfConst("c8", ">c16")).Sample(
            (a, b, c, d, dtype) =>
            {
                NDArray x = NDArray.Array(new[] { new Complex(a, b) }).AsType(dtype), y = NDArray.Array(new[] { new Complex(c, d) })
                    .AsType(dtype);
                int order = (a, b).CompareTo((c, d));
                return Answer(x.Lt(y)) == order < 0 && Answer(x.Le(y)) == order <= 0 && Answer(x.Gt(y)) == order > 0
                    && Answer(x.Eq(y)) == (order == 0)
                    && (Complex)x.Maximum(y).GetItem([0])! == (order >= 0 ? new Complex(a, b) : new Complex(c, d));
            },
            iter: Cases);

    [Fact]
    public void Parts_are_views_of_the_complex_numbers()
    {
        NDArray array = NDArray.Array(new[] { new Complex(1, 2), new Complex(3, -4) }).AsType(">c8");
        Assert.Equal([1, 3], Numbers(array.Real()));
        Assert.Equal([2, -4], Numbers(array.Imag()));
        array.Imag().Fill(7);
        Assert.Equal(new Complex(3, 7), ((NDArray)array.GetItem(["1:"])!).GetItem([0]));
        Assert.Equal([0, 0], Numbers(NDArray.Array(new[] { 1.0, 2 }).Imag()));
        Assert.Equal([0, Math.PI], Numbers(NDArray.Array(new[] { 1.0, -2 }).Angle()));
        Assert.Equal([5f], Numbers(NDArray.Array(new[] { new Complex(3, -4) }).Abs()));
    }

    [Fact]
    public void Complex_inverses_undo_their_functions()
        => Gen.Select(Gen.Double[-1, 1], Gen.Double[-1, 1]).Sample(
            (re, im) =>
            {
                NDArray z = NDArray.Array(new[] { new Complex(re, im) });
                NDArray[] backs =
                [
                    z.Sin().Arcsin(), z.Tan().Arctan(), z.Sinh().Arcsinh(), z.Tanh().Arctanh(), z.Exp().Log(), z.Expm1().Log1p(),
                    z.Exp2().Log2(),
                ];
                return backs.All(back => Complex.Abs((Complex)back.GetItem([0])! - new Complex(re, im)) < 1e-13);
            },
            iter: Cases);

    [Fact]
    public void Powers_follow_numpy()
    {
        Assert.Equal(
            "Integers to negative integer powers are not allowed.",
            Assert.Throws<ArgumentException>(() => NDArray.Array(new[] { 2 }).Power(-1)).Message);
        Assert.Equal([0.5], Numbers(NDArray.Array(new[] { 2 }).Power(-1.0)));
        Assert.Equal([1, 1024, 59049], Numbers(NDArray.Array(new[] { 1, 2, 3 }).Power(10)));
        Assert.Equal([1, 1], Numbers(NDArray.Array(new[] { 1, double.NaN }).Power(NDArray.Array(new[] { double.NaN, 0 }))));
        Assert.Equal("int8", NDArray.Array(new[] { true }).Power(NDArray.Array(new[] { true })).DType.Name);
    }

    private static double[] Numbers(NDArray array) => (double[])array.AsType("f8").ToArray();

    private static double First(NDArray array) => Numbers(array)[0];

    private static bool Answer(NDArray array) => ((bool[])array.ToArray())[0];
}
