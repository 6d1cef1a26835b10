using System.Globalization;

namespace MemMap.DataTypes;

/// <summary>
/// What elements stand for where numpy has no dtype that says it: a number that is a date, 16 bytes that are a GUID. It tells how single
/// elements look to a shell and what may be written to them; arithmetic, printing and files see the number or the bytes. Dtypes are equal
/// whatever they stand for.
/// </summary>
internal abstract class ElementMeaning
{
    /// <summary>What it is called, where there are few words: the name of a type.</summary>
    public abstract string Name { get; }

    /// <summary>See <see cref="ElementCodec.ClrType"/>.</summary>
    public abstract Type ClrType { get; }

    /// <summary>What an element stands for.</summary>
    /// <param name="stored">The element as the dtype itself gives it.</param>
    public abstract object? FromStored(object stored);

    /// <summary>What to store for a value; one that has no such meaning stays as it is, and the dtype takes or refuses it.</summary>
    public abstract object? ToStored(object? value);

    /// <summary>
    /// What to compare stored elements with for a value: as <see cref="ToStored"/>, but a member of an enum is its number.
    /// </summary>
    public object? ToNumber(object? value)
        => ToStored(value) is Enum member ? Convert.ChangeType(member, member.GetTypeCode(), CultureInfo.InvariantCulture)
            : ToStored(value);

    /// <summary>What may be written for a value, for who has written something else.</summary>
    public virtual string? Forms => ClrType.IsEnum ? $"a number or one of {string.Join(", ", Enum.GetNames(ClrType))}" : null;

    /// <summary>The text of what an element stands for, whatever the culture.</summary>
    public string TextOf(object stored) => FromStored(stored) switch
    {
        null => "",
        DateTime date => date.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        object value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}

/// <summary>Puts a meaning between a dtype's own codec and the shell.</summary>
internal sealed class MeaningCodec(ElementCodec stored, ElementMeaning meaning) : ElementCodec
{
    public override Type ClrType => meaning.ClrType;

    public override object? Read(ReadOnlySpan<byte> bytes) => meaning.FromStored(stored.Read(bytes)!);

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
