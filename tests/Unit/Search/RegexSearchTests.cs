using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using MemMap.Compute;

namespace MemMap.Tests.Search;

/// <summary>Regular expressions over bytes, against .NET's over the whole text.</summary>
public class RegexSearchTests
{
    private const int Window = 4 << 20;

    [Theory]
    [InlineData("a+b")]
    [InlineData("(?<=b)a|c{2,}")]
    [InlineData("\\x00[^a]*?a")]
    [InlineData("^a|b$")]
    public void Matches_are_those_of_the_whole_text(string pattern)
        => Gen.OneOfConst<byte>(0, (byte)'a', (byte)'b', (byte)'c', 0xff).Array[0, 60].Sample(bytes =>
        {
            Regex regex = new(pattern, RegexOptions.CultureInvariant);
            AssertMatches(regex, bytes, NDArray.Array(bytes));
        });

    [Fact]
    public void A_match_across_windows_is_found_once()
    {
        byte[] bytes = new byte[(2 * Window) + 100];
        foreach (int at in new[] { 0, Window - 5, Window + 20, (2 * Window) - 1, bytes.Length - 9 })
        {
            "needle123"u8.CopyTo(bytes.AsSpan(at));
        }
        AssertMatches(new Regex("needle\\d+"), bytes, NDArray.Array(bytes));
        // What stands before a window is seen from it.
        AssertMatches(new Regex("(?<=need)le"), bytes, NDArray.Array(bytes));
    }

    [Fact]
    public void Elements_are_searched_as_their_bytes_in_any_view()
    {
        NDArray array = NDArray.Arange(0, 600).AsType("<i2").Reshape(20, 30).T;
        AssertMatches(new Regex("[\\x01\\x02]\\x00?."), (byte[])array.ToBytes(), array);
    }

    [Fact]
    public void The_last_matches_are_those_at_the_end()
    {
        byte[] bytes = Encoding.Latin1.GetBytes(string.Concat(Enumerable.Range(0, 50).Select(i => $"x{i};")));
        RegexSearch search = new(NDArray.Array(bytes).Ref, new Regex("x\\d+"));
        long[] last = [.. search.FindLast(3)];
        Assert.Equal(["x47", "x48", "x49"], last.Select(at => Encoding.Latin1.GetString(bytes, (int)at, search.LengthAt(at))));
        Assert.Equal(50, search.Count());
    }

    [Fact]
    public void Text_is_found_in_ascii_and_utf16()
    {
        byte[] bytes = [1, .. "abc"u8, 0, 2, .. "longer\t~"u8, 0x80, .. Encoding.Unicode.GetBytes("wide text"), 0, 0, .. "yes!"u8];
        RegexSearch search = new(NDArray.Array(bytes).Ref, RegexSearch.Printable(4));
        string[] found =
        [
            .. search.Windows.SelectMany(search.Find).Select(
                at => Encoding.Latin1.GetString(bytes, (int)at, search.LengthAt(at)).Replace("\0", "", StringComparison.Ordinal)),
        ];
        Assert.Equal(["longer\t~", "wide text", "yes!"], found);
    }

    private static void AssertMatches(Regex regex, byte[] bytes, NDArray array)
    {
        (long, int)[] expected =
        [
            .. regex.Matches(Encoding.Latin1.GetString(bytes)).Where(match => match.Length > 0).Select(
                match => ((long)match.Index, match.Length)),
        ];
        RegexSearch search = new(array.Ref, regex);
        (long, int)[] found =
        [
            .. search.Windows.SelectMany(window => search.Find(window).Select(at => (at, search.LengthAt(at))).ToArray()),
        ];
        Assert.Equal(expected, found);
    }
}
