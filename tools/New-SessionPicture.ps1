<#
.SYNOPSIS
Draws a session as a terminal shows it: an SVG file of a text that tools/Invoke-Transcript.ps1 keeps true.
.PARAMETER Path
The text: commands behind `PS> `, their output below them.
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

function Format-Number([double]$Number) { $Number.ToString('0.#', [cultureinfo]::InvariantCulture) }

# Where a font lacks a character, another one's may be wider: place and length keep everything in its column.
function Get-Span([string]$Text, [string]$Class, [int]$Column = 0) {
    if (-not $Text.Trim()) { return }
    $place = "x=`"$(Format-Number ($margin + $Column * $advance))`" textLength=`"$(Format-Number ($Text.Length * $advance))`""
    "<tspan class=`"$Class`" $place>$([System.Net.WebUtility]::HtmlEncode($Text))</tspan>"
}

# What is drawn, what frames it, and all else.
function Get-Line([string]$Text) {
    if ($Text.StartsWith('PS> ')) { return (Get-Span 'PS> ' prompt) + (Get-Span $Text.Substring(4) command 4) }
    $spans = foreach ($part in [regex]::Matches($Text, '(?<ink>[\u2800-\u28FF\u2580-\u259F]+)|(?<axis>[\u2500-\u257F]+)|[^\u2500-\u259F\u2800-\u28FF]+')) {
        Get-Span $part.Value ($part.Groups['ink'].Success ? 'ink' : $part.Groups['axis'].Success ? 'axis' : 'text') $part.Index
    }
    -join $spans
}

$lines = @((Get-Content $Path -Raw).TrimEnd() -split '\r?\n')
$columns = ($lines | Measure-Object Length -Maximum).Maximum
$width, $height = [int][System.Math]::Ceiling($columns * $advance + 2 * $margin), ($lines.Count * $line + 2 * $margin)
$y = $margin + $size
$rows = foreach ($text in $lines) {
    if ($text) { "<text y=`"$y`" xml:space=`"preserve`">$(Get-Line $text)</text>" }
    $y += $line
}
$picture = @(
        "<svg xmlns=`"http://www.w3.org/2000/svg`" width=`"$width`" height=`"$height`" viewBox=`"0 0 $width $height`" role=`"img`">"
        '<title>A session in PowerShell</title>'
        "<style>text{font:${size}px 'Cascadia Mono','DejaVu Sans Mono',Menlo,Consolas,monospace}.prompt{fill:#7ee787}.command{fill:#fff}.text{fill:#c9d1d9}.ink{fill:#56d4dd}.axis{fill:#8b949e}</style>"
        "<rect width=`"$width`" height=`"$height`" rx=`"8`" fill=`"#0d1117`"/>"
        $rows
        '</svg>'
        ''
    ) -join "`n"
if ($Destination) {
    Set-Content $Destination $picture -NoNewline
}
else { $picture }
