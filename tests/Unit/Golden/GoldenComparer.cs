using System.Buffers.Binary;

namespace MemMap.Tests.Golden;

/// <summary>Tells how a result differs from the expected one.</summary>
internal static class GoldenComparer
{
    private static readonly Dictionary<string, Type[]> ErrorTypes = new()
    {
        ["IndexError"] = [typeof(IndexOutOfRangeException), typeof(FormatException), typeof(ArgumentException)],
        ["KeyError"] = [typeof(ArgumentException)],
        ["AxisError"] = [typeof(ArgumentException)],
        ["ValueError"] = [
            typeof(ArgumentException), typeof(FormatException), typeof(InvalidOperationException), typeof(InvalidCastException)],
        ["TypeError"] = [typeof(NotSupportedException), typeof(InvalidCastException), typeof(ArgumentException)],
        ["OverflowError"] = [typeof(OverflowException)],
    };

    /// <summary>Null if the action does what the case says, or what it did instead.</summary>
    internal static string? Difference(GoldenCase golden, Func<object?> action)
    {
        object? result;
        try
        {
            result = action();
            result = result is NDArray { IsLazy: true } lazy ? lazy.Compute() : result;
        }
        catch (Exception exception) when (golden.Error is not null)
        {
            return ErrorDifference(golden.Error, exception);
        }
        catch (Exception exception)
        {
            return $"{exception.GetType().Name}: {exception.Message}";
        }
        return golden.Error is not null ? Describe(result) : Difference(golden, result);
    }

    /// <summary>Every error is one that Core makes itself, of a type that stands for numpy's.</summary>
    internal static string? ErrorDifference(string expected, Exception exception)
        => exception.Data.Contains(Error.IdKey) && Array.Exists(ErrorTypes[expected], type => type.IsInstanceOfType(exception))
            ? null
            : $"{exception.GetType().Name}: {exception.Message}";

    internal static string Describe(GoldenCase golden) => golden.Error
        ?? ($"{golden.Kind} {Describe(GoldenArrays.InMemory(golden.Expected!))}"
            + (golden.Rule is null ? "" : $" ({golden.Rule})")).TrimStart();

    internal static string Describe(object? value)
        => value is NDArray array ? $"{array.DType} {Error.Shape(array.Shape)} {array.ToString().ReplaceLineEndings("")}"
            : value is null ? "null" : $"{value} ({value.GetType().Name})";

    private static string? Difference(GoldenCase golden, object? result)
    {
        GoldenArray expected = golden.Expected!;
        DType dtype = DType.Parse(expected.DType);
        byte[] bytes;
        if (result is NDArray array)
        {
            if (golden.Kind == "scalar" || !array.DType.Equals(dtype) || !array.Shape.AsSpan().SequenceEqual(expected.Shape))
            {
                return Describe(result);
            }
            bytes = array.ToBytes();
        }
        else
        {
            if (golden.Kind is "view" or "copy" || expected.Shape.Length > 0
                || (dtype.IsNumeric && result?.GetType() != dtype.Codec.ClrType))
            {
                return Describe(result);
            }
            bytes = new byte[dtype.ItemSize];
            dtype.Codec.Write(bytes, result);
        }
        return AreEqual(dtype, expected.Bytes, bytes, golden) ? null : Describe(result);
    }

    private static bool AreEqual(DType dtype, byte[] bytes, byte[] other, GoldenCase golden)
    {
        ReadOnlySpan<byte> expected = bytes, actual = other;
        if (expected.SequenceEqual(actual))
        {
            return true;
        }
        if (dtype.IsRecord && dtype.ItemSize > 0)
        {
            // What stands between the fields of a copy is nobody's.
            bool[] used = new bool[dtype.ItemSize];
            MarkUsed(used, dtype);
            return Enumerable.Range(0, expected.Length).All(i => !used[i % used.Length] || bytes[i] == other[i]);
        }
        if (!dtype.IsFloating && !dtype.IsComplex)
        {
            return false;
        }
        int parts = dtype.IsComplex ? 2 : 1, size = dtype.ItemSize / parts;
        Span<double> x = stackalloc double[parts], y = stackalloc double[parts];
        for (int at = 0; at < expected.Length; at += dtype.ItemSize)
        {
            double largest = 0;
            for (int part = 0; part < parts; part++)
            {
                x[part] = Read(expected.Slice(at + (part * size), size), dtype.IsSwapped);
                y[part] = Read(actual.Slice(at + (part * size), size), dtype.IsSwapped);
                largest = Math.Max(largest, double.IsFinite(x[part]) ? Math.Abs(x[part]) : 0);
            }
            for (int part = 0; part < parts; part++)
            {
                bool same = double.IsNaN(x[part]) ? double.IsNaN(y[part])
                    : golden.HasSignedZeros && x[part] == 0 && double.IsNegative(x[part]) != double.IsNegative(y[part]) ? false
                    : golden.Ulp is { } allowed ? x[part] == y[part] || Math.Abs(x[part] - y[part]) <= allowed * Spacing(largest, size)
                    : BitConverter.DoubleToInt64Bits(x[part]) == BitConverter.DoubleToInt64Bits(y[part]);
                if (!same)
                {
                    return false;
                }
            }
        }
        return true;
    }

    private static void MarkUsed(Span<bool> used, DType dtype)
    {
        foreach (Field field in dtype.Fields!)
        {
            Span<bool> own = used.Slice(field.Offset, field.DType.ItemSize);
            DType element = field.DType.SubType ?? field.DType;
            for (int at = 0; element.IsRecord && at < own.Length; at += element.ItemSize)
            {
                MarkUsed(own[at..], element);
            }
            if (!element.IsRecord)
            {
                own.Fill(true);
            }
        }
    }

    private static double Read(ReadOnlySpan<byte> bytes, bool isSwapped) => (bytes.Length, isSwapped != BitConverter.IsLittleEndian) switch
    {
        (2, true) => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
        (2, false) => (double)BinaryPrimitives.ReadHalfBigEndian(bytes),
        (4, true) => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        (4, false) => BinaryPrimitives.ReadSingleBigEndian(bytes),
        (_, true) => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        _ => BinaryPrimitives.ReadDoubleBigEndian(bytes),
    };

    /// <summary>The distance from a number to the next one of a float type of so many bytes.</summary>
    private static double Spacing(double number, int size) => size switch
    {
        2 => (double)(Half.BitIncrement((Half)number) - (Half)number),
        4 => MathF.BitIncrement((float)number) - (float)number,
        _ => Math.BitIncrement(number) - number,
    };
}
