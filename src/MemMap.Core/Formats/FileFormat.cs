namespace MemMap;

/// <summary>How a file holds arrays.</summary>
public enum FileFormat
{
    /// <summary>Found out: from a file's first bytes where it is opened, from its name where it is written.</summary>
    Auto,

    /// <summary>The elements' bytes and nothing else.</summary>
    Raw,

    /// <summary>numpy's <c>.npy</c>: a header with dtype, shape and order, then the elements.</summary>
    Npy,

    /// <summary>numpy's <c>.npz</c>: a ZIP archive of <c>.npy</c> files.</summary>
    Npz,

    /// <summary>Text: a line for each row, or for each record with the names of the fields above. Written only.</summary>
    Csv,

    /// <summary>A Zarr store: a folder with a description and a file for each chunk of rows, uncompressed.</summary>
    Zarr,
}
