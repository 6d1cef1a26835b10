using CsCheck;
using MemMap.Viewer;

namespace MemMap.Tests.Viewer;

/// <summary>Searching and changing bytes in the viewer.</summary>
public class HexViewerEditTests
{
    [Fact]
    public void Digits_are_typed_over_and_undone_and_made_again()
    {
        HexViewer viewer = New("00 01 02 03");
        Assert.Equal("4d 5a 02 03", viewer.Press("e4d5a").Hex(4));
        Assert.Equal(2, viewer.Cursor);
        Assert.Equal("4d 01 02 03", viewer.Press("{Ctrl+Z}{Ctrl+Z}").Hex(4));
        Assert.Equal("4d 51 02 03", viewer.Press("{Ctrl+Y}").Hex(4));
        Assert.Equal("00 01 02 03", viewer.Press("{Esc}uuu").Hex(4));
        Assert.Equal("there is nothing to undo", viewer.Press("u").State());
    }

    [Fact]
    public void Characters_are_typed_behind_tab()
    {
        HexViewer viewer = New("00 01 02 03");
        Assert.Equal("71 c3 a9 03", viewer.Press("e{Tab}qé").Hex(4));
        Assert.Equal("71 c3 a9 7e", viewer.Press("~").Hex(4));
    }

    [Fact]
    public void What_is_no_digit_changes_nothing()
    {
        HexViewer viewer = New("00 01");
        Assert.Equal("00 01", viewer.Press("exyz").Hex(2));
        Assert.Contains("digits of hexadecimal", viewer.State(), StringComparison.Ordinal);
        Assert.False(viewer.Press("q").IsLeft);
    }

    [Fact]
    public void Values_are_written_as_the_field_or_with_a_dtype()
    {
        NDArray records = NDArray.Zeros([2], DType.Parse("[('id', '>u2'), ('x', '<f4')]"));
        HexViewer viewer = new(records.Ref, "");
        viewer.Press("]=513{Enter}{Right}{Right}=1.5{Enter}w");
        Assert.Equal(513, Convert.ToInt32(records.Field("id")[1], null));
        Assert.Equal(1.5f, records.Field("x")[1]);
        Assert.Equal("01 00 02 00", New("00 00 00 00").Press("=u2 1{Enter}{Right}{Right}=u1 2{Enter}").Hex(4));
        Assert.Contains("4 bytes don't fit", New("00 00").Press("=1{Enter}").Lines()[^3], StringComparison.Ordinal);
    }

    [Fact]
    public void Leaving_asks_what_becomes_of_changes()
    {
        NDArray array = NDArray.Zeros([4], DType.UInt8);
        HexViewer viewer = new(array.Ref, "");
        viewer.Press("eff{Esc}q");
        Assert.False(viewer.IsLeft);
        Assert.Contains("Save 1 changed byte?", viewer.State(), StringComparison.Ordinal);
        Assert.Contains("Save 1 changed byte?", viewer.Press("xq").State(), StringComparison.Ordinal);
        Assert.False(viewer.Press("{Esc}{Right}q").IsLeft);
        Assert.False(viewer.Press("{Ctrl+C}").IsLeft);
        Assert.True(viewer.Press("qn").IsLeft);
        Assert.Equal([0, 0, 0, 0], array.ToBytes());
        Assert.True(new HexViewer(array.Ref, "").Press("eff{Esc}qy").IsLeft);
        Assert.Equal([255, 0, 0, 0], array.ToBytes());
    }

    [Fact]
    public void Saved_changes_need_no_question()
    {
        NDArray array = NDArray.Zeros([4], DType.UInt8);
        HexViewer viewer = new(array.Ref, "");
        Assert.Equal("1 byte saved", viewer.Press("e7f{Ctrl+S}").State());
        Assert.Equal([127, 0, 0, 0], array.ToBytes());
        Assert.Equal("there are no changes to save", viewer.Press("{Esc}w").State());
        Assert.True(viewer.Press("q").IsLeft);
    }

    [Fact]
    public void A_save_that_fails_keeps_the_changes()
    {
        NDArray array = NDArray.Zeros([4], DType.UInt8);
        HexViewer viewer = new(array.Ref, "");
        viewer.Press("eff{Esc}");
        array.Buffer.Close();
        viewer.Press("qy");
        Assert.False(viewer.IsLeft);
        Assert.Equal(1, viewer.Bytes.ChangeCount);
        Assert.Contains("released", viewer.State(), StringComparison.Ordinal);
        Assert.True(viewer.Press("qn").IsLeft);
    }

