<#
.SYNOPSIS
Measures a file of numbers with all cores: count, sum, mean, extremes, deviation.
.DESCRIPTION
The parts are views of one map, and nothing is copied. Sums are exact, so that their measures merge into that of the whole, to the last bit,
however many parts there are.
.EXAMPLE
./measure-parallel.ps1 readings.f4 float32
.PARAMETER Path
The file.
.PARAMETER DType
What its numbers are.
.PARAMETER Workers
How many parts to measure at the same time.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory, Position = 0)]
    [string] $Path,

    [Parameter(Position = 1)]
    $DType = 'float32',

    [ValidateRange(1, 1000)]
    [int] $Workers = [System.Environment]::ProcessorCount
)

$ErrorActionPreference = 'Stop'
$module = Convert-Path $PSScriptRoot/../artifacts/MemMap
Import-Module $module

$map = New-MemMap $Path $DType r
$map | Split-MemMap $Workers | ForEach-Object -ThrottleLimit $Workers -Parallel {
    # A worker is a session of its own.
    Import-Module $using:module
    $_ | Measure-MemMap
} | Merge-MemMapMeasure
$map | Close-MemMap
