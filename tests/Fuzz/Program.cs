using System.Diagnostics;
using System.Globalization;

namespace MemMap.Fuzz;

/// <summary>
/// Feeds the readers of what comes from strangers with damaged input. The only results allowed are a right answer or a documented
/// exception.
/// <code>
/// run TARGET COUNT [SEED]      so many mutations of the corpus, the same ones for the same seed; a failure is saved and ends the run
/// replay TARGET FILE...        one input after the other, such as a failure that was saved
/// libfuzzer TARGET             under libfuzzer-dotnet, which finds its way by coverage; see SharpFuzz for how to instrument
/// MemMap.Core.dll
/// </code>
/// An input that breaks something goes into the corpus once that is mended.
/// </summary>
internal static class Program
{
    /// <summary>More than the largest thing that any header may ask for before it was checked against the file.</summary>
    private const long MaxAllocation = 256 << 20;

    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(10);

    private static int Main(string[] args)
    {
        if (args.Length < 2 || Target.Find(args[1]) is not { } target)
        {
            Console.Error.WriteLine($"usage: run|replay|libfuzzer {string.Join('|', Target.Names)} ...");
            return 2;
        }
        switch (args[0])
        {
            case "run" when args.Length >= 3:
                int seed = args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 0;
                return Run(target, int.Parse(args[2], CultureInfo.InvariantCulture), seed);
            case "replay":
                return args.Skip(2).All(file => Passes(target, File.ReadAllBytes(file), out _)) ? 0 : 1;
            case "libfuzzer":
                SharpFuzz.Fuzzer.LibFuzzer.Run(input => target.Feed(input.ToArray()));
                return 0;
            default:
                return 2;
        }
    }

    private static int Run(Target target, int count, int seed)
    {
        byte[][] corpus = [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "corpus", target.Corpus))
            .Order(StringComparer.Ordinal).Select(file => target.Prepare(File.ReadAllBytes(file))).Where(target.Takes)];
        int accepted = 0;
        Stopwatch time = Stopwatch.StartNew();
        for (int i = 0; i < count; i++)
        {
            // The corpus itself comes first.
            byte[] input = i < corpus.Length ? corpus[i] : new Mutator(corpus, new Random(HashCode(seed, i))).Next();
            if (!Passes(target, input, out bool isAccepted))
            {
                string saved = Path.Combine(Path.GetTempPath(), $"memmap-fuzz-{target.Name}-{seed}-{i}");
                File.WriteAllBytes(saved, input);
                Console.Error.WriteLine($"case {i} of seed {seed}, saved as {saved}");
                return 1;
            }
            accepted += isAccepted ? 1 : 0;
        }
        Console.WriteLine(
            FormattableString.Invariant($"{target.Name}: {count} inputs, {accepted} accepted, {time.Elapsed.TotalSeconds:F1} s"));
        return 0;
    }

    private static int HashCode(int seed, int i) => unchecked((seed * 1_000_003) + i);

    private static bool Passes(Target target, byte[] input, out bool isAccepted)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Stopwatch time = Stopwatch.StartNew();
        isAccepted = false;
        try
        {
            isAccepted = target.Feed(input);
        }
        catch (Exception e)
        {
            Console.Error.WriteLine($"{target.Name}: {e}");
            return false;
        }
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (allocated > MaxAllocation || time.Elapsed > MaxTime)
        {
            Console.Error.WriteLine($"{target.Name}: {allocated} bytes were allocated in {time.Elapsed}");
            return false;
        }
        return true;
    }
}
