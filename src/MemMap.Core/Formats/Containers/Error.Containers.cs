namespace MemMap;

internal static partial class Error
{
    internal static InvalidDataException InvalidContainer(string path, FileFormat format, string reason, Exception? inner = null)
        => With("InvalidContainer", new InvalidDataException(
            $"'{path}' can't be read as {format}: {reason}; New-MemMap -Format Raw maps the bytes", inner));

    internal static InvalidDataException DamagedElements(string path, string reason, Exception inner)
        => With("DamagedElements", new InvalidDataException($"the compressed elements of '{path}' are damaged: {reason}", inner));

    internal static ArgumentException NoMembers(string path, NamedSource? fitting, FileFormat? format)
        => With("NoMembers", new ArgumentException(
            $"'{path}' does not say which arrays are in it; " + (fitting is null && format is null
                ? "-Format says what it is, if it is of a format that can't be recognised"
                : string.Join("; ", new[]
                {
                    format is null ? null : $"-Format {format} lists those that it has as a {format} file",
                    fitting is null ? null
                        : fitting.Type.HasOwnLengths ? $"it starts as {fitting.Name} does: {Records(path, fitting)}"
                        : $"it starts as {fitting.Name} does: New-MemMap '{path}' {fitting.Name} r -Shape 1 opens that",
                }.OfType<string>()))));

    internal static ArgumentException ReadOnlyFormat(FileFormat format)
        => With("ReadOnlyFormat", new ArgumentException(
            $"{format} files are read and not written; .npy, .npz, Zarr, safetensors, CSV and raw files are written"));

    internal static ArgumentException ContainerMode(FileFormat format, MapMode mode)
        => With("ContainerMode", new ArgumentException(
            $"a {format} file can't be created in mode '{mode}'; the modes r, c and r+ open one that exists"));

    internal static InvalidOperationException ContainerResize(string path, FileFormat format)
        => With("ContainerResize", new InvalidOperationException(
            $"'{path}' is a {format} file, whose header has the length of the array; it can't be resized"));
}
