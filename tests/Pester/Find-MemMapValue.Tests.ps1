# Finding elements and bytes.

BeforeAll {
    $module = Convert-Path $PSScriptRoot/../../artifacts/MemMap
    Import-Module $module -Force
    function PathTo([string]$Name) { Join-Path $TestDrive $Name }
}

Describe 'Find-MemMapValue' {
    BeforeEach {
        $m = New-MemMap (PathTo 'numbers.dat') -DType int32 -Mode w+ -Shape 10
        $m | Set-MemMapValue -Value 5, -1, 7, 3, 7, 0, 9, 2, 7, -4
    }

    AfterEach {
        Get-MemMap | Close-MemMap
    }

    It 'refuses text that is mostly bytes in hexadecimal' {
        $bytes = [MemMap.NDArray]::Array([byte[]][char[]]'xxDE AD Bxx')
        { $bytes | Find-MemMapValue 'DE AD B' -ErrorAction Stop } |
            Should -Throw "*'DE AD B' is mostly bytes*'B' is no byte*-Encoding ascii*" -ErrorId 'BytesMalformed,*'
        { $bytes | Find-MemMapValue -Pattern 'AD', 'DE-AD-BG' -ErrorAction Stop } | Should -Throw
        ($bytes | Find-MemMapValue 'DE AD B' -Encoding ascii).Offset | Should -Be 2
        ($bytes | Find-MemMapValue 'DE AD Bxx').Offset | Should -Be 2
    }

    It 'gives position and value' {
        $found = @($m | Find-MemMapValue -EQ 7)
        $found.Index | Should -Be 2, 4, 8
        $found.Value | Should -Be 7, 7, 7
        $found[0].Value | Should -BeOfType [int]
    }

    It 'knows every comparison: <Name>' -ForEach @(
        @{ Name = 'NE'; Value = 7; Expected = 0, 1, 3, 5, 6, 7, 9 }
        @{ Name = 'GT'; Value = 5; Expected = 2, 4, 6, 8 }
        @{ Name = 'GE'; Value = 5; Expected = 0, 2, 4, 6, 8 }
        @{ Name = 'LT'; Value = -1; Expected = 9 }
        @{ Name = 'LE'; Value = -1; Expected = 1, 9 }
        @{ Name = 'Between'; Value = 2, 5; Expected = 0, 3, 7 }
    ) {
        $parameters = @{ $Name = $Value }
        @($m | Find-MemMapValue @parameters).Index | Should -Be $Expected
    }

    It 'takes negative numbers as they are typed' {
        @($m | Find-MemMapValue -LT -1).Index | Should -Be 9
        @($m | Find-MemMapValue -Between -4 , -1).Index | Should -Be 1, 9
    }

    It 'takes a test of your own' {
        @($m | Find-MemMapValue { $_ % 2 -eq 0 }).Index | Should -Be 5, 7, 9
        @($m | Find-MemMapValue { $_ -gt 6 } -Last 2).Index | Should -Be 6, 8
        { $m | Find-MemMapValue { throw 'mine' } -ErrorAction Stop } | Should -Throw '*mine*'
    }

    It 'gives the first, the last, or how many' {
        @($m | Find-MemMapValue -EQ 7 -First 2).Index | Should -Be 2, 4
        @($m | Find-MemMapValue -EQ 7 -Last 2).Index | Should -Be 4, 8
        $m | Find-MemMapValue -EQ 7 -CountOnly | Should -Be 3
        $m | Find-MemMapValue -EQ 99 -CountOnly | Should -Be 0
        @($m | Find-MemMapValue -EQ 99).Count | Should -Be 0
        { $m | Find-MemMapValue -EQ 7 -First 2 -CountOnly } | Should -Throw '*-First, -Last and -CountOnly*'
    }

    It 'gives an index for each axis, of views too' {
        $found = @($m.Reshape(5, 2).T | Find-MemMapValue -EQ 7)
        $found.Length | Should -Be 3
        $found[0].Index | Should -Be 0, 1
        $found[2].Index | Should -Be 0, 4
    }

    It 'finds NaN and NaT, and nothing else does' {
        $f = New-MemMap (PathTo 'floats.dat') -DType '>f8' -Mode w+ -Shape 4
        $f | Set-MemMapValue 2 ([double]::NaN)
        @($f | Find-MemMapValue -IsNaN).Index | Should -Be 2
        $f | Find-MemMapValue -EQ ([double]::NaN) -CountOnly | Should -Be 0
        { $m | Find-MemMapValue -IsNaN -ErrorAction Stop } | Should -Throw '*int32*never NaN*'
    }

    It 'takes a date or a name where elements stand for one' {
        $type = [ordered]@{ at = 'unixtime'; day = [DayOfWeek]; id = 'guid' }
        $r = New-MemMap (PathTo 'meanings.dat') $type w+ -Shape 3
        $id = [guid]'00112233-4455-6677-8899-aabbccddeeff'
        $r[1] = @{ at = [datetime]'2024-02-29T12:00'; day = 'Friday'; id = $id }
        @($r | Find-MemMapValue -Field at -GT '2024-02-29').Index | Should -Be 1
        @($r | Find-MemMapValue -Field at -GT ([datetime]'2024-02-29')).Index | Should -Be 1
        @($r | Find-MemMapValue -Field at -Between '2024-02-29T12:00', '2024-03').Value | Should -Be ([datetime]'2024-02-29T12:00')
        @($r | Find-MemMapValue -Field at -LT '2024').Index | Should -Be 0, 2
        @($r | Find-MemMapValue -Field at -EQ 0).Index | Should -Be 0, 2
        @($r | Find-MemMapValue -Field day -EQ friday).Index | Should -Be 1
        @($r | Find-MemMapValue -Field id -EQ $id).Index | Should -Be 1
        @($r | Find-MemMapValue -Field id -EQ "$id").Value | Should -Be $id
        @($r | Find-MemMapValue -Field id -NE $id).Index | Should -Be 0, 2
        { $r | Find-MemMapValue -Field id -GT $id -ErrorAction Stop } | Should -Throw '*not defined*'
        $r['at'].Ge([datetime]'2024-01-01').CountNonZero() | Should -Be 1
        { $r | Find-MemMapValue -Field at -GT yesterday -ErrorAction Stop } | Should -Throw "'yesterday'*a date such as 2024-02-29*"
        { $r | Find-MemMapValue -Field day -EQ Someday -ErrorAction Stop } | Should -Throw "'Someday'*one of Sunday, Monday*"
    }

    It 'takes a pattern by position, and a test all the same' {
        $b = New-MemMap (PathTo 'text.bin') -Mode w+ -Shape 32
        $b | Set-MemMapValue 8 -Bytes 'Copyright'
        ($b | Find-MemMapValue 'Copyright').Offset | Should -Be 8
        ($b | Find-MemMapValue '0x436F7079').Offset | Should -Be 8
        @($b | Find-MemMapValue { $_ -eq 0x43 }).Index | Should -Be 8
        @($b | Find-MemMapValue 'COPYRIGHT').Count | Should -Be 0
        ($b | Find-MemMapValue 'COPYRIGHT' -IgnoreCase).Offset | Should -Be 8
        $b | Find-MemMapValue 'COPYRIGHT' -IgnoreCase -CountOnly | Should -Be 1
    }

    It 'asks where digits may be text, and says how both are written' {
        $b = New-MemMap (PathTo 'hex.bin') -Mode w+ -Shape 8
        $b | Set-MemMapValue 0 -Bytes '4D 5A'
        { $b | Find-MemMapValue 4D5A } | Should -Throw "*'0x4D5A' for the digits*-Encoding ascii for the text" -ErrorId 'BytesAmbiguous,*'
        ($b | Find-MemMapValue '4D-5A').Offset | Should -Be 0
        @($b | Find-MemMapValue 'nothing' 3>&1).Count | Should -Be 0
        { $b | Find-MemMapValue -Pattern 0x4D5A } | Should -Throw "*0 to 255*'0x4D5A'*"
    }

    It 'tells -Verbose what was read, and how' {
        "$($m | Find-MemMapValue -EQ 99 -Verbose 4>&1)" |
            Should -Match '^Searching int32 .*: 40 bytes, mapped, in [0-9.]+ s \([0-9]+ MiB/s\), (up to [0-9]+ threads|one thread)$'
    }

    It 'finds texts, dates, and records by a field' {
        $r = New-MemMap (PathTo 'records.dat') -DType ([ordered]@{ name = 'S4'; when = 'M8[s]'; id = 'i4' }) -Mode w+ -Shape 3
        $r | Set-MemMapValue 1 ([ordered]@{ name = 'abc'; when = '2024-03-01'; id = 5 })
        @($r | Find-MemMapValue -Field name -EQ abc).Index | Should -Be 1
        @($r | Find-MemMapValue -Field when -GE '2024-01-01').Index | Should -Be 1
        @($r | Find-MemMapValue { $_.id -eq 5 }).Value.name | Should -Be 'abc'
        { $r | Find-MemMapValue -EQ 5 -ErrorAction Stop } | Should -Throw '*name a field: name, when, id*'
    }

    It 'says what is wrong with a value' {
        { $m | Find-MemMapValue -EQ abc -ErrorAction Stop } | Should -Throw "*'abc' is no number*int32*"
        $m | Close-MemMap
        { $m | Find-MemMapValue -EQ 5 -ErrorAction Stop } | Should -Throw '*closed*'
    }

    It 'stops reading when the pipeline stops' {
        $big = New-MemMap (PathTo 'big.dat') -DType uint8 -Mode w+ -Shape 4000000 -Sparse
        $big | Set-MemMapValue 10 1
        $big | Set-MemMapValue 3999999 1
        $seen = 0
        foreach ($once in 1) { $big | Find-MemMapValue -EQ 1 | ForEach-Object { $seen++; break } }
        $seen | Should -Be 1
    }
}

