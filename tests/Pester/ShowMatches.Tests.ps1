# Show-MemMap: what Find-MemMapValue has found, numbers from the pipeline, and what to write instead.

BeforeAll {
    $root = Convert-Path $PSScriptRoot/../..
    Import-Module $root/artifacts/MemMap
    $rendering = $PSStyle.OutputRendering
    $PSStyle.OutputRendering = 'PlainText'
    Push-Location $TestDrive
    Copy-Item $root/tests/Golden/formats/tone.wav .
}

AfterAll {
    Get-MemMap | Close-MemMap
    Pop-Location
    $PSStyle.OutputRendering = $rendering
}

Describe 'Show-MemMap of what was found' {
    It 'shows the place of each match, as -Around does' {
        $m = New-MemMap tone.wav -Mode r
        $expected = @($m | Show-MemMap -Around 0 -First 32 -Width 80) + @($m | Show-MemMap -Around 36 -First 32 -Width 80)
        @($m | Find-MemMapValue RIFF, data | Show-MemMap -First 32 -Width 80) | Should -BeExactly $expected
        @(Find-MemMapValue RIFF, data tone.wav | Show-MemMap -First 32 -Width 80) | Should -BeExactly $expected
        # The files that were searched are closed by then.
        $m | Close-MemMap
        $found = Find-MemMapValue RIFF, data tone.wav
        Get-MemMap | Should -BeNullOrEmpty
        @($found | Show-MemMap -First 32 -Width 80) | Should -BeExactly $expected
        Get-MemMap | Should -BeNullOrEmpty
    }

    It 'shows elements in the array that has them' {
        $n = [MemMap.NDArray]::Arange(0, 100).Reshape(10, 10)
        @($n | Find-MemMapValue -EQ 50 | Show-MemMap Hex -First 2 -Width 80) |
            Should -BeExactly @($n | Show-MemMap Hex -Around 50 -First 2 -Width 80)
        $r = New-MemMap records.dat ([ordered]@{ id = 'i4'; name = 'S4' }) w+ -Shape 9
        $r | Set-MemMapValue 6 ([ordered]@{ id = 7; name = 'abc' })
        foreach ($found in ($r | Find-MemMapValue -Field id -EQ 7), ($r | Find-MemMapValue { $_.name -eq 'abc' })) {
            @($found | Show-MemMap -First 1 -Width 80)[1..3] -join "`n" | Should -Match '\[6\]\n.*id .* 7\n.*name .*abc'
        }
        $r | Close-MemMap
    }

    It 'finds the place in another part of the file' {
        $found = Find-MemMapValue data tone.wav -Offset 20
        $found.Offset | Should -Be 16
        @(Show-MemMap tone.wav -Around $found -First 16 -Width 80)[1] | Should -BeLike '00000020*'
        @($found | Show-MemMap -First 16 -Width 80)[0] | Should -BeLike 'tone.wav: uint8*'
    }

    It 'writes one place to a file, and says what tells the place twice' {
        Find-MemMapValue data tone.wav | Show-MemMap -OutFile found.svg
        Get-Content found.svg -Raw | Should -Match '<svg'
        Find-MemMapValue RIFF, data tone.wav | Show-MemMap -OutFile two.svg -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'OnePicture,*'
        Test-Path two.svg | Should -BeFalse
        foreach ($more in @{ Skip = 1 }, @{ Last = 1 }, @{ Around = 1 }) {
            { Find-MemMapValue data tone.wav | Show-MemMap @more } | Should -Throw '*a match was given, which is the place to show*'
        }
        { Find-MemMapValue data tone.wav | Show-MemMap -DType int16 } | Should -Throw '-DType is for a file*'
    }

    It 'says that the file is gone' {
        Copy-Item tone.wav gone.wav
        $found = Find-MemMapValue data gone.wav
        Remove-Item gone.wav
        { $found | Show-MemMap -ErrorAction Stop } | Should -Throw "*gone.wav*"
    }
}

