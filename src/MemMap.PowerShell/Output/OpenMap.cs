using System.Management.Automation;

namespace MemMap.Output;

/// <summary>An array in a list of open maps, which is shown as a row of a table.</summary>
internal static class OpenMap
{
    /// <summary>The name of the type that has the table, in MemMap.format.ps1xml.</summary>
    private const string TypeName = "MemMap.OpenMap";

    /// <summary>An array of the whole map. The map itself is shown by its elements, wherever it is.</summary>
    internal static PSObject Of(NDArray map)
    {
        // The engine keeps the names of types by object, and so for the variable of whoever has opened the map.
        PSObject row = PSObject.AsPSObject(map.WithLayout(map.Layout));
        row.TypeNames.Insert(0, TypeName);
        return row;
    }
}