Describe 'Find-MemMapValue -Pattern' {
    BeforeEach {
        $b = New-MemMap (PathTo 'bytes.dat') -Mode w+ -Shape 5000
        $b | Set-MemMapValue '1000:1004' (0x4D, 0x5A, 0x90, 0)
        $b | Set-MemMapValue '4996:' (0x4D, 0x5A, 0x91, 0)
    }

    AfterEach {
        Get-MemMap | Close-MemMap
    }

    It 'finds text and hexadecimal with wildcards' {
        @($b | Find-MemMapValue -Pattern MZ).Offset | Should -Be 1000, 4996
        @($b | Find-MemMapValue -Pattern '4d 5A ?? 00').Offset | Should -Be 1000, 4996
        @($b | Find-MemMapValue -Pattern '4D 5A ?0 00').Offset | Should -Be 1000
        @($b | Find-MemMapValue -Pattern ([byte[]](0x5A, 0x91))).Offset | Should -Be 4997
        @($b | Find-MemMapValue -Pattern 0x91).Offset | Should -Be 4998
        @($b | Find-MemMapValue -Pattern 'MZ')[0].Bytes | Should -Be 0x4D, 0x5A
    }

    It 'takes text as hexadecimal only where it has the form of it' {
        $b | Set-MemMapValue '10:15' ([System.Text.Encoding]::ASCII.GetBytes('4D 5A'))
        @($b | Find-MemMapValue -Pattern '4D 5A').Offset | Should -Be 1000, 4996
        @($b | Find-MemMapValue -Pattern '4D 5A' -Encoding ascii).Offset | Should -Be 10
        { $b | Find-MemMapValue -Pattern '4D' } |
            Should -Throw "*write '0x4D' for the digits, or add -Encoding ascii*" -ErrorId 'BytesAmbiguous,*'
        @($b | Find-MemMapValue -Pattern '4D' -Encoding ascii).Offset | Should -Be 10
        @($b | Find-MemMapValue -Pattern '0x4D' -First 1).Offset | Should -Be 1000
        $b | Set-MemMapValue '20:24' ([System.Text.Encoding]::Unicode.GetBytes('MZ'))
        @($b | Find-MemMapValue -Pattern MZ -Encoding unicode).Offset | Should -Be 20
    }

    It 'tells where in the file it is, and looks across elements' {
        $v = New-MemMap (PathTo 'bytes.dat') -DType int32 -Mode r -Offset 500
        $found = @($v | Find-MemMapValue -Pattern '5A 90')
        $found.Offset, $found.FileOffset | Should -Be 501, 1001
        $slice = $b | Get-MemMapSlice '::-1'
        $found = @($slice | Find-MemMapValue -Pattern '90 5A 4D')
        $found.Offset, $found.FileOffset | Should -Be 3997, 1002
    }

    It 'gives the first, the last, or how many' {
        @($b | Find-MemMapValue -Pattern '00 00' -First 2).Offset | Should -Be 0, 1
        @($b | Find-MemMapValue -Pattern MZ -Last 1).Offset | Should -Be 4996
        $b | Find-MemMapValue -Pattern MZ -CountOnly | Should -Be 2
    }

    It 'refuses patterns of nothing, and what are no bytes' {
        { $b | Find-MemMapValue -Pattern '?? ??' } | Should -Throw '*one byte at least*'
        { $b | Find-MemMapValue -Pattern 256 } | Should -Throw '*256*'
        { $b | Find-MemMapValue -Pattern x -Encoding utf9 } | Should -Throw '*utf9*'
    }
}

