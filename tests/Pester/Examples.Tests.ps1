# The recipes of examples/ that work on any file; those for one format are in MemMapType.Tests.ps1 and Show-MemMap.Tests.ps1.

BeforeAll {
    $root = Convert-Path $PSScriptRoot/../..
    Import-Module $root/artifacts/MemMap
    $formats = Join-Path $root tests Golden formats
    $examples = Join-Path $root examples
}

Describe 'Recipes' {
    AfterEach { Get-MemMap | Close-MemMap }

    It 'patch.ps1 changes a file in place, keeps a copy, and tells the differences' {
        $file, $copy = foreach ($name in 'patched.wav', 'patched.wav.bak') { Join-Path $TestDrive $name }
        Copy-Item (Join-Path $formats tone.wav) $file
        $before = [System.IO.File]::ReadAllBytes($file)
        $patch = Join-Path $examples patch.ps1

        & $patch $file 'data' 'DATA' -WhatIf | Should -BeNullOrEmpty
        [System.IO.File]::ReadAllBytes($file) | Should -Be $before
        Test-Path $copy | Should -BeFalse

        $comparison = & $patch $file '64 61 ?? 61' 'DATA'
        @($comparison.Differences | ForEach-Object Index) | Should -Be 36, 37, 38, 39
        [System.IO.File]::ReadAllBytes($copy) | Should -Be $before
        [System.Text.Encoding]::ASCII.GetString([System.IO.File]::ReadAllBytes($file), 36, 4) | Should -BeExactly 'DATA'

        { & $patch $file 'RIFF' 'RIFX' } | Should -Throw '*patched.wav.bak*'
        { & $patch $file 'data' 'DATA' } | Should -Throw "The pattern doesn't stand in *"
        { & $patch $file 'RIFF' 'RIF' } | Should -Throw 'The pattern has 4 bytes and the replacement 3; *'
    }

    It 'records-to-csv.ps1 writes fields of records, and leaves out what is not whole' {
        $csv = Join-Path $TestDrive logins.csv
        $script = Join-Path $examples records-to-csv.ps1
        $written = & $script (Join-Path $formats wtmp) utmp $csv -Field time, user, host
        $written.FullName | Should -Be $csv
        (Get-Content $csv)[0, 2] | Should -Be 'time,user,host', '2024-02-29T12:34:56,alice,example.org'

        $fields = [ordered]@{ a = 'u1'; b = '>u2' }
        $quiet = @{ WarningAction = 'SilentlyContinue' }
        $null = & $script (Join-Path $formats five.bmp) $fields $csv -Offset 94 -WarningVariable warning @quiet
        (Get-Content $csv).Length | Should -Be 3
        "$warning" | Should -Be 'The last 2 bytes are no whole record of 3 bytes.'
    }

    It 'signatures.ps1 finds files within a file' {
        $file = Join-Path $TestDrive disk.img
        $disk = New-MemMap $file -Mode w+ -Shape 3MB
        $disk | Set-MemMapValue '1048573:1048577' ([byte[]](0x7F, 0x45, 0x4C, 0x46))
        $disk | Set-MemMapValue '2000000:2000005' ([byte[]][char[]]'%PDF-')
        $disk | Close-MemMap
        $script = Join-Path $examples signatures.ps1
        @(& $script $file | ForEach-Object { "$($_.Kind) $($_.Offset)" }) | Should -Be 'PDF 2000000', 'ELF 1048573'
        & $script $file -Kind PNG | Should -BeNullOrEmpty
    }

    It 'packets.ps1 walks a capture, and names who speaks to whom' {
        $capture = Join-Path $TestDrive two.pcap
        Copy-Item (Join-Path $formats two.pcap) $capture
        # An IPv4 header in the first packet.
        $bytes = New-MemMap $capture
        $bytes | Set-MemMapValue '52:54' 8, 0
        $bytes | Set-MemMapValue '66:74' 192, 0, 2, 1, 198, 51, 100, 7
        $bytes | Close-MemMap
        $packets = @(& (Join-Path $examples packets.ps1) $capture)
        $packets.Count | Should -Be 2
        $packets[0].From, $packets[0].To | Should -Be '192.0.2.1', '198.51.100.7'
        $packets[0].Time, $packets[0].Length | Should -Be ([datetime]'2024-02-29 12:34:56'), 60
        $packets[1].To | Should -Be ''
    }

    It 'measure-parallel.ps1 measures as the whole does' {
        $file = Join-Path $TestDrive readings.f4
        $numbers = New-MemMap $file float32 w+ -Shape 10007
        $numbers | Set-MemMapValue -Value ([MemMap.NDArray]::Arange(0, 10007).AsType('f4') / 7)
        $expected = $numbers | Measure-MemMap
        $measure = & (Join-Path $examples measure-parallel.ps1) $file float32 -Workers 3
        foreach ($name in 'Count', 'Sum', 'Mean', 'Minimum', 'Maximum', 'StandardDeviation') { $measure.$name | Should -Be $expected.$name }
    }
}
