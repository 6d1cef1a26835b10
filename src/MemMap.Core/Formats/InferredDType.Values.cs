using System.Globalization;
using System.Numerics;
using MemMap.DataTypes;

namespace MemMap.Formats;

// The dtype that holds several values.
internal static partial class InferredDType
{
    // Every integer of so many digits is a float64 exactly.
    private const int DigitsOfReal = 15;

    // The texts of all numbers have so many characters at most, in numpy too.
    private const int LengthOfInteger = 20, LengthOfReal = 32;

    /// <summary>What is among the values of a column.</summary>
    /// <param name="hasOwnType">Whether numbers of one type keep it, as those of objects' properties don't.</param>
    private sealed class Column(bool hasOwnType)
    {
        private Type? _type;
        private bool _hasOtherType = !hasOwnType;

        private bool _hasNull, _hasEmpty, _hasWord, _hasCode, _hasNaN, _hasNumberText, _hasNumber, _hasReal, _hasInexact, _hasNegative,
            _hasBig, _hasConflict;

        // What all texts are, as the cells of a table in text.
        private readonly InferredColumn _cells = new(CellCulture.Current);

        private int _length = 1;
        private DType? _other;

        internal void Add(object? value)
        {
            if (value is KeptElement { DType.KindLetter: not ('U' or 'i' or 'u' or 'f') } kept)
            {
                AddOther(kept.DType);
                return;
            }
            switch (Bare(value))
            {
                case null:
                    _hasNull = true;
                    break;
                case string text:
                    AddText(text);
                    break;
                case var number when IsNumber(number):
                    _hasNumber = true;
                    _type ??= number.GetType();
                    _hasOtherType |= _type != number.GetType();
                    AddNumber(number);
                    break;
                case byte[] bytes:
                    AddOther(DType.Flexible(ElementKind.Void, bytes.Length));
                    break;
                case var other:
                    AddOther(DType.TryFromType(other.GetType()));
                    break;
            }
        }

        /// <summary>The dtype that holds all values; null if there is none.</summary>
        internal DType? DType
        {
            get
            {
                if (_other is not null || _hasConflict)
                {
                    return _hasConflict || _hasNumber || (_hasNull && !_other!.Traits.IsTime) ? null : _other;
                }
                bool isNumber = _hasNumber || _hasNumberText;
                if (_hasNumber && !(_hasOtherType || _hasNumberText || _hasNull || _hasEmpty || _hasWord || _hasCode || _hasNaN)
                    && OwnOf(_type) is { } own)
                {
                    return own;
                }
                DType text = MemMap.DType.Flexible(ElementKind.Text, _length);
                DType? orText = _hasNumber ? null : DateOrBool(isNumber) ?? text;
                return _hasWord || (_hasCode && !_hasNumber) || (!isNumber && (_hasNaN || _hasEmpty)) ? orText
                    : _hasReal || _hasNull || _hasEmpty || _hasNaN || !isNumber ? _hasInexact ? orText : MemMap.DType.Float64
                    : !_hasBig ? MemMap.DType.Int64
                    : _hasNegative ? orText
                    : MemMap.DType.UInt64;
            }
        }

        // As -CsvPath has them.
        private DType? DateOrBool(bool isNumber)
            => !isNumber && _cells.DType is { } dtype && (dtype.KindLetter == 'M' || (dtype.KindLetter == 'b' && !_hasNull)) ? dtype : null;

        private void AddText(string text)
        {
            _length = Math.Max(_length, LengthOf(text));
            _cells.Add(text);
            if (string.IsNullOrWhiteSpace(text))
            {
                _hasEmpty = true;
            }
            else if (NumberIn(text) is not { } number || NumberText.TryReal(number) is not { } real)
            {
                _hasWord = true;
            }
            else if (!CountsAsNumber(number))
            {
                _hasNaN |= !double.IsFinite(real);
                _hasCode |= double.IsFinite(real);
            }
            else
            {
                _hasNumberText = true;
                AddNumber(NumberText.TryInteger(number) is BigInteger integer ? integer : real);
            }
        }

        private void AddNumber(object number)
        {
            if (number is double or float or decimal or Half || IntegerOf(number) is not { } integer)
            {
                _hasReal = true;
                return;
            }
            _hasInexact |= IsInexact(integer);
            _hasNegative |= integer.Sign < 0;
            _hasBig |= integer > long.MaxValue;
            // No integer dtype has it.
            _hasReal |= integer > ulong.MaxValue || integer < long.MinValue;
        }

        private void AddOther(DType? dtype)
        {
            _hasConflict |= dtype is null || !dtype.Equals(_other ?? dtype);
            _other ??= dtype;
        }
    }

    /// <summary>The dtype of all elements; null if none has all of them.</summary>
    /// <param name="now">What was inferred until now, which tells the fields.</param>
    /// <param name="elements">The elements; of records, their fields' values in order.</param>
    internal static DType? Common(DType now, IReadOnlyList<object?> elements) => Common(now, elements, isField: false);

    private static DType? Common(DType now, IReadOnlyList<object?> elements, bool isField)
    {
        if (now.Fields is { } fields)
        {
            RecordBuilder record = new(isAligned: false);
            for (int i = 0; i < fields.Count; i++)
            {
                object?[] values = [.. elements.Select(element => Bare(element) is object?[] row ? row[i] : null)];
                if (Common(fields[i].DType, values, isField: true) is not { } dtype)
                {
                    return null;
                }
                record.Add(fields[i].Name, dtype);
            }
            return record.Build();
        }
        // Text may be the numbers that stand behind an empty text, and NaN what nothing was known of.
        bool isOwn = !isField && now.IsNumeric && now.KindLetter is 'i' or 'u' or 'f' && !now.Equals(DType.Int64);
        if (now.KindLetter != 'U' && !now.Equals(DType.Float64) && !isOwn && elements.All(element => Fits(now, element)))
        {
            return now;
        }
        Column column = new(hasOwnType: !isField);
        foreach (object? element in elements)
        {
            column.Add(element);
        }
        return column.DType is { } common && elements.All(element => Fits(common, element)) ? common : null;
    }

