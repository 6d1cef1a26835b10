# Chains of records of variable length, and places by offset.

BeforeAll {
    Import-Module $PSScriptRoot/../../artifacts/MemMap -Force
    $formats = Join-Path $PSScriptRoot .. Golden formats
    $header = 'LE struct { char id[4]; uint32_t size; };'

    function Map([byte[]]$Bytes) {
        $file = Join-Path $TestDrive "$([guid]::NewGuid()).bin"
        [System.IO.File]::WriteAllBytes($file, $Bytes)
        New-MemMap $file -Mode r
    }
}

Describe 'Get-MemMapRecord' {
    AfterEach {
        Get-MemMap | Close-MemMap
    }

    It 'walks the packets of a capture by the rule of their type' {
        $b = New-MemMap (Join-Path $formats two.pcap) -Mode r
        $packets = @($b | Get-MemMapRecord pcap_packet -Offset 24)
        $packets.Count | Should -Be ($b | Get-MemMapRecord pcap_packet -Offset 24 -Count)
        $packets[0].Offset, $packets[0].Index | Should -Be 24, 0
        $packets[1].Offset | Should -Be (40 + $packets[0].included)
        $packets[0].data.Size | Should -Be $packets[0].included
        $packets[0].data[0] | Should -Be $b[40]
        $packets[0].time | Should -BeOfType ([datetime])
    }

    It 'counts a negative offset from the end' {
        $b = New-MemMap (Join-Path $formats two.pcap) -Mode r
        ($b | Get-MemMapRecord pcap_packet -Offset -76).Offset | Should -Be ($b.Size - 76)
        ($b | Get-MemMapRecord pcap_packet -At -76).Offset | Should -Be ($b.Size - 76)
        $zip = New-MemMap (Join-Path $formats two.zip) -Mode r
        ($zip | Get-MemMapRecord zip_end -Offset -22).Index | Should -Be 0
        { $zip | Get-MemMapRecord zip_end -Offset (-1 - $zip.Size) -ErrorAction Stop } |
            Should -Throw '*counts from the end of the array, which has * bytes*' -ErrorId 'OffsetBeforeStart,*'
    }

    It 'goes on by -Next, computed or by a script' {
        $b = New-MemMap (Join-Path $formats tone.wav) -Mode r
        $fast = $b | Get-MemMapRecord $header -Offset 12 -Next { 8 + $_.size + ($_.size % 2) }
        $slow = $b | Get-MemMapRecord $header -Offset 12 -Next { [int](8 + $_.size) }
        $fast.id | Should -Be 'fmt ', 'data'
        $slow.id | Should -Be 'fmt ', 'data'
        $fast[1].Data.Size, $slow[1].Data.Size | Should -Be 3200, 3200
        ($b | Get-MemMapRecord riff_chunk -Offset 12).Offset | Should -Be 12, 36
    }

    It 'ends behind the record that -Until names, and takes -Skip and -First' {
        $b = New-MemMap (Join-Path $formats tone.wav) -Mode r
        ($b | Get-MemMapRecord riff_chunk -Offset 12 -Until { $_.id -eq 'fmt ' }).Index | Should -Be 0
        ($b | Get-MemMapRecord riff_chunk -Offset 12 -Skip 1).id | Should -Be 'data'
        ($b | Get-MemMapRecord riff_chunk -Offset 12 -First 1).id | Should -Be 'fmt '
        ($b | Get-MemMapRecord riff_chunk -Offset 12 -OffsetOnly).ToArray() | Should -Be 12, 36
    }

    It 'takes records by their offsets' {
        $b = New-MemMap (Join-Path $formats two.pcap) -Mode r
        $offsets = $b | Get-MemMapRecord pcap_packet -Offset 24 -OffsetOnly
        $packets = @($b | Get-MemMapRecord pcap_packet -At $offsets['::-1'])
        $packets.Offset | Should -Be 100, 24
        $packets.Index | Should -Be 0, 1
        ($b | Get-MemMapRecord pcap_packet -At 100).data.Size | Should -Be 60
        { $b | Get-MemMapRecord pcap_packet -At 24, 10000 -ErrorAction Stop } | Should -Throw '*at offset 10000*'
    }

    It 'walks records whose numbers are turned' {
        $b = Map ([byte[]](0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 60, 7, 8, 9))
        $packet = $b | Get-MemMapRecord '>pcap_packet'
        $packet.microseconds, $packet.included, $packet.original | Should -Be 2, 3, 60
        $packet.data.ToArray() | Should -Be 7, 8, 9
        ($b | Get-MemMapRecord '>pcap_packet' -Count) | Should -Be 1
    }

    It 'gives objects with the properties of the record, which last' {
        $b = New-MemMap (Join-Path $formats tone.wav) -Mode r
        $chunks = @($b | Get-MemMapRecord riff_chunk -Offset 12)
        $chunks[0].PSObject.Properties.Name | Should -Be 'Offset', 'Index', 'id', 'size', 'data', 'padding'
        $chunks.ID | Should -Be 'fmt ', 'data'
        "$($chunks[0])" | Should -BeLike '@{Offset=12; Index=0; id=fmt ; size=16; data=*'
        ($chunks | Select-Object id, size | ConvertTo-Json -Compress) | Should -Be '[{"id":"fmt ","size":16},{"id":"data","size":3200}]'
        ($chunks | Sort-Object size -Descending)[0].Index | Should -Be 1
        $chunks[0].GetType().Name | Should -Be 'riff_chunk'
        $r = $b | Get-MemMapRecord 'LE struct { char offset[4]; uint32_t index; };' -Offset 12 -First 1 -Next { 24 }
        $r.PSObject.Properties.Name | Should -Be 'offset', 'index', 'Data'
        $r.Offset | Should -Be 'fmt '
    }

    It 'gives records that can be written to a map of their type' {
        $b = New-MemMap (Join-Path $formats two.pcap) -Mode r
        $packets = @($b | Get-MemMapRecord pcap_packet -Offset 24)
        $m = New-MemMap (Join-Path $TestDrive heads.dat) pcap_packet w+ -Shape 2
        $m[1] = $packets[1]
        $m | Set-MemMapValue 0 $packets[0]
        $m.ToBytes() | Should -Be @($b['24:40'].ToBytes() + $b['100:116'].ToBytes())
        $heads = $packets | ConvertTo-MemMap (Join-Path $TestDrive heads2.dat) pcap_packet
        $heads.ToBytes() | Should -Be $m.ToBytes()
        $turned = New-MemMap (Join-Path $TestDrive turned.dat) '>pcap_packet' w+ -Shape 1
        $turned[0] = $packets[1]
        $turned[0].time, $turned[0].included | Should -Be $packets[1].time, 60
    }

    It 'walks the chunks and records of formats: <type>' -ForEach @(
        @{ file = 'seven.png'; type = 'png_chunk'; offset = 8; field = 'type'; values = 'IHDR', 'IDAT', 'IEND' }
        @{ file = 'one.pcapng'; type = 'pcapng_block'; offset = 0; field = 'type'; values = 'SectionHeader', 'Interface', 'EnhancedPacket' }
        @{ file = 'eight.webp'; type = 'riff_chunk'; offset = 12; field = 'id'; values = 'VP8L' }
        @{ file = 'small.macho'; type = 'macho_command'; offset = 32; field = 'size'; values = 24 }
        @{ file = 'one.evtx'; type = 'evtx_record'; offset = 4608; field = 'id'; values = 9 }
    ) {
        $b = New-MemMap (Join-Path $PSScriptRoot .. Golden types $file) -Mode r
        ($b | Get-MemMapRecord $type -Offset $offset).$field | ForEach-Object { "$_" } | Should -Be ($values | ForEach-Object { "$_" })
    }

    It 'says where the members of a zip file are, if their sizes are not before them: <Name>' -ForEach @(
        @{ Name = 'behind the data'; Flag = 8; Size = 0 }, @{ Name = 'in 64 bits'; Flag = 0; Size = 0xff }
    ) {
        $bytes = [System.IO.File]::ReadAllBytes((Join-Path $formats two.zip))
        $bytes[6] = $bytes[6] -bor $Flag
        18..25 | ForEach-Object { $bytes[$_] = $Size }
        $zip = [MemMap.NDArray]::Array($bytes)
        { $zip | Get-MemMapRecord zip_local -ErrorAction Stop } | Should -Throw -ErrorId 'RecordBroken,*' (
            '*the chain is broken at record *sizes are 0 as they follow the data*0xffffffff as extra has them*' +
            'Get-MemMapRecord FILE zip_entry from the directory_offset of zip_end on')
        $end = $zip | Get-MemMapRecord zip_end -Offset -22
        ($zip | Get-MemMapRecord zip_entry -Offset $end.directory_offset).name | Should -Be a.txt, b/c.txt
    }

    It 'reads a member of a zip file with its name' {
        $b = New-MemMap (Join-Path $PSScriptRoot .. Golden types one.zip) -Mode r
        $member = $b | Get-MemMapRecord zip_local -First 1
        $member.name, "$($member.method)", $member.data.Size | Should -Be 'a.txt', 'Deflated', $member.compressed
        ($b | Get-MemMapRecord zip_entry -Offset ($member.Offset + 30 + 5 + $member.compressed) -First 1).name | Should -Be 'a.txt'
    }

    It 'has text, numbers and arrays between parts of variable length' {
        $b = Map ([byte[]](2, 65, 66, 3, 1, 2, 3, 0xEE, 0, 0, 68, 0, 9))
        $type = 'LE struct { uint8_t n; char name[n]; uint8_t m; uint8_t data[m]; uint16_t end; };'
        $r = $b | Get-MemMapRecord $type -First 1
        $r.name, $r.m, $r.end | Should -Be 'AB', 3, 0xEE
        $r.data.ToArray() | Should -Be 1, 2, 3
        ($b | Get-MemMapRecord 'struct { uint8_t k; char name[]; };' -Offset 9 -First 1).name | Should -Be 'D'
        ($b | Get-MemMapRecord 'struct { uint8_t k; uint8_t rest[EOF]; };' -Offset 9).rest.ToArray() | Should -Be 68, 0, 9
    }

    It 'ends a broken chain with an error, and what came before stands: <why>' -ForEach @(
        @{ bytes = 1, 9, 0; why = '*record 1, offset 2*length is 0*'; next = { $_.n } }
        @{ bytes = 2, 9, 200, 1; why = '*record 1, offset 2*200*'; next = { $_.n } }
    ) {
        $b = Map ([byte[]]$bytes)
        if ($bytes[0] -eq 1) { $b.Close(); $b = Map ([byte[]](2, 9, 0, 0)) }
        $found = $b | Get-MemMapRecord 'struct { uint8_t n; uint8_t k; };' -Next $next -ErrorVariable failed -ErrorAction SilentlyContinue
        $found.Index | Should -Be 0
        "$failed" | Should -BeLike $why
        $failed[0].FullyQualifiedErrorId | Should -Be 'RecordBroken,MemMap.Commands.GetMemMapRecordCommand'
    }

    It 'says in which of several files a chain is broken' {
        $one, $two = "$TestDrive/one.chain", "$TestDrive/two.chain"
        [System.IO.File]::WriteAllBytes($one, [byte[]](2, 9))
        [System.IO.File]::WriteAllBytes($two, [byte[]](2, 9, 200, 1))
        $with = @{ Next = { $_.n }; ErrorVariable = 'failed'; ErrorAction = 'SilentlyContinue' }
        $type = 'struct { uint8_t n; uint8_t k; };'
        (Get-MemMapRecord $type $one, $two @with).Index | Should -Be 0, 0
        "$failed" | Should -BeLike "*record 1, offset 2*(in '*two.chain')"
        (Get-Item $one, $two | Get-MemMapRecord $type @with).Index | Should -Be 0, 0
        "$failed" | Should -BeLike "*record 1, offset 2*(in '*two.chain')"
        (Get-MemMapRecord $type $two @with).Index | Should -Be 0
        "$failed" | Should -Not -BeLike '*(in *'
    }

    It 'says that nothing tells how long a record is' {
        $b = Map ([byte[]](1..8))
        { $b | Get-MemMapRecord 'struct { uint8_t n; uint8_t data[]; };' -ErrorAction Stop } | Should -Throw '*give -Next*'
    }

    It 'ends where the next part of a format begins' {
        $zip = New-MemMap (Join-Path $formats two.zip) -Mode r
        $verbose = $($members = $zip | Get-MemMapRecord zip_local -ErrorAction Stop -Verbose) 4>&1
        $members.name | Should -Be a.txt, b/c.txt
        $directory = [long](New-MemMap $zip.FileName zip_end r -Offset -22)[0].directory_offset
        "$verbose" | Should -Be "The chain ends at offset $directory, where zip_entry begins"
        $zip | Get-MemMapRecord zip_local -Count -ErrorAction Stop | Should -Be 2
        ($zip | Get-MemMapRecord zip_entry -Offset $directory -ErrorAction Stop).Count | Should -Be 2
    }

    It 'ends where a type of the same definition begins' {
        Register-MemMapType ('typedef LE struct { char id[2] = "AA"; uint8_t n; uint8_t data[n]; } chain_a;' +
            'typedef LE struct { char id[2] = "BB"; } chain_b;')
        $b = Map ([byte[]](65, 65, 1, 0, 65, 65, 0, 66, 66, 7))
        ($b | Get-MemMapRecord chain_a -ErrorAction Stop).Count | Should -Be 2
        { $b | Get-MemMapRecord chain_a -Offset 7 -ErrorAction Stop } | Should -Throw '*record 0, offset 7*'
        { $b | Get-MemMapRecord chain_a -At 0, 7 -ErrorAction Stop } | Should -Throw '*offset 7*chain_b fits there*'
        Unregister-MemMapType chain_a, chain_b
    }

    It 'ends with an error where a record has not the magic of its type' {
        $first = [byte[]](0x50, 0x4b, 3, 4) + [byte[]]::new(26)
        $b = Map ($first + [byte[]](0x51, 0x4b, 1, 2) + [byte[]]::new(42))
        $read = $b | Get-MemMapRecord zip_local -ErrorAction SilentlyContinue -ErrorVariable failure
        $read.Count | Should -Be 1
        "$failure" | Should -BeLike '*record 1, offset 30: it is no zip_local, as magic is 0x02014b51, not 0x04034b50*'
        ($b | Get-MemMapRecord zip_local -Offset 30 -First 1 -SkipMagicCheck).Offset | Should -Be 30
    }

    It 'refuses a part beyond the end' {
        $b = Map ([byte[]](200, 1, 2))
        { $b | Get-MemMapRecord 'struct { uint8_t n; uint8_t data[n]; };' -ErrorAction Stop } |
            Should -Throw "*record 0, offset 0: 'data' has 200 bytes at offset 1, and the array ends at 3"
    }
}

Describe 'Places by offset' {
    AfterEach {
        Get-MemMap | Close-MemMap
    }

    It 'reads elements, arrays and text' {
        $b = New-MemMap (Join-Path $formats tone.wav) -Mode r
        $b.At(24, 'u4') | Should -Be 8000
        $b.At(22, '<u2', 2).ToArray() | Should -Be 2, 8000
        $b.At(12, 'riff_chunk').id | Should -Be 'fmt '
        $b.TextAt(0, 4) | Should -Be 'RIFF'
        { $b.At(1000000, 'u4') } | Should -Throw '*4 bytes at offset 1000000 are not within the * bytes of the array*'
        { $b.TextAt(0, 4, 'utf-99') } | Should -Throw "*'utf-99' is no known encoding*"
        $u = Map ([byte[]](65, 0, 66, 0, 0, 0, 67, 0))
        $u.TextAt(0, 4, 'utf-16') | Should -Be 'AB'
        $u.TextAt(0) | Should -Be 'A'
    }
}
