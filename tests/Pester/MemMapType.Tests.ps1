# Names for dtypes, and the examples that read real formats with them.

BeforeAll {
    Import-Module $PSScriptRoot/../../artifacts/MemMap -Force
    $formats = Join-Path $PSScriptRoot .. Golden formats
    $examples = Join-Path $PSScriptRoot .. .. examples

    function Example([string]$Script, [string]$File) {
        & (Join-Path $examples $Script) (Join-Path $formats $File)
    }

    # Windows lets nobody replace a file's content while a map of it is open, and a script that ends by an error leaves its maps open.
    function Set-Byte([string]$Path, [byte[]]$Bytes) {
        Get-MemMap | Close-MemMap
        [IO.File]::WriteAllBytes($Path, $Bytes)
    }
}

Describe 'The magic of a named type' {
    It 'is an error where it is not in the file, which says what is and what fits' {
        $bytes = [IO.File]::ReadAllBytes((Join-Path $formats tone.wav))
        $bytes[3] = [byte][char]'X'
        $file = Join-Path $TestDrive rifx.wav
        Set-Byte $file $bytes
        $e = { New-MemMap $file wav r -Shape 1 -ErrorAction Stop } | Should -Throw -PassThru
        "$e" | Should -Be ("'$file' has no wav there: riff is 'RIFX', not 'RIFF'; -DType '>wav' fits; " +
            "New-MemMap -SkipMagicCheck opens it all the same")
        $e.FullyQualifiedErrorId | Should -BeLike 'MagicMismatch,*'
        $e.CategoryInfo.Category | Should -Be InvalidData
        (New-MemMap $file '>wav' r -Shape 1 | Out-String).Trim() | Should -BeLike '>wav (1,) r *'
        (New-MemMap $file wav r -Shape 1 -SkipMagicCheck)[0].riff | Should -Be RIFX
    }

    It 'is given to a type of one''s own' {
        Register-MemMapType sample ([ordered]@{ magic = 'S4'; version = '<u2' }) -Magic @{ magic = 'SMPL'; version = 1, 2 }
        $file = Join-Path $TestDrive sample.bin
        Set-Byte $file (83, 77, 80, 76, 2, 0)
        (New-MemMap $file sample r)[0].version | Should -Be 2
        Set-Byte $file (83, 77, 80, 76, 3, 0)
        { New-MemMap $file sample r -ErrorAction Stop } | Should -Throw '*version is 3, not 1 or 2*'
        { Register-MemMapType sample2 ([ordered]@{ magic = 'S4' }) -Magic @{ magic = 'SMPLE' } -ErrorAction Stop } |
            Should -Throw "the magic of field 'magic' does not fit it: *"
        { Register-MemMapType sample2 ([ordered]@{ magic = 'S4' }) -Magic @{ magik = 'SMPL' } -ErrorAction Stop } |
            Should -Throw "the magic names 'magik', which is no field; fields are magic"
    }

    It 'opens the records of wtmp in the layout of the machine that wrote them, and says so' {
        $records = [MemMap.NDArray]::Zeros(24, 'utmp_arm64')
        $records['type'] = 7
        $records['time'] = [datetime]'2024-02-29Z'
        $file = Join-Path $TestDrive wtmp
        $records | Export-MemMap $file -Format Raw
        $map = New-MemMap $file utmp r -WarningVariable said -WarningAction SilentlyContinue
        $map.Size, $map[0].time.Year | Should -Be 24, 2024
        $said | Should -Be ("'$file' has elements of utmp_arm64, and is opened as that; " +
            "New-MemMap -SkipMagicCheck opens it as utmp all the same")
        (New-MemMap $file utmp r -SkipMagicCheck).Size | Should -Be 25
    }
}

