using CsCheck;
using MemMap.Compute;

namespace MemMap.Tests.Compute;

/// <summary>Arithmetic and comparisons of dates and time spans, NaT and units.</summary>
public class ElementwiseTimeTests
{
    private const int Cases = 10_000;
    private const long NaT = long.MinValue;

    [Fact]
    public void Months_and_days_convert_as_the_calendar_has_them()
        => Gen.Int[0, 3_652_058].Sample(
            day =>
            {
                var date = new DateTime(day * TimeSpan.TicksPerDay);
                long days = (date - DateTime.UnixEpoch).Days, months = ((date.Year - 1970) * 12) + date.Month - 1;
                NDArray inDays = Times("M8[D]", days), inMonths = Times("M8[M]", months);
                NDArray sinceFirst = inDays - inMonths;
                return Counts(sinceFirst)[0] == date.Day - 1 && sinceFirst.DType == "m8[D]" && (bool)inDays.Ge(inMonths).GetItem([0])!;
            },
            iter: Cases);

    [Fact]
    public void Sums_are_taken_in_the_finer_unit()
        => Gen.Select(Gen.Int, Gen.Int, Gen.OneOfConst((Code: "h", Seconds: 3600L), (Code: "m", Seconds: 60L), (Code: "25s", Seconds: 25L)))
            .Sample(
            (x, y, unit) =>
            {
                NDArray sum = Times($"M8[{unit.Code}]", x) + Times("m8[s]", y),
                    difference = Times("m8[s]", y) - Times($"m8[{unit.Code}]", x);
                return sum.DType == "M8[s]" && Counts(sum)[0] == (x * unit.Seconds) + y
                    && difference.DType == "m8[s]" && Counts(difference)[0] == y - (x * unit.Seconds);
            },
            iter: Cases);

    [Fact]
    public void Times_are_compared_by_vectors_as_one_by_one()
        => Gen.Select(Gen.OneOf(Gen.Const(NaT), Gen.Long[-2, 2], Gen.Long).Array[0, 200], Gen.Int[0, 9]).Sample((counts, shift) =>
        {
            long[] others = [.. counts[Math.Min(shift, counts.Length)..], .. counts[..Math.Min(shift, counts.Length)]];
            NDArray x = Times("M8[s]", counts), y = Times("M8[s]", others);
            foreach ((Relation relation, Func<long, long, bool> holds) in new (Relation, Func<long, long, bool>)[]
            {
                (Relation.Lt, static (a, b) => a < b), (Relation.Le, static (a, b) => a <= b), (Relation.Eq, static (a, b) => a == b),
                (Relation.Ge, static (a, b) => a >= b), (Relation.Gt, static (a, b) => a > b), (Relation.Ne, static (a, b) => a != b),
            })
            {
                bool[] expected = [.. counts.Zip(others, (a, b) => a == NaT || b == NaT ? relation == Relation.Ne : holds(a, b))];
                Assert.Equal(expected, (bool[])new NDArray(Elementwise.Binary(Operations.Of(relation), x.Ref, y.Ref)).ToArray());
            }
        });

    [Fact]
    public void NaT_stays_NaT_and_compares_like_NaN()
    {
        NDArray x = Times("m8[s]", NaT, 5, NaT), y = Times("m8[ms]", 5, NaT, NaT);
        foreach (NDArray result in new[] { x + y, x - y, x * 2, x * 2.5, x / 2, x % y, x.Minimum(y), x.Maximum(y), x.Negative() })
        {
            Assert.Equal(NaT, Counts(result)[0]);
            Assert.Equal(NaT, Counts(result)[2]);
        }
        Assert.Equal([5, 5000, NaT], Counts(x.Fmax(y)));
        Assert.Equal([5, 5000, NaT], Counts(x.Fmin(y)));
        Assert.Equal(new[] { double.NaN, double.NaN, double.NaN }, (double[])(x / y).ToArray());
        Assert.Equal([0, 0, 0], Counts(x.FloorDivide(y)));
        foreach (NDArray answers in new[] { x.Lt(y), x.Le(y), x.Eq(y), x.Ge(y), x.Gt(y), x.Eq(x).And(new[] { true, false, true }) })
        {
            Assert.Equal(new[] { false, false, false }, (bool[])answers.ToArray());
        }
        Assert.Equal(new[] { true, true, true }, (bool[])x.Ne(y).ToArray());
        Assert.Equal(new[] { true, false, true }, (bool[])x.IsNaT().ToArray());
    }

