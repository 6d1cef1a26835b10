using System.Management.Automation;
using CsCheck;

namespace MemMap.Tests.Commands;

/// <summary>What a compiled script block assigns to elements is what it assigns when it runs for each of them.</summary>
[Collection(ModuleTests.Name)]
public class ComputedValueTests(ModuleSession session)
{
    private const int Count = 40;

    private static readonly string[] Targets
        = ["i1", "u1", ">i2", "u2", "i4", ">u4", "i8", "u8", "f2", "f4", ">f8", "?", "c16"];

    private static readonly Gen<string> Value = Gen.OneOf(
        QuestionText.Sum(2), QuestionText.Bits, QuestionText.Function, QuestionText.Shifted,
        QuestionText.Any("$_.at.Hour", "$_.us.Year", "($_.us - $date).Days", "($_.us - $date).TotalHours", "$_.ok", "$_.n -gt 3", "$_.s",
            "[math]::Floor($_.n / 3)", "[int]$_.b * 300", "$_.day.Month", "300", "$three * 100", "2.7", "$_.v[1]"));

    [Fact]
    public void ACompiledBlockAssignsWhatTheScriptBlockDoes()
    {
        string setup = QuestionText.Setup(Count);
        Gen.Select(Value, QuestionText.Any(Targets), Gen.Int[0, 1 << 30]).Sample(
            (value, target, seed) =>
            {
                using PowerShell shell = session.Shell($$"""
                    {{setup}}
                    [MemMap.Tests.Commands.QuestionRecords]::Fill($m, {{seed}})
                    $type = [ordered]@{ x = '{{target}}'; old = $m.DType }
                    function Bytes($x) {
                        # The signs of NaN and zero aren't of interest.
                        if ('{{target}}' -match '[fc]') { $x.PutMask($x.IsNaN(), [double]::NaN); $x.PutMask($x.Eq(0), 0) }
                        "$($x.ToBytes())"
                    }
                    $results = foreach ($block in { {{value}} }, { $computed = {{value}}; $computed }) {
                        $r = [MemMap.NDArray]::Zeros({{Count}}, $type)
                        $r['x'] = 1
                        $r['old'] = $m
                        $text = $block.ToString().Replace('$_.', '$_.old.')
                        $new = [scriptblock]::Create($text)
                        $r | Set-MemMapValue -Field x -Value $new -ErrorAction SilentlyContinue -ErrorVariable failed
                        "$($failed.Count): $(Bytes $r['x'])"
                        $w = [MemMap.NDArray]::Zeros({{Count}}, $type)
                        $w['old'] = $m
                        $w | Set-MemMapValue { $_.old.b -gt 3 } $new -Field x -ErrorAction SilentlyContinue
                        Bytes $w['x']
                    }
                    $results
                    """);
                string[] results = [.. shell.Invoke<string>()];
                Assert.True(
                    results is [var compiled, var compiledWhere, var asked, var askedWhere]
                        && compiled == asked && compiledWhere == askedWhere,
                    $"{{ {value} }} to {target} of seed {seed}:\n{string.Join('\n', results)}\n{string.Join('\n', shell.Streams.Error)}");
            },
            iter: 60, threads: 1);
    }
}
