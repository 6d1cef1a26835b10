using System.Globalization;
using System.Numerics;
using CsCheck;
using MemMap.Tests.Arrays;

namespace MemMap.Tests.Compute;

/// <summary>What casts give that golden cases don't cover; expected values are numpy's.</summary>
public class CastTests
{
    [Theory]
    [InlineData("i4", "S", "|S11")]
    [InlineData("?", "U", "<U5")]
    [InlineData("f8", "U", "<U32")]
    [InlineData("c8", ">U", "<U64")]
    [InlineData("S5", "U", "<U5")]
    [InlineData(">U3", "U", ">U3")]
    [InlineData("M8[s]", "S", "|S38")]
    [InlineData("m8[D]", "U", "<U21")]
    [InlineData("i4", "V", "|V4")]
    [InlineData("i4,i2", "V", "[('f0', '<i4'), ('f1', '<i2')]")]
    [InlineData("M8[D]", "M8", "<M8[D]")]
    [InlineData(">m8[D]", "m8", ">m8[D]")]
    [InlineData("m8[D]", "M8", "<M8[D]")]
    public void A_dtype_without_length_or_unit_gets_that_of_what_is_cast(string from, string to, string expected)
    {
        DType dtype = NDArray.Zeros([2], DType.Parse(from)).AsType(DType.Parse(to)).DType;
        Assert.Equal(expected, dtype.IsRecord ? dtype.ToString() : dtype.Str);
    }

    [Theory]
    [InlineData(new[] { "2020", "2020-01-01T12:30:15.123", "NaT" }, "<M8[ms]")]
    [InlineData(new[] { "2020-01", "2020-01-01T12" }, "<M8[h]")]
    [InlineData(new[] { "2020-01-01T12:00Z" }, "<M8[m]")]
    [InlineData(new[] { "NaT" }, "<M8")]
    public void Dates_of_no_unit_get_the_finest_that_occurs(string[] texts, string expected)
        => Assert.Equal(expected, NDArray.Array(texts).AsType("M8").DType.Str);

    [Theory]
    [InlineData("M8[Y]", "M8[D]", 1, 365)]
    [InlineData("M8[Y]", "M8[D]", -1, -365)]
    [InlineData("M8[Y]", "M8[W]", -1, -53)]
    [InlineData("M8[M]", "M8[s]", 1, 2678400)]
    [InlineData("M8[M]", "M8[D]", 1000000000000, 30436874999998)]
    [InlineData("M8[Y]", "M8[ns]", -1000, 5336579347419103232)]
    [InlineData("M8[D]", "M8[Y]", 1000000000000, 2737907006)]
    [InlineData("M8[h]", "M8[M]", -1000, -2)]
    [InlineData("M8[W]", "M8[Y]", -1000, -20)]
    [InlineData("M8[D]", "M8[ns]", 1000000000000, 7104530666489905152)]
    [InlineData("m8[Y]", "m8[s]", 1, 31556952)]
    [InlineData("m8[Y]", "m8[D]", -1, -366)]
    [InlineData("m8[M]", "m8[h]", -1, -731)]
    [InlineData("m8[D]", "m8[M]", 1000000000000, 32854884083)]
    [InlineData("m8[s]", "m8[25s]", -1, -1)]
    [InlineData("m8[25s]", "m8[ms]", 3, 75000)]
    [InlineData("m8[s]", "M8[ms]", 100, 100)]
    [InlineData("m8[s]", "i1", 300, 44)]
    public void Times_change_their_unit_as_in_numpy(string from, string to, long count, long expected)
    {
        NDArray result = NDArray.Array(new[] { count, long.MinValue }).View(DType.Parse(from)).AsType(DType.Parse(to));
        bool isTime = to.Contains('[', StringComparison.Ordinal);
        Assert.Equal(new[] { expected, isTime ? long.MinValue : 0 }, (isTime ? result.View("i8") : result.AsType("i8")).ToArray());
    }

