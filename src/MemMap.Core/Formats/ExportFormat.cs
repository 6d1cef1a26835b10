namespace MemMap.Formats;

/// <summary>Chooses the format of a file to write.</summary>
internal static class ExportFormat
{
    private const string PatchExtension = ".patch", TabExtension = ".tsv";

    // No array is written as one of these; Show-MemMap draws the first two.
    private static readonly HashSet<string> Pictures = new(StringComparer.OrdinalIgnoreCase)
    {
        ".png", ".svg", ".bmp", ".gif", ".ico", ".jpeg", ".jpg", ".pdf", ".tif", ".tiff", ".webp",
    };

    /// <summary>Returns the format: the one that is asked for, or else that of the name.</summary>
    /// <exception cref="ArgumentException">The name is that of a picture, or a comparison is not to be a patch.</exception>
    internal static FileFormat Of(ExportRequest request)
    {
        FileFormat format = request.Format != FileFormat.Auto ? request.Format
            : OfName(request.Path);
        return request.Compared is null || format == FileFormat.Patch ? format
            : request.Format == FileFormat.Auto && format == FileFormat.Raw ? FileFormat.Patch
            : throw Error.ComparisonToExport(format);
    }

    /// <summary>The character between the cells of a table that is written, where none is named.</summary>
    internal static char DelimiterOf(string path, CellCulture? culture)
        => IsOfTabs(path) ? '\t' : culture?.ListSeparator ?? (culture?.IsPoint(',') == true ? ';' : ',');

    private static bool IsOfTabs(string path) => Path.GetExtension(path).Equals(TabExtension, StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns the format that a name chooses: raw bytes, if it chooses none.</summary>
    /// <exception cref="ArgumentException">The name is that of a picture.</exception>
    internal static FileFormat OfName(string path)
        => Pictures.Contains(Path.GetExtension(path)) ? throw Error.PictureToExport(path)
            : Path.GetExtension(path).Equals(PatchExtension, StringComparison.OrdinalIgnoreCase) ? FileFormat.Patch
            : IsOfTabs(path) ? FileFormat.Csv
            : ArrayFile.FormatOf(path);
}
