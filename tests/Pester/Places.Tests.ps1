# Where something is: matches with what is around them, parts of arrays, differences as dumps have them.

BeforeAll {
    $root = Convert-Path $PSScriptRoot/../..
    Import-Module $root/artifacts/MemMap
    $rendering = $PSStyle.OutputRendering
    $PSStyle.OutputRendering = 'PlainText'
    Push-Location $root/tests/Golden/formats
    $m = New-MemMap tone.wav -Mode r
}

AfterAll {
    Get-MemMap | Close-MemMap
    Pop-Location
    $PSStyle.OutputRendering = $rendering
}

Describe 'A match' {
    It 'is shown with offsets in hexadecimal, its text and its file' {
        ($m | Find-MemMapValue data | Out-String -Width 80).Trim() -split '\r?\n' | Select-Object -Last 1 |
            Should -BeExactly '0x00000024 0x00000024 64 61 74 61             data             tone.wav'
    }

    It 'is in brackets among what is around it' {
        $found = $m | Find-MemMapValue data -Context 20
        $found.Offset | Should -Be 36
        $found.Context | Should -BeExactly @(
            '00000010  10 00 00 00 01 00 02 00 40 1f 00 00 00 7d 00 00  ........@....}..'
            '00000020  04 00 10 00[64 61 74 61]80 0c 00 00 53 02 82 03  ....data....S...'
            '00000030  4f 15 23 1f fe 28 64 37 f1 36 c4 3f              O.#..(d7.6.?'
        )
        # At both ends of the file, and across lines.
        $atStart = ($m | Find-MemMapValue RIFF -Context 4).Context
        $atStart | Should -BeExactly '00000000 [52 49 46 46]a4 0c 00 00                          RIFF....'
        ($m['-4:'] | Find-MemMapValue -Pattern ($m['-1:'].ToBytes()) -Last 1 -Context 2).Context.Count | Should -Be 1
        $lines = ($m | Find-MemMapValue -Pattern ($m['30:34'].ToBytes()) -First 1 -Context 1).Context
        $lines[0] | Should -BeLike '00000010 * 7d`[00 00`] *'
        $lines[1] | Should -BeLike '00000020 `[04 00`]10 *'
        $m | Find-MemMapValue data -Context 4 | Out-String | Should -BeLike '*tone.wav: 4 bytes at 0x00000024*'
    }

    It 'has the offset of a view in the file' {
        (New-MemMap tone.wav -Mode r -Offset 20 | Find-MemMapValue data -Context 2).Context | Should -BeLike '00000020 *[[]64 61 74 61[]]*'
    }
}

