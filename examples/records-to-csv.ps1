<#
.SYNOPSIS
Writes the records of a binary file into a CSV file: dates as dates, text as text.
.DESCRIPTION
The records are read in place and written one by one, so the file may be larger than memory. A record at the end that is not whole, as a
program that was killed leaves it, is told and left out.
.EXAMPLE
./records-to-csv.ps1 wtmp utmp logins.csv -Field time, user, host
.EXAMPLE
./records-to-csv.ps1 sensor.log ([ordered]@{ time = 'unixtime'; degrees = 'f4'; state = 'u2' }) sensor.csv -Offset 16
.PARAMETER Path
The file.
.PARAMETER DType
What a record is: a name of Get-MemMapType, an ordered table of fields, or any other dtype.
.PARAMETER Destination
The CSV file; one that exists is replaced.
.PARAMETER Offset
Where the records begin, in bytes.
.PARAMETER Field
The fields to write; all of them if not given.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory, Position = 0)]
    [string] $Path,

    [Parameter(Mandatory, Position = 1)]
    $DType,

    [Parameter(Mandatory, Position = 2)]
    [string] $Destination,

    [long] $Offset = 0,

    [string[]] $Field
)

$ErrorActionPreference = 'Stop'
Import-Module $PSScriptRoot/../artifacts/MemMap

# PowerShell converts what a dtype is made from.
[MemMap.DType]$record = $DType
$bytes = (New-MemMap $Path -Mode r -Offset $Offset).Size
$count = [long][System.Math]::Floor($bytes / $record.ItemSize)
if ($bytes % $record.ItemSize) {
    Write-Warning "The last $($bytes % $record.ItemSize) bytes are no whole record of $($record.ItemSize) bytes."
}

$records = New-MemMap $Path $record r -Offset $Offset -Shape $count
if ($Field) {
    $records = $records | Get-MemMapSlice -Field $Field
}
$records | Export-MemMap $Destination -PassThru
$records | Close-MemMap
