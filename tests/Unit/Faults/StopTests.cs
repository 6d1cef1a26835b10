using System.Diagnostics;
using System.Management.Automation;
using System.Reflection;
using MemMap.Commands;
using MemMap.Tests.Commands;

namespace MemMap.Tests.Faults;

/// <summary>Ctrl+C in the middle of each command: it ends soon, and no temporary file stays.</summary>
[Collection(ModuleTests.Name)]
public sealed class StopTests : IDisposable
{
    /// <summary>A tenth of a second is usual, a fifth is promised; more is for machines that have other things to do.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    private readonly ModuleSession _session;
    private readonly ITestOutputHelper _output;
    private readonly string _folder, _huge, _small;

    public StopTests(ModuleSession session, ITestOutputHelper output)
    {
        (_session, _output) = (session, output);
        _folder = Directory.CreateDirectory(Path.Combine(session.Folder, Path.GetRandomFileName())).FullName;
        // Holes: reading a hundred GiB of them takes long, and no space. Nor is it mapped to be written, which takes memory in Wine.
        _huge = Path.Combine(_folder, "huge.dat");
        session.Run($"New-MemMap '{_huge}' f8 w+ -Shape {1L << 17}, {1L << 17} -Sparse -Access Buffered | Close-MemMap");
        _small = Path.Combine(_folder, "small.dat");
        File.WriteAllText(Old, "old");
    }

    private string Old => Path.Combine(_folder, "old.npy");

