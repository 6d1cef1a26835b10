using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>
/// A format of files that say themselves which arrays are in them. Each is one class, which finds the arrays; <see cref="ContainerFile"/>
/// maps them, or reads into memory what is not in the file as it is.
/// </summary>
/// <param name="format">The format.</param>
internal abstract class Container(FileFormat format)
{
    /// <summary>The bytes at the start of a file that are enough to recognise it.</summary>
    internal const int StartLength = Hdf5File.MaxUserBlock + 8;

    private static readonly Container[] All = [
        new SafeTensorsFile(), new WavFile(), new BmpFile(), new FitsFile(), new NiftiFile(), new IdxFile(), new NetCdfFile(),
        new MatFile(), new NrrdFile(), new GgufFile(), new MetaImageFile(), new Hdf5File(), new ArrowFile()];

    /// <summary>The format.</summary>
    internal FileFormat Format => format;

    /// <summary>Returns the container of a format; null if the format is none.</summary>
    internal static Container? Of(FileFormat format) => Array.Find(All, container => container.Format == format);

    /// <summary>Returns the container whose files begin like this one beyond doubt; null if there is none.</summary>
    /// <param name="start">The first bytes of the file, <see cref="StartLength"/> of them if there are so many.</param>
    internal static Container? Recognise(byte[] start) => Array.Find(All, container => container.IsCertain(start));

    /// <summary>
    /// Returns the container that finds arrays in a file which begins as files of several formats do; null if none does.
    /// </summary>
    internal static Container? Fitting(OpenedFile file) => Array.Find(All, container =>
    {
        try
        {
            return ContainerFile.Arrays(container, file) is { Count: > 0 } arrays
                && arrays.All(array => ContainerFile.ProblemOf(array, file.Length) is null);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or ArgumentException or OverflowException
            or NotSupportedException)
        {
            return false;
        }
    });

    /// <summary>
    /// Finds the arrays of a file. The file is untrusted: the work is bounded by what is in it, and all ranges are checked.
    /// </summary>
    /// <exception cref="InvalidDataException">The file is not of this format, or damaged.</exception>
    internal abstract IReadOnlyList<ContainerArray> Read(HeaderReader file);

    /// <summary>
    /// Whether a file that begins like this is of this format beyond doubt. The default never is: such files are opened by
    /// <c>-Format</c> only.
    /// </summary>
    private protected virtual bool IsCertain(ReadOnlySpan<byte> start) => false;
}
