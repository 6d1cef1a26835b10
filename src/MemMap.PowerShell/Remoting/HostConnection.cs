using System.Collections;
using System.Collections.Concurrent;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using MemMap.Compute;
using MemMap.Geometry;
using MemMap.Handles;
using MemMap.Parameters;

namespace MemMap.Remoting;

/// <summary>The request to join files.</summary>
/// <param name="Sessions">The hosts.</param>
/// <param name="Replicas">A second host for each host, or none.</param>
/// <param name="Paths">The paths of the files on each host.</param>
/// <param name="Arguments">The other parameters of New-MemMap on the hosts.</param>
/// <param name="RowShape">The shape of one row; null to take it from the files.</param>
/// <param name="Options">The options of calls to the hosts.</param>
internal sealed record ConnectRequest(
    IReadOnlyList<PSSession> Sessions, IReadOnlyList<PSSession>? Replicas, IReadOnlyList<string> Paths, Hashtable Arguments,
    long[]? RowShape, HostOptions Options);

/// <summary>Opens files on hosts and joins them into one array.</summary>
internal static class HostConnection
{
    /// <summary>Joins the files: in the order of the sessions, and on each host of the paths, and for each path in natural order.</summary>
    internal static DistributedMemMap Open(ConnectRequest request, CancellationToken stop)
    {
        if (request.Replicas is { } replicas && replicas.Count != request.Sessions.Count)
        {
            throw RemoteErrors.ReplicaCount(replicas.Count, request.Sessions.Count);
        }
        string path = string.Join(", ", request.Paths);
        PSSession[] all = [.. request.Sessions, .. request.Replicas ?? []];
        ConcurrentDictionary<int, IReadOnlyList<ArrayHandle>> found = new();
        ParallelOptions options = new() { MaxDegreeOfParallelism = request.Options.ThrottleLimit, CancellationToken = stop };
        Parallel.For(0, all.Length, options, i => found[i] = [.. request.Paths.SelectMany(path => Files(all[i], path, request, stop))]);

        List<DistributedFile> sources = [];
        (ArrayHandle Handle, string Name)? first = null;
        long begin = 0;
        for (int i = 0; i < request.Sessions.Count; i++)
        {
            foreach (ArrayHandle handle in found[i])
            {
                string name = $"{all[i].ComputerName}:{handle.FileName}";
                Check(handle, name, first);
                first ??= (handle, name);
                (PSSession, ArrayHandle)? replica = request.Replicas is null ? null
                    : (request.Replicas[i], ReplicaOf(handle, name, found[request.Sessions.Count + i]));
                long end = checked(begin + Layout.CheckedByteSize(handle.Shape, handle.DType.ItemSize));
                sources.Add(new DistributedFile(sources.Count, begin, end, all[i], handle, replica?.Item1, replica?.Item2));
                begin = end;
            }
        }
        if (first is not var (handle0, _))
        {
            throw RemoteErrors.NothingConnected(path);
        }
        long[] shape = [sources.Sum(source => source.Handle.Shape[0]), .. handle0.Shape[1..]];
        DistributedBuffer buffer = DistributedBuffer.Of([.. sources], path, request.Options);
        return new DistributedMemMap(new ArrayRef(buffer, Layout.Contiguous(shape, handle0.DType.ItemSize), handle0.DType));
    }

    private static List<ArrayHandle> Files(PSSession session, string path, ConnectRequest request, CancellationToken stop)
    {
        Hashtable arguments = new()
        {
            ["Needed"] = HostJobs.Needed,
            ["Arguments"] = new Hashtable(request.Arguments) { ["Path"] = path },
        };
        List<ArrayHandle> handles = [];
        foreach (PSObject answer in HostCall.Run(session, HostScripts.Open, arguments, _ => { }, request.Options.Silence, stop))
        {
            if (answer.Properties["Value"]?.Value is not PSObject bag || DeserializedArray.From(bag) is not { IsMap: true } sent)
            {
                throw LostHostException.OfModule(
                    session, $"{answer.Properties["Id"]?.Value}", $"{answer.Properties["Message"]?.Value}", HostJobs.Needed);
            }
            handles.Add(InRows(sent.Handle(), request.RowShape, $"{session.ComputerName}:{sent.Handle().FileName}"));
        }
        return [.. handles.OrderBy(handle => handle.FileName, NaturalPathOrder.Instance)];
    }

    private static ArrayHandle InRows(ArrayHandle handle, long[]? rowShape, string name)
    {
        if (rowShape is not null)
        {
            long row = Layout.CheckedSize(rowShape), size = Layout.CheckedSize(handle.Shape);
            if (row == 0 || size % row != 0)
            {
                throw RemoteErrors.RowsDoNotFit(name, size, rowShape);
            }
            long[] shape = [size / row, .. rowShape];
            handle = handle with { Shape = shape, Strides = Layout.Contiguous(shape, handle.DType.ItemSize).Strides.ToArray() };
        }
        return handle.Shape.Length == 0 ? throw RemoteErrors.PartHasNoRows(name)
            : new Layout(handle.Shape, handle.Strides, 0).IsContiguous(handle.DType.ItemSize) ? handle
            : throw RemoteErrors.PartNotInOrder(name, handle.Shape);
    }

    private static void Check(ArrayHandle handle, string name, (ArrayHandle Handle, string Name)? first)
    {
        if (first is var (expected, firstName))
        {
            if (!handle.DType.Equals(expected.DType))
            {
                throw RemoteErrors.PartsDiffer(name, $"dtype {handle.DType}", firstName, $"{expected.DType}");
            }
            if (!handle.Shape.AsSpan(1).SequenceEqual(expected.Shape.AsSpan(1)))
            {
                throw RemoteErrors.PartsDiffer(
                    name, $"rows of shape {Error.Shape(handle.Shape.AsSpan(1))}", firstName, Error.Shape(expected.Shape.AsSpan(1)));
            }
        }
    }

    private static ArrayHandle ReplicaOf(ArrayHandle handle, string name, IReadOnlyList<ArrayHandle> files)
        => files.FirstOrDefault(file => file.FileName == handle.FileName) is not { } replica
            ? throw RemoteErrors.ReplicaDiffers(name, "is not there")
            : !replica.DType.Equals(handle.DType)
                ? throw RemoteErrors.ReplicaDiffers(name, $"has dtype {replica.DType}, not {handle.DType}")
            : !replica.Shape.SequenceEqual(handle.Shape)
                ? throw RemoteErrors.ReplicaDiffers(name, $"has shape {Error.Shape(replica.Shape)}, not {Error.Shape(handle.Shape)}")
            : replica;
}
