using System.Globalization;
using System.Numerics;

namespace MemMap.Compute;

/// <summary>
/// A relation between the elements of two arrays; the result is bool. Numbers are compared in their common dtype. Integers are always
/// compared by their exact values, as in numpy 2: int64 with uint64, and an array with an integer that its dtype can't hold. Texts are
/// compared by code points, whatever their lengths; trailing NULs don't count.
/// </summary>
internal sealed unsafe class RelationalOperation<TRelation>(string name) : BinaryOperation(name) where TRelation : struct, IRelation
{
    private const int Piece = 1024;

    internal override DType ResultType(DType compute) => DType.Bool;

    internal override Loop LoopFor(DType x, DType y)
    {
        if (TextOrder.IsText(x) && TextOrder.IsText(y))
        {
            return ByOrder(TextOrder.Between(x, y), x.AsNative(), y.AsNative());
        }
        return (x.KindLetter, y.KindLetter) switch
        {
            ('i', 'u') when y.Kind == ElementKind.UInt64
                => ByOrder(ScalarKernels.Binary<OrderOfSignedUnsigned, long, ulong, sbyte>(), DType.Int64, DType.UInt64),
            ('u', 'i') when x.Kind == ElementKind.UInt64
                => ByOrder(ScalarKernels.Binary<OrderOfUnsignedSigned, ulong, long, sbyte>(), DType.UInt64, DType.Int64),
            _ when TextOrder.IsText(x) || TextOrder.IsText(y) => throw Error.NoLoop(Name, x, y),
            _ when x.Traits.IsTime || y.Traits.IsTime => InUnit(base.LoopFor(x, y)),
            _ => Counting(base.LoopFor(x, y)),
        };
    }

    internal override (object? Value, DType? DType) Scalar(ArrayRef array, object? value)
    {
        value = array.DType.Meaning?.ToNumber(value) ?? value;
        DType dtype = array.DType.Kind == ElementKind.Bool ? DType.Int64 : array.DType;
        if (dtype.IsInteger && AsInteger(value) is BigInteger integer && !Fits(integer, dtype))
        {
            // Beyond all integer types the exact value does not matter: a float64, even an infinite one, compares the same.
            DType wider = Fits(integer, DType.Int64) ? DType.Int64 : Fits(integer, DType.UInt64) ? DType.UInt64 : DType.Float64;
            return (value, wider);
        }
        return base.Scalar(array, value);
    }

    private static Loop Counting(Loop loop) => AtSteps(loop with { Count = new CountKernels<TRelation>().Visit(loop.Blocks[0]) });

    // Counts of other units are converted to be compared.
    private static Loop InUnit(Loop loop) => loop.Blocks[0].Equals(loop.Blocks[1]) ? AtSteps(loop) : loop;

    private static Loop AtSteps(Loop loop) => loop with { AtSteps = new StepKernels<TRelation>().Visit(loop.Blocks[0]) };

    protected override Kernel Bool(DType dtype) => RelationKernels.Of<byte, TRelation>();

    protected override Kernel Real<T>(DType dtype) => RelationKernels.Of<T, TRelation>();

    protected override Kernel OfParts<T>() => ScalarKernels.Binary<RelatedParts<T, TRelation>, ComplexParts<T>, ComplexParts<T>, byte>();

    protected override Kernel Time(DType dtype) => RelationKernels.Of<long, BetweenTimes<TRelation>>();

    /// <summary>Compares elements of different types by their order: the kernel gives -1, 0 or 1, which is then compared with 0.</summary>
    private Loop ByOrder(Kernel order, DType x, DType y)
    {
        Kernel compare = Visit(DType.Int8);
        int sizeX = x.ItemSize, sizeY = y.ItemSize;
        return new(
            (blocks, count) =>
            {
                sbyte* orders = stackalloc sbyte[Piece], zeros = stackalloc sbyte[Piece];
                new Span<sbyte>(zeros, Piece).Clear();
                byte** pieces = stackalloc byte*[3];
                for (int done = 0; done < count; done += Piece)
                {
                    int items = Math.Min(Piece, count - done);
                    pieces[0] = blocks[0] + ((long)done * sizeX);
                    pieces[1] = blocks[1] + ((long)done * sizeY);
                    pieces[2] = (byte*)orders;
                    order(pieces, items);
                    pieces[0] = (byte*)orders;
                    pieces[1] = (byte*)zeros;
                    pieces[2] = blocks[2] + done;
                    compare(pieces, items);
                }
            },
            DType.Bool, x, y, DType.Bool);
    }

    private static BigInteger? AsInteger(object? value) => value switch
    {
        BigInteger integer => integer,
        sbyte or byte or short or ushort or int or uint or long or ulong
            => new BigInteger(Convert.ToDecimal(value, CultureInfo.InvariantCulture)),
        _ => null,
    };

    private static bool Fits(BigInteger value, DType dtype)
    {
        bool isSigned = dtype.KindLetter == 'i';
        BigInteger rest = value >> ((8 * dtype.ItemSize) - (isSigned ? 1 : 0));
        return rest.IsZero || (isSigned && rest == BigInteger.MinusOne);
    }
}
