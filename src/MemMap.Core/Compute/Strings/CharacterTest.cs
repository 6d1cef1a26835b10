using System.Numerics;

namespace MemMap.Compute;

/// <summary>A test of single characters.</summary>
internal interface ICharacterTest
{
    static abstract bool Holds<T>(T c) where T : unmanaged, IBinaryInteger<T>;
}

/// <summary>Whether a text has characters, and a test holds for all of them.</summary>
internal sealed class CharacterTest<TTest>(string name) : TextToValue<byte>(name, DType.Bool) where TTest : struct, ICharacterTest
{
    protected override byte Value<T>(ReadOnlySpan<T> text)
    {
        foreach (T c in text)
        {
            if (!TTest.Holds(c))
            {
                return 0;
            }
        }
        return text.IsEmpty ? (byte)0 : (byte)1;
    }
}

internal readonly struct Alphabetic : ICharacterTest
{
    public static bool Holds<T>(T c) where T : unmanaged, IBinaryInteger<T> => Characters.IsLetter(c);
}

internal readonly struct Alphanumeric : ICharacterTest
{
    public static bool Holds<T>(T c) where T : unmanaged, IBinaryInteger<T> => Characters.IsLetter(c) || Characters.IsNumeric(c);
}

internal readonly struct Digit : ICharacterTest
{
    public static bool Holds<T>(T c) where T : unmanaged, IBinaryInteger<T> => Characters.IsDigit(c);
}

internal readonly struct DecimalDigit : ICharacterTest
{
    public static bool Holds<T>(T c) where T : unmanaged, IBinaryInteger<T> => Characters.IsDecimal(c);
}

internal readonly struct Numeric : ICharacterTest
{
    public static bool Holds<T>(T c) where T : unmanaged, IBinaryInteger<T> => Characters.IsNumeric(c);
}

internal readonly struct Space : ICharacterTest
{
    public static bool Holds<T>(T c) where T : unmanaged, IBinaryInteger<T> => Characters.IsSpace(c);
}

/// <summary>The number of characters, without the NULs at the end.</summary>
internal sealed class StrLen() : TextToValue<long>("str_len", DType.Int64)
{
    protected override long Value<T>(ReadOnlySpan<T> text) => text.Length;

    /// <summary>The length of the longest text; 0 of none.</summary>
    internal static long Longest(ArrayRef array) => TextReplace.Largest(Elementwise.Unary(new StrLen(), array with { IsLazy = true }));
}
