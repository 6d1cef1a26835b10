using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using System.Text.RegularExpressions;
using MemMap.Compute;
using MemMap.DataTypes;
using MemMap.Output;
using MemMap.Parameters;
using MemMap.Questions;
using MemMap.Remoting;

namespace MemMap.Commands;

// What is searched, and how.
public sealed partial class FindMemMapValueCommand
{
    private void FindOnHosts(DistributedMemMap array)
    {
        if (ParameterSetName is RegexSet or TextSet || _patterns.Length > 1 || Context > 0)
        {
            WriteError(Errors.NotOnHosts());
            return;
        }
        Hashtable parameters = [];
        foreach (string name in new[] { ParameterSetName, nameof(Encoding), nameof(IgnoreCase), nameof(CaseSensitive) })
        {
            if (name != ScriptSet && MyInvocation.BoundParameters.TryGetValue(name, out object? value))
            {
                parameters[name] = value switch
                {
                    System.Text.Encoding encoding => encoding.WebName,
                    SwitchParameter isOn => isOn.IsPresent,
                    _ => value
                };
            }
        }
        // What a condition names is checked here, before hosts are asked.
        Hashtable? condition = null;
        if (ParameterSetName == ScriptSet
            && (!Try(array, () => Source(array), out var searched) || !TryCondition(searched!, FilterScript, out _)
                || !Try(array, () => HostCondition.Of(this, FilterScript), out condition)))
        {
            return;
        }
        using HostProgress progress = new(this, $"Searching {ArrayHeader.Of(array)}");
        if (!Try(
            array,
            () => new DistributedFind(
                (DistributedMemMap)Source(array), new HostSearch(parameters, condition, Single, First, Last, AllowPartial),
                Interruption.Token),
            out var search))
        {
            return;
        }
        if (CountOnly)
        {
            if (Try(array, () => search.Count(progress), out long count))
            {
                WriteCount(count, array);
            }
        }
        else if (Try(array, () => search.Find(progress), out var found))
        {
            foreach (PatternMatch match in found.OfType<PatternMatch>())
            {
                match.Encoding = _textEncoding;
            }
            WriteObject(found, enumerateCollection: true);
        }
        foreach (Exception lost in search.Lost)
        {
            WriteError(Errors.From(lost, array));
        }
    }

    // The pattern comes before the file. Where it is certain that they are meant the other way round, they are taken so.
    private void OrderPatternAndFile()
    {
        if (Path is null || Path.Any(name => Exists(name, System.IO.Path.Exists)))
        {
            return;
        }
        if (PipelineElements.Bare(Pattern) is NDArray array && Path is [var value] && !PositionalFile.MayName(value))
        {
            ThrowTerminatingError(Errors.From(Errors.ArrayForPattern(value), array));
        }
        string[] texts = [.. BytesParameter.Texts(Pattern)];
        if (texts.Length == 0 || (PipelineElements.Bare(Pattern) as IList)?.Count > texts.Length || !IsPositional(nameof(Pattern)))
        {
            return;
        }
        bool mayBeFiles = Path.Any(PositionalFile.MayName);
        if (!Array.TrueForAll(texts, IsFile))
        {
            if (!mayBeFiles && Array.TrueForAll(texts, PositionalFile.MayName))
            {
                ThrowTerminatingError(Errors.NoFileAtAll(texts[0], Path[0]));
            }
        }
        else if (mayBeFiles || !IsPositional(nameof(Path)) || Path.Any(static text => NumberText.TryReal(text) is not null)
            || !Array.TrueForAll(texts, PositionalFile.MayName))
        {
            ThrowTerminatingError(Errors.PatternFirst(texts[0], Path[0]));
        }
        else
        {
            WriteVerbose($"Searching '{string.Join("', '", Path)}' in '{string.Join("', '", texts)}': the pattern stands before the files "
                + "otherwise");
            (Pattern, Path) = (Path is [var only] ? only : Path, texts);
        }
    }

