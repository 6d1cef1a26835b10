using System.Globalization;
using System.Management.Automation;
using MemMap.Formats;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Commands;

// The notation of numbers and dates in text.
public sealed partial class ConvertToMemMapCommand
{
    private CellCulture? _culture;

    /// <summary>
    /// The culture in whose notation numbers and dates are written: 1.234,5 and 29.11.2026 13:45 in de-DE. Groups of digits may stand apart
    /// as there, or not; dates in ISO 8601 are read as well. With -CsvPath, a comma before decimals separates no cells.
    /// </summary>
    /// <value>the invariant notation, with a point before decimals</value>
    [Parameter]
    [CultureArgument, ArgumentCompleter(typeof(CultureCompleter)), ValidateNotNull]
    public CultureInfo? Culture { get; set; }

    /// <summary>
    /// Reads numbers and dates in the notation of the session's culture, that of Get-Culture; with -CsvPath, its list separator stands
    /// between cells, as for Import-Csv.
    /// </summary>
    [Parameter]
    public SwitchParameter UseCulture { get; set; }

    private void BeginCulture()
    {
        if (UseCulture && Culture is not null)
        {
            ThrowTerminatingError(Errors.OneOf(nameof(Culture), nameof(UseCulture)));
        }
        _culture = CellCulture.Of(UseCulture ? CultureInfo.CurrentCulture : Culture);
    }

    /// <summary>The character between cells; null to find it in the first line.</summary>
    private char? DelimiterOrNull()
        => MyInvocation.BoundParameters.ContainsKey(nameof(Delimiter)) ? Delimiter : UseCulture ? _culture?.ListSeparator : null;

    /// <summary>Warns of columns that are text, and would be numbers or dates in another notation.</summary>
    private void TellOfMeant(IReadOnlyList<(string Column, string Culture)> meant)
    {
        foreach (IGrouping<string, string> group in meant.GroupBy(column => column.Culture, column => column.Column))
        {
            string[] columns = [.. group];
            string what = columns is [""] ? "the elements are" : columns is [var one] ? $"column {one} is"
                : $"columns {Error.Few(columns)} are";
            WriteWarning($"{what} text, and all values would be numbers or dates in {group.Key}: -Culture {group.Key} reads them");
        }
    }
}
