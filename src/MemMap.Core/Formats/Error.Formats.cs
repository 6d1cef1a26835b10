using MemMap.DataTypes;

namespace MemMap;

internal static partial class Error
{
    internal static InvalidDataException InvalidNpy(string name, string reason, Exception? inner = null)
        => With("InvalidNpy", new InvalidDataException($"'{name}' is no right .npy file: {reason}", inner));

    internal static FormatException InvalidDescr()
        => With("InvalidDescr", new FormatException("descr is no dtype: neither a text nor a list of fields (name, descr[, shape])"));

    internal static ArgumentException NoDescr(DType dtype, Exception inner)
        => With("NoDescr", new ArgumentException($"no .npy header can describe {dtype.Called}: {inner.Message}", inner));

    internal static ArgumentException NotNumpys(DType dtype) => With("NoDescr", new ArgumentException(
        $"no .npy header can describe {dtype.Called}, which numpy does not have; use {dtype.AsNumpys()}"));

    internal static ArgumentException HeaderTooLong(int length, int limit) => With("HeaderTooLong", new ArgumentException(
        $"the dtype needs a .npy header of {length} bytes, and readers accept no more than {limit}"));

    internal static InvalidOperationException HeaderFull(string path, long rows) => With("HeaderFull", new InvalidOperationException(
        $"the header of '{path}' has no room to say {rows} rows; Export-MemMap writes a copy that has"));

    internal static ArgumentException HeaderDisagrees(string path, string what, object inFile, object given)
        => With("HeaderDisagrees", new ArgumentException(
            $"the header of '{path}' says {what} {inFile}, which is not the {what} {given} that was asked for; format Raw ignores the "
                + "header"));

    internal static InvalidDataException MagicMismatch(string path, string name, string mismatch, string? fitting)
        => With("MagicMismatch", new InvalidDataException(
            $"'{path}' has no {(name.Length > 0 ? name : "such struct")} there: {mismatch}"
                + (fitting is null ? "" : $"; -DType '{fitting}' fits") + "; New-MemMap -SkipMagicCheck opens it all the same"));

    internal static IOException NpyTooShort(string name, long needed, long present) => With("NpyTooShort", new IOException(
        $"'{name}' ends too early: by its header it has {needed} bytes, and there are {present}"));

    internal static ArgumentException NpyOffset(long offset)
        => With("NpyOffset",
            new ArgumentException($"the elements of a new .npy file follow its header; offset {offset} can't be asked for"));

    internal static ArgumentException NpzMode(MapMode mode)
        => With("NpzMode", new ArgumentException($"mode '{mode}' can't create members of an .npz archive; Export-MemMap writes one"));

    internal static ArgumentException MembersOfFormat(string path, FileFormat format) => With("MembersOfFormat", new ArgumentException(
        $"'{path}' is no archive of arrays; it seems to be {format}: beside -Member, write -Format {format}"));

    internal static ArgumentException MembersWithoutNpz()
        => With("MembersWithoutNpz", new ArgumentException("only archives and other containers have members, and this is none"));

    internal static InvalidDataException InvalidZip(string path, string reason, Exception? inner = null)
        => With("InvalidZip", new InvalidDataException($"'{path}' is no right .npz archive: {reason}", inner));

    internal static ArgumentException NoSuchDigest(string name, IEnumerable<string> names)
        => With("NoSuchDigest", new ArgumentException($"there is no digest '{name}'; there are {string.Join(", ", names)}"));

    internal static InvalidDataException NoArrays(string path, IEnumerable<string> names) => With("NoArrays", new InvalidDataException(
        $"'{path}' has no arrays: "
        + (names.Any() ? $"none of its members ({Few(names)}) is a .npy file" : "it is an archive without members")));

    internal static ArgumentException NoSuchMember(string path, string name, IEnumerable<string> names)
        => With("NoSuchMember", new ArgumentException($"'{path}' has no member '{name}'; there are {Few(names)}"));

    internal static ArgumentException MemberReadOnly(string path, string name, MapMode mode)
        => With("MemberReadOnly", new ArgumentException(
            $"member '{name}' of '{path}' is compressed, in another form, or has parts that were never written, so mode '{mode}' could not "
                + "change it in the file; use mode r or c"));