    [Theory]
    [InlineData("while ($true) { $s | Set-MemMapValue '...' 1; $s | Set-MemMapValue '::2' 0 -Operation Add }")]
    [InlineData("while ($true) { $null = $s | Get-MemMapSlice '::2' -Copy }")]
    [InlineData("$m | ConvertFrom-MemMap | ForEach-Object { }")]
    [InlineData("$m | ConvertFrom-MemMap -WithIndex | ForEach-Object { }")]
    [InlineData("$m.Ravel().View('u1') | Get-MemMapRecord u8 | ForEach-Object { }")]
    [InlineData("$m.Sum()")]
    [InlineData("$m.Mean(0)")]
    [InlineData("while ($true) { $null = $s.Gt(1) }")]
    [InlineData("$m.CountNonZero()")]
    [InlineData("$m.Median()")]
    [InlineData("$m.ToString(); while ($true) { $m[0, 0] }")]
    [InlineData("$m.Median(0)")]
    [InlineData("$m | Measure-MemMap -Quantile 0.5 -Axis 0")]
    [InlineData("$m | Compare-MemMap $m.T")]
    [InlineData("$m.T | Find-MemMapValue -EQ 5")]
    [InlineData("$null = $m[':1000'].View('V8').Ravel().ArgSort()")]
    [InlineData("$m[':4000'].T | Export-MemMap '{old}'")]
    [InlineData("while ($true) { $s.Fill(1); $s | Invoke-MemMapFlush }")]
    [InlineData("$m | Export-MemMap '{old}' -Format Csv")]
    [InlineData("$m | Export-MemMap '{old}' -Format Npz -Compress")]
    [InlineData("& { while ($true) { 1 } } | ConvertTo-MemMap '{old}'")]
    [InlineData("& { while ($true) { 1 } } | ConvertTo-MemMap '{new}' u1")]
    [InlineData("while ($true) { $s.SortInPlace(); $s.Fill(1) }")]
    [InlineData("$m | Show-MemMap HeatMap")]
    [InlineData("$m | Show-MemMap Histogram -OutFile '{old}.svg'")]
    [InlineData("$m | Split-MemMap 3 | Measure-MemMap -Axis 1 | Merge-MemMapMeasure")]
    [InlineData("while ($true) { $null = Get-MemMap; $null = Get-MemMapType }")]
    [InlineData("$m, $m | Join-MemMap | Measure-MemMap -Quantile 0.5")]
    [InlineData("while ($true) { $null = Get-MemMapMember '{old}' -Format Npz -ErrorAction Ignore }")]
    [InlineData("while ($true) { Remove-MemMapMember '{old}' x -ErrorAction Ignore }")]
    [InlineData("while ($true) { New-MemMap '{new}' u1 w+ -Shape 100 | Resize-MemMap 5000 -PassThru | Invoke-MemMapFlush -PassThru | "
        + "Close-MemMap }")]
    // What repeats itself is worst for a search, and a long element for printing.
    [InlineData("$m | Find-MemMapValue -Pattern (('00 ?? ' * 1000) + '01') -CountOnly")]
    [InlineData("while ($true) { $s | Find-MemMapValue -Pattern (('00 ?? ' * 30000) + '00') -CountOnly }")]
    [InlineData("$m | Find-MemMapValue -Pattern (('00 ' * 100000) + '01') -First 1")]
    [InlineData("$m | Find-MemMapValue { $_ -gt 1 }")]
    [InlineData("$m | Get-MemMapHash")]
    [InlineData("$m.T | Get-MemMapHash -Algorithm CRC32 -BlockSize 1GB")]
    [InlineData("$s[0, 0] = 1; while ($true) { $null = $s.Ravel().View('f8,f8,(999998,)f8').ToString() }")]
    [InlineData("while ($true) { $null = $s.Ravel().View('V8000000').ToString() }")]
    [InlineData("while ($true) { $null = $s.Ravel().View('S8000000').ToString(); $null = $s.Ravel().View('U2000000').ToString() }")]
    public void Stopping_ends_it_soon(string script)
    {
        string made = Path.Combine(_folder, "new.dat");
        script = script.Replace("{huge}", _huge, StringComparison.Ordinal).Replace("{old}", Old, StringComparison.Ordinal)
            .Replace("{new}", made, StringComparison.Ordinal);
        using PowerShell shell = _session.Shell();
        shell.AddScript($"$m = New-MemMap '{_huge}' f8 r -Shape 131072, 131072; $s = New-MemMap '{_small}' f8 w+ -Shape 1000, 1000; "
            + $"{script}", useLocalScope: true);
        IAsyncResult running = shell.BeginInvoke();
        // In the middle, wherever that is: long enough for the command to have begun.
        Thread.Sleep(400);
        Assert.False(running.IsCompleted, string.Join(Environment.NewLine, shell.Streams.Error.ReadAll()));
        Stopwatch time = Stopwatch.StartNew();
        shell.Stop();
        TimeSpan taken = time.Elapsed;
        _output.WriteLine($"{taken.TotalMilliseconds:F0} ms");
        Assert.True(taken < Soon, $"it took {taken}");
        Assert.Empty(shell.Streams.Error);
        _session.Run("Get-MemMap | Close-MemMap");
        string[] left = [
            .. Directory.GetFiles(_folder).Select(file => Path.GetFileName(file)).Except(["new.dat", "small.dat"])
            .Order(StringComparer.Ordinal)];
        Assert.Equal(["huge.dat", "old.npy"], left);
        Assert.Equal("old", File.ReadAllText(Old));
    }

    [Fact]
    public void Every_cmdlet_is_stopped()
    {
        // Connect-MemMap waits for hosts, which have tests of their own; two put names into a table and take them out.
        string[] names = [.. typeof(NewMemMapCommand).Assembly.GetTypes()
            .Select(type => type.GetCustomAttribute<CmdletAttribute>()).OfType<CmdletAttribute>()
            .Select(cmdlet => $"{cmdlet.VerbName}-{cmdlet.NounName}").Except(
                ["Connect-MemMap", "Register-MemMapType", "Unregister-MemMapType"])];
        MethodInfo test = typeof(StopTests).GetMethod(nameof(Stopping_ends_it_soon))!;
        string scripts = string.Join('\n', test.GetCustomAttributes<InlineDataAttribute>().Select(data => data.Data[0]));
        Assert.Equal([], names.Where(name => !scripts.Contains(name, StringComparison.Ordinal)));
    }

    public void Dispose()
    {
        _session.Run("Get-MemMap | Close-MemMap");
        Directory.Delete(_folder, recursive: true);
    }
}