Describe 'Several patterns, regular expressions, text' {
    BeforeAll {
        $file = Join-Path $TestDrive big.bin
        # Across the windows of a search, which have 4 MiB.
        $big = New-MemMap $file uint8 w+ -Shape 9000000
        foreach ($at in 100, 4194300, 8388606) { $big | Set-MemMapValue $at -Bytes 'needle and thread' -Encoding ascii }
        $big | Set-MemMapValue 500 -Bytes ([System.Text.Encoding]::Unicode.GetBytes('wide text'))
    }

    AfterAll { $big | Close-MemMap }

    It 'finds each of several patterns once, the longest where several match' {
        $found = $big | Find-MemMapValue 'thread', 'need', 'needle'
        $found.Offset | Should -Be 100, 111, 4194300, 4194311, 8388606, 8388617
        $found.Text | Should -Be 'needle', 'thread', 'needle', 'thread', 'needle', 'thread'
        ($m | Find-MemMapValue 'RIFF', '57 41 56 ??').Offset | Should -Be 0, 8
    }

    It 'finds regular expressions over bytes' {
        $found = $big | Find-MemMapValue -Regex 'n\w+e .+?\x00'
        $found.Offset | Should -Be 100, 4194300, 8388606
        $found.Bytes.Count | Should -Be 54
        ($big | Find-MemMapValue -Regex 'NEEDLE' -IgnoreCase -Last 1).Offset | Should -Be 8388606
        $big | Find-MemMapValue -Regex 'e' -CountOnly | Should -Be 14
        { $big | Find-MemMapValue -Regex '(' -ErrorAction Stop } | Should -Throw
    }

    It 'has the text of a match in the encoding that was searched with: <encoding>' -ForEach @(
        @{ encoding = 'unicode' }, @{ encoding = 'bigendianunicode' }, @{ encoding = 'utf32' }, @{ encoding = 'utf8' }
    ) {
        $text = 'disk füll'.Replace('\u00fc', [string][char]0xfc)
        $bytes = [MemMap.NDArray]::Array([byte[]]((1, 2) + [System.Text.Encoding]::GetEncoding(
                    @{ unicode = 'utf-16'; bigendianunicode = 'utf-16BE'; utf32 = 'utf-32'; utf8 = 'utf-8' }[$encoding]).GetBytes($text)))
        ($bytes | Find-MemMapValue $text -Encoding $encoding).Text | Should -BeExactly $text
        ($bytes | Find-MemMapValue $text -Encoding $encoding -Context 4).Text | Should -BeExactly $text
        ($bytes | Find-MemMapValue DISK -Encoding $encoding -IgnoreCase).Text | Should -BeExactly disk
    }

    It 'has a point for what can''t be printed, and reads UTF-8 without an encoding' {
        $bytes = [MemMap.NDArray]::Array([byte[]](0x61, 0, 0x1b, 0, 0x62, 0, 0xc3, 0xbc, 0x65))
        ($bytes | Find-MemMapValue "a$([char]0x1b)b" -Encoding unicode).Text | Should -BeExactly a.b
        ($bytes | Find-MemMapValue "$([char]0xfc)e").Text | Should -BeExactly "$([char]0xfc)e"
        ($bytes | Find-MemMapValue 'c3 bc').Text | Should -BeExactly '..'
    }

    It 'finds printable text, also in UTF-16' {
        $found = $big | Find-MemMapValue -Text
        $found.Offset | Should -Be 100, 500, 4194300, 8388606
        $found[0].Text | Should -Be 'needle and thread'
        $found[1].Text | Should -Be 'wide text'
        ($big | Find-MemMapValue -Text -Context 4)[1].Text | Should -Be 'wide text'
        ($found[1] | Out-String -Width 40).Trim() -split '\r?\n' | Select-Object -Last 1 |
            Should -Be '0x000001f4 big.bin          wide text'
        $long = New-MemMap (Join-Path $TestDrive long.bin) uint8 w+ -Shape 60
        $long | Set-MemMapValue 4 -Bytes ('long text ' * 5)
        $long | Find-MemMapValue -Text | Out-String -Width 80 | Should -Match ('long text ' * 5)
        $long | Close-MemMap
        ($big | Find-MemMapValue -Text -MinimumLength 10).Offset | Should -Be 100, 4194300, 8388606
        ($big | Find-MemMapValue -Text -First 1).Offset | Should -Be 100
    }
}

Describe 'Parts of an array' {
    It 'Show-MemMap shows what is around a place' {
        foreach ($place in ($m | Find-MemMapValue data), 36, 0x24, '36', -3208) {
            $lines = @($m | Show-MemMap -Around $place -First 32 -Width 80)
            $lines[1..2] | ForEach-Object { $_.Substring(0, 8) } | Should -Be '00000010', '00000020'
        }
        $numbers = [MemMap.NDArray]::Arange(0, 100).Reshape(10, 10)
        @($numbers | Show-MemMap Hex -Around ($numbers | Find-MemMapValue -EQ 50) -First 2 -Width 80)[1] | Should -BeLike '00000188 *'
        @($m | Show-MemMap -Around ($m | Find-MemMapValue RIFF, data) -First 16 -Width 80) -match '^0' |
            ForEach-Object { $_.Substring(0, 8) } | Should -Be '00000000', '00000020'
        @($m | Show-MemMap -At 0, 36 -First 16 -Width 80) -match '^0' | Should -HaveCount 2
        { $m | Show-MemMap -Around ($m | Find-MemMapValue -EQ 255) -OutFile (Join-Path $TestDrive x.png) -ErrorAction Stop } |
            Should -Throw '*$found*'
        { $m | Show-MemMap -Around data } | Should -Throw '*position*'
    }

    It 'Show-MemMap counts from the end' {
        $expected = @($m | Show-MemMap -Skip 3228 -Width 80)
        @($m | Show-MemMap -Last 16 -Width 80) | Should -BeExactly $expected
        @($m | Show-MemMap -Skip -16 -Width 80) | Should -BeExactly $expected
        @($m | Show-MemMap -Last 100000 -First 16 -Width 80)[1] | Should -BeLike '00000000 *'
        @($m | Show-MemMap Line -Last 100 -Width 60)[0] | Should -BeExactly 'tone.wav[3144:]: uint8 (100,)'
        { $m | Show-MemMap -Last 1 -Skip 1 } | Should -Throw -ErrorId 'OneOf,*'
    }

    It 'ConvertFrom-MemMap writes a part' {
        $list = 0..23
        foreach ($array in [MemMap.NDArray]::Arange(0, 24), [MemMap.NDArray]::Arange(0, 24).Reshape(4, 6)) {
            $array | ConvertFrom-MemMap -First 3 | Should -Be $list[0..2]
            $array | ConvertFrom-MemMap -Skip 7 -First 3 | Should -Be $list[7..9]
            $array | ConvertFrom-MemMap -Last 2 | Should -Be $list[22, 23]
            $array | ConvertFrom-MemMap -Skip 20 -First 100 | Should -Be $list[20..23]
            $array | ConvertFrom-MemMap -Skip 100 | Should -BeNullOrEmpty
            $array | ConvertFrom-MemMap -First 0 | Should -BeNullOrEmpty
        }
        $rows = [MemMap.NDArray]::Arange(0, 24).Reshape(4, 6)
        ($rows | ConvertFrom-MemMap -Skip 13 -First 2 -WithIndex).Index | Should -Be 2, 1, 2, 2
        @($rows | ConvertFrom-MemMap -Axis 0 -Last 1)[0].ToArray() | Should -Be $list[18..23]
        { $rows | ConvertFrom-MemMap -Last 1 -First 1 } | Should -Throw -ErrorId 'OneOf,*'
    }
}

