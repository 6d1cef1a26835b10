using System.Globalization;
using MemMap.Output;

namespace MemMap.Parameters;

/// <summary>
/// Accepts the name of a culture. One that the system doesn't know is an error: .NET makes a culture of any name, which has the invariant
/// notation.
/// </summary>
public sealed class CultureArgumentAttribute : ArgumentConversionAttribute
{
    private protected override object? Convert(object? value) => value is string name ? Of(name) : value;

    private static CultureInfo Of(string name)
    {
        try
        {
            return CultureInfo.GetCultureInfo(name, predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            throw Errors.NoSuchCulture(name);
        }
    }
}

/// <summary>Completes names of cultures: that of the session first.</summary>
public sealed class CultureCompleter : NameCompleter
{
    private protected override IEnumerable<(string Name, string ToolTip)> Candidates(TypedCommand command)
        => CultureInfo.GetCultures(CultureTypes.AllCultures).Prepend(CultureInfo.CurrentCulture)
            .Where(culture => culture.Name.Length > 0).DistinctBy(culture => culture.Name)
            .Select(culture => (culture.Name, culture.DisplayName));
}
