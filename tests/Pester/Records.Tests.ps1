# Arrays at the prompt: records as tables, meanings, and never more than a screen.

BeforeAll {
    $root = Convert-Path $PSScriptRoot/../..
    Import-Module $root/artifacts/MemMap
    $rendering = $PSStyle.OutputRendering
    $PSStyle.OutputRendering = 'PlainText'
    $formats = "$root/tests/Golden/formats"
    # What is printed in a window of 80 by 24, without the empty lines around.
    function Get-Printed($Array) {
        # A host without a window is as large as that.
        , [MemMap.Output.ArrayView]::Format($Array, $null).Split([Environment]::NewLine)
    }
}

AfterAll {
    Get-MemMap | Close-MemMap
    $PSStyle.OutputRendering = $rendering
}

Describe 'Records at the prompt' {
    AfterAll {
        Get-MemMap | Close-MemMap
    }

    It 'are a table with enums, text and the names of what has no room' {
        $lines = Get-Printed (New-MemMap $formats/wtmp utmp r)
        $lines[0] | Should -Match '^utmp \(3,\) r .*wtmp$'
        $lines[1..4] | Should -BeExactly @(
            '   type          pid  line   id    user    host            termination  exit'
            '   ----          ---  ----   --    ----    ----            -----------  ----'
            '0  BootTime        0  ~      ~~    reboot  6.1.0-13-amd64            0     0'
            '1  UserProcess  4711  pts/0  ts/0  alice   example.org               0     0'
        )
        $lines[-1] | Should -BeExactly '4 more: session, time, microseconds, address'
    }

    It 'show GUIDs and dates, raw bytes in hexadecimal, and no dtype in the header' {
        $dtype = [ordered]@{ at = 'unixtime'; id = [guid]; raw = 'V10' }
        $m = New-MemMap "$TestDrive/log.dat" $dtype w+ -Shape 2
        $m[0] = @{ at = [datetime]'2024-02-29 12:00'; id = [guid]'00112233-4455-6677-8899-aabbccddeeff'; raw = [byte[]](0..9) }
        $lines = Get-Printed $m
        $lines[0] | Should -BeLike 'records of 30 bytes (2,) w+ *log.dat'
        $lines[3] | Should -BeExactly '0  2024-02-29T12:00:00  00112233-4455-6677-8899-aabbccddeeff'
        $lines[-1] | Should -BeExactly '1 more: raw'
        (Get-Printed $m.Field([string[]]('raw', 'at')))[3] | Should -BeExactly '0  00 01 02 03 04 05 06 07 ...  2024-02-29T12:00:00'
        # The text of an array is numpy's.
        "$m" | Should -BeLike '`[(1709208000, *'
    }

    It 'show the first and the last, by their indices' {
        $m = New-MemMap "$TestDrive/many.dat" 'i4,f8' w+ -Shape 2000
        $m | Set-MemMapValue -Field f0 -Value (0..1999)
        $lines = Get-Printed $m
        $lines.Count | Should -BeLessOrEqual 21
        $lines[3] | Should -BeExactly '   0     0    0'
        $lines -contains ' ...   ...  ...' | Should -BeTrue
        $lines[-1] | Should -BeExactly '1999  1999    0'
        (Get-Printed $m.Reshape(20, 100))[-1] | Should -BeExactly '19, 99  1999    0'
        (Get-Printed $m['::-1'])[3] | Should -BeExactly '   0  1999    0'
    }

    It 'are the same read in parts' {
        $m = New-MemMap "$TestDrive/many.dat" 'i4,f8' r -Access Buffered
        $n = New-MemMap "$TestDrive/many.dat" 'i4,f8' r
        (Get-Printed $m)[1..20] | Should -BeExactly (Get-Printed $n)[1..20]
    }

    It 'are one record, or none' {
        (Get-Printed (New-MemMap $formats/mbr.img mbr r -Shape 1)).Count | Should -BeLessOrEqual 5
        (Get-Printed (New-MemMap "$TestDrive/many.dat" 'i4,f8' r)['0:0'])[-1] | Should -BeExactly '[]'
    }

    It 'escape what is in the file' {
        $m = New-MemMap "$TestDrive/evil.dat" ([ordered]@{ name = 'S4' }) w+ -Shape 1
        $m | Set-MemMapValue -Field name -Value "a`e[1"
        (Get-Printed $m)[-1] | Should -BeExactly '0  a\x1b[1'
    }
}

Describe 'Elements that stand for something else' {
    It 'are shown as that' {
        $wtmp = New-MemMap $formats/wtmp utmp r
        (Get-Printed $wtmp['type'])[1] | Should -BeExactly '[   BootTime UserProcess DeadProcess]'
        (Get-Printed $wtmp['time'])[1] | Should -BeExactly '[2024-02-29T12:00:00 2024-02-29T12:34:56 2024-02-29T13:34:56]'
        "$($wtmp['type'])" | Should -BeExactly '[2 7 8]'
    }
}

Describe 'An array at the prompt' {
    It 'of shape <Shape> is no longer than a screen' -ForEach @(
        @{ Shape = @(1000, 1) }, @{ Shape = @(300, 3) }, @{ Shape = @(1000) }, @{ Shape = @(2, 3, 4, 5, 6) }, @{ Shape = , 1 * 9 + 100 }
    ) {
        $size = 1
        $Shape | ForEach-Object { $size *= $_ }
        $array = [MemMap.NDArray]::Arange(0, $size).Reshape([long[]]$Shape) / 7
        $lines = Get-Printed $array
        $lines.Count | Should -BeLessOrEqual 21
        $lines[1] | Should -BeLike '`[*0.*'
    }

    It 'is complete if there is room' {
        (Get-Printed ([MemMap.NDArray]::Arange(0, 36).Reshape(18, 2))).Count | Should -Be 19
    }

    It 'has the bins of a histogram in lines, with short edges' {
        $text = [MemMap.NDArray]::Arange(0, 1000) / 1e6 | Measure-MemMap -Histogram 4 | Out-String -Width 100
        $text | Should -Match '\[0, 2\.5e-4\) +250\s+\[2\.5e-4, 5e-4\) +250'
        $many = [MemMap.NDArray]::Arange(0, 1000) | Measure-MemMap -Histogram 100 | Out-String -Width 100
        @($many -split "`n" -match '\[\d').Count | Should -Be 20
    }
}
