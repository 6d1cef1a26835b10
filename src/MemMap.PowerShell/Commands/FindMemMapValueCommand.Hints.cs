using System.Collections;
using System.Management.Automation;
using System.Text;
using MemMap.Compute;
using MemMap.DataTypes;
using MemMap.Output;
using MemMap.Parameters;
using MemMap.Questions;

namespace MemMap.Commands;

// What else may have been meant, where nothing was found.
public sealed partial class FindMemMapValueCommand
{
    // So much of an array is searched in another way, and so much of all arrays.
    private const long MostProbed = 16 << 20, MostProbedOfAll = 64 << 20;

    private static readonly (string Name, Encoding Encoding)[] OtherEncodings =
    [
        ("unicode", System.Text.Encoding.Unicode), ("bigendianunicode", System.Text.Encoding.BigEndianUnicode),
        ("utf8", System.Text.Encoding.UTF8), ("latin1", System.Text.Encoding.Latin1),
    ];

    private long _probed;

    // Whether what was searched are numbers that are longer than a byte.
    private bool _areNumbers;

    // What another way of searching finds; null if it isn't known to find anything.
    private string? _elsewhere;

    /// <summary>
    /// The error of numbers at the position of the pattern, where elements are longer than a byte: whoever writes them means values as
    /// often as bytes. Null for anything else.
    /// </summary>
    private ErrorRecord? ValuesForBytes(NDArray source)
    {
        if (ParameterSetName != PatternSet || !IsPositional(nameof(Pattern)))
        {
            return null;
        }
        DType dtype = (Field is null ? source.DType : source.DType.FindField(FieldName.Of(source.DType, Field))?.DType) ?? source.DType;
        dtype = dtype.SubType ?? dtype;
        object pattern = PipelineElements.Bare(Pattern)!;
        bool areNumbers = pattern is IEnumerable list and not (string or byte[] or NDArray)
            ? list.Cast<object?>().All(IsPlainNumber) : IsPlainNumber(pattern);
        return areNumbers && dtype.ItemSize > 1 && (dtype.IsRecord || dtype.IsNumeric) ? Errors.ValuesForBytes(pattern, dtype) : null;
    }

    // Not a byte: its type says what is meant.
    private static bool IsPlainNumber(object? value) => PipelineElements.Number(value) is not (null or byte or bool or char);

    /// <summary>
    /// What finds something where nothing was found: another encoding of the text, or letters in upper and lower case. Only a part of a
    /// large array is searched for it. Null if nothing does.
    /// </summary>
    private string? Elsewhere(NDArray array)
    {
        foreach ((string write, Func<WindowSearch?> search) in OtherWays(array))
        {
            if (_probed < MostProbedOfAll && search() is { } other)
            {
                (long count, bool isAll) = Probe(other);
                if (count > 0)
                {
                    return $"{write} finds {count} {(count == 1 ? "match" : "matches")}"
                        + (isAll ? "" : $" in the first {MostProbed >> 20} MiB")
                        + (FileAmongSeveral is { } file ? $" in '{file}'" : "");
                }
            }
        }
        return null;
    }

    private (long Count, bool IsAll) Probe(WindowSearch search)
    {
        long count = 0, bytes = 0;
        foreach (SearchWindow window in search.Windows)
        {
            if (bytes >= MostProbed)
            {
                return (count, false);
            }
            count += search.Count(window);
            bytes += search.BytesOf(window);
            _probed += search.BytesOf(window);
        }
        return (count, true);
    }

