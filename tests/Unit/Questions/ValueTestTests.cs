using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using MemMap.Questions;

namespace MemMap.Tests.Commands;

/// <summary>Tests of single values give what PowerShell's operators give, NaN, null, text, names and dates among them.</summary>
[Collection(ModuleTests.Name)]
public class ValueTestTests(ModuleSession session)
{
    private static readonly (TokenKind Kind, string Text)[] Operators =
    [
        (TokenKind.Ilt, "-lt"), (TokenKind.Ile, "-le"), (TokenKind.Ieq, "-eq"), (TokenKind.Ine, "-ne"), (TokenKind.Ige, "-ge"),
        (TokenKind.Igt, "-gt"), (TokenKind.Clt, "-clt"), (TokenKind.Ceq, "-ceq"), (TokenKind.Iin, "-in"),
        (TokenKind.Cnotin, "-cnotin"), (TokenKind.Icontains, "-contains"), (TokenKind.Cnotcontains, "-cnotcontains"),
    ];

    private static readonly object?[] Values =
    [
        float.NaN, double.NaN, double.PositiveInfinity, float.NegativeInfinity, 1.0, 2.5f, 0, 1L, -1, (byte)3, ulong.MaxValue, 1m,
        decimal.MaxValue, "1", "NaN", "a", "A", "", null, true, false, new DateTime(2024, 2, 29), TimeSpan.FromSeconds(1),
        DayOfWeek.Monday, 'a',
    ];

    [Fact]
    public void ATestGivesWhatTheOperatorGives()
    {
        using PowerShell shell = session.Shell($$"""
            param($values)
            foreach ($operator in {{string.Join(", ", Operators.Select(each => $"'{each.Text}'"))}}) {
                $test = [scriptblock]::Create("param(`$x, `$y) try { [bool](`$x $operator `$y) } catch { 'error' }")
                foreach ($x in $values) { foreach ($y in $values) { "$(& $test $x $y)" } }
            }
            """);
        string[] answers = [.. shell.AddArgument(Values).Invoke<string>()];
        List<string> wrong = [];
        int at = 0, tested = 0;
        foreach ((TokenKind kind, string text) in Operators)
        {
            foreach (object? x in Values)
            {
                foreach (object? y in Values)
                {
                    string answer = answers[at++];
                    Check(answer, ValueTest.WithRight(kind, TypeOf(x), y), x, $"{Line(x)} {text} ({Line(y)})");
                    Check(answer, ValueTest.WithLeft(kind, TypeOf(y), x), y, $"({Line(x)}) {text} {Line(y)}");
                }
            }
        }
        Assert.Equal(answers.Length, at);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(tested > answers.Length, $"{tested} of {2 * answers.Length}");

        void Check(string answer, Func<object?, bool>? test, object? value, string line)
        {
            if (test is null)
            {
                return;
            }
            tested++;
            string ours;
            try
            {
                ours = test(value).ToString();
            }
            catch (Exception error) when (error is PSInvalidCastException or ArgumentException)
            {
                ours = "error";
            }
            if (ours != answer)
            {
                wrong.Add($"{line}: {ours}, not {answer}");
            }
        }
    }

    // Of what is read from arrays, times alone may be null.
    private static Type TypeOf(object? value) => value?.GetType() ?? typeof(DateTime);

    private static string Line(object? value) => $"{value?.GetType().Name} {Convert.ToString(value, CultureInfo.InvariantCulture)}";
}
