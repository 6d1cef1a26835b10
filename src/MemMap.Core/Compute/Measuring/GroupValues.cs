namespace MemMap.Compute;

/// <summary>Values that are equal one by one; raw bytes are by their content.</summary>
internal readonly struct GroupValues(IReadOnlyList<object?> values) : IEquatable<GroupValues>
{
    private readonly IReadOnlyList<object?> _values = values;

    public bool Equals(GroupValues other) => _values.SequenceEqual(other._values, ByContent.Instance);

    public override bool Equals(object? obj) => obj is GroupValues other && Equals(other);

    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (object? value in _values)
        {
            hash.Add(value, ByContent.Instance);
        }
        return hash.ToHashCode();
    }

    private sealed class ByContent : IEqualityComparer<object?>
    {
        internal static readonly ByContent Instance = new();

        public new bool Equals(object? x, object? y)
            => x is byte[] left && y is byte[] right ? left.AsSpan().SequenceEqual(right) : object.Equals(x, y);

        public int GetHashCode(object? value)
        {
            if (value is not byte[] bytes)
            {
                return value?.GetHashCode() ?? 0;
            }
            HashCode hash = default;
            hash.AddBytes(bytes);
            return hash.ToHashCode();
        }
    }
}
