using MemMap.DataTypes;

namespace MemMap.Formats;

/// <summary>
/// Infers the dtype of a column from all of its cells: bool, int64, uint64, float64, datetime64 in the coarsest unit that has all of them,
/// or else text of the greatest length. An empty cell is NaN, NaT or an empty text, so integers with one are floats.
/// </summary>
/// <param name="culture">The notation of the cells; null for the invariant one.</param>
internal sealed class InferredColumn(CellCulture? culture)
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

    private const Kinds Numbers = Kinds.Integer | Kinds.Unsigned | Kinds.Real;

    private const int DecimalsOfUnit = 3;

    private Kinds _kinds = Kinds.All;
    private TimeBase _unit = TimeBase.Year;
    private bool _hasEmpty, _hasValue;
    private int _length;

    // A bit for each of the usual cultures: whether all cells were numbers in its notation, or dates, since the column is text; and
    // whether decimals stood behind a point before.
    private int _numbers = -1, _dates = -1;
    private bool _hasPoint;

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
            Kinds before = _kinds;
            _kinds &= KindsOf(cell, culture, Has(Kinds.Date));
            if (IsText)
            {
                Limit(before);
            }
        }
        if (IsText && (_numbers | _dates) != 0 && culture is null)
        {
            Suppose(cell);
        }
    }

    /// <summary>Takes the cells of another part of the column into account.</summary>
    internal void Add(InferredColumn other)
    {
        Limit(_kinds);
        Limit(other._kinds);
        _numbers &= other._numbers;
        _dates &= other._dates;
        _hasPoint |= other._hasPoint;
        _kinds &= other._kinds;
        _unit = Max(_unit, other._unit);
        _hasEmpty |= other._hasEmpty;
        _hasValue |= other._hasValue;
        _length = Math.Max(_length, other._length);
    }

    /// <summary>
    /// Of a column of text, the usual culture in which all cells are numbers or dates; null if there is none, or if it is no text.
    /// </summary>
    internal CellCulture? Meant
        => !IsText || culture is not null ? null
            : CellCulture.Usual.Where(
                (usual, i) => (_dates >> i & 1) != 0 || ((_numbers >> i & 1) != 0 && (!_hasPoint || usual.IsPoint('.')))).FirstOrDefault();

    /// <summary>Takes cells into account that were no text.</summary>
    private void Limit(Kinds kinds)
    {
        if (kinds is Kinds.All or Kinds.None)
        {
            return; // There was no value, or text.
        }
        _numbers = (kinds & Numbers) == 0 ? 0 : _numbers;
        _dates = (kinds & Kinds.Date) == 0 ? 0 : _dates;
        _hasPoint |= (kinds & Numbers) == Kinds.Real;
    }

    private void Suppose(ReadOnlySpan<char> cell)
    {
        CellCulture[] usual = CellCulture.Usual;
        for (int i = 0; i < usual.Length; i++)
        {
            if (((_numbers | _dates) >> i & 1) != 0)
            {
                Kinds kinds = KindsOf(cell, usual[i], mayBeDate: true);
                _numbers &= (kinds & Numbers) == 0 ? ~(1 << i) : -1;
                _dates &= (kinds & Kinds.Date) == 0 ? ~(1 << i) : -1;
            }
        }
        _numbers &= (1 << usual.Length) - 1;
        _dates &= (1 << usual.Length) - 1;
    }

    private static TimeBase Max(TimeBase one, TimeBase other) => one > other ? one : other;

    private bool Has(Kinds kind) => (_kinds & kind) != 0;

    private Kinds KindsOf(ReadOnlySpan<char> cell, CellCulture? notation, bool mayBeDate)
    {
        if (notation is not null && NumbersIn(notation, cell) is { } numbers)
        {
            return numbers;
        }
        if (char.IsAsciiDigit(cell[^1]) || cell[0] is '+' or '-' or '.' || char.IsAsciiDigit(cell[0]))
        {
            Kinds kinds = notation is null && InferredDType.CountsAsNumber(cell) ? NumbersOf(cell) : Kinds.None;
            return kinds != Kinds.None ? kinds : IsInfinity(cell) ? Kinds.Real
                : mayBeDate && IsDate(cell, notation) ? Kinds.Date : Kinds.None;
        }
        return bool.TryParse(cell, out _) ? Kinds.Bool
            : cell is "NaT" ? Kinds.Date
            : IsInfinity(cell) || cell.Equals("nan", StringComparison.OrdinalIgnoreCase) ? Kinds.Real
            : notation is not null && mayBeDate && IsDate(cell, notation) ? Kinds.Date
            : Kinds.None;
    }

    /// <summary>What a number in the notation of a culture may be; null if the cell is none.</summary>
    private static Kinds? NumbersIn(CellCulture notation, ReadOnlySpan<char> cell)
    {
        Span<char> memory = cell.Length <= CellCulture.MaxLength ? stackalloc char[cell.Length + CellCulture.MinLength] : [];
        if (!notation.TryNumber(cell, memory, out int length))
        {
            return null;
        }
        ReadOnlySpan<char> plain = memory[..length];
        return InferredDType.CountsAsNumber(plain) ? NumbersOf(plain) : char.IsAsciiLetter(plain[^1]) ? Kinds.Real : Kinds.None;
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

    private bool IsDate(ReadOnlySpan<char> cell, CellCulture? notation)
    {
        if (notation is null && !cell[1..].Contains('-'))
        {
            return false;
        }
        string text = cell.ToString();
        if ((IsoDate.TryParse(text) is not null ? text : notation?.Date(text, isAnyYear: false)) is not { } date)
        {
            return false;
        }
        _unit = Max(_unit, UnitOf(date));
        return true;
    }

    /// <summary>Whether a text is a date that a dtype of dates has with all of its decimals, or an empty one.</summary>
    internal static bool IsDateOf(DType dtype, string text)
        => text == "NaT" || ((IsoDate.TryParse(text) is null ? CellCulture.Current?.Date(text, isAnyYear: true) : text) is { } date
            ? dtype.Unit is { } unit && UnitOf(date) <= unit.Base : TableCell.Read(text, dtype) is not string);

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
