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
