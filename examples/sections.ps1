<#
.SYNOPSIS
The sections of a binary, ELF of 32 or 64 bits and either byte order, or PE (.exe, .dll, also of .NET), as objects.
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
if ($bytes.TextAt(0, 2, 'latin1') -ceq 'MZ') {
    # A program of DOS has no pe there, which is an error that says so.
    $at = $bytes.At(0, 'pe_dos').pe_offset
    $pe = (New-MemMap $Path pe r -Offset $at -Shape 1)[0]
    $bytes.At($at + 24 + $pe.optional_size, 'pe_section', $pe.sections) | ConvertFrom-MemMap | ForEach-Object {
        [pscustomobject]@{ Name = $_.name; Address = $_.virtual_address; Offset = $_.raw_offset; Size = $_.raw_size; Flags = $_.flags }
    }
    return
}

# Byte 4 tells the word size and byte 5 the byte order. What is no ELF file doesn't have the magic of one.
$type = ($bytes.At(5, 'u1') -eq 2 ? '>' : '') + ($bytes.At(4, 'u1') -eq 1 ? 'elf32' : 'elf64')
$elf = (New-MemMap $Path $type r -Shape 1)[0]
$sections = $bytes.At($elf.section_offset, "${type}_section", $elf.sections)
# Their names stand one behind the other in a section of their own, each with a zero at its end.
$names = $elf.sections -gt 0 ? $sections[$elf.names_section].offset : 0
$sections | ConvertFrom-MemMap | ForEach-Object {
    [pscustomobject]@{
        Name    = $bytes.TextAt($names + $_.name)
        Address = $_.address
        Offset  = $_.offset
        Size    = $_.size
        Flags   = $_.flags
    }
}
