using System.Collections.ObjectModel;
using System.IO.Compression;
using MemMap.Compute;
using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>The request of an export.</summary>
/// <param name="Path">The file to create or replace.</param>
/// <param name="Arrays">The arrays; several only for .npz.</param>
/// <param name="Format">The format of the file; auto chooses it by the extension.</param>
/// <param name="Names">The names of the members of an .npz; arr_0, arr_1 ... for missing names.</param>
/// <param name="Compress">Whether members of an .npz are compressed.</param>
/// <param name="NoClobber">Whether an existing file is an error.</param>
/// <param name="ChunkRows">The number of rows in a chunk of a Zarr store; null for the default.</param>
/// <param name="ZarrVersion">The version of a Zarr store; null for the default.</param>
/// <param name="Append">Whether arrays are added to an existing .npz instead of replacing it.</param>
/// <param name="Replaces">Whether a member of the same name is replaced by one that is added.</param>
/// <param name="Compared">
/// For a patch: what becomes of each array by it; null for a patch of the changes that the arrays have in memory.
/// </param>
/// <param name="Delimiter">The character between the cells of a CSV file; null for the one of the file's name, or the culture.</param>
/// <param name="Culture">The notation of numbers and dates in a CSV file; null for the invariant one.</param>
internal sealed record ExportRequest(
    string Path,
    IReadOnlyList<ArrayRef> Arrays,
    FileFormat Format,
    IReadOnlyList<string>? Names,
    bool Compress,
    bool NoClobber,
    long? ChunkRows = null,
    int? ZarrVersion = null,
    bool Append = false,
    bool Replaces = false,
    IReadOnlyList<ArrayRef>? Compared = null,
    char? Delimiter = null,
    CellCulture? Culture = null);

/// <summary>
/// Writes arrays to a file in bounded memory. The complete file replaces an existing one atomically. So an array can come from the file
/// that is replaced (its map keeps the old content), and a failure leaves the old file unchanged.
/// </summary>
internal sealed class ArrayExport
{
    private readonly ExportRequest _request;
    private readonly Action _run;
    private Action<long> _progress = static _ => { };
    private long _done;

    /// <summary>Checks the request before anything is written.</summary>
    /// <exception cref="ArgumentException">The format can't hold the arrays.</exception>
    public ArrayExport(ExportRequest request)
    {
        _request = request;
        Format = ExportFormat.Of(request);
        TotalBytes = request.Arrays.Sum(array => array.NBytes);
        if (Format != FileFormat.SafeTensors && Container.Of(Format) is not null)
        {
            throw Error.ReadOnlyFormat(Format);
        }
        if (Format is not (FileFormat.Npz or FileFormat.SafeTensors or FileFormat.Patch))
        {
            RequireOne();
        }
        if (Format is not (FileFormat.Npz or FileFormat.SafeTensors))
        {
            RequireNoMembers();
        }
        if (request.Append && Format != FileFormat.Npz)
        {
            throw Error.AppendWithoutNpz(Format);
        }
        if ((request.ChunkRows is not null || request.ZarrVersion is not null) && Format != FileFormat.Zarr)
        {
            throw Error.ChunksWithoutZarr(Format);
        }
        if (request.Delimiter is not null && Format != FileFormat.Csv)
        {
            throw Error.DelimiterWithoutCsv(Format);
        }
        if (request.Culture is not null && Format != FileFormat.Csv)
        {
            throw Error.CultureWithoutCsv(Format);
        }
        ReadOnlyDictionary<string, object?>? attributes = request.Arrays[0].Buffer.Attributes;
        if (Format is FileFormat.Npy or FileFormat.Npz or FileFormat.Zarr)
        {
            // These formats have numpy's dtypes only.
            _request = request = request with { Arrays = [.. request.Arrays.Select(array => InOrder(array).AsNumpys())] };
            TotalBytes = request.Arrays.Sum(array => array.NBytes);
        }
        ArrayRef first = request.Arrays[0];
        switch (Format)
        {
            case FileFormat.Zarr:
                int version = request.ZarrVersion ?? ZarrWriter.UsualVersion;
                DType stored = ZarrWriter.TypeOf(first.DType, version);
                first = stored.Equals(first.DType) ? first : first.AsType(stored);
                ZarrArray store = ZarrWriter.Of(first, request.ChunkRows ?? ZarrWriter.UsualRows(first), version, attributes);
                byte[] description = ZarrWriter.Describe(store);
                _run = () => WriteStore(first, store, description);
                break;
            case FileFormat.Npz:
                IsAdded = request.Append && Memory.FileLinks.LeadsToFile(request.Path);
                HashSet<string> present = IsAdded ? NpzUpdate.Names(request.Path) : [];
                IReadOnlyList<string> names = MemberNames(request, present);
                NpzUpdate.RequireNew(request.Path, names, present, request.Replaces);
                byte[][] headers = [.. request.Arrays.Select(Header)];
                _run = IsAdded ? () => AddToArchive(names, headers)
                    : () => WriteFile(0, stream => WriteArchive(stream, names, headers));
                break;
            case FileFormat.SafeTensors:
                RequireUncompressed();
                (byte[] start, IReadOnlyList<ArrayRef> tensors) = SafeTensorsWriter.Plan(Names(request, []), request.Arrays);
                TotalBytes = tensors.Sum(array => array.NBytes);
                _run = () => WriteFile(start.Length + TotalBytes, stream => WriteTensors(stream, start, tensors));
                break;
            case FileFormat.Npy:
                byte[] header = Header(first);
                _run = () => WriteFile(header.Length + TotalBytes, stream => WriteNpy(stream, header, first));
                break;
            case FileFormat.Patch when request.Compared is { } others:
                ElementChanges[] differences = [.. request.Arrays.Zip(others, static (array, other) => new ElementChanges(array, other))];
                RequireOtherFiles(differences);
                _run = () => WriteFile(0, stream => WriteDifferences(stream, differences));
                break;
            case FileFormat.Patch:
                (MappedFile File, ArrayRef Array)[] files = [.. request.Arrays.SelectMany(PrivateChanges.FilesOf)];
                _run = () => WriteFile(0, stream => WriteChanges(stream, files));
                break;
            case FileFormat.Csv:
                CsvWriter csv = new(first, request.Delimiter ?? ExportFormat.DelimiterOf(request.Path, request.Culture), request.Culture);
                _run = () => WriteFile(0, stream => csv.Write(stream, bytes => Advance(bytes)));
                break;
            default:
                _run = () => WriteFile(TotalBytes, stream => WriteElements(stream, first, MemoryOrder.C));
                break;
        }
    }

