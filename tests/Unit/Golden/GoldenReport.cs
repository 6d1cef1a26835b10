using System.Text;

namespace MemMap.Tests.Golden;

/// <summary>Collects what differs from numpy, so that one test tells about all its cases.</summary>
internal sealed class GoldenReport(string theme)
{
    /// <summary>How many differences are told: 20, or what the environment variable GOLDEN_SHOW says.</summary>
    private static readonly int MostShown = int.TryParse(Environment.GetEnvironmentVariable("GOLDEN_SHOW"), out int number) ? number : 20;

    private readonly StringBuilder _text = new();
    private int _cases;
    private int _differences;

    /// <summary>Counts a case; <paramref name="difference"/> is null where it agrees.</summary>
    internal void Add(GoldenCase golden, Func<string> expression, Func<string> expected, string? difference)
        => Add(golden.Id, expression, expected, difference);

    /// <inheritdoc cref="Add(GoldenCase, Func{string}, Func{string}, string?)"/>
    internal void Add(string id, Func<string> expression, Func<string> expected, string? difference)
    {
        _cases++;
        if (difference is not null && ++_differences <= MostShown)
        {
            _text.AppendLine().Append(id).Append(": ").AppendLine(expression())
                .Append("   expected: ").AppendLine(expected()).Append("   got:      ").Append(difference);
        }
    }

    /// <summary>Fails if any case differed, or if there were none; a live comparison may leave themes out.</summary>
    internal void Check()
    {
        Assert.True(_cases > 0 || Repository.IsLive, $"{theme}: there are no cases");
        Assert.True(_differences == 0, $"{theme}: {_differences} of {_cases} cases differ from numpy{_text}");
    }
}