    [Theory]
    [InlineData("{'names':['a'],'formats':['i1'],'offsets':[1],'itemsize':3}")]
    [InlineData("[('f',{'names':['a'],'formats':['>i2'],'offsets':[5],'itemsize':8},(3,))]")]
    [InlineData(
        "[('f',{'names':['a'],'formats':[({'names':['b'],'formats':['i1'],'offsets':[1],'itemsize':3},(2,))],'offsets':[1],"
        + "'itemsize':9},(2,))]")]
    public void Bytes_between_the_fields_of_records_stay(string name)
    {
        DType dtype = DType.Parse(name);
        byte[] count = [.. Enumerable.Range(0, 6 * dtype.ItemSize).Select(i => (byte)(i % 100))];
        NDArray source = NDArray.Array(count, DType.UInt8).View(dtype);
        NDArray target = NDArray.Zeros([12], dtype), bytes = target.View(DType.UInt8);
        bytes.Fill(200);
        target["::2"] = source;
        byte[] after = target.ToBytes();
        Assert.All(after, (value, at) => Assert.True(value == 200 || (at / dtype.ItemSize % 2 == 0 && value < 100)));
        // Each record has as many bytes of its own as it has fields' bytes.
        Assert.Equal(after.Count(value => value < 100), 6 * FieldBytes(dtype));
        Assert.DoesNotContain(source.AsType(dtype.NewByteOrder()).View(DType.UInt8).ToBytes(), value => value >= 100);
    }

    private static int FieldBytes(DType dtype) => dtype.Fields?.Sum(field => FieldBytes(field.DType))
        ?? (dtype.SubType is { } element ? FieldBytes(element) * (dtype.ItemSize / element.ItemSize) : dtype.ItemSize);

    [Fact]
    public void The_calendar_is_that_of_DateTime()
        => Gen.Long[-719_162, 2_932_896].Sample(
            day =>
            {
                DateTime date = DateTime.UnixEpoch.AddDays(day);
                long month = ((date.Year - 1970) * 12) + date.Month - 1;
                NDArray days = NDArray.Array(new[] { day }).View("M8[D]"), months = days.AsType("M8[M]");
                long first = (new DateTime(date.Year, date.Month, 1, 0, 0, 0, DateTimeKind.Utc) - DateTime.UnixEpoch).Days;
                return (long)months.View("i8").Item()! == month && (long)months.AsType("M8[D]").View("i8").Item()! == first
                    && (long)days.AsType("M8[h]").AsType("M8[Y]").View("i8").Item()! == date.Year - 1970;
            },
            iter: 10_000);

    [Theory]
    [InlineData("M8[Y]", "M8[as]", "Integer overflow while computing the conversion factor between NumPy datetime units Y and as")]
    [InlineData("M8[D]", "i4,i4,S3", null)]
    [InlineData("V4", "i4", "cannot cast from |V4 to int32")]
    [InlineData("i4,i4", "i4", "Cannot cast array data from [('f0', '<i4'), ('f1', '<i4')] to int32 according to the rule 'unsafe'")]
    [InlineData("M8[D]", "U9", "The string provided for NumPy ISO datetime formatting was too short, with length 9: '1970-01-01' takes 10")]
    public void What_can_not_be_cast_is_an_error(string from, string to, string? message)
    {
        void Cast() => NDArray.Zeros([1], DType.Parse(from)).AsType(DType.Parse(to));
        Exception error = Assert.ThrowsAny<Exception>(Cast);
        Assert.NotNull(error.Data[Error.IdKey]);
        Assert.Equal(message ?? error.Message, error.Message);
    }

    [Theory]
    [InlineData("f8", "i4", Casting.Safe, false)]
    [InlineData("f8", "i4", Casting.SameKind, false)]
    [InlineData("f8", "f4", Casting.SameKind, true)]
    [InlineData("f8", ">f8", Casting.Equiv, true)]
    [InlineData("f8", ">f8", Casting.No, false)]
    [InlineData("i4", "f8", Casting.Safe, true)]
    public void A_rule_allows_less_than_everything(string from, string to, Casting casting, bool allowed)
    {
        NDArray array = NDArray.Zeros([2], DType.Parse(from));
        if (allowed)
        {
            Assert.Equal(DType.Parse(to), array.AsType(DType.Parse(to), casting).DType);
        }
        else
        {
            string rule = casting == Casting.SameKind ? "same_kind" : casting.ToString().ToLowerInvariant();
            Assert.Equal(
                $"Cannot cast array data from {DType.Parse(from)} to {DType.Parse(to)} according to the rule '{rule}'",
                Assert.Throws<InvalidCastException>(() => array.AsType(DType.Parse(to), casting)).Message);
        }
    }

