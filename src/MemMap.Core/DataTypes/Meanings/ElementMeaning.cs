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

    /// <summary>The text of an element's value, whatever the culture.</summary>
    public string TextOf(object stored) => FromStored(stored) switch
    {
        null => "",
        DateTime date => date.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        object value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}

/// <summary>Applies a meaning on top of a dtype's own codec.</summary>
internal sealed class MeaningCodec(ElementCodec stored, ElementMeaning meaning) : ElementCodec
{
    public override Type ClrType => meaning.ClrType;

    public override object? Read(ReadOnlySpan<byte> bytes) => meaning.FromStored(stored.Read(bytes)!);

    public override bool TellsAll(ReadOnlySpan<byte> bytes) => stored.TellsAll(bytes) && meaning.TellsAll(bytes);

    public override void Write(Span<byte> bytes, object? value)
    {
        object? element = meaning.ToStored(value);
        try
        {
            stored.Write(bytes, element);
        }
        catch (FormatException) when (element is string && meaning.Forms is not null)
        {
            throw Error.MeaningText((string)element, meaning.Name, meaning.Forms);
        }
    }

    public override bool TakesList(System.Collections.IList list) => stored.TakesList(list);
}
