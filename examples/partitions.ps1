<#
.SYNOPSIS
The partitions of a disk image, GPT or MBR, as objects.
.EXAMPLE
./partitions.ps1 disk.img
.PARAMETER Path
The image of a disk with sectors of 512 bytes.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory, Position = 0)]
    [string] $Path
)

$ErrorActionPreference = 'Stop'
Import-Module $PSScriptRoot/../artifacts/MemMap

$sector = 512
$mbr = (New-MemMap $Path mbr r -Shape 1)[0]
$protective = 0xee
if ($mbr.partitions[0].type -ne $protective) {
    $mbr.partitions | Where-Object type -NE 0 | ForEach-Object {
        [pscustomobject]@{ Name = ''; Type = '{0:x2}' -f $_.type; Start = $_.first_lba * $sector; Bytes = $_.sectors * $sector }
    }
    return
}

$gpt = (New-MemMap $Path gpt r -Offset $sector -Shape 1)[0]
$entries = New-MemMap $Path gpt_entry r -Offset ($gpt.entries_lba * $sector) -Shape $gpt.entries
$entries | ConvertFrom-MemMap | Where-Object type_guid -NE ([guid]::Empty) | ForEach-Object {
    $bytes = ($_.last_lba - $_.first_lba + 1) * $sector
    [pscustomobject]@{ Name = $_.name; Type = $_.type_guid; Start = $_.first_lba * $sector; Bytes = $bytes }
}
