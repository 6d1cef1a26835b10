<#
.SYNOPSIS
The peak of a WAV file with 16-bit samples, for each channel, in decibels below full scale.
.EXAMPLE
./wav-peak.ps1 tone.wav
.PARAMETER Path
The file. Its samples are mapped, not read: it may be larger than memory.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory, Position = 0)]
    [string] $Path
)

$ErrorActionPreference = 'Stop'
Import-Module $PSScriptRoot/../artifacts/MemMap

$length = (Get-Item -LiteralPath $Path).Length
$head = if ($length -ge 12) { (New-MemMap $Path 'S4,<u4,S4' r -Shape 1)[0] }
if ($head.f0 -ne 'RIFF' -or $head.f2 -ne 'WAVE') {
    throw "'$Path' is no WAV file."
}

# The chunks stand one behind the other, each at an even offset: fmt says what the samples in data are.
$format, $data, $offset = $null, $null, 12
while (-not $data -and $offset + 8 -le $length) {
    $chunk = (New-MemMap $Path riff_chunk r -Offset $offset -Shape 1)[0]
    $offset += 8
    if ($chunk.id -eq 'fmt ' -and $chunk.size -ge 16) {
        $fields = [ordered]@{ format = '<u2'; channels = '<u2'; rate = '<u4'; byte_rate = '<u4'; block_align = '<u2'; bits = '<u2' }
        $format = (New-MemMap $Path $fields r -Offset $offset -Shape 1)[0]
        # WAVE_FORMAT_EXTENSIBLE has the format itself behind that, as the first bytes of a GUID.
        $isExtensible = $format.format -eq 0xFFFE -and $chunk.size -ge 40
        $code = $isExtensible ? (New-MemMap $Path '<u2' r -Offset ($offset + 24) -Shape 1)[0] : $format.format
    }
    elseif ($chunk.id -eq 'data') {
        $data = $chunk
        break
    }
    $offset += $chunk.size + $chunk.size % 2
}
if (-not $format -or $code -ne 1 -or $format.bits -ne 16 -or $format.channels -eq 0 -or $format.block_align -ne 2 * $format.channels) {
    throw "'$Path' has no 16-bit samples: $($format ? "format $code with $($format.bits) bits" : 'it has no fmt chunk')."
}
if (-not $data -or $data.size -lt $format.block_align -or $length - $offset -lt $format.block_align) {
    throw "'$Path' has no samples."
}
if ($data.size -gt $length - $offset) {
    Write-Warning "'$Path' ends within its samples: $($length - $offset) of $($data.size) bytes are there."
}

$frames = [long][System.Math]::Floor([System.Math]::Min($data.size, $length - $offset) / $format.block_align)
$samples = New-MemMap $Path '<i2' r -Offset $offset -Shape $frames, $format.channels
$highest, $lowest = $samples.Max(0), $samples.Min(0)
foreach ($channel in 0..($format.channels - 1)) {
    $peak = [System.Math]::Max([int]$highest[$channel], -[int]$lowest[$channel])
    [pscustomobject]@{
        Channel  = $channel
        Peak     = $peak
        Decibels = [System.Math]::Round(20 * [System.Math]::Log10($peak / 32768), 2)
    }
}
