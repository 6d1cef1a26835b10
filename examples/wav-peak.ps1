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

$wav = (New-MemMap $Path wav r -Shape 1)[0]
if ($wav.wave -ne 'WAVE' -or $wav.format -ne 'Pcm' -or $wav.bits -ne 16) {
    throw "'$Path' is no WAV file with 16-bit samples."
}

# The chunks stand one behind the other, each at an even offset: the first one is behind fmt.
$offset = 20 + $wav.fmt_size
while (($chunk = (New-MemMap $Path riff_chunk r -Offset $offset -Shape 1)[0]).id -ne 'data') {
    $offset += 8 + $chunk.size + $chunk.size % 2
}

$frames = [long][System.Math]::Floor($chunk.size / $wav.block_align)
$samples = New-MemMap $Path '<i2' r -Offset ($offset + 8) -Shape $frames, $wav.channels
$highest, $lowest = $samples.Max(0), $samples.Min(0)
foreach ($channel in 0..($wav.channels - 1)) {
    $peak = [System.Math]::Max([int]$highest[$channel], -[int]$lowest[$channel])
    [pscustomobject]@{
        Channel  = $channel
        Peak     = $peak
        Decibels = [System.Math]::Round(20 * [System.Math]::Log10($peak / 32768), 2)
    }
}
