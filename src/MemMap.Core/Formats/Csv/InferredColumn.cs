using MemMap.DataTypes;

namespace MemMap.Formats;

/// <summary>
/// Infers the dtype of a column from all of its cells: bool, int64, uint64, float64, datetime64 in the coarsest unit that has all of them,
/// or else text of the greatest length. An empty cell is NaN, NaT or an empty text, so integers with one are floats.
/// </summary>
internal sealed class InferredColumn
{
    [Flags]
    private enum Kinds
    {
        None = 0,
        Bool = 1,
        Integer = 2,
        Unsigned = 4,
        Real = 8,
        Date = 16,
        All = Bool | Integer | Unsigned | Real | Date,
    }

    private const int DecimalsOfUnit = 3;

    private Kinds _kinds = Kinds.All;
    private TimeBase _unit = TimeBase.Year;
    private bool _hasEmpty, _hasValue;
    private int _length;

    /// <summary>Whether there is a cell that is neither empty nor a value of any other dtype.</summary>
    internal bool IsText => _kinds == Kinds.None;

    /// <summary>The dtype of a column that has all cells, and another one's; null if none has a value.</summary>
    internal DType? DType
        => !_hasValue ? null
            : Has(Kinds.Bool) && !_hasEmpty ? MemMap.DType.Bool
            : Has(Kinds.Integer) && !_hasEmpty ? MemMap.DType.Int64
            : Has(Kinds.Unsigned) && !_hasEmpty ? MemMap.DType.UInt64
            : Has(Kinds.Real) ? MemMap.DType.Float64
            : Has(Kinds.Date) ? MemMap.DType.Time(ElementKind.DateTime64, new TimeUnit(_unit == TimeBase.Year ? TimeBase.Second : _unit))
            : MemMap.DType.Flexible(ElementKind.Text, _length);

    /// <summary>Takes a cell into account.</summary>
    internal void Add(ReadOnlySpan<char> cell)
    {
        // Two halves of a pair are one character.
        int length = cell.ContainsAnyInRange('\ud800', '\udfff') ? CodePoints.Of(cell).Length : cell.Length;
        _length = Math.Max(_length, length);
        if (cell.IsWhiteSpace())
        {
            _hasEmpty = true;
            return;
        }
        _hasValue = true;
        if (!IsText)
        {
            _kinds &= KindsOf(cell);
        }
    }

    /// <summary>Takes the cells of another part of the column into account.</summary>
    internal void Add(InferredColumn other)
    {
        _kinds &= other._kinds;
        _unit = Max(_unit, other._unit);
        _hasEmpty |= other._hasEmpty;
        _hasValue |= other._hasValue;
        _length = Math.Max(_length, other._length);
    }

    private static TimeBase Max(TimeBase one, TimeBase other) => one > other ? one : other;

    private bool Has(Kinds kind) => (_kinds & kind) != 0;

    private Kinds KindsOf(ReadOnlySpan<char> cell)
    {
        if (char.IsAsciiDigit(cell[^1]) || cell[0] is '+' or '-' or '.' || char.IsAsciiDigit(cell[0]))
        {
            Kinds kinds = InferredDType.CountsAsNumber(cell) ? NumbersOf(cell) : Kinds.None;
            return kinds != Kinds.None ? kinds : IsInfinity(cell) ? Kinds.Real : Has(Kinds.Date) && IsDate(cell) ? Kinds.Date : Kinds.None;
        }
        return bool.TryParse(cell, out _) ? Kinds.Bool
            : cell is "NaT" ? Kinds.Date
            : IsInfinity(cell) || cell.Equals("nan", StringComparison.OrdinalIgnoreCase) ? Kinds.Real
            : Kinds.None;
    }

    private static Kinds NumbersOf(ReadOnlySpan<char> cell)
        => NumberText.TryPlainInteger(cell, out long integer) ? Kinds.Integer | Kinds.Real | (integer < 0 ? Kinds.None : Kinds.Unsigned)
            : NumberText.TryPlainInteger(cell, out ulong _) ? Kinds.Unsigned | Kinds.Real
            : NumberText.TryPlainReal(cell, out double _) ? Kinds.Real
            : Kinds.None;

    private static bool IsInfinity(ReadOnlySpan<char> cell)
    {
        ReadOnlySpan<char> word = cell[0] is '+' or '-' ? cell[1..] : cell;
        return word.Equals("inf", StringComparison.OrdinalIgnoreCase) || word.Equals("infinity", StringComparison.OrdinalIgnoreCase);
    }

    private bool IsDate(ReadOnlySpan<char> cell)
    {
        if (!cell[1..].Contains('-') || IsoDate.TryParse(cell.ToString()) is null)
        {
            return false;
        }
        _unit = Max(_unit, UnitOf(cell));
        return true;
    }

    /// <summary>Whether a text is a date that a dtype of dates has with all of its decimals, or an empty one.</summary>
    internal static bool IsDateOf(DType dtype, string text)
        => text == "NaT" || (IsoDate.TryParse(text) is null ? TableCell.Read(text, dtype) is not string
            : dtype.Unit is { } unit && UnitOf(text) <= unit.Base);

    /// <summary>The coarsest unit that has a date and its decimals.</summary>
    private static TimeBase UnitOf(ReadOnlySpan<char> date)
    {
        if (date.IndexOfAny('T', ' ') < 0)
        {
            return date[1..].Count('-') == 1 ? TimeBase.Month : TimeBase.Day;
        }
        int point = date.IndexOf('.');
        if (point < 0)
        {
            return TimeBase.Second;
        }
        ReadOnlySpan<char> decimals = date[(point + 1)..];
        int end = decimals.IndexOfAnyExceptInRange('0', '9'), count = end < 0 ? decimals.Length : end;
        return TimeBase.Second + ((count + DecimalsOfUnit - 1) / DecimalsOfUnit);
    }
}
