using System.Numerics;
using MemMap.DataTypes;

namespace MemMap.Compute;

/// <summary>
/// Kernels that turn elements of one dtype into another, as numpy's unsafe cast does. Blocks are native in both; records alone keep the
/// byte orders of their fields.
/// </summary>
internal static class Casts
{
    /// <summary>Gives the kernel from one dtype to another.</summary>
    /// <exception cref="InvalidCastException">There is no such cast.</exception>
    internal static Kernel Get(DType from, DType to)
        => from.IsRecord || to.IsRecord ? RecordCasts.Get(from, to) : new FromVisitor(to).Visit(from);

    /// <summary>Whether a cast may find values that it can't convert: text that is no number, characters that are not ASCII.</summary>
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

    /// <summary>Whether a cast drops imaginary parts, of which numpy warns; to bool it asks for both parts.</summary>
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

        // To anything but a time, a time is the integer that it counts; NaT is the smallest one.
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
