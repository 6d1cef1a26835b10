using System.Diagnostics;
using System.Management.Automation;

namespace MemMap.Tests.Commands;

/// <summary>Show-MemMap in a host that has no console: no window to ask for its size, and no colors.</summary>
[Collection(ModuleTests.Name)]
public sealed class ShowTests(ModuleSession session)
{
    [Fact]
    public void Without_a_window_a_picture_has_the_usual_size()
    {
        string[] lines = [.. session.Run("[MemMap.NDArray]::Arange(0, 500) | Show-MemMap").Select(line => (string)line.BaseObject)];
        Assert.Equal("int64 (500,)", lines[0]);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 79));
        Assert.DoesNotContain(lines, line => line.Contains('\u001b'));
        Assert.InRange(lines.Length, 10, 24);
    }

    [Theory]
    [InlineData("([MemMap.NDArray]::Zeros(9, 'u1'))", "00000000  00 00")]
    [InlineData("([MemMap.NDArray]::Zeros(2, [ordered]@{ a = 'i4' }))", "00000000  [0]")]
    [InlineData("([MemMap.NDArray]::Array(('ab', 'c')))", "00000000  61000000 62000000")]
    [InlineData("([MemMap.NDArray]::Zeros(2, 'c8'))", "00000000  0000000000000000 0000")]
    [InlineData("([MemMap.NDArray]::Zeros(2, 'M8[s]'))", "         1970-01-01 ┤")]
    [InlineData("([MemMap.NDArray]::Zeros(2, 'f4'))", "         0.5 ┤")]
    [InlineData("([MemMap.NDArray]::Zeros((2, 2), 'u1'))", "           0 ┤▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒")]
    [InlineData("([MemMap.NDArray]::Zeros((2, 2, 2), 'i4'))", "0  ███")]
    public void The_picture_suits_the_elements(string array, string second)
        => Assert.StartsWith(second, (string)session.Run($"{array} | Show-MemMap")[1].BaseObject, StringComparison.Ordinal);

    [Fact]
    public void It_stops_when_it_is_asked_to()
    {
        // Elements without end, all of them one byte.
        using PowerShell shell = session.Shell();
        IAsyncResult running = shell.AddScript("[MemMap.NDArray]::Zeros(1, 'f4').BroadcastTo(1tb) | Show-MemMap Line").BeginInvoke();
        Assert.False(running.AsyncWaitHandle.WaitOne(TimeSpan.FromSeconds(0.5)));
        Stopwatch time = Stopwatch.StartNew();
        shell.Stop();
        Assert.InRange(time.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
    }
}
