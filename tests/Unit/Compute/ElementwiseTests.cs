using System.Numerics;
using CsCheck;
using MemMap.Compute;
using MemMap.DataTypes;

namespace MemMap.Tests.Compute;

/// <summary>What all element-wise operations share: texts, logic, work in place, names, errors.</summary>
public class ElementwiseTests
{
    private const int Cases = 10_000;

    [Fact]
    public void Texts_compare_by_code_points_whatever_their_lengths()
        => Gen.Select(Gen.String["ab\u00e9\0"], Gen.String["ab\u00e9\0"], Gen.OneOfConst("U9", ">U5", "<U12")).Sample(
            (a, b, dtype) =>
            {
                a = a[..Math.Min(a.Length, 5)];
                b = b[..Math.Min(b.Length, 5)];
                NDArray x = NDArray.Array(new object[] { a }, dtype), y = NDArray.Array(new object[] { b }, "U7");
                int order = string.CompareOrdinal(a.TrimEnd('\0'), b.TrimEnd('\0'));
                return Answer(x.Lt(y)) == order < 0 && Answer(x.Ge(y)) == order >= 0 && Answer(x.Eq(b)) == (order == 0)
                    && Answer(x.Ne(y)) == (order != 0);
            },
            iter: Cases);

    [Fact]
    public void Bytes_compare_with_texts_but_not_with_numbers()
    {
        NDArray bytes = NDArray.Array(new object[] { "a", "b" }, "S3");
        Assert.Equal(new[] { false, true }, (bool[])bytes.Eq("b").ToArray());
        Assert.Equal(new[] { true, false }, (bool[])bytes.Lt(NDArray.Array(new object[] { "aa", "b" }, ">U4")).ToArray());
        Assert.Throws<NotSupportedException>(() => bytes.Eq(1));
        Assert.Throws<NotSupportedException>(() => bytes + bytes);
    }

    [Fact]
    public void Logic_takes_any_number_for_true_but_zero()
    {
        NDArray x = NDArray.Array(new[] { 0, 0.5, double.NaN });
        Assert.Equal(new[] { false, true, true }, (bool[])x.LogicalAnd(1).ToArray());
        Assert.Equal(new[] { true, true, true }, (bool[])x.LogicalOr(1).ToArray());
        Assert.Equal(new[] { true, false, false }, (bool[])x.LogicalXor(1).ToArray());
        Assert.Equal(new[] { true, false, false }, (bool[])x.LogicalNot().ToArray());
        Assert.Equal(new[] { false, true }, (bool[])NDArray.Array(new[] { true, false }).Not().ToArray());
        Assert.Equal(new sbyte[] { -1, 0 }, (sbyte[])NDArray.Array(new sbyte[] { 0, -1 }).Not().ToArray());
        Assert.Throws<NotSupportedException>(() => x.Not());
    }

    [Fact]
    public void Tests_of_numbers()
    {
        NDArray x = NDArray.Array(new[] { 1, double.NaN, double.NegativeInfinity, double.NegativeZero }).AsType(">f2");
        Assert.Equal(new[] { false, true, false, false }, (bool[])x.IsNaN().ToArray());
        Assert.Equal(new[] { false, false, true, false }, (bool[])x.IsInf().ToArray());
        Assert.Equal(new[] { true, false, false, true }, (bool[])x.IsFinite().ToArray());
        Assert.Equal(new[] { false, true }, (bool[])NDArray.Array(new[] { 1, -1 }).SignBit().ToArray());
        Assert.Equal(new[] { true }, (bool[])NDArray.Array(new[] { 1 }).IsFinite().ToArray());
        Assert.Equal(new[] { true }, (bool[])NDArray.Array(new[] { new Complex(1, double.NaN) }).IsNaN().ToArray());
    }

    [Fact]
    public void In_place_every_named_operation_does_what_it_does_elsewhere()
        => Gen.Select(Gen.OneOfConst([.. Operations.Names]), Gen.OneOfConst("i2", ">i4", "f4", ">f8"), Gen.Int[0, 20], Gen.Int[1, 6])
            .Sample(
            (name, dtype, x, y) =>
            {
                ElementwiseOperation operation = Operations.ByName(name.ToUpperInvariant());
                NDArray target = NDArray.Array(new[] { x, x + 1 }).AsType(dtype), view = (NDArray)target.GetItem(["::-1"])!;
                ArrayRef? computed = null;
                try
                {
                    computed = operation is BinaryOperation binary ? Elementwise.Binary(binary, view, y)
                        : Elementwise.Unary((UnaryOperation)operation, view.Ref);
                }
                catch (NotSupportedException)
                {
                }
                if (computed is not { } expected || !Promotion.CanCast(expected.DType, target.DType, Casting.SameKind))
                {
                    Assert.ThrowsAny<Exception>(() => Elementwise.InPlace(operation, view.Ref, y));
                    return true;
                }
                Elementwise.InPlace(operation, view.Ref, y);
                return view.ToArray().Cast<object>().SequenceEqual(expected.AsType(dtype).ToArray().Cast<object>());
            },
            iter: Cases);

    [Fact]
    public void In_place_a_result_of_another_kind_is_refused_unless_it_is_asked_for()
    {
        NDArray target = NDArray.Array(new[] { 5, 7 });
        var error = Assert.Throws<InvalidCastException>(() => Elementwise.InPlace(Operations.Divide, target.Ref, 2));
        Assert.Equal("cannot cast the result of divide from float64 to int32 with casting rule 'same_kind'", error.Message);
        Elementwise.InPlace(Operations.Divide, target.Ref, 2, Casting.Unsafe);
        Assert.Equal(new[] { 2, 3 }, (int[])target.ToArray());
    }

    [Fact]
    public void An_unknown_name_lists_those_that_there_are()
        => Assert.Equal(
            $"there is no operation 'Frobnicate'; there are {string.Join(", ", Operations.Names)}",
            Assert.Throws<ArgumentException>(() => Operations.ByName("Frobnicate")).Message);

    [Fact]
    public void Operators_work_from_both_sides_and_keep_arrays_without_axes()
    {
        NDArray x = NDArray.Array(7, "u1");
        Assert.Equal("uint8", (x % 4).DType.Name);
        Assert.Equal(0, (-(10 % x)).NDim);
        Assert.Equal(3, Convert.ToInt32((10 % x).ToArray().GetValue(0), null));
        Assert.Equal("float64", (x * 2.5m).DType.Name);
        Assert.Throws<OverflowException>(() => x + BigInteger.Pow(2, 70));
        Assert.Throws<NotSupportedException>(() => -NDArray.Array(new[] { true }));
    }

    [Fact]
    public void A_result_that_does_not_fit_in_memory_fails_with_its_size()
    {
        NDArray column = NDArray.Zeros([1L << 22, 1], "u1"), row = NDArray.Zeros([1L << 22], "u1");
        string bytes = (1L << 44).ToString(System.Globalization.CultureInfo.InvariantCulture)[..5];
        Assert.Contains(bytes, Assert.Throws<InsufficientMemoryException>(() => column + row).Message, StringComparison.Ordinal);
    }

    private static bool Answer(NDArray array) => ((bool[])array.ToArray())[0];
}