    [Fact]
    public void Spans_divide_and_multiply_with_numbers()
    {
        NDArray x = Times("m8[s]", 7, -7);
        Assert.Equal([14, -14], Counts(x * 2));
        Assert.Equal([14, -14], Counts(2 * x));
        Assert.Equal([3, -3], Counts(x * 0.5));
        Assert.Equal([3, -3], Counts(x / 2));
        Assert.Equal([3, -3], Counts(x.FloorDivide(2)));
        Assert.Equal([NaT, NaT], Counts(x / 0));
        Assert.Equal([3, -4], Counts(x.FloorDivide(Times("m8[s]", 2))));
        Assert.Equal([1, 1], Counts(x % Times("m8[s]", 2)));
        Assert.Equal([3500, -3500], ((double[])(x / Times("m8[ms]", 2)).ToArray()).Select(value => (long)value));
        Assert.Equal("int64", x.FloorDivide(Times("m8[s]", 2)).DType.Name);
    }

    [Fact]
    public void Dates_and_spans_of_the_shell_count_100_ns()
    {
        NDArray date = Times("M8[D]", 1);
        NDArray later = date + TimeSpan.FromHours(1);
        Assert.Equal("datetime64[100ns]", later.DType.Name);
        Assert.Equal(new DateTime(1970, 1, 2, 1, 0, 0, DateTimeKind.Utc), later.GetItem([0]));
        Assert.Equal(new[] { false }, (bool[])date.Ge(new DateTime(1970, 1, 2, 0, 0, 1, DateTimeKind.Utc)).ToArray());
        Assert.Equal(TimeSpan.FromDays(-1), (DateTime.UnixEpoch - date).GetItem([0]));
        Assert.Equal([2], Counts(date + 1));
    }

    [Fact]
    public void In_place_the_target_keeps_its_unit()
    {
        NDArray seconds = Times("M8[s]", 10, NaT);
        Elementwise.InPlace(Operations.Add, seconds.Ref, TimeSpan.FromMilliseconds(2500));
        Assert.Equal([12, NaT], Counts(seconds));
        NDArray months = Times("M8[M]", 1);
        Elementwise.InPlace(Operations.Maximum, months.Ref, DateTime.UnixEpoch.AddDays(100));
        Assert.Equal([3], Counts(months));
    }

    [Fact]
    public void What_numpy_does_not_define_is_an_error()
    {
        NDArray date = Times("M8[s]", 1), span = Times("m8[s]", 1);
        foreach (Func<NDArray> undefined in new Func<NDArray>[]
        {
            () => date + date, () => span - date, () => 1 - date, () => date * 2, () => 2 / span, () => date % 2, () => date.Negative(),
                () => date.Abs(),
            () => date.Lt(span), () => date.Eq(1), () => span.Sqrt(), () => date.And(date), () => span + 0.5, () => span.LogicalNot(),
        })
        {
            Assert.Equal("UnsupportedDType", Assert.Throws<NotSupportedException>(undefined).Data[Error.IdKey]);
        }
    }

    private static NDArray Times(string dtype, params long[] counts) => As(NDArray.Array(counts), dtype);

    private static long[] Counts(NDArray times) => (long[])As(times, "i8").ToArray();

    private static NDArray As(NDArray array, DType dtype) => array.WithLayout(array.Layout, dtype);

    [Theory]
    [InlineData("unixtime", "i4")]
    [InlineData("unixtime_ms", "i8")]
    [InlineData("unixtime64", "i8")]
    public void A_difference_of_dates_that_are_stored_as_numbers_is_a_number(string dtype, string expected)
    {
        NDArray dates = NDArray.Array(new[] { 3, 1, 10 }).AsType(dtype);
        foreach (NDArray differences in new[] { dates.Diff(), dates.Lazy().Diff() })
        {
            Assert.Null(differences.DType.Meaning);
            Assert.Equal(expected, differences.DType.Str[1..]);
            Assert.Equal([-2L, 9L], differences.AsType("i8").ToArray().Cast<long>());
        }
        Assert.Equal("9", $"{dates.Ptp()}");
        Assert.NotNull((dates - 1).DType.Meaning);
    }
}
