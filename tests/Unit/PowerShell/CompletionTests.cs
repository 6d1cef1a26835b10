using System.Management.Automation;

namespace MemMap.Tests.Commands;

/// <summary>What the Tab key offers.</summary>
[Collection(ModuleTests.Name)]
public sealed class CompletionTests(ModuleSession session)
{
    [Theory]
    [InlineData("New-MemMap x -DType floa", "float16", "float32", "float64", "float8_e4m3", "float8_e5m2")]
    [InlineData("New-MemMap x -DType 'float3", "float32")]
    [InlineData("New-MemMap x -DType UINT1", "uint16")]
    [InlineData("New-MemMap x f8", "f8")]
    [InlineData("New-MemMap x -DType datetime64[m", "'datetime64[M]'", "'datetime64[m]'", "'datetime64[ms]'")]
    [InlineData("New-MemMap x -DType nothing")]
    [InlineData("New-MemMap x -Mode ", "r", "c", "r+", "w+", "readonly", "copyonwrite", "readwrite", "write")]
    [InlineData("New-MemMap x -Mode w", "w+", "write")]
    [InlineData("New-MemMap x -Order ", "C", "F")]
    [InlineData("New-MemMap x -Access s", "Sequential")]
    [InlineData("Set-MemMapValue -Operation Mu", "Multiply")]
    public void Offers(string typed, params string[] expected) => Assert.Equal(expected, Complete(typed));

    [Fact]
    public void Every_dtype_that_is_offered_is_one()
    {
        string[] usual = Complete("New-MemMap x -DType ");
        Assert.Equal(["uint8", "int16", "uint16", "int32"], usual[..4]);
        string[] all = [.. "abcdefghijklmnopqrstuvwxyz".SelectMany(letter => Complete($"New-MemMap x -DType {letter}"))];
        Assert.Contains("mbr_partition", all);
        Assert.Empty(usual.Except(all));
        Assert.All(all, name => DType.Parse(name.Trim('\'')));
        Assert.InRange(usual.Length, 10, all.Length / 4);
    }

    [Theory]
    [InlineData("New-MemMap x -DType ", "uint8", "uint8: integers of 1 byte, without a sign")]
    [InlineData("New-MemMap x -DType dateti", "'datetime64[s]'", "datetime64?s?: dates of 8 bytes")]
    [InlineData("New-MemMap x -DType mbr_", "mbr_partition", "*partition*")]
    [InlineData("$records | Set-MemMapValue -Operation ", "Fmod", "what is left of elements / value, with the sign of the elements")]
    [InlineData("$cube | ConvertFrom-MemMap -Axis ", "1", "axis 1, of length 3")]
    [InlineData("$cube | Get-MemMapSlice ", "-1", "the last row of (2, 3, 4)")]
    [InlineData("$cube | Get-MemMapSlice ':", "':, 0, :'", "index 0 on axis 1, which is 3 long")]
    [InlineData("$named | ConvertFrom-MemMap -Axis ", "x", "axis 1, of length 3")]
    [InlineData("$named | Get-MemMapSlice ':", "':, 0'", "index 0 on axis 1 (x), which is 3 long")]
    [InlineData("$named | Get-MemMapSlice ", "-1", "the last row of (2, 3) along (time)")]
    [InlineData("$elf | Find-MemMapValue -EQ E", "Executable", "Executable is 2 in elf?type")]
    [InlineData("$sections | Find-MemMapValue -Field flags -HasFlag W", "Write", "Write is 1 in elf?section?flags")]
    public void Says_what_each_is(string typed, string name, string toolTip)
    {
        session.Run("""
            $global:records = [MemMap.NDArray]::Zeros(3, [ordered]@{ id = 'i4'; 'net price' = 'f8'; at = [ordered]@{ x = 'f4'; y = 'f4' } })
            $global:cube = [MemMap.NDArray]::Zeros((2, 3, 4), 'u1')
            $folder = Join-Path $PWD "$([guid]::NewGuid()).zarr"
            [MemMap.NDArray]::Zeros((2, 3), 'u1') | Export-MemMap $folder
            $description = Get-Content $folder/zarr.json -Raw | ConvertFrom-Json -AsHashtable
            $description.dimension_names = 'time', 'x'
            $description | ConvertTo-Json -Depth 9 | Set-Content $folder/zarr.json
            $global:named = New-MemMap $folder -Mode r
            $global:elf = [MemMap.NDArray]::Zeros(3, 'elf_type')
            $global:sections = [MemMap.NDArray]::Zeros(3, [ordered]@{ type = 'elf_section'; flags = 'elf_section_flags' })
            """);
        CompletionResult match = Assert.Single(Matches(typed), match => match.CompletionText == name);
        Assert.True(new WildcardPattern(toolTip).IsMatch(match.ToolTip), match.ToolTip);
    }

    [Fact]
    public void Every_operation_has_words()
        => Assert.All(Matches("Set-MemMapValue -Operation "), match => Assert.NotEqual(match.CompletionText, match.ToolTip));

    [Fact]
    public void Offers_the_open_maps_to_close()
    {
        session.Run("""
            $global:closing = New-MemMap 'to close [1].bin' -Mode w+ -Shape 3
            """);
        Assert.Equal(["'to close `[1`].bin'"], Complete("Close-MemMap 'to c"));
        Assert.Equal(Complete("Close-MemMap 'to c"), Complete("Get-MemMap to"));
        session.Run($"Close-MemMap {Complete("Close-MemMap to")[0]}");
        Assert.Empty(Complete("Close-MemMap to"));
    }

