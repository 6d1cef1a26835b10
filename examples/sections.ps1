<#
.SYNOPSIS
The sections of a binary, 64-bit ELF of either byte order or PE (.exe, .dll, also of .NET), as objects.
.EXAMPLE
./sections.ps1 /bin/true
.EXAMPLE
./sections.ps1 C:\Windows\notepad.exe
.PARAMETER Path
The executable or library.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory, Position = 0)]
    [string] $Path
)

$ErrorActionPreference = 'Stop'
Import-Module $PSScriptRoot/../artifacts/MemMap

$length = (Get-Item -LiteralPath $Path).Length
$start = if ($length -ge 64) { (New-MemMap $Path u1 r -Shape 64).ToBytes() }
$magic = $start ? [System.Text.Encoding]::Latin1.GetString($start, 0, 4) : ''
if ($magic.StartsWith('MZ')) {
    $offset = (New-MemMap $Path pe_dos r -Shape 1)[0].pe_offset
    if ($offset + 24 -gt $length -or (New-MemMap $Path S4 r -Offset $offset -Shape 1)[0] -ne 'PE') {
        throw "'$Path' is a program of DOS: it has no PE header at $offset."
    }
    $pe = (New-MemMap $Path pe r -Offset $offset -Shape 1)[0]
    $offset += 24 + $pe.optional_size
    if ($offset + 40 * $pe.sections -gt $length) {
        throw "'$Path' ends within its $($pe.sections) section headers."
    }
    New-MemMap $Path pe_section r -Offset $offset -Shape $pe.sections | ConvertFrom-MemMap | ForEach-Object {
        [pscustomobject]@{ Name = $_.name; Address = $_.virtual_address; Offset = $_.raw_offset; Size = $_.raw_size; Flags = $_.flags }
    }
    return
}
if ($magic -ne "`u{7f}ELF" -or $start[4] -ne 2) {
    throw "'$Path' is neither a PE nor a 64-bit ELF file."
}

$order = $start[5] -eq 2 ? '>' : '<'
$elf = (New-MemMap $Path "${order}elf64" r -Shape 1)[0]
if ($elf.section_offset + 64 * $elf.sections -gt $length) {
    throw "'$Path' ends within its $($elf.sections) section headers."
}
if ($elf.sections -eq 0) {
    return
}

# Their names stand one behind the other in a section of their own, each with a zero at its end.
$sections = (New-MemMap $Path "${order}elf64_section" r -Offset $elf.section_offset -Shape $elf.sections).ToArray()
$table = $sections[$elf.names_section]
$names = [System.Text.Encoding]::Latin1.GetString((New-MemMap $Path u1 r -Offset $table.offset -Shape $table.size).ToBytes())
$sections | ForEach-Object {
    [pscustomobject]@{
        Name    = $names.Substring($_.name, $names.IndexOf([char]0, [int]$_.name) - $_.name)
        Address = $_.address
        Offset  = $_.offset
        Size    = $_.size
        Flags   = $_.flags
    }
}
