namespace MemMap.Remoting;

/// <summary>
/// What runs on the hosts. It works with the module's own cmdlets, and answers with one kind of object: the numbers of the parts it is
/// about, and a value or a failure. Progress is told only where it shows that the host is alive: it is for nobody's eyes.
/// </summary>
internal static class HostScripts
{
    /// <summary>Imports the module, or says why it can't.</summary>
    private const string Prologue = """
        param([version]$Needed, [bool]$TellsProgress, $Parts, [string]$Work, $Arguments)
        $ErrorActionPreference = 'Stop'
        $ProgressPreference = if ($TellsProgress) { 'Continue' } else { 'SilentlyContinue' }
        $module = Get-Module MemMap
        if (-not $module) {
            try { $module = Import-Module MemMap -PassThru }
            catch { return [pscustomobject]@{ Id = 'NoModule'; Message = "$_" } }
        }
        if ($module.Version -lt $Needed) { return [pscustomobject]@{ Id = 'OldModule'; Message = "$($module.Version)" } }

        """;

    /// <summary>Opens the files of a path and tells what they are.</summary>
    internal const string Open = Prologue + """
        try {
            foreach ($map in New-MemMap @Arguments) {
                [pscustomobject]@{ Value = $map }
                $map | Close-MemMap
            }
        }
        catch { [pscustomobject]@{ Id = $_.FullyQualifiedErrorId; Message = "$_" } }
        """;

    /// <summary>Opens each part, does the work with it and writes what that gives; where one part fails, the others go on.</summary>
    internal const string ForEachPart = Prologue + """
        $do = [scriptblock]::Create($Work)
        foreach ($part in $Parts) {
            try {
                $map = [MemMap.MemMapArray]$part.Array
                try { $part.Value | & $do $map $Arguments | ForEach-Object { [pscustomobject]@{ Parts = @($part.Number); Value = $_ } } }
                finally { $map | Close-MemMap }
                [pscustomobject]@{ Parts = @($part.Number); Done = $true }
            }
            catch {
                $id = $_.FullyQualifiedErrorId.Split(',')[0]
                [pscustomobject]@{ Parts = @($part.Number); Id = $id; Message = "$_" }
            }
        }
        """;
}
