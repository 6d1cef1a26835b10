using System.Numerics;
using MemMap.DataTypes;

namespace MemMap.Compute;

/// <summary>What is looked for in a part of each text.</summary>
internal enum TextQuestion
{
    First,
    Last,
    Count,
    StartsWith,
    EndsWith,
}

/// <summary>A question to each text about another one: where it is, or how often. Bytes beside Unicode are code points.</summary>
/// <param name="name">numpy's name of the function.</param>
/// <param name="question">The question.</param>
/// <param name="start">The first character that is looked at; negative counts from the end.</param>
/// <param name="end">The one after the last; null for the end of the text.</param>
internal sealed unsafe class TextSearch(string name, TextQuestion question, long start, long? end) : BinaryOperation(name)
{
    private bool IsTest => question is TextQuestion.StartsWith or TextQuestion.EndsWith;

    internal override Loop LoopFor(DType x, DType y)
    {
        (DType text, DType other) = TextPair.Of(Name, x, y);
        DType result = IsTest ? DType.Bool : DType.Int64;
        return new(new ForDType(this, other).Visit(text), result, text, other, result);
    }

    internal override ArrayRef ScalarOperand(ArrayRef array, object? value) => TextPair.Scalar(array, value);

    private sealed class ForDType(TextSearch search, DType other) : DTypeVisitor<Kernel>
    {
        protected override Kernel Bytes(DType dtype) => search.Of<byte>(dtype.ItemSize, other.ItemSize);

        protected override Kernel Text(DType dtype) => search.Of<uint>(dtype.ItemSize / sizeof(uint), other.ItemSize / sizeof(uint));

        protected override Kernel Unsupported(DType dtype) => throw Error.NoLoop(search.Name, dtype);
    }

    private Kernel Of<T>(int length, int otherLength) where T : unmanaged, IBinaryInteger<T> => (blocks, count) =>
    {
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<T> text = TextFunction.Trimmed(new ReadOnlySpan<T>((T*)blocks[0] + ((long)i * length), length));
            ReadOnlySpan<T> other = TextFunction.Trimmed(new ReadOnlySpan<T>((T*)blocks[1] + ((long)i * otherLength), otherLength));
            long answer = Answer(text, other);
            if (IsTest)
            {
                blocks[2][i] = (byte)answer;
            }
            else
            {
                ((long*)blocks[2])[i] = answer;
            }
        }
    };

    private long Answer<T>(ReadOnlySpan<T> text, ReadOnlySpan<T> other) where T : unmanaged, IBinaryInteger<T>
    {
        long first = Place(start, text.Length), last = Math.Min(Place(end ?? text.Length, text.Length), text.Length);
        if (first > last)
        {
            return question is TextQuestion.First or TextQuestion.Last ? -1 : 0;
        }
        text = text[(int)first..(int)last];
        int found = question switch
        {
            TextQuestion.First => text.IndexOf(other),
            TextQuestion.Last => text.LastIndexOf(other),
            TextQuestion.StartsWith => text.StartsWith(other) ? 1 : 0,
            TextQuestion.EndsWith => text.EndsWith(other) ? 1 : 0,
            _ => other.IsEmpty ? text.Length + 1 : text.Count(other),
        };
        return question is TextQuestion.First or TextQuestion.Last && found >= 0 ? first + found : found;
    }

    private static long Place(long index, int length) => index < 0 ? Math.Max(0, index + length) : index;
}

/// <summary>Two texts as one: the second behind the first, which ends before the NULs at its end.</summary>
internal sealed unsafe class TextAdd() : BinaryOperation("add")
{
    internal override Loop LoopFor(DType x, DType y)
    {
        (DType first, DType second) = TextPair.Of(Name, x, y);
        DType result = DType.Flexible(first.Kind, ((long)first.ItemSize + second.ItemSize) / first.Traits.UnitSize);
        int unit = first.Traits.UnitSize, size = first.ItemSize, other = second.ItemSize;
        return new(
            (blocks, count) =>
            {
                for (int i = 0; i < count; i++)
                {
                    ReadOnlySpan<byte> text = new(blocks[0] + ((long)i * size), size);
                    Span<byte> joined = new(blocks[2] + ((long)i * result.ItemSize), result.ItemSize);
                    // A character is more than its last byte that isn't 0.
                    int length = (text.TrimEnd((byte)0).Length + unit - 1) / unit * unit;
                    text[..length].CopyTo(joined);
                    new ReadOnlySpan<byte>(blocks[1] + ((long)i * other), other).CopyTo(joined[length..]);
                    joined[(length + other)..].Clear();
                }
            },
            result, first, second, result);
    }

    internal override ArrayRef ScalarOperand(ArrayRef array, object? value) => TextPair.Scalar(array, value);
}

/// <summary>The dtypes in which two texts are seen beside one another.</summary>
internal static class TextPair
{
    /// <summary>The native dtypes of two texts, both of Unicode if one is; each keeps its number of characters.</summary>
    /// <exception cref="NotSupportedException">One of them is no text.</exception>
    internal static (DType X, DType Y) Of(string name, DType x, DType y)
    {
        if (!TextOrder.IsText(x) || !TextOrder.IsText(y))
        {
            throw Error.NoLoop(name, x, y);
        }
        ElementKind kind = x.Kind == y.Kind ? x.Kind : ElementKind.Text;
        return (As(x, kind), As(y, kind));
    }

    /// <summary>A text beside texts: ASCII beside bytes is bytes.</summary>
    internal static ArrayRef Scalar(ArrayRef array, object? value)
    {
        ArrayRef scalar = ArrayLiteral.Create(value, null);
        return array.DType.Kind == ElementKind.Bytes && value is string text && text.All(char.IsAscii)
            ? scalar.AsType(DType.Flexible(ElementKind.Bytes, Math.Max(1, text.Length))) : scalar;
    }

    private static DType As(DType dtype, ElementKind kind) => DType.Flexible(kind, dtype.ItemSize / dtype.Traits.UnitSize);
}
