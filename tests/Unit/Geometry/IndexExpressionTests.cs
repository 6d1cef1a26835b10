using CsCheck;
using MemMap.Geometry;

namespace MemMap.Tests.Geometry;

public class IndexExpressionTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData(" -1 , +2,", "-1,2")]
    [InlineData("0x10, 0X1f:0x20", "16,31:32")]
    [InlineData("[0xA, 2]", "(2,)10 2")]
    [InlineData("1:3, ::2", "1:3,::2")]
    [InlineData("...,\tnewaxis , None", "...,None,None")]
    [InlineData("NEWAXIS,none,true", "None,None,?()1")]
    [InlineData("True, False", "?()1,?()0")]
    [InlineData("[0, 2]", "(2,)0 2")]
    [InlineData("[[0,1],[2,-3],]", "(2, 2)0 1 2 -3")]
    [InlineData("[]", "(0,)")]
    [InlineData("[[],[]]", "(2, 0)")]
    [InlineData("[True, False]", "?(2,)1 0")]
    [InlineData("[[True],[False]], 1", "?(2, 1)1 0,1")]
    [InlineData("[True, 2]", "(2,)1 2")]
    [InlineData("None:2, :None:None", ":2,:")]
    [InlineData(" [ [ 1 ] , [ 2 ] ] , : ", "(2, 1)1 2,:")]
    [InlineData("9223372036854775807,-9223372036854775808", "9223372036854775807,-9223372036854775808")]
    public void Text_becomes_items(string text, string expected) => Assert.Equal(expected, Print(IndexExpression.Parse(text)));

    private static string Print(IndexItem[] items) => string.Join(',', items.Select(item => item switch
    {
        IndexItem.Integer integer => $"{integer.Value}",
        IndexItem.SliceItem slice => slice.Slice.ToString(),
        IndexItem.Ellipsis => "...",
        IndexItem.NewAxis => "None",
        IndexItem.Advanced { Array: var array } => $"{Error.Shape(array.Shape)}{string.Join(' ', array.Values)}",
        IndexItem.Mask mask => $"?{Error.Shape(mask.Shape)}{string.Join(' ', mask.Values.Select(value => value ? 1 : 0))}",
        _ => "unknown",
    }));

    private const string ValidIndices =
        "only integers, slices ('1:3'), ellipsis ('...'), newaxis ($null) and integer or boolean lists and arrays are valid indices, not ";

    [Theory]
    [InlineData("1.5", ValidIndices + "'1.5'")]
    [InlineData("0, 1e3", ValidIndices + "'1e3' in '0, 1e3'")]
    [InlineData("1.0:2", ValidIndices + "'1.0' in '1.0:2'")]
    [InlineData("[0, 1.5]", ValidIndices + "'1.5' in '[0, 1.5]'")]
    [InlineData("1 2", ValidIndices + "'1 2'")]
    [InlineData("id", ValidIndices + "'id'")]
    [InlineData("..", ValidIndices + "'..'")]
    [InlineData("5..7", ValidIndices + "'5..7'; the elements 5 to 7 are '5:8'")]
    [InlineData("0, -3..-1", ValidIndices + "'-3..-1' in '0, -3..-1'; the elements -3 to -1 are '-3:'")]
    [InlineData("7..5", ValidIndices + "'7..5'")]
    [InlineData("0x", ValidIndices + "'0x'")]
    [InlineData("0xg", ValidIndices + "'0xg'")]
    [InlineData("0xffffffffffffffff", ValidIndices + "'0xffffffffffffffff'")]
    [InlineData("--1", ValidIndices + "'--1'")]
    [InlineData("-", ValidIndices + "'-'")]
    [InlineData("", "index '' is not valid: an index is missing at position 0")]
    [InlineData("1,,2", "index '1,,2' is not valid: an index is missing at position 2")]
    [InlineData("[1,,2]", "index '[1,,2]' is not valid: an index is missing at position 3")]
    [InlineData("[,]", "index '[,]' is not valid: an index is missing at position 1")]
    [InlineData("1]", "index '1]' is not valid: unexpected ']' at position 1")]
    [InlineData("[1][2]", "index '[1][2]' is not valid: unexpected '[' at position 3")]
    [InlineData("1:2:3:4", "index '1:2:3:4' is not valid: a slice has at most start, stop and step at position 5")]
    [InlineData("[1:2]", "index '[1:2]' is not valid: unexpected ':' at position 2")]
    [InlineData("[1", "index '[1' is not valid: the list has no closing ']' at position 2")]
    [InlineData("[1,", "index '[1,' is not valid: the list has no closing ']' at position 3")]
    [InlineData("[[1]", "index '[[1]' is not valid: the list has no closing ']' at position 4")]
    [InlineData("[[1],[2,3]]", "index '[[1],[2,3]]' is not valid: the lists differ in length or depth at position 10")]
    [InlineData("[1,[2]]", "index '[1,[2]]' is not valid: the lists differ in length or depth at position 5")]
    [InlineData("[[1],2]", "index '[[1],2]' is not valid: the lists differ in length or depth at position 6")]
    [InlineData("[[],1]", "index '[[],1]' is not valid: the lists differ in length or depth at position 5")]
    [InlineData("[1,[]]", "index '[1,[]]' is not valid: the lists differ in length or depth at position 5")]
    [InlineData("[[],[[]]]", "index '[[],[[]]]' is not valid: the lists differ in length or depth at position 8")]
    [InlineData("99999999999999999999", "index '99999999999999999999' is not valid: an integer does not fit into 64 bits at position 20")]
    public void Other_text_is_an_error_that_says_what_is_wrong(string text, string message)
        => Assert.Equal(message, Assert.Throws<FormatException>(() => IndexExpression.Parse(text)).Message);

    [Fact]
    public void Length_and_nesting_are_capped()
    {
        Assert.Equal(
            "an index of 65537 characters is too long; at most 65536 are read",
            Assert.Throws<FormatException>(() => IndexExpression.Parse(new string(' ', 65_537))).Message);
        string deep = new string('[', 64) + "1" + new string(']', 64);
        Assert.Equal(64, Assert.IsType<IndexItem.Advanced>(Assert.Single(IndexExpression.Parse(deep))).Array.Shape.Length);
        Assert.Contains(
            "lists are nested deeper than 64 at position 64",
            Assert.Throws<FormatException>(() => IndexExpression.Parse($"[{deep}]")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_text_is_shortened_in_the_message()
        => Assert.True(Assert.Throws<FormatException>(() => IndexExpression.Parse(new string('x', 60_000))).Message.Length < 250);

    [Fact]
    public void An_array_must_fill_its_shape()
    {
        Assert.Equal(
            "an index array of shape (2, 2) cannot have 3 elements",
            Assert.Throws<ArgumentException>(() => new IndexArray([1, 2, 3], [2, 2])).Message);
        Assert.Throws<ArgumentException>(() => new IndexItem.Mask([true], [2]));
    }

    [Fact]
    public void Any_text_is_items_or_a_format_error() => Gen.String[Gen.OneOfConst("0-1,:[] .NoneTrue2\0x".ToCharArray()), 0, 12].Sample(
        text =>
        {
            try
            {
                Assert.NotEmpty(IndexExpression.Parse(text));
            }
            catch (FormatException error)
            {
                Assert.NotNull(error.Data[Error.IdKey]);
            }
        },
        iter: 20_000);
}
