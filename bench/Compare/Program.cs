// Measures MemMap beside numpy and whatever else of its kind is installed, workload by workload, on files that it makes:
//
//     Compare [--size BYTES] [--rounds N] [--only PATTERN] [--peers NAMES] [--cold SCRIPT]
//
// Peers are numpy, numexpr, torch, NumSharp and C, separated by commas; numpy is always one of them. With the path of cold.ps1, it
// measures the first calls in fresh processes, N of each side.
// `build.ps1 Bench` runs it.

using System.Globalization;
using System.IO.Enumeration;
using MemMap.Bench;

const long MiB = 1 << 20;

// The random elements and the matrix need some room.
const long SmallestSize = 8 * MiB;

long size = 256 * MiB;
int rounds = 7;
string pattern = "*", cold = "", named = "numpy,numexpr,torch,NumSharp,C";
for (int i = 0; i < args.Length; i += 2)
{
    string value = i + 1 < args.Length ? args[i + 1] : "";
    bool isValid = args[i] switch
    {
        "--size" => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out size) && size >= SmallestSize,
        "--rounds" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out rounds) && rounds > 0,
        "--only" => (pattern = value).Length > 0,
        "--peers" => (named = value).Length > 0,
        "--cold" => File.Exists(cold = value),
        _ => false,
    };
    if (!isValid)
    {
        Console.Error.WriteLine($"'{args[i]} {value}' is not understood. Usage: [--size BYTES, at least {SmallestSize}] [--rounds N] "
            + "[--only PATTERN] [--peers NAMES] [--cold SCRIPT]");
        return 64;
    }
}

using var files = new DataFiles(size / MiB * MiB);
using var workloads = new Workloads(files);
Workload[] chosen = [.. workloads.All.Where(workload => FileSystemName.MatchesSimpleExpression(pattern, workload.Name))];

Console.WriteLine($"# {DateTime.Now:yyyy-MM-dd HH:mm}: files of {files.Size / MiB} MiB, best of {rounds} "
    + (cold.Length > 0 ? "processes" : "rounds or more"));
Console.WriteLine();
string[] others = named.Split(',', StringSplitOptions.TrimEntries);
bool Has(string peer) => others.Contains(peer, StringComparer.OrdinalIgnoreCase);
string[] modules = cold.Length > 0 ? ["numpy"] : ["numpy", .. ((string[])["numexpr", "torch"]).Where(Has)];
List<IPeer> peers = [.. modules.Select(module => PythonPeer.TryStart(module, files.Folder)).OfType<IPeer>()];
if (cold.Length == 0)
{
    if (Has("NumSharp"))
    {
        peers.Add(new NumSharpPeer(files));
    }
    if (Has("C") && CLoopPeer.TryCompile(files) is { } loops)
    {
        peers.Add(loops);
    }
}
foreach (string line in Machine.Describe(peers))
{
    Console.WriteLine(line);
}
Console.WriteLine();
if (cold.Length > 0)
{
    var fresh = new ColdContest(cold, files.Folder, PythonPeer.FindPython("numpy"), rounds);
    var calls = new Table(Console.Out, ColdContest.Columns);
    calls.WriteHeader();
    foreach (Workload workload in chosen)
    {
        calls.Write(workload.Name, fresh.Run(workload.Name));
    }
    calls.WriteSummary("First call: geometric mean ", fresh.FirstRatios);
    calls.WriteSummary("Second call: geometric mean ", fresh.SecondRatios);
    return 0;
}

using var readLoop = new BareLoop(files.PathOf("data.f4"), files.Size);
using var writeLoop = new BareLoop(files.PathOf("scratch.f4"), files.Size);
var contest = new Contest(peers, traffic => (traffic == Traffic.Read ? readLoop : writeLoop).Run(traffic), rounds);
var table = new Table(Console.Out, Outcome.ColumnsOf(peers));
table.WriteHeader();
List<Outcome> outcomes = [];
foreach (Workload workload in chosen)
{
    Outcome outcome = contest.Run(workload);
    table.Write(workload.Name, outcome.Cells);
    outcomes.Add(outcome);
}
for (int i = 0; i < peers.Count; i++)
{
    double[] ratios = [.. outcomes.Select(outcome => outcome.Ratios.ElementAt(i)).OfType<double>()];
    table.WriteSummary($"Against {peers[i].Name}: geometric mean ", ratios);
}
peers.ForEach(peer => peer.Dispose());
// Takes minutes, so only where it is asked for. On Windows a file has holes only if it is told to, which takes more than .NET has.
if (pattern != "*" && FileSystemName.MatchesSimpleExpression(pattern, SparseScan.Name) && !OperatingSystem.IsWindows())
{
    Console.WriteLine();
    Console.WriteLine(SparseScan.Run(files.Folder));
}
return 0;
