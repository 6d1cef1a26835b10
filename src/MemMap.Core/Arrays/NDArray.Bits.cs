using MemMap.Compute;
using MemMap.DataTypes;

namespace MemMap;

// Bits in bytes; which dtypes go together.
public partial class NDArray
{
    /// <summary>The elements as bits, eight in a byte: 1 for what is not 0. Bits that are missing in the last byte are 0.</summary>
    /// <param name="axis">The axis along which eight elements make a byte; null for the array as one line in C order.</param>
    /// <param name="bitOrder">Whether the first element is the most or the least significant bit.</param>
    /// <returns>A new array of uint8, whose axis is an eighth as long.</returns>
    /// <exception cref="ArgumentException">The axis is out of bounds.</exception>
    /// <exception cref="NotSupportedException">The elements are neither bools nor integers.</exception>
    public NDArray PackBits(int? axis = null, BitOrder bitOrder = BitOrder.Big) => new(MemMap.Compute.PackBits.Run(_ref, axis, bitOrder));

    /// <summary>The bits of bytes, as 0 and 1.</summary>
    /// <param name="axis">The axis along which a byte gives eight elements; null for the array as one line in C order.</param>
    /// <param name="count">The number of bits: further ones are left out, missing ones are 0. A negative number leaves so many out in the
    /// end. Null for all.</param>
    /// <param name="bitOrder">Whether the first element is the most or the least significant bit.</param>
    /// <returns>A new array of uint8, whose axis is eight times as long.</returns>
    /// <exception cref="ArgumentException">The axis is out of bounds, or more bits are left out than there are.</exception>
    /// <exception cref="NotSupportedException">The elements are not uint8.</exception>
    public NDArray UnpackBits(int? axis = null, long? count = null, BitOrder bitOrder = BitOrder.Big)
        => new(MemMap.Compute.PackBits.Unpack(_ref, axis, count, bitOrder));

    /// <summary>Whether a cast from one dtype to another is allowed by a rule.</summary>
    /// <param name="from">A dtype (also as a text or a type), or an array, whose dtype counts.</param>
    /// <param name="to">The other dtype.</param>
    /// <param name="casting">The rule.</param>
    /// <exception cref="ArgumentException"><paramref name="from"/> is a value, which has no dtype of its own.</exception>
    /// <exception cref="FormatException">A text is no dtype.</exception>
    public static bool CanCast(object from, DType to, Casting casting = Casting.Safe)
    {
        ArgumentNullException.ThrowIfNull(to);
        return Promotion.CanCast(TypeOf(from) ?? throw Error.NotADType(from), to, casting);
    }

    /// <summary>
    /// The dtype that an operation on some operands has: the common one of arrays and dtypes; numbers beside them count by their kind
    /// alone (NEP 50).
    /// </summary>
    /// <param name="operands">Arrays, dtypes (also as a text or a type), and numbers.</param>
    /// <exception cref="ArgumentException">There are no operands.</exception>
    /// <exception cref="InvalidCastException">No dtype holds all of them.</exception>
    /// <exception cref="OverflowException">An integer doesn't fit the dtype of the arrays.</exception>
    public static DType ResultType(params object[] operands)
    {
        ArgumentNullException.ThrowIfNull(operands);
        DType? common = null;
        foreach (DType dtype in operands.Select(TypeOf).OfType<DType>())
        {
            common = common is null ? dtype.AsNative() : Promotion.PromoteTypes(common, dtype);
        }
        foreach (object number in operands.Where(operand => TypeOf(operand) is null))
        {
            object? value = HostObjects.Unwrap(number);
            common = common is null ? ArrayLiteral.Create(value, null).DType : Promotion.ResultTypeWithScalar(common, value);
        }
        return common ?? throw Error.NoOperands();
    }

    /// <summary>The dtype that a value stands for; null for a number or a list, which have none of their own.</summary>
    private static DType? TypeOf(object? value) => HostObjects.Unwrap(value) switch
    {
        DType dtype => dtype,
        NDArray array => array.DType,
        Type type => type,
        string text => DType.Parse(text),
        System.Array typed when ArrayLiteral.IsTyped(typed) => ArrayLiteral.Create(typed, null).DType,
        _ => null,
    };
}
