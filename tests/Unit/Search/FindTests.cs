using CsCheck;
using MemMap.Compute;
using MemMap.Tests.Arrays;
using MemMap.Tests.Memory;

namespace MemMap.Tests.Search;

/// <summary>What is found in arrays, against naive loops.</summary>
public class FindTests
{
    private static readonly Func<NDArray, object, NDArray>[] Relations =
        [(a, x) => a.Eq(x), (a, x) => a.Ne(x), (a, x) => a.Lt(x), (a, x) => a.Le(x), (a, x) => a.Gt(x), (a, x) => a.Ge(x)];

    private static readonly Func<double, double, bool>[] Oracles =
        [(a, x) => a == x, (a, x) => a != x, (a, x) => a < x, (a, x) => a <= x, (a, x) => a > x, (a, x) => a >= x];

    [Fact]
    public void Positions_are_those_of_a_loop_in_any_view()
        => Gen.Select(Samples.Views, Gen.Int[0, 5], Gen.Int[0, 99]).Sample((sample, which, value) =>
        {
            if (sample.Array.DType.IsComplex)
            {
                return true;
            }
            long[] expected = [.. sample.Model.Values.Select((element, i) => Oracles[which](element, value) ? i : -1L).Where(i => i >= 0)];
            return sample.Array.Find(part => Relations[which](part, value)).SequenceEqual(expected);
        });

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public void Windows_join_without_a_gap(int columns)
    {
        NDArray array = NDArray.Arange(0, 3_000_000).Reshape(-1, columns);
        long[] wanted = [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, (2 << 20) - 1, 2 << 20, 2_999_999];
        NDArray marks = NDArray.Zeros([3_000_000], DType.Bool);
        foreach (long position in wanted)
        {
            marks[position] = true;
        }
        NDArray shaped = marks.Reshape(-1, columns);
        Assert.Equal(wanted, shaped.Find(part => part.Eq(true)));
        ValueSearch search = new(shaped.Ref, static part => Elementwise.Binary(Operations.Equal, part, true));
        Assert.Equal(wanted[^3..], search.FindLast(3));
        Assert.Equal(wanted.LongLength, search.Count());
        Assert.Equal(2_999_000, array.Find(part => part.Ge(1000)).LongCount());
    }

    [Fact]
    public void Patterns_are_found_where_a_loop_finds_them()
        => Gen.Select(Gen.Byte[0, 3].Array[0, 60], Gen.Byte[0, 3].Array[1, 5], Gen.Int[0, 31], Gen.Int[1, 4])
            .Sample((bytes, pattern, wild, itemSize) =>
        {
            bool IsWild(int i) => (wild >> i & 1) == 1;
            bytes = bytes[..(bytes.Length / itemSize * itemSize)];
            string text = string.Join(' ', pattern.Select((value, i) => IsWild(i) ? "??" : $"{value:X2}"));
            if (pattern.Length == 1 || pattern.Select((_, i) => i).All(IsWild))
            {
                return true;
            }
            long[] expected = [.. Enumerable.Range(0, Math.Max(0, bytes.Length - pattern.Length + 1))
                .Where(at => pattern.Select((value, i) => IsWild(i) || bytes[at + i] == value).All(same => same)).Select(at => (long)at)];
            NDArray array = NDArray.Array(bytes, DType.UInt8).View(DType.Parse($"V{itemSize}"));
            return array.Find(BytePattern.Parse(text)).SequenceEqual(expected)
                && new PatternSearch(array.Ref, BytePattern.Parse(text)).FindLast(2).SequenceEqual(expected.TakeLast(2));
        });

