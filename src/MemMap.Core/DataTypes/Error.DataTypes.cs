using System.Globalization;
using MemMap.DataTypes;

namespace MemMap;

// Errors of dtypes: invalid notations, layouts that don't fit.
internal static partial class Error
{
    internal static FormatException DTypeNotUnderstood(string text)
        => With("DTypeNotUnderstood", new FormatException($"data type '{text}' not understood" + (
            DTypeNames.Instead(text) is string instead ? $"; {instead}"
            : DTypeNames.Nearest(text) is string near ? $"; did you mean {near}?"
            : DTypeNames.MayBeRegistered(text) ? "; a type of this name is not registered in this session: Register-MemMapType registers "
                + "it, in $PROFILE for all sessions"
            : "")));

    internal static FormatException FieldsNotUnderstood(string text, string instead, Exception reason) => With("DTypeNotUnderstood",
        new FormatException($"data type '{text}' not understood; {instead}", reason));

    internal static FormatException DTypeRefused(string name, string why)
        => With("DTypeRefused", new FormatException($"data type '{name}' is not supported: {why}"));

    internal static FormatException DTypeAmbiguous(string name, string numpy, string powerShell)
        => With("DTypeAmbiguous", new FormatException(
            $"data type '{name}' is {numpy} in numpy and {powerShell} in PowerShell; write {numpy} or {powerShell}"));

    internal static FormatException TimeUnit(string text)
        => With("TimeUnitInvalid", new FormatException(
            $"invalid time unit in data type '{text}'; units are {string.Join(' ', MemMap.TimeUnit.AllSymbols)}, with a multiple such as "
                + "25s"));

    internal static FormatException DTypeTooLarge()
        => With("DTypeTooLarge",
            new FormatException($"the data type's size in bytes must not exceed {int.MaxValue.ToString(CultureInfo.InvariantCulture)}"));

    internal static FormatException DTypeTooDeep(int max)
        => With("DTypeTooDeep", new FormatException($"records and sub-arrays nest deeper than {max} levels in the data type"));

    internal static FormatException TooManyFields(long max)
        => With("DTypeTooLarge", new FormatException($"a record has at most {max} fields, those of its fields included"));

    internal static FormatException SubArrayLength(ReadOnlySpan<long> shape)
        => With("SubArrayShape",
            new FormatException($"invalid shape {Shape(shape)} of a sub-array: each length must be from 0 to "
                + $"{int.MaxValue.ToString(CultureInfo.InvariantCulture)}"));

    internal static FormatException SubArrayOfNoLength(DType element)
        => With("SubArrayShape", new FormatException($"a sub-array of '{element.Char}' needs its length, such as {element.Char}5"));

    internal static FormatException SubArrayDimensions(int count, int max)
        => With("SubArrayShape", new FormatException($"a sub-array has at most {max} dimensions, not {count}"));

    internal static FormatException DTypeSpec(string what)
        => With("DTypeSpecInvalid", new FormatException($"{what} can't be read as a data type"));

    internal static FormatException DTypeListLengths()
        => With("DTypeSpecInvalid", new FormatException("'names', 'formats', 'offsets' and 'titles' must have the same length"));

    internal static FormatException FieldsUnordered()
        => With("FieldsUnordered",
            new FormatException("a hashtable doesn't keep the order of its entries, and the order is the record's layout: use "
                + "[ordered]@{ ... }"));

    internal static FormatException FieldTwice(string name)
        => With("FieldTwice", new FormatException($"field '{name}' occurs more than once"));

    internal static FormatException FieldOffsetNegative(long offset)
        => With("FieldOffset", new FormatException($"offset {offset} cannot be negative"));

    internal static FormatException FieldOffsetUnaligned(long offset, int alignment)
        => With("FieldOffset",
            new FormatException($"offset {offset} of a field is not divisible by the field's alignment {alignment} in an aligned record"));

    internal static FormatException ItemSizeTooSmall(long needed, long given)
        => With("RecordItemSize", new FormatException($"the fields require {needed} bytes, the itemsize of the record can't be {given}"));

    internal static FormatException ItemSizeUnaligned(int alignment, long given)
        => With("RecordItemSize",
            new FormatException($"an aligned record requires alignment of {alignment} bytes, which is not divisible into the specified "
                + $"itemsize {given}"));

    internal static FormatException LiteralTooLong(int length, int max)
        => With("LiteralTooLong", new FormatException($"the text of {length} characters is too long to be read; at most {max} are"));

    internal static FormatException LiteralTooDeep(int max)
        => With("LiteralTooDeep", new FormatException($"the text nests deeper than {max} levels"));

    internal static FormatException Literal(string text, int position)
    {
        const int Shown = 40;
        string near = text.Substring(position, Math.Min(Shown, text.Length - position));
        return With("LiteralInvalid", new FormatException(
            position >= text.Length ? "the text ends within a literal"
                : $"can't read '{near}' at position {position}: not a literal of strings, integers, lists, tuples and dictionaries"));
    }

    internal static ArgumentException TypeHasNoDType(Type type)
        => With("TypeHasNoDType", new ArgumentException($"no data type has elements of type {type}"));

    internal static ArgumentException ByteOrder(char order)
        => With("ByteOrderInvalid", new ArgumentException($"byteorder not recognized (got '{order}'); known are < > = | and S to swap"));

    internal static InvalidOperationException NoDescr()
        => With("NoDescr", new InvalidOperationException("dtype.descr is not defined for types with overlapping or out-of-order fields"));
}
