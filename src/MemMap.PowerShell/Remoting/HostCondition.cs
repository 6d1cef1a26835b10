using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using MemMap.Questions;

namespace MemMap.Remoting;

/// <summary>
/// A condition that hosts ask of their records: its text, and the values of the caller's variables in it. A host makes a script block of
/// both, and its cmdlets compile that.
/// </summary>
internal static class HostCondition
{
    /// <summary>
    /// Defines what runs a command with a condition: <c>&amp; $ask $map Find-MemMapValue $parameters FilterScript $condition</c>. Its own
    /// variables have names that a condition hasn't.
    /// </summary>
    internal const string Ask = """
        $ask = {
            param($MemMapPart, $MemMapCommand, $MemMapParameters, $MemMapName, $MemMapCondition)
            if ($MemMapCondition) {
                foreach ($MemMapVariable in @($MemMapCondition.Variables.Keys)) {
                    Set-Variable $MemMapVariable $MemMapCondition.Variables[$MemMapVariable]
                }
                $MemMapParameters[$MemMapName] = [scriptblock]::Create($MemMapCondition.Text)
            }
            $MemMapPart | & $MemMapCommand @MemMapParameters
        }

        """;

    /// <summary>The condition as it is sent.</summary>
    /// <param name="cmdlet">The cmdlet, in whose caller's scope the variables are.</param>
    /// <param name="script">The condition; null for none.</param>
    internal static Hashtable? Of(PSCmdlet cmdlet, ScriptBlock? script)
    {
        if (script is null)
        {
            return null;
        }
        Hashtable variables = new(StringComparer.OrdinalIgnoreCase);
        ScriptBlock own = new Constants(cmdlet, script).WithoutUsing();
        foreach (VariableExpressionAst variable in own.Ast.FindAll(
            static node => node is VariableExpressionAst, searchNestedScriptBlocks: true).Cast<VariableExpressionAst>())
        {
            string name = variable.VariablePath.UserPath;
            // Variables of every session, such as $true and $env:PATH, are those of the host.
            if (variable.VariablePath.IsUnqualified && !Constants.IsRecord(variable)
                && Names.Find(cmdlet, script, name) is { } found && !found.Options.HasFlag(ScopedItemOptions.Constant))
            {
                variables[name] = found.Value;
            }
        }
        return new Hashtable { ["Text"] = own.ToString(), ["Variables"] = variables };
    }
}
