<#
.SYNOPSIS
The sections of a binary, 64-bit ELF or PE (.exe, .dll, also of .NET), as objects.
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

$bytes = New-MemMap $Path -Mode r
if ([System.Text.Encoding]::Latin1.GetString($bytes['0:2'].ToBytes()) -eq 'MZ') {
    $offset = (New-MemMap $Path pe_dos r -Shape 1)[0].pe_offset
    $pe = (New-MemMap $Path pe r -Offset $offset -Shape 1)[0]
    New-MemMap $Path pe_section r -Offset ($offset + 24 + $pe.optional_size) -Shape $pe.sections | ConvertFrom-MemMap | ForEach-Object {
        [pscustomobject]@{ Name = $_.name; Address = $_.virtual_address; Offset = $_.raw_offset; Size = $_.raw_size; Flags = $_.flags }
    }
    return
}

$elf = (New-MemMap $Path elf64 r -Shape 1)[0]
if ($elf.magic -ne "`u{7f}ELF" -or $elf.class -ne 2 -or $elf.data -ne 1) {
    throw "'$Path' is neither a PE nor a 64-bit little-endian ELF file."
}

# Their names stand one behind the other in a section of their own, each with a zero at its end.
$sections = (New-MemMap $Path elf64_section r -Offset $elf.section_offset -Shape $elf.sections).ToArray()
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