    /// <summary>The format of the file.</summary>
    public FileFormat Format { get; }

    /// <summary>Whether the arrays are added to an archive that exists.</summary>
    public bool IsAdded { get; }

    /// <summary>The size of all elements in bytes.</summary>
    public long TotalBytes { get; }

    /// <summary>Writes the file.</summary>
    /// <param name="progress">Is called periodically with the number of bytes of elements that are written.</param>
    /// <exception cref="IOException">The file can't be written.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public void Run(Action<long> progress)
    {
        _progress = progress;
        _run();
    }

    private void WriteFile(long size, Action<Stream> write)
    {
        using ReplacedFile file = new(_request.Path, _request.NoClobber, size);
        try
        {
            write(file.Stream);
            file.Commit();
        }
        catch (Exception e) when (Error.IsWriteFailure(e))
        {
            throw Error.CannotWrite(_request.Path, e);
        }
    }

    private void WriteStore(ArrayRef array, ZarrArray store, byte[] description)
    {
        using ReplacedFolder folder = new(_request.Path, _request.NoClobber, ZarrWriter.Foreign);
        try
        {
            long rows = array.NDim == 0 ? 1 : array.Layout.Shape[0], chunkRows = array.NDim == 0 ? 1 : store.Chunk[0];
            long chunkBytes = array.Size == 0 ? 0 : store.ChunkBytes;
            for (long row = 0; row < rows && array.Size > 0; row += chunkRows)
            {
                using FileStream chunk = folder.Create(ZarrWriter.Key(store, row / chunkRows), chunkBytes);
                WriteElements(
                    chunk, array.NDim == 0 ? array : array.WithLayout(array.Layout.Narrow(0, row, Math.Min(chunkRows, rows - row))),
                    MemoryOrder.C);
                // Readers expect the last chunk to be as long as the others.
                chunk.SetLength(chunkBytes);
                chunk.Flush(flushToDisk: true);
            }
            if (ZarrWriter.DescribeAttributes(store) is { } attributes)
            {
                using FileStream stream = folder.Create(ZarrReader.AttributesFile, attributes.Length);
                stream.Write(attributes);
                stream.Flush(flushToDisk: true);
            }
            // Write the description last: it makes the folder a store.
            using (FileStream stream = folder.Create(ZarrWriter.FileOf(store.Version), description.Length))
            {
                stream.Write(description);
                stream.Flush(flushToDisk: true);
            }
            folder.Commit();
        }
        catch (Exception e) when (Error.IsWriteFailure(e))
        {
            throw Error.CannotWrite(_request.Path, e);
        }
    }

    private void RequireOne()
    {
        if (_request.Arrays.Count != 1)
        {
            throw Error.OneArrayOnly(Format, _request.Arrays.Count);
        }
    }

    private void RequireNoMembers()
    {
        if (_request.Names is not null)
        {
            throw Error.NotForNpz("a member's name", Format);
        }
        RequireUncompressed();
    }

    private void RequireUncompressed()
    {
        if (_request.Compress)
        {
            throw Error.NotForNpz("compression", Format);
        }
    }