    private IEnumerable<(string Write, Func<WindowSearch?> Search)> OtherWays(NDArray array)
    {
        if (IgnoreCase || ParameterSetName is not (PatternSet or RegexSet or EqSet))
        {
            yield break;
        }
        switch (ParameterSetName)
        {
            case RegexSet:
                yield return ("upper and lower case differ; -IgnoreCase", () => new RegexSearch(array.Ref, RegexOf(ignoreCase: true)));
                break;
            case EqSet when PipelineElements.Bare(EQ) is string text && array.DType.Kind is ElementKind.Bytes or ElementKind.Text:
                yield return ("-EQ looks at upper and lower case, as -ceq does; -IgnoreCase", () =>
                    TryCondition(array, IgnoringCase(text), out Condition? condition) ? condition!.FilterOf(array) : null);
                break;
            case PatternSet when BytesParameter.Texts(Pattern).FirstOrDefault() is { } text
                && !(Encoding is null && HexNotation.TryParse(text) is not null):
                byte[] searched = (Encoding ?? System.Text.Encoding.UTF8).GetBytes(text);
                yield return ("upper and lower case differ; -IgnoreCase", () => InAnyCase(searched, text));
                foreach ((string name, Encoding other) in text.Length > 1 ? OtherEncodings : [])
                {
                    byte[] bytes = other.GetBytes(text);
                    if (!bytes.SequenceEqual(searched))
                    {
                        yield return ($"-Encoding {name}", () => new PatternSearch(array.Ref, BytePattern.Of(bytes)));
                        yield return ($"-Encoding {name} -IgnoreCase", () => InAnyCase(bytes, text));
                    }
                }
                break;
        }

        PatternSearch? InAnyCase(byte[] bytes, string text)
            => text.Any(char.IsAsciiLetter) ? new(array.Ref, BytePattern.Of(bytes).IgnoringCase()) : null;
    }

    /// <summary>How the search may have been meant, and how to write that; null if nothing tells.</summary>
    private string? OtherMeaning()
    {
        if (ParameterSetName == RegexSet)
        {
            return InUtf32("Match", Regex, Regex);
        }
        if (ParameterSetName != PatternSet)
        {
            return null;
        }
        if (Encoding is null && BytesParameter.HexIn(Pattern) is { } hex)
        {
            return $"'{hex.Text}' was searched as the bytes {hex.Digits}; -Encoding utf8 searches the text";
        }
        return BytesParameter.Texts(Pattern).FirstOrDefault() is { } text && Encoding is not UTF32Encoding
            && InUtf32("Like", text, $"*{WildcardPattern.Escape(text)}*") is { } other ? other
            : BytesParameter.RegexIn(Pattern) is { } regex
                ? $"'{regex}' was searched as it stands; -Regex takes a regular expression, in which .* is any text"
            : _areNumbers && Encoding is null && BytesParameter.Texts(Pattern).FirstOrDefault() is { } number
                && NumberText.TryReal(number) is not null
                ? $"'{number}' was searched as text; -EQ {number} finds elements of that value"
            : null;
    }

    /// <summary>What to write where a text was searched in bytes of UTF-32.</summary>
    private string? InUtf32(string parameter, string text, string pattern)
    {
        if (_text is not { } found)
        {
            return null;
        }
        string field = Field ?? found.Field;
        string name = CommandText.Word(field);
        string values = $"{(field.Length > 0 ? $"-Field {name} " : "")}-{parameter} {CommandText.Quoted(pattern)}";
        string encoding = found.DType.IsSwapped == BitConverter.IsLittleEndian ? "utf-32BE" : "utf32";
        return $"'{text}' was searched as bytes, and the text {(field.Length > 0 ? $"of the field '{field}'" : "of the elements")} is in "
            + $"UTF-32; write {values}{(parameter == "Like" ? $", or add -Encoding {encoding}" : "")}";
    }


    /// <summary>The field of the first text in UTF-32, empty for the elements themselves; null if there is none.</summary>
    private static (string Field, DType DType)? TextIn(DType dtype)
    {
        if (dtype.SubType is { } element)
        {
            return TextIn(element);
        }
        foreach (Field field in dtype.Fields ?? [])
        {
            if (TextIn(field.DType) is { } inner)
            {
                return (inner.Field.Length > 0 ? $"{field.Name}.{inner.Field}" : field.Name, inner.DType);
            }
        }
        return dtype.Kind == ElementKind.Text ? ("", dtype) : null;
    }
}
