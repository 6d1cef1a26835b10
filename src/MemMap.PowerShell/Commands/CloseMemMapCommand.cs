using System.Management.Automation;

namespace MemMap.Commands;

/// <summary>Closes a map and all views of it.</summary>
/// <remarks>
/// What was assigned is in the file. Any later use of the map or of a view of it is an error; work that is running elsewhere ends in peace.
/// Closing a map twice does nothing.
/// </remarks>
[Cmdlet(VerbsCommon.Close, "MemMap")]
public sealed class CloseMemMapCommand : MapCmdlet
{
    private protected override void ProcessMap(MemMapArray map) => Try(map, map.Close);
}
