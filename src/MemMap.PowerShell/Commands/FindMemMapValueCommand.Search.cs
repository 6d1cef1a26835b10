using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using MemMap.Compute;
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
                WriteObject(count);
            }
        }
        else if (Try(array, () => search.Find(progress), out var found))
        {
            WriteObject(found, enumerateCollection: true);
        }
        foreach (Exception lost in search.Lost)
        {
            WriteError(Errors.From(lost, array));
        }
    }

    // The pattern comes first. Without this, the error would be that there is no file of the pattern's name.
    private void RequirePatternFirst()
    {
        if (PipelineElements.Bare(Pattern) is NDArray array && Path is [var value] && !PositionalFile.MayName(value) && !IsFile(value))
        {
            ThrowTerminatingError(Errors.From(Errors.ArrayForPattern(value), array));
        }
        if (PipelineElements.Bare(Pattern) is string text && Path is [var first, ..] && !Path.Any(IsFile) && IsFile(text))
        {
            ThrowTerminatingError(Errors.PatternFirst(text, first));
        }
    }

    private bool IsFile(string path)
    {
        try
        {
            return FilePaths.Resolve(this, path, mustExist: true).Any(System.IO.Path.Exists);
        }
        catch (Exception exception) when (exception is RuntimeException or ArgumentException or NotSupportedException)
        {
            return false; // It is no path at all.
        }
    }

    private protected override string? SourceHint(bool isBoth)
        => !isBoth && ParameterSetName == PatternSet && PipelineElements.Bare(Pattern) is string text && IsFile(text)
            ? $"; '{text}' is a file, and the pattern comes before it"
        : !isBoth && ParameterSetName == PatternSet && PositionalFile.MayName(Pattern)
            ? $"; '{PipelineElements.Bare(Pattern)}' is the pattern, and there is no file of that name"
        : isBoth && Path is [var name] && PipelineElements.Bare(InputObject) is NDArray { DType: var dtype }
            && dtype.FindField(FieldName.Of(dtype, name)) is { } field ? $"; '{name}' is a field: write -Field {field.Name}" : null;

    private protected override string FilesIn(string folder)
        => base.FilesIn(folder) + (ParameterSetName == PatternSet && PipelineElements.Bare(Pattern) is string text
            ? $" '{CodeGeneration.EscapeSingleQuotedStringContent(text)}'" : " ...");

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
        => ScriptBlock.Create($"$_ -{ParameterSetName} '{CodeGeneration.EscapeSingleQuotedStringContent(text)}'");

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
