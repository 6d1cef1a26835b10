using System.Numerics;
using MemMap.DataTypes;

namespace MemMap.Compute;

/// <summary>
/// Kernels that cast elements of one dtype to another by numpy's unsafe rule. Blocks on both sides are native; only records keep the byte
/// orders of their fields.
/// </summary>
internal static class Casts
{
    /// <summary>Returns the kernel from one dtype to another.</summary>
    /// <exception cref="InvalidCastException">There is no such cast.</exception>
    internal static Kernel Get(DType from, DType to)
        => from.IsRecord || to.IsRecord ? RecordCasts.Get(from, to) : new FromVisitor(to).Visit(from);

    /// <summary>Whether a cast can meet values that it can't convert, such as text that is no number or not ASCII.</summary>
    internal static bool MayFail(DType from, DType to)
    {
        if (from.IsRecord || to.IsRecord)
        {
            return RecordCasts.Pairs(from, to).Any(pair => MayFail(pair.From.DType, pair.To.DType));
        }
        (from, to) = (from.SubType ?? from, to.SubType ?? to);
        return from.Kind != to.Kind && (from.Kind is ElementKind.Bytes or ElementKind.Text
            || (from.Kind == ElementKind.DateTime64 && to.Kind is ElementKind.Bytes or ElementKind.Text));
    }

    /// <summary>Whether a cast drops imaginary parts; numpy warns then. A cast to bool reads both parts.</summary>
    internal static bool LosesImaginary(DType from, DType to)
        => from.IsRecord || to.IsRecord
            ? RecordCasts.Pairs(from, to).Any(pair => LosesImaginary(pair.From.DType, pair.To.DType))
            : (from.SubType ?? from).IsComplex && (to.SubType ?? to) is { } target
                && (target.IsInteger || target.IsFloating || target.Traits.IsTime);

    private sealed class FromVisitor(DType to) : DTypeVisitor<Kernel>
    {
        protected override Kernel Bool(DType dtype) => To<byte>(new NumberCasts.From<byte>(), dtype);

        protected override Kernel Integer<T>(DType dtype) => To<T>(new NumberCasts.From<T>(), dtype);

        protected override Kernel Floating<T>(DType dtype) => To<T>(new NumberCasts.FromFloat<T>(), dtype);

        protected override Kernel Complex<T>(DType dtype)
            => dtype.Kind == ElementKind.Complex64
                ? To<T>(new NumberCasts.FromComplex<T, float>(), dtype)
                : To<T>(new NumberCasts.FromComplex<T, double>(), dtype);

        // A time casts to other dtypes as its count. NaT is the smallest integer.
        protected override Kernel Time(DType dtype)
            => to.Traits.IsTime ? TimeCasts.Get(dtype, to) : To<long>(new NumberCasts.From<long>(), dtype);

        protected override Kernel Bytes(DType dtype) => TextCasts.From(dtype, to);

        protected override Kernel Text(DType dtype) => TextCasts.From(dtype, to);

        protected override Kernel Void(DType dtype)
            => to.Kind == ElementKind.Void ? TextCasts.Resize(dtype.ItemSize, to.ItemSize) : throw Error.NoCast(dtype, to);

        protected override Kernel Unsupported(DType dtype) => throw Error.NoCast(dtype, to);

        private Kernel To<T>(NumberCasts.From<T> visitor, DType from) where T : unmanaged, INumberBase<T>
        {
            visitor.Source = from;
            return visitor.Visit(to);
        }
    }
}
