using System.Collections;
using System.Management.Automation;
using MemMap.Compute;
using MemMap.Geometry;
using MemMap.Output;

namespace MemMap.Remoting;

/// <summary>The request of a search on hosts.</summary>
/// <param name="Parameters">The parameters of Find-MemMapValue on the hosts, except those that limit the number of matches.</param>
/// <param name="Condition">The condition, as <see cref="HostCondition"/> sends it; null for another search.</param>
/// <param name="Pattern">The bytes to find; null to find values.</param>
/// <param name="First">The number of first matches to return; 0 for all.</param>
/// <param name="Last">The number of last matches to return; 0 for all.</param>
/// <param name="AllowPartial">Whether a part that can't be searched is left out.</param>
internal sealed record HostSearch(
    Hashtable Parameters, Hashtable? Condition, BytePattern? Pattern, long First, long Last, bool AllowPartial);

/// <summary>
/// Finds elements and bytes in a distributed array. Each host searches its own parts, and sends the matches. Matches across the boundary of
/// two files are found in bytes fetched from both.
/// </summary>
internal sealed class DistributedFind
{
    private const string Work = "param($map, $arguments) " + HostCondition.Ask + """
        $parameters = $arguments.Parameters
        if ($parameters.CountOnly) { return & $ask $map Find-MemMapValue $parameters FilterScript $arguments.Condition }
        $found = @(& $ask $map Find-MemMapValue $parameters FilterScript $arguments.Condition)
        if ($arguments.IsPattern) {
            $positions = foreach ($item in $found) { $item.Offset }
            $bytes = foreach ($item in $found) { $item.Bytes }
        }
        else {
            $shape = $map.Shape
            $positions = foreach ($item in $found) {
                $position = 0L
                $axis = 0
                foreach ($i in $item.Index) { $position = $position * $shape[$axis++] + $i }
                $position
            }
            $bytes = if ($found.Count -gt 0) {
                $values = [object[]]@(foreach ($item in $found) { , $item.Value })
                [MemMap.NDArray]::Array($values, $map.DType).ToBytes()
            }
        }
        $offsets = if ($arguments.IsPattern) { foreach ($item in $found) { $item.FileOffset } }
        [System.Management.Automation.PSSerializer]::Serialize(
            @{ Positions = [long[]]@($positions); Bytes = [byte[]]@($bytes); Offsets = [long[]]@($offsets) }, 3)
        """;

    private readonly DistributedMemMap _array;
    private readonly HostSearch _search;
    private readonly DistributedPart[] _parts;
    private readonly HostJobs _jobs;
    private readonly List<Exception> _lost = [];

    internal DistributedFind(DistributedMemMap array, HostSearch search, CancellationToken stop)
    {
        (_array, _search) = (array, search);
        _parts = array.Pieces(out int axis);
        _jobs = new(array.Hosts.Options, stop);
        if (_parts.Length > 1 && axis != 0)
        {
            throw RemoteErrors.NotByRows();
        }
        if (search.Pattern is not null && !array.IsContiguous)
        {
            throw RemoteErrors.PatternNotContiguous();
        }
    }

    /// <summary>The errors of the parts that could not be searched.</summary>
    internal IReadOnlyList<Exception> Lost => _lost;

    private long RowItems => _array.NDim == 0 || _array.Layout.Shape[0] == 0 ? 1 : _array.Size / _array.Layout.Shape[0];

    /// <summary>Returns the number of matches.</summary>
    internal long Count(HostProgress progress)
    {
        long count = 0;
        Run(progress, new Hashtable(_search.Parameters) { ["CountOnly"] = true },
            (_, value) => count += LanguagePrimitives.ConvertTo<long>(value));
        return _search.Pattern is null ? count : count + Borders().Count;
    }

