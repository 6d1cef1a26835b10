using MemMap.DataTypes;

namespace MemMap;

internal static partial class Error
{
    internal static ArgumentException Ragged(ReadOnlySpan<long> shape, int axis) => With("Ragged", new ArgumentException(
        $"lists of different lengths stand side by side: the shape is {Shape(shape)} up to axis {axis}, then inhomogeneous"));

    internal static InvalidOperationException TooBigForArray(long bytes)
        => With("TooBigForArray",
            new InvalidOperationException($"{bytes} bytes are more than a .NET array can hold ({Array.MaxLength}); take a slice"));

    internal static ArgumentException NoSuchField(string name, DType dtype)
    {
        string[]? names = dtype.Fields?.Select(field => field.Name).ToArray();
        return With("NoSuchField", new ArgumentException($"no field of name '{name}'; "
            + (names is null ? $"elements of dtype {dtype.Called} have no fields"
                : DTypeNames.Nearest(name, names) is { } near ? $"did you mean {near}? There are {string.Join(", ", names)}"
                : $"there are {string.Join(", ", names)}")));
    }

    internal static ArgumentException NotAnElement() => With("NotAnElement", new ArgumentException("$null is no element of an array"));

    internal static ArgumentException StepZero() => With("StepZero", new ArgumentException("step must not be zero"));

    internal static ArgumentException NotIntegers(string name, DType dtype) => With("NotIntegers", new ArgumentException(
        $"{name} must be integers, not {dtype.Called}"));

    internal static ArgumentException RangeTooLong(double start, double stop, double step) => With("RangeTooLong", new ArgumentException(
        FormattableString.Invariant($"a range from {start} to {stop} in steps of {step} has no length that an array can have")));

    internal static ArgumentException SampleCount(long count) => With("SampleCount", new ArgumentException(
        $"number of samples, {count}, must be non-negative"));

    internal static ArgumentException NotDates(DType dtype) => With("NotDates", new ArgumentException(
        $"a range of dates has a dtype such as M8[D], not {dtype.Called}"));
}
