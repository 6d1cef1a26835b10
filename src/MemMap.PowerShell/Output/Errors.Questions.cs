using MemMap.DataTypes;
using MemMap.Questions;

namespace MemMap.Output;

// Errors of conditions, groups and orders.
internal static partial class Errors
{
    private const int FewMembers = 12;

    /// <summary>An operator of another language in a script block that is asked of each record.</summary>
    /// <param name="other">The first one.</param>
    /// <param name="corrected">The script block with PowerShell's operators.</param>
    internal static ArgumentException OtherNotation(Notation.Operator other, string corrected)
        => Error.With("OtherNotation", new ArgumentException(
            $"'{other.Symbol}' {other.Meaning}; PowerShell's operator is {other.Instead}: write {corrected}"));

    /// <summary>A variable that isn't there, and has the name of a field.</summary>
    internal static ArgumentException VariableOfField(string variable, string field) => Error.With("VariableOfField", new ArgumentException(
        $"there is no variable ${variable}; the record's field is $_.{field}"));

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
}
