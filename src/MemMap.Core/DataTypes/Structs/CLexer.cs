using System.Globalization;
using System.Text;

namespace MemMap.DataTypes;

/// <summary>
/// Divides the text of a C definition into tokens. Comments are skipped, and lines that end with a backslash go on in the next one.
/// </summary>
internal sealed class CLexer
{
    /// <summary>The longest text that is read: that of a large header with all that it includes.</summary>
    internal const int MaxLength = 8 << 20;

    // The longest first: the first that fits is taken.
    private static readonly string[] Punctuators =
    [
        "...", "<<=", ">>=", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "->", "##", "::", "++", "--", "+=", "-=", "*=", "/=", "%=",
            "&=",
        "|=", "^=", "{", "}", "[", "]", "(", ")", ";", ",", ":", "?", "=", "+", "-", "*", "/", "%", "&", "|", "^", "~", "!", "<", ">", ".",
        "#", "@", "$", "\\",
    ];

    private readonly string _text;
    private int _at;
    private bool _isLineStart = true;

    private CLexer(string text, int start) => (_text, _at) = (text, start);

    /// <summary>The tokens of a text, the end included.</summary>
    /// <exception cref="FormatException">The text is too long, or has a character or a literal that C doesn't have.</exception>
    internal static List<CToken> Tokens(string text)
    {
        if (text.Length > MaxLength)
        {
            throw Error.LiteralTooLong(text.Length, MaxLength);
        }
        CLexer lexer = new(text, 0);
        List<CToken> tokens = [];
        do
        {
            tokens.Add(lexer.Next());
        }
        while (tokens[^1].Kind != CTokenKind.End);
        return tokens;
    }

    /// <summary>The tokens of a preprocessor line, without the end.</summary>
    internal static List<CToken> TokensOf(string text, CToken directive)
    {
        CLexer lexer = new(text[..directive.End], directive.Start) { _isLineStart = false };
        List<CToken> tokens = [];
        for (CToken token = lexer.Next(); token.Kind != CTokenKind.End; token = lexer.Next())
        {
            tokens.Add(token);
        }
        return tokens;
    }

    private char Peek(int ahead = 0) => _at + ahead < _text.Length ? _text[_at + ahead] : '\0';

    private CToken Next()
    {
        SkipSpace();
        int start = _at;
        if (_at >= _text.Length)
        {
            return new(CTokenKind.End, "", start, start);
        }
        bool isFirst = _isLineStart;
        _isLineStart = false;
        char c = Peek();
        if (c == '#' && isFirst)
        {
            return Directive();
        }
        if (IsNameStart(c))
        {
            while (IsNameStart(Peek()) || char.IsAsciiDigit(Peek()))
            {
                _at++;
            }
            if (Peek() is '"' or '\'' && _text[start.._at] is "L" or "u" or "U" or "u8")
            {
                start = _at;
                return Literal(start);
            }
            return new(CTokenKind.Name, _text[start.._at], start, _at);
        }
        if (char.IsAsciiDigit(c))
        {
            return Number(start);
        }
        if (c is '"' or '\'')
        {
            return Literal(start);
        }
        string punctuator = Punctuators.FirstOrDefault(p => string.CompareOrdinal(_text, _at, p, 0, p.Length) == 0)
            ?? throw Error.Definition(_text, _at, "a declaration", $"'{Printable.Line(c.ToString())}'");
        _at += punctuator.Length;
        return new(CTokenKind.Punctuator, punctuator, start, _at);
    }

    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_';

    private CToken Directive()
    {
        _at++;
        int start = _at;
        while (_at < _text.Length && Peek() != '\n')
        {
            // A comment may hide the line's end; a backslash takes the next line in.
            if (Peek() == '/' && Peek(1) == '*')
            {
                SkipComment();
            }
            else if (Peek() == '/' && Peek(1) == '/')
            {
                break;
            }
            else
            {
                _at += Peek() == '\\' && Peek(1) == '\r' && Peek(2) == '\n' ? 3 : Peek() == '\\' && Peek(1) == '\n' ? 2 : 1;
            }
        }
        _at = Math.Min(_at, _text.Length);
        return new(CTokenKind.Directive, _text[start.._at].Trim(), start, _at);
    }

