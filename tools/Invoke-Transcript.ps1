<#
.SYNOPSIS
Runs the sessions that files show, and gives each file's text with the output that was really printed.
.DESCRIPTION
A session is a block of lines in a document, in a doc comment or in a help topic: commands behind `PS> ` (a command's further lines behind
`>> `), their output below them, and an empty line, a fence or </code> behind the last one. Empty lines of the output are left out.

All sessions run in one process, those of a file in a folder of its own, which is shown as /data and has the files of tests/Golden/formats
in it. The sessions of a document go on with each other's variables; in doc comments each one stands for itself, and only finds the files of
those before it. They run in strict mode, and an error that isn't caught ends the run. Output has no colors, except in a file named .ansi.
.PARAMETER Path
The files.
.PARAMETER Update
Rewrites the files; otherwise an object with Path and Text is written for each.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory, Position = 0, ValueFromRemainingArguments)] [string[]] $Path,
    [switch] $Update
)

$ErrorActionPreference = 'Stop'
$root = Convert-Path $PSScriptRoot/..
# A short path: where output goes to a file, PowerShell breaks lines as on a screen of 80 columns.
$base = Join-Path ($IsWindows ? [System.IO.Path]::GetTempPath() : '/tmp') ([System.IO.Path]::GetRandomFileName().Remove(8))
$null = New-Item $base -ItemType Directory
$mark = "`u{1}"
# A legacy code page would turn much of what is drawn into question marks.
[System.Console]::OutputEncoding = [System.Text.UTF8Encoding]::new($false)

# A line of a file: its margin, and whether it is a prompt or ends a session.
function Read-Line([string]$Line) {
    $null = $Line -match '^(?<margin>\s*(?:/// ?)?)(?<prompt>PS> |>> )?(?<text>.*)$'
    @{
        Margin = $Matches.margin; Prompt = $Matches['prompt']; Text = $Matches.text
        IsEnd = $Matches.text -match '^(```|</code>|\s*$)'
    }
}

try {
    # The script that the other process runs: a mark, then what a command prints.
    $script = [System.Text.StringBuilder]::new(@"
[System.Console]::OutputEncoding = [System.Text.UTF8Encoding]::new(`$false)
Import-Module '$root/artifacts/MemMap'
`$env:COLORTERM = 'truecolor'
# Dates and numbers as they are shown, whatever the user's culture is.
[cultureinfo]::CurrentCulture = [cultureinfo]::InvariantCulture
Set-StrictMode -Version Latest
`$ErrorActionPreference = 'Stop'
# The folder's long name doesn't break lines that fit a terminal with the name that is shown.
function Out-Session { `$input | Out-String -Width 250 | Write-Host -NoNewline }

"@)
    $close = "Get-MemMap | Close-MemMap`n"
    $files = foreach ($item in $Path) {
        $file = Convert-Path -LiteralPath $item
        $isSource = $file.EndsWith('.cs', 'Ordinal')
        $folder = (New-Item (Join-Path $base $script.Length) -ItemType Directory).FullName
        Copy-Item $root/tests/Golden/formats/* $folder
        $lines = Get-Content -LiteralPath $file
        $rendering = $file.EndsWith('.ansi', 'Ordinal') ? 'Ansi' : 'PlainText'
        $null = $script.Append("`$PSStyle.OutputRendering = '$rendering'`nSet-Location '$folder'`n& {`n")
        $isOpen = $false
        foreach ($line in $lines) {
            $read = Read-Line $line
            $text = $isSource ? [System.Net.WebUtility]::HtmlDecode($read.Text) : $read.Text
            if ($read.Prompt -eq 'PS> ') {
                $null = $script.Append($isOpen ? "} | Out-Session`n" : '').Append("Write-Host '$mark'`n. {`n$text`n")
                $isOpen = $true
            }
            elseif ($read.Prompt -and $isOpen) { $null = $script.Append("$text`n") }
            elseif ($isOpen -and $read.IsEnd) {
                $null = $script.Append("} | Out-Session`n").Append($isSource ? "$close}`n& {`n" : '')
                $isOpen = $false
            }
        }
        $null = $script.Append($isOpen ? "} | Out-Session`n" : '').Append("$close}`n")
        @{ Path = $file; Lines = $lines; IsSource = $isSource; Folder = $folder + [System.IO.Path]::DirectorySeparatorChar }
    }
    $session = Join-Path $base session.ps1
    Set-Content $session $script
    $printed = [System.Collections.Generic.Queue[string]]::new()
    pwsh -NoProfile -File $session | ForEach-Object {
        $text = "$_".TrimEnd()
        if ($text) { $printed.Enqueue($text) }
    }
    if ($LASTEXITCODE -ne 0) { throw "A session ended with exit code $LASTEXITCODE, after this: $($printed -join "`n")" }

    foreach ($file in $files) {
        $inSession = $false
        $output = @()
        $result = @(foreach ($line in $file.Lines) {
                $read = Read-Line $line
                if ($read.Prompt -eq '>> ' -or ($inSession -and -not $read.Prompt -and -not $read.IsEnd)) {
                    # What a command printed when the file was written is left out.
                    if ($read.Prompt) { $line }
                    continue
                }

                $output
                $output = @()
                $inSession = $read.Prompt -eq 'PS> '
                $line
                if ($inSession) {
                    $null = $printed.Dequeue()
                    $output = @(while ($printed.Count -gt 0 -and $printed.Peek() -ne $mark) {
                            $text = $printed.Dequeue().Replace($file.Folder, '/data/')
                            # Windows has another separator behind it.
                            $text = [regex]::Replace($text, "/data/[^\s']*", { $args[0].Value.Replace('\', '/') })
                            $read.Margin + ($file.IsSource ? $text.Replace('&', '&amp;').Replace('<', '&lt;') : $text)
                        })
                }
            }) + $output
        $text = ($result -join "`n") + "`n"
        if ($Update) { Set-Content -LiteralPath $file.Path $text -NoNewline } else { [pscustomobject]@{ Path = $file.Path; Text = $text } }
    }
}
finally {
    Remove-Item $base -Recurse -Force
}
