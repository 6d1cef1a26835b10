using System.Management.Automation;

namespace MemMap.Tests.Commands;

/// <summary>What the Tab key offers.</summary>
[Collection(ModuleTests.Name)]
public sealed class CompletionTests(ModuleSession session)
{
    [Theory]
    [InlineData("New-MemMap x -DType fl", "float16", "float32", "float64")]
    [InlineData("New-MemMap x -DType 'fl", "float16", "float32", "float64")]
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
        string[] names = Complete("New-MemMap x -DType ");
        Assert.Contains("int32", names);
        Assert.All(names, name => DType.Parse(name.Trim('\'')));
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

    private string[] Complete(string typed)
    {
        using PowerShell shell = session.Shell();
        CommandCompletion completion = CommandCompletion.CompleteInput(typed, typed.Length, null, shell);
        return [.. completion.CompletionMatches.Where(match => match.ResultType == CompletionResultType.ParameterValue)
            .Select(match => match.CompletionText)];
    }
}
