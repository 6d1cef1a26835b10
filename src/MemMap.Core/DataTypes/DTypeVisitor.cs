using System.Numerics;

namespace MemMap.DataTypes;

/// <summary>
/// The one dispatch from a <see cref="DType"/> to a type parameter. An operation derives from this class and overrides the
/// levels it supports; what it doesn't override falls through to the wider level, and at the end to <see cref="Unsupported"/>:
/// <code>
/// Integer, Floating -> Real -> Number -> Unsupported
/// Complex                   -> Number
/// Bool, Time, Bytes, Text, Void       -> Unsupported
/// </code>
/// The type parameter is the element as it stands in native memory; bool is handed over as <see cref="byte"/>s that are 0 or 1,
/// and a time as <see cref="long"/>. Byte order is no concern of a visitor: blocks are native by the time it sees them.
/// </summary>
/// <typeparam name="TResult">What one visit makes, such as a kernel.</typeparam>
internal abstract class DTypeVisitor<TResult>
{
    public TResult Visit(DType dtype) => dtype.Kind switch
    {
        ElementKind.Bool => Bool(dtype),
        ElementKind.Int8 => Integer<sbyte>(dtype),
        ElementKind.UInt8 => Integer<byte>(dtype),
        ElementKind.Int16 => Integer<short>(dtype),
        ElementKind.UInt16 => Integer<ushort>(dtype),
        ElementKind.Int32 => Integer<int>(dtype),
        ElementKind.UInt32 => Integer<uint>(dtype),
        ElementKind.Int64 => Integer<long>(dtype),
        ElementKind.UInt64 => Integer<ulong>(dtype),
        ElementKind.Float16 => Floating<Half>(dtype),
        ElementKind.Float32 => Floating<float>(dtype),
        ElementKind.Float64 => Floating<double>(dtype),
        ElementKind.Complex64 => Complex<Complex64>(dtype),
        ElementKind.Complex128 => Complex<Complex>(dtype),
        ElementKind.DateTime64 or ElementKind.TimeDelta64 => Time(dtype),
        ElementKind.Bytes => Bytes(dtype),
        ElementKind.Text => Text(dtype),
        _ => Void(dtype),
    };

    protected virtual TResult Bool(DType dtype) => Unsupported(dtype);

    protected virtual TResult Integer<T>(DType dtype) where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> => Real<T>(dtype);

    protected virtual TResult Floating<T>(DType dtype)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
        => Real<T>(dtype);

    protected virtual TResult Real<T>(DType dtype) where T : unmanaged, INumber<T>, IMinMaxValue<T> => Number<T>(dtype);

    protected virtual TResult Complex<T>(DType dtype) where T : unmanaged, INumberBase<T> => Number<T>(dtype);

    protected virtual TResult Number<T>(DType dtype) where T : unmanaged, INumberBase<T> => Unsupported(dtype);

    protected virtual TResult Time(DType dtype) => Unsupported(dtype);

    protected virtual TResult Bytes(DType dtype) => Unsupported(dtype);

    protected virtual TResult Text(DType dtype) => Unsupported(dtype);

    protected virtual TResult Void(DType dtype) => Unsupported(dtype);

    /// <summary>What happens for a dtype that the operation doesn't support: as a rule an exception that names both.</summary>
    protected abstract TResult Unsupported(DType dtype);
}
