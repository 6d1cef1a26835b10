using System.Management.Automation;
using System.Management.Automation.Runspaces;
using MemMap.Commands;

namespace MemMap.Tests.Commands;

/// <summary>A host without a console, such as a service's: it has no user interface at all, and scripts are strict.</summary>
[Collection(ModuleTests.Name)]
public sealed class BareHostTests(ModuleSession session)
{
    [Fact]
    public void Everything_works_without_a_user_interface_and_in_strict_mode()
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        state.Types.Add(new SessionStateTypeEntry(Path.Combine(AppContext.BaseDirectory, "MemMap.types.ps1xml")));
        state.Formats.Add(new SessionStateFormatEntry(Path.Combine(AppContext.BaseDirectory, "MemMap.format.ps1xml")));
        using Runspace runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        using PowerShell shell = PowerShell.Create(runspace);
        shell.AddCommand("Import-Module").AddParameter("Assembly", typeof(NewMemMapCommand).Assembly).Invoke();
        shell.Commands.Clear();
        string file = Path.Combine(session.Folder, "bare.dat");

        var output = shell.AddScript("""
            param($file)
            Set-StrictMode -Version Latest
            $ErrorActionPreference = 'Stop'
            $m = New-MemMap $file ([ordered]@{ id = 'i4'; x = 'f8' }) w+ -Shape 4 -Verbose
            $m | Set-MemMapValue -Field x -Value (1, 2, 3, 4) -WhatIf
            $m | Set-MemMapValue -Field x -Value (1, 2, 3, 4)
            $m | Set-MemMapValue 0 @{ id = 7; x = 1.5 }
            $m, $m['x'], $m.DType, $m.Mode | Out-Default
            $m | ConvertFrom-MemMap -WithIndex | Out-Default
            $m | Invoke-MemMapFlush -PassThru | Export-MemMap "$file.csv" -PassThru | Out-Default
            $m | Export-MemMap "$file.npy"
            $m | Resize-MemMap 6
            Get-MemMapType mbr, gpt | Out-Default
            Register-MemMapType bare-point '2f8' -PassThru | Out-Default
            1..3 | ConvertTo-MemMap "$file.new" | Out-Default
            [MemMap.NDArray]::Array((1, 0)).Eq(0).Not() | Out-Default
            # The mean of nothing is a warning; it must find its stream.
            [MemMap.NDArray]::Zeros(0, 'f8').Mean() | Out-Default
            $before = Get-MemMap $file
            Get-MemMap "$file*" | Close-MemMap
            $m | Out-Default
            $before.IsClosed
            """).AddArgument(file).Invoke();

        Assert.Empty(shell.Streams.Error);
        Assert.Contains(shell.Streams.Verbose, record => record.Message.StartsWith("Mapped bytes 0 to 47", StringComparison.Ordinal));
        Assert.Contains("mean of empty", Assert.Single(shell.Streams.Warning).Message, StringComparison.OrdinalIgnoreCase);
        Assert.True((bool)Assert.Single(output).BaseObject);
    }
}
