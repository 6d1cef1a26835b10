namespace MemMap;

/// <summary>The format of a file of arrays.</summary>
public enum FileFormat
{
    /// <summary>Detected: by the first bytes of a file to open, by the name of a file to write.</summary>
    Auto,

    /// <summary>Only the bytes of the elements.</summary>
    Raw,

    /// <summary>numpy's <c>.npy</c>: a header with dtype, shape and order, then the elements.</summary>
    Npy,

    /// <summary>numpy's <c>.npz</c>: a ZIP archive of <c>.npy</c> files.</summary>
    Npz,

    /// <summary>Text: a line for each row, or a header with the field names and a line for each record. Write only.</summary>
    Csv,

    /// <summary>A Zarr store: a folder with a description and a file for each chunk of rows, uncompressed.</summary>
    Zarr,
}
