using System.Collections.Specialized;
using System.Globalization;
using System.Numerics;
using CsCheck;
using MemMap.Formats;
using MemMap.Tests.Memory;

namespace MemMap.Tests.Formats;

public sealed class InferredAppenderTests : TempFolder
{
    // More than are kept.
    private const int Many = 2500;

    private static readonly Gen<object?> Cells = Gen.OneOf(
        Gen.Bool.Select(_ => (object?)null), Gen.Const<object?>(""), Gen.Const<object?>("nan"), Gen.Const<object?>("007"),
        Gen.Int[-3, 300].Select(number => (object?)number),
        Gen.OneOfConst<object?>(long.MaxValue, long.MinValue, ulong.MaxValue, (1L << 53) + 1, 1L << 60),
        Gen.Int[-9, 9].Select(number => (object?)(number + 0.5)),
        Gen.Int[-3, 300].Select(number => (object?)number.ToString(CultureInfo.InvariantCulture)),
        Gen.OneOfConst<object?>("9007199254740993", "18446744073709551615", "0.25", "1e3"),
        Gen.Int[1, 9].Select(length => (object?)new string('x', length)));

    // Columns of few kinds, most of which have a dtype.
    private static readonly Gen<object?[]> Columns = Cells.Array[1, 3].SelectMany(
        few => Gen.Int[0, few.Length - 1].Array[1, 12], (few, at) => at.Select(i => few[i]).ToArray());

    [Fact]
    public void Every_value_is_there_in_the_dtype_of_all_or_there_is_no_file()
        => Columns.Sample(
            values =>
            {
                string path = NewPath("all.dat");
                NDArray? column = Write(values, path);
                Assert.Equal(column is not null, File.Exists(path));
                for (int i = 0; i < values.Length && column is not null; i++)
                {
                    RequireEqual(values[i], column.Item(i));
                }
            },
            iter: 2000,
            threads: 1);

    [Fact]
    public void The_order_of_the_first_values_has_no_effect()
        => Columns.Sample(
            values =>
            {
                if (values.All(value => value is null or ""))
                {
                    return; // Nothing tells what they are.
                }
                DType? one = Write(values, NewPath("one.dat"))?.DType;
                Array.Reverse(values);
                Assert.Equal(one, Write(values, NewPath("other.dat"))?.DType);
            },
            iter: 1000,
            threads: 1);

    [Theory]
    [InlineData("a.dat")]
    [InlineData("a.npy")]
    public void Values_that_come_late_widen_what_can_be_wider(string name)
        => Columns.Sample(
            late =>
            {
                object?[] values = [.. Enumerable.Range(0, Many).Select(i => (object?)(i % 7)), .. late];
                NDArray? column = Write(values, NewPath(name));
                Assert.True(column is not null || !late.All(value => value is null or int or double or "" or "nan" or "0.25" or "1e3"));
                for (int i = 0; i < late.Length && column is not null; i++)
                {
                    RequireEqual(late[i], column.Item(Many + i));
                    RequireEqual(i % 7, column.Item(i));
                }
            },
            iter: 60,
            threads: 1);

    [Fact]
    public void Longer_and_longer_texts_widen_the_file_again_and_again()
    {
        object?[] texts = [.. Enumerable.Range(0, Many + 40).Select(i => new string('x', Math.Max(1, i - Many + 1)))];
        NDArray column = Write(texts, NewPath("texts.dat"))!;
        Assert.Equal(40 * sizeof(uint), column.ItemSize);
        Assert.Equal(texts, column.ToArray().Cast<object?>());
    }

    [Fact]
    public void Older_elements_of_a_file_are_not_widened()
    {
        string path = NewPath("old.dat");
        File.WriteAllBytes(path, new byte[16]);
        Assert.Null(Write([.. Enumerable.Range(0, Many).Select(i => (object?)i), 0.5], path, append: true));
        Assert.Equal(new byte[16], File.ReadAllBytes(path));
        Assert.NotNull(Write([1, 0.5], path, append: true));
        Assert.Equal(32, new FileInfo(path).Length);
    }

    private static void RequireEqual(object? value, object? element)
    {
        switch (element)
        {
            case string text:
                Assert.Equal(value as string ?? "", text);
                Assert.True(value is string or null);
                break;
            case double.NaN:
                Assert.True(value is null or "" or "nan");
                break;
            case double number when double.IsInteger(number):
                Assert.Equal(value is "1e3" ? 1000 : BigInteger.Parse(Plain(value), CultureInfo.InvariantCulture), new BigInteger(number));
                break;
            default:
                Assert.Equal(Plain(value), Plain(element));
                break;
        }
    }

    private static string Plain(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;

    /// <summary>Writes records with one field, and reads it; null if there is an error.</summary>
    private static NDArray? Write(object?[] values, string path, bool append = false)
    {
        if (!append)
        {
            File.Delete(path);
        }
        DType first = InferredDType.Of(new OrderedDictionary { ["a"] = values[0] });
        AppendTarget target = AppendTarget.Find(path, FileFormat.Auto, new ArraySpec(null, null), append);
        using ElementAppender appender = new(target, first, noClobber: false);
        InferredAppender inferring = new(appender, append, isOpen: true);
        try
        {
            foreach (object? value in values)
            {
                inferring.Append(new object?[] { TableCell.Read(value, appender.DType.Fields![0].DType) });
            }
            inferring.Settle();
            appender.Complete();
        }
        catch (ArgumentException e) when (e.Data.Contains(Error.IdKey))
        {
            appender.Abandon();
            return null;
        }
        using MemMapArray map = MemMapArray.Open(path, target.IsNpy ? null : appender.DType, MapMode.ReadOnly);
        return map.Field("a").Copy();
    }
}
