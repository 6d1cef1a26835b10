using CsCheck;

namespace MemMap.Tests.Commands;

/// <summary>Random conditions and expressions, as they are typed.</summary>
internal static class QuestionText
{
    /// <summary>The fields of the records that they are asked of.</summary>
    internal const string Fields = """
        [ordered]@{ id = 'i4'; b = 'u1'; s = '>i2'; n = 'i4'; u = 'u4'; l = 'i8'; q = 'u8'; f = 'f4'; d = 'f8'; t = 'S4'; w = 'U3'
            ok = '?';
            day = 'M8[D]'; ns = 'M8[ns]'; span = 'm8[s]'; at = 'unixtime'; fa = [System.IO.FileAttributes]; ty = [System.TypeCode];
            sub = [ordered]@{ x = 'i2'; y = 'f4' }; h = 'f2'
            v = '3i2'; vw = '2U4'; us = 'M8[us]'; fine = 'M8[ns]' }
        """;

    private static readonly string[] Integers = ["b", "s", "n", "u", "l", "q", "id", "sub.x"], Floats = ["f", "d", "sub.y"],
        Texts = ["t", "w"], Dates = ["day", "ns", "at"],
        Likes = ["-like", "-notlike", "-clike"],
        Matches = ["-match", "-notmatch", "-cmatch"], Relations = ["eq", "ne", "gt", "ge", "lt", "le"];

    private static readonly string[] Numbers =
        ["0", "1", "-1", "3", "100", "127", "255", "-128", "65535", "2147483647", "-2147483648", "4294967295", "4294967296", "0.1", "0.5",
        "2.5", "-1.25", "1e10", "1e300", "[double]::NaN", "[double]::PositiveInfinity", "9007199254740993", "9223372036854775807", "$three",
        "$list[1]", "$bag.limit", "(2 + 3 * 4)", "[float]0.1", "18446744073709551615"];

    private static readonly string[] Words =
        ["''", "'a'", "'A'", "'ab'", "'warn'", "'WARN'", "'b'", "'zz'", "'9'", "'\u00e4'", "'\u00c4'", "$word"];

    private static readonly string[] Times =
        ["$date", "$date.AddHours(12)", "$date.AddTicks(1)", "[datetime]'2024-03-01'", "'2024-02-29'", "[datetime]::MinValue",
        "[datetime]'2300-01-01'", "$null"];

    internal static Gen<string> Any(params string[] items) => Gen.OneOfConst(items);

    private static readonly Gen<string> Relation =
        Gen.Select(Any("", "", "i", "c"), Any(Relations)).Select((prefix, name) => $"-{prefix}{name}");

    private static readonly Gen<string> Number = Any([.. Integers, .. Floats]).Select(name => $"$_.{name}");

    internal static Gen<string> Sum(int depth) => depth == 0 ? Gen.OneOf(Number, Number, Any(Numbers)) : Gen.OneOf(
        Number,
        Gen.Select(Sum(depth - 1), Any("+", "-", "*"), Sum(depth - 1)).Select((x, op, y) => $"({x} {op} {y})"),
        Gen.Select(Sum(depth - 1), Any("/", "%"), Any("3", "7", "2.5", "-2", "1")).Select((x, op, y) => $"({x} {op} {y})"),
        Sum(depth - 1).Select(x => $"(- {x})"));

    internal static readonly Gen<string> Bits = Gen.OneOf(
        Gen.Select(Any(Integers), Any("-band", "-bor", "-bxor"), Any("1", "4", "127", "255", "256"))
            .Select((x, op, y) => $"($_.{x} {op} {y})"),
        Gen.Select(Any("b", "s", "n"), Any("-band", "-bor", "-bxor"), Any("b", "s", "n"))
            .Select((x, op, y) => $"($_.{x} {op} $_.{y})"),
        Gen.Select(Any(Integers), Any("0", "1", "3", "7")).Select((x, y) => $"($_.{x} -shr {y})"));

    // Of the smallest integer there is no absolute value, and a date that isn't there has no span: PowerShell has an error.
    internal static readonly Gen<string> Function = Gen.OneOf(
        Any("b", "u", "f", "d", "sub.x", "sub.y", "v[0]").Select(x => $"[math]::Abs($_.{x})"),
        Sum(1).Select(x => $"[math]::Abs([double]({x}))"),
        Gen.Select(Any("Max", "Min"), Any([.. Integers, .. Floats]), Any("b", "s", "n", "f", "d", "sub.y"))
            .Select((name, x, y) => $"[math]::{name}($_.d, $_.{y}) + [math]::{name}([double]$_.{x}, 2.5)"),
        Gen.Select(Any("Max", "Min"), Any("f", "n", "d", "sub.y", "l"), Any("0", "3", "100", "-1")).Select(
            (name, x, y) => $"[math]::{name}($_.{x}, {y})"),
        Gen.Select(Any("Max", "Min"), Any("f", "d", "sub.y"), Any("0.5", "-0.0", "[double]::NaN", "[float]0.1")).Select(
            (name, x, y) => $"[math]::{name}($_.{x}, {y})"),
        Gen.Select(Any("0", "1", "2.5", "-1", "[float]0.1"), Any("f", "n", "d")).Select((x, y) => $"[math]::Max({x}, $_.{y})"),
        Gen.Select(Any("$_.f", "$_.d", "$_.sub.y", "($_.n / 7.0)", "($_.d * 2.345)"), Any("0", "1", "2", "7", "15"))
            .Select((x, digits) => $"[math]::Round({x}, {digits})"));

