# What is piped into a cmdlet, and what is left out there: types of Get-MemMapType, their names, two files, a number in place of bytes.

BeforeAll {
    Import-Module $PSScriptRoot/../../artifacts/MemMap -Force
    Push-Location $TestDrive
    Copy-Item $PSScriptRoot/../Golden/formats/* .

    # The first error or warning of a script, as text; none is empty.
    function Get-Said([string] $Script) {
        try {
            & ([scriptblock]::Create($Script)) *>&1 | Where-Object {
                $_ -is [System.Management.Automation.ErrorRecord] -or $_ -is [System.Management.Automation.WarningRecord]
            } | Select-Object -First 1 | ForEach-Object { "$_" }
        } catch {
            "$_"
        }
    }

    $png = [byte[]](0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10) + [byte[]](0, 0, 0, 13) + [System.Text.Encoding]::ASCII.GetBytes('IHDR') +
        [byte[]](0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0, 1, 2, 3, 4) + [byte[]](0, 0, 0, 0) +
        [System.Text.Encoding]::ASCII.GetBytes('IEND') + [byte[]](0xae, 0x42, 0x60, 0x82)
    [System.IO.File]::WriteAllBytes("$TestDrive/dot.png", $png)
    $numbers = [MemMap.NDArray]::Array([int[]](1, 256, 3, 1))
    $records = [MemMap.NDArray]::Zeros(3, [ordered]@{ price = 'i4'; kind = 'S4' })
    $records['kind'][':'] = 'warn', 'WARN', 'info'
}

AfterAll {
    Get-MemMap | Close-MemMap
    Pop-Location
}

Describe 'A type of the pipeline' {
    It 'is the dtype of what is read: <_>' -ForEach @(
        'Get-MemMapType bmp | New-MemMap five.bmp -Mode r -Shape 1 | ForEach-Object { $_[0].height }'
        'Get-MemMapType five.bmp | New-MemMap -Mode r -Shape 1 | ForEach-Object { $_[0].height }'
        'Get-MemMapType bmp | New-MemMap -LiteralPath five.bmp -Mode r -Shape 1 | ForEach-Object { $_[0].height }'
        '(Get-MemMapType bmp | Get-MemMapSlice five.bmp 0 -Shape 1).height'
        '(Get-MemMapType bmp | Get-MemMapSlice -Path five.bmp 0 -Shape 1).height'
        '(Get-MemMapType bmp | Measure-MemMap five.bmp -Field height -Shape 1).Sum'
        '(Get-MemMapType five.bmp | Measure-MemMap -Field height -Shape 1).Sum'
        '(Get-MemMapType bmp | ConvertFrom-MemMap five.bmp -Shape 1).height'
        '(Get-MemMapType bmp | Find-MemMapValue -EQ 3 -Field height -Path five.bmp -Shape 1).Value'
    ) {
        & ([scriptblock]::Create($_)) | Should -Be 3
    }

    It 'is the type of the records of a file: <_>' -ForEach @(
        'Get-MemMapType zip_local | Get-MemMapRecord two.zip'
        'Get-MemMapType zip_local | Get-MemMapRecord -Path two.zip'
        'Get-MemMapType two.zip | Get-MemMapRecord'
    ) {
        (& ([scriptblock]::Create($_))).name | Should -Be 'a.txt', 'b/c.txt'
    }

    It 'asks for the file that is missing: <_>' -ForEach 'New-MemMap', 'Get-MemMapRecord', 'Measure-MemMap', 'Show-MemMap' {
        Get-Said "Get-MemMapType bmp | $_" |
            Should -Be "a type says how elements stand, and the file is missing: write Get-MemMapType bmp | $_ FILE"
    }

    It 'is given once' {
        Get-Said 'Get-MemMapType bmp | New-MemMap five.bmp f4' | Should -Be '-DType and -InputObject exclude one another'
        Get-Said 'Get-MemMapType bmp | Measure-MemMap five.bmp -DType f4' | Should -BeLike 'a data type is no array*'
    }

    It 'leaves files and names of files of the pipeline as they are' {
        ('five.bmp' | New-MemMap -Mode r).Size | Should -Be 102
        (Get-Item five.bmp | New-MemMap -Mode r).Size | Should -Be 102
        (Get-Item five.bmp | Measure-MemMap).Count | Should -Be 102
    }
}

Describe 'Names of types' {
    It 'come through the pipeline' {
        ('bmp', 'gpt*' | Get-MemMapType).Name | Should -Be 'bmp', 'gpt', 'gpt_entry'
        (Get-ChildItem two* | Get-MemMapType).Name | Should -Be 'pcap', 'zip_local'
    }

    It 'that are none have near ones: <Name>' -ForEach @(
        @{ Name = 'png_header'; Near = 'png?' }, @{ Name = 'bnp'; Near = 'bmp?' }, @{ Name = 'gpt_x'; Near = 'gpt?' }
        @{ Name = 'evtxx'; Near = 'evtx?' }, @{ Name = 'zip_header'; Near = 'zip_local, *' }
    ) {
        Get-Said "'$Name' | Get-MemMapType" | Should -BeLike "no data type is registered as '$Name'; did you mean $Near"
    }

    It 'with wildcards are told of by -Verbose alone' {
        Get-MemMapType 'nothing*' | Should -BeNullOrEmpty
        Get-MemMapType 'nothing*' -Verbose 4>&1 | Should -BeLike "No type has a name like 'nothing[*]'*"
    }

    It 'are told by -Verbose as they are registered' {
        $said = Register-MemMapType 'struct piped_reading { uint8_t id; double value; }' -Force -Verbose 4>&1
        "$said" | Should -BeLike '*Registered piped_reading: 9 bytes'
        Unregister-MemMapType piped_reading
    }
}

Describe 'Records of a file' {
    It 'have a type, and the error names it: <File>' -ForEach @(
        @{ File = 'two.zip'; Write = 'write Get-MemMapRecord ''two.zip'' zip_local' }
        @{ File = 'two.pcap'; Write = 'write Get-MemMapRecord ''two.pcap'' pcap_packet -Offset 24' }
        @{ File = 'tone.wav'; Write = 'write Get-MemMapRecord ''tone.wav'' riff_chunk -Offset 12' }
        @{ File = 'dot.png'; Write = 'write Get-MemMapRecord ''dot.png'' png_chunk -Offset 8' }
        @{ File = 'true.elf'; Write = 'it begins as elf64, which New-MemMap ''true.elf'' elf64 -Shape 1 reads; *' }
    ) {
        $expected = "it is not said what the records of '$File' are; $Write"
        Get-Said "Get-MemMapRecord $File" | Should -BeLike $expected
        Get-Said "Get-MemMapRecord -Path $File" | Should -BeLike $expected
        Get-Said "Get-Item $File | Get-MemMapRecord" | Should -BeLike '*not said what the records of*'
        Get-Said "New-MemMap $File -Mode r | Get-MemMapRecord" | Should -BeLike 'it is not said what the records are; write *'
    }

    It 'are read as the error says' {
        (Get-MemMapRecord dot.png png_chunk -Offset 8).type | Should -Be 'IHDR', 'IEND'
        (Get-MemMapRecord two.pcap pcap_packet -Offset 24).included | Should -Be 60, 60
        (Get-MemMapRecord tone.wav riff_chunk -Offset 12).id | Should -Be 'fmt ', 'data'
    }

    It 'begin behind a header, and the error says where: <File>' -ForEach @(
        @{ File = 'dot.png'; Type = 'png_chunk'; Header = 'png'; First = 8 }
        @{ File = 'two.pcap'; Type = 'pcap_packet'; Header = 'pcap'; First = 24 }
    ) {
        $expected = "$Header stands at the start, and the first $Type is at offset ${First}: add -Offset $First; *"
        Get-Said "Get-MemMapRecord $File $Type" | Should -BeLike $expected
        Get-Said "New-MemMap $File -Mode r | Get-MemMapRecord $Type" | Should -BeLike $expected
        Get-Said "Get-MemMapRecord $File $Type -Offset $First" | Should -BeNullOrEmpty
        Get-Said "New-MemMap $File -Mode r -Offset $First | Get-MemMapRecord $Type" | Should -BeNullOrEmpty
        Get-Said "Get-MemMapRecord $File $Type -SkipMagicCheck -First 1" | Should -Not -BeLike $expected
    }
}

Describe 'A short magic' {
    It 'in the middle of a file suggests no type' {
        # The type of the first segment of a program is 6, as that of a packet in a capture.
        Get-Said 'New-MemMap true.elf pcapng -Mode r -Offset 64 -Shape 1' | Should -Not -BeLike '*pcapng_packet*fits*'
        Get-Said 'Get-MemMapRecord true.elf evtx_record -Offset 64' | Should -Not -BeLike '*fits there*'
        Get-Said 'Get-MemMapType -Path true.elf -Offset 64' | Should -BeLike '*has no known magic at offset 64;*'
    }
}

Describe 'Two files of the pipeline' {
    It 'are compared with one another' {
        $comparison = Get-Item mbr.img, gpt.img | Compare-MemMap
        Split-Path -Leaf $comparison.ReferenceFileName, $comparison.FileName | Should -Be 'mbr.img', 'gpt.img'
        $numbers, $numbers | Compare-MemMap -Quiet | Should -BeTrue
    }

    It 'are two' {
        Get-Said 'Get-Item mbr.img | Compare-MemMap' | Should -BeLike 'two arrays or files are compared, and 1 is piped; *'
        Get-Said 'Get-Item mbr.img, gpt.img, two.zip | Compare-MemMap' | Should -BeLike 'two arrays*, and 3 are piped; *'
        Get-Said 'Compare-MemMap' | Should -BeLike 'Compare-MemMap needs two arrays or files*'
    }

    It 'are each compared with one that is given' {
        Get-Item mbr.img, gpt.img | Compare-MemMap mbr.img -Quiet | Should -Be $true, $false
    }
}

Describe 'Numbers in place of bytes' {
    It 'are an error where elements are longer: <_>' -ForEach @(
        '$numbers | Find-MemMapValue 1', 'Find-MemMapValue 1 two.zip -DType int32 -Shape 10'
        '$records | Find-MemMapValue 1 -Field price'
    ) {
        Get-Said $_ | Should -Be '1 may be the value of elements, int32, or a byte: -EQ 1 finds the value, and -Pattern 1 the byte'
    }

    It 'name what finds them' {
        Get-Said '$records | Find-MemMapValue 1' | Should -BeLike '1 may be the value of a field or a byte: -Field price -EQ 1 *'
        Get-Said '$numbers | Find-MemMapValue 1, 3' | Should -BeLike '1, 3 may be *: { $_ -in 1, 3 } finds the values, and -Pattern *'
        Get-Said '$numbers | Find-MemMapValue 300' | Should -BeLike '*; -EQ 300 finds elements of that value'
        Get-Said '$numbers | Find-MemMapValue ''1''' | Should -BeLike '*searched as text; -EQ 1 finds elements of that value'
        Get-Said 'Find-MemMapValue $numbers 1' | Should -Be 'the array comes from the pipeline: $m | Find-MemMapValue -EQ 1'
        Get-Said 'Find-MemMapValue two.zip 1' | Should -BeLike '*write Find-MemMapValue ''two.zip'' -EQ 1 for a value, and *'
    }

    It 'are bytes where they can only be meant so: <_>' -ForEach @(
        '$numbers | Find-MemMapValue -Pattern 1', '$numbers | Find-MemMapValue -Bytes 1', '$numbers | Find-MemMapValue ([byte]1)'
        '$numbers | Find-MemMapValue ([byte[]](1))', '$numbers.View(''u1'') | Find-MemMapValue 1'
    ) {
        (& ([scriptblock]::Create($_))).Offset | Should -Be 0, 5, 12
    }
}

Describe 'Where nothing is found' {
    BeforeAll {
        [System.IO.File]::WriteAllText("$TestDrive/wide.txt", 'Hello World', [System.Text.Encoding]::Unicode)
        Set-Content log.txt 'Error here, and an error there'
    }

    It 'another way that finds something is told: <Script>' -ForEach @(
        @{ Script = 'Find-MemMapValue World wide.txt'; Write = '-Encoding unicode finds 1 match' }
        @{ Script = 'Find-MemMapValue world wide.txt'; Write = '-Encoding unicode -IgnoreCase finds 1 match' }
        @{ Script = 'Find-MemMapValue ERROR log.txt'; Write = 'upper and lower case differ; -IgnoreCase finds 2 matches' }
        @{ Script = 'Find-MemMapValue -Regex ERR.R log.txt'; Write = 'upper and lower case differ; -IgnoreCase finds 2 matches' }
        @{
            Script = '$records | Find-MemMapValue -Field kind -EQ INFO'
            Write = '-EQ looks at upper and lower case, as -ceq does; -IgnoreCase finds 1 match'
        }
    ) {
        Get-Said $Script | Should -Be "nothing was found: $Write"
    }

    It 'nothing is told where none does: <_>' -ForEach @(
        'Find-MemMapValue nowhere log.txt', '$records | Find-MemMapValue -Field kind -EQ none', 'Find-MemMapValue ERROR log.txt -IgnoreCase'
    ) {
        Get-Said $_ | Should -BeNullOrEmpty
    }
}

Describe 'Numbers of a type' {
    It 'keep it where all have it: <DType>' -ForEach @(
        @{ Values = [byte[]](1, 2); DType = 'uint8' }, @{ Values = [sbyte[]](1, -2); DType = 'int8' }
        @{ Values = [int16[]](1, -2); DType = 'int16' }, @{ Values = [uint16[]](1, 2); DType = 'uint16' }
        @{ Values = [uint32[]](1, 2); DType = 'uint32' }, @{ Values = [uint64[]](1, 2); DType = 'uint64' }
        @{ Values = [single[]](0.5, 0.1); DType = 'float32' }, @{ Values = [Half[]](0.5, 0.1); DType = 'float16' }
        @{ Values = [int[]](1, 2); DType = 'int64' }, @{ Values = [long[]](1, 2); DType = 'int64' }
        @{ Values = [double[]](0.5, 2); DType = 'float64' }, @{ Values = [decimal[]](0.5, 2); DType = 'float64' }
        @{ Values = (1, 2); DType = 'int64' }, @{ Values = (, [single[]](1, 2)); DType = 'float32' }
    ) {
        $array = $Values | ConvertTo-MemMap
        "$($array.DType)", $array.Size | Should -Be $DType, 2
        "$(($Values | ConvertTo-MemMap typed.dat).DType)" | Should -Be $DType
    }

    It 'are numbers in general where types differ: <DType>' -ForEach @(
        @{ Values = [byte]1, 2; DType = 'int64' }, @{ Values = [byte]1, 300; DType = 'int64' }
        @{ Values = [single]1, 0.1; DType = 'float64' }, @{ Values = [byte]1, 0.5; DType = 'float64' }
        @{ Values = [byte]1, $null; DType = 'float64' }, @{ Values = 1, [byte]2; DType = 'int64' }
        @{ Values = [uint64]1, -1; DType = 'int64' }, @{ Values = [int16]1, [single]0.5; DType = 'float64' }
    ) {
        $array = $Values | ConvertTo-MemMap
        "$($array.DType)" | Should -Be $DType
        "$($array[1])" | Should -Be "$($Values[1] ?? [double]::NaN)"
    }

    It 'that come late make them so' {
        $array = & { [byte[]]::new(3000); 300 } | ConvertTo-MemMap late.dat
        "$($array.DType)", $array.Size, $array[3000] | Should -Be 'int64', 3001, 300
        $array = & { [single[]]::new(3000); 0.1 } | ConvertTo-MemMap late2.dat
        "$($array.DType)", $array[3000] | Should -Be 'float64', 0.1
    }

    It 'in properties are int64 and float64' {
        "$(([pscustomobject]@{ a = [byte]1; b = [single]0.5 } | ConvertTo-MemMap).DType)" | Should -Be "[('a', '<i8'), ('b', '<f8')]"
    }
}

Describe 'The bytes of a file that has arrays' {
    It 'say so where they are printed, drawn and measured: <_>' -ForEach 'tone.wav', 'five.bmp' {
        $format = $_ -eq 'tone.wav' ? 'Wav' : 'Bmp'
        $line = "the bytes of a file that seems to be ${format}: New-MemMap '$TestDrive/$_' -Format $format opens its arrays"
        $map = New-MemMap $_ -Mode r
        (($map | Out-String -Width 300).TrimEnd() -split '\r?\n')[-1] | Should -Be $line
        Get-Said "Show-MemMap $_ Line" | Should -Be "these are $line"
        Get-Said "Show-MemMap $_ Histogram" | Should -Be "these are $line"
        Get-Said "Measure-MemMap $_" | Should -Be "these are $line"
        "$($map.DType)", $map.NDim | Should -Be 'uint8', 1
    }

    It 'say nothing where bytes or arrays are meant: <_>' -ForEach @(
        'Show-MemMap tone.wav', 'Show-MemMap tone.wav Line -Format Wav', 'Measure-MemMap tone.wav -Format Wav', 'Measure-MemMap two.zip'
        'Measure-MemMap tone.wav -DType int16 -Offset 44', 'Get-MemMapHash tone.wav', 'Find-MemMapValue data tone.wav'
    ) {
        Get-Said $_ | Should -BeNullOrEmpty
    }
}

Describe 'A header that a file begins with' {
    It 'is told, if what follows is none' {
        $elf = [byte[]]::new(192)
        ([byte[]](0x7f, 0x45, 0x4c, 0x46, 2, 1, 1)).CopyTo($elf, 0)
        [System.IO.File]::WriteAllBytes("$TestDrive/three.elf", $elf)
        Get-Said "New-MemMap $TestDrive/three.elf elf64 -Mode r" |
            Should -BeLike "only the first of 3 elements of '*three.elf' is elf64, for in the second *: -Shape 1 opens that one alone"
        Get-Said "New-MemMap $TestDrive/three.elf elf64 -Mode r -Shape 1" | Should -BeNullOrEmpty
        Get-Said "New-MemMap $TestDrive/three.elf elf64 -Mode r -Shape 3" | Should -BeNullOrEmpty
        Get-Said "New-MemMap $TestDrive/three.elf elf64 -Mode r -SkipMagicCheck" | Should -BeNullOrEmpty
    }
}

Describe 'One of several' {
    It 'has a verb and a noun of its own: <Said>' -ForEach @(
        @{
            Script = '$v = [MemMap.NDArray]::Array((200, 1), "uint8"); $v | Set-MemMapValue -Value { $_ * 2 }'
            Said = "1 of the values of *doesn't fit uint8, and was cast *keeps it in it"
        }
        @{ Script = 'New-MemMap one.bin f4 -Mode r'; Said = 'size of available data (1 byte) is not *' }
        @{ Script = 'New-MemMap one.bin -Mode r -Offset 2'; Said = '*which has 1 byte*' }
    ) {
        [System.IO.File]::WriteAllBytes("$TestDrive/one.bin", [byte[]](1))
        Get-Said $Script | Should -BeLike $Said
    }

    It 'is told so by a comparison' {
        (Compare-MemMap ([MemMap.NDArray]::Arange(2)) ([MemMap.NDArray]::Arange(3))).Reason |
            Should -Be 'the second has 1 more element, from 2 on; the 2 before it were compared'
    }
}

Describe 'An address' {
    It 'has the name ipaddress' {
        Get-Said 'Get-MemMapType ipv4' | Should -Be "no data type is registered as 'ipv4'; an address is ipaddress"
        Get-Said 'New-MemMap two.zip ipv4 -Mode r' | Should -BeLike '*an address is ipaddress*'
    }

    It 'is compared as text that is one' {
        $log = [MemMap.NDArray]::Zeros(2, 'src ipaddress, port >u2')
        $log[0] = '10.0.0.1', 80
        $log[0].src -eq '10.0.0.1' | Should -BeTrue
        ($log | Find-MemMapValue -Field src -EQ 10.0.0.1).Index | Should -Be 0
        ($log | Find-MemMapValue { $_.src -eq '10.0.0.1' }).Index | Should -Be 0
        ($log | Find-MemMapValue { "$($_.src)" -like '10.*' }).Index | Should -Be 0
        Get-Said '$log | Find-MemMapValue -Field src -Like 10.*' | Should -BeLike '*-EQ ''10.0.0.1'' finds an address, and *'
    }
}
