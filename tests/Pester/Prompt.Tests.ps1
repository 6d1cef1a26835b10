# What somebody types first at the prompt, and what it says or shows.

BeforeAll {
    $root = Convert-Path $PSScriptRoot/../..
    Import-Module $root/artifacts/MemMap -Force
    $rendering = $PSStyle.OutputRendering
    $PSStyle.OutputRendering = 'PlainText'
    Push-Location $TestDrive
    [System.IO.File]::WriteAllBytes((Join-Path $TestDrive x.bin), [byte[]](0..15))

    # A table or list as it is shown, without the blanks that align it.
    function Get-Shown { ($input | Out-String -Width 200) -replace ' +', ' ' }
}

AfterAll {
    Get-MemMap | Close-MemMap
    Pop-Location
    $PSStyle.OutputRendering = $rendering
}

Describe 'Cmdlets that take an array' {
    # What each cmdlet needs beside the file, and whether the file is first or behind it.
    BeforeDiscovery {
        Import-Module $PSScriptRoot/../../artifacts/MemMap
        $more = @{
            'Compare-MemMap' = 'x.bin'; 'Find-MemMapValue' = '-EQ 3'; 'Get-MemMapRecord' = 'u1'; 'Get-MemMapSlice' = '3'
            'Set-MemMapValue' = '3 3'; 'Resize-MemMap' = '16'; 'Export-MemMap' = 'out.npy'
        }
        # What takes only what has been opened: open maps, and lists of arrays.
        $exempt = 'Close-MemMap', 'Invoke-MemMapFlush'
        $cmdlets = Get-Command -Module MemMap -CommandType Cmdlet | Where-Object {
            $_.Name -notin $exempt -and ($input = $_.Parameters['InputObject'] ?? $_.Parameters['DifferenceObject']) -and
            ($input.Attributes.ForEach('GetType').Name -match '(ArrayOrFile|ArrayArgument|ExportArgument)')
        } | ForEach-Object { @{ Name = $_.Name; More = $more[$_.Name] } }
    }

    It 'are found' {
        (Get-Command -Module MemMap -CommandType Cmdlet).Name | Should -Contain 'Get-MemMapSlice'
    }

    It '<Name> takes a file from Get-ChildItem' -ForEach $cmdlets {
        if ($Name -eq 'Join-MemMap') {
            (Get-ChildItem x.bin | Join-MemMap).Size | Should -Be 16
            return
        }
        & ([scriptblock]::Create("Get-ChildItem x.bin | $Name $More -ErrorAction Stop")) | Out-Null
        & ([scriptblock]::Create("'x.bin' | $Name $More -ErrorAction Stop")) | Out-Null
        Get-MemMap | Close-MemMap
        [System.IO.File]::ReadAllBytes("$PWD/x.bin") | Should -Be (0..15)
    }

    It '<Name> has -Path and -LiteralPath' -ForEach $cmdlets {
        if ($Name -in 'Export-MemMap', 'Compare-MemMap') {
            return # Their paths are those of the file to write, and of the other file.
        }
        (Get-Command $Name).Parameters.Keys | Should -Contain 'Path'
        (Get-Command $Name).Parameters.Keys | Should -Contain 'LiteralPath'
    }
}

