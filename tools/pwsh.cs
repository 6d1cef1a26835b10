// Runs a script in the real PowerShell engine, for machines that have the .NET SDK but no pwsh:
//
//     dotnet run --file tools/pwsh.cs script.ps1 [arguments]          as  pwsh -NoProfile -File script.ps1 [arguments]
//     dotnet run --file tools/pwsh.cs -- -Command '1 + 1'             as  pwsh -NoProfile -Command '1 + 1'
//
// The engine's package brings its core cmdlets only: the Utility and Management modules are not there. A script may start
// its shell again (tools/Get-Shell.ps1 says how) with -NoProfile, -NonInteractive, -File and -Command without asking which of the two it is.

#:package System.Management.Automation
#:property PublishAot=false
#:property TieredPGO=false

using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Internal;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Security;
using System.Text;
using System.Text.RegularExpressions;

return Launcher.Run(args);

/// <summary>Reads the command line, runs it in one runspace and turns its outcome into an exit code.</summary>
internal static partial class Launcher
{
    private const int UsageError = 64;
    private const int Interrupted = 130;

    public static int Run(string[] args)
    {
        // A legacy code page would turn much of what scripts write into question marks.
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        bool interactive = true;
        for (int i = 0; i < args.Length; i++)
        {
            switch (args[i].ToUpperInvariant())
            {
                case "-NOPROFILE" or "-NOLOGO":
                    break;
                case "-NONINTERACTIVE":
                    interactive = false;
                    break;
                case "-SSHS" or "-SSHSERVERMODE":
                    return Serve();
                case "-COMMAND" or "-C" when i + 1 < args.Length:
                    return RunText(string.Join(' ', args[(i + 1)..]), interactive);
                case "-FILE" or "-F" when i + 1 < args.Length:
                    return RunFile(args[i + 1], args[(i + 2)..], interactive);
                default:
                    return args[i].StartsWith('-') ? Usage() : RunFile(args[i], args[(i + 1)..], interactive);
            }
        }

        return Usage();
    }

    private static int Usage()
    {
        Console.Error.WriteLine("usage: [-NonInteractive] [-File] script.ps1 [arguments] | -Command text");
        return UsageError;
    }

    // What `pwsh -sshs` does: PowerShell's remoting protocol over stdin and stdout. The engine doesn't offer it to other hosts.
    private static int Serve()
    {
        typeof(PSObject).Assembly.GetType("System.Management.Automation.Remoting.Server.StdIOProcessMediator", throwOnError: true)!
            .GetMethod("Run", BindingFlags.NonPublic | BindingFlags.Static)!.Invoke(null, [null, null, null, null, false]);
        return 0;
    }

    private static int RunText(string text, bool interactive)
    {
        Parser.ParseInput(text, out _, out ParseError[] errors);
        if (errors is [ParseError first, ..])
        {
            Console.Error.WriteLine($"ParserError: {first.Message}");
            return 1;
        }

        // As in pwsh the last command decides.
        return Execute(text + "\nif (-not $?) { exit 1 }", interactive);
    }

    private static int RunFile(string path, string[] arguments, bool interactive)
    {
        string script = Path.GetFullPath(path);
        if (!File.Exists(script) || !script.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase))
        {
            Console.Error.WriteLine($"'{path}' is not a .ps1 file that exists.");
            return UsageError;
        }

