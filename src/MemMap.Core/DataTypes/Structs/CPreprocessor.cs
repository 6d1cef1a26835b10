namespace MemMap.DataTypes;

/// <summary>
/// Carries out the preprocessor lines of a definition: <c>#define</c> of constants, <c>#undef</c>, <c>#if</c> and its kin. What
/// <c>#include</c> names isn't read. A <c>#pragma</c> stays in the tokens: it is the parser's.
/// </summary>
internal sealed class CPreprocessor
{
    /// <summary>The largest number of tokens. Constants that contain others twice, level by level, grow exponentially.</summary>
    private const int MaxTokens = 4 << 20;

    private const int MaxNesting = 64;

    private readonly string _text;
    private readonly Dictionary<string, List<CToken>> _macros = new(Predefined);
    private readonly HashSet<string> _functions = [];
    private readonly Stack<(bool IsActive, bool WasActive, bool IsElse, bool IsOuterActive)> _conditions = [];
    private readonly List<CToken> _output = [];

    private CPreprocessor(string text) => _text = text;

    /// <summary>The lines that define constants, by name; and where in the text conditions ask for a name.</summary>
    internal Dictionary<string, string> Lines { get; } = [];

    /// <summary>The names that conditions ask for, and where in the text.</summary>
    internal List<(int At, string Name)> Asked { get; } = [];

    /// <summary>What the text includes, as it says it: <c>"sizes.h"</c>. None of it is read.</summary>
    internal List<string> Included { get; } = [];

    /// <summary>Whether a name is that of a macro with arguments, which isn't expanded.</summary>
    internal bool IsFunction(string name) => _functions.Contains(name);

    /// <summary>The constants in a constant's text.</summary>
    internal IEnumerable<string> NamesIn(string macro)
        => _macros.GetValueOrDefault(macro)?.Where(token => token.Kind == CTokenKind.Name).Select(token => token.Text) ?? [];

    /// <summary>The tokens of a text behind the preprocessor, the end included.</summary>
    /// <exception cref="FormatException">A line can't be carried out, or tells of an error.</exception>
    internal static (List<CToken> Tokens, CPreprocessor Preprocessor) Run(string text)
    {
        CPreprocessor preprocessor = new(text);
        foreach (CToken token in CLexer.Tokens(text))
        {
            preprocessor.Take(token);
        }
        return (preprocessor._output, preprocessor);
    }

    private static Dictionary<string, List<CToken>> Predefined { get; } = new()
    {
        ["__ORDER_LITTLE_ENDIAN__"] = [Number(1234)],
        ["__ORDER_BIG_ENDIAN__"] = [Number(4321)],
        ["__BYTE_ORDER__"] = [Number(BitConverter.IsLittleEndian ? 1234 : 4321)],
        ["__LITTLE_ENDIAN"] = [Number(1234)],
        ["__BIG_ENDIAN"] = [Number(4321)],
        ["__BYTE_ORDER"] = [Number(BitConverter.IsLittleEndian ? 1234 : 4321)],
        [BitConverter.IsLittleEndian ? "__LITTLE_ENDIAN_BITFIELD" : "__BIG_ENDIAN_BITFIELD"] = [Number(1)],
    };

    private static CToken Number(long value) => new(CTokenKind.Integer, $"{value}", 0, 0, value);

    private bool IsActive => _conditions.Count == 0 || _conditions.Peek().IsActive;

    private void Take(CToken token)
    {
        if (token.Kind == CTokenKind.Directive)
        {
            Directive(token);
            return;
        }
        if (token.Kind == CTokenKind.End && _conditions.Count > 0)
        {
            throw Error.Definition(_text, token.Start, "#endif", "the end of the text");
        }
        if (IsActive || token.Kind == CTokenKind.End)
        {
            Expand(token, token, _output, []);
        }
    }