    internal static readonly Gen<string> Shifted = Gen.OneOf(
        Gen.Select(Any(Integers), Any("0", "1", "4", "7", "9", "31", "40")).Select((x, places) => $"($_.{x} -shl {places})"),
        Gen.Select(Any(Integers), Any("-band", "-bor", "-bxor"),
            Any("0x80000000", "0xFFFFFFFF", "0x80000000L", "-2", "-1", "0x8000000000000000UL", "0x7FFFFFFFFFFFFFFF"))
            .Select((x, op, y) => $"($_.{x} {op} {y})"),
        Gen.Select(Any([.. Integers]), Any("-band", "-bor", "-bxor"), Any([.. Integers])).Select((x, op, y) => $"($_.{x} {op} $_.{y})"),
        Gen.Select(Any([.. Integers]), Any("-shl", "-shr"), Any("b", "s", "id", "sub.x", "v[0]")).Select(
            (x, op, y) => $"($_.{x} {op} $_.{y})"),
        Gen.Select(Any("1", "1L", "-3", "0xFFFFFFFF", "18446744073709551615", "[byte]200"), Any("-shl", "-shr", "-bxor"),
            Any("b", "s", "n")).Select((x, op, y) => $"({x} {op} $_.{y})"),
        Any(Integers).Select(x => $"(-bnot $_.{x})"),
        Gen.Select(Any(Integers), Any("b", "id"), Any("1", "7", "0x80")).Select((x, y, z) => $"((($_.{x} -shl $_.{y}) -bor {z}) -shr 2)"));

    internal static readonly Gen<string> Span = Any(
        "($_.us - $date)", "($date - $_.fine)", "($_.fine - $date)", "($_.us - $_.at)", "($_.at - [datetime]::MinValue)",
        "($_.fine - $_.us)");

    internal static readonly Gen<string> Later = Gen.OneOf(
        Gen.Select(Function, Relation, Any(Numbers)).Select((x, op, y) => $"{x} {op} {y}"),
        Gen.Select(Function, Relation, Number).Select((x, op, y) => $"{x} {op} {y}"),
        Gen.Select(Shifted, Relation, Any("0", "1", "4", "255", "2147483648", "-2147483648", "4294967295")).Select(
            (x, op, y) => $"{x} {op} {y}"),
        Gen.Select(Span, Any("Days", "Hours", "Minutes", "Seconds", "Milliseconds"), Relation, Any("0", "-1", "0.5", "12", "1e6")).Select(
            (x, unit, op, y) => $"{x}.Total{unit} {op} {y}"),
        Gen.Select(Span, Any("Days", "Hours", "Minutes", "Seconds", "Milliseconds", "Ticks"), Relation, Any("0", "-1", "0.5", "12", "59"))
            .Select((x, part, op, y) => $"{x}.{part} {op} {y}"),
        Gen.Select(Any(Dates), Any("Year", "Month", "Day", "Hour", "Minute", "Second"), Relation,
            Any("2024", "0", "12", "-1", "2.5", "$null")).Select((x, part, op, y) => $"$_.{x}.{part} {op} {y}"),
        Gen.Select(Any(Dates), Any("DayOfWeek", "Date"), Any("-eq", "-ne", "-in", "-gt"), Any("'Thursday'", "4", "$date", "'2024-02-29'"))
            .Select((x, part, op, y) => $"$_.{x}.{part} {op} {y}"),
        Gen.Select(Any(Dates), Any("Hour", "Day", "Month"), Relation, Number).Select((x, part, op, y) => $"$_.{x}.{part} {op} {y}"),
        Gen.Select(Any(Texts), Any("-like", "-clike", "-notlike", "-match", "-notmatch", "-cmatch", "-in", "-contains"), Any(Texts)).Select(
            (x, op, y) => $"$_.{x} {op} $_.{y}"),
        Gen.Select(Span, Relation, Any("[timespan]::Zero", "[timespan]'12:00'", "[timespan]::FromTicks(1)")).Select(
            (x, op, y) => $"{x} {op} {y}"),
        Gen.Select(Any(Texts), Relation, Any(Texts)).Select((x, op, y) => $"$_.{x} {op} $_.{y}"),
        Gen.Select(Any(Texts), Any("ToUpper", "ToLower", "ToUpperInvariant", "Trim"), Relation, Any(Words)).Select(
            (x, name, op, y) => $"$_.{x}.{name}() {op} {y}"),
        Any("$_.t.ToUpper().StartsWith('W')", "$_.w.ToLower() -like 'A*'", "$_.t.ToUpper() -clike 'A*'", "$_.t.ToLower().Length -gt 1",
            "$_.t.ToUpper() -in 'WARN', 'B'", "$_.v[0] -gt 2", "$_.v[-1] -lt $_.v[1]", "$_.v[3] -gt 0", "$_.vw[0] -eq 'WARN'",
            "$_.vw[1].ToLower() -eq $_.t", "$_.v[2]"));