    /// <summary>The names that were given, or those that numpy gives; the latter go on after those that are there.</summary>
    private static string[] Names(ExportRequest request, HashSet<string> present)
    {
        if (request.Names is { } given && given.Count != request.Arrays.Count)
        {
            throw Error.MemberNames(given.Count, request.Arrays.Count);
        }
        int number = 0;
        return request.Names is { } names ? [.. names] : [.. request.Arrays.Select(_ => Next())];

        string Next()
        {
            while (present.Contains(FormattableString.Invariant($"arr_{number}{NpzFile.Extension}")))
            {
                number++;
            }
            return FormattableString.Invariant($"arr_{number++}");
        }
    }

    private static List<string> MemberNames(ExportRequest request, HashSet<string> present)
    {
        List<string> names = [];
        foreach (string given in Names(request, present))
        {
            string name = given;
            // Other programs unpack archives, and use names as paths.
            if (name.Any(c => char.IsControl(c) || c is '\\' or ':') || name.Split('/').Any(part => part is "" or "." or ".."))
            {
                throw Error.InvalidMemberName(name);
            }
            name = name.EndsWith(NpzFile.Extension, StringComparison.Ordinal) ? name : name + NpzFile.Extension;
            names.Add(names.Contains(name) ? throw Error.DuplicateMember(name) : name);
        }
        return names;
    }

    private void WriteChanges(Stream stream, (MappedFile File, ArrayRef Array)[] files)
    {
        using PatchWriter patch = new(stream);
        bool isEmpty = true;
        foreach ((MappedFile file, ArrayRef array) in files)
        {
            if (file.IsFileChanged)
            {
                HostObjects.Warn($"'{file.Path}' was written by others since it was opened: a page that was changed here lacks what they "
                    + "wrote, and the patch may take it back; look at it before it is applied");
            }
            PrivateChanges.ForEach(file, array, Advance, change =>
            {
                isEmpty = false;
                patch.Write(file.Path, change);
            });
        }
        if (isEmpty)
        {
            HostObjects.Warn("nothing was changed, so the patch has no changes");
        }
        patch.Complete();
    }

    private void WriteDifferences(Stream stream, ElementChanges[] differences)
    {
        using PatchWriter patch = new(stream);
        bool isEmpty = true;
        foreach (ElementChanges of in differences)
        {
            of.ForEach(Advance, change =>
            {
                isEmpty = false;
                patch.Write(of.Path, change);
            });
        }
        if (isEmpty)
        {
            HostObjects.Warn("the bytes of the elements are the same, so the patch has no changes");
        }
        patch.Complete();
    }

    private static void RequireOtherFiles(ElementChanges[] differences)
    {
        HashSet<string?> files = [];
        if (Array.Find(differences, of => !files.Add(of.Path)) is { } twice)
        {
            throw Error.PatchOfTwice(PatchWriter.NameOf(twice.Path));
        }
    }

    /// <summary>Fields that were chosen in another order than the record's have no description in numpy: they are written packed.</summary>
    private static ArrayRef InOrder(ArrayRef array)
    {
        IReadOnlyList<Field>? fields = array.DType.IsSelection ? array.DType.Fields : null;
        return fields is null || fields.Zip(fields.Skip(1)).All(static pair => pair.First.Offset <= pair.Second.Offset) ? array
            : (array with { IsLazy = true }).Cast(RecordFields.Repacked(array.DType, align: false, recurse: false));
    }

    private static byte[] Header(ArrayRef array) => NpyHeader.Write(array.DType, array.Layout.Shape, array.Order);

    private void WriteArchive(Stream stream, IReadOnlyList<string> names, byte[][] headers)
    {
        using ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true);
        for (int i = 0; i < names.Count; i++)
        {
            ZipArchiveEntry entry = archive.CreateEntry(
                names[i], _request.Compress ? CompressionLevel.Optimal : CompressionLevel.NoCompression);
            using Stream content = entry.Open();
            WriteNpy(content, headers[i], _request.Arrays[i]);
        }
    }

    private void WriteTensors(Stream stream, byte[] header, IReadOnlyList<ArrayRef> tensors)
    {
        stream.Write(header);
        foreach (ArrayRef array in tensors)
        {
            WriteElements(stream, array, MemoryOrder.C);
        }
    }

    private void AddToArchive(IReadOnlyList<string> names, byte[][] headers)
        => NpzUpdate.Add(
            _request.Path,
            [.. names.Select((name, i) => new ZipAddition(
                name, _request.Compress, headers[i].Length + _request.Arrays[i].NBytes,
                stream => WriteNpy(stream, headers[i], _request.Arrays[i])))],
            _request.Replaces);

    private void WriteNpy(Stream stream, byte[] header, ArrayRef array)
    {
        stream.Write(header);
        WriteElements(stream, array, array.Order);
    }

    private void WriteElements(Stream stream, ArrayRef array, MemoryOrder order)
        => ArrayBytes.ForEachBlock(array, order, bytes =>
        {
            stream.Write(bytes);
            Advance(bytes.Length);
        });

    private void Advance(long bytes) => _progress(_done += bytes);
}
