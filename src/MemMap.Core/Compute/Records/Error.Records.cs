namespace MemMap;

// Errors of places in an array's bytes, and of chains of records.
internal static partial class Error
{
    internal static ArgumentOutOfRangeException PlaceOutside(long offset, Int128 length, long total) => With("PlaceOutside",
        new ArgumentOutOfRangeException(null, $"{length} bytes at offset {offset} are not within the {total} bytes of the array"));

    internal static ArgumentException PlaceNotContiguous() => With("PlaceNotContiguous", new ArgumentException(
        "an array that isn't contiguous has no places by offset; copy it first"));

    internal static ArgumentException RecordName(string name) => With("RecordName", new ArgumentException(
        $"'{name}' is no integer field of the record"));

    internal static InvalidDataException RecordBroken(long index, long offset, string why) => With("RecordBroken", new InvalidDataException(
        $"the chain is broken at record {index}, offset {offset}: {why}"));

    internal static InvalidDataException RecordPart(string name, long offset, Int128 bytes, long total) => With("RecordBroken",
        new InvalidDataException($"'{name}' has {bytes} bytes at offset {offset}, and the array ends at {total}"));

    internal static InvalidDataException RecordCount(string name, long count) => With("RecordBroken",
        new InvalidDataException($"'{name}' would have {count} elements"));

    internal static InvalidDataException RecordNoNumber(string name) => With("RecordBroken",
        new InvalidDataException($"the length of '{name}' is no number of 64 bits"));

    internal static InvalidDataException RecordNoNul(long offset, long total) => With("RecordBroken",
        new InvalidDataException($"no NUL ends the text at offset {offset} before the array's end at {total}"));

    internal static ArgumentException RecordsBehind(string record, string header, long offset) => With("RecordsBehind",
        new ArgumentException($"{header} stands at the start, and the first {record} is at offset {offset}: add -Offset {offset}; "
            + "-SkipMagicCheck reads from the start all the same"));

    internal static ArgumentException RecordOpen(string name) => With("RecordOpen", new ArgumentException(
        $"nothing tells how long a record of {name} is: give -Next, such as -Next {{ 8 + $_.size }}, or a type whose last member has a "
        + "length, such as uint8_t data[size]"));

    internal static ArgumentException EncodingUnknown(string name) => With("EncodingUnknown", new ArgumentException(
        $"'{name}' is no known encoding; known are utf-8, utf-16, utf-16BE, utf-32, latin1, ascii"));
}
