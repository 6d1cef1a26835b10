using System.Collections.ObjectModel;
using MemMap.Geometry;

namespace MemMap.Compute;

/// <summary>Collects the parts of a joined array, which must agree in dtype and in the length of all axes but one.</summary>
/// <param name="axis">The axis along which they are joined; negative counts from the end.</param>
internal sealed class JoinPlan(int axis)
{
    private readonly List<long> _ends = [];
    private long[]? _shape;
    private DType? _dtype;
    private string? _first, _last;
    private Dictionary<string, object?>? _attributes;
    private int _axis;

    /// <summary>The axis, from 0.</summary>
    internal int Axis => _axis;

    /// <summary>The dtype of all parts.</summary>
    /// <exception cref="ArgumentException">There is no part.</exception>
    internal DType DType => _dtype ?? throw Error.NothingToJoin();

    /// <summary>The attributes that all parts have, with the same values; null if there are none.</summary>
    internal ReadOnlyDictionary<string, object?>? Attributes => _attributes is { Count: > 0 } same ? new(same) : null;

    /// <summary>Adds a part behind the others.</summary>
    /// <param name="dtype">Its dtype.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="path">Its file, for messages; null for an array in memory.</param>
    /// <param name="attributes">What its container says beside it; null if that is nothing.</param>
    /// <param name="onMismatch">Is called with the error for a part that does not fit, which is left out; null to throw it.</param>
    /// <returns>Whether it was added.</returns>
    internal bool Add(
        DType dtype, ReadOnlySpan<long> shape, string? path, IReadOnlyDictionary<string, object?>? attributes,
        Action<ArgumentException>? onMismatch)
    {
        if (Misfit(dtype, shape, path) is { } misfit)
        {
            (onMismatch ?? throw misfit)(misfit);
            return false;
        }
        if (_shape is null)
        {
            _axis = Layout.NormalizeAxis(axis, shape.Length);
            (_shape, _dtype, _first) = (shape.ToArray(), dtype, path);
            _attributes = attributes is null ? null : new(attributes, StringComparer.OrdinalIgnoreCase);
        }
        foreach (string name in _attributes?.Keys.ToArray() ?? [])
        {
            if (attributes is null || !attributes.TryGetValue(name, out object? value) || !IsSame(value, _attributes![name]))
            {
                _attributes!.Remove(name);
            }
        }
        _ends.Add(checked((_ends.Count == 0 ? 0 : _ends[^1]) + shape[_axis]));
        _last = path;
        return true;
    }

    private ArgumentException? Misfit(DType dtype, ReadOnlySpan<long> shape, string? path)
        => _shape is null ? shape.Length == 0 ? Error.JoinNoAxes(path) : null
            : !dtype.Equals(_dtype) ? Error.JoinDType(Describe(path), dtype, Describe(_first, 0), _dtype!)
            : !Fits(shape) ? Error.JoinShape(Describe(path), shape, Describe(_first, 0), _shape, _axis)
            : null;

    /// <summary>Returns the grid of the parts.</summary>
    /// <exception cref="ArgumentException">There is no part.</exception>
    internal PartGrid Grid()
    {
        if (_shape is null)
        {
            throw Error.NothingToJoin();
        }
        long[] shape = [.. _shape];
        shape[_axis] = _ends[^1];
        return PartGrid.Along(shape, _axis, [.. _ends]);
    }

    /// <summary>Returns a name for messages: the first and the last file. Null if both are in memory.</summary>
    internal string? Name()
        => _ends.Count <= 1 ? _first : _first is null && _last is null ? null : $"{_first ?? "memory"} ... {_last ?? "memory"}";

    private static bool IsSame(object? one, object? other)
        => one is System.Collections.IList list && other is System.Collections.IList more
            ? list.Count == more.Count && list.Cast<object?>().Zip(more.Cast<object?>()).All(pair => IsSame(pair.First, pair.Second))
            : Equals(one, other);

    private bool Fits(ReadOnlySpan<long> shape)
    {
        bool fits = shape.Length == _shape!.Length;
        for (int i = 0; i < shape.Length && fits; i++)
        {
            fits = i == _axis || shape[i] == _shape[i];
        }
        return fits;
    }

    private string Describe(string? path, int? number = null)
        => path is null ? FormattableString.Invariant($"array {number ?? _ends.Count}") : $"'{path}'";
}
