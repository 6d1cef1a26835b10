using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>Adds, replaces and removes arrays of an .npz archive. The others stay where they are, and maps of them stay valid.</summary>
internal static class NpzUpdate
{
    /// <summary>Returns the names of the members of an archive.</summary>
    /// <exception cref="InvalidDataException">The file is not a valid ZIP archive.</exception>
    internal static HashSet<string> Names(string path)
    {
        OpenedFile file = OpenedFile.FromPath(path, new MapRequest { Path = path, Mode = MapMode.ReadOnly });
        using (file.Owner)
        {
            return [.. ZipDirectory.Read(file).Select(member => member.Name)];
        }
    }

    /// <summary>Throws if a member exists and may not be replaced.</summary>
    internal static void RequireNew(string path, IEnumerable<string> names, IReadOnlySet<string> present, bool replaces)
    {
        if (!replaces && names.FirstOrDefault(present.Contains) is { } name)
        {
            throw Error.MemberExists(path, NpzFile.ShortName(name));
        }
    }

    /// <summary>Adds members behind the others.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="added">The members.</param>
    /// <param name="replaces">Whether a member of the same name is replaced; otherwise it is an error.</param>
    /// <exception cref="IOException">The archive can't be written; it is what it was then.</exception>
    internal static void Add(string path, IReadOnlyList<ZipAddition> added, bool replaces)
    {
        using ZipUpdate update = new(path);
        // Somebody may have added members since the request was checked.
        RequireNew(path, added.Select(member => member.Name), update.Members.Select(member => member.Name).ToHashSet(), replaces);
        HashSet<string> names = [.. added.Select(member => member.Name)];
        update.Run(update.Members.Where(member => names.Contains(member.Name)).ToHashSet(), added);
    }

    /// <summary>Removes members.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="names">The names of the members, with or without <c>.npy</c>.</param>
    /// <exception cref="ArgumentException">There is no such member, or none would be left.</exception>
    /// <exception cref="IOException">The archive can't be written; it is what it was then.</exception>
    internal static void Remove(string path, IReadOnlyCollection<string> names)
    {
        using ZipUpdate update = new(path);
        HashSet<ZipMember> removed = [];
        foreach (string name in names)
        {
            // Of several with one name, the last one counts; a removed one must not uncover another.
            List<ZipMember> found = [.. update.Members.Where(member => member.Name == name + NpzFile.Extension)];
            found = found.Count > 0 ? found : [.. update.Members.Where(member => member.Name == name)];
            removed.UnionWith(found.Count > 0 ? found
                : throw Error.NoSuchMember(path, name, update.Members.Select(member => NpzFile.ShortName(member.Name))));
        }
        update.Run(removed, []);
    }
}
