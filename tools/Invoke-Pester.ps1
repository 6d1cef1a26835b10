<#
.SYNOPSIS
Runs Pester files against the module in artifacts/MemMap, and ends with a line of counts.
.DESCRIPTION
The Pester is the one that tests/Pester/Pester.csproj pins. build.ps1 starts this in a process of its own, so that the module's files are
unlocked when it has ended.
.PARAMETER Path
Files, or folders with *.Tests.ps1 files.
#>
[CmdletBinding()]
param(
    [Parameter(ValueFromRemainingArguments)]
    [string[]] $Path = (Join-Path $PSScriptRoot .. tests Pester)
)

$ErrorActionPreference = 'Stop'
dotnet msbuild (Join-Path $PSScriptRoot .. tests Pester) -restore -target:Module -nologo -verbosity:quiet
if ($LASTEXITCODE -ne 0) {
    throw "Pester can't be restored: dotnet ended with exit code $LASTEXITCODE."
}

Import-Module (Join-Path $PSScriptRoot .. artifacts modules Pester)
# The tests read what is printed without colors, also where this runs in a terminal.
$PSStyle.OutputRendering = 'PlainText'
$run = Invoke-Pester -Path $Path -PassThru
# A file that can't be read and a block whose set-up fails are no tests, but they are failures.
$failed = $run.FailedCount + $run.FailedBlocksCount + $run.FailedContainersCount
"$($run.PassedCount) passed, $failed failed, $($run.SkippedCount) skipped"
exit ($failed -gt 0 -or $run.PassedCount -eq 0 ? 1 : 0)