    private void Directive(CToken line)
    {
        List<CToken> tokens = CLexer.TokensOf(_text, line);
        string name = tokens.Count > 0 && tokens[0].Kind == CTokenKind.Name ? tokens[0].Text : "";
        List<CToken> rest = tokens.Count > 0 ? tokens[1..] : tokens;
        switch (name)
        {
            case "if" or "ifdef" or "ifndef":
                if (_conditions.Count == MaxNesting)
                {
                    throw Error.DefinitionAt(_text, line.Start, $"conditions nest deeper than {MaxNesting} levels");
                }
                bool isOuter = IsActive, holds = isOuter && (name == "if" ? Holds(rest, line) : IsDefined(rest, line) == (name == "ifdef"));
                _conditions.Push((holds, holds, false, isOuter));
                break;
            case "elif" or "else":
                if (_conditions.Count == 0 || _conditions.Peek().IsElse)
                {
                    throw Error.Definition(_text, line.Start, "#if before it", $"#{name}");
                }
                (_, bool wasActive, _, bool isOuterActive) = _conditions.Pop();
                bool now = isOuterActive && !wasActive && (name == "else" || Holds(rest, line));
                _conditions.Push((now, wasActive || now, name == "else", isOuterActive));
                break;
            case "endif":
                if (!_conditions.TryPop(out _))
                {
                    throw Error.Definition(_text, line.Start, "#if before it", "#endif");
                }
                break;
            case "define" when IsActive:
                Define(rest, line);
                break;
            case "include" when IsActive:
                Included.Add(line.Text["include".Length..].Trim());
                break;
            case "undef" when IsActive:
                _macros.Remove(NameOf(rest, line));
                break;
            case "error" when IsActive:
                throw Error.DefinitionAt(_text, line.Start, $"#{line.Text}");
            case "pragma" when IsActive:
                Add(line);
                break;
        }
    }

    private string NameOf(List<CToken> rest, CToken line)
        => rest.Count > 0 && rest[0].Kind == CTokenKind.Name ? rest[0].Text
            : throw Error.Definition(_text, rest.Count > 0 ? rest[0].Start : line.End, "a name", rest.Count > 0 ? rest[0].Described
                : "the end of the line");

    private bool IsDefined(List<CToken> rest, CToken line)
    {
        string name = NameOf(rest, line);
        Asked.Add((line.Start, name));
        return _macros.ContainsKey(name) || _functions.Contains(name);
    }

    private void Define(List<CToken> rest, CToken line)
    {
        string name = NameOf(rest, line);
        // Only where the parenthesis touches the name does it begin parameters.
        if (rest.Count > 1 && rest[1].Is("(") && rest[1].Start == rest[0].End)
        {
            _functions.Add(name);
            return;
        }
        _macros[name] = rest[1..];
        Lines[name] = $"#{line.Text}";
    }

    private bool Holds(List<CToken> condition, CToken line)
    {
        List<CToken> expanded = [];
        for (int i = 0; i < condition.Count; i++)
        {
            CToken token = condition[i];
            if (token.Is("defined") || token.Text.StartsWith("__has_", StringComparison.Ordinal))
            {
                int at = i + 1;
                bool hasParenthesis = at < condition.Count && condition[at].Is("(");
                string name = NameOf(condition[Math.Min(condition.Count, hasParenthesis ? at + 1 : at)..], line);
                Asked.Add((line.Start, name));
                expanded.Add(Number(token.Is("defined") && (_macros.ContainsKey(name) || _functions.Contains(name)) ? 1 : 0) with
                {
                    Start = token.Start,
                    End = token.End,
                });
                while (hasParenthesis && i < condition.Count && !condition[i].Is(")"))
                {
                    i++;
                }
                i += hasParenthesis ? 0 : 1;
            }
            else
            {
                if (token.Kind == CTokenKind.Name)
                {
                    Asked.Add((line.Start, token.Text));
                }
                Expand(token, token, expanded, []);
            }
        }
        // A name that stands for nothing is 0.
        expanded = [.. expanded.Select(token => token.Kind == CTokenKind.Name ? Number(0) with { Start = token.Start, End = token.End }
            : token)];
        expanded.Add(new CToken(CTokenKind.End, "", line.End, line.End));
        return new CExpressionParser(_text, expanded).ParseAll().Constant(_text) != 0;
    }

    private void Expand(CToken token, CToken origin, List<CToken> output, HashSet<string> open)
    {
        if (token.Kind != CTokenKind.Name || !_macros.TryGetValue(token.Text, out List<CToken>? body) || !open.Add(token.Text))
        {
            // What a constant gives stands where its name stands.
            CToken added = ReferenceEquals(output, _output) && token != origin
                ? token with { Start = origin.Start, End = origin.End, Macro = origin.Text } : token;
            output.Add(output.Count < MaxTokens ? added : throw Error.DefinitionAt(_text, origin.Start, $"more than {MaxTokens} tokens"));
            return;
        }
        if (body.Count == 0 && ReferenceEquals(output, _output))
        {
            Asked.Add((origin.Start, token.Text));
        }
        foreach (CToken part in body)
        {
            Expand(part, origin, output, open);
        }
        open.Remove(token.Text);
    }

    private void Add(CToken token) => _output.Add(token);
}