Describe 'A slice of a file' {
    BeforeAll {
        # Those of other files of tests.
        Get-MemMap | Close-MemMap
    }

    AfterEach {
        Get-MemMap | Close-MemMap
    }

    It 'is an element, and the file is closed: <_>' -ForEach 'Get-MemMapSlice x.bin 3', 'Get-MemMapSlice ./x.bin 3',
        'Get-MemMapSlice *.bin 3', 'Get-MemMapSlice -Path x.bin 3', 'Get-MemMapSlice 3 x.bin', 'Get-MemMapSlice -LiteralPath x.bin 3',
        'Get-Item x.bin | Get-MemMapSlice 3',
        'Get-MemMapSlice x.bin -13', 'Get-MemMapSlice x.bin 0 -Offset 3', 'Get-MemMapSlice x.bin 1, -1 -Shape 2, 2' {
        & ([scriptblock]::Create($_)) | Should -Be 3
        Get-MemMap | Should -BeNullOrEmpty
    }

    It 'is a view that keeps its map: <_>' -ForEach 'Get-MemMapSlice x.bin 1:3', "Get-MemMapSlice ./x.bin '1:3'",
        'Get-MemMapSlice -Path x.bin -Index 1:3', 'Get-Item x.bin | Get-MemMapSlice 1:3' {
        $part = & ([scriptblock]::Create($_))
        $part.Mode -eq 'r' | Should -BeTrue
        $part.FileName | Should -Be (Convert-Path x.bin)
        [GC]::Collect()
        [int[]]$part | Should -Be 1, 2
        @(Get-MemMap).Count | Should -Be 1
        $part | Close-MemMap
        Get-MemMap | Should -BeNullOrEmpty
    }

    It 'is the whole file without an index' {
        (Get-MemMapSlice x.bin).Size | Should -Be 16
    }

    It 'is a copy, and the file is closed: <_>' -ForEach 'Get-MemMapSlice x.bin :3 -Copy', 'Get-MemMapSlice x.bin (,(0, 1, 2))',
        'Get-MemMapSlice x.bin { $_ -lt 3 }', 'Get-MemMapSlice x.bin ([MemMap.NDArray]::Arange(0, 16).Lt(3))',
        'Get-MemMapSlice x.bin -Where { $_ -lt 3 }' {
        $part = & ([scriptblock]::Create($_))
        [int[]]$part | Should -Be 0, 1, 2
        Get-MemMap | Should -BeNullOrEmpty
    }

    It 'has dtype, shape, format, member and field' {
        Get-MemMapSlice x.bin 1, 0 -DType u2 -Shape 2, 2 -Offset 4 | Should -Be 0x0908
        Get-MemMapSlice x.bin 1 -DType 'a u1, b u1' -Field b | Should -Be 3
        [MemMap.NDArray]::Arange(4), [MemMap.NDArray]::Arange(5, 9) | Export-MemMap two.npz -Name p, q
        Get-MemMapSlice two.npz 1 -Member q | Should -Be 6
        Get-MemMapSlice two.npz 1 | Should -Be 1, 6
        [MemMap.NDArray]::Arange(4) | Export-MemMap four.npy
        Get-MemMapSlice four.npy 0 -Format Raw | Should -Be 0x93
    }

    It 'takes an array before the index where nothing is piped' {
        $m = New-MemMap x.bin -Mode r
        Get-MemMapSlice $m 3 | Should -Be 3
        [int[]](Get-MemMapSlice $m 1:3) | Should -Be 1, 2
        $m | Get-MemMapSlice $m.Eq(5) | ForEach-Object { [int[]]$_ } | Should -Be 5
    }

    It 'leaves an index an index where a file has its name' {
        Copy-Item x.bin 3
        try {
            New-MemMap x.bin -Mode r | Get-MemMapSlice 3 | Should -Be 3
        } finally {
            Remove-Item 3
        }
    }

    It 'says what is missing or too much' {
        { Get-MemMapSlice none.bin 3 -ErrorAction Stop } | Should -Throw "there is no file*none.bin'" -ErrorId 'FileNotFound,*'
        { Get-MemMapSlice 3 } | Should -Throw -ErrorId 'OneSource,*'
        { Get-MemMapSlice } | Should -Throw -ErrorId 'OneSource,*'
        $m = New-MemMap x.bin -Mode r
        { $m | Get-MemMapSlice 1 -1 } | Should -Throw "*a range are '1:-1'*between commas: 1, -1" -ErrorId 'OneSource,*'
        { $m | Get-MemMapSlice 1 -DType u2 } | Should -Throw -ErrorId 'NeedsFile,*'
        { Get-MemMapSlice x.bin -First 4 } | Should -Throw "*the index ':4' selects the first 4*" -ErrorId 'NeedsParameter,*'
        { Get-MemMapSlice 1 $m } | Should -Throw -ErrorId 'ArrayForName,*'
    }

    It 'completes the file: <_>' -ForEach 'Get-MemMapSlice x', 'Set-MemMapValue x', 'Get-MemMapSlice ./x' {
        $null = New-MemMap x.bin -Mode r
        $found = [System.Management.Automation.CommandCompletion]::CompleteInput($_, $_.Length, $null).CompletionMatches.CompletionText
        $found | Should -Contain ($_ -like '*./x' ? "'./x.bin'" : "'x.bin'")
        $line = "`$m | $_"
        [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText |
            Should -Not -Contain $found[0]
    }

    It 'assigns what a text can not tell, behind a file' {
        Copy-Item x.bin y.bin
        Set-MemMapValue y.bin 0:2 ([MemMap.NDArray]::Array((7, 8)))
        Set-MemMapValue y.bin (,(3, 5)) 9
        $m = New-MemMap y.bin
        Set-MemMapValue $m 15 1
        [int[]]$m['...'] | Should -Be 7, 8, 2, 9, 4, 9, 6, 7, 8, 9, 10, 11, 12, 13, 14, 1
    }
}

Describe 'Statistics that were asked for' {
    It 'are in the table: <Do>' -ForEach @(
        @{ Do = 'Measure-MemMap x.bin -Quantile .5, .9'; Header = 'Count Mean Minimum Maximum Quantiles'; Row = '0.5: 7.5, 0.9: 13.5' }
        @{ Do = 'Measure-MemMap x.bin -Histogram 2'; Header = 'Count Mean Minimum Maximum Histogram'; Row = '[0, 7.5): 8, [7.5, 15]: 8' }
        @{ Do = 'Measure-MemMap x.bin -Unique'; Header = 'Count Mean Minimum Maximum Unique'; Row = '0: 1, 1: 1' }
        @{ Do = 'Measure-MemMap x.bin -Unique -Quantile .5'; Header = 'Maximum Quantiles Histogram Unique'; Row = '0.5: 7.5 0: 1, 1: 1' }
        @{ Do = 'Measure-MemMap x.bin -Where { $_ -lt 3 } -Quantile .5'; Header = 'Maximum Quantiles'; Row = '0.5: 1' }
        @{ Do = 'Measure-MemMap x.bin -Quantile .5 | Merge-MemMapMeasure'; Header = 'Maximum Quantiles'; Row = '0.5: 7.5' }
        @{ Do = 'Measure-MemMap x.bin -DType "u1,u1" -Field f0 -By f1 -Quantile .5'; Header = 'Maximum Quantiles'; Row = '0.5: 14' }
        @{ Do = 'Measure-MemMap x.bin -DType "u1,u1" -Field f0 -By f1 -Unique'; Header = 'Maximum Unique'; Row = '14: 1' }
        @{ Do = 'Measure-MemMap x.bin -DType "u1,u1" -Field f0 -By f1 -Unique -Quantile 1'; Header = 'Unique'; Row = '1: 14 14: 1' }
    ) {
        $shown = & ([scriptblock]::Create($Do)) | Format-Table | Get-Shown
        $shown | Should -Match ([regex]::Escape($Header))
        $shown | Should -Match ([regex]::Escape($Row))
    }

    It 'are in the list, also of what a job sends' {
        $measure = Measure-MemMap x.bin -Quantile .5 -Histogram 2
        $sent = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($measure))
        foreach ($object in $measure, $sent) {
            $object | Get-Shown | Should -Match 'Quantiles : 0\.5: 7\.5\r?\n'
            $object | Format-List | Get-Shown | Should -Match 'Quantiles : 0\.5: 7\.5\r?\n'
            $object | Format-Table | Get-Shown | Should -Match '0\.5: 7\.5'
        }
        $measure | Should -BeOfType MemMap.Measure
    }
}

