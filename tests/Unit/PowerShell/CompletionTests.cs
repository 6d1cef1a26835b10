using System.Management.Automation;

namespace MemMap.Tests.Commands;

/// <summary>What the Tab key offers.</summary>
[Collection(ModuleTests.Name)]
public sealed class CompletionTests(ModuleSession session)
{
    [Theory]
    [InlineData("New-MemMap x -DType fl", "float16", "float32", "float64", "float")]
    [InlineData("New-MemMap x -DType 'fl", "float16", "float32", "float64", "float")]
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

    private string[] Complete(string typed)
    {
        using PowerShell shell = session.Shell();
        CommandCompletion completion = CommandCompletion.CompleteInput(typed, typed.Length, null, shell);
        return [.. completion.CompletionMatches.Where(match => match.ResultType == CompletionResultType.ParameterValue).Select(match => match.CompletionText)];
    }
}
