<#
.SYNOPSIS
Draws a session as a terminal shows it: an SVG file of a text that tools/Invoke-Transcript.ps1 keeps true.
.PARAMETER Path
The text: commands behind `PS> `, their output below them, with its escape sequences for colors.
.PARAMETER Destination
The SVG file; without it, the picture is written to the pipeline.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory, Position = 0)] [string] $Path,
    [Parameter(Position = 1)] [string] $Destination
)

$ErrorActionPreference = 'Stop'
# Of the usual monospaced fonts, a character is 0.6 of its height wide.
$size, $line, $margin = 14, 19, 16
$advance = $size * 0.6
# The 16 colors of a terminal, those of a prompt and of a command among them.
$colors = '#484f58', '#ff7b72', '#7ee787', '#e3b341', '#79c0ff', '#d2a8ff', '#39c5cf', '#c9d1d9',
'#8b949e', '#ffa198', '#7ee787', '#e3b341', '#a5d6ff', '#d2a8ff', '#56d4dd', '#ffffff'
$plain, $prompt, $command, $ground = $colors[7], $colors[2], $colors[15], '#0d1117'

function Format-Number([double] $Number) { $Number.ToString('0.##', [cultureinfo]::InvariantCulture) }

# A color of the 256: 16 of the terminal's own, a cube of 6 x 6 x 6, 24 shades of gray.
function Get-IndexedColor([int] $Index) {
    if ($Index -lt 16) { return $colors[$Index] }
    $parts = $Index -ge 232 ? (, (8 + 10 * ($Index - 232)) * 3)
        : (36, 6, 1 | ForEach-Object { $level = [System.Math]::Floor(($Index - 16) / $_) % 6; $level ? 55 + 40 * $level : 0 })
    '#{0:x2}{1:x2}{2:x2}' -f $parts
}

# The colors after an escape sequence (SGR), which may have several parts.
function Set-Color([hashtable] $Style, [int[]] $Codes) {
    for ($i = 0; $i -lt $Codes.Count; $i++) {
        $code = $Codes[$i]
        if ($code -in 38, 48) {
            $isIndexed = $Codes[$i + 1] -eq 5
            $color = $isIndexed ? (Get-IndexedColor $Codes[$i + 2]) : ('#{0:x2}{1:x2}{2:x2}' -f $Codes[($i + 2)..($i + 4)])
            $Style[$code -eq 38 ? 'Ink' : 'Ground'] = $color
            $i += $isIndexed ? 2 : 4
            continue
        }
        switch ($code) {
            0 { $Style.Ink, $Style.Ground = $plain, $null }
            39 { $Style.Ink = $plain }
            49 { $Style.Ground = $null }
            { $_ -in 30..37 } { $Style.Ink = $colors[$code - 30] }
            { $_ -in 90..97 } { $Style.Ink = $colors[$code - 82] }
            { $_ -in 40..47 } { $Style.Ground = $colors[$code - 40] }
        }
    }
}

# Some cells of one color, between two parts of a line's height.
function Get-Box([int] $Column, [int] $Count, [double] $From, [double] $To, [string] $Color) {
    if (-not $Color) { return }
    $x, $width = (Format-Number ($margin + $Column * $advance)), (Format-Number ($Count * $advance))
    $y, $height = (Format-Number ($top + $From * $line)), (Format-Number (($To - $From) * $line))
    "<rect x=`"$x`" y=`"$y`" width=`"$width`" height=`"$height`" fill=`"$Color`"/>"
}

# A run of text in one color. Where a font lacks a character, another one's may be wider: place and length keep everything in its column.
# Blocks are drawn, as those of many fonts leave gaps.
function Get-Run([string] $Text, [int] $Column, [string] $Ink, [string] $Ground) {
    foreach ($part in [regex]::Matches($Text, '\u2588+|\u2580+|\u2584+|[^\u2580\u2584\u2588]+')) {
        $at, $count = ($Column + $part.Index), $part.Length
        switch ($part.Value[0]) {
            "`u{2588}" { Get-Box $at $count 0 1 $Ink }
            "`u{2580}" { Get-Box $at $count 0 0.5 $Ink; Get-Box $at $count 0.5 1 $Ground }
            "`u{2584}" { Get-Box $at $count 0 0.5 $Ground; Get-Box $at $count 0.5 1 $Ink }
            default {
                Get-Box $at $count 0 1 $Ground
                if ($part.Value.Trim()) {
                    $place = "x=`"$(Format-Number ($margin + $at * $advance))`" y=`"$(Format-Number ($top + $size))`""
                    $length = Format-Number ($count * $advance)
                    $escaped = [System.Net.WebUtility]::HtmlEncode($part.Value)
                    "<text $place textLength=`"$length`" fill=`"$Ink`" xml:space=`"preserve`">$escaped</text>"
                }
            }
        }
    }
}

function Get-Line([string] $Text) {
    if ($Text.StartsWith('PS> ')) { return (Get-Run 'PS> ' 0 $prompt) + (Get-Run $Text.Substring(4) 4 $command) }
    $style, $column = @{ Ink = $plain; Ground = $null }, 0
    foreach ($part in [regex]::Matches($Text, '\e\[(?<codes>[\d;]*)m|[^\e]+')) {
        if ($part.Groups['codes'].Success) { Set-Color $style @($part.Groups['codes'].Value.Split(';') | ForEach-Object { [int]$_ }) }
        else {
            Get-Run $part.Value $column $style.Ink $style.Ground
            $column += $part.Length
        }
    }
}

$lines = (Get-Content $Path -Raw).Replace("`r`n", "`n").TrimEnd() -split "`n"
$columns = ($lines -replace '\e\[[\d;]*m' | Measure-Object Length -Maximum).Maximum
$width, $height = [int][System.Math]::Ceiling($columns * $advance + 2 * $margin), ($lines.Count * $line + 2 * $margin)
$top = $margin
$rows = foreach ($text in $lines) {
    Get-Line $text
    $top += $line
}
$picture = (@(
        "<svg xmlns=`"http://www.w3.org/2000/svg`" width=`"$width`" height=`"$height`" viewBox=`"0 0 $width $height`" role=`"img`">"
        '<title>A session in PowerShell</title>'
        "<style>rect{shape-rendering:crispEdges}text{font:${size}px 'Cascadia Mono','DejaVu Sans Mono',Menlo,Consolas,monospace}</style>"
        "<rect width=`"$width`" height=`"$height`" rx=`"8`" fill=`"$ground`"/>"
        $rows
        '</svg>'
    ) -join "`n") + "`n"
if ($Destination) { Set-Content $Destination $picture -NoNewline } else { $picture }