    private static readonly Gen<string> Simple = Gen.OneOf(
        Gen.Select(Number, Relation, Any(Numbers)).Select((x, op, y) => $"{x} {op} {y}"),
        Gen.Select(Any(Numbers), Relation, Number).Select((x, op, y) => $"{x} {op} {y}"),
        Gen.Select(Number, Relation, Number).Select((x, op, y) => $"{x} {op} {y}"),
        Gen.Select(Sum(2), Relation, Sum(1)).Select((x, op, y) => $"{x} {op} {y}"),
        Gen.Select(Bits, Relation, Any("0", "1", "4", "255")).Select((x, op, y) => $"{x} {op} {y}"),
        Bits,
        Gen.Select(Any(Texts), Relation, Any(Words)).Select((x, op, y) => $"$_.{x} {op} {y}"),
        Gen.Select(Any(Words), Relation, Any(Texts)).Select((x, op, y) => $"{x} {op} $_.{y}"),
        Gen.Select(Any(Texts), Any(Likes), Any("'a*'", "'*b'", "'W*'", "'?'")).Select((x, op, y) => $"$_.{x} {op} {y}"),
        Gen.Select(Any(Texts), Any(Matches), Any("'a.*'", "'b$'", "'^W'", "'.'")).Select((x, op, y) => $"$_.{x} {op} {y}"),
        Gen.Select(Any(Texts), Any("-in", "-notin", "-cin"), Any("'a', 'warn'", "@('b')", "$words"))
            .Select((x, op, y) => $"$_.{x} {op} {y}"),
        Gen.Select(Any(Texts), Any("$words -contains", "'a', 'B' -notcontains", "$words -ccontains")).Select((x, op) => $"{op} $_.{x}"),
        Gen.Select(Number, Any("-in", "-notin"), Any("0, 1, 3", "$list", "@(0.5)", "1..20")).Select((x, op, y) => $"{x} {op} {y}"),
        Gen.Select(Any(Dates), Relation, Any(Times)).Select((x, op, y) => $"$_.{x} {op} {y}"),
        Gen.Select(Relation, Any("[timespan]'00:01:00'", "'00:00:30'", "[timespan]::Zero", "[timespan]::FromMilliseconds(1500)"))
            .Select((op, y) => $"$_.span {op} {y}"),
        Gen.Select(Any("$_.ok", "$_.b", "$_.f", "$_.t", "$_.day", "$_.fa", "$_.n", "$_.h"), Any("", "-not ", "!"))
            .Select((x, not) => not + x),
        Any("$_.ok -eq $true", "$_.ok -ne $false", "$_.ok -eq 1", "$true -eq $_.ok", "$_.h -gt 0.5", "$_.h -eq $null"),
        Any("$_.fa -eq 'Hidden'", "$_.fa -band 'Hidden'", "($_.fa -band 4) -eq 4", "$_.fa -eq 6",
            "$_.fa.HasFlag([System.IO.FileAttributes]::System)", "$_.fa -ne [System.IO.FileAttributes]::Hidden",
            "$_.fa -match 'Read'", "$_.ty -like 'S*'", "$_.ty -eq 'string'",
            "$_.ty -in 'Char', 'Byte'", "$_.fa -gt 3", "$_.ty -eq 300"),
        Any("$_.t.Length -gt 1", "$_.day.Year -eq 2024", "$_.at.Hour -ge 12", "$_.t.StartsWith('w')", "$names[$_.b] -eq 'three'",
            "$_.w.Contains('a')", "$_.span.TotalMinutes -gt 1", "$names[$_.t]", "($_.b -gt 3) -eq $true"));

    internal static Gen<string> Condition(int depth) => depth == 0 ? Simple : Gen.OneOf(
        Simple,
        Gen.Select(Condition(depth - 1), Any("-and", "-or", "-xor"), Condition(depth - 1)).Select((x, op, y) => $"({x}) {op} ({y})"),
        Condition(depth - 1).Select(x => $"-not ({x})"));

    /// <summary>What the conditions need besides the records, and <c>$m</c>, the records.</summary>
    internal static string Setup(int count) => $$"""
        $three = 3; $list = 7, 5, 0; $bag = [pscustomobject]@{ limit = 50 }; $word = 'warn'; $words = 'warn', 'b', ''
        $date = [datetime]::new(2024, 2, 29, 0, 0, 0, [DateTimeKind]::Utc)
        $names = @{ 3 = 'three'; [byte]3 = 'three'; 'a' = 'x'; 'warn' = 'y' }
        $m = [MemMap.NDArray]::Zeros({{count}}, {{Fields}})
        """;
}
