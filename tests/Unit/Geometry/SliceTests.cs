using CsCheck;

namespace MemMap.Tests.Geometry;

public class SliceTests
{
    [Theory]
    [InlineData("1:3", 1L, 3L, null)]
    [InlineData(":", null, null, null)]
    [InlineData("::2", null, null, 2L)]
    [InlineData(" -3 : None : -1 ", -3L, null, -1L)]
    [InlineData("::", null, null, null)]
    [InlineData(":99999999999999999999", null, long.MaxValue, null)]
    [InlineData("-99999999999999999999:", long.MinValue, null, null)]
    public void Text_becomes_a_slice(string text, long? start, long? stop, long? step)
        => Assert.Equal(new Slice(start, stop, step), Slice.Parse(text));

    [Theory]
    [InlineData("1", "'1' is not a slice such as '1:3', ':', '::2' or '::-1'")]
    [InlineData("1:2,3", "'1:2,3' is not a slice such as '1:3', ':', '::2' or '::-1'")]
    [InlineData("1:2:3:4", "index '1:2:3:4' is not valid: a slice has at most start, stop and step at position 5")]
    public void Other_text_is_an_error(string text, string message)
        => Assert.Equal(message, Assert.Throws<FormatException>(() => Slice.Parse(text)).Message);

    [Theory]
    [InlineData("1:3")]
    [InlineData(":")]
    [InlineData("::-2")]
    [InlineData("-5:-1:2")]
    public void A_slice_prints_as_it_was_written(string text) => Assert.Equal(text, Slice.Parse(text).ToString());

    [Fact]
    public void A_step_of_0_is_an_error()
        => Assert.Equal("slice step cannot be zero", Assert.Throws<ArgumentException>(() => Slice.Parse("::0").Resolve(3)).Message);

    // len(range(*slice(...).indices(n))) at the limits of 64 bits
    [Theory]
    [InlineData(long.MinValue, long.MaxValue, 1L, 0, 5)]
    [InlineData(long.MaxValue, long.MinValue, -1L, 4, 5)]
    [InlineData(0L, long.MaxValue, long.MaxValue, 0, 1)]
    [InlineData(null, null, long.MinValue, 4, 1)]
    public void Bounds_and_steps_may_be_huge(long? start, long? stop, long? step, long first, long count)
    {
        (long Start, long Count, _) = new Slice(start, stop, step).Resolve(5);
        Assert.Equal((first, count), (Start, Count));
    }

    [Fact]
    public void A_slice_selects_the_oracles_indices() => Oracle.Draws(8).Sample(
        draws =>
        {
            long length = draws.Next(8);
            Slice slice = draws.Slice(length);
            (long start, long count, long step) = slice.Resolve(length);
            Assert.Equal(Oracle.Selected(slice, length), Oracle.Range(count).Select(k => start + (k * step)));
        },
        iter: 20_000);
}