    [Fact]
    public void Records_cast_by_position()
    {
        NDArray records = NDArray.Array(new object[] { new object[] { 1, 2.5 }, new object[] { 300, -3.5 } }, "i4,f8");
        NDArray cast = records.AsType("{'names':['p','q'],'formats':['>i2','U4'],'offsets':[17,0],'itemsize':21}");
        Assert.Equal(["(1, '2.5')", "(300, '-3.5')"], cast.ToArray().Cast<object>().Select(record => record.ToString()));
        Assert.Equal("Cannot cast array data", Assert.Throws<InvalidCastException>(() => records.AsType("i4,i4,i4")).Message[..22]);
        Assert.Equal(new[] { 7, 8 }, NDArray.Array(new[] { 7, 8 }).AsType("[('a','f4')]").AsType("i4").ToArray());
        Assert.Equal("(7, 7.0, '7')", NDArray.Array(new[] { 7 }).AsType("i4,f8,S3").Item()!.ToString());
    }

    [Theory]
    [InlineData("2i2", "2f4", new[] { 1, 2 }, "([1.0, 2.0],)")]
    [InlineData("2i2", "f4", new[] { 1, 2 }, "(1.0,)")]
    [InlineData("2i2", "3f4", new[] { 1, 2 }, "([1.0, 2.0, 0.0],)")]
    [InlineData("2i2", "(2,2)f4", new[] { 1, 2 }, "([[1.0, 2.0], [1.0, 2.0]],)")]
    [InlineData("(2,3)i2", "2f4", new[] { 1, 2, 3, 4, 5, 6 }, "([1.0, 2.0],)")]
    [InlineData("(2,3)>i2", "(2,2)f4", new[] { 1, 2, 3, 4, 5, 6 }, "([[1.0, 2.0], [4.0, 5.0]],)")]
    public void Sub_arrays_meet_as_in_numpy(string from, string to, int[] values, string expected)
    {
        NDArray source = NDArray.Zeros([3], DType.Parse($"[('a','{from[^2..]}',{Shape(from)})]"));
        source.Field("a").SetItem(["..."], NDArray.Array(values).Reshape(source.Field("a").Shape[1..]));
        NDArray cast = source.AsType(DType.Parse(to[0] is 'f' ? $"[('a','{to}')]" : $"[('a','{to[^2..]}',{Shape(to)})]"));
        Assert.All(cast.ToArray().Cast<object>(), record => Assert.Equal(expected, record.ToString()));

        static string Shape(string code)
            => code.TrimEnd('i', 'f', '2', '4', '>') is { Length: > 0 } shape && shape[0] == '(' ? shape
                : "(2,)".Replace("2", code[..1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_sub_array_dtype_repeats_each_element()
    {
        NDArray array = NDArray.Array(new[] { 1, 2 }).AsType("(2,)f4");
        Assert.Equal(new float[,] { { 1, 1 }, { 2, 2 } }, array.ToArray());
    }

    [Fact]
    public void Complex_to_real_warns_once_for_an_array()
    {
        Action<string> before = HostObjects.Warn;
        List<string> warnings = [];
        try
        {
            HostObjects.Warn = warnings.Add;
            NDArray complex = NDArray.Zeros([9, 3], DType.Complex64);
            complex.AsType(DType.Float64);
            complex.AsType(DType.Bool);
            complex.AsType(DType.Complex128);
            Assert.Equal(["Casting complex values to real discards the imaginary part"], warnings);
        }
        finally
        {
            HostObjects.Warn = before;
        }
    }

    [Fact]
    public void What_cannot_be_read_changes_nothing()
    {
        NDArray target = NDArray.Array(new[] { 1, 2, 3 });
        Assert.Throws<FormatException>(() => target.SetItem(["..."], NDArray.Array(new[] { "7", "8", "x" })));
        Assert.Throws<OverflowException>(() => target.SetItem(["..."], new object[] { 7, 8, 1L << 40 }));
        Assert.Throws<FormatException>(() => target.SetItem(["..."], new object[] { 7, 8, "x" }));
        Assert.Equal(new[] { 1, 2, 3 }, target.ToArray());
    }

    // numpy leaves these to the machine. Long arrays go through vectors, strided and swapped ones through scratch blocks, short ones
    // through neither.
    [Fact]
    public void Floats_that_an_integer_cannot_hold_become_its_smallest_value_on_every_path()
        => Gen.Select(
            Gen.OneOfConst("f2", "f4", ">f8", "c8", ">c16"), Gen.OneOfConst("i1", "u1", ">i2", "u2", "i4", ">u4", "i8", "u8"),
            Gen.Int[1, 70], Gen.Int[0, 999]).Sample(
            (from, to, count, seed) =>
            {
                double[] interesting =
                [
                    double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e30, -1e30, 127.9, 128, -128.9, -129, 255.5, 256, -0.9,
                    -1, 65504, -65504,
                    2147483648, -2147483648, 4294967295, 4294967296, 9.223372036854775808e18, -9.223372036854775808e18,
                    1.8446744073709551616e19,
                ];
                NDArray values = NDArray.Array(
                    Enumerable.Range(seed, 3 * count).Select(i => interesting[i * 7919 % interesting.Length]).ToArray()).AsType(from);
                BigInteger[] expected = [
                    .. values.AsType("c16").ToArray().Cast<Complex>().Select(value => InRangeOf(DType.Parse(to), value.Real))];
                NDArray view = (NDArray)values["::-3"]!;
                NDArray assigned = NDArray.Zeros([2 * values.Size], to);
                assigned.SetItem(["::2"], values);
                return Integers(values.AsType(to)).SequenceEqual(expected)
                    && Integers(view.AsType(to)).SequenceEqual(expected.Where((_, i) => (expected.Length - 1 - i) % 3 == 0).Reverse())
                    && Integers((NDArray)assigned["::2"]!).SequenceEqual(expected)
                    && Integers(((NDArray)values["0:1"]!).AsType(to)).Single() == expected[0];
            },
            iter: 10_000);

    private static BigInteger InRangeOf(DType integer, double value)
    {
        int bits = 8 * integer.ItemSize;
        bool isSigned = integer.Name.StartsWith("int", StringComparison.Ordinal);
        BigInteger smallest = isSigned ? -BigInteger.Pow(2, bits - 1) : 0, largest = BigInteger.Pow(2, isSigned ? bits - 1 : bits) - 1;
        BigInteger whole = double.IsFinite(value) ? new BigInteger(Math.Truncate(value)) : smallest;
        return whole < smallest || whole > largest ? smallest : whole;
    }

    private static IEnumerable<BigInteger> Integers(NDArray array)
        => array.ToArray().Cast<object>()
            .Select(value => BigInteger.Parse(Convert.ToString(value, CultureInfo.InvariantCulture)!, CultureInfo.InvariantCulture));

    [Fact]
    public void A_cast_to_text_and_back_keeps_any_view()
        => Gen.Select(Samples.Views, Gen.OneOfConst("S32", "<U32", ">U32", "U64")).Sample(
            (sample, code) => sample.Array.DType.Kind == ElementKind.Bool || sample.Array.DType.IsComplex
                || Samples.Read(sample.Array.AsType(DType.Parse(code)).AsType(sample.Array.DType)).SequenceEqual(sample.Model.Values),
            iter: 10_000);

    [Fact]
    public void A_cast_into_any_record_and_back_keeps_any_view()
        => Gen.Select(
            Samples.Views,
            Gen.OneOfConst(">f8,i2", "i1,>c16", "U8,<f4,>i8", "{'names':['a','b'],'formats':['>i2','<f8'],'offsets':[9,0],'itemsize':17}"),
            Gen.Int[0, 2]).Sample(
            (sample, code, pick) =>
            {
                if (sample.Array.DType.Kind == ElementKind.Bool || sample.Array.DType.IsComplex)
                {
                    return true;
                }
                NDArray records = sample.Array.AsType(DType.Parse(code));
                NDArray field = records.Field(records.DType.Fields![pick % records.DType.Fields.Count].Name);
                return Samples.Read(field.AsType(sample.Array.DType)).SequenceEqual(sample.Model.Values);
            },
            iter: 10_000);
}
