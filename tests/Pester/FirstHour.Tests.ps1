# What somebody types in the first hour, with Get-Help alone: the error or the output has the line that works.

BeforeAll {
    Import-Module $PSScriptRoot/../../artifacts/MemMap -Force
    Set-Location $TestDrive

    # The message of the first error of a script.
    function ErrorOf([scriptblock] $Script) {
        try {
            $ErrorActionPreference = 'Stop'
            & $Script | Out-Null
        }
        catch {
            "$_"
        }
    }

    function BytesOf([string] $Name, [byte[]] $Bytes) {
        [IO.File]::WriteAllBytes("$TestDrive/$Name", $Bytes)
    }

    BytesOf tlv.bin (1, 2, 65, 66, 2, 3, 67, 68, 69)
    Register-MemMapType -Definition 'struct first_tlv { uint8_t tag; uint8_t len; uint8_t value[len]; };'
    $tone = [Text.Encoding]::Latin1.GetBytes("RIFF`u{28}`0`0`0WAVEfmt `u{10}`0`0`0`u{1}`0`u{1}`0`u{40}`u{1f}`0`0" +
        "`u{80}>`0`0`u{2}`0`u{10}`0data`u{4}`0`0`0`u{1}`0`u{2}`0")
    BytesOf tone.wav $tone
}

AfterAll {
    Close-MemMap -All
    Unregister-MemMapType first_*
    Set-Location $PSScriptRoot
}

Describe 'Types of variable length' {
    It 'names Get-MemMapRecord where an array of them does not fit the file' {
        ErrorOf { New-MemMap tlv.bin first_tlv } |
            Should -BeLike "*records of first_tlv differ in length*Get-MemMapRecord '*tlv.bin' first_tlv*"
        ErrorOf { New-MemMap tlv.bin first_tlv } | Should -Not -BeLike '*-Shape*'
        ErrorOf { New-MemMap tlv.bin u2 } | Should -BeLike '*-Shape 1*'
        (Get-MemMapRecord tlv.bin first_tlv).Count | Should -Be 2
    }

    It 'names it for the members of an archive' {
        Compress-Archive tlv.bin a.zip -Force
        ErrorOf { Get-MemMapMember a.zip } | Should -BeLike "*Get-MemMapRecord '*a.zip' zip_local*"
    }
}

Describe 'Files that were lost' {
    It 'says of a deleted file that it is, and warns once' -Skip:$IsWindows {
        $k = New-MemMap lost.dat u1 w+ -Shape 4
        @(Get-MemMap)[-1].LostFile | Should -BeNullOrEmpty
        Remove-Item lost.dat
        @(Get-MemMap)[-1].LostFile | Should -Be 'deleted or moved'
        Get-MemMap | Out-String -Width 300 | Should -BeLike '*lost.dat (deleted or moved)*'
        $k | Invoke-MemMapFlush -WarningVariable flushed -WarningAction SilentlyContinue
        $k | Close-MemMap -WarningVariable closed -WarningAction SilentlyContinue
        "$flushed" | Should -BeLike "*lost.dat' was deleted or moved*Export-MemMap*"
        $closed | Should -BeNullOrEmpty
    }

    # On Windows too: a map lets its file be moved.
    It 'says of a moved file that it is, and warns once' {
        $k = New-MemMap moved.dat u1 w+ -Shape 4
        Rename-Item moved.dat there.dat
        @(Get-MemMap)[-1].LostFile | Should -Be 'deleted or moved'
        $k | Set-MemMapValue 1 5
        $k | Close-MemMap -WarningVariable closed -WarningAction SilentlyContinue
        "$closed" | Should -BeLike "*moved.dat' was deleted or moved*"
        [System.IO.File]::ReadAllBytes("$PWD/there.dat") | Should -Be 0, 5, 0, 0
    }

    It 'says of a replaced file that it is' -Skip:$IsWindows {
        $k = New-MemMap old.dat u1 w+ -Shape 4
        BytesOf new.dat (1, 2, 3, 4)
        Move-Item new.dat old.dat -Force
        @(Get-MemMap)[-1].LostFile | Should -Be 'replaced'
        $k | Close-MemMap -WarningVariable closed -WarningAction SilentlyContinue
        "$closed" | Should -BeLike "*old.dat' was replaced*"
    }

    It 'warns of no file that is there, and of none that is only read' {
        BytesOf read.dat (1, 2, 3, 4)
        $r = New-MemMap read.dat -Mode r
        $w = New-MemMap read.dat
        $w | Close-MemMap -WarningVariable written -WarningAction SilentlyContinue
        if (-not $IsWindows) {
            Remove-Item read.dat
        }
        $r | Close-MemMap -WarningVariable read -WarningAction SilentlyContinue
        @($written) + @($read) | Should -BeNullOrEmpty
    }
}