Describe 'Register-MemMapType' {
    It 'makes a name usable wherever a dtype is' {
        Register-MemMapType point3 ([ordered]@{ x = 'f4'; y = 'f4'; z = 'f4' })
        $file = Join-Path $TestDrive points.dat
        (New-MemMap $file point3 w+ -Shape 2).DType.ItemSize | Should -Be 12
        (New-MemMap $file -DType 'point3,point3').DType.ItemSize | Should -Be 24
        (New-MemMap $file ([ordered]@{ at = 'point3'; rest = 'V12' })).Field('at').Field('y').Shape | Should -Be 1
        ([MemMap.DType]'Point3').ItemSize | Should -Be 12
        Get-MemMap | Close-MemMap
    }

    It 'passes the type through with -PassThru' {
        $type = Register-MemMapType pester-type i4 -Description 'a number' -PassThru
        $type.Name, "$($type.DType)", $type.ItemSize, $type.Description, $type.IsBuiltIn |
            Should -Be @('pester-type', 'int32', 4, 'a number', $false)
    }

    It 'refuses <name>: <id>' -ForEach @(
        @{ name = 'float32'; id = 'TypeNameOfNumpy' }
        @{ name = 'I4'; id = 'TypeNameOfNumpy' }
        @{ name = 'a b'; id = 'TypeNameInvalid' }
        @{ name = 'utmp'; id = 'TypeNameTaken' }
    ) {
        { Register-MemMapType $name f8 -ErrorAction Stop } | Should -Throw -ErrorId "$id,MemMap.Commands.RegisterMemMapTypeCommand"
    }

    It 'replaces with -Force' {
        Register-MemMapType pester-forced i4
        Register-MemMapType pester-forced i4
        { Register-MemMapType pester-forced i2 -ErrorAction Stop } | Should -Throw
        Register-MemMapType pester-forced i2 -Force
        ([MemMap.DType]'pester-forced').ItemSize | Should -Be 2
    }
}

Describe 'Register-MemMapType with one argument' {
    AfterEach {
        Unregister-MemMapType pester_one*
    }

    It 'takes a definition in C, with or without its last semicolon' -ForEach @(
        'struct pester_one { uint32_t id; float value; };'
        'struct pester_one { uint32_t id; float value; }'
        'typedef struct { uint32_t id; float value; } pester_one'
        "typedef struct {`n    uint32_t id;`n    float value;`n} pester_one;`n"
    ) {
        Register-MemMapType $_
        (Get-MemMapType pester_one).Fields.Name | Should -Be id, value
    }

    It 'takes a header' {
        $header = Join-Path $TestDrive one.h
        Set-Content $header 'struct pester_one_a { uint8_t x; };', 'struct pester_one_b { uint16_t x; };'
        (Register-MemMapType $header -PassThru).Name | Should -Be pester_one_a, pester_one_b
    }

    It 'says what is missing of <_>' -ForEach @(
        @{ Argument = 'pester_one'; Like = "the data type of 'pester_one' is missing; write Register-MemMapType pester_one '*" }
        @{ Argument = 'i4,f8'; Like = "'i4,f8' is a data type, and its name is missing; write Register-MemMapType NAME 'i4,f8'" }
    ) {
        { Register-MemMapType $Argument -ErrorAction Stop } | Should -Throw $Like -ErrorId 'TypeMissing,*'
    }
}

