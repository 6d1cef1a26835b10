using System.Management.Automation;
using MemMap.DataTypes;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Commands;

/// <summary>Removes names of dtypes that Register-MemMapType registered.</summary>
/// <remarks>
/// <para>
/// The name is unknown then in all runspaces of this process. Maps that are open keep their dtype. A built-in type whose name was given
/// to another one by Register-MemMapType -Force has its name again. Built-in types can't be removed.
/// </para>
/// </remarks>
/// <notes>Names are gone with the process, too: nothing of them is stored.</notes>
/// <example>
/// <summary>Remove a name</summary>
/// <code>
/// PS> Register-MemMapType swatch '3u1'
/// PS> Unregister-MemMapType swatch
/// PS> try { Get-MemMapType swatch -ErrorAction Stop } catch { "$_" }
/// no data type is registered as 'swatch'; Get-MemMapType lists those that are
/// </code>
/// </example>
/// <example>
/// <summary>Remove several</summary>
/// <code>
/// PS> Register-MemMapType tile2 '2f8'
/// PS> Register-MemMapType tile3 '3f8'
/// PS> Unregister-MemMapType tile* -WhatIf
/// What if: Performing the operation "Unregister the data type ('&lt;f8', (2,))" on target "tile2".
/// What if: Performing the operation "Unregister the data type ('&lt;f8', (3,))" on target "tile3".
/// PS> Unregister-MemMapType tile*
/// PS> @(Get-MemMapType tile*).Count
/// 0
/// </code>
/// </example>
/// <example>
/// <summary>A built-in type that was replaced</summary>
/// <code>
/// PS> Register-MemMapType las '4u1' -Force
/// PS> Unregister-MemMapType las
/// PS> (Get-MemMapType las).IsBuiltIn
/// True
/// </code>
/// </example>
/// <seealso cref="RegisterMemMapTypeCommand"/>
/// <seealso cref="GetMemMapTypeCommand"/>
[Cmdlet(VerbsLifecycle.Unregister, "MemMapType", SupportsShouldProcess = true)]
public sealed class UnregisterMemMapTypeCommand : MemMapCmdlet
{
    /// <summary>
    /// The names to remove. Wildcards are allowed, and match registered names alone. A name without wildcards that is not registered is an
    /// error. The output of Get-MemMapType binds to this parameter.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty, SupportsWildcards, ArgumentCompleter(typeof(RegisteredTypeCompleter))]
    public string[] Name { get; set; } = null!;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string name in Name)
        {
            WildcardPattern pattern = new(name, WildcardOptions.IgnoreCase);
            NamedType[] found = [.. NamedTypes.Registered.Where(type => pattern.IsMatch(type.Name))];
            bool isPattern = WildcardPattern.ContainsWildcardCharacters(name);
            // A pattern such as * fits any file.
            if (found.Length == 0 && (!isPattern || PositionalFile.MayName(name)) && NamedTypes.Find(name) is null
                && NamedFiles.Of(this, name).Length > 0)
            {
                WriteError(Errors.FileForType(name));
            }
            else if (found.Length == 0 && !isPattern)
            {
                WriteError(NamedTypes.Find(name) is null ? Errors.NoSuchType(name) : Errors.TypeBuiltIn(name));
            }
            foreach (NamedType type in found)
            {
                if (ShouldProcess(type.Name, $"Unregister the data type {type.DType}"))
                {
                    NamedTypes.Unregister(type);
                }
            }
        }
    }
}