Describe 'Find-MemMapValue in flags and text' {
    BeforeAll {
        $notes = New-MemMap "$TestDrive/notes.dat" ([ordered]@{ kind = [System.IO.FileAttributes]; name = 'U8'; n = 'u2' }) w+ -Shape 4
        $notes | Set-MemMapValue -Field name -Value 'north', 'South', 'nowhere', 'a[b]'
        $notes | Set-MemMapValue -Field n -Value 1, 6, 7, 4
        $notes | Set-MemMapValue 1 -Field kind -Value 'Hidden, System'
        $notes | Set-MemMapValue 2 -Field kind -Value 'Hidden'
    }

    AfterAll {
        $notes | Close-MemMap
    }

    It 'finds -HasFlag <Flag> of <Field>' -ForEach @(
        @{ Field = 'kind'; Flag = @('Hidden'); Index = 1, 2 }
        @{ Field = 'kind'; Flag = @('Hidden', 'System'); Index = 1 }
        @{ Field = 'kind'; Flag = @('Hidden, System'); Index = 1 }
        @{ Field = 'kind'; Flag = @(4); Index = 1 }
        @{ Field = 'n'; Flag = @(2, 4); Index = 1, 2 }
        @{ Field = 'n'; Flag = @(1); Index = 0, 2 }
    ) {
        ($notes | Find-MemMapValue -Field $Field -HasFlag $Flag).Index | Should -Be $Index
    }

    It 'finds text by wildcards and by regular expressions, as -like and -match do' {
        $names = 'north', 'South', 'nowhere', 'a[b]'
        foreach ($pattern in 'no*', '*TH', 'a`[b`]', 'a[[]b*', '?o*') {
            ($notes | Find-MemMapValue -Field name -Like $pattern).Value | Should -Be ($names -like $pattern)
        }
        foreach ($pattern in 'TH$', '^.o', '\[') {
            ($notes | Find-MemMapValue -Field name -Match $pattern).Value | Should -Be ($names -match $pattern)
        }
        $notes | Find-MemMapValue -Field kind -Like '*hid*' -CountOnly | Should -Be 2
    }

    It 'refuses what is neither' {
        { $notes | Find-MemMapValue -Field n -Like 'a' -ErrorAction Stop } | Should -Throw -ErrorId 'NotText,*'
        { $notes | Find-MemMapValue -Field name -HasFlag 1 -ErrorAction Stop } | Should -Throw -ErrorId 'NoFlags,*'
        { $notes | Find-MemMapValue -Field n -HasFlag Write -ErrorAction Stop } | Should -Throw "*'Write'*"
        { $notes | Find-MemMapValue -Field kind -HasFlag Hiden -ErrorAction Stop } | Should -Throw "*'Hiden'*Hidden*"
    }
}

