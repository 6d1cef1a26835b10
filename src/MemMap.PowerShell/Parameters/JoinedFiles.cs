using MemMap.Formats;
using MemMap.Memory;
using MemMap.Output;

namespace MemMap.Parameters;

/// <summary>What New-MemMap -Join and Join-MemMap have in common.</summary>
internal static class JoinedFiles
{
    /// <summary>Plans to open a file whenever its elements are used.</summary>
    /// <exception cref="ArgumentException">The mode creates files.</exception>
    internal static OpenPlan Plan(
        string path, MapMode? mode, FileFormat format, ArraySpec given, string[]? members, AccessHint access = AccessHint.Normal)
    {
        if (mode == MapMode.Write)
        {
            throw Errors.JoinMode();
        }
        bool isArchive = ArrayFile.IsArchive(path, format, members);
        MapRequest request = new()
        {
            Path = path,
            Mode = mode ?? (isArchive ? MapMode.ReadOnly : MapMode.ReadWrite),
            // A file that others cut while it was not open must not be extended by opening it again.
            KeepsLength = true,
            CanRest = true,
            Access = access,
        };
        return ArrayFile.Plan(request, format, given, members);
    }

    /// <summary>What to do with a part that does not fit: leave it out with a warning, or <see langword="null"/> to fail.</summary>
    internal static Action<ArgumentException>? OnMismatch(bool skips)
        => skips ? misfit => HostObjects.Warn($"{misfit.Message}; it was left out") : null;
}
