namespace MemMap.Memory;

/// <summary>
/// The maps that hold something of which a process has little: files, or mappings. It keeps none of them alive. Beyond the limit, maps that
/// were not used lately release it, by the second-chance algorithm: a map that was used since the hand passed it is passed once more.
/// </summary>
/// <param name="limit">The number of maps from which on others have to release theirs.</param>
/// <param name="mark">The map's field that tells whether it is in the ring, which changes under the ring's lock only.</param>
/// <param name="mustStay">Makes a map release what it holds. Returns true if it still holds it.</param>
internal sealed class MapRing(long limit, MapRing.Mark mark, Func<MappedFile, bool> mustStay)
{
    private readonly List<WeakReference<MappedFile>> _maps = [];
    private int _hand;

    internal delegate ref bool Mark(MappedFile map);

    /// <summary>Whether there may be any map.</summary>
    internal bool HasRoom => limit > 0;

    /// <summary>Adds a map, unless it is in the ring.</summary>
    internal void Add(MappedFile map)
    {
        lock (_maps)
        {
            ref bool isListed = ref mark(map);
            if (isListed)
            {
                return;
            }
            isListed = true;
            _maps.Add(new WeakReference<MappedFile>(map));
            for (int chances = 2 * _maps.Count; _maps.Count > limit && chances > 0; chances--)
            {
                Turn();
            }
        }
    }

    /// <summary>Makes all maps release what they hold, as far as they are not in use.</summary>
    internal void Clear()
    {
        lock (_maps)
        {
            for (int chances = 2 * _maps.Count; _maps.Count > 0 && chances > 0; chances--)
            {
                Turn();
            }
        }
    }

    /// <summary>
    /// Asks the map at the hand, and moves on. The last map takes the place of one that released what it held, and is asked in the next
    /// round: the newest one is not the first to go.
    /// </summary>
    private void Turn()
    {
        _hand = _hand < _maps.Count ? _hand : 0;
        if (!_maps[_hand].TryGetTarget(out MappedFile? map) || !mustStay(map))
        {
            if (map is not null)
            {
                mark(map) = false;
            }
            _maps[_hand] = _maps[^1];
            _maps.RemoveAt(_maps.Count - 1);
        }
        _hand++;
    }
}
