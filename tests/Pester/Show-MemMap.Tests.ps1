# Pictures of arrays: what is seen in a terminal, and what is in a file.

BeforeAll {
    $root = Convert-Path $PSScriptRoot/../..
    Import-Module $root/artifacts/MemMap
    $rendering = $PSStyle.OutputRendering
    $PSStyle.OutputRendering = 'PlainText'

    function Join-Line { @($input) -join "`n" }
}

AfterAll {
    $PSStyle.OutputRendering = $rendering
}

Describe 'Show-MemMap' {
    AfterEach {
        $PSStyle.OutputRendering = 'PlainText'
        Get-MemMap | Close-MemMap
    }

    Context 'Hex' {
        BeforeAll {
            $file = Join-Path $TestDrive bytes.bin
            [System.IO.File]::WriteAllBytes($file, [byte[]](0..255))
        }

        It 'shows offsets, bytes and characters of bytes' {
            $lines = @(New-MemMap $file -Mode r | Get-MemMapSlice '60:' | Show-MemMap -First 20 -Width 80)
            $lines | Join-Line | Should -BeExactly @'
bytes.bin: uint8 (196,)
0000003c  3c 3d 3e 3f 40 41 42 43 44 45 46 47 48 49 4a 4b  <=>?@ABCDEFGHIJK
0000004c  4c 4d 4e 4f                                      LMNO
176 more elements; -First shows more, -Skip others
'@.Replace("`r", '')
        }

        It 'groups the bytes of numbers, and counts offsets in the file' {
            $lines = @(New-MemMap $file '>i4' r -Offset 4 | Show-MemMap Hex -First 4 -Width 80)
            $lines[1] | Should -BeExactly '00000004  04050607 08090a0b 0c0d0e0f 10111213  ................'
        }

        It 'shows a strided view by its offsets' {
            $lines = @((New-MemMap $file -Mode r)['65::2'] | Show-MemMap -First 8)
            $lines[1] | Should -BeLike '00000041  41 43 45 47 49 4b 4d 4f * ACEGIKMO'
            $lines[2] | Should -BeLike '*first element; strides (2,) bytes'
        }

        It 'names the fields of records' {
            $lines = @(New-MemMap $file ([ordered]@{ id = '<i2'; name = 'S4'; rest = 'V90' }) r -Shape 2 | Show-MemMap -First 1 -Width 90)
            $lines[1] | Should -BeExactly '00000000  [0]'
            $lines[2] | Should -BeLike '00000000  id    0001 * .. * 256'
            $lines[3] | Should -BeLike "00000002  name  02 03 04 05 * .... * b'*'"
            $lines.Count | Should -BeGreaterThan 8
        }

        It 'is as quick for a file without end' {
            $large = Join-Path $TestDrive large.bin
            $m = New-MemMap $large int32 w+ -Shape 1000000000 -Sparse
            $lines = @($m | Show-MemMap Hex)
            $lines.Count | Should -BeLessThan 100
            $lines[-1] | Should -BeLike '999,* more elements*'
            $m | Close-MemMap
            Remove-Item $large
        }
    }

    Context 'Line, histogram and heat map' {
        It 'draws every element of a million' {
            $array = [MemMap.NDArray]::Zeros(1000000, 'f4')
            $array[500000] = 7
            $lines = @($array | Show-MemMap -Width 60 -Height 8)
            $lines.Count | Should -Be 10
            $lines[0] | Should -BeExactly 'float32 (1000000,)'
            $lines[1] | Should -Match '^ +7 ┤ +[⠀-⣿] *$'
            $lines[-1] | Should -BeLike '*a column is up to *,* elements*'
        }

        It 'counts each of a few integers' {
            $lines = @([MemMap.NDArray]::Array((3, 4, 4, 6)) | Show-MemMap Histogram -Width 40)
            $lines[1..4] | Join-Line | Should -Match '^3 +█+ 1\n4 +█+ 2\n5 +0\n6 +█+ 1$'
        }

        It 'shades a table' {
            $lines = @([MemMap.NDArray]::Array(((0, 1), (2, 3))) | Show-MemMap -Width 30 -Height 6)
            ($lines | Join-Line) | Should -Match '(?s) 0 ┤ {8}░{8}\n.* 1 ┤▓{8}█{8}'
        }

        It 'tells what is not drawn' {
            $lines = @([MemMap.NDArray]::Array((1.0, [double]::NaN, [double]::PositiveInfinity)) | Show-MemMap)
            $lines[-1] | Should -BeExactly 'not drawn: 1 NaN, 1 infinite'
        }

        It 'takes a field' {
            $m = New-MemMap (Join-Path $TestDrive r.dat) ([ordered]@{ a = 'i4'; b = 'f4'; c = 'S4' }) w+ -Shape 5
            @($m | Show-MemMap -Field b)[0] | Should -BeExactly 'r.dat[b]: float32 (5,)'
            $m | Show-MemMap Line -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'CannotDraw,*'
            "$($problem[0])" | Should -BeLike '*take one field, or up to 8 of numbers: a, b, c'
        }
    }

    Context 'Several lines, dates and parts' {
        BeforeEach {
            $log = New-MemMap (Join-Path $TestDrive log.dat) ([ordered]@{ at = 'unixtime'; v = 'f4'; n = 'S4' }) w+ -Shape 100
            $start = [DateTimeOffset]::new(2024, 2, 29, 0, 0, 0, [TimeSpan]::Zero).ToUnixTimeSeconds()
            $log['at'] = [MemMap.NDArray]::Arange(0, 100) * 3600 + $start
            $log['v'] = [MemMap.NDArray]::Arange(0, 100)
        }

        It 'draws the columns of a long table, each by itself' {
            $table = [MemMap.NDArray]::Arange(0, 200).Reshape(100, 2)
            $lines = @($table | Show-MemMap -Width 40 -Height 10)
            $lines.Count | Should -Be 12
            $lines[1] | Should -BeExactly '              [:, 0]'
            $lines[2] | Should -Match '^ +198 ┤ +[⠀-⣿]+$'
            $lines[4] | Should -Match '^ +0 ┤[⠀-⣿]+'
            $lines[5] | Should -BeExactly '              [:, 1]'
            $lines[8] | Should -Match '^ +1 ┤[⠀-⣿]+'
            $lines[9] | Should -Match '└─+$'
            @([MemMap.NDArray]::Zeros((4, 9), 'f4') | Show-MemMap Line -ErrorAction SilentlyContinue -ErrorVariable problem).Count |
                Should -Be 0
            "$problem" | Should -BeLike '*up to 8 columns*shape (4, 9)*heat map*'
        }

        It 'draws dates as dates' {
            $lines = @($log | Show-MemMap -Field at -Width 70 -Height 8)
            $lines[0] | Should -BeExactly 'log.dat[at]: unixtime (100,)'
            $lines[1] | Should -Match '^2024-03-04T03:00:00 ┤'
            $lines[6] | Should -Match '^ +2024-02-29 ┤'
            @($log | Show-MemMap Histogram -Field at -Bins 2 -Width 60)[1] | Should -Match '^from 2024-02-29T?[0-9:]* +█+ 50$'
            $file = Join-Path $TestDrive dates.svg
            $log | Show-MemMap Line -Field at, v -OutFile $file
            Get-Content $file -Raw | Should -Match '2024-03-02'
        }

        It 'shows what elements stand for in a dump' {
            @($log | Show-MemMap -First 1 -Skip 1)[1..2] | Join-Line | Should -Match '\[1\]\n.*at .*2024-02-29T01:00:00$'
        }

        It 'passes over elements' {
            $bytes = [MemMap.NDArray]::Arange(0, 64).AsType('u1')
            @($bytes | Show-MemMap -Skip 32 -First 4 -Width 80)[1..2] |
                Should -Be '00000020  20 21 22 23                                       !"#',
                '28 more elements behind these, and 32 before them; -First shows more, -Skip others'
            @($bytes | Show-MemMap -Skip 0x3e -Width 80)[1] | Should -BeLike '0000003e  3e 3f *>?'
            @($bytes | Show-MemMap -Skip 64)[-1] | Should -BeExactly 'there are 64 elements'
            @($bytes | Show-MemMap Line -Skip 10 -First 5)[0] | Should -BeExactly '[10:]: uint8 (5,)'
        }

        It 'tells that there is no such file or kind of picture' {
            { Show-MemMap ./tone.wav } | Should -Throw "*there is no file './tone.wav', and it is no kind of picture"
            { $log | Show-MemMap Graph } | Should -Throw '*Auto, Hex, Histogram, Line, HeatMap, Image'
        }
    }

    Context 'Over another field, and images' {
        BeforeAll {
            $log = [MemMap.NDArray]::Zeros(200, [ordered]@{ at = 'unixtime'; level = 'f4'; n = 'i4'; name = 'S4' })
            $log['at'] = [MemMap.NDArray]::Arange(0, 200) * 3600 + 1700000000
            $log['n'] = [MemMap.NDArray]::Arange(0, 200) * 100
            $image = [MemMap.NDArray]::Arange(0, 48).AsType('u1').Reshape(4, 4, 3)
        }

        It 'draws the second field over the first one, and all others over -X' {
            $lines = @($log | Show-MemMap -Field at, n -Width 70 -Height 8)
            $lines[0] | Should -BeExactly '[n over at]: int32 (200,)'
            $lines[1] | Should -Match '^ +19,900 ┤ +[⠀-⣿]+$'
            $lines[8] | Should -Match '^ +2023-11-14T22:13:20 .*2023-11-23T05:13:20$'
            $lines[9] | Should -Match '^ +at$'
            @($log | Show-MemMap -X at -Width 70)[0] | Should -BeLike '?level, n over at?: *'
            @($log['n'] | Show-MemMap -X ([MemMap.NDArray]::Arange(0, 200)) -Width 60)[0] | Should -BeExactly '[n]: int32 (200,)'
            @($log | Show-MemMap -Skip 100 -First 10 -X at -Field n -Height 4)[0] | Should -BeExactly '[n over at][100:]: int32 (10,)'
            # Other fields give a dump, and -As Line a line for each.
            @($log | Show-MemMap -Field n, name -First 1)[1] | Should -BeExactly '00000000  [0]'
            @($log | Show-MemMap Line -Field at, n)[0] | Should -BeLike '?at, n?: records *'
            $log | Show-MemMap -X at -Field n -OutFile (Join-Path $TestDrive over.svg)
            Get-Content (Join-Path $TestDrive over.svg) -Raw | Should -Match '>at</text>'
        }

        It 'says what does not fit -X' {
            { $log | Show-MemMap -X at Hex } | Should -Throw '-X and -As Hex exclude one another'
            { $log | Show-MemMap -X name -Field n -ErrorAction Stop } | Should -Throw '*dtype |S4*'
            { $log['n'] | Show-MemMap -X (1..3) -ErrorAction Stop } | Should -Throw '*shape (3,)*(200,)*same*'
            { $log | Show-MemMap -X nothing -ErrorAction Stop } | Should -Throw '*at, level, n, name*'
        }

        It 'shows an image in cells, and writes its pixels to a file' {
            @($image | Show-MemMap -Width 40)[0] | Should -BeExactly 'uint8 (4, 4, 3)'
            @([MemMap.NDArray]::Zeros((4, 4), 'u1') | Show-MemMap Image).Count | Should -Be 4
            $PSStyle.OutputRendering = 'Ansi'
            @($image | Show-MemMap -Width 40 | Where-Object { $_.Contains('▀') }).Count | Should -BeGreaterThan 1
            $file = Join-Path $TestDrive image.png
            $image | Show-MemMap -OutFile $file
            $header = [System.IO.File]::ReadAllBytes($file)[16..23]
            $header | Should -Be 0, 0, 0, 4, 0, 0, 0, 4
            { $image.AsType('f4') | Show-MemMap Image -ErrorAction Stop } | Should -Throw '*uint8*float32*AsType*'
            $image.AsType('f4') | Show-MemMap Image -OutFile $file -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'NotAnImage,*'
        }

        It 'writes pixels for a terminal with -Graphics <graphics>' -ForEach @(
            @{ graphics = 'Sixel'; start = "`eP0;1;0q" }, @{ graphics = 'Kitty'; start = "`e_Ga=T,f=100,"; }
            @{ graphics = 'ITerm'; start = "`e]1337;File=inline=1;" }
        ) {
            $lines = @($image | Show-MemMap -Graphics $graphics)
            $lines[1].StartsWith($start) | Should -BeTrue
            # Of a plot, title and notes are pixels too.
            @($log['n'] | Show-MemMap -Graphics $graphics -Width 40 -Height 10)[0].StartsWith($start) | Should -BeTrue
        }

        It 'writes no pixels by itself where nothing says that the terminal shows them' {
            $PSStyle.OutputRendering = 'Ansi'
            $image | Show-MemMap | Where-Object { $_ -match "`e[P_\]]" } | Should -BeNullOrEmpty
            { $image | Show-MemMap -Graphics Sixel -OutFile x.png } | Should -Throw '*-Graphics and -OutFile exclude*'
        }
    }

    Context 'Colors' {
        It 'has none in plain text, and some where they are asked for' {
            $array = [MemMap.NDArray]::Arange(0, 100)
            ($array | Show-MemMap | Join-Line).Contains([char]27) | Should -BeFalse
            $PSStyle.OutputRendering = 'Ansi'
            ($array | Show-MemMap | Join-Line).Contains([char]27) | Should -BeTrue
        }

        It 'heeds NO_COLOR' {
            $PSStyle.OutputRendering = 'Host'
            $before = $env:NO_COLOR
            $env:NO_COLOR = '1'
            try {
                ([MemMap.NDArray]::Arange(0, 100) | Show-MemMap | Join-Line).Contains([char]27) | Should -BeFalse
            }
            finally {
                $env:NO_COLOR = $before
            }
        }
    }

    Context 'Files' {
        It 'writes <_>' -ForEach '.svg', '.png' {
            $file = Join-Path $TestDrive "line$_"
            [MemMap.NDArray]::Arange(0, 100) | Show-MemMap -OutFile $file | Should -BeNullOrEmpty
            $text = Get-Content $file -Raw -Encoding latin1
            $text.Contains($_ -eq '.svg' ? '<svg width="1000" height="600"' : 'IHDR') | Should -BeTrue
        }

        It 'writes nothing with -WhatIf, and replaces nothing with -NoClobber' {
            $array = [MemMap.NDArray]::Arange(0, 100)
            $file = Join-Path $TestDrive new.svg
            $array | Show-MemMap -OutFile $file -WhatIf
            Test-Path $file | Should -BeFalse
            Set-Content $file old -NoNewline
            $array | Show-MemMap -OutFile $file -NoClobber -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'FileExists,*'
            Get-Content $file -Raw | Should -Be 'old'
            $array | Show-MemMap -OutFile $file -PassThru | Should -BeOfType ([System.IO.FileInfo])
            Get-Content $file -Raw | Should -Match '<svg'
        }

        It 'takes one array, and the name of a picture' {
            $array = [MemMap.NDArray]::Arange(0, 100)
            $array, $array | Show-MemMap -OutFile (Join-Path $TestDrive two.svg) -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'OnePicture,*'
            $array | Show-MemMap -OutFile (Join-Path $TestDrive a.jpg) -ErrorAction SilentlyContinue -ErrorVariable problem
            "$($problem[0])" | Should -BeLike "*.svg and .png can be written"
        }
    }

    It 'draws a WAV file (examples/wav-picture.ps1)' {
        $file = Join-Path $TestDrive bell.wav
        $lines = @(& (Join-Path $root examples wav-picture.ps1) $file -Width 80)
        $lines[0] | Should -BeExactly 'bell.wav[left]: int16 (44100,)'
        $lines[-1] | Should -BeExactly (Join-Path $TestDrive bell.right.png)
        foreach ($name in 'left.svg', 'left.png', 'right.svg', 'right.png') {
            (Get-Item $TestDrive/bell.$name).Length | Should -BeGreaterThan 2000 }
    }
}

Describe 'A dump from the middle' {
    It 'counts what is before it and what is behind it' {
        $bytes = [MemMap.NDArray]::Zeros(100000, 'uint8')
        @($bytes | Show-MemMap -Skip 1000 -First 16)[-1] |
            Should -BeExactly '98,984 more elements behind these, and 1,000 before them; -First shows more, -Skip others'
        @($bytes | Show-MemMap -Around 0x1000 -First 32)[-1] | Should -BeLike '95,* more elements behind these, and 4,0* before them;*'
        @($bytes | Show-MemMap -First 16)[-1] | Should -BeExactly '99,984 more elements; -First shows more, -Skip others'
    }
}
