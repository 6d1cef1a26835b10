BeforeAll {
    Import-Module $PSScriptRoot/../../artifacts/MemMap -Force
}

Describe 'ConvertFrom-MemMap' {
    BeforeEach {
        $file = Join-Path $TestDrive from.dat
        $m = New-MemMap $file -DType int32 -Mode w+ -Shape 2, 3
        $m | Set-MemMapValue -Value (0..5)
    }

    AfterEach {
        Get-MemMap | Close-MemMap
    }

    It 'writes the elements in C order' {
        $m | ConvertFrom-MemMap | Should -Be 0, 1, 2, 3, 4, 5
        $m.T | ConvertFrom-MemMap | Should -Be 0, 3, 1, 4, 2, 5
    }

    It 'writes sub-arrays along an axis' {
        @($m | ConvertFrom-MemMap -Axis 1 | ForEach-Object { $_.Sum() }) | Should -Be 3, 5, 7
    }

    It 'writes positions too' {
        $last = @($m | ConvertFrom-MemMap -WithIndex)[5]
        $last.Index | Should -Be 1, 2
        $last.Value | Should -Be 5
    }

    It 'writes records as objects' {
        $r = New-MemMap $file -DType ([ordered]@{ a = 'i4'; b = '2u1'; t = 'm8[s]' }) -Mode w+ -Shape 2
        $r | Set-MemMapValue 0 (7, (1, 2), 'NaT')
        $first = @($r | ConvertFrom-MemMap)[0]
        $first.a | Should -Be 7
        $first.b | Should -Be 1, 2
        $first.t | Should -BeNullOrEmpty
        $r | ConvertFrom-MemMap -Field a | Should -Be 7, 0
    }
}

Describe 'ConvertFrom-MemMap -Encoding' {
    AfterEach {
        Get-MemMap | Close-MemMap
    }

    It 'reads bytes as text in an encoding, up to their NUL: <name>' -ForEach @(
        @{ name = 'utf8' }, @{ name = 'unicode' }, @{ name = 'bigendianunicode' }, @{ name = 'utf32' }
    ) {
        $encoding = @{
            utf8 = [System.Text.Encoding]::UTF8; unicode = [System.Text.Encoding]::Unicode
            bigendianunicode = [System.Text.Encoding]::BigEndianUnicode; utf32 = [System.Text.Encoding]::UTF32
        }[$name]
        $texts = "Gr`u{fc}n", "a`u{20ac}", ''
        $bytes = [byte[]]::new(60)
        for ($i = 0; $i -lt 3; $i++) { $encoding.GetBytes($texts[$i]).CopyTo($bytes, 20 * $i) }
        $file = Join-Path $TestDrive "$name.dat"
        [System.IO.File]::WriteAllBytes($file, $bytes)
        $m = New-MemMap $file S20 r
        $m | ConvertFrom-MemMap -Encoding $name | Should -Be $texts
        $records = New-MemMap $file ([ordered]@{ name = 'S20' }) r
        ($records | ConvertFrom-MemMap -Encoding $encoding).name | Should -Be $texts
        # What was read is written as the bytes that it was.
        $again = $records | ConvertFrom-MemMap -Encoding $name |
            ConvertTo-MemMap (Join-Path $TestDrive "$name.new") ([ordered]@{ name = 'S20' })
        $again.ToBytes() | Should -Be $bytes
    }

    It 'names the encodings that there are' {
        { [MemMap.NDArray]::Zeros(1, 'S4') | ConvertFrom-MemMap -Encoding utf9 } | Should -Throw '*utf9*'
    }
}
