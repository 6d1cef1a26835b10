# What is seen on the screen: a process of its own runs each script, and its output is read.

BeforeAll {
    $module = Convert-Path $PSScriptRoot/../../artifacts/MemMap
    # A short path: where output goes to a file, PowerShell breaks lines as on a screen of 80 columns.
    $folder = Join-Path ($IsWindows ? [System.IO.Path]::GetTempPath() : '/tmp') ([System.IO.Path]::GetRandomFileName().Remove(8))
    $null = New-Item $folder -ItemType Directory

    function Show([string]$Script) {
        $file = Join-Path $folder show.ps1
        # PowerShell colors the heads of its tables, some versions in a file too.
        Set-Content $file "`$PSStyle.OutputRendering = 'PlainText'", "Import-Module '$module'", "Set-Location '$folder'", $Script
        pwsh -NoProfile -File $file | ForEach-Object { $_.TrimEnd() } | Where-Object { $_ }
    }

    $path = Join-Path $folder shown.dat
}

AfterAll {
    Remove-Item $folder -Recurse -Force
}

Describe 'Output' {
    It 'prints maps, views, arrays and elements' {
        $lines = Show @'
            $m = New-MemMap shown.dat -DType float32 -Mode w+ -Shape 3, 4
            $m | Set-MemMapValue -Value (0..11)
            $m
            $m | Get-MemMapSlice '1:, ::2'
            $m[1, 2]
            $m + 0.5
            $m.DType
            $m.Mode
            $m | Close-MemMap
            $m
'@
        $lines | Should -Be @(
            "float32 (3, 4) w+ $path"
            '[[ 0.  1.  2.  3.]'
            ' [ 4.  5.  6.  7.]'
            ' [ 8.  9. 10. 11.]]'
            "float32 (2, 2) w+ $path"
            '[[ 4.  6.]'
            ' [ 8. 10.]]'
            '6'
            'float32 (3, 4)'
            '[[ 0.5  1.5  2.5  3.5]'
            ' [ 4.5  5.5  6.5  7.5]'
            ' [ 8.5  9.5 10.5 11.5]]'
            'float32'
            'w+'
            "float32 (3, 4) w+ $path (closed)"
        )
    }

    It 'prints arrays behind objects of another type' {
        $lines = Show @'
            $m = New-MemMap shown.dat -DType float32 -Mode w+ -Shape 2, 3
            $m | Measure-MemMap
            'then'
            $m
            $m['1:'] + 0.5
            New-MemMap shown.dat 'i4,u4' r -Shape 2
            $closed = New-MemMap shown.dat -Mode r
            $closed | Close-MemMap
            $closed
            Get-MemMap
            Find-MemMapValue -Pattern 00 -Path shown.dat -Context 1 -First 1
            New-MemMap shown.dat 'S60' w+ -Shape 30 | Get-MemMapSlice '10:12'
'@
        $shown = $lines[($lines.IndexOf('then') + 1)..$lines.Count]
        $shown | Should -Be @(
            "Array : float32 (2, 3) w+ $path"
            '        [[0. 0. 0.]'
            '         [0. 0. 0.]]'
            'Array : float32 (1, 3)'
            '        [[0.5 0.5 0.5]]'
            "Array : records of 8 bytes (2,) r $path"
            '           f0  f1'
            '           --  --'
            '        0   0   0'
            '        1   0   0'
            "Array : uint8 (24,) r $path (closed)"
            "Map : float32 (2, 3) w+ $path"
            "Map : records of 8 bytes (2,) r $path"
            'Match : shown.dat: 1 byte at 0x00000000'
            '        00000000 [00]00                                            ..'
            "Array : |S60 (2,) w+ $path"
            "        [b'' b'']"
        )
    }

    It 'lists what was asked of measures and comparisons behind objects of another type' {
        $lines = Show @'
            $m = New-MemMap shown.dat i4 w+ -Shape 4
            $m[3] = 8
            $m
            $m | Measure-MemMap -Quantile 0.5 -Histogram 2 -Unique
            Compare-MemMap shown.dat shown.dat -DType i4
            $m.View('i2,i2') | Measure-MemMap -GroupBy f1 -Field f0 -Quantile 0.5
'@
        $lines | ForEach-Object { $_ -replace ' +:', ':' } | Where-Object { $_ -match '^\w+: \S' } | Should -Be @(
            "FileName: $path"
            'Count: 4'
            'Sum: 8'
            'Mean: 2'
            'Minimum: 0'
            'Maximum: 8'
            'StandardDeviation: 3.46410161513775'
            'Variance: 12'
            'NaNCount: 0'
            'Zeros: 3'
            'Quantiles: {0.5: 0}'
            'Histogram: {0 to 4: 3, 4 to 8: 1}'
            'Unique: {0: 3, 8: 1}'
            "ReferenceFileName: $path"
            "FileName: $path"
            'Equal: True'
            'Compared: 4'
            'DifferenceCount: 0'
            'Differences: {}'
            'Field: f0'
            'Group: 0'
            'Count: 4'
            'Sum: 8'
            'Mean: 2'
            'Minimum: 0'
            'Maximum: 8'
            'StandardDeviation: 3.46410161513775'
            'Quantiles: {0.5: 0}'
        )
    }

    It 'keeps long lines of arrays behind objects of another type within the window' {
        $lines = Show @'
            $m = New-MemMap shown.dat i4 w+ -Shape 200
            $m | Measure-MemMap
            'then'
            $m + 12345678
'@
        $shown = $lines[($lines.IndexOf('then') + 2)..$lines.Count]
        $shown | ForEach-Object Length | Measure-Object -Maximum | ForEach-Object Maximum | Should -BeLessThan 80
        $shown | ForEach-Object { $_ | Should -Match '^ {8,9}[\[ ]?12345678 .*12345678\]?$' }
    }

    It 'prints a record as an object' {
        $lines = Show @'
            $r = New-MemMap records.dat ([ordered]@{ id = 'i4'; x = 'u1' }) w+ -Shape 2
            $r | Set-MemMapValue 0 ([pscustomobject]@{ id = 7; x = 15 })
            $r[0]
'@
        $lines | ForEach-Object { $_.Trim() -replace '\s+', ' ' } | Should -Be 'id x', '-- -', '7 15'
    }

    It 'still says which array it is where its memory is gone' {
        $lines = Show @'
            $m = New-MemMap shown.dat -Mode w+ -Shape 4
            $view = $m | Get-MemMapSlice '2:'
            $m | Resize-MemMap 1
            $view
'@
        $lines[0] | Should -BeLike "uint8 (2,) w+ $path (*"
    }

    It 'lists open maps as a table' {
        $lines = Show @'
            $m = New-MemMap shown.dat i2 w+ -Shape 3, 4
            $n = New-MemMap shown.dat i2 r -Offset 2 -Shape 5
            $p = New-MemMap shown.dat '2i2,i4' r -Shape 2
            Get-MemMap | Format-Table
'@
        $lines[0] -replace '\s+', ' ' | Should -Be 'DType Shape Mode ByteOffset NBytes FileName'
        $lines[2..4] -replace '\s+', ' ' |
            Should -Be "int16 (3, 4) w+ 0 24 $path", "int16 (5,) r 2 10 $path", "records of 8 bytes (2,) r 0 16 $path"
    }

    It 'cuts raw bytes and long sub-arrays, so that a sector of a disk hides nothing' {
        $lines = Show @'
            New-MemMap shown.dat 'V20,20u1,i2' w+ -Shape 1
            'AS TEXT'
            (New-MemMap shown.dat V20 r -Shape 1).ToString()
'@
        # Where lines are broken depends on the path.
        $text = -join $lines -replace '\s+'
        $text | Should -BeLike "*f0f1f2*$('00' * 8)...``[0,*,0,...``]0ASTEXT*"
        $text | Should -BeLike "*ASTEXT``[b'$('\x00' * 20)'``]"
    }

    It 'shows the properties with Format-List' {
        $lines = Show @'
            New-MemMap shown.dat i2 w+ -Shape 3, 4 | Format-List
'@
        $lines -replace '\s+', ' ' | Should -Contain 'DType : int16'
        $lines -replace '\s+', ' ' | Should -Contain "FileName : $path"
        $lines | Should -Not -BeLike 'T *'
    }

    It '-WhatIf says what would happen to how many bytes, and nothing happens' {
        [System.IO.File]::WriteAllBytes($path, [byte[]](1..8))
        $lines = Show @'
            New-MemMap new.dat -DType f8 -Mode w+ -Shape 3, 4 -WhatIf
            New-MemMap shown.dat -Mode w+ -Shape 3 -WhatIf
            New-MemMap shown.dat -Mode r+ -Shape 300 -WhatIf
            $m = New-MemMap shown.dat -WhatIf
            $m | Set-MemMapValue (, (2, 0, 2, 1)) 9 -WhatIf
            $m | Set-MemMapValue -Value 1 -Operation Add -WhatIf
            $m | Resize-MemMap 300 -WhatIf
'@
        $new = Join-Path $folder new.dat
        $lines | Should -Be @(
            "What if: Performing the operation `"Create a file of 96 bytes`" on target `"$new`"."
            "What if: Performing the operation `"Replace 8 bytes by 3 bytes of zeros`" on target `"$path`"."
            "What if: Performing the operation `"Extend from 8 to 300 bytes`" on target `"$path`"."
            "What if: Performing the operation `"Assign to 4 elements (4 bytes)`" on target `"uint8 (8,) r+ $path [[2, 0, 2, 1]]`"."
            "What if: Performing the operation `"Add in place to 8 elements (8 bytes)`" on target `"uint8 (8,) r+ $path`"."
            "What if: Performing the operation `"Resize uint8 (8,) to (300,), from 8 to 300 bytes`" on target `"$path`"."
        )
        Test-Path $new | Should -BeFalse
        [System.IO.File]::ReadAllBytes($path) | Should -Be (1..8)
    }

    It 'Tables show small floats with their digits: <_>' -ForEach @(
        '$a | Find-MemMapValue -GT 0', '$a | ConvertFrom-MemMap -WithIndex', '($a | Measure-MemMap -Histogram 2).Histogram'
        '($a | Measure-MemMap -Quantile 0, 1).Quantiles', '($a | Measure-MemMap -Unique).Unique', '$a | Measure-MemMap | Format-Table'
        '(Compare-MemMap $a ($a * 0)).Differences', 'Compare-MemMap $a ($a * 0) | Format-Table'
    ) {
        $text = Show "`$a = [MemMap.NDArray]::Array((0.00012, 0.00034)); $_" | Out-String
        $text | Should -Match '\b0\.000(12|34)\b'
        $text | Should -Not -Match '\b0\.00\b'
    }

    It '-Verbose says what was mapped and how' {
        $lines = Show @'
            $null = New-MemMap shown.dat -DType '>i2' -Mode r -Offset 2 -Shape 3 -Verbose
            $null = New-MemMap shown.dat u1 -Mode r -Shape 2, 4 -Order F -Access Sequential -Verbose
'@
        # Where the system's faults can't be had as errors, a line more says so.
        $lines | Where-Object { $_ -notlike 'VERBOSE: This process ends where*' } | Should -Be @(
            "VERBOSE: Mapped bytes 2 to 7 of '$path' as >i2 (3,) in C order, mode r, Normal access"
            "VERBOSE: Mapped bytes 0 to 7 of '$path' as uint8 (2, 4) in F order, mode r, Sequential access"
        )
    }
}