Describe 'Show-MemMap of numbers' {
    It 'takes plain numbers as one array' {
        @(1..100 | Show-MemMap -Width 40 -Height 8) | Should -BeExactly @([MemMap.NDArray]::Array(1..100) | Show-MemMap -Width 40 -Height 8)
        @(1, 2.5, 4 | Show-MemMap -Width 40)[0] | Should -BeExactly 'float64 (3,)'
        @([byte[]](72, 105) | Show-MemMap -Width 80)[1] | Should -BeLike '*48 69 *Hi'
        @(Show-MemMap -InputObject (1, 4, 9, 4) -As Histogram -Width 40) | Should -HaveCount 10
        @(, (1, 2, 3) | Show-MemMap -Width 40)[0] | Should -BeExactly 'int64 (3,)'
        $days = @([datetime]'2024-01-01', [datetime]'2024-01-02' | Show-MemMap -Width 60 -Height 4)
        $days[0] | Should -BeLike 'datetime64*(2,)'
        1..9 | Show-MemMap -OutFile numbers.png -PassThru | ForEach-Object Name | Should -Be numbers.png
        @(1..9 | Show-MemMap Hex -Skip 8 -Width 80)[1] | Should -BeLike '00000040 *'
    }

    It 'says what is none' {
        { 1..3 | Show-MemMap -DType int8 } | Should -Throw '-DType is for a file*'
        { Get-Process -Id $PID | Show-MemMap -ErrorAction Stop } | Should -Throw '*(Process) is no array*'
    }
}

Describe 'Show-MemMap: what to write instead' {
    It 'a picture file as the kind' {
        { 1..9 | Show-MemMap line.png } | Should -Throw "*; to write the picture to it, add -OutFile 'line.png'"
        { Show-MemMap tone.wav line.svg } | Should -Throw "*; to write the picture to it, add -OutFile 'line.svg'"
    }

    It 'a field as the kind' {
        $r = [MemMap.NDArray]::Zeros(3, [ordered]@{ id = 'i4'; price = 'f4' })
        { $r | Show-MemMap price } | Should -Throw "*-Field price is a field of records*"
        { $r | Show-MemMap -Field prize -ErrorAction Stop } | Should -Throw '*did you mean price*'
    }

    It 'too few pixels for a picture with axes' {
        { 1..9 | Show-MemMap -OutFile small.png -Width 100 -Height 300 -ErrorAction Stop } |
            Should -Throw '*100 x 300 pixels has no room*-Width is at least 300, and -Height at least 200' -ErrorId 'TooFewPixels,*'
        { 1..9 | Show-MemMap -OutFile small.svg -Height 20 -ErrorAction Stop } | Should -Throw '*1000 x 20 pixels*'
        Test-Path small.* | Should -BeFalse
        1..9 | Show-MemMap -OutFile small.png -Width 300 -Height 200
        [MemMap.NDArray]::Zeros((40, 40, 3), 'u1') | Show-MemMap -OutFile image.png -Width 20
        Show-MemMap tone.wav -First 32 -OutFile dump.png -Width 100
        Test-Path small.png, image.png, dump.png | Should -Be $true, $true, $true
    }
}

