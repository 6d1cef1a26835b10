namespace MemMap;

internal static partial class Error
{
    internal static InvalidOperationException LazyReadOnly() => With("ReadOnly", new InvalidOperationException(
        "assignment destination is a lazy array, whose elements are computed when they are read; assign to an array in memory, such as "
            + "Compute() gives, or to a map"));

    internal static ArgumentException TargetShape(ReadOnlySpan<long> shape, ReadOnlySpan<long> results) => With("TargetShape",
        new ArgumentException($"the array that takes the results has shape {Shape(shape)}, and they have {Shape(results)}"));

    internal static InvalidOperationException ExpressionTooDeep(int most) => With("ExpressionTooDeep", new InvalidOperationException(
        $"a lazy array can have {most} operations one after the other, and this is one more; take Compute() of a part of them"));

    internal static InvalidOperationException MaskChanged()
        => With("MaskChanged",
            new InvalidOperationException("the mask was changed by someone else while it was used; take a copy of it first"));

    internal static IOException PartUnreadable(string? path)
        => With("MemoryFault", new IOException(
            $"the system could not supply some bytes of {(path is null ? "a joined array" : $"'{path}'")}: a file of it was cut short, or "
                + "its disk failed; open the files again"));

    internal static NotSupportedException NoLoop(string operation, DType dtype)
        => With("UnsupportedDType", new NotSupportedException($"{operation} is not defined for dtype {dtype.Called}"));

    internal static NotSupportedException BooleanSubtract() => With("UnsupportedDType", new NotSupportedException(
        "subtract is not defined for dtype bool; use Xor() or Ne() instead"));

    internal static InvalidCastException NoCast(DType from, DType to)
        => With("CannotCast", new InvalidCastException($"cannot cast from {Called(from, to)} to {Called(to, from)}"));

    internal static InvalidCastException CannotCast(string operation, DType from, DType to, Casting rule)
        => With("CannotCast",
            new InvalidCastException(
                $"cannot cast the result of {operation} from {Called(from, to)} to {Called(to, from)} with casting rule "
                    + $"'{(rule == Casting.SameKind ? "same_kind" : rule.ToString().ToLowerInvariant())}'"));

    internal static InvalidOperationException EmptyReduction(string operation)
        => With("EmptyReduction",
            new InvalidOperationException($"zero-size array to reduction operation {operation} which has no identity"));
}
