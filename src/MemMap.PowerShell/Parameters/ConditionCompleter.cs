using MemMap.DataTypes;

namespace MemMap.Parameters;

/// <summary>Completes a condition: a comparison of each field.</summary>
public sealed class ConditionCompleter : ScriptCompleter
{
    private protected override IEnumerable<(string Text, string ToolTip)> Candidates(TypedCommand command)
        => Fields(command).Select(static field => ($"{{ $_.{Member(field.Name)}{Test(field.DType)} }}", ToolTip(field)));

    private static string Test(DType dtype)
        => dtype.Meaning is EnumMeaning { ClrType: var type } ? $" -eq '{Enum.GetNames(type).FirstOrDefault()}'"
            : dtype.Meaning is DateMeaning || dtype.Kind == ElementKind.DateTime64 ? " -ge '2024-02-29'"
            : dtype.Kind == ElementKind.Bool ? ""
            : dtype is { IsNumeric: true, Meaning: null } ? " -gt 0"
            : " -eq ''";
}
