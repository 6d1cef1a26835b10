<#
.SYNOPSIS
The session of numpy.memmap's documentation, then the headers of a real executable, read in place.
.DESCRIPTION
Run it with ./build.ps1 Demo, which builds the module first. The first part works on a file in the temporary folder and deletes it;
the second maps the executable of the .NET host read-only: ELF, PE or Mach-O, whichever this system has.
.PARAMETER Image
An executable or a library to look into instead.
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [string] $Image
)

$ErrorActionPreference = 'Stop'
Import-Module $PSScriptRoot/../artifacts/MemMap

function Title([string]$Text) {
    Write-Host "`n# $Text"
}

# Shows a line of the session and runs it. To be dot-sourced, so that the variables of the line are those of the script.
function Step([scriptblock]$Line) {
    Write-Host "PS> $("$Line".Trim())"
    . $Line | Out-Host
}

# --- The session of numpy's documentation -------------------------------------------------------------------------------------------

$filename = (New-TemporaryFile).FullName
try {
    Title 'Create a map with a dtype and a shape'
    . Step { $data = [MemMap.NDArray]::Arange(0, 12, 1, 'float32').Reshape(3, 4) }
    . Step { $fp = New-MemMap $filename -DType float32 -Mode w+ -Shape 3, 4 }
    . Step { $fp }

    Title 'Write data to the map'
    . Step { $fp | Set-MemMapValue -Value $data }
    . Step { $fp }
    . Step { $fp.FileName -eq $filename }

    Title 'Flush the changes to the disk'
    . Step { $fp | Invoke-MemMapFlush }

    Title 'Map the file again and verify that the data was stored'
    . Step { $newfp = New-MemMap $filename -DType float32 -Mode r -Shape 3, 4 }
    . Step { $newfp }

    Title 'A read-only map'
    . Step { $fpr = New-MemMap $filename -DType float32 -Mode r -Shape 3, 4 }
    . Step { $fpr.IsWriteable }

    Title 'A copy-on-write map: assignments change the memory, and not the file'
    . Step { $fpc = New-MemMap $filename -DType float32 -Mode c -Shape 3, 4 }
    . Step { $fpc.IsWriteable }
    . Step { $fpc | Set-MemMapValue '0, :' 0 }
    . Step { $fpc }

    Title 'The file is unchanged'
    . Step { $fpr }

    Title 'A map that begins within the file'
    . Step { $fpo = New-MemMap $filename -DType float32 -Mode r -Offset 16 }
    . Step { $fpo }

    Title 'Slices are views of the same file'
    . Step { $fpr | Get-MemMapSlice '1:, ::2' }
    . Step { $fpr[1, 2] }
    . Step { $fpr.Sum(0) }
}
finally {
    Get-MemMap | Close-MemMap
    Remove-Item $filename
}

# --- A real file ------------------------------------------------------------------------------------------------------------------------

# One record at an offset of the file, as an object with a property per field. The map is closed again: nothing of it is needed.
function Read-Header([string]$File, [long]$Offset, $DType) {
    $map = New-MemMap -LiteralPath $File -DType $DType -Mode r -Offset $Offset -Shape @()
    $map | Get-MemMapSlice
    $map | Close-MemMap
}

# https://refspecs.linuxfoundation.org/elf/gabi4+/contents.html
function Read-Elf([string]$File, $Bytes) {
    $order = $Bytes[5] -eq 1 ? '<' : '>'
    $word = $Bytes[4] -eq 2 ? "${order}u8" : "${order}u4"
    $u2, $u4 = "${order}u2", "${order}u4"
    $header = Read-Header $File 16 ([ordered]@{
            type = $u2; machine = $u2; version = $u4; entry = $word; phoff = $word; shoff = $word; flags = $u4; ehsize = $u2
            phentsize = $u2; phnum = $u2; shentsize = $u2; shnum = $u2; shstrndx = $u2
        })
    $sections = New-MemMap -LiteralPath $File -Mode r -Offset $header.shoff -Shape $header.shnum -DType ([ordered]@{
            name = $u4; type = $u4; flags = $word; address = $word; offset = $word; size = $word
            link = $u4; info = $u4; align = $word; entry = $word
        })
    $machines = @{ 3 = 'x86'; 21 = 'PowerPC64'; 22 = 's390x'; 40 = 'Arm'; 62 = 'x64'; 183 = 'Arm64'; 243 = 'RISC-V'; 258 = 'LoongArch' }
    $machine = "machine $($header.machine) ($($machines[[int]$header.machine]))"
    $names = $sections[[int]$header.shstrndx]
    $text = ($Bytes | Get-MemMapSlice "$($names.offset):$($names.offset + $names.size)").ToBytes()
    for ($i = 1; $i -lt $header.shnum; $i++) {
        $section = $sections[$i]
        $end = [array]::IndexOf($text, [byte]0, [int]$section.name)
        $noBits = $section.type -eq 8
        [pscustomobject]@{
            Part = [System.Text.Encoding]::ASCII.GetString($text, $section.name, $end - $section.name)
            Offset = $section.offset; InFile = $noBits ? 0 : $section.size; InMemory = $section.size
        }
    }

    $script:What = "ELF, $($word.Substring(2) -eq '8' ? 64 : 32)-bit, $machine, entry point 0x$($header.entry.ToString('x'))"
}

