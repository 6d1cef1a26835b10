using MemMap.Formats;

namespace MemMap.Tests.Memory;

/// <summary>Links that lead to no file yet are followed as a shell's redirection follows them.</summary>
public class FileLinkTests : TempFolder
{
    private static readonly DType U1 = DType.UInt8;

    [Theory]
    [InlineData("absolute")]
    [InlineData("relative")]
    [InlineData("two links")]
    public void A_file_is_created_where_a_link_leads_to(string kind)
    {
        string target = NewPath("target"), link = Link("link", kind == "absolute" ? target : "target");
        link = kind == "two links" ? Link("first", "link") : link;
        using (MemMapArray map = MemMapArray.Open(link, U1, MapMode.Write, shape: [3]))
        {
            map.Fill((byte)7);
        }
        Assert.Equal([7, 7, 7], File.ReadAllBytes(target));
        Assert.NotNull(new FileInfo(link).LinkTarget);
    }

    [Fact]
    public void A_file_that_could_not_be_created_is_not_left_and_the_link_is()
    {
        string target = NewPath("target"), link = Link("link", target);
        Assert.Throws<IOException>(() => MemMapArray.Open(link, U1, MapMode.Write, shape: [1L << 60]));
        Assert.False(File.Exists(target));
        Assert.Equal(target, new FileInfo(link).LinkTarget);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Elements_are_appended_where_a_link_leads_to(bool append)
    {
        string target = NewPath("target"), link = Link("link", target);
        using (ElementAppender appender = new(AppendTarget.Find(link, FileFormat.Raw, new ArraySpec(U1), append), U1, noClobber: false))
        {
            appender.Append((byte)5);
            appender.Complete();
        }
        Assert.Equal([5], File.ReadAllBytes(target));
        Assert.NotNull(new FileInfo(link).LinkTarget);
    }

    [Fact]
    public void Links_to_one_another_are_an_error()
    {
        string link = Link("a", "b");
        Link("b", "a");
        IOException e = Assert.Throws<IOException>(() => MemMapArray.Open(link, U1, MapMode.Write, shape: [1]));
        Assert.Equal("CannotOpen", e.Data[Error.IdKey]);
    }

    private string Link(string name, string target)
    {
        string path = NewPath(name);
        try
        {
            File.CreateSymbolicLink(path, target);
        }
        catch (Exception e) when (OperatingSystem.IsWindows() && e is IOException or UnauthorizedAccessException)
        {
            Assert.Skip("links may not be made here");
        }
        return path;
    }
}
