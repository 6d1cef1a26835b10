using System.Numerics;
using MemMap.DataTypes;

namespace MemMap;

// Construction of dtypes: the predefined ones, and those with a size, a unit, a byte order, a shape or fields.
public partial class DType
{
    /// <summary>The largest number of dimensions of a sub-array: numpy's limit, and .NET's.</summary>
    internal const int MaxDimensions = 32;

    private static readonly DType[] Native = [
        .. ElementTraits.All.Select(t => new DType(t.Kind, t.Size, false, t.IsTime ? TimeUnit.Generic : null))];

    /// <summary>The dtypes of bool and the numbers, in this machine's byte order.</summary>
    public static readonly DType
        Bool = Of(ElementKind.Bool), Int8 = Of(ElementKind.Int8), UInt8 = Of(ElementKind.UInt8), Int16 = Of(ElementKind.Int16),
        UInt16 = Of(ElementKind.UInt16), Int32 = Of(ElementKind.Int32), UInt32 = Of(ElementKind.UInt32), Int64 = Of(ElementKind.Int64),
        UInt64 = Of(ElementKind.UInt64), Float16 = Of(ElementKind.Float16), Float32 = Of(ElementKind.Float32),
        Float64 = Of(ElementKind.Float64), Complex64 = Of(ElementKind.Complex64), Complex128 = Of(ElementKind.Complex128);

    // complex64 has no .NET type of its own, so Complex is complex128. A DateTime counts 100 ns, which is numpy's M8[100ns].
    private static readonly Dictionary<Type, DType> ByType = new()
    {
        [typeof(bool)] = Bool,
        [typeof(sbyte)] = Int8,
        [typeof(byte)] = UInt8,
        [typeof(short)] = Int16,
        [typeof(ushort)] = UInt16,
        [typeof(int)] = Int32,
        [typeof(uint)] = UInt32,
        [typeof(long)] = Int64,
        [typeof(nint)] = Int64,
        [typeof(ulong)] = UInt64,
        [typeof(nuint)] = UInt64,
        [typeof(Half)] = Float16,
        [typeof(float)] = Float32,
        [typeof(double)] = Float64,
        [typeof(Complex64)] = Complex64,
        [typeof(Complex)] = Complex128,
        [typeof(string)] = Of(ElementKind.Text),
        [typeof(byte[])] = Of(ElementKind.Void),
        [typeof(DateTime)] = Time(ElementKind.DateTime64, new TimeUnit(TimeBase.Nanosecond, 100)),
        [typeof(Guid)] = Flexible(ElementKind.Void, 16).WithMeaning(new GuidMeaning()),
        [typeof(TimeSpan)] = Time(ElementKind.TimeDelta64, new TimeUnit(TimeBase.Nanosecond, 100)),
    };

    /// <summary>The native dtype of a kind: with length 0 for strings and raw bytes, with the generic unit for times.</summary>
    internal static DType Of(ElementKind kind) => Native[(int)kind];

    /// <summary>A native <c>datetime64</c> or <c>timedelta64</c> of a unit.</summary>
    internal static DType Time(ElementKind kind, TimeUnit unit) => new(kind, sizeof(long), false, unit);

    /// <summary>A native string or raw dtype of <paramref name="length"/> characters or bytes.</summary>
    internal static DType Flexible(ElementKind kind, long length)
    {
        long size = checked(length * ElementTraits.Of(kind).UnitSize);
        return size is >= 0 and <= int.MaxValue ? new(kind, (int)size, false) : throw Error.DTypeTooLarge();
    }

    /// <summary>The dtype of elements that are stored in a packing, in this machine's byte order.</summary>
    internal static DType Packed(Packing packing) => new(packing.Kind, packing.Size, false) { Packing = packing };

    /// <summary>A record. The caller has checked <paramref name="fields"/>.</summary>
    /// <exception cref="FormatException">The fields nest too deeply, or are too many.</exception>
    internal static DType Record(IReadOnlyList<Field> fields, int itemSize, bool isAligned) => Bounded(new(fields, itemSize, isAligned));

    /// <summary>A sub-array. With an empty shape, the element's dtype itself.</summary>
    internal static DType SubArray(DType element, ReadOnlySpan<long> shape)
    {
        if (shape.Length == 0)
        {
            return element;
        }
        if (shape.Length > MaxDimensions)
        {
            throw Error.SubArrayDimensions(shape.Length, MaxDimensions);
        }
        Int128 size = element.ItemSize;
        foreach (long length in shape)
        {
            size *= length is >= 0 and <= int.MaxValue ? length : throw Error.SubArrayLength(shape);
            if (size > int.MaxValue)
            {
                throw Error.DTypeTooLarge();
            }
        }
        return Bounded(new(element, shape.ToArray(), (int)size));
    }

    private static DType Bounded(DType dtype)
        => dtype.Depth > MaxDepth ? throw Error.DTypeTooDeep(MaxDepth) : dtype.FieldCount > MaxFields ? throw Error.TooManyFields(MaxFields)
            : dtype;

    /// <summary>
    /// The same dtype in another byte order, including its fields: <c>&lt;</c> or <c>L</c> little, <c>&gt;</c> or <c>B</c> big, <c>=</c> or
    /// <c>N</c> native, <c>S</c> swapped, <c>|</c> or <c>I</c> unchanged. One-byte types, <c>S</c> and <c>V</c> have no byte order.
    /// </summary>
    /// <exception cref="ArgumentException">The order is none of these.</exception>
    public DType NewByteOrder(char order = 'S') => order switch
    {
        '<' or 'L' or 'l' => WithOrder(_ => !BitConverter.IsLittleEndian),
        '>' or 'B' or 'b' => WithOrder(_ => BitConverter.IsLittleEndian),
        '=' or 'N' or 'n' => WithOrder(_ => false),
        'S' or 's' => WithOrder(swapped => !swapped),
        '|' or 'I' or 'i' => this,
        _ => throw Error.ByteOrder(order),
    };

    /// <summary>
    /// The same dtype in this machine's byte order, including its fields. Elements that no type of .NET has in memory become those in which
    /// they are computed: bits of an integer become the smallest integer that holds them, bfloat16 becomes float32.
    /// </summary>
    public DType AsNative()
        => Packing is not null ? Of(Kind).WithMeaning(Meaning)
            // As most are: without the object that the function of the byte order takes.
            : _fields is null && SubType is null && !IsSwapped ? this
            : WithOrder(_ => false);

    private DType WithOrder(Func<bool, bool> isSwapped)
    {
        if (_fields is not null)
        {
            Field[] fields = [.. _fields.Select(f => f with { DType = f.DType.WithOrder(isSwapped) })];
            return fields.SequenceEqual(_fields) ? this : new(fields, ItemSize, IsAligned);
        }
        if (SubType?.WithOrder(isSwapped) is DType element)
        {
            return element == SubType ? this : new(element, _subShape!, ItemSize);
        }
        bool swap = HasByteOrder && isSwapped(IsSwapped);
        return swap == IsSwapped ? this : Like(swap);
    }
}