    internal static ArgumentException CannotOpenAs(FileFormat format)
        => With("CannotOpenAs", new ArgumentException($"a {format} file can't be mapped as one array"));

    internal static InvalidOperationException TrailingBytes(string path, long end, long length)
        => With("TrailingBytes", new InvalidOperationException(
        $"the elements in '{path}' end at byte {end} of {length}; others can't follow them, as something else does"));

    internal static ArgumentException CannotAppendAs(string path, FileFormat format) => With("CannotAppendAs", new ArgumentException(
        $"'{path}' can't be written as {format} while objects come; Export-MemMap writes that from an array"));

    internal static ArgumentException OneArrayOnly(FileFormat format, int count)
        => With("OneArrayOnly",
            new ArgumentException($"a {format} file holds one array, and {count} were given; .npz and .safetensors files hold several"));

    internal static ArgumentException PictureToExport(string path) => With("PictureToExport", new ArgumentException(
        $"'{path}' is the name of a picture, and elements are none; Show-MemMap -OutFile "
            + $"'{Path.ChangeExtension(path, path.EndsWith(".svg", StringComparison.OrdinalIgnoreCase) ? ".svg" : ".png")}' "
            + "draws the array, and -Format Raw writes the bytes of its elements under this name"));

    internal static ArgumentException ComparisonToExport(FileFormat format) => With("ComparisonToExport", new ArgumentException(
        $"the differences of two arrays are written as a patch, and not as {format}: name the file .patch, or add -Format Patch"));

    internal static ArgumentException MemberNames(int names, int arrays)
        => With("MemberNames", new ArgumentException($"{names} member names were given for {arrays} arrays"));

    internal static ArgumentException InvalidMemberName(string name)
        => With("InvalidMemberName", new ArgumentException($"'{name}' is no name for a member of an archive"));

    internal static ArgumentException DuplicateMember(string name)
        => With("DuplicateMember", new ArgumentException($"two members of an archive can't both be named '{name}'"));

    internal static ArgumentException MemberExists(string path, string name) => With("MemberExists", new ArgumentException(
        $"'{path}' has a member '{name}' already; -Force replaces it"));

    internal static ArgumentException AppendWithoutNpz(FileFormat format) => With("AppendWithoutNpz", new ArgumentException(
        $"arrays are added to .npz archives only, and this is {format}; ConvertTo-MemMap -Append adds elements to .npy and raw files"));

    internal static ArgumentException ShapeOfGrowing(long[] shape) => With("ShapeOfGrowing", new ArgumentException(
        $"a file that grows has no fixed shape {Shape(shape)}; a dtype such as 3f4 has rows"));

    internal static ArgumentException NoTensorType(DType dtype) => With("NoTensorType", new ArgumentException(
        $"safetensors has no type for elements of dtype {dtype}; it has bool, integers, floats and complex64"));

    internal static ArgumentException ChunksWithoutZarr(FileFormat format)
        => With("ChunksWithoutZarr", new ArgumentException($"only a Zarr store has chunks and a version of Zarr; this is {format}"));

    internal static ArgumentException CultureWithoutCsv(FileFormat format) => With("CultureWithoutCsv", new ArgumentException(
        $"only a CSV file has numbers and dates in the notation of a culture, and this is {format}; name it .csv or .tsv, or add "
            + "-Format Csv"));

    internal static ArgumentException DelimiterWithoutCsv(FileFormat format) => With("DelimiterWithoutCsv", new ArgumentException(
        $"only a CSV file has cells with a delimiter between them, and this is {format}; name it .csv or .tsv, or add -Format Csv"));

    internal static ArgumentException ZarrMode(MapMode mode)
        => With("ZarrMode", new ArgumentException($"mode '{mode}' can't create a Zarr store; Export-MemMap writes one"));

    internal static ArgumentException ZarrRecord(DType dtype)
        => With("ZarrRecord",
            new ArgumentException(
                $"a Zarr store can't describe {dtype.Called}: its fields leave gaps or are out of order; copy the fields first"));

    internal static IOException FolderHasMore(string path, string name) => With("FolderHasMore", new IOException(
        $"'{path}' is replaced only if it is a store that Export-MemMap wrote, and '{name}' in it is not of one; "
        + "write to another folder, or remove this one first"));

    internal static InvalidDataException ZarrChunkDamaged(string path, string reason, Exception? inner)
        => With("ZarrChunkDamaged", new InvalidDataException($"the chunk '{path}' can't be decoded: {reason}", inner));

