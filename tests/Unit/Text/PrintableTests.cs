using System.Globalization;
using CsCheck;

namespace MemMap.Tests.Text;

/// <summary>What others have chosen, as a terminal may show it.</summary>
public class PrintableTests
{
    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Char[(char)0, (char)0xff], Gen.Char,
        Gen.OneOfConst('\u202e', '\u2066', '\u200f', '\u061c', '\ud800', '\udc00', '\ufffe', '\u2028', '\n', '\r', '\u009b'))
        .Array[0, 20].Select(chars => new string(chars));

    [Fact]
    public void Nothing_that_controls_is_left_and_all_else_is_as_it_was()
        => Texts.Sample(text =>
        {
            string line = Printable.Line(text), lines = Printable.Lines(text);
            Assert.DoesNotContain(line, IsOrder);
            Assert.DoesNotContain(lines.Replace("\n", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal), IsOrder);
            Assert.DoesNotContain("\r", lines.Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
            System.Xml.XmlConvert.VerifyXmlChars(line);
            Assert.Equal(line, Printable.Line(line));
            // U+FFFE and U+FFFF are no characters: XML has no place for them.
            if (!text.Any(c => IsOrder(c) || char.IsSurrogate(c) || c >= '\ufffe'))
            {
                Assert.Equal(text, line);
            }
        });

    [Theory]
    [InlineData("plain ~", "plain ~")]
    [InlineData("Grüße 日本 😀 \ue0a0 \u00a0", "Grüße 日本 😀 \ue0a0 \u00a0")]
    [InlineData("می\u200cخواهم", "می\u200cخواهم")]
    [InlineData("\u001b]0;x\u0007", @"\x1b]0;x\x07")]
    [InlineData("\u009b31m\u007f", @"\x9b31m\x7f")]
    [InlineData("a\tb\nc\r", @"a\tb\nc\r")]
    [InlineData("a\u202eb\u2066\u200f", @"a\u202eb\u2066\u200f")]
    [InlineData("\U000e0041", @"\U000e0041")]
    [InlineData(@"C:\x1b", @"C:\x1b")]
    public void A_character_is_written_as_its_number(string text, string shown) => Assert.Equal(shown, Printable.Line(text));

    [Fact]
    public void Half_a_pair_and_what_is_no_character_have_a_number_too()
    {
        Assert.Equal(@"\ud83dx\ude00", Printable.Line(new string(['\ud83d', 'x', '\ude00'])));
        Assert.Equal(@"\ufffe\uffff\U0010ffff", Printable.Line("\ufffe\uffff\U0010ffff"));
    }

    [Fact]
    public void Every_message_of_Core_passes_through()
    {
        NDArray array = NDArray.Zeros([2], DType.FromFields(new System.Collections.Specialized.OrderedDictionary { ["a\u001b"] = "i4" }));
        foreach (Action work in (Action[])
            [
                () => array.Field("x\u001b"), () => DType.Parse("f\u001b"), () => array.GetItem(["0\u001b"]),
                () => MemMapArray.Open("/no\u001b/x"),
                () => MemMapArray.Open("no\u001b", mode: MapMode.ReadOnly), () => MapMode.Parse("\u202e"), () => array.Sum(),
                () => array.Item(7),
            ])
        {
            Exception error = Assert.ThrowsAny<Exception>(work);
            Assert.NotNull(error.Data[Error.IdKey]);
            Assert.DoesNotContain(error.Message, IsOrder);
        }
        Assert.Contains(@"\x1b", Assert.ThrowsAny<Exception>(() => array.Field("x\u001b")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x\u001b[31m", @"x\x1b[31m")]
    [InlineData("a\nb", "a\nb")]
    public void A_text_without_quotes_is_fit_for_a_terminal(string text, string shown)
        => Assert.Equal(shown, NDArray.Array(text).ToString());

    [Fact]
    public void A_dtype_is_read_as_it_is_written_whatever_its_names()
        => Texts.Where(text => text.Length > 0).Sample(name =>
        {
            DType dtype = DType.FromFields(new System.Collections.Specialized.OrderedDictionary { [name] = "i4" });
            Assert.DoesNotContain(dtype.ToString(), IsOrder);
            Assert.Equal(dtype, DType.Parse(dtype.ToString()));
        });

    private static bool IsOrder(char c) => c is not ('\u200c' or '\u200d') && CharUnicodeInfo.GetUnicodeCategory(c)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
