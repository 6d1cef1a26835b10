namespace MemMap;

internal static partial class Error
{
    internal static NotSupportedException NoLoop(string operation, DType x, DType y)
        => With("UnsupportedDType", new NotSupportedException($"{operation} is not defined for dtypes {x} and {y}"));

    internal static NotSupportedException BooleanNegative() => With("UnsupportedDType", new NotSupportedException(
        "negative is not defined for dtype bool; use Not() instead"));

    internal static ArgumentException NegativePower() => With("NegativePower", new ArgumentException(
        "Integers to negative integer powers are not allowed."));

    internal static ArgumentException OperationValue(string operation, bool isNeeded) => With("OperationValue", new ArgumentException(
        isNeeded ? $"{operation} takes two operands, and no value is given for the second one; write -Value"
            : $"{operation} is a function of the elements alone; leave the value out"));

    internal static ArgumentException UnknownOperation(string name, IEnumerable<string> known)
        => With("UnknownOperation", new ArgumentException(
        $"there is no operation '{name}'; there are {string.Join(", ", known)}"));
}