        // As a command a file fails only by `exit` with a code other than 0, which the engine then keeps in a variable, or without
        // a code where it could not be parsed or bound.
        string command = string.Join(' ', arguments.Select(AsArgument).Prepend(Quote(script)));
        return Execute($". {command}\nif (-not $?) {{ exit ($LASTEXITCODE ?? 1) }}", interactive);
    }

    // The rules of `pwsh -File`: what looks like a parameter is one, the rest is text; $true and $false only behind a colon.
    private static string AsArgument(string argument)
    {
        Match parameter = ParameterPattern().Match(argument);
        string value = parameter.Groups["value"].Value;
        string unmarked = value.TrimStart('$');
        return !parameter.Success ? Quote(argument)
            : value.Length == 0 ? argument
            : parameter.Groups["name"].Value + (unmarked.ToUpperInvariant() is "TRUE" or "FALSE" ? '$' + unmarked : Quote(value));
    }

    private static string Quote(string text) => $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";

    [GeneratedRegex(@"^(?<name>-[\p{L}_][\w-]*:?)(?<value>(?<=:).+)?\z", RegexOptions.Singleline)]
    private static partial Regex ParameterPattern();

    private static int Execute(string text, bool interactive)
    {
        ConsoleUI ui = new(interactive);
        ConsoleHost host = new(ui);
        InitialSessionState state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            // Without pwsh's configuration file the engine would allow no script.
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        }

        using Runspace runspace = RunspaceFactory.CreateRunspace(host, state);
        runspace.Open();
        Runspace.DefaultRunspace = runspace;
        using PowerShell shell = PowerShell.Create(runspace);
        bool interrupted = false;
        Console.CancelKeyPress += (_, key) =>
        {
            // The first Ctrl+C stops the pipeline, so that `finally` blocks run; a second one ends the process.
            key.Cancel = !interrupted;
            interrupted = true;
            shell.BeginStop(null, null);
        };

        // As in pwsh, errors go down the pipeline with the output: Out-Default keeps the order.
        Command command = new(text, isScript: true, useLocalScope: false);
        command.MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.Commands.AddCommand(command).AddCommand("Out-Default");
        try
        {
            shell.Invoke();
        }
        catch (RuntimeException error)
        {
            if (!interrupted)
            {
                Report(runspace, error);
                return 1;
            }
        }
        finally
        {
            ui.EndProgress();
        }

        return interrupted ? Interrupted : host.ExitCode ?? 0;
    }

    private static void Report(Runspace runspace, RuntimeException error)
    {
        using PowerShell formatter = PowerShell.Create(runspace);
        PSObject record = new(error.ErrorRecord);
        // The mark by which Out-Default knows an error among objects.
        record.Properties.Add(new PSNoteProperty("writeErrorStream", true));
        formatter.AddCommand("Out-Default").AddParameter("InputObject", record).Invoke();
    }
}

/// <summary>The engine's view of the program: who hosts it, and how a script ends it.</summary>
internal sealed class ConsoleHost(ConsoleUI ui) : PSHost
{
    /// <summary>The argument of `exit`, or null where the host was not asked to end.</summary>
    public int? ExitCode { get; private set; }

    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;
    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;
    public override Guid InstanceId { get; } = Guid.NewGuid();
    public override string Name => "ConsoleHost";
    public override PSHostUserInterface UI => ui;
    public override Version Version => typeof(PSObject).Assembly.GetName().Version!;

    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;

    public override void EnterNestedPrompt() => throw new NotSupportedException("This host has no prompt.");

    public override void ExitNestedPrompt() => EnterNestedPrompt();

    public override void NotifyBeginApplication() => ui.EndProgress();

    public override void NotifyEndApplication()
    {
    }
}

/// <summary>Text to stdout, errors to stderr, progress on a line of the terminal.</summary>
internal sealed class ConsoleUI(bool interactive) : PSHostUserInterface
{
    private readonly Lock _gate = new();
    private int _progressWidth;

    public override PSHostRawUserInterface RawUI { get; } = new ConsoleScreen();

    // A Windows console would first have to be switched to escape sequences.
    public override bool SupportsVirtualTerminal => !OperatingSystem.IsWindows() && !Console.IsOutputRedirected;

    public override void Write(string value) => Put(Console.Out, value, SupportsVirtualTerminal);

    // -1 is .NET's name for a terminal's own color on Unix.
    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(
        (foregroundColor >= 0 ? PSStyle.MapForegroundColorToEscapeSequence(foregroundColor) : "")
        + (backgroundColor >= 0 ? PSStyle.MapBackgroundColorToEscapeSequence(backgroundColor) : "") + value + PSStyle.Instance.Reset);

    public override void WriteLine(string value) => Write(value + Environment.NewLine);

    public override void WriteErrorLine(string value) =>
        Put(Console.Error, value + Environment.NewLine, SupportsVirtualTerminal && !Console.IsErrorRedirected);

    public override void WriteDebugLine(string message) => WriteLine("DEBUG: " + message);

    public override void WriteVerboseLine(string message) => WriteLine("VERBOSE: " + message);

    public override void WriteWarningLine(string message) => WriteLine("WARNING: " + message);

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
        if (Console.IsOutputRedirected)
        {
            return;
        }