    /// <summary>The fields of text whose values are all numbers or dates in the notation of another culture, with that.</summary>
    internal static IReadOnlyList<(string Field, string Culture)> Meant(DType dtype, IReadOnlyList<object?> elements)
    {
        if (dtype.Fields is { } fields)
        {
            return [.. fields.SelectMany((field, i) => Meant(
                field.DType, [.. elements.Select(element => Bare(element) is object?[] row && i < row.Length ? row[i] : null)])
                .Select(inner => (inner.Field.Length == 0 ? field.Name : ColumnName.OfField(field.Name, inner.Field), inner.Culture)))];
        }
        if (dtype.KindLetter != 'U' || dtype.Meaning is not null)
        {
            return [];
        }
        InferredColumn column = new(CellCulture.Current);
        foreach (object? element in elements)
        {
            column.Add(Bare(element) as string ?? "");
        }
        return column.Meant is { } meant ? [("", meant.Name)] : [];
    }

    /// <summary>Whether a number becomes another one, as the floats are shorter than those of its type.</summary>
    internal static bool IsCut(DType dtype, object? element)
        => dtype is { KindLetter: 'f', ItemSize: < sizeof(double) } && Bare(element) is { } number && IsNumber(number)
            && (number is Half half ? (double)half
                : number is BigInteger big ? (double)big : Convert.ToDouble(number, CultureInfo.InvariantCulture)) is var value
            && double.IsFinite(value) && value != (dtype.ItemSize == sizeof(float) ? (float)value : (double)(Half)value);

    /// <summary>The wider dtype of the same kind that an element fits in, too; null if there is none.</summary>
    internal static DType? Widened(DType dtype, object? element) => Wider(dtype, element, isAnyKind: false);

    /// <summary>A dtype to name, so that an element and those before it are taken: text, if nothing else is.</summary>
    internal static DType Proposed(DType dtype, object? element) => Wider(dtype, element, isAnyKind: true) ?? dtype;

    private static DType? Wider(DType dtype, object? element, bool isAnyKind)
    {
        object? value = Bare(element);
        if ((Fits(dtype, value) && !IsCut(dtype, value)) || (isAnyKind && dtype.SubType is not null))
        {
            return dtype;
        }
        if (dtype.Fields is not { } fields)
        {
            return WiderItem(dtype, value) ?? (isAnyKind ? AnyKind(dtype, value) : null);
        }
        RecordBuilder record = new(isAligned: false);
        for (int i = 0; i < fields.Count; i++)
        {
            if (Wider(fields[i].DType, value is object?[] values ? values[i] : value, isAnyKind) is not { } wider)
            {
                return null;
            }
            record.Add(fields[i].Name, wider);
        }
        return record.Build();
    }

    private static DType? WiderItem(DType dtype, object? value) => dtype.KindLetter switch
    {
        'i' or 'u' when Fits(DType.Int64, value) && (dtype.IsSigned || dtype.ItemSize < sizeof(long)) => DType.Int64,
        'i' or 'u' when Fits(DType.Float64, value) => DType.Float64,
        'f' when dtype.ItemSize < sizeof(double) && Fits(DType.Float64, value) => DType.Float64,
        'U' when value is string text => DType.Flexible(ElementKind.Text, LengthOf(text)),
        _ => null,
    };

    private static DType AnyKind(DType dtype, object? value) => value switch
    {
        byte[] bytes when dtype.KindLetter == 'V' => DType.Flexible(ElementKind.Void, Math.Max(dtype.ItemSize, bytes.Length)),
        string text => DType.Flexible(ElementKind.Text, Math.Max(LengthOf(text), TextLength(dtype))),
        not null when dtype.KindLetter == 'U'
            => DType.Flexible(ElementKind.Text, Math.Max(TextLength(dtype), PythonText.TryFormat(value)?.Length ?? 0)),
        not null when dtype.KindLetter == 'b' && IsNumber(value) => Of(value),
        _ => DType.Float64,
    };

    private static int TextLength(DType dtype) => dtype.KindLetter switch
    {
        'U' => dtype.ItemSize / sizeof(uint),
        'i' or 'u' => LengthOfInteger,
        _ => LengthOfReal,
    };

    private static int LengthOf(string text) => text.EnumerateRunes().Count();

    private static bool IsNumber(object value) => value is int or long or double or float or decimal or byte or sbyte or short or ushort
        or uint or ulong or BigInteger or Half;

    /// <summary>The integer that a number is; null for one with a fraction, and for what is no number.</summary>
    private static BigInteger? IntegerOf(object? value) => value switch
    {
        double number => double.IsInteger(number) ? new BigInteger(number) : null,
        float number => float.IsInteger(number) ? new BigInteger(number) : null,
        decimal number => decimal.IsInteger(number) ? new BigInteger(number) : null,
        Half number => Half.IsInteger(number) ? new BigInteger((double)number) : null,
        ulong number => number,
        BigInteger number => number,
        int or long or uint or byte or sbyte or short or ushort => Convert.ToInt64(value, null),
        _ => null,
    };

    /// <summary>Whether an integer becomes another one as a float64.</summary>
    private static bool IsInexact(object? value)
        => value is long or ulong or BigInteger && IntegerOf(value) is { } integer && new BigInteger((double)integer) != integer;
}