    /// <summary>Bytes that repeat themselves: the anchor is everywhere, and what it leads to goes on for long.</summary>
    [Fact]
    public void Patterns_are_found_in_repetitive_bytes()
        => Gen.Select(Gen.Byte[0, 2].Array[1, 4], Gen.Int[1, 300], Gen.Int[0, 200_000], Gen.Int[0, 3].Array[0, 4], Gen.Int[0, 2])
        .Sample((unit, length, size, changes, kind) =>
        {
            byte[] bytes = [.. Enumerable.Range(0, size).Select(i => unit[i % unit.Length])];
            foreach (int change in changes.Where(_ => size > 0))
            {
                bytes[(int)((change + 1L) * 7919 * 31 % size)] = 3;
            }
            byte[] wanted = [.. Enumerable.Range(0, length).Select(i => unit[(i + 1) % unit.Length])];
            if (changes.Length > 1)
            {
                wanted[changes[0] * length / 4] = 3;
            }
            bool[] isWild = [.. wanted.Select((_, i) => kind == 1 && i % 2 == 1)];
            // Letters, for the case that doesn't matter.
            BytePattern pattern = kind == 2 ? BytePattern.Of([.. wanted.Select(value => (byte)('a' + value))]).IgnoringCase()
                : length == 1 ? BytePattern.Of(wanted)
                : BytePattern.Parse(string.Join(' ', wanted.Select((value, i) => isWild[i] ? "??" : $"{value:X2}")));
            byte[] searched = kind == 2 ? [.. bytes.Select((value, i) => (byte)((i % 3 == 0 ? 'A' : 'a') + value))] : bytes;
            int[] known = [.. Enumerable.Range(0, length).Where(i => length == 1 || !isWild[i])];
            List<int> expected = [];
            for (int at = 0; at <= size - length; at++)
            {
                if (Array.TrueForAll(known, i => bytes[at + i] == wanted[i]))
                {
                    expected.Add(at);
                }
            }
            Assert.Equal(expected, pattern.Find(searched, size));
            Assert.Equal(expected.Count == 0 ? -1 : expected[0], pattern.IndexIn(searched));
        }, iter: 60);

    [Fact]
    public void Pairs_of_which_one_digit_may_be_anything_are_found_too()
        => Gen.Select(Gen.Byte.Array[1000, 4000], Gen.Int[0, 999], Gen.Int[0, 63]).Sample((bytes, place, wild) =>
        {
            string[] pairs = [.. bytes[place..(place + 3)].Select((value, i) => Blur($"{value:X2}", (wild >> (2 * i)) & 3))];
            if (!pairs.Any(pair => !pair.Contains('?')))
            {
                return;
            }
            // The longer one takes the other way.
            BytePattern pattern = BytePattern.Parse(string.Join(' ', pairs));
            int[] expected = [.. Enumerable.Range(0, bytes.Length - 2)
                .Where(at => pairs.Index().All(pair => Matches(bytes[at + pair.Index], pair.Item)))];
            Assert.Equal(expected, pattern.Find(bytes, bytes.Length));
            List<int> found = [];
            new BitParallelMatcher([.. pairs.Select(pair => Digits(pair, '0'))], [.. pairs.Select(Mask)])
                .Find(bytes, 0, bytes.Length - 3, found, int.MaxValue, CancellationToken.None);
            Assert.Equal(expected, found);
        });

    private static byte Digits(string pair, char any) => Convert.ToByte(pair.Replace('?', any), 16);

    private static byte Mask(string pair) => (byte)~(Digits(pair, '0') ^ Digits(pair, 'F'));

    private static bool Matches(byte value, string pair) => (value & Mask(pair)) == Digits(pair, '0');

    private static string Blur(string pair, int how) => how switch { 0 => pair, 1 => $"?{pair[1]}", 2 => $"{pair[0]}?", _ => "??" };

    [Fact]
    public void A_long_pattern_with_unknown_bytes_is_refused_and_one_without_is_found()
    {
        byte[] bytes = new byte[300_000];
        bytes[^1] = 1;
        Assert.Equal(100_000, BytePattern.Of(bytes.AsSpan(100_000)).IndexIn(bytes));
        string text = "?? " + string.Join(' ', Enumerable.Repeat("00", 1 << 16));
        Assert.Equal("PatternTooLong", TempFolder.IdOf(Assert.Throws<ArgumentException>(() => BytePattern.Parse(text))));
    }