Describe 'Unregister-MemMapType' {
    It 'removes a name, and maps that are open keep their dtype' {
        Register-MemMapType pester_gone ([ordered]@{ a = 'i4' })
        $m = New-MemMap (Join-Path $TestDrive gone.dat) pester_gone w+ -Shape 1
        Unregister-MemMapType pester_gone -WhatIf
        (Get-MemMapType pester_gone).ItemSize | Should -Be 4
        Unregister-MemMapType PESTER_gone
        $m[0].a | Should -Be 0
        $m | Close-MemMap
        { New-MemMap (Join-Path $TestDrive gone.dat) pester_gone } | Should -Throw "*'pester_gone' not understood*"
        { Unregister-MemMapType pester_gone -ErrorAction Stop } | Should -Throw -ErrorId 'NoSuchType,*'
    }

    It 'gives a built-in name its type again: <_>' -ForEach 'utmp', 'unixtime' {
        $before = (Get-MemMapType $_).ItemSize
        { Unregister-MemMapType $_ -ErrorAction Stop } | Should -Throw '*part of the module*' -ErrorId 'TypeBuiltIn,*'
        Register-MemMapType $_ 'V77' -Force
        (Get-MemMapType $_).ItemSize | Should -Be 77
        Unregister-MemMapType $_
        (Get-MemMapType $_).ItemSize | Should -Be $before
    }

    It 'takes wildcards, and types from the pipeline' {
        Register-MemMapType pester_w1 i4
        Register-MemMapType pester_w2 i4
        Get-MemMapType pester_w1 | Unregister-MemMapType
        Get-MemMapType pester_w* | ForEach-Object Name | Should -Be pester_w2
        Unregister-MemMapType pester_w*
        Get-MemMapType pester_w* | Should -BeNullOrEmpty
        Unregister-MemMapType pester_w*
    }

    It 'says nothing of files that fit a pattern: <_>' -ForEach 'wris*', '*rist' {
        Push-Location (New-Item -ItemType Directory (Join-Path $TestDrive "files$([guid]::NewGuid())"))
        Set-Content wrist 'no type'
        try {
            { Unregister-MemMapType $_ -WhatIf -ErrorAction Stop } | Should -Not -Throw
        } finally {
            Pop-Location
        }
    }

    It 'completes the registered names alone' {
        Register-MemMapType pester_tab i4
        $line = 'Unregister-MemMapType '
        [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText |
            Should -Contain pester_tab
        $line = 'Unregister-MemMapType utm'
        [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches |
            Should -BeNullOrEmpty
        Unregister-MemMapType pester_tab
    }
}

Describe 'Names of dtypes at the prompt' {
    It 'leads the name of a format to its parts' {
        { New-MemMap x zip } | Should -Throw '*did you mean zip_local, zip_entry or zip_end?*'
        { Get-MemMapType zip -ErrorAction Stop } | Should -Throw '*did you mean zip_local, zip_entry or zip_end?*'
        { New-MemMap x flaot32 } | Should -Throw '*did you mean float32?'
    }

    It 'completes first what the file begins as: <_>' -ForEach @(
        @{ Line = "New-MemMap '{0}/two.zip' -DType "; First = 'zip_local' }
        @{ Line = "New-MemMap '{0}/two.zip' "; First = 'zip_local' }
        @{ Line = "ConvertFrom-MemMap '{0}/tone.wav' "; First = 'wav' }
        @{ Line = "ConvertFrom-MemMap -Path '{0}/two.zip' -Offset -22 -DType "; First = 'zip_end' }
    ) {
        $text = $Line -f $formats
        $found = [System.Management.Automation.CommandCompletion]::CompleteInput($text, $text.Length, $null).CompletionMatches
        $found[0].CompletionText | Should -Be $First
        $found[0].ToolTip | Should -BeLike '*the file begins as one*'
        $found.CompletionText | Should -Contain uint8
    }
}

Describe 'Register-MemMapType -Definition' {
    AfterEach {
        Get-MemMap | Close-MemMap
    }

    It 'takes a struct in C' {
        Register-MemMapType -Definition @'
typedef struct {
    char magic[4];
    uint32_t size;
    WORD kind:4, flags:12;
    WCHAR name[16];
    union { uint32_t ip; uint8_t octets[4]; };
} pester_header;
'@
        $type = Get-MemMapType pester_header
        $type.ItemSize | Should -Be 46
        $type.Fields.Name | Should -Be magic, size, kind, flags, name, ip, octets
        $type.Definition | Should -BeLike 'typedef struct {*} pester_header;'
        $m = New-MemMap (Join-Path $TestDrive c.dat) pester_header w+ -Shape 2
        $m[1] = @{ magic = 'RIFF'; size = 5; kind = 3; flags = 777; name = 'hé'; octets = 1, 2, 3, 4 }
        $m[1].flags, $m[1].name, $m[1].ip | Should -Be 777, 'hé', 0x04030201
        $record = $m[1]
        $record.ip = 0x01010101
        $m[0] = $record
        $m[0].octets | Should -Be 1, 1, 1, 1
        ($m.Field('flags') | Find-MemMapValue -EQ 777).Count | Should -Be 2
        ($m.Field('kind') | Measure-MemMap).Sum | Should -Be 6
    }

    It 'makes enums whose names are read and written' {
        $definition = 'enum pester_color : uint8_t { Red = 1, Green = 7 }; struct pester_dot { enum pester_color color; };'
        Register-MemMapType -Definition $definition
        $m = New-MemMap (Join-Path $TestDrive enum.dat) pester_dot w+ -Shape 1
        $m[0] = @{ color = 'green' }
        "$($m[0].color)", $m.ToBytes()[0] | Should -Be 'Green', 7
        (Get-MemMapType pester_color).ItemSize | Should -Be 1
    }

    It 'tells line and column of what is no C' {
        { Register-MemMapType -Definition "struct a {`n  uint32_t x`n};" -ErrorAction Stop } |
            Should -Throw "definition, line 3, column 1: expected ',' or ';', found '}'"
        { New-MemMap x.dat 'struct { void *p; };' w+ -Shape 1 } | Should -Throw '*a pointer means nothing in a file*'
    }

    It 'registers the structs of a header' {
        $header = Join-Path $TestDrive shapes.h
        Set-Content $header '#ifndef SHAPES', '#define SHAPES', '#include <stdint.h>', '#define N 3',
            'struct pester_point { uint16_t at[N]; };', 'struct pester_list { struct pester_list *next; };', '#endif'
        (Register-MemMapType -Path $header -PassThru).Name | Should -Be 'pester_point'
        (Get-MemMapType pester_point).Definition | Should -BeLike '#define N 3*struct pester_point*'
        @(Register-MemMapType -Path $header -Verbose 4>&1) -like 'pester_list: *pointer*' | Should -HaveCount 1
        { Register-MemMapType pester_list -Path $header -ErrorAction Stop } | Should -Throw '*pointer*'
        { Register-MemMapType pester_pont -Path $header -ErrorAction Stop } | Should -Throw '*did you mean pester_point?'
    }

    It 'aligns members with -Align' {
        Register-MemMapType -Definition 'struct pester_gap { uint8_t a; uint64_t b; };' -Align -PassThru | ForEach-Object ItemSize |
            Should -Be 16
        (Get-MemMapType pester_gap).Definition | Should -BeLike '#pragma pack()*'
    }

    It 'has classes of PowerShell as dtypes' {
        class PesterRecord { [uint32] $Size; [byte] $Kind; [ValidateCount(4, 4)] [byte[]] $Data; [ValidateLength(0, 8)] [string] $Name }
        $m = New-MemMap (Join-Path $TestDrive class.dat) -DType ([PesterRecord]) -Mode w+ -Shape 1
        $m.DType.ItemSize | Should -Be 17
        $m[0] = @{ Size = 3; Kind = 1; Data = 1, 2, 3, 4; Name = 'hé' }
        $m[0].Name, $m[0].Data[3] | Should -Be 'hé', 4
    }
}

Describe 'Get-MemMapType' {
    It 'gets types by name and wildcard' {
        (Get-MemMapType UTMP).ItemSize | Should -Be 384
        (Get-MemMapType elf64*).Name | Should -Be 'elf64', 'elf64_program', 'elf64_section'
        Get-MemMapType no-such-* | Should -BeNullOrEmpty
    }

    It 'finds the types that a file may be of' {
        $file = Join-Path $TestDrive unknown.bin
        [System.IO.File]::WriteAllBytes($file, [byte[]](0x50, 0x4b, 3, 4) + [byte[]]::new(60))
        (Get-MemMapType -Path $file)[0].Name | Should -Be zip_local
        (Get-ChildItem $file | Get-MemMapType)[0].Name | Should -Be zip_local
        { Get-MemMapType -Path $file -Offset 8 -ErrorAction Stop } | Should -Throw -ErrorId 'NoTypeFits,*'
        (Get-MemMapType $file)[0].Name | Should -Be zip_local
        { Get-MemMapMember $file -ErrorAction Stop } | Should -Throw '*starts as zip_local does*'
        # The size does not fit either, and says less.
        { New-MemMap $file wav r -ErrorAction Stop } | Should -Throw "*-DType 'zip_local' fits*"
    }

    It 'names the file of each type that files may be of' {
        $formats = Join-Path $PSScriptRoot .. Golden formats
        $types = Get-ChildItem $formats/tone.wav, $formats/two.zip | Get-MemMapType
        $types | ForEach-Object { "$(Split-Path $_.FileName -Leaf) $($_.Name)" } |
            Should -Be 'tone.wav wav', 'tone.wav riff', 'two.zip zip_local'
        (Get-MemMapType -Path $formats/t*.wav, $formats/*.pcap).FileName | Split-Path -Leaf | Should -Be tone.wav, tone.wav, two.pcap
        ($types | Out-String) | Should -BeLike '*FileName*Name*ItemSize*'
        (Get-MemMapType wav).PSObject.Properties['FileName'] | Should -BeNullOrEmpty
    }

    It 'shows a definition in C of every format, which is the format' {
        $types = Get-MemMapType | Where-Object Fields
        $types.Count | Should -BeGreaterThan 45
        foreach ($type in $types) {
            ([MemMap.DType]$type.Definition).Equals($type.DType) | Should -BeTrue -Because $type.Name
        }
        (Get-MemMapType riff_chunk).Definition | Should -BeLike '*uint8_t data`[size`];*'
    }

    It 'registers a corrected copy of a format' {
        $copy = Join-Path $TestDrive gzip.h
        $text = Get-Content (Join-Path (Get-Module MemMap).ModuleBase types gzip.h) -Raw
        Set-Content $copy ($text -creplace 'gzip;', 'my_gzip;' -creplace 'uint8_t extra_flags', 'uint8_t level')
        Register-MemMapType -Path $copy -Name my_gzip -PassThru | ForEach-Object ItemSize | Should -Be 10
        $file = Join-Path $PSScriptRoot .. Golden types a.txt.gz
        $m = New-MemMap $file my_gzip r -Shape 1
        $m[0].level, "$($m[0].flags)" | Should -Be 0, 'Name'
        $m.Close()
        { New-MemMap (Join-Path $PSScriptRoot .. Golden types one.zip) my_gzip r -Shape 1 -ErrorAction Stop } |
            Should -Throw "*has no my_gzip there: magic is 0x4b50, not 0x8b1f; -DType 'zip_local' fits*"
    }

    It 'leads a misspelt name to the name' {
        { Get-MemMapType uttmp -ErrorAction Stop } | Should -Throw '*did you mean utmp?'
    }

    It 'tells a name that is not known' {
        { Get-MemMapType no-such-type -ErrorAction Stop } | Should -Throw -ErrorId 'NoSuchType,MemMap.Commands.GetMemMapTypeCommand'
    }

    It 'is completed with Tab, as every dtype is' -ForEach 'Get-MemMapType zip', 'New-MemMap x -DType zip', 'Register-MemMapType x zip' {
        $matched = [System.Management.Automation.CommandCompletion]::CompleteInput($_, $_.Length, $null).CompletionMatches
        $matched.CompletionText | Should -Be 'zip64_end', 'zip64_locator', 'zip_end', 'zip_entry', 'zip_local'
    }
}

Describe 'Records of named types' {
    AfterEach {
        Get-MemMap | Close-MemMap
    }

    It 'have dates, enums, addresses and GUIDs in their fields' {
        $login = New-MemMap (Join-Path $formats wtmp) utmp r | ConvertFrom-MemMap | Where-Object type -EQ UserProcess
        $login.user, "$($login.address)" | Should -Be 'alice', '192.0.2.7'
        $login.time | Should -Be ([datetime]::new(2024, 2, 29, 12, 34, 56, [System.DateTimeKind]::Utc))
        $section = (New-MemMap (Join-Path $formats gpt.img) gpt_entry r -Offset 1024 -Shape 8)[1]
        $section.name, $section.type_guid | Should -Be "Wurzel-`u{3a9}", ([guid]'0fc63daf-8483-4772-8e79-3d69d8477de4')
    }

    It 'are assigned in the same terms' {
        $m = New-MemMap (Join-Path $TestDrive log.dat) ([ordered]@{ at = 'unixtime'; day = [System.DayOfWeek]; id = 'guid' }) w+ -Shape 2
        $m[1] = @{ at = [datetime]::new(2024, 2, 29, 0, 0, 0, [System.DateTimeKind]::Utc); day = 'Thursday';
            id = '00112233-4455-6677-8899-aabbccddeeff' }
        $m[1].at, $m[1].day | Should -Be ([datetime]::new(2024, 2, 29, 0, 0, 0, [System.DateTimeKind]::Utc)), 'Thursday'
        $m.Field('day').ToArray() | Should -Be 'Sunday', 'Thursday'
        $m[1].id | Should -BeOfType ([guid])
    }

    It 'are named where arrays are shown' {
        [MemMap.Output.ArrayView]::Format((New-MemMap (Join-Path $formats wtmp) utmp r)) | Should -BeLike 'utmp (3,) r *'
    }

    It 'are exported in these terms' {
        $csv = Join-Path $TestDrive logins.csv
        New-MemMap (Join-Path $formats wtmp) utmp r | Export-MemMap $csv
        (Get-Content $csv)[2] | Should -Be 'UserProcess,4711,pts/0,ts/0,alice,example.org,0,0,0,2024-02-29T12:34:56,0,192.0.2.7'
    }
}

Describe 'Examples' {
    It 'are one line each' {
        $text = Get-Content (Join-Path $examples README.md) -Raw
        $code = [regex]::Match($text, '(?s)```powershell\r?\n(.*?)```').Groups[1].Value
        $results = foreach ($line in $code.Split("`n").Trim().Where({ $_ -and -not $_.StartsWith('#') })) {
            $line = [regex]::Replace($line, '(?<=New-MemMap )[\w.]+', { "'$(Join-Path $formats ($args[0].Value))'" })
            , @(& ([scriptblock]::Create($line)))
        }
        $results[0].user | Should -Be 'alice'
        $results[1].sectors | Should -Be 16384, 32768, 79872
        $results[2].name | Should -Be 'EFI system', "Wurzel-`u{3a9}"
        [System.Math]::Round($results[3][0], 3) | Should -Be 0.5
        $results[4].Count, "$($results[4][1].flags)" | Should -Be 31, 'Allocate'
        "$($results[5].flags)" | Should -BeLike '*Dll*'
        $results[6] | Should -Be ([datetime]::new(2024, 2, 29, 12, 34, 56))
        Get-MemMap | Close-MemMap
    }

    It 'shows who logged in' {
        $login = Example logins.ps1 wtmp
        $login.User, $login.Line, $login.From | Should -Be 'alice', 'pts/0', 'example.org'
        $login.Time.ToUniversalTime() | Should -Be ([datetime]'2024-02-29 12:34:56')
    }

    It 'shows the partitions of an image with a master boot record' {
        $partitions = Example partitions.ps1 mbr.img
        $partitions.Type | Should -Be '83', '0c', '82'
        $partitions.Bytes | Should -Be 8MB, 16MB, 39MB
    }

    It 'shows the partitions of an image with a GUID partition table' {
        $partitions = Example partitions.ps1 gpt.img
        $partitions.Name | Should -Be 'EFI system', "Wurzel-`u{3a9}"
        $partitions.Start | Should -Be 1MB, 9MB
        $partitions[0].Type | Should -Be ([guid]'c12a7328-f81f-11d2-ba4b-00a0c93ec93b')
    }

    It 'shows the peak of a WAV file' {
        $peaks = Example wav-peak.ps1 tone.wav
        ($peaks | Where-Object Channel -EQ 1).Peak | Should -Be 16398
        $peaks.Decibels | Should -Be -6.02, -6.01
    }

    It 'shows the sections of an ELF and of a PE file' {
        $sections = Example sections.ps1 true.elf
        $sections.Count, $sections[1].Name, $sections[-1].Name | Should -Be 31, '.interp', '.shstrtab'
        $small = & (Join-Path $examples sections.ps1) (Join-Path $PSScriptRoot .. Golden types small.o)
        ($small | Where-Object Name -EQ .text).Offset, "$($small[-1].Name)" | Should -Be 60, '.shstrtab'
        (Example sections.ps1 library.dll).Name | Should -Be '.text', '.rsrc', '.reloc'
    }

    It 'tells a capture that is cut in its last packet or in that packet''s header, and gives the packets before' {
        $bytes = [IO.File]::ReadAllBytes((Join-Path $formats two.pcap))
        $all = @(Example packets.ps1 two.pcap)
        $cut = Join-Path $TestDrive cut.pcap
        Set-Byte $cut $bytes[0..($bytes.Length - 6)]
        $written = @(& (Join-Path $examples packets.ps1) $cut -ErrorAction Continue 2>&1)
        $said, $packets = $written.Where({ $_ -is [System.Management.Automation.ErrorRecord] }, 'Split')
        $packets.Count | Should -Be ($all.Count - 1)
        $packets[-1].Time, $packets[-1].Length | Should -Be $all[-2].Time, $all[-2].Length
        "$said" | Should -Be "the chain is broken at record 1, offset 100: 'data' has 60 bytes at offset 116, and the array ends at 171"
        Set-Byte $cut ($bytes + 1, 2, 3)
        $written = @(& (Join-Path $examples packets.ps1) $cut -ErrorAction Continue 2>&1)
        $said, $packets = $written.Where({ $_ -is [System.Management.Automation.ErrorRecord] }, 'Split')
        $packets.Count | Should -Be $all.Count
        "$said" | Should -Be 'the chain is broken at record 2, offset 176: 16 bytes are needed and 3 are left'
        { Example packets.ps1 tone.wav } | Should -Throw '*has no pcap there: magic is 0x46464952, not 0xa1b2c3d4 or 0xa1b23c4d*'
        Set-Byte $cut $bytes[0..10]
        { & (Join-Path $examples packets.ps1) $cut } | Should -Throw "'$cut' has 11 bytes, but offset 0 + 24 bytes are to be mapped*"
    }

    It 'reads a capture of the other byte order, with nanoseconds' {
        $file = Join-Path $TestDrive big.pcap
        $head = New-MemMap $file '>pcap' w+ -Shape 1
        $head['magic'] = 0xA1B23C4DL
        $head | Close-MemMap
        $packet = New-MemMap $file '>pcap_packet' r+ -Offset 24 -Shape 1
        $packet['time'], $packet['microseconds'], $packet['original'] = [datetime]'2024-02-29Z', 500000000, 60
        $packet | Close-MemMap
        $packets = @(& (Join-Path $examples packets.ps1) $file)
        $packets.Count, $packets[0].Length | Should -Be 1, 60
        $packets[0].Time | Should -Be ([datetime]'2024-02-29T00:00:00.5Z').ToUniversalTime()
    }

    It 'reads samples of WAVE_FORMAT_EXTENSIBLE behind other chunks, and tells a file without samples' {
        $file = Join-Path $TestDrive ext.wav
        function Wav([byte[]]$Samples, [int]$Format = 1, [int]$Size = $Samples.Length) {
            $stream = [IO.MemoryStream]::new()
            $writer = [IO.BinaryWriter]::new($stream, [Text.Encoding]::Latin1)
            $writer.Write([Text.Encoding]::Latin1.GetBytes('RIFF'))
            $writer.Write([int]0)
            $writer.Write([Text.Encoding]::Latin1.GetBytes('WAVEJUNK'))
            $writer.Write([int]3)
            $writer.Write([byte[]](1, 2, 3, 0))
            $writer.Write([Text.Encoding]::Latin1.GetBytes('fmt '))
            $writer.Write([int]40)
            foreach ($word in 0xFFFE, 1, 8000, 0, 16000, 0, 2, 16, 22, 16, 4, 0, $Format) { $writer.Write([uint16]$word) }
            $writer.Write([byte[]](0, 0, 0, 0, 16, 0, 128, 0, 0, 170, 0, 56, 155, 113))
            $writer.Write([Text.Encoding]::Latin1.GetBytes('data'))
            $writer.Write($Size)
            $writer.Write($Samples)
            Set-Byte $file $stream.ToArray()
        }
        $peak = Join-Path $examples wav-peak.ps1
        Wav (0, 1, 0, 192)
        (& $peak $file).Peak | Should -Be 16384
        Wav (0, 1, 0, 192) -Size 400
        (& $peak $file -WarningVariable said -WarningAction SilentlyContinue).Peak | Should -Be 16384
        "$said" | Should -Be "'$file' ends within its samples: 4 of 400 bytes are there."
        Wav @()
        { & $peak $file } | Should -Throw "'$file' has no samples."
        Wav (0, 1) -Format 3
        { & $peak $file } | Should -Throw "'$file' has no 16-bit samples: format 3 with 16 bits."
        { Example wav-peak.ps1 five.bmp } | Should -Throw '*five.bmp'' is no WAV file.'
    }

    It 'tells what is no PE and no ELF file, and one that is cut' {
        { Example sections.ps1 tone.wav } | Should -Throw "*has no elf64 there: magic is 'RIFF', not*"
        $file = Join-Path $TestDrive some.exe
        $sections = Join-Path $examples sections.ps1
        Set-Byte $file (77, 90)
        { & $sections $file } | Should -Throw '*64 bytes at offset 0 are not within the 2 bytes of the array*'
        Set-Byte $file (@(77, 90) + @(0) * 58 + 96, 0, 0, 0 + @(0) * 64)
        { & $sections $file } | Should -Throw "'$file' has no pe there: magic is '', not 'PE'*"
        $bytes = [IO.File]::ReadAllBytes((Join-Path $formats true.elf))
        Set-Byte $file $bytes[0..1500]
        { & $sections $file } | Should -Throw '*1984 bytes at offset 1024 are not within the 1501 bytes of the array*'
    }
}

Describe 'A type as a list' {
    It 'has its fields' {
        $text = Get-MemMapType zip_local | Format-List | Out-String
        $text | Should -Match 'Fields +: +0 +4 +magic'
        $text | Should -Match '(?m)^ +4 +2 +\w+ +uint16'
        Get-MemMapType zip_local | Out-String | Should -Match '(?m)^Name +ItemSize +Description'
    }
}