Describe 'Compare-MemMap of bytes' {
    It 'shows differences as a dump does' {
        $copy = $m.Copy()
        $copy[36] = 68
        Compare-MemMap $m $copy | Out-String | Should -BeLike '*0x00000024: 64 d -> 44 D*'
    }

    It 'compares the common part of different lengths, and says what is longer' {
        $found = Compare-MemMap $m $m[':3000']
        $found.Equal | Should -BeFalse
        $found.Compared, $found.DifferenceCount | Should -Be 3000, 0
        $found.Reason | Should -BeExactly 'the first has 244 more elements, from 3000 on; the 3000 before them were compared'
        (Compare-MemMap $m[':2'].Reshape(1, 2) $m[':4'].Reshape(2, 2)).Reason | Should -BeLike 'the second has 1 more row,*'
        Compare-MemMap $m $m[':3000'] -Quiet | Should -BeFalse
        (Compare-MemMap $m[':4'].Reshape(2, 2) $m[':6'].Reshape(2, 3)).Reason | Should -BeLike 'the shapes differ*'
    }
}

Describe 'A place that is empty, as where nothing was found' {
    BeforeAll {
        $file = "$TestDrive/place.bin"
        [System.IO.File]::WriteAllBytes($file, [byte[]](1..20))
        $ErrorActionPreference = 'Stop'
    }

    It 'is an error that says so: <line>' -ForEach @(
        @{ line = 'Set-MemMapValue $file (Find-MemMapValue nothing $file) -Bytes x' }
        @{ line = 'Set-MemMapValue $file @(Find-MemMapValue nothing $file) -Bytes x' }
        @{ line = 'Set-MemMapValue $file (Find-MemMapValue nothing $file) 5' }
        @{ line = 'Set-MemMapValue $file @(Find-MemMapValue nothing $file) 5' }
        @{ line = 'Set-MemMapValue $file $null 5' }
        @{ line = '$map | Set-MemMapValue (Find-MemMapValue nothing $file) -Bytes x' }
        @{ line = '$map | Set-MemMapValue @(Find-MemMapValue nothing $file) 5' }
        @{ line = '$map | Set-MemMapValue -Index @() -Value 5' }
    ) {
        $map = New-MemMap $file
        { Invoke-Expression $line } | Should -Throw '*as where nothing was found*' -ErrorId 'NoPlace,*'
        $map | Close-MemMap
        [System.IO.File]::ReadAllBytes($file) | Should -Be (1..20)
    }

    It 'is told from a value or a path that is empty' {
        { Set-MemMapValue $file 0 $null } | Should -Throw '*the value, the third argument*' -ErrorId 'ValueEmpty,*'
        { Set-MemMapValue 0 5 -Path '' } | Should -Throw '*-Path is*' -ErrorId 'PathEmpty,*'
    }
}
