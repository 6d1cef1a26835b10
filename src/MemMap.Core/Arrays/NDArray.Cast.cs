using MemMap.DataTypes;

namespace MemMap;

// Conversion to lists of .NET values: a shell's casts, and its arguments for .NET methods.
public partial class NDArray
{
    /// <summary>The elements' bytes, in C order, for methods that take them. The elements are bytes, or text or raw bytes.</summary>
    /// <param name="array">The array.</param>
    /// <exception cref="InvalidCastException">The elements have several bytes and are no raw bytes.</exception>
    public static explicit operator ReadOnlySpan<byte>(NDArray array)
        => (byte[])(array ?? throw new ArgumentNullException(nameof(array))).ToList(typeof(byte));

    /// <summary>The elements in C order as a .NET array of one axis, each converted to a type.</summary>
    /// <param name="type">The type of an element of the result.</param>
    /// <exception cref="InvalidCastException">An element can't be converted.</exception>
    internal Array ToList(Type type)
    {
        if (type == typeof(byte) && !DType.Equals(DType.UInt8))
        {
            return DType.Kind is ElementKind.Bytes or ElementKind.Void && !DType.IsRecord ? ToBytes()
                : DType.IsInteger && ItemSize == 1 ? Converted(type)
                : throw Error.NotBytes(DType);
        }
        return IsListOf(DType, type) ? Ravel().ToArray() : Converted(type);
    }

    private static bool IsListOf(DType dtype, Type type) => dtype.IsNumeric && dtype.Meaning is null && dtype.Traits.ClrType == type;

    private Array Converted(Type type)
    {
        // A cast that loses nothing needs no conversion by the host, element by element.
        return DType.IsNumeric && DType.Meaning is null && DType.TryFromType(type) is { IsNumeric: true } dtype
            && Promotion.CanCast(DType, dtype, Casting.Safe) ? Ravel().AsType(dtype).ToArray()
            : (Array)HostObjects.Convert(Ravel().ToArray(), type.MakeArrayType());
    }
}