    [Theory]
    [InlineData("??")]
    [InlineData("00")]
    public void A_search_is_stopped_within_its_window(string other)
    {
        NDArray array = NDArray.Zeros([16 << 20], DType.UInt8);
        BytePattern pattern = BytePattern.Parse(string.Concat(Enumerable.Repeat($"00 {other} ", 8000)) + "00 01");
        using IDisposable scope = Interruption.Use(new CancellationToken(canceled: true));
        Assert.Throws<OperationCanceledException>(() => pattern.IndexIn(new byte[1 << 20]));
        Assert.Throws<OperationCanceledException>(() => array.Find(pattern).Count());
    }

    [Fact]
    public void Patterns_are_found_across_windows()
    {
        const int window = 4 << 20;
        byte[] bytes = new byte[(2 * window) + 100];
        byte[] mark = [1, 2, 3, 4];
        long[] places = [window - 4, window - 3, window, (2 * window) - 1, (2 * window) + 96];
        places = [places[0], places[2], places[3], places[4]];
        foreach (long place in places)
        {
            mark.CopyTo(bytes, place);
        }
        NDArray array = NDArray.Array(bytes);
        Assert.Equal(places, array.Find(BytePattern.Of(mark)));
        Assert.Equal(places, array.Find(BytePattern.Parse("01 ?? 03 04")));
        // Not where elements follow one another: bytes are gathered.
        NDArray spread = NDArray.Zeros([bytes.Length, 2], DType.UInt8);
        spread[":, 0"] = array;
        Assert.Equal(places, ((NDArray)spread[":, 0"]!).Find(BytePattern.Of(mark)));
    }

    [Theory]
    [InlineData("4D 5A", "4D5A")]
    [InlineData(" be  ad\tef ", "BEADEF")]
    [InlineData("12 34", "1234")]
    [InlineData("0x4D5A", "4D5A")]
    [InlineData("0x4D 0x5A", "4D5A")]
    [InlineData("0xBE,0xEF", "BEEF")]
    [InlineData("0XBE, EF", "BEEF")]
    [InlineData("{ 0xBEEF, 0x5 }", "BEEF05")]
    [InlineData("\\xbe\\xEF", "BEEF")]
    [InlineData("BE-EF", "BEEF")]
    [InlineData("12-3A-00", "123A00")]
    [InlineData("aa:bb:0c", "AABB0C")]
    [InlineData("BE, EF", "BEEF")]
    public void Text_that_can_only_be_hexadecimal_is(string text, string bytes)
        => Assert.Equal(bytes, Convert.ToHexString(BytePattern.Parse(text).ToBytes()));