    // The value of a parameter in the place of the file, and the file behind the name of the parameter.
    private void RefuseFileAsValue()
    {
        if (!(ParameterSetName == PatternSet && IsPositional(nameof(Pattern)))
            && Path is [var text, ..] && IsPositional(nameof(Path)) && !Path.Any(IsFile)
            && MyInvocation.BoundParameters.TryGetValue(ParameterSetName, out object? given)
            && PipelineElements.Bare(given) is string file && IsFile(file))
        {
            ThrowTerminatingError(Errors.FileAsValue(ParameterSetName, text, file));
        }
    }

    private protected override string? InsteadOf(object? argument)
    {
        if (Text && argument is string text && !IsName(text) && Path is [var other, ..])
        {
            (string file, string pattern) = IsFile(text) && !IsFile(other) ? (text, other) : (other, text);
            string quoted = CommandText.Quoted(pattern), name = CommandText.Quoted(file);
            return $"-Text takes none, and finds all texts; to find {quoted}, leave -Text out: Find-MemMapValue {quoted} {name}; "
                + $"the texts with it are Find-MemMapValue -Text {name} | Where-Object Text -Like "
                + CommandText.Quoted($"*{WildcardPattern.Escape(pattern)}*");
        }
        return argument switch
        {
            string pattern when !IsName(pattern) && ParameterSetName == PatternSet
                && PipelineElements.Bare(Pattern) is string first && Path is [var second] && IsFile(first)
                && IsFile(second) && !IsFile(pattern)
                => $"the pattern comes first, and several files are separated by commas: Find-MemMapValue {CommandText.Quoted(pattern)} "
                    + $"{CommandText.Quoted(first)}, {CommandText.Quoted(second)}",
            NDArray when PipelineElements.Bare(Pattern) is string searched => $"$m | Find-MemMapValue {CommandText.Quoted(searched)}",
            string name when IsName(name) => name.TrimStart('-').TrimEnd(':').ToUpperInvariant() switch
            {
                "STRING" or "SEARCH" or "BYTE" or "HEX" => "-Pattern takes text, bytes, and hexadecimal text ('4D 5A ?? 00')",
                "VALUE" or "VALUES" or "EQUALS" => "-EQ finds a value, and { $_ -in 1, 3 } several",
                _ => null,
            },
            _ => null,
        };
    }

    private bool IsFile(string path) => Exists(path, System.IO.File.Exists);

    private bool Exists(string path, Func<string, bool> exists)
    {
        try
        {
            return FilePaths.Resolve(this, path, mustExist: true).Any(exists);
        }
        catch (Exception exception) when (exception is RuntimeException or ArgumentException or NotSupportedException)
        {
            return false; // It is no path at all.
        }
    }

    private protected override string? SourceHint(bool isBoth)
        => !isBoth && ParameterSetName == PatternSet && PipelineElements.Bare(Pattern) is string text && IsFile(text)
            ? $"; '{text}' is a file, and what to find is missing: Find-MemMapValue 'GNU' {CommandText.Quoted(text)}"
        : !isBoth && ParameterSetName == PatternSet && PositionalFile.MayName(Pattern)
            ? $"; '{PipelineElements.Bare(Pattern)}' is the pattern, and there is no file of that name"
        : isBoth && Text && Path is [var searched] && PipelineElements.Bare(InputObject) is NDArray
            ? $"; -Text finds all texts, and takes none: $m | Find-MemMapValue {CommandText.Quoted(searched)} finds that one" : null;

    private protected override string FilesIn(string folder)
        => base.FilesIn(folder) + (ParameterSetName == PatternSet && PipelineElements.Bare(Pattern) is string text
            ? " " + CommandText.Quoted(text) : " ...");

    private NDArray Source(NDArray source)
    {
        // Check for a closed map here: an empty array reads nothing.
        source.Buffer.Verify();
        return IndexParameter.Fields(source, Field is null ? null : [Field]);
    }

