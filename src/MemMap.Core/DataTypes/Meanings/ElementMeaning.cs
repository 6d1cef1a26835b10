using System.Globalization;

namespace MemMap.DataTypes;

/// <summary>
/// The meaning of elements for which numpy has no dtype: a number that is a date, 16 bytes that are a GUID. It determines how single
/// elements are shown to the host and which values may be written to them. Arithmetic, printing and files use the number or the bytes.
/// Dtypes are equal whatever their meanings.
/// </summary>
internal abstract class ElementMeaning
{
    /// <summary>A short name, that of a type.</summary>
    public abstract string Name { get; }

    /// <summary>What a notation calls the dtype with this meaning, if it has such a name.</summary>
    public virtual string? Notation => null;

    /// <summary>See <see cref="ElementCodec.ClrType"/>.</summary>
    public abstract Type ClrType { get; }

    /// <summary>Converts a stored element to the value that it means.</summary>
    /// <param name="stored">The element as the dtype's own codec reads it.</param>
    public abstract object? FromStored(object stored);

    /// <summary>
    /// Converts a value to the stored form. Values without this meaning are returned unchanged; the dtype accepts or refuses them.
    /// </summary>
    public abstract object? ToStored(object? value);

    /// <summary>Whether what an element stands for tells all of its bytes.</summary>
    public virtual bool TellsAll(ReadOnlySpan<byte> bytes) => true;

    /// <summary>The same meaning, of elements that cut text that is too long for them.</summary>
    public virtual ElementMeaning Truncating() => this;

    /// <summary>The same meaning in a byte order, <c>&lt;</c> or <c>&gt;</c>, of bytes whose dtype has none.</summary>
    public virtual ElementMeaning InOrder(char order) => this;

    /// <summary>
    /// Converts a value for comparisons with stored elements: as <see cref="ToStored"/>, but a member of an enum becomes its number.
    /// </summary>
    public object? ToNumber(object? value)
        => ToStored(value) is Enum member ? Convert.ChangeType(member, member.GetTypeCode(), CultureInfo.InvariantCulture)
            : ToStored(value);

    /// <summary>The accepted forms of a value, for error messages.</summary>
    public virtual string? Forms => ClrType.IsEnum ? $"a number or one of {string.Join(", ", Enum.GetNames(ClrType))}" : null;

    /// <summary>What elements can hold, for error messages; null if the range of the integers says it.</summary>
    public virtual string? Range => null;

    /// <summary>The text of an element's value, whatever the culture.</summary>
    public string TextOf(object stored) => FromStored(stored) switch
    {
        null => "",
        DateTime date => date.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        object value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}

/// <summary>Applies a meaning on top of a dtype's own codec.</summary>
internal sealed class MeaningCodec(ElementCodec stored, ElementMeaning meaning, DType dtype) : ElementCodec
{
    public override Type ClrType => meaning.ClrType;

    public override object? Read(ReadOnlySpan<byte> bytes) => meaning.FromStored(stored.Read(bytes)!);

    public override bool TellsAll(ReadOnlySpan<byte> bytes) => stored.TellsAll(bytes) && meaning.TellsAll(bytes);

    public override void Write(Span<byte> bytes, object? value)
    {
        object? element = null;
        try
        {
            element = meaning.ToStored(value);
            stored.Write(bytes, element);
        }
        catch (FormatException) when (element is string && meaning.Forms is not null)
        {
            throw Error.MeaningText((string)element, dtype, meaning.Name, meaning.Forms);
        }
        catch (OverflowException) when (!ReferenceEquals(element, value))
        {
            // It was not given as what is stored.
            throw Error.MeaningOutOfBounds(value, meaning.Name, meaning.Range ?? Range());
        }
    }

    public override bool TakesList(System.Collections.IList list) => stored.TakesList(list);

    /// <summary>The least and the greatest value of integers; null where one of them means nothing but the number.</summary>
    private string? Range()
    {
        if (dtype.Traits.Letter is not ('i' or 'u'))
        {
            return null;
        }
        Span<byte> least = stackalloc byte[dtype.ItemSize], greatest = stackalloc byte[dtype.ItemSize];
        least.Clear();
        greatest.Fill(byte.MaxValue);
        if (dtype.IsSigned)
        {
            int sign = dtype.IsSwapped == BitConverter.IsLittleEndian ? 0 : dtype.ItemSize - 1;
            (least[sign], greatest[sign]) = (0x80, 0x7F);
        }
        object first = stored.Read(least)!, last = stored.Read(greatest)!;
        return meaning.FromStored(first) is { } from && meaning.FromStored(last) is { } to && !from.Equals(first) && !to.Equals(last)
            ? $"{meaning.TextOf(first)} to {meaning.TextOf(last)}" : null;
    }
}