    [Theory]
    [InlineData("$records | Get-MemMapSlice -Field ", "id", "'net price'", "at")]
    [InlineData("$records | Get-MemMapSlice 0 -Field i", "id")]
    [InlineData("$records | Set-MemMapValue -Value 1 -Field ", "id", "'net price'", "at")]
    [InlineData("$records['1:'] | ConvertFrom-MemMap -Field ", "id", "'net price'", "at")]
    [InlineData("$records['at'] | ConvertFrom-MemMap -Field ", "x", "y")]
    [InlineData("Get-MemMapSlice -InputObject $records -Field n", "'net price'")]
    [InlineData("$records | Compare-MemMap $records -Field i", "id")]
    [InlineData("Compare-MemMap $records $missing -Field i", "id")]
    [InlineData("$records | Get-MemMapSlice '1:' | ConvertFrom-MemMap -Field ", "id", "'net price'", "at")]
    [InlineData("New-MemMap any mbr_partition r | Get-MemMapSlice ':2' | ConvertFrom-MemMap -Field fi", "first_chs", "first_lba")]
    [InlineData("$cube | ConvertFrom-MemMap -Axis ", "0", "1", "2")]
    [InlineData("$cube | Get-MemMapSlice -Field ")]
    [InlineData("$missing | Get-MemMapSlice -Field ")]
    [InlineData("$(throw 'this must not run') | Get-MemMapSlice -Field ")]
    public void Offers_what_the_array_has(string typed, params string[] expected)
    {
        session.Run("""
            $global:records = [MemMap.NDArray]::Zeros(3, [ordered]@{ id = 'i4'; 'net price' = 'f8'; at = [ordered]@{ x = 'f4'; y = 'f4' } })
            $global:cube = [MemMap.NDArray]::Zeros((2, 3, 4), 'u1')
            """);
        Assert.Equal(expected, Complete(typed));
    }

    [Theory]
    [InlineData("New-MemMap both.npz -Member ", "first", "'second one'")]
    [InlineData("New-MemMap -LiteralPath both.npz -Member s", "'second one'")]
    [InlineData("New-MemMap $archive -Member f", "first")]
    [InlineData("New-MemMap nowhere.npz -Member ")]
    [InlineData("New-MemMap plain.dat -Member ")]
    public void Offers_the_members_of_an_archive(string typed, params string[] expected)
    {
        session.Run("""
            [MemMap.NDArray]::Arange(0, 3), [MemMap.NDArray]::Arange(0, 4) | Export-MemMap both.npz -Name first, 'second one'
            [MemMap.NDArray]::Arange(0, 3) | Export-MemMap plain.dat
            $global:archive = 'both.npz'
            """);
        Assert.Equal(expected, Complete(typed));
    }

    [Theory]
    [InlineData("$records | Get-MemMapSlice -Where ", "{ $_.id -gt 0 }", "{ $_.'net price' -gt 0 }", "{ $_.at -eq '' }")]
    [InlineData("$records | Set-MemMapValue -Where i", "{ $_.id -gt 0 }")]
    [InlineData("$records | ConvertFrom-MemMap -Where NET", "{ $_.'net price' -gt 0 }")]
    [InlineData("Measure-MemMap -Path x.dat -DType utmp -Where ti", "{ $_.time -ge '2024-02-29' }")]
    [InlineData("Measure-MemMap stored.npy -Where ", "{ $_.id -gt 0 }")]
    [InlineData("New-MemMap stored.npy -Mode r | Get-MemMapSlice -Where ", "{ $_.id -gt 0 }")]
    [InlineData("Measure-MemMap stored.npy -GroupBy ", "id")]
    [InlineData("$records | Set-MemMapValue -Field id -Value ", "{ $_.id * 2 }", "{ $_.'net price' * 2 }")]
    [InlineData("$cube | Set-MemMapValue -Value ", "{ $_ * 2 }")]
    [InlineData("$elf | Set-MemMapValue -Value Exe", "Executable")]
    public void Offers_script_blocks_before_the_brace_is_typed(string typed, params string[] expected)
    {
        session.Run("""
            $global:records = [MemMap.NDArray]::Zeros(3, [ordered]@{ id = 'i4'; 'net price' = 'f8'; at = [ordered]@{ x = 'f4' } })
            $global:cube = [MemMap.NDArray]::Zeros((2, 3, 4), 'u1')
            $global:elf = [MemMap.NDArray]::Zeros(3, 'elf_type')
            [MemMap.NDArray]::Zeros(3, [ordered]@{ id = 'i4' }) | Export-MemMap stored.npy -Force
            """);
        Assert.Equal(expected, Complete(typed));
    }

    private string[] Complete(string typed) => [.. Matches(typed).Select(match => match.CompletionText)];

    private CompletionResult[] Matches(string typed)
    {
        using PowerShell shell = session.Shell();
        CommandCompletion completion = CommandCompletion.CompleteInput(typed, typed.Length, null, shell);
        return [.. completion.CompletionMatches.Where(match => match.ResultType == CompletionResultType.ParameterValue)];
    }
}
