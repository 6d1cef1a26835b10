using System.Numerics;

namespace MemMap.DataTypes;

/// <summary>
/// The one dispatch from a <see cref="DType"/> to a type parameter. An operation derives from this class and overrides the levels it
/// supports. A level that is not overridden falls back to the next wider one, and finally to <see cref="Unsupported"/>:
/// <code>
/// Integer, Floating -> Real -> Number -> Unsupported
/// Complex                   -> Number
/// Bool, Time, Bytes, Text, Void       -> Unsupported
/// </code>
/// The type parameter is the element in native memory. bool is passed as <see cref="byte"/>s of 0 or 1, a time as <see cref="long"/>.
/// A visitor does not deal with byte order: its blocks are native.
/// </summary>
/// <typeparam name="TResult">The result of a visit, such as a kernel.</typeparam>
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

    /// <summary>Handles a dtype that the operation does not support, usually by an exception that names both.</summary>
    protected abstract TResult Unsupported(DType dtype);
}
