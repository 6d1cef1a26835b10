using System.Globalization;
using MemMap.DataTypes;

namespace MemMap.Compute;

/// <summary>Walks a chain of records: each tells where the next one is.</summary>
internal sealed class RecordWalk
{
    // So many zeros are padding, whatever comes behind them.
    private const long MostZeros = 1 << 24;

    private readonly RecordBytes _source;
    private readonly RecordRule _rule;
    private readonly byte[] _room;
    private readonly (long Offset, long Count)[] _parts;
    private readonly RecordNumber? _next;
    private readonly NamedSource? _named;
    private readonly bool _isOpen;
    private bool _isPlaced;

    /// <param name="array">The bytes.</param>
    /// <param name="rule">How a record is read.</param>
    /// <param name="offset">The offset of the first record.</param>
    /// <param name="next">The length of a record, if the rule doesn't tell it.</param>
    /// <param name="named">The named type whose magic each record must have; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The offset is outside of the array.</exception>
    internal RecordWalk(ArrayRef array, RecordRule rule, long offset, CExpression? next, NamedSource? named = null)
    {
        _source = new(array);
        if (offset < 0 || offset > _source.Length)
        {
            throw Error.PlaceOutside(offset, rule.FixedLength, _source.Length);
        }
        (_rule, Offset, _named) = (rule, offset, named);
        _next = next is null ? null : RecordNumbers.Compile(next, name => RecordNumbers.Find(rule.DType, name));
        _isOpen = rule.Tail.LastOrDefault() is { Length: TailLength.Open };
        _room = new byte[rule.RoomLength];
        _parts = new (long, long)[rule.Tail.Count()];
    }

    /// <summary>The number of the current record.</summary>
    internal long Index { get; private set; } = -1;

    /// <summary>The offset of the current record, or of the one that comes next.</summary>
    internal long Offset { get; private set; }

    /// <summary>The length of the current record; a host may give it.</summary>
    internal long Length { get; private set; }

    /// <summary>The fixed part of the current record.</summary>
    internal ReadOnlySpan<byte> Fixed => _room.AsSpan(0, _rule.DType.ItemSize);

    /// <summary>The offsets of the parts behind the fixed one, and their numbers of elements.</summary>
    internal ReadOnlySpan<(long Offset, long Count)> Parts => _parts;

    /// <summary>Sets the offset of the record that comes next.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside of the array.</exception>
    internal void MoveTo(long offset)
        => (Offset, Length, _isPlaced) = offset >= 0 && offset < _source.Length ? (offset, 0, true)
            : throw Error.PlaceOutside(offset, _rule.FixedLength, _source.Length);

    /// <summary>
    /// What follows the chain, in words, if it ended before the end of the array: a record of another type that was defined with its own,
    /// a mark, or zeros.
    /// </summary>
    internal string? Ending { get; private set; }

    /// <summary>
    /// Goes to the next record. Returns false at the end of the array, where another part of the format begins, at a mark of the end, and
    /// where zeros fill what is left.
    /// </summary>
    /// <exception cref="InvalidDataException">The chain is broken: what stands there is no record.</exception>
    internal bool MoveNext()
    {
        Offset += Length;
        if (Offset == _source.Length)
        {
            return false;
        }
        Index++;
        Length = 0;
        if (IsMarked())
        {
            return false;
        }
        if (_source.Length - Offset < _rule.FixedLength)
        {
            if (IsComplete(out _))
            {
                return false;
            }
            throw Broken($"{Error.Counted(_rule.FixedLength, "byte")} are needed and {_source.Length - Offset} are left");
        }
        // Padding at the end of a fixed part isn't stored where a part of variable length follows.
        int stored = (int)Math.Min(_rule.DType.ItemSize, _source.Length - Offset);
        _source.Read(Offset, _room.AsSpan(0, stored));
        if (!HasMagic())
        {
            return false;
        }
        long length;
        try
        {
            length = _rule.Place(_source, Offset, _room, _parts);
            length = _next is null ? length : Next();
        }
        catch (InvalidDataException e)
        {
            throw Broken(e.Message);
        }
        SetLength(length);
        return true;
    }