    [Theory]
    [InlineData("e")]
    [InlineData("=")]
    public void Read_only_bytes_say_how_they_could_be_changed(string key)
    {
        HexViewer viewer = new(NDArray.Zeros([4], DType.UInt8).Ref, "", isReadOnly: true);
        Assert.Contains("-Mode r+", viewer.Press(key).State(), StringComparison.Ordinal);
        Assert.EndsWith("read-only", viewer.Lines()[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Matches_are_found_forward_and_back_in_each_kind()
    {
        HexViewer viewer = New("41 42 00 41 42 61 62 41 00 42 00");
        Assert.Equal(0, viewer.Press("/AB{Enter}").Cursor);
        Assert.Equal(3, viewer.Press("n").Cursor);
        Assert.StartsWith("not found from 0x4", viewer.Press("n").State(), StringComparison.Ordinal);
        Assert.Equal(0, viewer.Press("N").Cursor);
        Assert.StartsWith("not found before 0x0", viewer.Press("{Shift+F3}").State(), StringComparison.Ordinal);
        Assert.Equal(0, viewer.Press("{Ctrl+Home}/{Tab}ab{Enter}").Cursor);
        Assert.Equal(5, viewer.Press("n{F3}").Cursor);
        Assert.Equal(7, viewer.Press("{Ctrl+Home}/{Tab}AB{Enter}").Cursor);
        Assert.Equal(2, viewer.Press("{Ctrl+Home}/{Tab}00 4?{Enter}").Cursor);
        Assert.Equal(8, viewer.Press("/{Tab}u2 16896{Enter}").Cursor);
    }

    [Fact]
    public void A_match_may_be_of_changes_that_are_not_saved()
        => Assert.Equal(2, New("00 00 00 00").Press("{Right}{Right}e4d5a{Esc}{Ctrl+Home}/MZ{Enter}").Cursor);

    [Fact]
    public void Any_search_finds_what_a_naive_one_finds()
        => Gen.Select(Gen.Byte[0, 2].Array[0, 60], Gen.Byte[0, 2].Array[1, 3], Gen.Int[0, 60], Gen.Bool)
            .Sample((content, pattern, from, isForward) =>
            {
                from = Math.Min(from, content.Length);
                ViewedBytes bytes = new(NDArray.FromBytes(content, [content.Length], DType.UInt8).Ref);
                ByteSearch search = new(bytes, BytePattern.Of(pattern), from, isForward);
                while (!search.Step())
                {
                }
                IEnumerable<long?> all = Enumerable.Range(0, content.Length).Where(i => content.AsSpan(i).StartsWith(pattern))
                    .Select(i => (long?)i);
                Assert.Equal(isForward ? all.FirstOrDefault(i => i >= from) : all.LastOrDefault(i => i < from), search.Found);
            });

    [Fact]
    public void A_match_across_two_steps_is_found_in_both_directions()
    {
        byte[] content = new byte[5 << 20];
        "MZ"u8.CopyTo(content.AsSpan((1 << 20) - 1));
        ViewedBytes bytes = new(NDArray.FromBytes(content, [content.Length], DType.UInt8).Ref);
        foreach ((long from, bool isForward) in new[] { (0L, true), (content.Length, false) })
        {
            ByteSearch search = new(bytes, BytePattern.Parse("MZ"), from, isForward);
            int steps = 1;
            while (!search.Step())
            {
                steps++;
            }
            Assert.Equal(((1 << 20) - 1, isForward ? 1 : 5), (search.Found!.Value, steps));
        }
    }

    [Fact]
    public void A_search_can_be_stopped()
    {
        HexViewer viewer = new(NDArray.Zeros([1], DType.UInt8).BroadcastTo(1L << 40).Ref, "");
        foreach (ConsoleKeyInfo key in Keys.Of("/x{Enter}"))
        {
            viewer.Press(key);
        }
        viewer.Search();
        Assert.Equal("searching, 0 %; Esc stops it", viewer.State());
        Assert.True(viewer.IsSearching);
        Assert.Equal("search stopped", viewer.Press("{Esc}").State());
        Assert.False(viewer.IsSearching);
    }

    private static HexViewer New(string hex)
    {
        byte[] bytes = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        return new(NDArray.FromBytes(bytes, [bytes.Length], DType.UInt8).Ref, "");
    }
}
