<#
.SYNOPSIS
Runs a Pester file without the tests that an emulator can't run, and writes what came of it to a file.
.DESCRIPTION
Test-Platform.ps1 starts this in the emulated PowerShell. That the result's file is there means that the process has reached its end.
.PARAMETER Path
The Pester file.
.PARAMETER List
The list of what the emulator can't do, Windows.psd1 for one.
.PARAMETER Result
The file for the result, as JSON.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Path,
    [Parameter(Mandatory)] [string] $List,
    [Parameter(Mandatory)] [string] $Result
)

$ErrorActionPreference = 'Stop'
if ($IsWindows) {
    # PowerShell finds no program on PATH in Wine; tests start others of its kind.
    Set-Alias pwsh (Join-Path $PSHOME pwsh.exe) -Scope Global
}

Import-Module (Join-Path $PSScriptRoot .. .. artifacts modules Pester)
# The tests read what is printed without colors, also where this runs in a terminal.
$PSStyle.OutputRendering = 'PlainText'
$file = Split-Path $Path -LeafBase
$file = $file -replace '\.Tests$'
$patterns = @((Import-PowerShellDataFile $List).Pester | ForEach-Object { $_.Tests } | Where-Object { $_ -like "$($file): *" })

$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'None'
if ($patterns) {
    # Pester leaves out tests by their lines, so they are found first.
    $configuration.Run.SkipRun = $true
    $found = Invoke-Pester -Configuration $configuration
    $configuration.Run.SkipRun = $false
    $configuration.Filter.ExcludeLine = @(
        foreach ($pattern in $patterns) {
            $name = $pattern -replace '^[^:]*: '
            $lines = @($found.Tests | Where-Object { $_.Path[-1] -like $name } |
                    ForEach-Object { "$($_.ScriptBlock.File):$($_.StartLine)" })
            if (-not $lines) {
                throw "$List names '$pattern', and there is no such test."
            }
            $lines
        }
    ) | Select-Object -Unique
}

$run = Invoke-Pester -Configuration $configuration
[ordered]@{
    Passed = $run.PassedCount
    Failed = $run.FailedCount + $run.FailedBlocksCount + $run.FailedContainersCount
    Skipped = $run.SkippedCount
    Excluded = $run.NotRunCount
    Failures = @(
        foreach ($failed in @($run.Failed) + @($run.FailedBlocks) + @($run.FailedContainers)) {
            "$($failed.ExpandedPath ?? $failed.Name)`n$(($failed.ErrorRecord | Out-String).Trim())"
        }
    )
} | ConvertTo-Json | Set-Content $Result
