using System.Globalization;

namespace MemMap.Geometry;

/// <summary>
/// Parses an index in the notation between Python's brackets:
/// <code>
/// index   = item { "," item } [ "," ]
/// item    = integer | slice | "..." | "newaxis" | "None" | "True" | "False" | list
/// slice   = [ bound ] ":" [ bound ] [ ":" [ bound ] ]      bound = integer | "None"
/// list    = "[" [ element { "," element } [ "," ] ] "]"     element = integer | "True" | "False" | list
/// </code>
/// Spaces are allowed between tokens. Words may be in any case, as in PowerShell. An integer may be hexadecimal, like the offsets of a
/// hex dump: <c>0x10:0x20</c>.
/// </summary>
internal static class IndexExpression
{
    /// <summary>The longest text that is accepted; nobody types a longer index.</summary>
    internal const int MaxLength = 65_536;

    private const string ListEnd = "the list has no closing ']'";
    private const string Ragged = "the lists differ in length or depth";

    /// <exception cref="FormatException">The text is no index. The message says what is wrong and where.</exception>
    internal static IndexItem[] Parse(string text)
        => text.Length <= MaxLength ? new Parser(text).Index() : throw Error.IndexTextTooLong(text.Length, MaxLength);

    /// <summary>
    /// Parses an integer. A slice bound beyond 64 bits becomes the nearest 64-bit integer, since bounds are clipped anyway.
    /// </summary>
    internal static bool TryInteger(ReadOnlySpan<char> token, out long value, out bool tooLarge)
    {
        tooLarge = false;
        if (long.TryParse(token, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value)
            || (token.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
                && long.TryParse(token[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value) && value >= 0))
        {
            return true;
        }
        ReadOnlySpan<char> digits = token.TrimStart("+-");
        tooLarge = digits.Length > 0 && token.Length - digits.Length <= 1 && !digits.ContainsAnyExceptInRange('0', '9');
        value = token.StartsWith("-") ? long.MinValue : long.MaxValue;
        return tooLarge;
    }

    private static bool Is(ReadOnlySpan<char> token, string word) => token.Equals(word, StringComparison.OrdinalIgnoreCase);

    private static bool TryBool(ReadOnlySpan<char> token, out bool value)
    {
        value = Is(token, "True");
        return value || Is(token, "False");
    }

    private ref struct Parser(string text)
    {
        private int _position;

        private readonly char Next => _position < text.Length ? text[_position] : '\0';

        internal IndexItem[] Index()
        {
            List<IndexItem> items = [];
            do
            {
                items.Add(Item());
                if (!Accept(','))
                {
                    break;
                }
            }
            while (!AtEnd());
            return AtEnd() ? [.. items] : throw Fail($"unexpected '{Next}'");
        }

        private IndexItem Item()
        {
            SkipSpace();
            if (Next == '[')
            {
                IndexList list = new();
                List(list, 0);
                return list.ToItem();
            }
            ReadOnlySpan<char> token = Token();
            return Next == ':' ? Slice(token) : Scalar(token);
        }

        private readonly IndexItem Scalar(ReadOnlySpan<char> token)
            => token is "..." ? new IndexItem.Ellipsis()
                : Is(token, "newaxis") || Is(token, "None") ? new IndexItem.NewAxis()
                : TryBool(token, out bool value) ? new IndexItem.Mask([value], [])
                : new IndexItem.Integer(Integer(token));

        private IndexItem.SliceItem Slice(ReadOnlySpan<char> token)
        {
            long? start = Bound(token), stop = null, step = null;
            if (Accept(':'))
            {
                stop = Bound(Token());
            }
            if (Accept(':'))
            {
                step = Bound(Token());
            }
            return Next != ':' ? new(new(start, stop, step)) : throw Fail("a slice has at most start, stop and step");
        }

        private void List(IndexList list, int depth)
        {
            if (depth == Layout.MaxNDim)
            {
                throw Fail($"lists are nested deeper than {Layout.MaxNDim}");
            }
            _position++;
            long count = 0;
            while (!Accept(']'))
            {
                if (Next == '[')
                {
                    List(list, depth + 1);
                }
                else
                {
                    Element(list, depth);
                }
                count++;
                if (!Accept(',') && Next != ']')
                {
                    throw Fail(AtEnd() ? ListEnd : $"unexpected '{Next}'");
                }
            }
            if (!list.TryClose(depth, count))
            {
                throw Fail(Ragged);
            }
        }

        private void Element(IndexList list, int depth)
        {
            if (AtEnd())
            {
                throw Fail(ListEnd);
            }
            ReadOnlySpan<char> token = Token();
            bool isBool = TryBool(token, out bool value);
            if (!list.TryAdd(depth, isBool ? value ? 1 : 0 : Integer(token), isBool))
            {
                throw Fail(Ragged);
            }
        }

        private readonly long? Bound(ReadOnlySpan<char> token)
            => token.IsEmpty || Is(token, "None") ? null
                : TryInteger(token, out long value, out _) ? value
                : throw Error.InvalidIndex(text, token.ToString());

        private readonly long Integer(ReadOnlySpan<char> token)
        {
            if (token.IsEmpty)
            {
                throw Fail("an index is missing");
            }
            return !TryInteger(token, out long value, out bool tooLarge) ? throw Error.InvalidIndex(text, token.ToString())
                : tooLarge ? throw Fail("an integer does not fit into 64 bits") : value;
        }

        /// <summary>The text before the next separator, trimmed.</summary>
        private ReadOnlySpan<char> Token()
        {
            SkipSpace();
            ReadOnlySpan<char> rest = text.AsSpan(_position);
            int length = rest.IndexOfAny(",:[]");
            ReadOnlySpan<char> token = length < 0 ? rest : rest[..length];
            _position += token.Length;
            return token.TrimEnd();
        }

        private bool Accept(char separator)
        {
            SkipSpace();
            bool found = Next == separator && _position < text.Length;
            _position += found ? 1 : 0;
            return found;
        }

        private readonly FormatException Fail(string problem) => Error.IndexSyntax(text, _position, problem);

        private bool AtEnd()
        {
            SkipSpace();
            return _position == text.Length;
        }

        private void SkipSpace()
        {
            while (_position < text.Length && char.IsWhiteSpace(text[_position]))
            {
                _position++;
            }
        }
    }

    /// <summary>The contents of a list. All lists at one depth must have the same length, and all elements the same depth.</summary>
    private sealed class IndexList
    {
        private readonly List<long> _values = [];
        private readonly List<long> _shape = [];
        private int _elementDepth = -1;
        private bool _isMask = true;

        internal bool TryAdd(int depth, long value, bool isBool)
        {
            _elementDepth = _elementDepth < 0 ? depth : _elementDepth;
            _values.Add(value);
            _isMask &= isBool;
            // An empty list fixes the depth of its elements; an element beside it would be at another depth.
            return depth == _elementDepth && _shape.Count <= depth + 1;
        }

        internal bool TryClose(int depth, long count)
        {
            while (_shape.Count <= depth)
            {
                _shape.Add(-1);
            }
            _shape[depth] = _shape[depth] < 0 ? count : _shape[depth];
            return _shape[depth] == count && (_elementDepth < 0 || depth <= _elementDepth);
        }

        /// <summary>
        /// A list of only bools is a mask. As in numpy, bools among integers count as 0 and 1, and an empty list is one of integers.
        /// </summary>
        internal IndexItem ToItem()
        {
            long[] shape = [.. _shape];
            return _isMask && _values.Count > 0
                ? new IndexItem.Mask([.. _values.Select(value => value != 0)], shape)
                : new IndexItem.Advanced(new IndexArray([.. _values], shape));
        }
    }
}