Describe 'Find-MemMapValue: what to write instead' {
    BeforeAll {
        Push-Location $TestDrive
        [System.IO.File]::WriteAllBytes("$PWD/text.bin", [System.Text.Encoding]::ASCII.GetBytes('foo and bar 4.2'))
        $t = New-MemMap text.bin -Mode r
    }

    AfterAll {
        $t | Close-MemMap
        Pop-Location
    }

    It 'a path in place of the pattern: <_>' -ForEach './text.bin', '*.bin', 'text.bin' {
        (Find-MemMapValue $_ 'foo').Offset | Should -Be 0
        { Find-MemMapValue $_ 'foo.txt' } |
            Should -Throw "there is no file 'foo.txt', and '$_' is one; the pattern comes first: Find-MemMapValue 'foo.txt' '$_'" `
                -ErrorId 'PatternFirst,*'
        { Find-MemMapValue $_ -ErrorAction Stop } |
            Should -Throw "*; '$_' is a file, and what to find is missing: Find-MemMapValue 'GNU' '$_'"
    }

    It 'a file that is not there stays one' {
        { Find-MemMapValue foo none.bin -ErrorAction Stop } | Should -Throw "there is no file '*none.bin'"
        (Find-MemMapValue text.bin text.bin) | Should -BeNullOrEmpty
    }

    It 'a regular expression or a wildcard as a pattern: <_>' -ForEach @(
        'foo.*bar', '\d+', 'o{2}.?x', '[0-9]+', '(foo|baz)z', '^foo', 'bar$', '*foo*', '\x66oo', 'a\.b'
    ) {
        $t | Find-MemMapValue $_ -WarningVariable warning -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        $warning | Should -BeLike "nothing was found: '*' was searched as it stands; -Regex *"
    }

    It 'warns of no other pattern: <_>' -ForEach 'nothing', 'C:\dir\windows', 'a.b', '[section]', 'f(x)', '2 + 3', 'what?', '4D 5A ?? 00' {
        $t | Find-MemMapValue $_ 3>&1 | Should -BeNullOrEmpty
    }

    It 'does not warn where something was found, or may have been' {
        $t | Find-MemMapValue '4.2', 'foo.*' -WarningVariable warning | Should -HaveCount 1
        $t | Find-MemMapValue 'foo.*' -CountOnly -WarningVariable counted -WarningAction SilentlyContinue | Should -Be 0
        $t | Find-MemMapValue -Regex 'baz.*' -WarningVariable regex | Should -BeNullOrEmpty
        $warning.Count, $counted.Count, $regex.Count | Should -Be 0, 1, 0
    }

    It 'takes bytes and numbers in any array' {
        $bytes = [System.Text.Encoding]::ASCII.GetBytes('and')
        foreach ($pattern in $bytes, [int[]]$bytes, [System.Collections.Generic.List[byte]]$bytes, $t['4:7'], @(0x61, 0x6e, 0x64)) {
            ($t | Find-MemMapValue -Pattern $pattern).Offset | Should -Be 4
        }
        ($t | Find-MemMapValue -Pattern $t['0:3'], $t['4:7']).Offset | Should -Be 0, 4
        ($t | Find-MemMapValue -Pattern ([MemMap.NDArray]::Array(0x6e61, '<u2'))).Offset | Should -Be 4
        { $t | Find-MemMapValue -Pattern (1000, 2000) } | Should -Throw "*not 1000*[[]MemMap.NDArray]::Array((1000, 2000), '<u2')"
    }
}
