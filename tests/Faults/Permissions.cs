using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using MemMap.Formats;

namespace MemMap.Faults;

/// <summary>Who may read and write the files that are made.</summary>
[UnsupportedOSPlatform("windows")]
internal static partial class Permissions
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite, Given = Owner | UnixFileMode.GroupRead;
    private const UnixFileMode All = Owner | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite;
    private const UnixFileMode Enter = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Makes a file each way under a umask, and replaces it.</summary>
    internal static void Under(string folder, string[] args)
    {
        var umask = (UnixFileMode)Convert.ToInt32(args[0], 8);
        _ = SetUMask((int)umask);
        foreach ((string name, Action<string, Action> make) in Makers)
        {
            string path = Path.Combine(folder, name);
            make(path, () => RequirePrivate(folder));
            RequireMode(path, All & ~umask, Enter & ~umask);
            if (File.Exists(path))
            {
                File.SetUnixFileMode(path, Given);
                make(path, () => RequirePrivate(folder));
                RequireMode(path, Given, default);
            }
            else
            {
                File.SetUnixFileMode(path, Given | UnixFileMode.UserExecute);
                make(path, () => RequirePrivate(folder));
                Check.That(File.GetUnixFileMode(path) == (Given | UnixFileMode.UserExecute), name);
            }
        }
        Check.That(!Directory.EnumerateFileSystemEntries(folder, ".memmap-*").Any());
    }

    private static readonly (string Name, Action<string, Action> Make)[] Makers =
    [
        ("map.dat", static (path, _) => MemMapArray.Open(path, DType.UInt8, MapMode.Write, shape: [100]).Close()),
        ("map.npy", static (path, _) => MemMapArray.Open(path, DType.UInt8, MapMode.Write, shape: [100]).Close()),
        .. ((string[])["x.npy", "x.npz", "x.dat", "x.csv", "x.zarr"]).Select(name => (name, (Action<string, Action>)Export)),
        ("objects.dat", static (path, meanwhile) =>
        {
            bool replaces = File.Exists(path);
            using ElementAppender appender = Work.Appender(path, DType.Int32, append: false);
            appender.Append(1);
            if (replaces)
            {
                meanwhile();
            }
            appender.Complete();
        }),
        ("picture.svg", static (path, _) => Work.Picture(path)),
        ("picture.png", static (path, _) => Work.Picture(path)),
    ];

    private static void Export(string path, Action meanwhile)
    {
        bool told = false;
        new ArrayExport(new ExportRequest(path, [NDArray.Zeros([1000], DType.Int16).Ref], FileFormat.Auto, null, false, false)).Run(_ =>
        {
            meanwhile();
            told = true;
        });
        Check.That(told, path);
    }

    /// <summary>That what is being written is there, and nobody else can read it.</summary>
    private static void RequirePrivate(string folder)
    {
        string[] temporary = Directory.GetFileSystemEntries(folder, ".memmap-*");
        Check.That(temporary.Length > 0);
        foreach (string path in temporary)
        {
            Check.That((File.GetUnixFileMode(path) & ~(Owner | UnixFileMode.UserExecute)) == 0, $"{path} is private");
        }
    }

    private static void RequireMode(string path, UnixFileMode file, UnixFileMode enter)
    {
        if (File.Exists(path))
        {
            Check.That(File.GetUnixFileMode(path) == file, $"{path} has mode {File.GetUnixFileMode(path)} and not {file}");
            return;
        }
        Check.That(File.GetUnixFileMode(path) == (file | enter), $"{path} has mode {File.GetUnixFileMode(path)}");
        foreach (string part in Directory.GetFiles(path))
        {
            RequireMode(part, file, enter);
        }
    }

    [LibraryImport("libc", EntryPoint = "umask")]
    private static partial int SetUMask(int mask);
}
