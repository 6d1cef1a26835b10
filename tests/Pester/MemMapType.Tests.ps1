# Names for dtypes, and the examples that read real formats with them.

BeforeAll {
    Import-Module ([System.IO.Path]::Combine($PSScriptRoot, '..', '..', 'artifacts', 'MemMap')) -Force
    $formats = [System.IO.Path]::Combine($PSScriptRoot, '..', 'Golden', 'formats')
    $examples = [System.IO.Path]::Combine($PSScriptRoot, '..', '..', 'examples')

    function Example([string]$Script, [string]$File) {
        & ([System.IO.Path]::Combine($examples, $Script)) ([System.IO.Path]::Combine($formats, $File))
    }
}

Describe 'Register-MemMapType' {
    It 'makes a name usable wherever a dtype is' {
        Register-MemMapType point3 ([ordered]@{ x = 'f4'; y = 'f4'; z = 'f4' })
        $file = [System.IO.Path]::Combine($TestDrive, 'points.dat')
        (New-MemMap $file point3 w+ -Shape 2).DType.ItemSize | Should -Be 12
        (New-MemMap $file -DType 'point3,point3').DType.ItemSize | Should -Be 24
        (New-MemMap $file ([ordered]@{ at = 'point3'; rest = 'V12' })).Field('at').Field('y').Shape | Should -Be 1
        ([MemMap.DType]'Point3').ItemSize | Should -Be 12
        Get-MemMap | Close-MemMap
    }

    It 'passes the type through with -PassThru' {
        $type = Register-MemMapType pester-type i4 -Description 'a number' -PassThru
        $type.Name, "$($type.DType)", $type.ItemSize, $type.Description, $type.IsBuiltIn | Should -Be @('pester-type', 'int32', 4, 'a number', $false)
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

Describe 'Get-MemMapType' {
    It 'gets types by name and wildcard' {
        (Get-MemMapType UTMP).ItemSize | Should -Be 384
        (Get-MemMapType elf64*).Name | Should -Be 'elf64', 'elf64_program', 'elf64_section'
        Get-MemMapType no-such-* | Should -BeNullOrEmpty
    }

    It 'tells a name that is not known' {
        { Get-MemMapType no-such-type -ErrorAction Stop } | Should -Throw -ErrorId 'NoSuchType,MemMap.Commands.GetMemMapTypeCommand'
    }

    It 'is completed with Tab, as every dtype is' -ForEach 'Get-MemMapType zip', 'New-MemMap x -DType zip', 'Register-MemMapType x zip' {
        $matched = [System.Management.Automation.CommandCompletion]::CompleteInput($_, $_.Length, $null).CompletionMatches
        $matched.CompletionText | Should -Be 'zip_end', 'zip_entry'
    }
}

Describe 'Examples' {
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
        (Example sections.ps1 library.dll).Name | Should -Be '.text', '.rsrc', '.reloc'
    }
}
