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

    /// <summary>A Zarr store, version 2 or 3: a folder with a description and a file for each chunk.</summary>
    Zarr,

    /// <summary>safetensors: named tensors of a model.</summary>
    SafeTensors,

    /// <summary>Sound: WAV, RF64 or RIFX. Read only, as all formats below.</summary>
    Wav,

    /// <summary>The pixels of a Windows bitmap.</summary>
    Bmp,

    /// <summary>FITS: images and binary tables of astronomy.</summary>
    Fits,

    /// <summary>NIfTI-1 or NIfTI-2: images of medicine.</summary>
    Nifti,

    /// <summary>IDX, the format of MNIST.</summary>
    Idx,

    /// <summary>NetCDF classic (CDF-1, CDF-2, CDF-5).</summary>
    NetCdf,

    /// <summary>MATLAB's .mat files, versions 4 and 5.</summary>
    Mat,

    /// <summary>NRRD, whose elements may be in another file.</summary>
    Nrrd,

    /// <summary>GGUF: the tensors of a model, quantised or not.</summary>
    Gguf,

    /// <summary>MetaImage (.mha, .mhd), the format of ITK.</summary>
    MetaImage,

    /// <summary>HDF5, also as NetCDF-4 and MATLAB 7.3.</summary>
    Hdf5,

    /// <summary>Arrow IPC: the columns of a table, in a file (Feather version 2) or a stream.</summary>
    Arrow,

    /// <summary>Text: the changes of maps of mode c, each with the bytes before and after. Write only.</summary>
    Patch,
}
