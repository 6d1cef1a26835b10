using System.Runtime.CompilerServices;

namespace MemMap.Faults;

/// <summary>What scenarios expect, and how they hurt a file.</summary>
internal static class Check
{
    internal static void That(bool condition, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        if (!condition)
        {
            throw new InvalidOperationException($"not so: {what}");
        }
    }

    /// <summary>That some work fails by one of the documented errors, and gives it.</summary>
    internal static Exception Fails(string name, Action work, params string[] ids)
    {
        try
        {
            work();
        }
        catch (Exception e) when (e.Data[Error.IdKey] is string id && ids.Contains(id))
        {
            return e;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{name}: not one of {string.Join(", ", ids)}", e);
        }
        throw new InvalidOperationException($"{name}: did not fail");
    }

    /// <summary>Gives a file another length, as somebody else would.</summary>
    internal static void Cut(string path, long length)
    {
        using FileStream other = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        other.SetLength(length);
    }

    internal static string Fresh(string folder) => Path.Combine(folder, Path.GetRandomFileName());

    internal static DType Type(string text) => DType.Parse(text);
}
