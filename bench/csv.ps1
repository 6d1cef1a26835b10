<#
.SYNOPSIS
Reads a table in text by ConvertTo-MemMap -CsvPath, by Import-Csv | ConvertTo-MemMap and by numpy.loadtxt, and tells the rates.
.DESCRIPTION
Runs in the shell that is measured, with the module that build.ps1 has staged. The table has five columns: two integers, two floats and a
text; numpy.loadtxt is given the four columns of numbers of it, and is left out where python3 has no numpy. The slow ones read a shorter
table of the same kind. The best of three runs is told; the files are in the system's cache.
.PARAMETER Rows
How many rows.
.PARAMETER SlowRows
How many rows the slow ones read.
.PARAMETER Folder
Where the files are written; they take about 100 bytes for each row.
#>
[CmdletBinding()]
param(
    [ValidateRange(1, 100000000)]
    [long] $Rows = 2000000,

    [ValidateRange(1, 100000000)]
    [long] $SlowRows = 100000,

    [string] $Folder = [System.IO.Path]::GetTempPath()
)

$ErrorActionPreference = 'Stop'
Import-Module $PSScriptRoot/../artifacts/MemMap
$fields = [ordered]@{ id = 'i4'; count = 'i8'; x = 'f8'; y = 'f4'; name = 'S12' }
$work = (New-Item (Join-Path $Folder "MemMap-csv-$PID") -ItemType Directory).FullName

function New-Table([string] $Path, [long] $Length) {
    $m = New-MemMap "$work/table.dat" $fields w+ -Shape $Length
    $numbers = [MemMap.NDArray]::Arange(0, $Length)
    $m['id'] = $numbers
    $m['count'] = $numbers * 1000003
    $m['x'] = ($numbers + 0.5).Sqrt()
    $m['y'] = $numbers.AsType('f4') / 7
    $m['name'] = $numbers.AsType('S12')
    $m | Export-MemMap $Path
    $m | Close-MemMap
    (Get-Item $Path).Length
}

function Measure-Best([string] $What, [long] $Bytes, [int] $Runs, [scriptblock] $Action) {
    $best = [double]::MaxValue
    foreach ($run in 1..$Runs) {
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        $null = & $Action
        $best = [Math]::Min($best, $clock.Elapsed.TotalSeconds)
        Get-MemMap | Close-MemMap
    }
    '{0,-44} {1,8:F2} s {2,8:F1} MB/s' -f $What, $best, ($Bytes / $best / 1e6)
}

try {
    $bytes = New-Table "$work/table.csv" $Rows
    $slowBytes = New-Table "$work/short.csv" $SlowRows
    "$Rows rows of $([Math]::Round($bytes / 1e6)) MB, $([Environment]::ProcessorCount) cores"
    Measure-Best 'ConvertTo-MemMap -CsvPath, dtype given' $bytes 3 { ConvertTo-MemMap "$work/a.dat" $fields -CsvPath "$work/table.csv" }
    Measure-Best 'ConvertTo-MemMap -CsvPath, dtype inferred' $bytes 3 { ConvertTo-MemMap "$work/a.dat" -CsvPath "$work/table.csv" }
    Measure-Best 'Import-Csv | ConvertTo-MemMap' $slowBytes 1 {
        Import-Csv "$work/short.csv" | ConvertTo-MemMap "$work/b.dat" $fields
    }
    $script = "import sys, time, numpy; start = time.perf_counter(); " +
        "numpy.loadtxt(sys.argv[1], delimiter=',', skiprows=1, usecols=(0, 1, 2, 3)); print(time.perf_counter() - start)"
    $seconds = python3 -c $script "$work/short.csv" 2>$null
    if ($seconds) {
        '{0,-44} {1,8:F2} s {2,8:F1} MB/s' -f 'numpy.loadtxt', [double]$seconds, ($slowBytes / [double]$seconds / 1e6)
    }
}
finally {
    Get-MemMap | Close-MemMap
    Remove-Item $work -Recurse
}
