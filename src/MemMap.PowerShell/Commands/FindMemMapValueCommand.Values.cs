using System.Management.Automation;
using MemMap.Parameters;

namespace MemMap.Commands;

// What elements are compared with, each in a parameter set of its own.
public sealed partial class FindMemMapValueCommand
{
    /// <summary>
    /// Finds elements equal to this value. Upper and lower case of text are different, as for -NE and the methods of arrays ('WARN' doesn't
    /// find 'warn'), unless -IgnoreCase is given. -eq within a condition, -Like and -Match ignore case.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = EqSet)]
    [Alias("CEQ")]
    [ValidateNotNull, ArgumentCompleter(typeof(ValueCompleter))]
    public object EQ { get; set; } = null!;

    /// <summary>
    /// Finds elements not equal to this value. NaN is not equal to any value. Upper and lower case of text are different, unless
    /// -IgnoreCase is given.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = NeSet)]
    [Alias("CNE")]
    [ValidateNotNull, ArgumentCompleter(typeof(ValueCompleter))]
    public object NE { get; set; } = null!;

    /// <summary>Finds elements greater than this value.</summary>
    [Parameter(Mandatory = true, ParameterSetName = GtSet)]
    [ValidateNotNull, ArgumentCompleter(typeof(ValueCompleter))]
    public object GT { get; set; } = null!;

    /// <summary>Finds elements greater than or equal to this value.</summary>
    [Parameter(Mandatory = true, ParameterSetName = GeSet)]
    [ValidateNotNull, ArgumentCompleter(typeof(ValueCompleter))]
    public object GE { get; set; } = null!;

    /// <summary>Finds elements less than this value.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LtSet)]
    [ValidateNotNull, ArgumentCompleter(typeof(ValueCompleter))]
    public object LT { get; set; } = null!;

    /// <summary>Finds elements less than or equal to this value.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LeSet)]
    [ValidateNotNull, ArgumentCompleter(typeof(ValueCompleter))]
    public object LE { get; set; } = null!;

    /// <summary>Finds elements between the two values, inclusive.</summary>
    [Parameter(Mandatory = true, ParameterSetName = BetweenSet)]
    [RangeEnds]
    public object[] Between { get; set; } = null!;

    /// <summary>Finds integers that have all of these flags: names of an enum's values, such as Write, or numbers.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FlagSet)]
    [ValidateNotNullOrEmpty, ArgumentCompleter(typeof(ValueCompleter))]
    public object[] HasFlag { get; set; } = null!;

    /// <summary>
    /// Finds text that matches a pattern with wildcards, as PowerShell's -like does, without regard to case unless -CaseSensitive is given.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = LikeSet)]
    [ValidateNotNullOrEmpty]
    public string Like { get; set; } = null!;

    /// <summary>
    /// Finds text that matches a regular expression, as PowerShell's -match does, without regard to case unless -CaseSensitive is given.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = MatchSet)]
    [ValidateNotNullOrEmpty]
    public string Match { get; set; } = null!;

    /// <summary>Finds elements that are NaN or NaT.</summary>
    [Parameter(Mandatory = true, ParameterSetName = NaNSet)]
    public SwitchParameter IsNaN { get; set; }
}
