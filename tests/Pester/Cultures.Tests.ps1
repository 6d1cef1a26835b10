# Tables and text with the numbers and dates of other countries.

BeforeAll {
    Import-Module $PSScriptRoot/../../artifacts/MemMap

    # Made by hand: a system may have the invariant culture only.
    $german = [cultureinfo]::InvariantCulture.Clone()
    $german.NumberFormat.NumberDecimalSeparator = ','
    $german.NumberFormat.NumberGroupSeparator = '.'
    $german.DateTimeFormat.ShortDatePattern = 'dd.MM.yyyy'
    $german.TextInfo.ListSeparator = ';'
    $hasCultures = [cultureinfo]::GetCultures('SpecificCultures').Count -gt 1
}

Describe 'ConvertTo-MemMap -Culture' {
    BeforeEach {
        Push-Location (New-Item $TestDrive/$([System.IO.Path]::GetRandomFileName()) -ItemType Directory)
        Set-Content de.csv 'id;preis;am;wort', '1;3,14;29.11.2026 13:45;a,b', '2;1.234,5;1.2.2026;1.5'
        $elements = "[(1,    3.14, '2026-11-29T13:45:00', 'a,b')`n (2, 1234.5 , '2026-02-01T00:00:00', '1.5')]"
    }

    AfterEach {
        Get-MemMap | Close-MemMap
        Pop-Location
    }

    It 'reads a table, from a file and from the pipeline' {
        "$(ConvertTo-MemMap a.dat -CsvPath de.csv -Culture $german)" | Should -Be $elements
        "$(ConvertTo-MemMap -CsvPath de.csv -Culture $german)" | Should -Be $elements
        "$(Import-Csv de.csv -Delimiter ';' | ConvertTo-MemMap b.dat -Culture $german)" | Should -Be $elements
        "$(Import-Csv de.csv -Delimiter ';' | ConvertTo-MemMap -Culture $german)" | Should -Be $elements
        $dtype = 'id i4, preis f4, am unixtime, wort S4'
        $a = ConvertTo-MemMap -DType $dtype -CsvPath de.csv -Culture $german
        "$(Import-Csv de.csv -Delimiter ';' | ConvertTo-MemMap -DType $dtype -Culture $german)" | Should -Be "$a"
        "$a" | Should -BeLike "*1234.5 , 1769904000, b'1.5'*"
    }

    It 'reads text of the pipeline, and leaves text that is no number' {
        '1.000', '2,5' | ConvertTo-MemMap -Culture $german | ForEach-Object ToString | Should -Be '[1000.     2.5]'
        '1.000', '20' | ConvertTo-MemMap -Culture $german | ForEach-Object ToString | Should -Be '[1000   20]'
        '1.000', 'x' | ConvertTo-MemMap -Culture $german | ForEach-Object ToString | Should -Be "['1.000' 'x']"
        '1.000', '2,5', 'x' | ConvertTo-MemMap -Culture $german | ForEach-Object ToString | Should -Be "['1.000' '2,5' 'x']"
        1, '2,5', 3.5 | ConvertTo-MemMap -Culture $german | ForEach-Object ToString | Should -Be '[1.  2.5 3.5]'
        $rows = [pscustomobject]@{ p = @{ x = '1,5'; y = '2.000' }; q = '3,5', '4' }
        $rows | ConvertTo-MemMap -DType "[('p',[('x','f4'),('y','i4')]),('q','f8',(2,))]" -Culture $german | ForEach-Object ToString |
            Should -Be '[((1.5, 2000), [3.5, 4. ])]'
        $lines = 1..3000 | ForEach-Object { "$_,5" }
        ($lines | ConvertTo-MemMap -Culture $german).Sum() | Should -Be (3000 * 3001 / 2 + 1500)
    }

    It 'names line, column, value and notation of what it is not' {
        Add-Content de.csv '3;3.14;1.1.2026;x'
        $notation = 'numbers of the culture are as 1.234,5'
        { ConvertTo-MemMap a.dat ([ordered]@{ preis = 'f8' }) -CsvPath de.csv -Culture $german } |
            Should -Throw "line 4, column 'preis' of *de.csv': could not convert string '3.14' to float64; $notation*"
        { '3,14', '3.14' | ConvertTo-MemMap a.dat f8 -Culture $german } |
            Should -Throw "the object at position 1, *could not convert string '3.14' to float64; $notation*"
        Test-Path a.dat | Should -BeFalse
    }

    It 'is read and written by its name, if the system has it' {
        if (-not $hasCultures) { Set-ItResult -Skipped -Because 'there is the invariant culture only'; return }
        $isNumber = 'in de-DE it is a number, and -Culture de-DE reads it'
        $a = ConvertTo-MemMap -CsvPath de.csv -Culture de-DE
        "$a" | Should -Be $elements
        "$(ConvertTo-MemMap -CsvPath de.csv -Culture ([cultureinfo]'de-AT'))" | Should -Be $elements
        { ConvertTo-MemMap a.dat ([ordered]@{ preis = 'f8' }) -CsvPath de.csv } |
            Should -Throw "line 2, column 'preis' of *: could not convert string '3,14' to float64; $isNumber"
        { Import-Csv de.csv -Delimiter ';' | ConvertTo-MemMap a.dat ([ordered]@{ preis = 'f8' }) } |
            Should -Throw "*column 'preis': could not convert string '3,14' to float64; $isNumber"
        { Import-Csv de.csv -Delimiter ';' | ConvertTo-MemMap a.dat ([ordered]@{ am = 'M8[s]' }) } |
            Should -Throw '*in de-DE it is a date, and -Culture de-DE reads it'
        $warning = "columns 'a', 'c' are text, and all values would be numbers or dates in de-DE: -Culture de-DE reads them"
        # What is a number already, and too large, is none for another culture.
        Set-Content large.csv 'n', '300'
        { ConvertTo-MemMap a.dat ([ordered]@{ n = 'u1' }) -CsvPath large.csv } | Should -Throw '*integer 300 is out of bounds for uint8'
        { ConvertTo-MemMap a.dat ([ordered]@{ n = 'i4' }) -CsvPath large.csv -Culture de-DE } | Should -Not -Throw
        Set-Content text.csv 'a;b;c', '3;x;29.11.2026', '3,14;3,14;1.1.2026'
        $null = ConvertTo-MemMap -CsvPath text.csv -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -Be $warning
        $null = Import-Csv text.csv -Delimiter ';' | ConvertTo-MemMap -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -Be $warning
        $null = '3,14', '2,5' | ConvertTo-MemMap -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -BeLike 'the elements are text, and all values would be numbers*'
        $null = '29.11.2026', '12' | ConvertTo-MemMap -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -BeNullOrEmpty
        $null = 'x', '2,5' | ConvertTo-MemMap -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -BeNullOrEmpty
        $m = [MemMap.NDArray]::Zeros(2)
        { $m | Set-MemMapValue 0 '3,14' -ErrorAction Stop } |
            Should -Throw "*'3,14' to float64; in de-DE it is a number: ?double?::Parse('3,14', ?cultureinfo?'de-DE')"
        { ConvertTo-MemMap -CsvPath de.csv -Culture nonsense } | Should -Throw "*no culture is named 'nonsense'*Tab*"
        $line = 'ConvertTo-MemMap -CsvPath de.csv -Culture de-D'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain "'de-DE'"
    }

    It 'is that of the session with -UseCulture' {
        $before = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = $german
            "$(ConvertTo-MemMap -CsvPath de.csv -UseCulture)" | Should -Be $elements
            "$(Import-Csv de.csv -UseCulture | ConvertTo-MemMap -UseCulture)" | Should -Be $elements
            $a = ConvertTo-MemMap -CsvPath de.csv -UseCulture
            $a | Export-MemMap out.csv -UseCulture
            Get-Content out.csv | Should -Be 'id;preis;am;wort', '1;3,14;29.11.2026 13:45:00;"a,b"', '2;1234,5;01.02.2026 00:00:00;1.5'
            # What Export-Csv writes in the session is read, too.
            $a | ConvertFrom-MemMap | Export-Csv session.csv -UseCulture
            "$(ConvertTo-MemMap -CsvPath session.csv -UseCulture)" | Should -Be $elements
        }
        finally { [cultureinfo]::CurrentCulture = $before }
        { ConvertTo-MemMap -CsvPath de.csv -UseCulture -Culture $german } | Should -Throw '-Culture and -UseCulture exclude one another'
    }
}

