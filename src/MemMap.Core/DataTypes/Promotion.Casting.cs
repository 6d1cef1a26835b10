namespace MemMap.DataTypes;

// numpy's can_cast: finds the strictest rule that allows the cast and compares it with the requested one.
internal static partial class Promotion
{
    /// <summary>Whether the rule allows casts from one dtype to the other.</summary>
    public static bool CanCast(DType from, DType to, Casting casting) => CastingOf(from, to) <= casting;

    /// <summary>The strictest rule that allows the cast; <see langword="null"/> if there is none.</summary>
    internal static Casting? CastingOf(DType from, DType to)
    {
        if (from == to)
        {
            return Casting.No;
        }
        if (from.IsRecord || to.IsRecord)
        {
            return RecordsCast(from, to);
        }
        if (from.SubType is not null || to.SubType is not null)
        {
            return SubArrays(from, to);
        }
        if (from.Packing == to.Packing && from.AsNative() == to.AsNative())
        {
            return Casting.Equiv;
        }
        if (to.Packing is not null)
        {
            // Fewer bits than those of the numbers in memory.
            return CastingOf(from, to.AsNative()) is { } rule ? rule > Casting.SameKind ? rule : Casting.SameKind : null;
        }
        if (from.Packing is not null)
        {
            return CastingOf(from.AsNative(), to) is { } rule ? rule > Casting.Safe ? rule : Casting.Safe : null;
        }
        ElementTraits x = from.Traits, y = to.Traits;
        return (x.Letter, y.Letter) switch
        {
            ('S', 'S') or ('U', 'U') or ('V', 'V') => Resized(from, to),
            // The string holds the longest number, or its length is not set yet and will be.
            (_, 'S' or 'U') when x.IsNumeric
                => IsFree(to) || CharactersOf(from) <= to.ItemSize / y.UnitSize ? Casting.Safe : Casting.SameKind,
            ('S', 'U') => IsFree(to) || from.ItemSize <= to.ItemSize / y.UnitSize ? Casting.Safe : Casting.SameKind,
            (_, 'V') => IsFree(to) || from.ItemSize <= to.ItemSize ? Casting.Safe : Casting.Unsafe,
            ('M', 'M') or ('m', 'm')
                => Units(from.Unit!.Value, to.Unit!.Value, isSpan: x.Letter == 'm') is var rule && from.IsSwapped != to.IsSwapped
                    && rule < Casting.Equiv
                ? Casting.Equiv : rule,
            ('b' or 'i' or 'u', 'm') => from.Kind == ElementKind.UInt64 ? Casting.SameKind : Casting.Safe,
            _ when x.IsNumeric && y.IsNumeric => Numbers(from.AsNative(), to.AsNative()) == to.AsNative() ? Casting.Safe
                : KindOrder(from) <= KindOrder(to) ? Casting.SameKind : Casting.Unsafe,
            _ => Casting.Unsafe,
        };
    }

    private static bool IsFree(DType flexible) => flexible.ItemSize == 0;

    private static bool IsFreeVoid(DType dtype) => dtype is { Kind: ElementKind.Void, ItemSize: 0, IsRecord: false, SubType: null };

    private static Casting Resized(DType from, DType to)
        => IsFree(to) ? (from.IsSwapped == to.IsSwapped ? Casting.No : Casting.Equiv)
            : from.ItemSize <= to.ItemSize ? Casting.Safe : Casting.SameKind;

    private static Casting Units(TimeUnit from, TimeUnit to, bool isSpan)
    {
        if (from.IsGeneric || to.IsGeneric)
        {
            return from.IsGeneric ? Casting.Safe : Casting.Unsafe;
        }
        bool crosses = from.IsCalendar != to.IsCalendar;
        return crosses ? (isSpan ? Casting.Unsafe : from.Base <= to.Base ? Casting.Safe : Casting.SameKind)
            : Ratio(from, to) is not (Int128 counts, Int128 other) ? Casting.SameKind
            : counts == other ? Casting.No
            : counts % other == 0 ? Casting.Safe
            : Casting.SameKind;
    }

    /// <summary>
    /// What stands on both sides of 1000ms = 1s: how many of the finer base unit each is. Null beyond 64 bits. numpy knows equal units only
    /// by factors of 1000, and calls no cast to a coarser base safe.
    /// </summary>
    private static (Int128 From, Int128 To)? Ratio(TimeUnit from, TimeUnit to)
    {
        TimeBase finer = from.Base > to.Base ? from.Base : to.Base;
        long x = TimeUnit.Factor(from.Base, finer), y = TimeUnit.Factor(to.Base, finer);
        return x > 0 && y > 0 ? ((Int128)from.Count * x, (Int128)to.Count * y) : null;
    }

    // Records are cast field by field, in order. Different names make the cast safe at best, rather than equivalent.
    private static Casting? RecordsCast(DType from, DType to)
    {
        if (from.Fields is not { } source || to.Fields is not { } target)
        {
            // A void without a length takes the length of the source.
            return IsFreeVoid(to) ? Casting.No
                : to.IsRecord || from.Fields!.Count == 1 ? Casting.Unsafe : null;
        }
        if (source.Count != target.Count)
        {
            return null;
        }
        Casting worst = source.Select(f => f.Name).SequenceEqual(target.Select(f => f.Name)) ? Casting.Equiv : Casting.Safe;
        foreach ((Field a, Field b) in source.Zip(target))
        {
            if (CastingOf(a.DType, b.DType) is not Casting field)
            {
                return null;
            }
            worst = field > worst ? field : worst;
        }
        return worst;
    }

    // Casting an element to a sub-array repeats it; the reverse needs the unsafe rule.
    private static Casting? SubArrays(DType from, DType to)
    {
        if (IsFreeVoid(to) || from is { Kind: ElementKind.Void, SubType: null })
        {
            return IsFreeVoid(to) ? Casting.Safe : Casting.Unsafe;
        }
        if (CastingOf(from.SubType ?? from, to.SubType ?? to) is not Casting element)
        {
            return null;
        }
        bool sameShape = from.SubShape.AsSpan().SequenceEqual(to.SubShape);
        return sameShape ? element
            : from.SubType is null ? (element > Casting.Safe ? element : Casting.Safe)
            : Casting.Unsafe;
    }
}
