namespace MemMap;

/// <summary>The arrays that a result is of, for a host that keeps them. Results of other arrays may be equal all the same.</summary>
/// <param name="value">What the host keeps.</param>
internal readonly struct Origin(object? value) : IEquatable<Origin>
{
    /// <summary>What the host keeps; null if it keeps nothing.</summary>
    internal object? Value { get; } = value;

    /// <inheritdoc/>
    public bool Equals(Origin other) => true;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Origin;

    /// <inheritdoc/>
    public override int GetHashCode() => 0;
}