Describe 'What only the pipeline gives' {
    It 'is not asked for, and is named: <Do>' -ForEach @(
        @{ Do = 'ConvertTo-MemMap new.bin'; Like = "no objects come*`$objects | ConvertTo-MemMap 'new.bin'*-CsvPath*" }
        @{ Do = 'ConvertTo-MemMap -LiteralPath new.bin'; Like = "no objects come*" }
        @{ Do = 'ConvertTo-MemMap x.bin'; Like = "no objects come*New-MemMap 'x.bin'" }
        @{ Do = 'ConvertTo-MemMap table.csv'; Like = "no objects come*ConvertTo-MemMap new.npy -CsvPath 'table.csv'" }
        @{ Do = 'Merge-MemMapMeasure'; Like = 'no measures come*$parts | Measure-MemMap | Merge-MemMapMeasure' }
    ) {
        Set-Content table.csv 'a,b', '1,2'
        { & ([scriptblock]::Create($Do)) } | Should -Throw $Like -ErrorId 'NothingPiped,*'
        Test-Path new.bin | Should -BeFalse
    }

    It 'may be nothing' {
        { @() | ConvertTo-MemMap new.bin } | Should -Throw -ErrorId 'NothingToInfer,*'
        $none = @() | ConvertTo-MemMap new.bin int16
        $none.Size | Should -Be 0
        $none | Close-MemMap
        @() | Merge-MemMapMeasure | Should -BeNullOrEmpty
        (ConvertTo-MemMap new.bin int16 -InputObject 5)[0] | Should -Be 5
        Get-MemMap | Close-MemMap
    }

    It 'is asked for by no cmdlet whose other parameters are given' {
        $asking = foreach ($cmdlet in Get-Command -Module MemMap -CommandType Cmdlet) {
            foreach ($set in $cmdlet.ParameterSets | Where-Object IsDefault) {
                $set.Parameters | Where-Object { $_.IsMandatory -and $_.ValueFromPipeline -and $_.Position -lt 0 } |
                    ForEach-Object { "$($cmdlet.Name) -$($_.Name)" }
            }
        }
        $asking | Should -BeNullOrEmpty
    }
}