    private bool TrySearch(NDArray array, [MaybeNullWhen(false)] out WindowSearch search)
    {
        ScriptBlock? script = ParameterSetName == ScriptSet ? FilterScript : CaseBlind;
        if (script is null)
        {
            return Try(array, () => SearchOf(array), out search);
        }
        search = (script == FilterScript || Try(array, () => RequireText(array)))
            && TryCondition(array, script, out Condition? condition) ? condition!.FilterOf(array) : null;
        return search is not null;
    }

    // PowerShell's own operator ignores case, and is compiled as any condition.
    private ScriptBlock? CaseBlind
        => IgnoreCase && ParameterSetName is EqSet or NeSet && PipelineElements.Bare(ParameterSetName == EqSet ? EQ : NE) is string text
            ? IgnoringCase(text) : null;

    private ScriptBlock IgnoringCase(string text)
        => ScriptBlock.Create($"$_ -{ParameterSetName} {CommandText.Quoted(text)}");

    private WindowSearch SearchOf(NDArray array) => ParameterSetName switch
    {
        FlagSet => new ValueSearch(array.Ref, ValueSearch.HasFlags(array.Ref, HasFlag)),
        LikeSet => TextSearch(array, new WildcardPattern(Like, CaseSensitive ? WildcardOptions.None : WildcardOptions.IgnoreCase).IsMatch),
        MatchSet => TextSearch(
            array, new System.Text.RegularExpressions.Regex(Match, CaseSensitive ? RegexOptions.None : RegexOptions.IgnoreCase).IsMatch),
        PatternSet => Single is { } pattern ? new PatternSearch(array.Ref, pattern) : new AnyPatternSearch(array.Ref, _patterns),
        RegexSet => new RegexSearch(array.Ref, RegexOf(IgnoreCase)),
        TextSet => new RegexSearch(array.Ref, RegexSearch.Printable(MinimumLength)),
        NaNSet => new ValueSearch(array.Ref, ValueSearch.IsNaN(array.DType)),
        BetweenSet => Within(array),
        EqSet => Compare(array, Operations.Equal, EQ),
        NeSet => Compare(array, Operations.NotEqual, NE),
        GtSet => Compare(array, Operations.Greater, GT),
        GeSet => Compare(array, Operations.GreaterEqual, GE),
        LtSet => Compare(array, Operations.Less, LT),
        _ => Compare(array, Operations.LessEqual, LE),
    };

    private System.Text.RegularExpressions.Regex RegexOf(bool ignoreCase)
        => new(Regex, RegexOptions.Singleline | RegexOptions.CultureInvariant | (ignoreCase ? RegexOptions.IgnoreCase : 0));

    // Names of an enum's values are text, too.
    private static ValueSearch TextSearch(NDArray array, Predicate<string> test)
    {
        RequireText(array);
        return new(array.Ref, TestOf(value => PipelineElements.Bare(value)?.ToString() is { } text && test(text)));
    }

    private static void RequireText(NDArray array)
    {
        if (!(array.DType.Kind is ElementKind.Bytes or ElementKind.Text || array.DType.Meaning?.ClrType is { } type
            && (type == typeof(string) || type.IsEnum)))
        {
            throw Errors.NotText(array.DType);
        }
    }

    private static Func<ArrayRef, ArrayRef> TestOf(Func<object?, bool> test) => part => new NDArray(part).Test(test).Ref;

    private static ValueSearch Compare(NDArray array, BinaryOperation relation, object value)
        => new(array.Ref, ValueSearch.Compare(array.Ref, relation, value));

    private ValueSearch Within(NDArray array)
    {
        Func<ArrayRef, ArrayRef> above = ValueSearch.Compare(array.Ref, Operations.GreaterEqual, Between[0]);
        Func<ArrayRef, ArrayRef> below = ValueSearch.Compare(array.Ref, Operations.LessEqual, Between[1]);
        return new(array.Ref, part => Elementwise.Binary(Operations.BitwiseAnd, above(part), below(part)));
    }
}
