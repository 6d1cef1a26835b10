# The tables of docs/for-numpy-users.md: every PowerShell cell runs, and gives what numpy gave (tests/Golden/make_docs.py wrote that down)
# or, where MemMap differs, what the document says.

BeforeDiscovery {
    $root = Convert-Path $PSScriptRoot/../..
    $text = (Get-Content $root/docs/for-numpy-users.md -Raw).Replace("`r`n", "`n")
    # ConvertFrom-Json would make dates of texts that look like them.
    $golden = [System.Text.Json.Nodes.JsonNode]::Parse((Get-Content $root/tests/Golden/docs/for-numpy-users.json -Raw))
    $fixture = [regex]::Match($text, '(?s)```powershell\n(.*?)```').Groups[1].Value

    # A row's cells, with the code of those that are code; \| is how a table writes |.
    function Get-Cell([string]$Line) {
        foreach ($cell in [regex]::Split($Line, '(?<!\\)\|')) {
            $code = [regex]::Match($cell, '^ `([^`]+)`')
            $code.Success ? $code.Groups[1].Value.Replace('\|', '|') : $cell.Trim()
        }
    }

    $heads = $null
    $same, $different = foreach ($wanted in 'numpy|C#|PowerShell', 'PowerShell|gives|numpy|gives|because') {
        $rows = foreach ($line in $text.Split("`n")) {
            if (-not $line.StartsWith('|')) {
                $heads = $null
                continue
            }

            $null, $cells = Get-Cell $line
            $cells = $cells[0..($cells.Length - 2)]
            if (-not $heads) { $heads = $cells -join '|' }
            elseif ($heads -eq $wanted -and $cells[0] -ne '---') {
                if ($cells.Length -eq 3) {
                    @{ Numpy = $cells[0]; Command = $cells[2]; Expected = $golden[$cells[0]]; IsKnown = $golden.ContainsKey($cells[0]) }
                }
                else { @{ Command = $cells[0]; Expected = $cells[1] } }
            }
        }
        , @($rows)
    }
}

BeforeAll {
    Import-Module $PSScriptRoot/../../artifacts/MemMap
    $before = Get-Location
    Set-Location $TestDrive

    # As make_docs.py writes what numpy gives.
    function Format-Result($Value) {
        switch ($Value) {
            { $null -eq $_ } { return 'None' }
            { $_ -is [float] -or $_ -is [double] -or $_ -is [System.Half] -or $_ -is [System.Numerics.Complex] } {
                return [MemMap.NDArray]::Array($_, $_.GetType()).ToString()
            }
            { $_ -is [datetime] } { return $_.ToString('s', [cultureinfo]::InvariantCulture) }
            { $_ -is [System.Management.Automation.PSCustomObject] } { return Format-Items @($_.PSObject.Properties.Value) }
        }
        "$Value"
    }

    function Format-Items($Values) {
        $texts = foreach ($value in $Values) { Format-Result $value }
        $Values.Count -eq 1 ? $texts : "($($texts -join ', '))"
    }

    # What a cell writes; of one that writes nothing (an assignment), the variable that it begins with.
    function Invoke-Cell([string]$Fixture, [string]$Command) {
        $ErrorActionPreference = 'Stop'
        $name = [regex]::Match($Command, '^\$\w+').Value
        if (-not $name) { $name = '$null' }
        $run = [scriptblock]::Create("$Fixture`n`$output = @(. { $Command })`nif (`$output.Count) { , `$output } else { , @($name) }")
        , (& $run)
    }
}

Describe 'For numpy users' {
    AfterEach { Get-MemMap | Close-MemMap }

    AfterAll { Set-Location $before }

    It '<Numpy> is <Command>' -ForEach ($same | ForEach-Object { $_ + @{ Fixture = $fixture } }) {
        $IsKnown | Should -BeTrue -Because 'make_docs.py has to run when the document has changed'
        $result = Invoke-Cell $Fixture $Command
        if ($Expected) { Format-Items $result | Should -BeExactly "$Expected" }
    }

    It '<Command> differs' -ForEach ($different | ForEach-Object { $_ + @{ Fixture = $fixture } }) {
        $result = try { Format-Items (Invoke-Cell $Fixture $Command) } catch {
            $exception = $_.Exception
            while ($exception.InnerException) { $exception = $exception.InnerException }
            "error: $($exception.Message.Replace($TestDrive + [System.IO.Path]::DirectorySeparatorChar, '/data/'))"
        }
        $result -replace '\s*\n\s*', ' ' | Should -BeExactly $Expected
    }
}