Describe 'Files of no known type' {
    It 'says what <Name> is' -ForEach @(
        @{ Name = 'empty.bin'; Bytes = @(); Text = 'is empty' }
        @{ Name = 'text.txt'; Bytes = [Text.Encoding]::UTF8.GetBytes("grün`n" * 900); Text = 'looks like text: Get-Content*' }
        @{ Name = 'wide.txt'; Bytes = [byte[]] (0xff, 0xfe, 65, 0); Text = 'looks like text*' }
        @{ Name = 'random.bin'; Bytes = [byte[]] (200, 1, 7, 0, 9); Text = 'has no known magic at its start*' }
    ) {
        BytesOf $Name $Bytes
        ErrorOf { Get-MemMapType -Path $Name } | Should -BeLike "'*$Name' $Text"
    }

    It 'names the format that has to be asked for' {
        Get-MemMapType tone.wav -Verbose 4>&1 | Out-String | Should -BeLike '*-Format Wav*'
        New-MemMap tone.wav -Mode r -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] } | Out-String |
            Should -BeLike '*-Format Wav*'
        ErrorOf { Get-MemMapMember tone.wav } | Should -BeLike '*-Format Wav*'
        ErrorOf { Show-MemMap tone.wav Image } | Should -BeLike '*-Format Wav*'
        ErrorOf { New-MemMap tone.wav -Member data -Mode r } | Should -BeLike '*seems to be Wav*-Format Wav*'
    }
}

Describe 'Definitions in C' {
    It 'takes -Align beside the definition alone' {
        (Register-MemMapType 'struct first_al { uint8_t a; uint32_t b; }' -Align -PassThru).ItemSize | Should -Be 8
        (Register-MemMapType -Definition 'struct first_al { uint8_t a; uint32_t b; }' -Align -PassThru).ItemSize | Should -Be 8
        ErrorOf { Register-MemMapType first_x 'u1, u4' -Align } | Should -BeLike '*-Definition*'
    }

    It 'tells where padding would differ' {
        Register-MemMapType 'struct first_pk { uint8_t a; uint32_t b; }' 3>&1 | Out-String |
            Should -BeLike '*first_pk* is packed: 5 bytes.*8 bytes*-Align*'
        Register-MemMapType 'struct first_same { uint32_t a; uint32_t b; }' 3>&1 | Should -BeNullOrEmpty
    }

    It 'names what replaces <Type>' -ForEach @(
        @{ Type = 'struct in_addr'; Name = 'ipaddress' }
        @{ Type = 'struct in6_addr'; Name = 'ip6address' }
        @{ Type = 'IN_ADDR'; Name = 'ipaddress' }
        @{ Type = 'struct timeval'; Name = 'int64_t tv_usec' }
        @{ Type = 'SYSTEMTIME'; Name = 'WORD name`[8`]' }
    ) {
        ErrorOf { New-MemMap tlv.bin "struct { $Type x; }" } | Should -BeLike "*$Name*"
    }
}

