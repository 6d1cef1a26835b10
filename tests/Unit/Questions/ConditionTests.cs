using System.Management.Automation;
using CsCheck;

namespace MemMap.Tests.Commands;

/// <summary>Conditions that are compiled select the records that Where-Object selects.</summary>
[Collection(ModuleTests.Name)]
public class ConditionTests(ModuleSession session)
{
    private const int Count = 60;

    [Fact]
    public void AConditionSelectsWhatWhereObjectSelects()
    {
        string setup = QuestionText.Setup(Count);
        Gen.Select(Gen.OneOf(QuestionText.Condition(3), QuestionText.Later), Gen.Int[0, 1 << 30]).Sample(
            (condition, seed) =>
            {
                using PowerShell shell = session.Shell(Compared(setup, condition, seed));
                var output = shell.Invoke();
                string[] answers = [.. output.Select(answer => $"{answer}")];
                Assert.True(
                    answers is [var expected, var found, var measured, var counted, ..] && expected == found
                        && measured == expected.Split(' ')[0] && counted == measured,
                    $"{{ {condition} }} of seed {seed}:\n{string.Join('\n', answers)}\n{string.Join('\n', shell.Streams.Error)}");
            },
            iter: 60, threads: 1);
    }

    private static string Compared(string setup, string condition, int seed) => $$"""
        {{setup}}
        [MemMap.Tests.Commands.QuestionRecords]::Fill($m, {{seed}})
        $expected = @($m | ConvertFrom-MemMap | Where-Object { {{condition}} } -ErrorAction SilentlyContinue | ForEach-Object id)
        $found = @($m | ConvertFrom-MemMap -Where { {{condition}} } | ForEach-Object id)
        "$($expected.Count) $expected"
        "$($found.Count) $found"
        ($m | Measure-MemMap -Field id -Where { {{condition}} }).Count
        ($m | Get-MemMapSlice -Where { {{condition}} }).Size
        Compare-Object $expected $found | ForEach-Object { "$($m[$_.InputObject])" }
        """;
}
