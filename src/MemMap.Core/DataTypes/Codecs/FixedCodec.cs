using System.Runtime.InteropServices;

namespace MemMap.DataTypes;

/// <summary>Elements that are one value of a .NET type in memory: reads and writes it at any alignment and in any byte order.</summary>
internal abstract class FixedCodec<T>(DType dtype) : ElementCodec where T : unmanaged
{
    private readonly bool _isSwapped = dtype.IsSwapped;

    protected DType DType { get; } = dtype;

    protected T Load(ReadOnlySpan<byte> bytes)
    {
        T value = MemoryMarshal.Read<T>(bytes);
        return _isSwapped ? Swap(value) : value;
    }

    /// <summary>Boxes elements as they are.</summary>
    protected void LoadAll(ReadOnlySpan<byte> bytes, Span<object?> values)
    {
        ReadOnlySpan<T> elements = MemoryMarshal.Cast<byte, T>(bytes)[..values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = _isSwapped ? Swap(elements[i]) : elements[i];
        }
    }

    protected void Store(Span<byte> bytes, T value) => MemoryMarshal.Write(bytes, _isSwapped ? Swap(value) : value);

    // The two parts of a complex number are swapped separately.
    private T Swap(T value)
    {
        Span<byte> bytes = MemoryMarshal.AsBytes(new Span<T>(ref value));
        for (int unit = DType.Traits.UnitSize; bytes.Length > 0; bytes = bytes[unit..])
        {
            bytes[..unit].Reverse();
        }
        return value;
    }
}
