using System.Management.Automation;
using CsCheck;

namespace MemMap.Tests.Commands;

/// <summary>
/// Conditions on fields of every kind beside values of any type select what Where-Object selects, in any culture. Where PowerShell has an
/// error for a record, they may have one too.
/// </summary>
[Collection(ModuleTests.Name)]
public class OddConditionTests(ModuleSession session)
{
    private const int Count = 24;

    private const string Fields = """
        [ordered]@{ id = 'i4'; gu = 'guid'; ip = 'ipaddress'; mac = 'mac'; ft = 'filetime'; ums = 'unixtime_ms'; dd = 'dosdate'
            dt = 'dostime'; bf = '>f8'; bl = '>i8'; bd = '>M8[s]'; du = '>m8[us]'; c = 'c16'; raw = 'V3'; dow = [DayOfWeek]
            grid = '(2,2)f4'; hh = '>f2'; deep = [ordered]@{ in = [ordered]@{ z = '>u2'; t = 'S3' } }; uw = '>U3'; ok = '?'
            t = 'S4'; n = 'i4'; u = 'u8' }
        """;

    private static readonly string[] Values =
    [
        "$null", "''", "'a'", "'B*'", "'5'", "'1.5'", "'1,5'", "'Monday'", "'mon*'", "'Friday'", "0", "1", "5", "-1", "1.5", "2L",
        "0.5", "[decimal]1.5", "[bigint]5", "[char]'a'", "$true", "$false", "[DayOfWeek]::Monday", "[DayOfWeek]::Friday", "$guid",
        "\"$guid\"", "[guid]::Empty", "$address", "'10.0.0.1'", "$date", "$date.ToString()", "'2024-02-29'", "[datetimeoffset]$date",
        "[timespan]'00:00:01'", "'00:00:01'", "@()", "@(1, 'a', $null)", "@(5, 1.5)", "@('a', 'Monday')", "$words", "@{ a = 1 }",
        "$wrapped", "[System.Numerics.Complex]::One", "[half]1.5", "[version]'1.5'", "[double]::NaN", "[float]::NaN",
        "[ulong]::MaxValue", "[int]::MinValue", "[byte[]](1, 2, 3)", "$psobject", "[System.IO.FileAttributes]::Hidden", "[uint32]5",
        "(1, (2, 3))", "[datetime]::MinValue", "[timespan]::Zero",
    ];

    private static readonly string[] Names =
    [
        "gu", "ip", "mac", "ft", "ums", "dd", "dt", "bf", "bl", "bd", "du", "c", "raw", "dow", "deep.in.z", "deep.in.t", "hh", "uw",
        "ok", "t", "n", "u", "grid", "ft.Year", "bd.Hour", "bd.Date", "bd.DayOfWeek", "ums.Minute", "dd.Month", "du.TotalSeconds",
        "du.Days", "du.Ticks", "t.Length", "uw.ToUpper()", "dow.value__", "ip.AddressFamily", "gu.Guid", "raw.Length", "raw[0]",
        "bd.Ticks", "bd.Kind", "deep.in", "c.Real", "n.Length", "t.Count", "hh.Length", "ok.Length", "bl.PSObject",
    ];

    private static readonly string[] Operators =
    [
        "-eq", "-ne", "-gt", "-ge", "-lt", "-le", "-ceq", "-cne", "-clt", "-like", "-notlike", "-clike", "-match", "-notmatch",
        "-cmatch", "-in", "-notin", "-cin", "-contains", "-notcontains", "-band", "-bor", "-bxor", "-shl", "-shr", "+", "-", "*", "/",
        "%", "-is", "-isnot", "-and",
    ];

    private static Gen<string> Term => Gen.OneOf(
        QuestionText.Any(Names).Select(name => $"$_.{name}"), QuestionText.Any(Names).Select(name => $"$_.{name}"),
        QuestionText.Any(Values));

    private static Gen<string> Condition(int depth) => depth == 0 ? Term
        : Gen.OneOf(
            Gen.Select(QuestionText.Any(Names), QuestionText.Any(Operators), QuestionText.Any(Values)).Select(
                (x, op, y) => $"($_.{x} {op} {y})"),
            Gen.Select(Condition(depth - 1), QuestionText.Any(Operators), Condition(depth - 1)).Select((x, op, y) => $"({x} {op} {y})"),
            Gen.Select(Condition(0), QuestionText.Any(Operators), Condition(0)).Select((x, op, y) => $"({x} {op} {y})"),
            Gen.Select(QuestionText.Any("-not ", "- ", "-bnot ", "!", "[int]", "[double]", "[string]"), Condition(depth - 1)).Select(
                (op, x) => $"({op}{x})"));

    [Fact]
    public void AConditionOfOddValuesSelectsWhatWhereObjectSelects()
    {
        Gen.Select(Condition(2).Array[6], QuestionText.Any("", "de-DE", "tr-TR"), Gen.Int[0, 1 << 30]).Sample(
            (conditions, culture, seed) =>
            {
                using PowerShell shell = session.Shell($$"""
                    $before = [cultureinfo]::CurrentCulture
                    [cultureinfo]::CurrentCulture = [cultureinfo]'{{culture}}'
                    $guid = [guid]'6f1ed002-ab5b-4a0e-9f6e-6b5a2b3c4d5e'; $address = [ipaddress]'10.0.0.1'; $words = 'a', 'B', ''
                    $date = [datetime]::new(2024, 2, 29, 0, 0, 0, [DateTimeKind]::Utc); $wrapped = 5 | Write-Output
                    $psobject = [pscustomobject]@{ a = 1 }
                    $m = [MemMap.NDArray]::Zeros({{Count}}, {{Fields}})
                    [MemMap.Tests.Commands.OddRecords]::Fill($m, {{seed}})
                    $rows = @($m | ConvertFrom-MemMap)
                    foreach ($condition in {{string.Join(", ", conditions.Select(static text => $"{{ {text} }}"))}}) {
                        $failed = $ours = $null
                        $bad = @()
                        $expected = @(foreach ($row in $rows) {
                                try { $row | Where-Object $condition | ForEach-Object id } catch { $failed = $_; $bad += $row.id }
                            })
                        $found = try {
                            @($m | ConvertFrom-MemMap -Where $condition -ErrorAction Stop | ForEach-Object id |
                                    Where-Object { $_ -notin $bad })
                        }
                        catch {
                            $ours = $_
                        }
                        # A name that no member of an enum has is an error of ours.
                        if ($ours ? -not $failed -and $ours.FullyQualifiedErrorId -notlike 'NoSuchMember*' : "$found" -ne "$expected") {
                            "{{seed}} {{culture}} {$condition}`n  expected $expected`n  found    $found`n  $ours / $failed"
                        }
                    }
                    [cultureinfo]::CurrentCulture = $before
                    """);
                string[] output = [.. shell.Invoke().Select(line => $"{line}")];
                Assert.True(output.Length == 0, string.Join('\n', output));
            },
            iter: 12, threads: 1);
    }
}
