namespace MemMap.Formats;

/// <summary>
/// HDF5, and what is HDF5 inside: NetCDF-4, MATLAB 7.3, PyTables. Datasets whose elements are together in the file are mapped in place;
/// chunks are read into memory when they are used. The name of an array is its path, <c>group/data</c>. An object with several links has
/// its groups' arrays under the first one, and is itself an array under each.
/// </summary>
internal sealed class Hdf5File() : Container(FileFormat.Hdf5)
{
    private const int MaxDepth = 64, MaxPath = 4096;

    /// <summary>The bytes before the superblock are the user's: none, or 512, 1024, 2048 ... Files with more are not recognised.</summary>
    internal const int MaxUserBlock = 1 << 13;

    private const int MinUserBlock = 512;

    private protected override bool IsCertain(ReadOnlySpan<byte> start)
    {
        bool isFound = start.StartsWith(Hdf5Space.Magic) || start.StartsWith("MATLAB 7.3 MAT-file"u8);
        for (int at = MinUserBlock; !isFound && at < start.Length && at <= MaxUserBlock; at *= 2)
        {
            isFound = start[at..].StartsWith(Hdf5Space.Magic);
        }
        return isFound;
    }

    internal override IReadOnlyList<ContainerArray> Read(HeaderReader file)
    {
        (Hdf5Space space, long root) = Hdf5Space.Open(file);
        Walker walker = new(space);
        walker.Walk(root, "", 0);
        return walker.Finish();
    }

    private sealed class Walker(Hdf5Space space)
    {
        private readonly Dictionary<string, ContainerArray> _arrays = [];
        private readonly Dictionary<long, Hdf5Dataset?> _datasets = [];
        private readonly Dictionary<long, string> _names = [];
        private readonly HashSet<long> _groups = [];
        private readonly List<(string Path, string Target)> _softLinks = [];

        internal void Walk(long address, string path, int depth)
        {
            Interruption.Token.ThrowIfCancellationRequested();
            if (depth > MaxDepth || path.Length > MaxPath)
            {
                throw space.File.Invalid($"its groups nest deeper than {MaxDepth}, or their names are longer than {MaxPath}");
            }
            space.File.Charge(path.Length);
            if (_datasets.TryGetValue(address, out Hdf5Dataset? known))
            {
                Add(path, known);
                return;
            }
            if (_groups.Contains(address))
            {
                return;
            }
            List<Hdf5Message> messages = Hdf5Object.Read(space, address);
            if (Hdf5Links.Of(space, messages) is { } links)
            {
                space.File.RequireFew("groups", _groups.Count);
                _groups.Add(address);
                foreach (Hdf5Link link in links)
                {
                    Follow(link, path.Length == 0 ? link.Name : $"{path}/{link.Name}", path, depth + 1);
                }
                return;
            }
            // Committed types are objects, too.
            Hdf5Dataset? dataset = messages.Exists(message => message.Type == Hdf5Object.DataLayout)
                ? new Hdf5Dataset(space, messages) : null;
            _datasets[address] = dataset;
            _names[address] = path;
            Add(path, dataset);
        }

        private void Follow(Hdf5Link link, string path, string group, int depth)
        {
            if (link.Address != Hdf5Space.Undefined)
            {
                Walk(link.Address, path, depth);
            }
            else if (link.Target is { } target)
            {
                space.File.Charge(path.Length + target.Length);
                _softLinks.Add((path, Normal(group, target)));
            }
            else if (link.IsExternal)
            {
                _arrays[path] = new ContainerArray(path, null, [], 0) { Problem = "it is a link to another file" };
            }
        }

        private void Add(string path, Hdf5Dataset? dataset)
        {
            if (dataset is not null)
            {
                space.File.RequireFew("arrays", _arrays.Count);
                _arrays[path] = dataset.Array(path);
            }
        }

        internal List<ContainerArray> Finish()
        {
            foreach ((string path, string target) in _softLinks)
            {
                if (_arrays.TryGetValue(target, out ContainerArray? array))
                {
                    _arrays.TryAdd(path, array with { Name = path });
                }
            }
            foreach ((long address, Hdf5Dataset? dataset) in _datasets)
            {
                dataset?.NameAxes(_names[address], scale => _names.GetValueOrDefault(scale));
            }
            return [.. _arrays.Values.OrderBy(array => array.Name, StringComparer.Ordinal)];
        }

        private static string Normal(string group, string target)
            => string.Join('/', (target.StartsWith('/') ? target : $"{group}/{target}").Split('/').Where(part => part is not ("" or ".")));
    }
}