Describe 'Show-MemMap of differences' {
    BeforeAll {
        $names = "$TestDrive/left.txt", "$TestDrive/right.txt"
        [System.IO.File]::WriteAllText($names[0], 'The quick brown fox jumps over the lazy dog')
        [System.IO.File]::WriteAllText($names[1], 'The very quick brown cat jumps over the dog')
        $ranges = (Compare-MemMap $names[0] $names[1] -Realign).Differences
    }

    It 'shows a range in both files, one after the other, with its bytes in brackets' {
        $lines = $ranges[1] | Show-MemMap -First 32 -Width 80
        $lines | Should -HaveCount 8
        $lines[0, 2, 4, 6] | Should -BeExactly @(
            'left.txt: uint8 (43,)', '00000010 [66 6f 78]20 6a 75 6d 70 73 20 6f 76 65 72 20 74  fox jumps over t'
            'right.txt: uint8 (43,)', '00000010  72 6f 77 6e 20[63 61 74]20 6a 75 6d 70 73 20 6f  rown cat jumps o')
        Get-MemMap | Should -BeNullOrEmpty
        @($ranges | Show-MemMap -Width 80) -match '^\w+\.txt' | Should -HaveCount 6
    }

    It 'marks nothing in the file that lacks the bytes' {
        $lines = $ranges[0] | Show-MemMap -Width 80
        $lines[0..3] -match '[[\]]' | Should -BeNullOrEmpty
        $lines[5] | Should -BeExactly '00000000  54 68 65 20[76 65 72 79 20]71 75 69 63 6b 20 62  The very quick b'
    }

    It 'is a place of -Around, in either file' {
        $lines = Show-MemMap $names[0] -Around $ranges[1] -First 32 -Width 80
        $lines[2] | Should -BeLike '00000010 `[66 6f 78`]20*'
        @(Show-MemMap $names[1] -Around $ranges -First 32 -Width 80) -match '\[(76 65|63 61)' | Should -HaveCount 2
        @(Show-MemMap $names[1] -DType u2 -Shape 21 -Around $ranges[1] -Width 80)[2] | Should -BeLike '*776e`[2063 6174`]206a*'
    }

    It 'marks the field of a record, and an element of several axes' {
        $a = [pscustomobject]@{ id = 1; size = 1.5 }, [pscustomobject]@{ id = 2; size = 3.0 } | ConvertTo-MemMap
        $b = $a.Copy()
        $b['size'][1] = 9
        $lines = (Compare-MemMap $a $b).Differences | Show-MemMap -Width 80
        $lines -match '\[[0-9a-f]{2}' | Should -BeExactly @(
            '00000018  size [0000000000000840]        .......@  3.0', '00000018  size [0000000000002240]        ......"@  9.0')
        $x = [MemMap.NDArray]::Arange(0, 40).Reshape(5, 8)
        $y = $x.Copy()
        $y[2, 3] = 99
        @((Compare-MemMap $x $y).Differences | Show-MemMap -First 4 -Width 80) -match '\[' |
            Should -BeLike '00000098 *0000000000000`]*'
        @($y | Show-MemMap -Around (Compare-MemMap $x $y).Differences -Width 80) -match '\[6300000000000000\]' | Should -HaveCount 1
    }

    It 'opens closed files again, and says so where one is gone' {
        Copy-Item $names[1] "$TestDrive/gone.txt"
        $a, $b = $names[0], "$TestDrive/gone.txt" | New-MemMap -Mode r
        $range = (Compare-MemMap $a $b -Realign).Differences[1]
        $a, $b | Close-MemMap
        @($range | Show-MemMap -First 32 -Width 80)[2] | Should -BeLike '00000010 `[66 6f 78`]*'
        Remove-Item "$TestDrive/gone.txt"
        { $range | Show-MemMap -ErrorAction Stop } | Should -Throw "*there is no file '*gone.txt'*"
        { $b | Show-MemMap -Around $range -ErrorAction Stop } | Should -Throw '*closed*'
    }

    It 'tells two parts of one file apart, also when their maps are closed' {
        $image = "$TestDrive/windows.img"
        [System.IO.File]::WriteAllBytes($image, [byte[]]((0..255) + (0..99) + (238, 238, 238) + (100..255)))
        $range = (Compare-MemMap (New-MemMap $image -Mode r -Shape 256) (New-MemMap $image -Mode r -Offset 256) -Realign).Differences
        Get-MemMap | Close-MemMap
        $lines = @($range | Show-MemMap -First 64 -Width 80)
        $lines -match '[0-9a-f]\]' | Should -HaveCount 1
        $second = [array]::IndexOf($lines, 'windows.img: uint8 (259,)')
        $lines[$second..($lines.Count)] -match '\[ee ee ee\]' | Should -HaveCount 1
        @(Show-MemMap $image -Offset 256 -Around $range -First 64 -Width 80) -match '\[ee ee ee\]' | Should -HaveCount 1
    }

    It 'says what to write for a picture file, and where another cmdlet gets a difference' {
        { $ranges[0] | Show-MemMap -OutFile x.png } | Should -Throw -ErrorId 'DifferenceInTwo,*'
        { $ranges[0] | Measure-MemMap } | Should -Throw '*Show-MemMap shows its bytes*'
    }
}
