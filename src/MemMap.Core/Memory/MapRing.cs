namespace MemMap.Memory;

/// <summary>
/// The maps that hold something of which a process has little: files, or mappings. It keeps none of them alive. Beyond the limit, maps that
/// were not used lately release it, by the second-chance algorithm: a map that was used since the hand passed it is passed once more.
/// </summary>
/// <param name="limit">The number of maps from which on others have to release theirs.</param>
/// <param name="mustStay">Makes a map release what it holds. Returns true if it still holds it.</param>
internal sealed class MapRing(long limit, Func<MappedFile, bool> mustStay)
{
    private readonly List<WeakReference<MappedFile>> _maps = [];
    private int _hand;

    /// <summary>Whether there may be any map.</summary>
    internal bool HasRoom => limit > 0;

    /// <summary>Adds a map.</summary>
    internal void Add(MappedFile map)
    {
        lock (_maps)
        {
            for (int chances = 2 * _maps.Count; _maps.Count >= limit && chances > 0; chances--)
            {
                Turn();
            }
            _maps.Add(new WeakReference<MappedFile>(map));
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

    private void Turn()
    {
        _hand = _hand < _maps.Count ? _hand : 0;
        if (_maps[_hand].TryGetTarget(out MappedFile? map) && mustStay(map))
        {
            _hand++;
            return;
        }
        _maps[_hand] = _maps[^1];
        _maps.RemoveAt(_maps.Count - 1);
    }
}
