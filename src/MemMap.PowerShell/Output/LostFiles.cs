using System.Runtime.CompilerServices;

namespace MemMap.Output;

/// <summary>Tells once of a map that its file was deleted or replaced, and what is assigned to it is in no file that has a name.</summary>
internal static class LostFiles
{
    private static readonly ConditionalWeakTable<object, object> Told = [];

    /// <summary>The warning of a map that is flushed or closed; null if there is nothing to tell, or if it was told.</summary>
    internal static string? Warning(MemMapArray map)
        => !map.IsClosed && map.Mode.ChangesFile && map.LostFile is { } lost && Told.TryAdd(map.Ref.Buffer, lost)
            ? $"'{map.FileName}' was {lost} since it was opened: what is assigned to this map is in the file of then; "
                + "$m | Export-MemMap NEW writes its elements to a new one"
            : null;
}
