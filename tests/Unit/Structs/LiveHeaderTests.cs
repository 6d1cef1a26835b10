using System.Diagnostics;
using System.Globalization;
using System.Text;
using MemMap.DataTypes;

namespace MemMap.Tests.Structs;

/// <summary>
/// The structs of the system's own headers, beside what GCC says of them. Where there is no GCC, or no such headers, there is nothing to
/// compare. MEMMAP_LIVE=1 takes all headers of Linux, rather than some.
/// </summary>
public sealed class LiveHeaderTests
{
    private static readonly string[] Some =
        ["ip.h", "tcp.h", "if_ether.h", "usb/ch9.h", "fuse.h", "input.h", "videodev2.h", "nvme_ioctl.h", "ethtool.h", "btrfs.h", "bpf.h"];

    // What can't be in a file.
    private static readonly string[] Unmappable = ["pointer", "function", "no data type has", "'void'"];

    [Fact]
    public void Structs_of_headers_have_the_sizes_and_offsets_of_gcc()
    {
        bool isThere = OperatingSystem.IsLinux() && File.Exists("/usr/bin/gcc") && Directory.Exists("/usr/include/linux");
        Assert.SkipUnless(isThere, "there is no GCC with headers of Linux");
        bool all = Environment.GetEnvironmentVariable("MEMMAP_LIVE") == "1";
        string[] headers = ["/usr/include/elf.h", .. all
            ? Directory.GetFiles("/usr/include/linux", "*.h", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            : Some.Select(name => $"/usr/include/linux/{name}").Where(File.Exists)];
        List<string> wrong = [];
        int compared = 0;
        foreach (string header in headers)
        {
            string include = $"#include <stddef.h>\n#include <sys/socket.h>\n#include <linux/types.h>\n#include \"{header}\"\n";
            if (Gcc("-fsyntax-only -x c -", include) is null || Gcc("-E -P -x c -", include) is not { } text)
            {
                continue; // It needs others before it.
            }
            try
            {
                compared += Compare(header, include, text, wrong);
            }
            catch (FormatException e)
            {
                wrong.Add($"{header}: {e.Message}");
            }
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{compared} structs of {headers.Length} headers");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(40)));
        Assert.True(compared > 20);
    }

    // Asks for the place of every field that the parser found; bit fields are found by setting them.
    private static int Compare(string header, string include, string text, List<string> wrong)
    {
        CDefinitions definitions = CParser.Parse(text, align: true);
        StringBuilder program = new(include);
        program.Append("#include <stdio.h>\n#include <string.h>\nint main() {\n");
        List<(string What, string Expected)> expected = [];
        foreach (TypeDefinition type in definitions.Types.Where(type => type.Type.Fields is not null || type.Type.Error is not null))
        {
            if (type.Type.Error is { } error)
            {
                if (!Unmappable.Any(word => error.Message.Contains(word, StringComparison.Ordinal)))
                {
                    wrong.Add($"{header}: {type.Name}: {error.Message}");
                }
                continue;
            }
            string name = type.Declared!;
            program.Append(CultureInfo.InvariantCulture, $"printf(\"%zu\\n\", sizeof({name}));\n");
            expected.Add(($"sizeof {name}", $"{type.DType.ItemSize}"));
            foreach (CField field in type.Type.Fields!)
            {
                if (!field.IsBits)
                {
                    program.Append(CultureInfo.InvariantCulture, $"printf(\"%zu\\n\", offsetof({name}, {field.Name}));\n");
                    expected.Add(($"{name}.{field.Name}", $"{field.Offset}"));
                }
                else
                {
                    program.Append(CultureInfo.InvariantCulture, $$"""
                        { {{name}} x; unsigned char *b = (unsigned char *)&x; memset(&x, 0, sizeof x); x.{{field.Name}} = -1;
                          for (size_t i = 0; i < sizeof x; i++) if (b[i]) printf("%zu:%02x ", i, b[i]); puts(""); }

                        """);
                    byte[] ones = new byte[type.DType.ItemSize];
                    byte[] minus = Enumerable.Repeat((byte)0xff, 8).ToArray();
                    if (field.DType.Packing is { } packing)
                    {
                        packing.Pack(minus.AsSpan(0, field.DType.AsNative().ItemSize), ones.AsSpan((int)field.Offset, packing.Size),
                            field.DType.IsBigEndian);
                    }
                    else
                    {
                        ones.AsSpan((int)field.Offset, field.DType.ItemSize).Fill(0xff);
                    }
                    expected.Add(($"{name}.{field.Name}", string.Concat(ones.Select((b, i) => b == 0 ? "" : $"{i}:{b:x2} "))));
                }
            }
        }
        program.Append("return 0; }\n");
        string folder = Directory.CreateTempSubdirectory("memmap-live-").FullName;
        try
        {
            if (Gcc($"-w -x c - -o {folder}/a.out", program.ToString()) is null)
            {
                wrong.Add($"{header}: the program doesn't compile: {LastError}");
                return 0;
            }
            using Process process = Process.Start(new ProcessStartInfo($"{folder}/a.out") { RedirectStandardOutput = true })!;
            string[] answers = process.StandardOutput.ReadToEnd().Split('\n');
            for (int i = 0; i < expected.Count; i++)
            {
                if (answers[i] != expected[i].Expected)
                {
                    wrong.Add($"{header}: {expected[i].What} is '{answers[i]}', and here '{expected[i].Expected}'");
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        return expected.Count(asked => asked.What.StartsWith("sizeof", StringComparison.Ordinal));
    }

    private static string LastError { get; set; } = "";

    private static string? Gcc(string arguments, string input)
    {
        using Process process = Process.Start(new ProcessStartInfo("/usr/bin/gcc", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        LastError = string.Join(' ', errors.Result.Split('\n').Take(3));
        return process.ExitCode == 0 ? output.Result : null;
    }
}
