using MemMap.Memory;

namespace MemMap.Tests.Memory;

/// <summary>A folder of its own for each test, gone afterwards.</summary>
public abstract class TempFolder : IDisposable
{
    protected string Folder { get; } = Directory.CreateTempSubdirectory("memmap").FullName;

    protected string NewPath(string name = "data.bin") => Path.Combine(Folder, name);

    protected string NewFile(params byte[] content)
    {
        string path = NewPath();
        File.WriteAllBytes(path, content);
        return path;
    }

    protected static byte[] Bytes(int count) => [.. Enumerable.Range(0, count).Select(i => (byte)(i * 7 + 1))];

    public void Dispose()
    {
        if (OperatingSystem.IsWindows())
        {
            ArrayBuffer.CollectDropped(); // A map that a test has dropped keeps its file from being deleted there.
        }
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    internal static unsafe byte[] Read(ArrayBuffer buffer)
    {
        using BufferLease lease = buffer.Lease();
        return new ReadOnlySpan<byte>(lease.Pointer, checked((int)lease.Length)).ToArray();
    }

    internal static unsafe void Write(ArrayBuffer buffer, long at, byte value)
    {
        using BufferLease lease = buffer.Lease(forWrite: true);
        lease.Pointer[at] = value;
    }

    /// <summary>The bytes of a file that may be open elsewhere.</summary>
    internal static byte[] Content(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    internal static string? IdOf(Exception? exception) => exception?.Data[Error.IdKey] as string;

    /// <summary>That an open fails with an error, and that it leaves the file as it was.</summary>
    internal static T Fails<T>(string id, MapRequest request) where T : Exception
    {
        string path = request.Path ?? request.Stream!.Name;
        byte[]? before = File.Exists(path) ? Content(path) : null;
        T exception = Assert.ThrowsAny<T>(() => MappedFile.Open(request));
        Assert.Equal(id, IdOf(exception));
        Assert.Equal(before, File.Exists(path) ? Content(path) : null);
        return exception;
    }
}
