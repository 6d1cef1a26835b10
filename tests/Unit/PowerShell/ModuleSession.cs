using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using MemMap.Commands;
using MemMap.DataTypes;

namespace MemMap.Tests.Commands;

/// <summary>
/// A session of the real engine with the module in it. The module tells Core about PowerShell's objects, for the whole process: so these
/// tests run while no others do, and what was before comes back after them.
/// </summary>
public sealed class ModuleSession : IDisposable
{
    private readonly Action _restore
        = Restore(HostObjects.Unwrap, HostObjects.WrapRecord, KeptElement.ToHost, KeptElement.OfHost, Interruption.Host);
    private readonly Runspace _runspace;

    public ModuleSession()
    {
        // The policy of the process. An engine outside pwsh has none on Windows, and reads no types.ps1xml then.
        Environment.SetEnvironmentVariable("PSExecutionPolicyPreference", "Bypass");
        InitialSessionState state = InitialSessionState.CreateDefault2();
        state.Types.Add(new SessionStateTypeEntry(Path.Combine(AppContext.BaseDirectory, "MemMap.types.ps1xml")));
        _runspace = RunspaceFactory.CreateRunspace(Host, state);
        _runspace.Open();
        using PowerShell shell = Shell();
        shell.AddCommand("Import-Module").AddParameter("Assembly", typeof(NewMemMapCommand).Assembly).Invoke();
        shell.Commands.Clear();
        shell.AddCommand("Set-Location").AddParameter("LiteralPath", Folder).Invoke();
    }

    /// <summary>A folder for the files of the tests, and the session's location.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("memmap").FullName;

    internal AnsweringHost Host { get; } = new();

    /// <summary>Runs a script to its end.</summary>
    internal Collection<PSObject> Run(string script)
    {
        using PowerShell shell = Shell(script);
        Collection<PSObject> output = shell.Invoke();
        Assert.Empty(shell.Streams.Error);
        return output;
    }

    internal PowerShell Shell() => PowerShell.Create(_runspace);

    /// <summary>A script to run. It has a scope of its own: what it assigns, preferences too, is not there for the next test.</summary>
    internal PowerShell Shell(string script) => Shell().AddScript(script, useLocalScope: true);

    public void Dispose()
    {
        Run("Get-MemMap | Close-MemMap");
        _runspace.Dispose();
        Directory.Delete(Folder, recursive: true);
        _restore();
    }

    private static Action Restore(
        Func<object?, object?> unwrap, Func<IReadOnlyDictionary<string, object?>, object> wrapRecord, Func<KeptElement, object?> wrapKept,
        Func<object?, KeptElement?> keptOf, Func<CancellationToken> host)
        => () => (HostObjects.Unwrap, HostObjects.WrapRecord, KeptElement.ToHost, KeptElement.OfHost, Interruption.Host)
            = (unwrap, wrapRecord, wrapKept, keptOf, host);
}

[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ModuleTests : ICollectionFixture<ModuleSession>
{
    public const string Name = "Module";
}