Describe 'Text that becomes numbers' {
    It 'is <DType> for <Cells>' -ForEach @(
        @{ Cells = '1', '22', '-3'; DType = 'int64' }, @{ Cells = '1', '2.5'; DType = 'float64' }
        @{ Cells = '1', '1e5'; DType = 'float64' }
        @{ Cells = '0', '10', '0.5'; DType = 'float64' }, @{ Cells = '7', '007'; DType = '<U3' }
        @{ Cells = '0401234', '12'; DType = '<U7' }
        @{ Cells = '0x10', '1'; DType = '<U4' }, @{ Cells = '1,5', '2'; DType = '<U3' }, @{ Cells = '1', 'n/a'; DType = '<U3' }
        @{ Cells = '1_000', '1'; DType = '<U5' }, @{ Cells = '-007', '1'; DType = '<U4' }
    ) {
        Set-Content cells.csv (@('"v","w"') + $Cells.ForEach{ "`"$_`",`"x`"" })
        $piped = Import-Csv cells.csv | ConvertTo-MemMap piped.dat -Verbose 4>&1
        $read = ConvertTo-MemMap read.dat -CsvPath cells.csv -Verbose 4>&1
        foreach ($output in $piped, $read) {
            $output[-1].DType.Fields[0].DType -eq $DType | Should -BeTrue -Because "$($output[-1].DType)"
            "$output" | Should -Match 'follows from all values: v \S+, w <U1'
            $expected = $DType -like '<U*' ? $Cells : [double[]]$Cells
            ($output[-1] | ConvertFrom-MemMap).v -join ' ' | Should -Be ($expected -join ' ')
        }
        Get-MemMap | Close-MemMap
    }
}

Describe 'Upper and lower case of text' {
    BeforeAll {
        $r = New-MemMap r.dat 'kind S4, word U6, v i4' w+ -Shape 3
        $r['kind'][':'] = 'warn', 'WARN', "it's"
        $r['word'][':'] = 'Straße', 'STRAßE', ''
    }

    AfterAll {
        $r | Close-MemMap
    }

    It '<Do> finds <Index>' -ForEach @(
        @{ Do = '-Field kind -EQ WARN'; Index = 1 }, @{ Do = '-Field kind -CEQ WARN'; Index = 1 }
        @{ Do = '-Field kind -EQ WARN -IgnoreCase'; Index = 0, 1 }, @{ Do = "-Field kind -EQ 'IT''S' -IgnoreCase"; Index = 2 }
        @{ Do = '-Field kind -NE warn'; Index = 1, 2 }, @{ Do = '-Field kind -CNE warn'; Index = 1, 2 }
        @{ Do = '-Field kind -NE warn -IgnoreCase'; Index = 2 }, @{ Do = '-Field word -EQ straße -IgnoreCase'; Index = 0, 1 }
        @{ Do = '-Field kind -Like WA*'; Index = 0, 1 }, @{ Do = '-Field kind -Like WA* -CaseSensitive'; Index = 1 }
        @{ Do = '-Field kind -Match ^WA'; Index = 0, 1 }, @{ Do = '-Field kind -Match ^WA -CaseSensitive'; Index = 1 }
    ) {
        (& ([scriptblock]::Create("`$r | Find-MemMapValue $Do"))).Index | Should -Be $Index
        $r | & ([scriptblock]::Create("`$input | Find-MemMapValue $Do -CountOnly")) | Should -Be @($Index).Count
    }

    It 'is for text' {
        { $r | Find-MemMapValue -Field v -EQ '3' -IgnoreCase -ErrorAction Stop } | Should -Throw -ErrorId 'NotText,*'
        ($r | Find-MemMapValue -Field v -EQ 0 -IgnoreCase).Index | Should -Be 0, 1, 2
    }
}

Describe 'Tables with another delimiter' {
    It 'are written and read: <Delimiter>' -ForEach @(
        @{ Delimiter = ';' }, @{ Delimiter = "`t" }, @{ Delimiter = '|' }, @{ Delimiter = ':' }, @{ Delimiter = ' ' }, @{ Delimiter = ',' }
    ) {
        $r = [MemMap.NDArray]::Zeros(2, 'price f8, kind U8')
        $r['price'][':'] = 1.5, -2e9
        $r['kind'][':'] = 'a;b:c', "d,e f`t"
        $culture = [cultureinfo]::CurrentCulture
        [cultureinfo]::CurrentCulture = 'de-DE'
        try {
            $r | Export-MemMap semi.csv -Delimiter $Delimiter
            $back = ConvertTo-MemMap back.dat -CsvPath semi.csv -Delimiter $Delimiter
            $cells = Import-Csv semi.csv -Delimiter $Delimiter
        } finally {
            [cultureinfo]::CurrentCulture = $culture
        }
        $back.DType.Fields.Name | Should -Be price, kind
        [double[]]$back['price'] | Should -Be 1.5, (-2e9)
        [string[]]$back['kind'] | Should -Be 'a;b:c', "d,e f`t"
        $cells.price | Should -Be '1.5', '-2000000000.0'
        $cells.kind | Should -Be 'a;b:c', "d,e f`t"
        $back | Close-MemMap
    }

    It 'have tabs where the name says so' {
        [MemMap.NDArray]::Arange(4).Reshape(2, 2) | Export-MemMap four.tsv
        Get-Content four.tsv | Should -Be "0`t1", "2`t3"
        (ConvertTo-MemMap four.dat -CsvPath four.tsv).ToString() | Should -Be "[[0 1]`n [2 3]]"
        { 1..3 | ConvertTo-MemMap five.tsv } | Should -Throw
        Get-MemMap | Close-MemMap
    }

    It 'are refused where there are none' {
        $m = [MemMap.NDArray]::Arange(4)
        { $m | Export-MemMap x.npy -Delimiter ';' -ErrorAction Stop } | Should -Throw -ErrorId 'DelimiterWithoutCsv,*'
        { $m | Export-MemMap x.csv -Delimiter '"' -ErrorAction Stop } | Should -Throw -ErrorId 'CsvDelimiter,*'
        Test-Path x.csv | Should -BeFalse
    }
}

Describe 'The title of a picture' {
    It 'is the one that is given' {
        (Show-MemMap x.bin -Title 'Sixteen bytes' -First 16)[0] | Should -BeExactly 'Sixteen bytes'
        Show-MemMap x.bin Line -Title 'A & B' -OutFile title.svg
        Get-Content title.svg -Raw | Should -Match 'A &amp; B'
        Show-MemMap x.bin Line -OutFile title.svg
        Get-Content title.svg -Raw | Should -Match 'x\.bin: uint8'
    }
}

Describe 'Fields in the words of other languages' {
    It '<Text> is answered by <Write>' -ForEach @(
        @{ Text = 'Name S8; Length i8'; Write = 'Name S8, Length i8' }
        @{ Text = 'int64 time, char kind[8]'; Write = 'time int64, kind S8' }
        @{ Text = 'time: int64, kind: char[8]'; Write = 'time int64, kind S8' }
        @{ Text = 'time:int64;kind:string(8)'; Write = 'time int64, kind S8' }
        @{ Text = 'unsigned int a, float xyz[3]'; Write = 'a uint32, xyz 3<f4' }
        @{ Text = "price f8`nkind S4"; Write = 'price f8, kind S4' }
        @{ Text = 'Name S8; Length i8;'; Write = 'Name S8, Length i8' }
    ) {
        { New-MemMap new.dat -DType $Text -Mode w+ -Shape 2 } | Should -Throw "*not understood; write '$Write'"
        (New-MemMap new.dat -DType $Write -Mode w+ -Shape 2).DType.Fields.Name.Count | Should -Be 2
        Get-MemMap | Close-MemMap
    }

    It '<_> is what it was' -ForEach 'int x; foo y', 'a i4, b nothing', 'struct { int a; foo b; }', 'i4; ;', 'x y z w' {
        $problem = $(try { New-MemMap new.dat -DType $_ -Mode w+ -Shape 2 } catch { "$_" })
        $problem | Should -Not -BeLike '*write*'
        $problem | Should -BeOfType string
    }
}

Describe 'Objects of one kind that no cmdlet takes' {
    It 'are one error' {
        $differences = (Compare-MemMap x.bin ([MemMap.NDArray]::Zeros(16, 'u1'))).Differences
        $differences.Count | Should -Be 10
        $problem = @($(try { $differences | Export-MemMap new.csv 2>&1 } catch { $_ }))
        $problem.Count | Should -Be 1
        "$problem" | Should -BeLike 'differences are no array:*Export-MemMap x.patch*Export-Csv*'
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'NoPatchOf,*'
        Test-Path new.csv | Should -BeFalse
    }
}

Describe 'Numbers that are written in hexadecimal' {
    BeforeAll {
        $formats = Join-Path $PSScriptRoot .. Golden formats
    }

    It 'are magics, checksums and what a definition says' {
        $zip = New-MemMap "$formats/two.zip" zip_local r -Shape 1
        $zip | Get-Shown | Should -Match ' 0x04034b50 20 None Stored .* 0x7cff918f'
        $zip['magic'] | Get-Shown | Should -Match '\[0x04034b50\]'
        $zip[0].magic | Should -Be 0x04034b50
        $zip[0].magic | Should -BeOfType uint32
        $zip.ToString() | Should -Match '^\[\(67324752, 20,'
        ($zip | Measure-MemMap -Field magic).Sum | Should -Be 0x04034b50
        ($zip | Find-MemMapValue -Field magic -EQ 0x04034b50).Index | Should -Be 0
        ($zip | Get-MemMapSlice { $_.magic -eq 0x04034b50 }).Size | Should -Be 1
        $zip | Export-MemMap zip.csv
        (Import-Csv zip.csv).magic | Should -Be '67324752'
    }

    It 'are of any size and order, alone or in an array' {
        $type = 'struct { uint32_t a __attribute__((hex)), b; uint16_t c[2] __attribute__((hex)); BE uint16_t d __attribute__((hex)); ' +
            '__attribute__((hex)) int8_t e, f; int64_t g = 0xff; }'
        $m = New-MemMap hex.dat $type w+ -Shape 1
        $m | Set-MemMapValue -Bytes ([byte[]](1, 2, 3, 4, 5, 0, 0, 0, 9, 8, 7, 6, 0xab, 0xcd, 0xff, 1)) -ErrorAction Ignore
        $m.View('u1') | Set-MemMapValue ':16' ([byte[]](1, 2, 3, 4, 5, 0, 0, 0, 9, 8, 7, 6, 0xab, 0xcd, 0xff, 1))
        $m | Get-Shown | Should -Match '0x04030201 5 \[0x0809, 0x0607\] 0xabcd 0xff 0x01 0x0{16}'
        $m[0].e | Should -Be -1
        $m | Close-MemMap
    }
}

Describe 'The end of a chain of records' {
    BeforeAll {
        $formats = Join-Path $PSScriptRoot .. Golden formats
        function Write-Event([int]$Count, [byte[]]$Behind) {
            $bytes = foreach ($id in 1..$Count) {
                [BitConverter]::GetBytes([uint32]0x2a2a) + [BitConverter]::GetBytes([uint32]32) + [BitConverter]::GetBytes([uint64]$id)
                [byte[]]::new(8) + [byte[]](1, 2, 3, 4) + [BitConverter]::GetBytes([uint32]32)
            }
            [System.IO.File]::WriteAllBytes("$PWD/events.bin", [byte[]]($bytes + $Behind))
        }
        function Write-Attribute([byte[]]$Behind) {
            $bytes = foreach ($type in 0x10, 0x30) {
                [BitConverter]::GetBytes([uint32]$type) + [BitConverter]::GetBytes([uint32]24) + [byte[]]::new(16)
            }
            [System.IO.File]::WriteAllBytes("$PWD/attributes.bin", [byte[]]($bytes + $Behind))
        }
    }

    It 'is a mark, with or without bytes behind it: <_>' -ForEach 0, 4, 100 {
        Write-Attribute ([byte[]](255, 255, 255, 255) + [byte[]]::new($_))
        Get-MemMapRecord attributes.bin ntfs_attribute -ErrorAction Stop | ForEach-Object { "$($_.type)" } |
            Should -Be StandardInformation, FileName
        Get-MemMapRecord attributes.bin ntfs_attribute -Count | Should -Be 2
        $told = Get-MemMapRecord attributes.bin ntfs_attribute -Count -Verbose 4>&1
        "$told" | Should -Match 'ends at offset 48, where type marks its end'
    }

    It 'is a mark of a definition of one''s own' {
        [System.IO.File]::WriteAllBytes("$PWD/own.bin", [byte[]](2, 7, 3, 8, 9, 0, 1))
        $type = 'struct { uint8_t size __attribute__((last(0))); uint8_t data[size - 1]; }'
        (Get-MemMapRecord own.bin $type -ErrorAction Stop).size | Should -Be 2, 3
        { Get-MemMapRecord own.bin 'struct { char text[4] __attribute__((last(0))); }' -ErrorAction Stop } | Should -Throw '*only integers*'
    }

    It 'is zeros to the end, or to what comes next: <Told>' -ForEach @(
        @{ Behind = @(); Told = '^3$' }
        @{ Behind = , 0 * 5000; Told = 'ends at offset 96, behind which there are zeros' }
        @{ Behind = , 0 * 10; Told = 'ends at offset 96, behind which there are zeros' }
        @{ Behind = , 0 * 5000 + [byte[]][char[]]"ElfChnk`0" + , 0 * 504; Told = 'and behind 5000 zeros, evtx_chunk begins' }
        @{ Behind = [byte[]][char[]]"ElfChnk`0" + , 0 * 504; Told = 'ends at offset 96, where evtx_chunk begins' }
    ) {
        Write-Event 3 $Behind
        (Get-MemMapRecord events.bin evtx_record -ErrorAction Stop).id | Should -Be 1, 2, 3
        "$(Get-MemMapRecord events.bin evtx_record -Count -Verbose 4>&1)" | Should -Match $Told
    }

    It 'is an error where something else stands, or nothing but zeros' {
        Write-Event 1 (, 0 * 50 + 1 + , 0 * 50)
        (Get-MemMapRecord events.bin evtx_record -ErrorAction SilentlyContinue -ErrorVariable problem).id | Should -Be 1
        "$problem" | Should -BeLike '*broken at record 1, offset 32: it is no evtx_record*'
        { Get-MemMapRecord events.bin evtx_record -Offset 32 -ErrorAction Stop } | Should -Throw '*broken at record 0*'
    }

    It 'is that of the directory of a zip file with 64-bit sizes' {
        $zip = [System.IO.File]::ReadAllBytes((Convert-Path "$formats/two.zip"))
        $start = [BitConverter]::ToInt32($zip, $zip.Length - 6)
        $end64 = [BitConverter]::GetBytes([uint32]0x06064b50) + [BitConverter]::GetBytes([uint64]44) + [byte[]]::new(44)
        $locator = [BitConverter]::GetBytes([uint32]0x07064b50) + [byte[]]::new(16)
        $directory = $zip[$start..($zip.Length - 23)]
        [System.IO.File]::WriteAllBytes("$PWD/big.zip", [byte[]]($directory + $end64 + $locator + $zip[-22..-1]))
        $told = Get-MemMapRecord big.zip zip_entry -Count -ErrorAction Stop -Verbose 4>&1
        "$told" | Should -Match 'where zip64_end begins 2$'
        (Get-MemMapRecord big.zip zip64_end -Offset $directory.Count -ErrorAction Stop).rest | Should -Be 44
        (Get-MemMapRecord big.zip zip64_locator -Offset ($directory.Count + 56) -ErrorAction Stop -Verbose 4>&1)[0].disks | Should -Be 0
    }
}

Describe 'Records of a file' {
    BeforeEach {
        Get-MemMap | Close-MemMap
        Copy-Item (Join-Path $PSScriptRoot .. Golden formats two.zip)
    }

    It 'leave no map behind: <_>' -ForEach 'Get-MemMapRecord two.zip zip_local', 'Get-MemMapRecord two.zip zip_local -Count',
        'Get-MemMapRecord two.zip zip_local | ForEach-Object { $_.name, $_.crc32 }', 'Get-MemMapRecord two.zip zip_local -First 1',
        'Get-MemMapRecord two.zip zip_local | Select-Object -First 1', 'Get-Item two.zip | Get-MemMapRecord zip_local',
        'Get-MemMapRecord two.zip pcap_packet -ErrorAction Ignore' {
        $records = & ([scriptblock]::Create($_))
        Get-MemMap | Should -BeNullOrEmpty
        $records = $null
    }

    It 'have their parts later, too' {
        $records = @(Get-MemMapRecord two.zip zip_local)
        $records.name | Should -Be a.txt, b/c.txt
        Get-MemMap | Should -BeNullOrEmpty
        $data = $records[1].data
        [System.Text.Encoding]::ASCII.GetString($data) | Should -Be gamma
        $records[0].data.Size | Should -Be 120
        @(Get-MemMap).Count | Should -Be 1
    }

    It 'keep the map of an array that was used' {
        $data = Get-MemMapRecord two.zip zip_local | ForEach-Object { , $_.data }
        [GC]::Collect()
        $data[1].Size | Should -Be 5
        @(Get-MemMap).Count | Should -Be 1
    }

    It 'say that the file is another one' {
        $records = @(Get-MemMapRecord two.zip zip_local)
        Remove-Item two.zip
        { $records[0].data.Sum() } | Should -Throw '*closed*'
        $records.name | Should -Be a.txt, b/c.txt
        $records[0].crc32 | Should -Be 2097123727
    }
}

Describe 'GUIDs' {
    It 'are GUIDs wherever single values come out' {
        $g = New-MemMap (Join-Path $PSScriptRoot .. Golden formats gpt.img) gpt_entry r -Offset 1024 -Shape 3
        $id = $g[0].guid
        $id | Should -BeOfType guid
        $g['guid'][0] | Should -Be $id
        $g['guid'].ToArray() -is [guid[]] | Should -BeTrue
        [guid[]]$g['guid'] | Select-Object -First 1 | Should -Be $id
        ($g | ConvertFrom-MemMap)[0].guid | Should -Be $id
        ($g | ConvertFrom-MemMap -Field guid)[0] | Should -Be $id
        $g | Get-MemMapSlice 0 -Field guid | Should -Be $id
        ($g | Get-MemMapSlice { $_.guid -eq $id }).Size | Should -Be 1
        ($g | Find-MemMapValue -Field guid -EQ $id).Value | Should -BeOfType guid
        $g['guid'].Copy()[0] | Should -Be $id
        $g['guid'] | Get-Shown | Should -Match "$id"
        $g | Export-MemMap guids.csv
        (Import-Csv guids.csv)[0].guid | Should -Be "$id"
        $g | Close-MemMap
    }
}