    private void SkipSpace()
    {
        while (_at < _text.Length)
        {
            char c = Peek();
            if (c == '\n')
            {
                _isLineStart = true;
                _at++;
            }
            else if (char.IsWhiteSpace(c) || c == '\ufeff')
            {
                _at++;
            }
            else if (c == '\\' && Peek(1) is '\n' or '\r')
            {
                _at += Peek(1) == '\r' && Peek(2) == '\n' ? 3 : 2;
            }
            else if (c == '/' && Peek(1) == '*')
            {
                SkipComment();
            }
            else if (c == '/' && Peek(1) == '/')
            {
                int end = _text.IndexOf('\n', _at);
                _at = end < 0 ? _text.Length : end;
            }
            else
            {
                return;
            }
        }
    }

    private void SkipComment()
    {
        int end = _text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
        _at = end < 0 ? throw Error.Definition(_text, _text.Length, "*/, the end of the comment", "the end of the text") : end + 2;
    }

    private CToken Number(int start)
    {
        while (char.IsAsciiLetterOrDigit(Peek()) || Peek() is '_' or '.' || (Peek() == '\'' && char.IsAsciiHexDigit(Peek(1))))
        {
            _at++;
        }
        string digits = _text[start.._at].Replace("'", "", StringComparison.Ordinal).TrimEnd('u', 'U', 'l', 'L');
        bool isHex = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        ulong value;
        bool isNumber = isHex ? ulong.TryParse(digits.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value)
            : digits.StartsWith("0b", StringComparison.OrdinalIgnoreCase)
                ? ulong.TryParse(digits.AsSpan(2), NumberStyles.AllowBinarySpecifier, CultureInfo.InvariantCulture, out value)
            : digits is ['0', _, ..] ? TryOctal(digits, out value)
            : ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);
        return isNumber ? new(CTokenKind.Integer, _text[start.._at], start, _at, unchecked((long)value))
            : throw Error.Definition(_text, start, "an integer of at most 64 bits", $"'{_text[start.._at]}'");
    }

    private static bool TryOctal(string digits, out ulong value)
    {
        value = 0;
        foreach (char digit in digits)
        {
            if (digit is < '0' or > '7' || value >> 61 != 0)
            {
                return false;
            }
            value = (value << 3) | (uint)(digit - '0');
        }
        return true;
    }

    private CToken Literal(int start)
    {
        char quote = Peek();
        StringBuilder value = new();
        for (_at++; Peek() != quote;)
        {
            if (_at >= _text.Length || Peek() == '\n')
            {
                throw Error.Definition(_text, _at, $"{quote}, the end of the literal", "the end of the line");
            }
            value.Append(Peek() == '\\' ? Escape() : _text[_at++]);
        }
        _at++;
        if (quote == '"')
        {
            return new(CTokenKind.Text, value.ToString(), start, _at);
        }
        // Several characters are one number, the first one highest, as in 'RIFF'.
        return value.Length is >= 1 and <= 4 && value.ToString().All(c => c <= '\xff')
            ? new(CTokenKind.Integer, _text[start.._at], start, _at, value.ToString().Aggregate(0L, (number, c) => (number << 8) | c))
            : throw Error.Definition(_text, start, "a literal of one to four bytes", _text[start.._at]);
    }

    private char Escape()
    {
        int start = _at++;
        char c = Peek();
        if (c is >= '0' and <= '7')
        {
            int code = 0;
            for (int i = 0; i < 3 && Peek() is >= '0' and <= '7'; i++)
            {
                code = (code * 8) + (_text[_at++] - '0');
            }
            return code <= 0xff ? (char)code : throw Error.Definition(_text, start, "a code up to 0xff", _text[start.._at]);
        }
        _at++;
        if (c == 'x')
        {
            int first = _at;
            while (char.IsAsciiHexDigit(Peek()) && _at < first + 4)
            {
                _at++;
            }
            return _at > first ? (char)int.Parse(_text.AsSpan(first.._at), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
                : throw Error.Definition(_text, start, "hexadecimal digits behind \\x", "none");
        }
        const string From = "\\'\"?nrtabfve", To = "\\'\"?\n\r\t\a\b\f\v\x1b";
        int index = _at <= _text.Length ? From.IndexOf(c, StringComparison.Ordinal) : -1;
        return index >= 0 ? To[index] : throw Error.Definition(_text, start, "an escape of C", $"'\\{Printable.Line(c.ToString())}'");
    }
}
