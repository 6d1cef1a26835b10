using System.Globalization;
using MemMap.DataTypes;

namespace MemMap;

// The notations of dtypes: numpy's name, str, str() and descr.
public partial class DType
{
    private char OrderMark => !HasByteOrder ? '|' : IsBigEndian ? '>' : '<';

    private string UnitText => Unit is { IsGeneric: false } unit ? $"[{unit}]" : "";

    // The length in the notation: 5 for S5 and for U5, 4 for i4.
    private string LengthText
        => (Traits.IsFlexible ? ItemSize / Traits.UnitSize : ItemSize).ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// numpy's <c>dtype.name</c>: without byte order, with sizes in bits for strings and records (<c>float32</c>, <c>str160</c>,
    /// <c>datetime64[s]</c>).
    /// </summary>
    public string Name => Packing is not null ? Packing.Notation : Traits.IsFlexible
        ? Traits.Name + (ItemSize == 0 ? "" : (ItemSize * 8L).ToString(CultureInfo.InvariantCulture))
        : Traits.Name + UnitText;

    /// <summary>
    /// numpy's <c>dtype.str</c>: byte order, kind and size (<c>&lt;f4</c>, <c>|S5</c>, <c>&lt;M8[s]</c>, <c>|V12</c> for a record).
    /// </summary>
    public string Str => OrderMark + (Packing?.Notation ?? (KindLetter + LengthText + UnitText));

    /// <summary>numpy's <c>str(dtype)</c>, which <see cref="Parse(string)"/> accepts.</summary>
    public override string ToString()
        => IsRecord ? RecordText(withAlign: true)
            : SubType is not null ? SubArrayText()
            : Traits.IsFlexible || IsSwapped ? Str
            : Name;

    /// <summary>
    /// numpy's <c>repr(dtype.descr)</c>, as in the header of a .npy file: a list of fields with padding as unnamed <c>V</c>, or <c>[('',
    /// '&lt;f8')]</c>.
    /// </summary>
    /// <exception cref="InvalidOperationException">Fields overlap or aren't in the order of their offsets; numpy has no descr for
    /// these.</exception>
    public string Descr => IsRecord ? RecordDescr() : $"[('', {Quoted(Str)})]";

    private static string Quoted(string text) => PythonText.Quote(text);

    private static string FieldName(Field field)
        => field.Title is null ? Quoted(field.Name) : $"({Quoted(field.Title)}, {Quoted(field.Name)})";

    // The notation within another dtype, as in numpy: 'i1' without the bar, 'S' without a zero length.
    private string Inner()
    {
        if (IsRecord)
        {
            return RecordText(withAlign: false);
        }
        if (SubType is not null)
        {
            return SubArrayText();
        }
        string order = HasByteOrder ? OrderMark.ToString() : "";
        return Quoted(Packing is not null ? order + Packing.Notation : Kind == ElementKind.Bool ? "?"
            : order + KindLetter + (Traits.IsFlexible && ItemSize == 0 ? "" : LengthText) + UnitText);
    }

    private string SubArrayText() => $"({SubType!.Inner()}, {Error.Shape(_subShape)})";

    private string RecordText(bool withAlign)
    {
        if (!(withAlign && IsAligned) && IsPacked())
        {
            return $"[{string.Join(", ", _fields!.Select(f => f.DType.SubType is DType sub
                ? $"({FieldName(f)}, {sub.Inner()}, {Error.Shape(f.DType._subShape)})"
                : $"({FieldName(f)}, {f.DType.Inner()})"))}]";
        }
        string titles = _fields!.Any(f => f.Title is not null) ? $", 'titles': [{Join(f => f.Title is null ? "None" : Quoted(f.Title))}]"
            : "";
        return $"{{'names': [{Join(f => Quoted(f.Name))}], 'formats': [{Join(f => f.DType.Inner())}], "
            + $"'offsets': [{Join(f => f.Offset.ToString(CultureInfo.InvariantCulture))}]{titles}, "
            + $"'itemsize': {ItemSize.ToString(CultureInfo.InvariantCulture)}{(withAlign && IsAligned ? ", 'aligned': True" : "")}}}";

        string Join(Func<Field, string> part) => string.Join(", ", _fields!.Select(part));
    }

    // Whether the list form is complete: each field starts at the end of the previous one (aligned in an aligned record).
    private bool IsPacked()
    {
        RecordLayout layout = new(IsAligned);
        return _fields!.All(f => layout.Place(f.DType) == f.Offset) && layout.Size == ItemSize;
    }

    // The part after the name: a record's fields, or the notation; for a sub-array, also the shape.
    private string InnerDescr()
        => IsRecord ? RecordDescr()
            : SubType is null ? Quoted(Str)
            : SubType.SubType is null ? $"{SubType.InnerDescr()}, {Error.Shape(_subShape)}"
            : $"({SubType.InnerDescr()}), {Error.Shape(_subShape)}";

    private string RecordDescr()
    {
        List<string> parts = [];
        int end = 0;
        foreach (Field field in _fields!)
        {
            Pad(field.Offset);
            parts.Add($"({FieldName(field)}, {field.DType.InnerDescr()})");
            end = field.Offset + field.DType.ItemSize;
        }
        Pad(ItemSize);
        return $"[{string.Join(", ", parts)}]";

        void Pad(int offset)
        {
            if (offset < end)
            {
                throw Error.NoDescr();
            }
            if (offset > end)
            {
                parts.Add($"('', '|V{(offset - end).ToString(CultureInfo.InvariantCulture)}')");
            }
        }
    }
}
