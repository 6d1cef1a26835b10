namespace MemMap.DataTypes;

/// <summary>
/// The pragmas that tell how structs are laid out: <c>pack</c>, <c>ms_struct</c> and <c>scalar_storage_order</c>. Others mean nothing here.
/// </summary>
internal static class CPragma
{
    private const int MaxStack = 256;

    /// <summary>Carries out a pragma.</summary>
    /// <exception cref="FormatException">Its arguments can't be.</exception>
    internal static void Apply(string text, List<CToken> tokens, CToken line, ref CState state, Stack<CState> stack, CState initial)
    {
        switch (tokens.ElementAtOrDefault(1).Text)
        {
            case "pack":
                Pack(text, tokens, line, ref state, stack, initial);
                break;
            case "ms_struct":
                state = state with { IsMicrosoft = Word(text, tokens, line, "on", "off", "reset") == "on" };
                break;
            case "scalar_storage_order":
                string word = tokens.Count > 3 && tokens[3].Is("-") ? $"{tokens[2].Text}-{tokens.ElementAtOrDefault(4).Text}"
                    : Word(text, tokens, line, "big-endian", "little-endian", "default");
                Func<Exception> unknown = () => Error.Definition(text, line.Start, "big-endian, little-endian or default", word);
                state = state with { Order = OrderOf(word) ?? throw unknown() };
                break;
        }
    }

    /// <summary>The byte order of a word of <c>scalar_storage_order</c>.</summary>
    internal static char? OrderOf(string word) => word switch
    {
        "big-endian" => '>',
        "little-endian" => '<',
        "default" => '=',
        _ => null,
    };

    private static string Word(string text, List<CToken> tokens, CToken line, params string[] words)
        => tokens.ElementAtOrDefault(2).Text is { } word && words.Contains(word) ? word
            : throw Error.Definition(text, tokens.Count > 2 ? tokens[2].Start : line.End, string.Join(" or ", words),
                tokens.Count > 2 ? tokens[2].Described : "the end of the line");

    // pack(), pack(n), pack(push), pack(push, n), pack(push, name, n), pack(pop), pack(pop, ...)
    private static void Pack(string text, List<CToken> tokens, CToken line, ref CState state, Stack<CState> stack, CState initial)
    {
        List<CToken> arguments = [.. tokens.Skip(2).Where(token => token.Kind != CTokenKind.Punctuator)];
        if (arguments.Count == 0)
        {
            state = state with { Pack = 0 };
        }
        if (arguments.Any(token => token.Is("push")))
        {
            if (stack.Count == MaxStack)
            {
                throw Error.DefinitionAt(text, line.Start, $"#pragma pack(push) nests deeper than {MaxStack} levels");
            }
            stack.Push(state);
        }
        else if (arguments.Any(token => token.Is("pop")))
        {
            state = state with { Pack = stack.TryPop(out CState before) ? before.Pack : initial.Pack };
        }
        if (arguments.Count > 0 && arguments[^1] is { Kind: CTokenKind.Integer } pack)
        {
            state = state with
            {
                Pack = pack.Value is 0 or 1 or 2 or 4 or 8 or 16 ? (int)pack.Value
                    : throw Error.Definition(text, pack.Start, "an alignment of 1, 2, 4, 8 or 16", pack.Described),
            };
        }
    }
}
