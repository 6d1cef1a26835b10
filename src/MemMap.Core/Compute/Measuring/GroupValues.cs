namespace MemMap.Compute;

/// <summary>Values that are equal one by one.</summary>
internal readonly struct GroupValues(object?[] values) : IEquatable<GroupValues>
{
    private readonly object?[] _values = values;

    public bool Equals(GroupValues other) => _values.AsSpan().SequenceEqual(other._values);

    public override bool Equals(object? obj) => obj is GroupValues other && Equals(other);

    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (object? value in _values)
        {
            hash.Add(value);
        }
        return hash.ToHashCode();
    }
}