Describe 'Export-MemMap -Culture' {
    It 'writes what is read back' {
        Push-Location $TestDrive
        try {
            $r = [pscustomobject]@{ x = 0.1; f = [float]::NaN; n = -1234567; at = [datetime]'2026-11-29 13:45'; s = '1,5;6' } |
                ConvertTo-MemMap -DType 'x f8, f f4, n i8, at M8[us], s U9'
            $r | Export-MemMap out.csv -Culture $german
            Get-Content out.csv | Should -Be 'x;f;n;at;s', '0,1;nan;-1234567;29.11.2026 13:45:00,000000;"1,5;6"'
            "$(ConvertTo-MemMap -CsvPath out.csv -Culture $german -DType $r.DType)" | Should -Be "$r"
            $r | Export-MemMap out.tsv -Culture $german
            (Get-Content out.tsv)[0] | Should -Be "x`tf`tn`tat`ts"
            [MemMap.NDArray]::Array((0.5, 1.5)) | Export-MemMap plain.csv -Culture $german -Delimiter ','
            Get-Content plain.csv | Should -Be '"0,5"', '"1,5"'
            "$(ConvertTo-MemMap -CsvPath plain.csv -Culture $german)" | Should -Be '[0.5 1.5]'
            { $r | Export-MemMap x.npy -Culture $german -ErrorAction Stop } |
                Should -Throw '*only a CSV file*' -ErrorId 'CultureWithoutCsv,*'
            Test-Path x.npy | Should -BeFalse
        }
        finally { Pop-Location }
    }
    It 'writes what is read back in <_>' -ForEach 'de-DE', 'de-AT', 'de-CH', 'fr-FR', 'fr-CA', 'en-US', 'en-GB', 'en-IN', 'sv-SE', 'fi-FI',
        'cs-CZ', 'hu-HU', 'bg-BG', 'lv-LV', 'pt-BR', 'es-ES', 'it-IT', 'nl-NL', 'ru-RU', 'tr-TR', 'ja-JP', 'zh-CN', 'ko-KR', 'hi-IN',
        'ar-SA', 'ar-EG', 'fa-IR', 'he-IL', 'th-TH' {
        if (-not $hasCultures) { Set-ItResult -Skipped -Because 'there is the invariant culture only'; return }
        $r = @(
            [pscustomobject]@{ x = 1234.5; n = -7; d = [datetime]'2026-11-29'; at = [datetime]'2026-02-03 04:05:06.25' }
            [pscustomobject]@{ x = -1e-9; n = 8; d = [datetime]'1999-12-31'; at = [datetime]'2000-12-31 23:59:59' }
            [pscustomobject]@{ x = [double]::NegativeInfinity; n = 9; d = '0001-01-01'; at = '9999-12-31' }
        ) | ConvertTo-MemMap -DType 'x f8, n i8, d M8[D], at M8[ms]'
        $r | Export-MemMap $TestDrive/out.csv -Culture $_
        "$(ConvertTo-MemMap -CsvPath $TestDrive/out.csv -Culture $_ -DType $r.DType)" | Should -Be "$r"
        $inferred = ConvertTo-MemMap -CsvPath $TestDrive/out.csv -Culture $_
        "$($inferred.DType)" | Should -Be "[('x', '<f8'), ('n', '<i8'), ('d', '<M8[D]'), ('at', '<M8[ms]')]"
        # With groups of digits, as a spreadsheet shows them.
        $culture = [cultureinfo]$_
        (1234567.25).ToString('N2', $culture), (12).ToString('N0', $culture) | ConvertTo-MemMap -Culture $_ | ForEach-Object Sum |
            Should -Be 1234579.25
    }
}
