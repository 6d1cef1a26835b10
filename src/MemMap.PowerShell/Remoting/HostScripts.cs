namespace MemMap.Remoting;

/// <summary>
/// The scripts that run on the hosts. They use the module's cmdlets, and write objects of one kind: the numbers of the parts, and a value
/// or a failure. Their progress records are not displayed; they only show that the host is alive.
/// </summary>
internal static class HostScripts
{
    /// <summary>Imports the module, or reports why it can't.</summary>
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

    /// <summary>Opens the files of a path and describes them.</summary>
    internal const string Open = Prologue + """
        try {
            $maps = foreach ($map in New-MemMap @Arguments) {
                if ($map -isnot [MemMap.JoinedMemMap]) { $map } else { $map.OpenParts(); $map.Close() }
            }
            foreach ($map in $maps) {
                if ($map -isnot [MemMap.MemMapArray]) { throw "$($Arguments.Path) has arrays that can't be mapped, as they are compressed" }
                [pscustomobject]@{ Value = $map }
                $map | Close-MemMap
            }
        }
        catch { [pscustomobject]@{ Id = $_.FullyQualifiedErrorId; Message = "$_" } }
        """;

    /// <summary>Opens each part, runs the work and writes its output. If one part fails, the others continue.</summary>
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
