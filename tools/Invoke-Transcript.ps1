<#
.SYNOPSIS
Runs the sessions that a Markdown file shows, and writes the file's text with the output that was really printed.
.DESCRIPTION
A session is a fenced block whose commands stand after `PS> `. All sessions of a file run one after the other in one process and in a
temporary folder, which is shown as /data. With -Update the file is rewritten; otherwise the text goes to the pipeline.
.PARAMETER Path
The Markdown file.
.PARAMETER Update
Rewrites the file.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory, Position = 0)] [string] $Path,
    [switch] $Update
)

$ErrorActionPreference = 'Stop'
$module = [System.IO.Path]::Combine($PSScriptRoot, '..', 'artifacts', 'MemMap', 'MemMap.psd1')
# A short path: where output goes to a file, PowerShell breaks lines as on a screen of 80 columns.
$folder = [System.IO.Path]::Combine($IsWindows ? [System.IO.Path]::GetTempPath() : '/tmp', [System.IO.Path]::GetRandomFileName().Remove(8))
$null = [System.IO.Directory]::CreateDirectory($folder)
$shell, [string[]]$assembly = & ([System.IO.Path]::Combine($PSScriptRoot, 'Get-Shell.ps1'))
$marker = "PS> "
try {
    # The script that the other process runs: each command shows itself, then its output.
    $script = [System.Text.StringBuilder]::new()
    $null = $script.AppendLine("`$null = `$ExecutionContext.SessionState.Path.SetLocation('$folder')")
    $null = $script.AppendLine("`$PSStyle.OutputRendering = 'PlainText'")
    $null = $script.AppendLine("Import-Module '$module'")
    $lines = [System.IO.File]::ReadAllLines($Path)
    foreach ($line in $lines) {
        if ($line.StartsWith($marker, 'Ordinal')) {
            $command = $line.Substring($marker.Length)
            $null = $script.AppendLine("[System.Console]::WriteLine('$($line.Replace("'", "''"))')").AppendLine(". { $command } | Out-Default")
        }
    }
    $file = [System.IO.Path]::Combine($folder, 'session.ps1')
    [System.IO.File]::WriteAllText($file, $script.ToString())
    $printed = [System.Collections.Generic.Queue[string]]::new()
    & $shell @assembly -NoProfile -File $file | ForEach-Object {
        $text = "$_".TrimEnd().Replace($folder + [System.IO.Path]::DirectorySeparatorChar, '/data/')
        if ($text) { $printed.Enqueue($text) }
    }
    if ($LASTEXITCODE -ne 0) { throw "The session of $Path ended with exit code $LASTEXITCODE." }

    $inSession = $false
    $result = foreach ($line in $lines) {
        if ($line.StartsWith('```', 'Ordinal')) { $inSession = $false }
        if ($line.StartsWith($marker, 'Ordinal')) {
            $inSession = $true
            $line
            $null = $printed.Dequeue()
            while ($printed.Count -gt 0 -and -not $printed.Peek().StartsWith($marker, 'Ordinal')) { $printed.Dequeue() }
        }
        elseif (-not $inSession) { $line }
    }
    $text = [string]::Join("`n", $result) + "`n"
    if ($Update) { [System.IO.File]::WriteAllText($Path, $text) } else { $text }
}
finally {
    [System.IO.Directory]::Delete($folder, $true)
}