Describe 'Values that do not fit' {
    It 'names the field' {
        $e = [MemMap.NDArray]::Zeros(3, [ordered]@{ id = 'i4'; n = 'u2'; at = 'M8[s]' })
        $e[0].id | Should -Be 0
        ErrorOf { $e[1] = @{ id = 1; n = 70000; at = '2026-01-01' } } | Should -BeLike "field 'n': integer 70000 is out of bounds*"
        ErrorOf { $e | Set-MemMapValue 1 @{ id = 1; n = 70000; at = '2026-01-01' } } | Should -BeLike "field 'n': integer 70000*"
        ErrorOf { $e[1] = @{ id = 1; n = 7; at = 'nonsense' } } | Should -BeLike "field 'at': *"
    }

    It 'names ip6address for an address of version 6' {
        $ip = [MemMap.NDArray]::Zeros(2, 'ipaddress')
        ErrorOf { $ip[0] = 'fe80::1' } | Should -BeLike '*ip6address*'
        ErrorOf { $ip[0] = 'fe80' } | Should -Not -BeLike '*ip6address*'
    }

    It 'tells how text gets into bytes' {
        BytesOf t.bin (65..75)
        $m = New-MemMap t.bin
        ErrorOf { $m[3] = 'PASSWORD' } | Should -BeLike "*-Bytes 'text'"
        ErrorOf { $m | Set-MemMapValue 3 'PASSWORD' } | Should -BeLike "*uint8; text is written into bytes with -Bytes*"
        $m | Close-MemMap
    }

    It 'has the file in the error of a match that is piped' {
        Set-Content some.txt 'some text'
        ErrorOf { Find-MemMapValue some some.txt | Set-MemMapValue -Bytes 'SOME' } | Should -BeLike "*Set-MemMapValue '*some.txt' `$found*"
        $found = Find-MemMapValue some some.txt
        Set-MemMapValue some.txt $found -Bytes 'SOME'
        Get-Content some.txt | Should -Be 'SOME text'
    }
}

Describe 'Maps and files by name' {
    It 'gives one error for arrays and a file to join' {
        $parts = [MemMap.NDArray]::Arange(8) | Split-MemMap 4
        # The list is full at 256.
        $Error.Clear()
        try {
            $parts | Join-MemMap joined.dat
        }
        catch {
            $null = $_
        }
        $Error.Count | Should -Be 1
        ErrorOf { $parts | Join-MemMap joined.dat } | Should -BeLike "*Join-MemMap | Export-MemMap 'joined.dat'*"
        ($parts | Join-MemMap).Size | Should -Be 8
    }

    It 'names the open map of that file name' {
        $null = New-Item -ItemType Directory sub -Force
        BytesOf sub/y.bin (1, 2)
        $y = New-MemMap sub/y.bin
        ErrorOf { Close-MemMap y.bin } | Should -BeLike "no map of 'y.bin' is open; one of '*sub?y.bin' is"
        ErrorOf { Close-MemMap z.bin } | Should -Be "no map of 'z.bin' is open"
        $y | Close-MemMap
    }
}

Describe 'The lines of about_MemMap' {
    It 'works as they are written' {
        $p = 1..4 | ForEach-Object { [pscustomobject]@{ Id = $_; Name = "n$($_ % 2)" } } | ConvertTo-MemMap p.dat
        ($p | ConvertFrom-MemMap -Where { $_.Id -eq 1 }).Name | Should -Be 'n1'
        ($p | Get-MemMapSlice ':3').Size | Should -Be 3
        $p[':3'].Size | Should -Be 3
        ($p | ConvertFrom-MemMap -OrderBy Id).Count | Should -Be 4
        @($p | Measure-MemMap -GroupBy Name).Count | Should -Be 2
        @(foreach ($r in $p | ConvertFrom-MemMap) { $r.Id }) | Should -Be (1..4)
        $id = $p['Id']
        $id.Eq(3).GetType().Name | Should -Be NDArray
        $id | Set-MemMapValue -Value 1 -Operation Add
        $id['1:3'].Item(0) | Should -Be 3
        $p | Close-MemMap
    }
}