    /// <summary>Returns the matches in order: elements with their index, or positions of the pattern.</summary>
    internal IReadOnlyList<object> Find(HostProgress progress)
    {
        Hashtable parameters = new(_search.Parameters);
        if (_search.First > 0)
        {
            parameters["First"] = _search.First;
        }
        if (_search.Last > 0)
        {
            parameters["Last"] = _search.Last;
        }
        SortedDictionary<long, object> found = [];
        Run(progress, parameters, (part, value) =>
        {
            Hashtable answer = (Hashtable)PropertyBag.Deep(value).BaseObject;
            long[] positions = LanguagePrimitives.ConvertTo<long[]>(answer["Positions"]);
            byte[] bytes = LanguagePrimitives.ConvertTo<byte[]>(answer["Bytes"]);
            long[] offsets = LanguagePrimitives.ConvertTo<long[]>(answer["Offsets"]);
            NDArray? values = _search.Pattern is null && positions.Length > 0 ? NDArray.FromBytes(bytes, [positions.Length], _array.DType)
                : null;
            long first = part.FirstRow * RowItems;
            for (int i = 0; i < positions.Length; i++)
            {
                if (_search.Pattern is { } pattern)
                {
                    long at = (first * _array.ItemSize) + positions[i];
                    found[at] = new PatternMatch(at, offsets[i], bytes[(i * pattern.Length)..((i + 1) * pattern.Length)])
                    {
                        FileName = part.FileName,
                    };
                }
                else
                {
                    long at = first + positions[i];
                    found[at] = new IndexedElement(UnravelIndex.Index(_array.Layout.Shape, at), values!.Ref.Item(i));
                }
            }
        });
        if (_search.Pattern is not null)
        {
            foreach (PatternMatch match in Borders())
            {
                found[match.Offset] = match;
            }
        }
        IEnumerable<object> all = found.Values;
        return [.. _search.First > 0 ? all.Take((int)Math.Min(_search.First, int.MaxValue)) : _search.Last > 0
            ? all.TakeLast((int)Math.Min(_search.Last, int.MaxValue)) : all];
    }

    private void Run(HostProgress progress, Hashtable parameters, Action<DistributedPart, object?> take)
    {
        Hashtable arguments = new()
        {
            ["Parameters"] = parameters,
            ["IsPattern"] = _search.Pattern is not null,
            ["Condition"] = _search.Condition,
        };
        progress.Begin(_parts);
        foreach (PartAnswer answer in _jobs.Run(_parts, Work, arguments))
        {
            DistributedPart part = _parts[answer.Task];
            if (answer.Failure is { } failure && _search.AllowPartial)
            {
                _lost.Add(RemoteErrors.OfPart(failure, part));
            }
            else
            {
                take(part, RemoteErrors.Require(answer, part));
            }
            progress.Done(part);
        }
    }

    /// <summary>
    /// Returns the matches across the boundaries of parts. Boundaries of lost parts are skipped, because not all bytes are available.
    /// </summary>
    private List<PatternMatch> Borders()
    {
        int length = _search.Pattern!.Length;
        long itemSize = _array.ItemSize, total = _array.NBytes, before = 0;
        List<PatternMatch> matches = [];
        foreach (DistributedPart part in _parts.Skip(1))
        {
            long border = part.FirstRow * RowItems * itemSize;
            long from = Math.Max(0, border - length + 1), to = Math.Min(total, border + length - 1);
            NDArray bytes;
            try
            {
                bytes = DistributedFetch.Copy(_array.Range(from, to - from), Interruption.Token);
            }
            catch (IOException exception) when (_search.AllowPartial)
            {
                if (_lost.Count == 0)
                {
                    _lost.Add(exception);
                }
                continue;
            }
            PatternSearch search = new(bytes.Ref, _search.Pattern);
            foreach (long at in search.Windows.SelectMany(search.Find).Select(at => at + from))
            {
                // Count a match across two boundaries only at the first one.
                if (at < border && at + length > border && at >= before)
                {
                    matches.Add(
                        new PatternMatch(at, null, bytes[$"{at - from}:{at - from + length}"] is NDArray here ? here.ToBytes() : []));
                }
            }
            before = border;
        }
        return matches;
    }
}
