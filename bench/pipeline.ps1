<#
.SYNOPSIS
Takes rows through ConvertTo-MemMap into a file and back through ConvertFrom-MemMap, and tells time and memory.
.DESCRIPTION
Runs in the shell that is measured, with the module that build.ps1 has staged. The resident size is the most that the process had, the
shell's own included; the map's pages count too while the system keeps them.
.PARAMETER Rows
How many rows, of five fields each.
.PARAMETER Folder
Where the file is written; it takes 40 bytes for each row.
#>
[CmdletBinding()]
param(
    [ValidateRange(1, 1000000000)]
    [long] $Rows = 10000000,

    [string] $Folder = [System.IO.Path]::GetTempPath()
)

$ErrorActionPreference = 'Stop'
Import-Module $PSScriptRoot/../artifacts/MemMap
$path = Join-Path $Folder "MemMap-pipeline-$PID"
$fields = [ordered]@{ id = 'i8'; time = 'M8[s]'; name = 'S8'; value = 'f8'; count = 'u8' }

function Write-Line([string]$What, [System.Diagnostics.Stopwatch]$Clock) {
    $rate = [System.Math]::Round($Rows / $Clock.Elapsed.TotalSeconds)
    $process = Get-Process -Id $PID
    # On Linux, the peak of the process; .NET asks for it there too.
    $peak = [System.Math]::Round($process.PeakWorkingSet64 / 1MB)
    '{0,-18} {1,7:F1} s {2,12:N0} rows/s   resident at most {3:N0} MiB' -f $What, $Clock.Elapsed.TotalSeconds, $rate, $peak
}

# Yields the rows one by one: nothing of them stays in memory.
function Get-Row {
    $row = [ordered]@{ id = 0L; time = [datetime]::UnixEpoch; name = 'sensor-7'; value = 0.0; count = 0 }
    for ($i = 0L; $i -lt $Rows; $i++) {
        $row.id = $i
        $row.value = $i * 0.5
        $row.count = $i % 1000
        $row
    }
}

try {
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    $map = Get-Row | ConvertTo-MemMap $path $fields
    Write-Line 'ConvertTo-MemMap' $clock

    $clock.Restart()
    $seen = $total = 0L
    $map | ConvertFrom-MemMap | & {
        process {
            $script:seen++
            $script:total += $_.id
        }
    }
    Write-Line 'ConvertFrom-MemMap' $clock
    if ($seen -ne $Rows -or $total -ne $Rows * ($Rows - 1) / 2) {
        throw "$seen rows came back, with a sum of $total."
    }
}
finally {
    Get-MemMap | Close-MemMap
    Remove-Item $path -ErrorAction Ignore
}