# https://learn.microsoft.com/windows/win32/debug/pe-format
function Read-PE([string]$File, $Bytes) {
    $start = (Read-Header $File 0x3c '<u4') + 4
    $header = Read-Header $File $start ([ordered]@{
            machine = '<u2'; sections = '<u2'; time = '<u4'; symbols = '<u4'; symbolCount = '<u4'
            optionalSize = '<u2'; characteristics = '<u2'
        })
    $entry = Read-Header $File ($start + 20 + 16) '<u4'
    $offset = $start + 20 + $header.optionalSize
    $sections = New-MemMap -LiteralPath $File -Mode r -Offset $offset -Shape $header.sections -DType ([ordered]@{
            name = 'S8'; size = '<u4'; address = '<u4'; rawSize = '<u4'; rawOffset = '<u4'; relocations = '<u4'; lines = '<u4'
            relocationCount = '<u2'; lineCount = '<u2'; flags = '<u4'
        })
    for ($i = 0; $i -lt $header.sections; $i++) {
        $section = $sections[$i]
        [pscustomobject]@{ Part = $section.name; Offset = $section.rawOffset; InFile = $section.rawSize; InMemory = $section.size }
    }

    $machine = @{ 0x14c = 'x86'; 0x8664 = 'x64'; 0xaa64 = 'Arm64'; 0x1c4 = 'Arm' }[[int]$header.machine]
    $script:What = "PE, machine 0x$($header.machine.ToString('x')) ($machine), entry point 0x$($entry.ToString('x'))"
}

# https://github.com/apple-oss-distributions/xnu, EXTERNAL_HEADERS/mach-o/loader.h
function Read-MachO([string]$File, $Bytes) {
    $header = Read-Header $File 4 ([ordered]@{
            cpu = '<i4'; subtype = '<i4'; fileType = '<u4'; commands = '<u4'; commandsSize = '<u4'; flags = '<u4'
        })
    $offset = 32
    for ($i = 0; $i -lt $header.commands; $i++) {
        $command = Read-Header $File $offset ([ordered]@{ kind = '<u4'; size = '<u4' })
        if ($command.kind -eq 0x19) {
            $segment = Read-Header $File ($offset + 8) ([ordered]@{
                    name = 'S16'; address = '<u8'; size = '<u8'; fileOffset = '<u8'; fileSize = '<u8'
                })
            [pscustomobject]@{ Part = $segment.name; Offset = $segment.fileOffset; InFile = $segment.fileSize; InMemory = $segment.size }
        }

        $offset += $command.size
    }

    $machine = @{ 0x1000007 = 'x64'; 0x100000c = 'Arm64' }[[int]$header.cpu]
    $script:What = "Mach-O, 64-bit, machine 0x$($header.cpu.ToString('x')) ($machine), $($header.commands) load commands"
}

if (-not $Image) {
    # .../dotnet next to .../shared/Microsoft.NETCore.App/<version>/; pwsh brings its own runtime, and is the host itself.
    $runtime = [System.Runtime.InteropServices.RuntimeEnvironment]::GetRuntimeDirectory()
    $Image = Join-Path $runtime .. .. .. ($IsWindows ? 'dotnet.exe' : 'dotnet')
    if (-not (Test-Path $Image)) {
        $Image = (Get-Process -Id $PID).Path
    }

    $Image = (Get-Item $Image).ResolvedTarget
}

try {
    $bytes = New-MemMap -LiteralPath $Image -Mode r
    Title "A real file: $($bytes.FileName), $($bytes.Size) bytes, mapped read-only"
    $magic = [System.Convert]::ToHexString(($bytes | Get-MemMapSlice ':4').ToBytes())
    $parts = switch -Wildcard ($magic) {
        '7F454C46' { Read-Elf $bytes.FileName $bytes }
        '4D5A*' { Read-PE $bytes.FileName $bytes }
        'CFFAEDFE' { Read-MachO $bytes.FileName $bytes }
        default { throw "$Image begins with $magic, which is neither ELF, PE nor 64-bit Mach-O." }
    }

    Write-Host $What
    $parts | Out-Host
    $sizes = [MemMap.NDArray]::Array(@($parts | ForEach-Object { $_.InFile }), 'int64')
    $share = ($sizes.Sum() / $bytes.Size).ToString('P1', [cultureinfo]::InvariantCulture)
    Write-Host "$($sizes.Size) parts hold $($sizes.Sum()) bytes of the file ($share), the largest of them $($sizes.Max()) bytes."
}
finally {
    Get-MemMap | Close-MemMap
}