    internal static ArgumentException ZarrReadOnly(string path, MapMode mode) => With("ZarrReadOnly", new ArgumentException(
        $"the chunks of '{path}' are compressed or in shards, so mode '{mode}' could not change them in their files; use mode r or c"));

    internal static ArgumentException ZarrSubArray(DType dtype) => With("ZarrSubArray", new ArgumentException(
        $"version 3 of Zarr has no data type for the sub-array {dtype}; -ZarrVersion 2 writes it"));

    internal static IOException ZarrChunkTooShort(string path, long expected, long length) => With("ZarrChunkTooShort", new IOException(
        $"the chunk '{path}' has {length} bytes, and each of this store has {expected}: it is damaged, or its chunks are compressed"));

    internal static InvalidDataException InvalidZarr(string path, string reason, Exception? inner = null)
        => With("InvalidZarr", new InvalidDataException($"'{path}' is no Zarr store that can be read: {reason}", inner));

    internal static ArgumentException NotForNpz(string option, FileFormat format)
        => With("NotForNpz", new ArgumentException(
            $"{option} is for {(option == "compression" ? ".npz" : ".npz and .safetensors")} files; this one is {format}"));

    internal static IOException CannotReplace(string path, Exception reason, bool isMapped = false)
        => With("CannotReplace", new IOException($"'{path}' can't be replaced: {reason.Message}"
            + (isMapped ? " (it is mapped, and Windows replaces no mapped file; close its maps first)" : ""), reason));

    internal static IOException NameTooLong(string path, int limit)
        => With("CannotWrite", new IOException($"'{path}' can't be written: the name of a file has at most {limit} characters"));

    internal static IOException NameNotAllowed(string path, char character)
        => With("CannotWrite", new IOException($"'{path}' can't be written: the name of a file has no "
            + $"{(char.IsControl(character) ? "control characters" : $"'{character}'")} in it"));

    internal static IOException CannotWrite(string path, Exception reason)
        => With("CannotWrite", new IOException($"'{path}' can't be written: {reason.Message}", reason));

    internal static string Few(IEnumerable<string> names)
    {
        const int Shown = 10;
        string[] some = [.. names.Take(Shown + 1)];
        return some.Length == 0 ? "none" : string.Join(", ", some.Take(Shown)) + (some.Length > Shown ? ", ..." : "");
    }

    internal static ArgumentException NoItemSize(DType dtype)
        => With("NoItemSize", new ArgumentException($"elements of dtype {dtype.Called} have no size; give it a length, such as S8 or V16"));

    internal static ArgumentException NotAMultiple(long bytes, DType dtype, long? offset = null, string? path = null)
        => With("NotAMultiple", new ArgumentException(
        $"size of available data ({Counted(bytes, "byte")}) is not a multiple of the data-type size ({dtype.ItemSize} bytes of "
        + $"{NamedTypes.NameOf(dtype) ?? dtype.ToString()})"
        + (dtype.Source is { Type.HasOwnLengths: true } type ? $"; {Records(path ?? "FILE", type)}"
            : offset is not { } start ? "; -DType says which elements the file has, and those that are appended are of it"
            : bytes < dtype.ItemSize ? ""
            : bytes < 2 * dtype.ItemSize ? $"; -Shape 1 maps the first one, -Offset {start + (bytes % dtype.ItemSize)} the last one"
            : $"; -Shape 1 maps the first one, -Shape {bytes / dtype.ItemSize} all that are whole, -Offset "
                + $"{start + (bytes % dtype.ItemSize)} those up to the end")));

    /// <summary>What reads records of a type, each of which has a length of its own.</summary>
    internal static string Records(string path, NamedSource type)
        => $"records of {type.Name} differ in length, and an array has only their first part: "
            + $"Get-MemMapRecord '{path}' {type.Name}{(RecordChains.FirstOf(type.Type) is > 0 and var first ? $" -Offset {first}" : "")} "
            + "reads them one after the other";

    internal static InvalidOperationException ResizeAxes(int ndim) => With("ResizeAxes", new InvalidOperationException(
        ndim == 0 ? "an array without axes can't be resized"
            : "a map in Fortran order can't be resized: its first axis is the fastest one, so every element would move"));
}
