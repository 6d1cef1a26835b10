using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using MemMap.DataTypes;
using MemMap.Output;

namespace MemMap.Parameters;

/// <summary>Accepts a dtype as text, a .NET type, or an ordered hashtable of fields.</summary>
public sealed class DTypeArgumentAttribute : ArgumentConversionAttribute
{
    /// <summary>The dtype c of numpy, S1, which is told by its reference from others: the mode c may be meant.</summary>
    internal static readonly DType OfLetterC = DType.Parse("c");

    private static readonly ConditionalWeakTable<DType, string> Definitions = [];

    /// <summary>What to write where a file stands in the place of the dtype, as {0}; null where none does.</summary>
    public string? InsteadOfFile { get; set; }

    private protected override object? Convert(object? value) => Convert(null, value);

    private protected override object? Convert(EngineIntrinsics? engine, object? value) => value switch
    {
        "c" => OfLetterC,
        string text when CDefinitions.IsDefinition(text) => Defined(engine, text),
        string text => Parse(engine, text),
        Type type => DType.FromType(type),
        IDictionary fields => DType.FromFields(fields),
        _ => value,
    };

    /// <summary>The definition in C that an argument was; null if it was something else.</summary>
    internal static string? DefinitionOf(DType dtype) => Definitions.TryGetValue(dtype, out string? text) ? text : null;

    private DType Defined(EngineIntrinsics? engine, string text)
    {
        DType dtype = Parse(engine, text);
        Definitions.AddOrUpdate(dtype, text);
        return dtype;
    }

    private DType Parse(EngineIntrinsics? engine, string text)
    {
        try
        {
            return Parse(text);
        }
        catch (FormatException error) when (error.Data[Error.IdKey] is "DTypeNotUnderstood" && Hint(engine, text) is not null)
        {
            throw Errors.WithHint(error, Hint(engine, text)!);
        }
    }

    private string? Hint(EngineIntrinsics? engine, string text)
        => InsteadOfFile is null || MapMode.Names.Contains(text, StringComparer.OrdinalIgnoreCase) ? null
            : IsFile(engine, text) ? string.Format(CultureInfo.InvariantCulture, InsteadOfFile, CommandText.Quoted(text))
            : IsPartOfPath(text) ? "quote a path with blanks: 'my file.bin'" : null;

    // Fields in a notation of their own may have brackets, which are wildcards, and dots.
    private static bool IsFile(EngineIntrinsics? engine, string text)
    {
        bool isWord = !text.AsSpan().ContainsAny(" ,;:");
        return (isWord && PositionalFile.MayName(text))
            || ((isWord || !FilePaths.HasWildcards(text)) && PositionalFile.Of(engine, text) is not null);
    }

    // A word that is no misspelt name of a dtype: it may stand behind a blank of a path.
    private static bool IsPartOfPath(string text)
        => text.All(char.IsAsciiLetter) && DTypeNames.Instead(text) is null
            && (DTypeNames.Nearest(text) is not { } near || near.StartsWith(text, StringComparison.OrdinalIgnoreCase));

    // In New-MemMap, the dtype comes before the mode. Users often forget it.
    private static DType Parse(string text) => DType.TryParse(text, out DType? dtype) ? dtype
        : MapMode.Names.Contains(text, StringComparer.OrdinalIgnoreCase) ? throw Errors.ModeForDType(text)
        : TypeOf(text) is { } type ? DType.FromType(type)
        : DType.Parse(text);

    // Without parentheses, the argument [int] is text.
    private static Type? TypeOf(string text)
        => text is ['[', .. var name, ']'] && LanguagePrimitives.TryConvertTo(name, out Type type) ? type : null;
}