Describe 'Views in this session' {
    BeforeAll {
        Import-Module $module -Force
    }

    AfterEach {
        Get-MemMap | Close-MemMap
    }

    It 'leaves Format-List, Format-Table and others as they are' {
        $m = New-MemMap $path i2 w+ -Shape 3, 4
        $all = $m | Format-List * | Out-String
        $all | Should -Match '(?m)^DType +: int16'
        $all | Should -Match '(?m)^IsContiguous +: True'
        $all | Should -Not -Match '(?m)^(Array|Map|Shown\w+) '
        [pscustomobject]@{ DType = 'other' }, $m | Format-List * | Out-String | Should -Match '(?m)^IsContiguous +: True'
        $m | Format-List | Out-String | Should -Match '(?m)^Strides +: \{8, 2\}'
        $m | Format-Table | Out-String | Should -Match '(?m)^DType +Shape +Mode'
        $m, $m | Out-String -Stream | Where-Object { $_ -like 'int16*' } | Should -HaveCount 2
        $m | ConvertTo-Json -Depth 1 -WarningAction Ignore | Should -Not -Match '"(Array|Map|Shown\w+)"'
        ($m | Get-Member).Name | Should -Not -Contain 'Array'
    }

    It 'prints what a job sends as what was sent: <_>' -ForEach @(
        '$m | Find-MemMapValue -EQ 3', 'Find-MemMapValue 03 $m.FileName', 'Find-MemMapValue 03 $m.FileName -Context 2'
        'Compare-MemMap $m ($m + 1)', '(Compare-MemMap $m ($m + 1)).Differences', 'Compare-MemMap $m ($m + 1) -Realign'
        '(Compare-MemMap $m ($m + 1) -Realign).Differences', '$m | Measure-MemMap'
        '$m | Measure-MemMap -Quantile 0.5 -Histogram 2 -Unique', '$r | Measure-MemMap -Field x'
        '$m | Measure-MemMap | Format-Table', '($m | Measure-MemMap -Histogram 2).Histogram'
        '$r | Measure-MemMap -Field x -GroupBy id', '$r | Measure-MemMap -GroupBy id', 'Get-MemMapHash $m.FileName'
        '(Join-MemMap $m.FileName, $r.FileName).Parts', '$r.DType.Fields', '$m | ConvertFrom-MemMap -WithIndex'
        'Get-MemMapMember (Export-MemMap $npy -InputObject $m -PassThru).FullName', '$r[0]', '$m.DType', '$m.Mode'
    ) {
        $npy = Join-Path $folder sent.npy
        $m = New-MemMap $path i2 w+ -Shape 6
        $m | Set-MemMapValue -Value (0..5)
        $r = New-MemMap (Join-Path $folder sent.rec) ([ordered]@{ id = 'u1'; x = 'f4' }) w+ -Shape 3
        $command, $table = $_ -split ' \| (?=Format-Table$)'
        $view = $table ? { $input | Format-Table | Out-String } : { $input | Out-String }
        $output = & ([scriptblock]::Create($command))
        $sent = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($output, 2))
        $sent | & $view | Should -BeExactly ($output | & $view)
        Remove-Item $npy -ErrorAction Ignore
    }
}
