using System.Numerics;

namespace MemMap.Compute;

/// <summary>
/// A function of texts: of the code points of <c>U</c>, of the bytes of <c>S</c>. A text ends before the NULs at its end. Bytes beyond
/// ASCII are no letters, as in numpy.
/// </summary>
internal abstract class TextFunction(string name) : UnaryOperation(name)
{
    protected sealed override Kernel Bytes(DType dtype) => Of<byte>(dtype.ItemSize, ResultType(dtype).ItemSize);

    protected sealed override Kernel Text(DType dtype) => Of<uint>(dtype.ItemSize / sizeof(uint), ResultType(dtype).ItemSize);

    /// <summary>The kernel for texts of so many characters, with results of so many bytes.</summary>
    protected abstract Kernel Of<T>(int length, int resultSize) where T : unmanaged, IBinaryInteger<T>;

    /// <summary>The text without the NULs at its end.</summary>
    internal static ReadOnlySpan<T> Trimmed<T>(ReadOnlySpan<T> text) where T : unmanaged, IBinaryInteger<T> => text.TrimEnd(T.Zero);
}

/// <summary>A function from texts to texts of a length that does not depend on them.</summary>
internal abstract unsafe class TextToText(string name) : TextFunction(name)
{
    /// <summary>The characters of a result for texts of so many.</summary>
    protected virtual long Length(long length) => length;

    internal sealed override DType ResultType(DType compute)
        => !TextOrder.IsText(compute) ? compute
            // As in numpy, results without characters have room for one.
            : DType.Flexible(compute.Kind, Math.Max(1, Length(compute.ItemSize / compute.Traits.UnitSize)));

    /// <summary>Writes the result of a text to a place that is filled with NULs.</summary>
    protected abstract void Write<T>(ReadOnlySpan<T> text, Span<T> result) where T : unmanaged, IBinaryInteger<T>;

    protected sealed override Kernel Of<T>(int length, int resultSize) => (blocks, count) =>
    {
        int resultLength = resultSize / sizeof(T);
        // A result may take the text's own place.
        var copy = new T[length];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<T> text = Trimmed(new ReadOnlySpan<T>((T*)blocks[0] + ((long)i * length), length));
            text.CopyTo(copy);
            Span<T> result = new((T*)blocks[1] + ((long)i * resultLength), resultLength);
            result.Clear();
            Write<T>(copy.AsSpan(0, text.Length), result);
        }
    };
}

/// <summary>A function from texts to numbers or bools.</summary>
internal abstract unsafe class TextToValue<TResult>(string name, DType result) : TextFunction(name) where TResult : unmanaged
{
    internal sealed override DType ResultType(DType compute) => result;

    /// <summary>The value of a text.</summary>
    protected abstract TResult Value<T>(ReadOnlySpan<T> text) where T : unmanaged, IBinaryInteger<T>;

    protected sealed override Kernel Of<T>(int length, int resultSize) => (blocks, count) =>
    {
        for (int i = 0; i < count; i++)
        {
            ((TResult*)blocks[1])[i] = Value(Trimmed(new ReadOnlySpan<T>((T*)blocks[0] + ((long)i * length), length)));
        }
    };
}
