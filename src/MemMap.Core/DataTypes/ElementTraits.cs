using System.Globalization;
using System.Numerics;

namespace MemMap.DataTypes;

/// <summary>
/// The one table of the kinds, for the parser, for the notations that <see cref="DType"/> prints and for Tab completion. A type without a
/// fixed size (strings, raw bytes) has <see cref="Size"/> 0 and the bytes of one character in <see cref="UnitSize"/>. The names are those
/// of 64-bit Linux on every platform: <c>l</c> and <c>long</c> are int64 on Windows, too.
/// </summary>
/// <param name="Kind">The kind of this row.</param>
/// <param name="Char">numpy's <c>dtype.char</c>.</param>
/// <param name="Letter">numpy's <c>dtype.kind</c>. With the size it forms notations such as <c>i4</c>.</param>
/// <param name="Size">The size in bytes, or 0.</param>
/// <param name="UnitSize">The bytes that are swapped together: those of an integer, of a part of a complex number, of a character.</param>
/// <param name="Name">The canonical name.</param>
/// <param name="ClrType">The .NET type of an element.</param>
/// <param name="Codes">Further one-letter codes.</param>
/// <param name="Aliases">Further names.</param>
internal sealed record ElementTraits(
    ElementKind Kind, char Char, char Letter, int Size, int UnitSize, string Name, Type ClrType, string Codes, params string[] Aliases)
{
    /// <summary>One row per kind, in the order of the enumeration. Nobody writes to it.</summary>
    // No immutable array: its type takes .NET longer to load than all else of the first dtype.
    internal static readonly ElementTraits[] All =
    [
        new(ElementKind.Bool, '?', 'b', 1, 1, "bool", typeof(bool), "", "bool_", "bool8"),
        new(ElementKind.Int8, 'b', 'i', 1, 1, "int8", typeof(sbyte), ""),
        new(ElementKind.UInt8, 'B', 'u', 1, 1, "uint8", typeof(byte), "", "ubyte"),
        new(ElementKind.Int16, 'h', 'i', 2, 2, "int16", typeof(short), "", "short"),
        new(ElementKind.UInt16, 'H', 'u', 2, 2, "uint16", typeof(ushort), "", "ushort"),
        new(ElementKind.Int32, 'i', 'i', 4, 4, "int32", typeof(int), "", "intc"),
        new(ElementKind.UInt32, 'I', 'u', 4, 4, "uint32", typeof(uint), "", "uintc"),
        new(ElementKind.Int64, 'l', 'i', 8, 8, "int64", typeof(long), "qp", "int_", "intp", "int0", "long", "longlong"),
        new(ElementKind.UInt64, 'L', 'u', 8, 8, "uint64", typeof(ulong), "QP", "uintp", "uint0", "ulong", "ulonglong"),
        new(ElementKind.Float16, 'e', 'f', 2, 2, "float16", typeof(Half), "", "half"),
        new(ElementKind.Float32, 'f', 'f', 4, 4, "float32", typeof(float), "", "single"),
        new(ElementKind.Float64, 'd', 'f', 8, 8, "float64", typeof(double), "", "double", "float_"),
        new(ElementKind.Complex64, 'F', 'c', 8, 4, "complex64", typeof(Complex), "", "csingle", "singlecomplex"),
        new(ElementKind.Complex128, 'D', 'c', 16, 8, "complex128", typeof(Complex), "", "complex", "complex_", "cdouble", "cfloat"),
        new(ElementKind.DateTime64, 'M', 'M', 8, 8, "datetime64", typeof(DateTime), ""),
        new(ElementKind.TimeDelta64, 'm', 'm', 8, 8, "timedelta64", typeof(TimeSpan), ""),
        new(ElementKind.Bytes, 'S', 'S', 0, 1, "bytes", typeof(string), "a", "bytes_", "bytes0", "string_"),
        new(ElementKind.Text, 'U', 'U', 0, 4, "str", typeof(string), "", "str_", "str0", "unicode", "unicode_"),
        new(ElementKind.Void, 'V', 'V', 0, 1, "void", typeof(byte[]), "", "void0"),
    ];

    /// <summary>The mark of this machine's byte order.</summary>
    internal static char NativeOrder => BitConverter.IsLittleEndian ? '<' : '>';

    // These tables are filled by loops. .NET has no native code for LINQ over tuples and for frozen dictionaries of them, and compiling it
    // took half of the first New-MemMap.

    /// <summary>The short notations, which accept a byte order prefix: <c>f4</c>, <c>d</c>, <c>M8</c>, <c>S</c>.</summary>
    internal static readonly Dictionary<string, ElementTraits> ByCode = CodeTable();

    /// <summary>The names, which accept no byte order.</summary>
    internal static readonly Dictionary<string, ElementTraits> ByName = NameTable();

    /// <summary>
    /// The types of numpy that MemMap does not support, with the reason. Object references mean nothing in a file, and a long double has
    /// 80, 128 or 64 bits depending on the machine.
    /// </summary>
    internal static readonly Dictionary<string, string> Refused = RefusedTable();

    /// <summary>The names that mean one type in numpy and another one in PowerShell, in any letter case.</summary>
    internal static readonly Dictionary<string, AmbiguousName> Ambiguous = new(StringComparer.OrdinalIgnoreCase)
    {
        ["byte"] = new("int8", "uint8"),
        ["int"] = new("int64", "int32"),
        ["uint"] = new("uint64", "uint32"),
        ["float"] = new("float64", "float32"),
    };

    /// <summary>The row of a kind.</summary>
    internal static ElementTraits Of(ElementKind kind) => All[(int)kind];

    /// <summary>Whether the kind is numeric: bool, integers, floats, complex numbers.</summary>
    internal bool IsNumeric => Kind <= ElementKind.Complex128;

    /// <summary>Whether elements are strings or raw bytes, whose length is part of the dtype.</summary>
    internal bool IsFlexible => Size == 0;

    /// <summary>Whether elements are counts of a time unit.</summary>
    internal bool IsTime => Letter is 'M' or 'm';

    /// <summary>Whether the byte order matters: not for units of one byte.</summary>
    internal bool HasByteOrder => UnitSize > 1;

    private static Dictionary<string, ElementTraits> CodeTable()
    {
        Dictionary<string, ElementTraits> table = [];
        foreach (ElementTraits traits in All)
        {
            table.Add(traits.Char.ToString(), traits);
            foreach (char code in traits.Codes)
            {
                table.Add(code.ToString(), traits);
            }
            if (traits.Size > 0)
            {
                table.Add(traits.Letter + traits.Size.ToString(CultureInfo.InvariantCulture), traits);
            }
        }
        return table;
    }

    private static Dictionary<string, ElementTraits> NameTable()
    {
        Dictionary<string, ElementTraits> table = [];
        foreach (ElementTraits traits in All)
        {
            table.Add(traits.Name, traits);
            foreach (string alias in traits.Aliases)
            {
                table.Add(alias, traits);
            }
        }
        return table;
    }

    private static Dictionary<string, string> RefusedTable()
    {
        Dictionary<string, string> table = [];
        foreach (string name in new[] { "O", "O8", "object", "object_", "object0" })
        {
            table.Add(name, "object references can't be mapped");
        }
        string[] longDoubles =
        [
            "g", "G", "f12", "f16", "c24", "c32", "float96", "float128", "complex192", "complex256", "longdouble", "longfloat",
            "clongdouble", "clongfloat", "longcomplex",
        ];
        foreach (string name in longDoubles)
        {
            table.Add(name, "the layout of a long double differs between machines; use float64 or complex128");
        }
        return table;
    }
}

/// <summary>What a name means in numpy, and in PowerShell.</summary>
internal sealed record AmbiguousName(string Numpy, string PowerShell);
