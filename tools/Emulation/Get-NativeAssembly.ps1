<#
.SYNOPSIS
Uses the module in the ways of a first call, and writes to a file where its assemblies were loaded from.
.DESCRIPTION
Test-Platform.ps1 starts this in the emulated PowerShell, and reads what the runtime has compiled meanwhile.
.PARAMETER Module
The module's folder.
.PARAMETER Result
The file for the result, as JSON.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [string] $Result
)

$ErrorActionPreference = 'Stop'
Import-Module $Module
$data = New-TemporaryFile
[System.IO.File]::WriteAllBytes($data, [byte[]](1..200))
$m = New-MemMap $data f4 c
$null = $m[7], $m['1:4'], $m.Sum(), ($m + 1), ($m | Out-String)
$null = $m | Find-MemMapValue -GT 5
$null = $m | Measure-MemMap
$m | Close-MemMap
Remove-Item $data
[MemMap.NDArray].Assembly.Location, (Get-Command New-MemMap).ImplementingType.Assembly.Location | ConvertTo-Json | Set-Content $Result
