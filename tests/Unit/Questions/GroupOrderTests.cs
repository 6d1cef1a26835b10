using System.Management.Automation;
using CsCheck;

namespace MemMap.Tests.Commands;

/// <summary>
/// Groups are those of Group-Object, the first records in an order those of Sort-Object, ranges those of Where-Object, and values of tables
/// those that PowerShell finds.
/// </summary>
[Collection(ModuleTests.Name)]
public class GroupOrderTests(ModuleSession session)
{
    private static readonly string[] Keys
        = ["b", "s", "n", "u", "l", "q", "f", "d", "t", "w", "ok", "day", "ns", "span", "at", "fa", "ty", "h", "sub.x", "sub.y"];

    // NaN and NaT come last, whatever the direction is, and Sort-Object orders text by the culture.
    private static readonly string[] Orders = ["b", "s", "n", "u", "l", "q", "ok", "at", "ty", "us", "sub.x", "sub.y"];

    private const string Shown = """
        function Text($value) {
            if ($null -eq $value) { 'none' } elseif ($value -is [double] -or $value -is [float]) { "$($value + 0.0)" }
            elseif ($value -is [datetime]) { "$($value.Ticks)" } else { "$value" }
        }
        function Of($row, [string]$key) {
            foreach ($part in $key.Split('.')) { $row = $row.$part }
            , $row
        }
        """;

    [Fact]
    public void GroupsAreThoseOfGroupObject()
        => Sample(Gen.Select(QuestionText.Any(Keys), QuestionText.Any(Keys)).Select((x, y) => x == y ? $"'{x}'" : $"'{x}', '{y}'"), """
            $keys = KEYS
            Shown @($m | Measure-MemMap -GroupBy $keys -Field id | ForEach-Object {
                "$(@($_.Group | ForEach-Object { Text $_ }) -join '/') $($_.Count) $($_.Sum)" } | Sort-Object -CaseSensitive)
            $groups = $rows | Group-Object -CaseSensitive { $row = $_; @($keys | ForEach-Object { Text (Of $row $_) }) -join '/' }
            Shown @($groups | ForEach-Object { "$($_.Name) $($_.Count) $(($_.Group | Measure-Object id -Sum).Sum)" } |
                    Sort-Object -CaseSensitive)
            """);

    [Fact]
    public void TheFirstRecordsInAnOrderAreThoseOfSortObject()
        => Sample(Gen.Select(QuestionText.Any(Orders), QuestionText.Any(Orders), Gen.Bool, Gen.Int[1, 45]).Select(
            (x, y, isDown, first) => $"{(x == y ? $"'{x}'" : $"'{x}', '{y}'")}; $down = ${isDown}; $first = {first}"), """
            $keys = KEYS
            Shown @($m | ConvertFrom-MemMap -OrderBy $keys -Descending:$down -First $first | ForEach-Object id)
            $values = @($keys | ForEach-Object {
                    [scriptblock]::Create("`$_.$_ -is [enum] ? [int]`$_.$_ : `$_.$_")
                })
            Shown @($rows | Sort-Object $values -Descending:$down -Stable | Select-Object -First $first | ForEach-Object id)
            """);

    [Fact]
    public void ARangeHasTheRecordsOfWhereObject()
        => Sample(Gen.Select(QuestionText.Any("b", "s", "n", "u", "l", "q", "us", "day"), Gen.Int[0, 39], Gen.Int[0, 39]).Select(
            (key, from, to) => $"'{key}'; $from = $rows[{from}].{key}; $to = $rows[{to}].{key}"), """
            $keys = KEYS
            if ($null -eq $from -or $null -eq $to) { return 0, 0 }
            $places = [long[]]@($m[$keys].ArgSort().ToArray())
            $sorted = $m[[MemMap.NDArray]::Array($places)]
            Shown @($sorted | ConvertFrom-MemMap -SortedBy $keys -Between $from, $to -WarningAction SilentlyContinue | ForEach-Object id)
            Shown @($places | ForEach-Object { $rows[$_] } | Where-Object {
                    $_.$keys -ge $from -and $_.$keys -le $to -and $null -ne $_.$keys } | ForEach-Object id)
            """);

    [Fact]
    public void ATableHasForAValueWhatPowerShellFinds()
        => Sample(Gen.Select(QuestionText.Any("b", "s", "n", "u", "l", "q", "t", "w", "ok", "ty", "day"), Gen.Int[1, 9]).Select(
            (key, step) => $"'{key}'; $step = {step}"), """
            $keys = KEYS
            $table = @{}
            for ($i = 0; $i -lt $rows.Count; $i += $step) { if ($null -ne $rows[$i].$keys) { $table[$rows[$i].$keys] = "of $i" } }
            Shown @($m | ConvertFrom-MemMap -Field $keys -Lookup @{ $keys = $table } -WarningAction SilentlyContinue |
                    ForEach-Object { Text $_ })
            Shown @($rows | ForEach-Object {
                    $value = $_.$keys
                    $null -ne $value -and $table.Contains($value) ? $table[$value] : (Text $value) })
            """);

    private void Sample(Gen<string> keys, string script)
    {
        string setup = QuestionText.Setup(40);
        Gen.Select(keys, Gen.Int[0, 1 << 30]).Sample(
            (key, seed) =>
            {
                using PowerShell shell = session.Shell($$"""
                    {{setup}}
                    {{Shown}}
                    function Shown($list) { "$($list.Count): $($list -join '; ')" }
                    [MemMap.Tests.Commands.QuestionRecords]::Fill($m, {{seed}})
                    $rows = @($m | ConvertFrom-MemMap)
                    {{script.Replace("KEYS", key, StringComparison.Ordinal)}}
                    """);
                string[] output = [.. shell.Invoke().Select(line => $"{line}")];
                Assert.True(
                    output is [var found, var expected] && found == expected,
                    $"{key} of seed {seed}:\n{string.Join('\n', output)}\n{string.Join('\n', shell.Streams.Error)}");
            },
            iter: 15, threads: 1);
    }
}
