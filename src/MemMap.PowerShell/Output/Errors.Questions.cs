using System.Globalization;
using System.Management.Automation;
using MemMap.DataTypes;
using MemMap.Questions;

namespace MemMap.Output;

// Errors of conditions, groups and orders.
internal static partial class Errors
{
    /// <summary>A date or another text that numbers are compared with.</summary>
    internal static ArgumentException NoNumber(object value, string? field, DType dtype)
    {
        DateTimeOffset? date = value switch
        {
            DateTimeOffset exact => exact,
            DateTime { Kind: DateTimeKind.Local } local => local.ToUniversalTime(),
            DateTime time => DateTime.SpecifyKind(time, DateTimeKind.Utc),
            // .NET finds a year where none is written: '1.2.3' may be a version, and '10:30' would be of today.
            string text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read)
                && text.Contains(read.Year.ToString("D4", CultureInfo.InvariantCulture), StringComparison.Ordinal) => read,
            _ => null,
        };
        string holds = $"{(field is null ? "the elements hold" : $"'{field}' holds")} {dtype.Called}";
        return Error.With("NotComparable", new ArgumentException(date is { } known
            ? FormattableString.Invariant($"{holds}, and {ValueTest.Shown(value)} is a date: compare with a number, such as ")
                + FormattableString.Invariant($"{known.ToUnixTimeSeconds()} for seconds since 1970")
                + (Array.Find(TypesOfSeconds, name => DType.Parse(name).Equals(dtype)) is { } type
                    ? $", or declare {(field is null ? "them" : "the field")} as '{type}', which reads such seconds as dates" : "")
            : $"{holds}, and {ValueTest.Shown(value)} is no number"));
    }

    private static readonly string[] TypesOfSeconds = ["unixtime", "unixtime_unsigned", "unixtime64"];

    private const int FewMembers = 12;

    /// <summary>An operator of another language in a script block that is asked of each record.</summary>
    /// <param name="other">The first one.</param>
    /// <param name="corrected">The script block with PowerShell's operators.</param>
    internal static ArgumentException OtherNotation(Notation.Operator other, string corrected)
        => Error.With("OtherNotation", new ArgumentException(
            $"'{other.Symbol}' {other.Meaning}; PowerShell's operator is {other.Instead}: write {corrected}"));

    /// <summary>A script block that assigns to the record, in place of giving the value.</summary>
    /// <param name="corrected">A script block that gives it.</param>
    internal static ArgumentException ValueAssigns(string corrected) => Error.With("ValueAssigns", new ArgumentException(
        $"the script block gives the value, and -Field says where it goes; '=' assigns to the record: write {corrected}"));

    /// <summary>Whether an exception of a script block is one of the engine or of .NET, and not what the script block has thrown or asked
    /// for: those tell what they are.</summary>
    internal static bool IsOfEngine(RuntimeException exception)
        => !exception.WasThrownFromThrowStatement && exception is not (ActionPreferenceStopException or PipelineStoppedException)
            && exception.InnerException?.Data[Error.IdKey] is null;

    /// <summary>A script block that fails for a record.</summary>
    /// <param name="script">The script block.</param>
    /// <param name="number">The number of the record; null if it isn't known.</param>
    /// <param name="reason">Why.</param>
    internal static InvalidOperationException ScriptFailed(string script, long? number, RuntimeException reason) => Error.With(
        "ScriptFailed", new InvalidOperationException(
            (script is ['{', ..] ? script : $"{{ {script} }}") + " fails"
                + (number is { } element ? FormattableString.Invariant($" for element {element}") : "")
                + $": {Printable.Line(reason.Message)}", reason));

    /// <summary>A script block that gives one value for a whole record.</summary>
    internal static ArgumentException ValueOfRecord(string script, DType dtype) => Error.With("ValueOfRecord", new ArgumentException(
        $"{script} gives one value, and a record has several fields: name the field, such as -Field {dtype.Fields![0].Name}"));

    /// <summary>A script block beside an operation in place.</summary>
    internal static ArgumentException ValueAndOperation(string script, string operation) => Error.With(
        "ValueAndOperation", new ArgumentException(
            $"{script} computes the new value: leave out -Operation {operation}, and write the operation in the script block, in which $_ "
                + "is the element"));

    /// <summary>An index beside a script block for a field that is a sub-array.</summary>
    internal static ArgumentException IndexOfSubArray() => Error.With("IndexOfSubArray", new ArgumentException(
        "of a field that is a list, a script block gives the whole list of each record; leave out the index, or use -Where"));

    /// <summary>A script block for elements to change that are on other hosts.</summary>
    internal static NotSupportedException ValueNotOnHosts() => Error.With("NotOnHosts", new NotSupportedException(
        "a value isn't computed by a script block on other hosts; Invoke-Command runs Set-MemMapValue there"));

    /// <summary>A variable that isn't there, and has the name of a field.</summary>
    internal static ArgumentException VariableOfField(string variable, string field) => Error.With("VariableOfField", new ArgumentException(
        $"there is no variable ${variable}; the record's field is $_.{field}"));

    /// <summary>A variable that isn't there.</summary>
    /// <param name="path">The variable, with its scope.</param>
    /// <param name="name">Its name.</param>
    /// <param name="near">A variable of a similar name; null for none.</param>
    internal static ArgumentException VariableNotSet(string path, string name, string? near) => Error.With(
        "VariableNotSet", new ArgumentException(
            $"there is no variable ${path}, which would be $null for every record; "
                + (near is null ? $"assign it before: ${name} = ..." : $"did you mean ${near}?")));

    /// <summary>A field without the record before it.</summary>
    /// <param name="field">The field.</param>
    /// <param name="corrected">The script block with it.</param>
    internal static ArgumentException BareField(string field, string corrected) => Error.With("BareField", new ArgumentException(
        $"'{Printable.Line(field)}' is a field of the record: write {corrected}"));

    /// <summary>A command that isn't there.</summary>
    /// <param name="name">The command.</param>
    /// <param name="isCompared">Whether an operator is behind it, as behind a field.</param>
    /// <param name="dtype">The dtype of the records.</param>
    /// <param name="near">A field of a similar name; null for none.</param>
    internal static ArgumentException NoSuchCommand(string name, bool isCompared, DType dtype, string? near) => Error.With(
        "NoSuchCommand", new ArgumentException(
            $"'{Printable.Line(name)}' is no command" + (!dtype.IsRecord ? isCompared ? "; the element is $_" : ""
                : $" and no field; {(near is null ? "fields are written" : "did you mean")} $_.{near ?? dtype.Fields![0].Name}"
                    + (near is null ? "" : "?"))));

    /// <summary>Something that orders no records.</summary>
    internal static ArgumentException NotAnOrderKey(object? value) => Error.With("NotAnOrderKey", new ArgumentException(
        $"{Error.InOneLine(value)} orders no records: write the name of a field, or @{{ Expression = 'price'; Descending = $true }}"));

    /// <summary>A script block that computes what is to order records.</summary>
    internal static ArgumentException OrderByScript(string script) => Error.With("OrderByScript", new ArgumentException(
        $"-OrderBy takes fields, and {script} computes something: write $log | ConvertFrom-MemMap | Sort-Object {script}"));

    /// <summary>A key of a table that can't be a value of the field.</summary>
    internal static ArgumentException LookupKey(Field field, string key) => Error.With("LookupKey", new ArgumentException(
        $"the table of -Lookup for the field '{Printable.Line(field.Name)}' has the key '{Printable.Line(key)}', and its elements are "
            + $"{field.DType.Called}: keys are values of the field"));

    /// <summary>Text that is compared with an enum, and names no member of it.</summary>
    internal static ArgumentException NoSuchMember(string text, Type type)
    {
        string[] names = Enum.GetNames(type);
        string some = string.Join(", ", names.Take(FewMembers)) + (names.Length > FewMembers ? " ..." : "");
        return Error.With("NoSuchMember", new ArgumentException(
            $"'{Printable.Line(text)}' is no member of {type.Name}; "
                + (DTypeNames.Nearest(text, names) is { } near ? $"did you mean {near}? " : "") + $"There are {some}"));
    }

    /// <summary>A network that is compared with addresses.</summary>
    /// <param name="network">The network.</param>
    /// <param name="field">The field with the addresses; null if the records are addresses.</param>
    internal static FormatException NetworkForAddress(string network, string? field)
    {
        int slash = network.IndexOf('/', StringComparison.Ordinal);
        return Error.With("NetworkForAddress", new FormatException(
            $"'{network}' is a network, and no address is equal to it; ([Net.IPNetwork]'{IpMeaning.Ends(network)!.Value.First}"
                + $"{network[slash..]}').Contains($_{(field is null ? "" : $".{Printable.Line(field)}")}) is true for those of it"));
    }

    /// <summary>Something that isn't a table, for the values of a field.</summary>
    internal static ArgumentException NotATable(string field, object? value) => Error.With("NotATable", new ArgumentException(
        $"-Lookup needs a table for the field '{field}', such as @{{ {field} = @{{ 1 = 'one'; 2 = 'two' }} }}, and not "
            + $"'{Error.InOneLine(value)}'"));

    /// <summary>A table for a field that isn't among those that are wanted.</summary>
    internal static ArgumentException LookupNotThere(string field, string[] fields) => Error.With("LookupNotThere", new ArgumentException(
        $"-Lookup has a table for the field '{field}', which is not among those that are given: {string.Join(", ", fields)}"));

    /// <summary>A text in place of a condition.</summary>
    internal static ArgumentException TextForCondition(string text)
    {
        text = Constants.Line(Constants.Inside(text.Trim()));
        string condition = text.Contains("$_", StringComparison.Ordinal) ? text
            : text.Contains(' ', StringComparison.Ordinal) ? $"$_.{text}" : $"$_.{text} -gt ...";
        return Error.With("TextForCondition", new ArgumentException($"a condition is a script block: write {{ {condition} }}"));
    }
}