        lock (_gate)
        {
            EndProgress();
            if (record.RecordType == ProgressRecordType.Processing)
            {
                string line = $"{record.Activity}: {record.StatusDescription}" + (record.PercentComplete >= 0 ? $" {record.PercentComplete}%" : "");
                _progressWidth = Math.Min(line.Length, RawUI.BufferSize.Width - 1);
                Console.Out.Write('\r' + line[.._progressWidth]);
            }
        }
    }

    /// <summary>Takes the progress line away.</summary>
    public void EndProgress()
    {
        lock (_gate)
        {
            if (_progressWidth > 0)
            {
                Console.Out.Write('\r' + new string(' ', _progressWidth) + '\r');
                _progressWidth = 0;
            }
        }
    }

    public override string ReadLine()
    {
        EndProgress();
        return (interactive ? Console.ReadLine() : null)
            ?? throw new PSInvalidOperationException("Nobody answers: the session is not interactive, or its input has ended.");
    }

    public override SecureString ReadLineAsSecureString() => throw NoSecrets();

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        WriteLine($"{caption}{Environment.NewLine}{message}".Trim());
        Dictionary<string, PSObject> answers = [];
        foreach (FieldDescription field in descriptions)
        {
            Write(field.Name + ": ");
            answers[field.Name] = PSObject.AsPSObject(ReadLine());
        }

        return answers;
    }

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        WriteLine($"{caption}{Environment.NewLine}{message}".Trim());
        // A label is '&Yes to All': the ampersand stands before its hot key.
        string[] keys = [.. choices.Select(choice => choice.Label.Substring(choice.Label.IndexOf('&', StringComparison.Ordinal) + 1, 1).ToUpperInvariant())];
        string[] names = [.. choices.Select(choice => choice.Label.Replace("&", "", StringComparison.Ordinal))];
        string question = string.Join("  ", keys.Zip(names, (key, name) => $"[{key}] {name}"));
        while (true)
        {
            Write(defaultChoice >= 0 ? $"{question} (default is \"{keys[defaultChoice]}\"): " : question + ": ");
            string answer = ReadLine().Trim();
            int chosen = answer.Length == 0 ? defaultChoice : Math.Max(IndexOf(names, answer), IndexOf(keys, answer));
            if (chosen >= 0)
            {
                return chosen;
            }
        }

        static int IndexOf(string[] texts, string text) => Array.FindIndex(texts, item => item.Equals(text, StringComparison.OrdinalIgnoreCase));
    }

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) => throw NoSecrets();

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes types, PSCredentialUIOptions options) => throw NoSecrets();

    private static NotSupportedException NoSecrets() => new("This host does not ask for passwords.");

    private void Put(TextWriter writer, string value, bool decorated)
    {
        bool keep = decorated && PSStyle.Instance.OutputRendering != OutputRendering.PlainText;
        lock (_gate)
        {
            EndProgress();
            writer.Write(keep ? value : new StringDecorated(value).ToString(OutputRendering.PlainText));
        }
    }
}

/// <summary>The size and colors of the terminal; where output is redirected, of a usual one.</summary>
internal sealed class ConsoleScreen : PSHostRawUserInterface
{
    private const int UsualWidth = 120;
    private const int UsualHeight = 50;
    public override ConsoleColor ForegroundColor { get => Console.ForegroundColor; set => Console.ForegroundColor = value; }
    public override ConsoleColor BackgroundColor { get => Console.BackgroundColor; set => Console.BackgroundColor = value; }
    public override Size BufferSize { get => WindowSize; set => throw NotAScreen(); }
    public override Size WindowSize
    {
        // A terminal without a size says 0.
        get => Console.IsOutputRedirected || Console.WindowWidth <= 0
            ? new Size(UsualWidth, UsualHeight)
            : new Size(Console.WindowWidth, Console.WindowHeight);
        set => throw NotAScreen();
    }

    public override Size MaxWindowSize => WindowSize;
    public override Size MaxPhysicalWindowSize => WindowSize;
    public override Coordinates WindowPosition { get => default; set => throw NotAScreen(); }
    public override Coordinates CursorPosition { get => throw NotAScreen(); set => throw NotAScreen(); }
    public override int CursorSize { get => throw NotAScreen(); set => throw NotAScreen(); }
    public override string WindowTitle { get => ""; set => Console.Title = value; }
    public override bool KeyAvailable => Console.KeyAvailable;
    public override void FlushInputBuffer() => throw NotAScreen();
    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw NotAScreen();
    public override KeyInfo ReadKey(ReadKeyOptions options) => throw NotAScreen();
    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) => throw NotAScreen();
    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw NotAScreen();
    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw NotAScreen();

    private static NotSupportedException NotAScreen() => new("This host writes text; it does not address the screen.");
}
