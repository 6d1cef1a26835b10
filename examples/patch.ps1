<#
.SYNOPSIS
Replaces bytes in a file, in place, wherever a pattern stands; keeps a copy of the file, and shows what has changed.
.DESCRIPTION
The file keeps its length: what is written is as long as what was found. The copy is beside the file, with .bak behind its name, and isn't
replaced if there is one. With -WhatIf nothing is changed or copied.
.EXAMPLE
./patch.ps1 firmware.bin 'DEBUG=1' 'DEBUG=0' -WhatIf
.EXAMPLE
./patch.ps1 game.sav '4D 5A ?? 00' '4D 5A 01 00'
.PARAMETER Path
The file.
.PARAMETER Pattern
What to look for, as Find-MemMapValue -Pattern takes it: text, or bytes with wildcards.
.PARAMETER Replacement
What to write there, as Set-MemMapValue -Bytes takes it: text, or bytes.
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory, Position = 0)]
    [string] $Path,

    [Parameter(Mandatory, Position = 1)]
    $Pattern,

    [Parameter(Mandatory, Position = 2)]
    $Replacement
)

$ErrorActionPreference = 'Stop'
Import-Module $PSScriptRoot/../artifacts/MemMap

$full = Convert-Path -LiteralPath $Path
$length = $Replacement -is [string] ? [MemMap.BytePattern]::Parse($Replacement).Length : $Replacement.Count

# Looking doesn't need to write.
$map = New-MemMap -LiteralPath $full -Mode r
$found = @($map | Find-MemMapValue -Pattern $Pattern)
$map | Close-MemMap
if ($found.Count -eq 0) {
    throw "The pattern doesn't stand in '$full'."
}
if ($found[0].Bytes.Length -ne $length) {
    throw "The pattern has $($found[0].Bytes.Length) bytes and the replacement $length; the file keeps its length."
}

$copy = "$full.bak"
if (Test-Path -LiteralPath $copy) {
    throw "'$copy' is there already, and isn't replaced."
}

# -WhatIf passes on to the cmdlets.
Copy-Item -LiteralPath $full $copy
$map = New-MemMap -LiteralPath $full -Mode r+
foreach ($place in $found) {
    $map | Set-MemMapValue $place -Bytes $Replacement
}
$map | Invoke-MemMapFlush
if (Test-Path -LiteralPath $copy) {
    $before = New-MemMap -LiteralPath $copy -Mode r
    $map | Compare-MemMap $before
    $before | Close-MemMap
}
$map | Close-MemMap