    /// <summary>Sets the length of the current record, where a host computes it.</summary>
    /// <exception cref="InvalidDataException">It is 0 or less, or reaches beyond the end.</exception>
    internal void SetLength(long length)
    {
        if (length <= 0)
        {
            throw Broken($"its length is {length}, so that the next record would be no later one");
        }
        if (length > _source.Length - Offset)
        {
            long left = _source.Length - Offset;
            throw Broken($"its length is {length} and {Error.Counted(left, "byte")} {(left == 1 ? "is" : "are")} left");
        }
        Length = length;
        if (_isOpen)
        {
            int size = Math.Max(1, _rule.Tail.Last().Element.ItemSize);
            _parts[^1].Count = Math.Max(0, Offset + length - _parts[^1].Offset) / size;
        }
    }

    /// <summary>The error of a chain that ends here, with what the type's description has to say about that.</summary>
    private InvalidDataException Broken(string why)
    {
        const string ofBroken = "Where a walk breaks off, ";
        string[] parts = _named?.Type.Description.Split(ofBroken) ?? [];
        return Error.RecordBroken(Index, Offset, parts is [_, var note] ? $"{why}; {note.TrimEnd('.')}" : why);
    }

    /// <summary>Whether the record has the magic of its type. If the next part of the format stands there, the chain is complete.</summary>
    private bool HasMagic()
    {
        if (_named is null || MagicCheck.Mismatch(_named, _rule.DType, _room.AsSpan(0, _rule.DType.ItemSize)) is not { } mismatch)
        {
            return true;
        }
        if (IsComplete(out IReadOnlyList<NamedSource> fitting))
        {
            return false;
        }
        string other = fitting is [var one, ..] ? $"; {one.Name} fits there" : "";
        throw Broken($"it is no {_named.Name}, as {mismatch}{other}; -SkipMagicCheck reads it all the same");
    }

    /// <summary>Whether what stands here is no record of the chain, but the next part of its format.</summary>
    private bool IsComplete(out IReadOnlyList<NamedSource> fitting)
    {
        fitting = [];
        if (_named is null)
        {
            return false;
        }
        fitting = FittingAt(Offset);
        if (Index == 0 || _isPlaced)
        {
            return false;
        }
        long zeros = Zeros();
        if (Offset + zeros == _source.Length || zeros >= MostZeros)
        {
            Ending = "behind which there are zeros";
        }
        else if (_named.Type.Family is { } family && (zeros > 0 ? FittingAt(Offset + zeros) : fitting)
            .FirstOrDefault(other => other.Type != _named.Type && other.Type.Family == family) is { } next)
        {
            Ending = zeros > 0 ? $"and behind {zeros} zeros, {next.Type.Name} begins" : $"where {next.Type.Name} begins";
        }
        return Ending is not null;
    }

    private IReadOnlyList<NamedSource> FittingAt(long offset)
    {
        byte[] start = new byte[Math.Min(MagicCheck.Bytes, _source.Length - offset)];
        _source.Read(offset, start);
        return MagicCheck.Fitting(start, offset > 0 ? _named?.Type : null);
    }

    /// <summary>The number of zeros from here on; of very many, at least <see cref="MostZeros"/>.</summary>
    private long Zeros()
    {
        const int window = 1 << 12;
        long zeros = 0;
        while (zeros < MostZeros && Offset + zeros < _source.Length)
        {
            int count = (int)Math.Min(window, _source.Length - Offset - zeros);
            int other = _source.At(Offset + zeros, count).IndexOfAnyExcept((byte)0);
            if (other >= 0)
            {
                return zeros + other;
            }
            zeros += count;
        }
        return zeros;
    }

    /// <summary>Whether the mark that ends the chain stands here: it may be shorter than a record.</summary>
    private bool IsMarked()
    {
        foreach ((Field field, long value) in _isPlaced ? [] : _rule.Marks)
        {
            if (Offset + field.Offset + field.DType.ItemSize <= _source.Length
                && Int128.CreateChecked(Convert.ToDecimal(
                    field.DType.StoredCodec.Read(_source.At(Offset + field.Offset, field.DType.ItemSize)),
                    CultureInfo.InvariantCulture)) == value)
            {
                Ending = $"where {field.Name} marks its end";
                return true;
            }
        }
        return false;
    }

    private long Next()
    {
        try
        {
            return _next!(_room);
        }
        catch (Exception e) when (e is OverflowException or DivideByZeroException)
        {
            throw new InvalidDataException("its length is no number of 64 bits");
        }
    }
}
