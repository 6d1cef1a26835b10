<#
.SYNOPSIS
Finds files within a file: pictures, archives, programs and databases in a disk image, a firmware or a memory dump, by how they begin.
.DESCRIPTION
A match is a sign and no proof: two or three bytes stand by chance in any large file. Patterns are searched at the speed of the disk, and
the file may be larger than memory.
.EXAMPLE
./signatures.ps1 disk.img
.PARAMETER Path
The file to search.
.PARAMETER Kind
What to look for; everything if not given.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory, Position = 0)]
    [string] $Path,

    [ValidateSet('PNG', 'JPEG', 'GIF', 'ZIP', 'GZIP', '7z', 'PDF', 'ELF', 'RIFF', 'SQLite')]
    [string[]] $Kind = @('PNG', 'JPEG', 'GIF', 'ZIP', 'GZIP', '7z', 'PDF', 'ELF', 'RIFF', 'SQLite')
)

$ErrorActionPreference = 'Stop'
Import-Module $PSScriptRoot/../artifacts/MemMap

$patterns = @{
    PNG    = '89 50 4E 47 0D 0A 1A 0A'
    JPEG   = 'FF D8 FF E?'
    GIF    = '47 49 46 38 3? 61'
    ZIP    = '50 4B 03 04'
    GZIP   = '1F 8B 08'
    '7z'   = '37 7A BC AF 27 1C'
    PDF    = '25 50 44 46 2D'
    ELF    = '7F 45 4C 46'
    RIFF   = '52 49 46 46'
    SQLite = '53 51 4C 69 74 65 20 66 6F 72 6D 61 74 20 33 00'
}
foreach ($name in $Kind) {
    Find-MemMapValue $patterns[$name] $Path | ForEach-Object { [pscustomobject]@{ Kind = $name; Offset = $_.Offset } }
}