    [Theory]
    [InlineData("4D5A", "0x4D5A")]
    [InlineData("cafe", "0xcafe")]
    [InlineData("42", "0x42")]
    [InlineData("FF", "0xFF")]
    [InlineData("4D??", "0x4D??")]
    [InlineData("12-31", "0x1231")]
    [InlineData("10,20,30", "0x102030")]
    [InlineData("12:30", "0x1230")]
    [InlineData("Be-Ad", "0xBeAd")]
    [InlineData("BE-EF:AD", "0xBEEFAD")]
    [InlineData("0x4d5", "odd number")]
    [InlineData("0xx", null)]
    public void Text_that_may_be_hexadecimal_asks(string text, string? advice)
    {
        if (advice is null)
        {
            Assert.Equal(System.Text.Encoding.UTF8.GetBytes(text), BytePattern.Parse(text).ToBytes());
            return;
        }
        string message = Assert.Throws<ArgumentException>(() => BytePattern.Parse(text)).Message;
        Assert.Contains(advice, message, StringComparison.Ordinal);
        Assert.Contains("-Encoding ascii", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DE AD B", "'B'")]
    [InlineData("DE AD BG", "'BG'")]
    [InlineData("B DE AD", "'B'")]
    [InlineData("DE AD BEEF", "'BEEF'")]
    [InlineData("de b", "'b'")]
    [InlineData("00 01 2", "'2'")]
    [InlineData("00 0O 01", "'0O'")]
    [InlineData("DE ?? B", "'B'")]
    [InlineData("DE,AD,B", "'B'")]
    [InlineData("de-ad-bg", "'bg'")]
    [InlineData("00:1b:2c:3", "'3'")]
    [InlineData("DE, AD, ", "no byte beside it")]
    [InlineData("0xDE 0xBG 0xAD", "'0xBG'")]
    [InlineData("{ 0xDE, 0xAD1 }", "'0xAD1'")]
    [InlineData("\\xDE\\xAD\\xB", "'B'")]
    [InlineData("DE AD,BE EF", "0xDEADBEEF")]
    public void Text_that_is_mostly_hexadecimal_says_what_is_not(string text, string wrong)
    {
        string message = Assert.Throws<ArgumentException>(() => BytePattern.Parse(text)).Message;
        Assert.Contains(wrong, message, StringComparison.Ordinal);
        Assert.Contains("-Encoding ascii", message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_digit_too_few_or_too_many_among_pairs_is_found_whichever_it_is()
        => Gen.Select(Gen.Byte.Array[2, 20], Gen.Int[0, 19], Gen.Bool).Sample((bytes, at, isShort) =>
        {
            string[] tokens = [.. bytes.Select(value => $"{value:X2}"), "AA"];
            at %= tokens.Length;
            string wrong = tokens[at] = isShort ? tokens[at][..1] : tokens[at] + "0";
            Assert.Contains(
                $"'{wrong}'", Assert.Throws<ArgumentException>(() => BytePattern.Parse(string.Join(' ', tokens))).Message,
                StringComparison.Ordinal);
        });

    [Theory]
    [InlineData("be a d")]
    [InlineData("2026-05-06 07:00:01")]
    [InlineData("Nov 28 18:00:19")]
    [InlineData("May 12 10 30")]
    [InlineData("12:30:5")]
    [InlineData("fe80::1")]
    [InlineData("550e8400-e29b-41d4-a716-446655440000")]
    [InlineData("add a face to it")]
    [InlineData("10, 20, 300")]
    [InlineData("Mü")]
    [InlineData("abc")]
    [InlineData("4")]
    [InlineData("????")]
    [InlineData("0x")]
    [InlineData("hello-be")]
    [InlineData("2024-12-31")]
    [InlineData("BE-EFG")]
    public void Text_that_cannot_be_hexadecimal_stands_for_itself(string text)
        => Assert.Equal(System.Text.Encoding.UTF8.GetBytes(text), BytePattern.Parse(text).ToBytes());

    [Fact]
    public void A_question_mark_is_any_digit_in_every_form()
    {
        NDArray bytes = NDArray.Array(new byte[] { 0x4d, 0x5a, 0x90, 0x00, 0x5a, 0x91 }, DType.UInt8);
        Assert.All(new[] { "5A 9?", "0x5A9?", "0x5A 0x9?", "5A-9?" }, text => Assert.Equal([1L, 4L], bytes.Find(BytePattern.Parse(text))));
    }

    [Fact]
    public void Case_is_ignored_of_letters_alone()
        => Gen.Select(Gen.Char["aA@`bB[{kK1 "].Array[0, 60], Gen.Char["aA@`bB[{1"].Array[1, 4]).Sample((text, pattern) =>
        {
            string all = new(text), wanted = new(pattern);
            long[] expected = [.. Enumerable.Range(0, Math.Max(0, all.Length - wanted.Length + 1))
                .Where(at => all.AsSpan(at, wanted.Length).Equals(wanted, StringComparison.OrdinalIgnoreCase)).Select(at => (long)at)];
            NDArray array = NDArray.Array(System.Text.Encoding.ASCII.GetBytes(all), DType.UInt8);
            return array.Find(BytePattern.Of(System.Text.Encoding.ASCII.GetBytes(wanted)).IgnoringCase()).SequenceEqual(expected);
        });

    [Fact]
    public void Bytes_to_write_are_all_known()
    {
        Assert.Equal("Mü"u8.ToArray(), BytePattern.Parse("Mü").ToBytes());
        Assert.Equal([0x4d, 0], BytePattern.Parse("4D 00").ToBytes());
        Assert.Equal("UnknownByte", TempFolder.IdOf(Assert.Throws<ArgumentException>(() => BytePattern.Parse("4D ?0").ToBytes())));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?? ??")]
    [InlineData("?? ?0")]
    public void Patterns_have_a_byte_that_is_known(string text) => Assert.Throws<ArgumentException>(() => BytePattern.Parse(text));
}
