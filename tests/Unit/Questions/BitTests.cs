using System.Management.Automation;

namespace MemMap.Tests.Commands;

/// <summary>Operations on bits have PowerShell's results, and their types, for all integers on either side.</summary>
[Collection(ModuleTests.Name)]
public class BitTests(ModuleSession session)
{
    [Theory]
    [InlineData("-band")]
    [InlineData("-bor")]
    [InlineData("-bxor")]
    [InlineData("-shl")]
    [InlineData("-shr")]
    public void AnOperatorHasPowerShellsResults(string name)
    {
        using PowerShell shell = session.Shell("""
            param($operator)
            $types = 'i1', 'u1', 'i2', '>u2', 'i4', '>u4', 'i8', 'u8'
            $fields = [ordered]@{}
            $types | ForEach-Object { $fields["x$($_.Trim('>'))"] = $_; $fields["y$($_.Trim('>'))"] = $_ }
            $m = [MemMap.NDArray]::Zeros(13, $fields)
            $numbers = 0, 1, -1, 3, 127, -128, 77, 5, 32767, -2147483648, 65535, -5, 9223372036854775807
            $places = 0, 1, 2, 7, 8, 15, 31, 32, 33, 63, 64, 65, 127
            foreach ($type in $types.Trim('>')) {
                $m["x$type"] = [MemMap.NDArray]::Array($numbers).AsType($type)
                $m["y$type"] = $places
                if ($type[0] -eq 'i') { $m["y$type"][1] = -1; $m["y$type"][5] = -33 }
            }
            $rows = @($m | ConvertFrom-MemMap)
            $left = @($types.Trim('>') | ForEach-Object { "`$_.x$_" }) + '1', '[byte]200', '-3L', '[uint32]::MaxValue', '[ulong]::MaxValue'
            $right = @($types.Trim('>') | ForEach-Object { "`$_.y$_" }) + '3', '33', '[sbyte]-2', '5L', '[uint32]9'
            foreach ($x in $left) {
                foreach ($y in $right) {
                    if ("$x$y" -notlike '*$_*') { continue }
                    $block = [scriptblock]::Create("$x $operator $y")
                    $expected = @($rows | ForEach-Object $block | ForEach-Object { "$_ $($_.GetType().Name)" } | Group-Object -NoElement |
                            Sort-Object Name | ForEach-Object { "$($_.Name): $($_.Count)" }) -join ', '
                    $output = $m | Measure-MemMap -GroupBy $block -Verbose 4>&1
                    $groups = $output | Where-Object { $_ -isnot [System.Management.Automation.VerboseRecord] }
                    $found = @($groups | Select-Object @{ n = 'Name'; e = { "$($_.Group) $($_.Group.GetType().Name)" } }, Count |
                            Sort-Object Name | ForEach-Object { "$($_.Name): $($_.Count)" }) -join ', '
                    if ($found -cne $expected -or "$output" -like '*script block for each*') { "$block`n$expected`n$found`n$output" }
                }
            }
            """);
        Assert.Empty(shell.AddArgument(name).Invoke<string>());
        Assert.Empty(shell.Streams.Error);
    }

    [Fact]
    public void ANumberOfPlacesThatIsNoIntIsPowerShellsError()
    {
        using PowerShell shell = session.Shell("""
            $m = [MemMap.NDArray]::Array((1L, 4294967296L))
            try { $m | Get-MemMapSlice -Where { (1 -shl $_) -gt 0 } -ErrorAction Stop } catch { "$_" }
            ($m['0:1'] | Get-MemMapSlice -Where { (1 -shl $_) -gt 0 }).Size
            """);
        string[] output = [.. shell.Invoke().Select(line => $"{line}")];
        Assert.Contains("System.Int32", output[0], StringComparison.Ordinal);
        Assert.Equal("1", output[1]);
    }
}
