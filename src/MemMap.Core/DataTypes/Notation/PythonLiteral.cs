using System.Buffers;
using System.Globalization;
using System.Text;

namespace MemMap.DataTypes;

/// <summary>
/// Parses a Python literal of a dtype text or of the header of a .npy file: strings, integers, True, False, None, lists, tuples and
/// dictionaries with string keys, and nothing else. The input may be hostile, so length and nesting are limited.
/// <code>
/// str -> string   int -> long   True/False -> bool   None -> null   list -> List&lt;object?&gt;   tuple -> object?[]   dict -> PythonDict
/// </code>
/// </summary>
internal ref struct PythonLiteral
{
    private const int MaxLength = 1 << 16;

    // Each level of a dtype is a list with a tuple in it; the shape of a sub-array is one more.
    private const int MaxDepth = (2 * DType.MaxDepth) + 1;

    private static readonly SearchValues<char> NameChars = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_");

    private readonly string _text;
    private int _at;
    private int _depth;

    private PythonLiteral(string text) => _text = text;

    /// <summary>Parses the whole text as one literal.</summary>
    /// <exception cref="FormatException">The text is no literal, or too long, or nested too deeply.</exception>
    public static object? Parse(string text, int longest = MaxLength)
    {
        if (text.Length > longest)
        {
            throw Error.LiteralTooLong(text.Length, longest);
        }
        PythonLiteral parser = new(text);
        object? value = parser.Value();
        parser.SkipSpace();
        return parser._at == text.Length ? value : throw parser.Unexpected();
    }

    private object? Value()
    {
        SkipSpace();
        switch (Peek())
        {
            case '[':
                return Items(']', out _);
            case '(':
                List<object?> items = Items(')', out bool hasComma);
                // One value in parentheses is a tuple only if a comma follows it.
                return items.Count == 1 && !hasComma ? items[0] : items.ToArray();
            case '{':
                return Dictionary();
            case '\'' or '"':
                return String();
            case '-' or (>= '0' and <= '9'):
                return Integer();
            default:
                return Word();
        }
    }

    private List<object?> Items(char close, out bool hasComma)
    {
        List<object?> items = [];
        hasComma = false;
        Enter();
        while (!TryTake(close))
        {
            items.Add(Value());
            hasComma |= Separator(close);
        }
        _depth--;
        return items;
    }

    private PythonDict Dictionary()
    {
        PythonDict items = [];
        Enter();
        while (!TryTake('}'))
        {
            int start = _at;
            if (Value() is not string key || !TryTake(':'))
            {
                _at = start;
                throw Unexpected();
            }
            items[key] = Value();
            Separator('}');
        }
        _depth--;
        return items;
    }

    private void Enter()
    {
        _at++;
        if (++_depth > MaxDepth)
        {
            throw Error.LiteralTooDeep(MaxDepth);
        }
    }

    private bool Separator(char close)
    {
        if (TryTake(','))
        {
            return true;
        }
        SkipSpace();
        return Peek() == close ? false : throw Unexpected();
    }

    private long Integer()
    {
        int start = _at;
        _at += Peek() == '-' ? 1 : 0;
        while (char.IsAsciiDigit(Peek()))
        {
            _at++;
        }
        if (!long.TryParse(_text.AsSpan(start.._at), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value))
        {
            _at = start;
            throw Unexpected();
        }
        // Python 2 wrote long integers with an L; old files still contain it.
        _at += Peek() == 'L' ? 1 : 0;
        return value;
    }

    private object? Word()
    {
        int length = _text.AsSpan(_at).IndexOfAnyExcept(NameChars);
        string word = _text.Substring(_at, length < 0 ? _text.Length - _at : length);
        _at += word.Length;
        switch (word)
        {
            case "True":
                return true;
            case "False":
                return false;
            case "None":
                return null;
            case "b" or "u" or "B" or "U" when Peek() is '\'' or '"':
                return String();
            default:
                _at -= word.Length;
                throw Unexpected();
        }
    }

    private string String()
    {
        StringBuilder value = new();
        char quote = _text[_at++];
        for (; Peek() != quote; _at++)
        {
            if (_at >= _text.Length || Peek() is '\n')
            {
                throw Unexpected();
            }
            if (Peek() == '\\')
            {
                _at++;
                Escape(value);
            }
            else
            {
                value.Append(Peek());
            }
        }
        _at++;
        return value.ToString();
    }

    // On return, the position is at the last character of the escape.
    private void Escape(StringBuilder value)
    {
        int digits = Peek() switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits == 0)
        {
            const string From = "\\'\"nrtabfv0", To = "\\'\"\n\r\t\a\b\f\v\0";
            int index = _at < _text.Length ? From.IndexOf(Peek(), StringComparison.Ordinal) : -1;
            value.Append(index >= 0 ? To[index] : throw Unexpected());
            return;
        }
        if (_at + digits >= _text.Length
            || !uint.TryParse(_text.AsSpan(_at + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint code)
            || code > 0x10FFFF)
        {
            throw Unexpected();
        }
        value.Append(code <= char.MaxValue ? ((char)code).ToString() : char.ConvertFromUtf32((int)code));
        _at += digits;
    }

    private bool TryTake(char c)
    {
        SkipSpace();
        if (Peek() != c)
        {
            return false;
        }
        _at++;
        return true;
    }

    // NUL marks the end: a literal contains none outside of a string, and a string ends at its quote.
    private readonly char Peek() => _at < _text.Length ? _text[_at] : '\0';

    private void SkipSpace()
    {
        while (Peek() is ' ' or '\t' or '\r' or '\n')
        {
            _at++;
        }
    }

    private readonly FormatException Unexpected() => Error.Literal(_text, _at);
}

/// <summary>A Python dictionary with ordered keys. It has its own type because, unlike PowerShell's, it isn't a list of fields.</summary>
internal sealed class PythonDict : System.Collections.Specialized.OrderedDictionary;
