using System.Management.Automation.Language;

namespace MemMap.Output;

/// <summary>What a command is written of: in messages that propose one, in completions, and in conditions that are made.</summary>
internal static class CommandText
{
    /// <summary>A name as it is written in a command: without quotes if it needs none.</summary>
    internal static string Word(string name)
        => name.Length > 0 && name.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.') ? name : Quoted(name);

    /// <summary>A text as it is written in a command: a path, a pattern.</summary>
    internal static string Quoted(string text) => $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";
}
