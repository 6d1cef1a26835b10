using System.Globalization;

namespace MemMap.Formats;

// What may be meant by text that is neither a number nor a date in the invariant notation.
internal sealed partial class CellCulture
{
    // Between them, they have the usual separators and orders of days, months and years.
    private static readonly string[] UsualNames = ["de-DE", "fr-FR", "en-US", "en-GB", "de-CH", "nl-NL"];

    private static CellCulture[]? _usual;
    private static CultureInfo? _usualOf;

    /// <summary>The culture of the session and others that are tried; those that the system doesn't know are left out.</summary>
    internal static CellCulture[] Usual
    {
        get
        {
            CultureInfo session = CultureInfo.CurrentCulture;
            if (_usual is not { } usual || !ReferenceEquals(_usualOf, session))
            {
                usual = [.. ((string[])[session.Name, .. UsualNames]).Where(name => name.Length > 0).Distinct()
                    .Select(Known).OfType<CultureInfo>().Select(culture => new CellCulture(culture))];
                (_usual, _usualOf) = (usual, session);
            }
            return usual;
        }
    }

    /// <summary>A culture that the system knows; null if it doesn't know it.</summary>
    internal static CultureInfo? Known(string name)
    {
        try
        {
            return CultureInfo.GetCultureInfo(name, predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            return null;
        }
    }

    /// <summary>What to write, so that text for a dtype is read; null if no usual culture has it.</summary>
    /// <inheritdoc cref="NameMeant"/>
    internal static string? Meant(string text, DType dtype, CellCulture? read)
        => NameMeant(text, dtype, read) is not { } name ? null
            : $"in {name} it is {(!IsNumber(dtype) ? "a date" : dtype.IsInteger ? "an integer" : "a number")}, and "
                + $"-Culture {name} reads it";

    /// <summary>The usual culture in which a text for a dtype is a number or a date; null if there is none.</summary>
    /// <param name="text">A text that the dtype doesn't take.</param>
    /// <param name="dtype">The dtype.</param>
    /// <param name="read">The notation in which it was read.</param>
    internal static string? NameMeant(string text, DType dtype, CellCulture? read)
        => Array.Find(Usual, culture => culture.Name != read?.Name && culture.Has(text, dtype))?.Name;

    private bool Has(string text, DType dtype)
        => IsNumber(dtype) ? Number(text) is { } number && (!dtype.IsInteger || !number.AsSpan().ContainsAny("."))
            : TableCell.IsDate(dtype) && Date(text, isAnyYear: true) is not null;
}
