# Digests of arrays, and that a slice never stands for its file.

BeforeAll {
    Import-Module $PSScriptRoot/../../artifacts/MemMap -Force
}

Describe 'Get-MemMapHash' {
    BeforeAll {
        $file = Join-Path $TestDrive data.bin
        [System.IO.File]::WriteAllBytes($file, [byte[]](0..255 * 40))
    }

    AfterEach {
        Get-MemMap | Close-MemMap
    }

    It 'is Get-FileHash for a whole file: <_>' -ForEach 'MD5', 'SHA1', 'SHA256', 'SHA384', 'SHA512' {
        $expected = Get-FileHash $file -Algorithm $_
        $maps = @{}, @{ DType = '>f8' }, @{ Shape = 10, 1024; Order = 'F' }, @{ Access = 'Buffered' }, @{ DType = 'i4'; Shape = 2, 5, 256 }
        foreach ($arguments in $maps) {
            $m = New-MemMap $file -Mode r @arguments
            $hash = ($arguments.Order ? $m.T : $m) | Get-MemMapHash $_
            $hash.Hash, $hash.Algorithm, $hash.FileName | Should -Be $expected.Hash, $expected.Algorithm, $file
            $hash.Offset, $hash.Length | Should -Be 0, 10240
        }
    }

    It 'is SHA256 if nothing is said, and hashes a part alone' {
        $m = New-MemMap $file -Mode r
        $part = Join-Path $TestDrive part.bin
        foreach ($slice in '100:200', '::-3', '0:0') {
            $m[$slice] | Export-MemMap $part -Format Raw
            ($m[$slice] | Get-MemMapHash).Hash | Should -Be (Get-FileHash $part).Hash
            (Get-FileHash -InputStream $m[$slice].AsStream()).Hash | Should -Be (Get-FileHash $part).Hash
        }
    }

    It 'takes arrays in memory, members of archives and arrays of another process' {
        $a = [MemMap.NDArray]::Arange(0, 1000)
        $expected = ($a | Get-MemMapHash XXH128).Hash
        $a | Export-MemMap $TestDrive/a.npz
        $a | Export-MemMap $TestDrive/c.npz -Compress
        foreach ($m in (New-MemMap $TestDrive/a.npz), (New-MemMap $TestDrive/c.npz)) {
            ($m | Get-MemMapHash xxh128).Hash | Should -Be $expected
            Export-Clixml $TestDrive/sent.xml -InputObject $m
            (Import-Clixml $TestDrive/sent.xml | Get-MemMapHash XXH128).Hash | Should -Be $expected
        }
        ($a | Get-MemMapHash).FileName | Should -BeNullOrEmpty
    }

    It 'gives a line for each block' {
        $m = New-MemMap $file -Mode r
        $lines = $m | Get-MemMapHash CRC32 -BlockSize 4KB
        $lines.Offset | Should -Be 0, 4096, 8192
        $lines | ForEach-Object Length | Should -Be 4096, 4096, 2048
        $lines[0].Hash | Should -Be $lines[1].Hash
        $lines[2].Hash | Should -Be ($m['8192:'] | Get-MemMapHash CRC32).Hash
        $m['0:0'] | Get-MemMapHash -BlockSize 1 | Should -BeNullOrEmpty
    }

    It 'fails on a closed map and on an algorithm that is none' {
        $m = New-MemMap $file -Mode r
        { $m | Get-MemMapHash MD6 } | Should -Throw '*XXH3*'
        $m | Close-MemMap
        { $m | Get-MemMapHash -ErrorAction Stop } | Should -Throw '*closed*'
    }
}

Describe 'A slice that is piped to a cmdlet for files' {
    BeforeAll {
        $file = Join-Path $TestDrive precious.bin
        [System.IO.File]::WriteAllBytes($file, [byte[]](0..99))
        # The parameters by which cmdlets find files in the properties of what is piped to them.
        $names = Get-Command -CommandType Cmdlet -Module Microsoft.PowerShell.* | ForEach-Object { $_.Parameters.Values } |
            Where-Object { $_.Attributes.ValueFromPipelineByPropertyName -contains $true -and $_.Name -match 'Path$' } |
            ForEach-Object { $_.Name; $_.Aliases } | Sort-Object -Unique
    }

    AfterEach {
        Get-MemMap | Close-MemMap
    }

    It 'does not name its file to any of them, and nor does what was found, measured, compared or hashed in it' {
        $names | Should -Contain 'LiteralPath'
        $m = New-MemMap $file -Mode r
        $all = @($m['2:5']; $m; Get-MemMap; $m | Find-MemMapValue -EQ 7; $m | Find-MemMapValue -Pattern 07; $m | Measure-MemMap
            $m | Compare-MemMap ($m + 1); $m | ConvertFrom-MemMap -WithIndex | Select-Object -First 1; $m | Get-MemMapHash)
        foreach ($object in $all) {
            $names | Where-Object { $null -ne $object.psobject.Properties[$_] } | Should -BeNullOrEmpty
        }
    }

    It 'leaves the file alone: <_>' -ForEach @(
        'Remove-Item', 'Move-Item -Destination moved', 'Clear-Content', 'Set-Content -Value 1', 'Rename-Item -NewName x'
    ) {
        $m = New-MemMap $file -Mode r
        $slice = $m['2:5']
        $command = [scriptblock]::Create("`$slice | $_ -ErrorAction SilentlyContinue")
        try { $null = & $command } catch { $null = $_ }
        $m | Close-MemMap
        [System.IO.File]::ReadAllBytes($file) | Should -Be (0..99)
    }

    It 'is not hashed as the whole file' {
        $m = New-MemMap $file -Mode r
        @($m['2:5'] | Get-FileHash -ErrorAction SilentlyContinue).Hash | Should -Not -Contain (Get-FileHash $file).Hash
    }
}
