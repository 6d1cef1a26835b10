using System.Management.Automation;

namespace MemMap.Tests.Memory;

public class MapModeTests
{
    [Theory]
    [InlineData("r", "r", false)]
    [InlineData("c", "c", true)]
    [InlineData("r+", "r+", true)]
    [InlineData("w+", "w+", true)]
    [InlineData("readonly", "r", false)]
    [InlineData("copyonwrite", "c", true)]
    [InlineData("readwrite", "r+", true)]
    [InlineData("write", "w+", true)]
    [InlineData("ReadWrite", "r+", true)]
    public void Parse_takes_numpys_names(string text, string mode, bool isWriteable)
    {
        Assert.Equal(mode, MapMode.Parse(text).ToString());
        Assert.Equal(isWriteable, MapMode.Parse(text).IsWriteable);
        Assert.Same(MapMode.Parse(mode), MapMode.Parse(text));
        Assert.Contains(mode, MapMode.Names);
    }

    [Theory]
    [InlineData("w", "w+")]
    [InlineData("x", "w+")]
    [InlineData("Create", "w+")]
    [InlineData("rb", "r")]
    [InlineData("read", "r")]
    [InlineData("RW", "r+")]
    [InlineData("copy", "c")]
    [InlineData("readw", "r+")]
    [InlineData("zz", null)]
    [InlineData("a", null)]
    [InlineData("", null)]
    [InlineData(" r", null)]
    [InlineData(null, null)]
    public void Any_other_mode_is_an_error_that_lists_them(string? text, string? meant)
    {
        FormatException error = Assert.Throws<FormatException>(() => MapMode.Parse(text!));
        string hint = meant is null ? "" : $"; did you mean {meant}?";
        Assert.Equal($"mode must be one of r, c, r+, w+, readonly, copyonwrite, readwrite, write (got '{text}'){hint}", error.Message);
        Assert.Equal("InvalidMode", TempFolder.IdOf(error));
    }

    [Fact]
    public void Every_name_parses() => Assert.Equal(8, MapMode.Names.Select(MapMode.Parse).Count());

    [Fact]
    public void PowerShell_binds_it_from_text() => Assert.Same(MapMode.ReadWrite, LanguagePrimitives.ConvertTo<MapMode>("r+"));

    [Theory]
    [InlineData("r+", true)]
    [InlineData("readwrite", true)]
    [InlineData("R+", true)]
    [InlineData("r", false)]
    [InlineData("nonsense", false)]
    public void PowerShell_compares_it_with_text(string text, bool equal)
    {
        Assert.Equal(equal, LanguagePrimitives.Equals(MapMode.ReadWrite, text, ignoreCase: true));
        if (text != "readwrite")
        {
            Assert.Equal(equal, LanguagePrimitives.Equals(text, MapMode.ReadWrite, ignoreCase: true));
        }
    }
}
