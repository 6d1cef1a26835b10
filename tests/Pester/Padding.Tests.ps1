# Structs in C are packed, as formats of files are: whoever copies one of a program is told where a compiler's layout is another one.

BeforeAll {
    Import-Module $PSScriptRoot/../../artifacts/MemMap -Force
    $struct = '{ uint8_t id; double value; uint32_t n; }'
    $warn = @{ WarningAction = 'SilentlyContinue'; WarningVariable = 'said' }
    Push-Location $TestDrive
    [System.IO.File]::WriteAllBytes("$TestDrive/p.bin", [byte[]]::new(26))
}

AfterAll {
    Pop-Location
}

Describe 'A struct that a C compiler pads' {
    It 'is packed by Register-MemMapType, with one warning' {
        $t = Register-MemMapType "struct pad_a $struct" -PassThru @warn
        $t.ItemSize | Should -Be 13
        $said.Count | Should -Be 1
        $said[0] | Should -BeLike ("the struct 'pad_a' is packed: 13 bytes. A C compiler pads it to 24 bytes, " +
            "with 'value' at 8 in place of 1. -Align lays*")
    }

    It 'has the layout of the compiler with -Align, and no warning' {
        (Register-MemMapType "struct pad_b $struct" -Align -PassThru @warn).ItemSize | Should -Be 24
        $said | Should -BeNullOrEmpty
    }

    It 'is packed without a warning if <how> says so' -ForEach @(
        @{ how = '-Align:$false'; text = 'struct pad_c { char a; int b; }'; more = @{ Align = $false } }
        @{ how = '#pragma pack(1)'; text = "#pragma pack(1)`nstruct pad_d { char a; int b; }"; more = @{} }
        @{ how = '#pragma pack(push, 1)'; text = "#pragma pack(push, 1)`nstruct pad_e { char a; int b; };`n#pragma pack(pop)"; more = @{} }
        @{ how = '__attribute__((packed))'; text = 'struct __attribute__((packed)) pad_f { char a; int b; }'; more = @{} }
        @{ how = 'a byte order, which C has not,'; text = 'LE struct pad_g { char a; int b; }'; more = @{} }
        @{ how = 'a value of every file, which C has not,'; text = 'struct pad_h { char a = "x"; int b; }'; more = @{} }
    ) {
        (Register-MemMapType $text @more -PassThru @warn).ItemSize | Should -Be 5
        $said | Should -BeNullOrEmpty
    }

    It 'is not told of if there is no padding' {
        $null = Register-MemMapType 'struct pad_i { int a; int b; }' @warn
        $said | Should -BeNullOrEmpty
    }

    It 'is told of by the size alone if only its end is padded' {
        $null = Register-MemMapType 'struct pad_j { int a; char b; }' @warn
        $said | Should -BeLike "*packed: 5 bytes. A C compiler pads it to 8 bytes. -Align*"
    }

    It 'is one warning for a header, with the field within another struct' {
        Set-Content pad.h 'struct pad_k { char a; int b; };', 'struct pad_l { int a; struct pad_k k; };', 'struct pad_m { int a; };'
        $null = Register-MemMapType -Path pad.h @warn
        $said.Count | Should -Be 1
        $said[0] | Should -BeLike "the struct 'pad_l' is packed: 9 bytes. * 12 bytes, with 'k.b' at 8 in place of 5; so it does of pad_k. *"
        $null = Register-MemMapType pad_m -Path pad.h @warn
        $said | Should -BeNullOrEmpty
    }

    It 'is one warning of <command>' -ForEach @(
        @{ command = 'New-MemMap p.bin -DType $text -Mode r' }
        @{ command = 'ConvertFrom-MemMap p.bin -DType $text' }
        @{ command = 'Get-MemMapSlice -Path p.bin -DType $text' }
        @{ command = 'Find-MemMapValue -GT 5 -Path p.bin -DType $text -Field n' }
        @{ command = 'Measure-MemMap p.bin -DType $text -Field n' }
        @{ command = 'Show-MemMap p.bin -DType $text' }
        @{ command = 'Get-MemMapRecord $text p.bin' }
        @{ command = 'Join-MemMap p.bin, p.bin -DType $text -Mode r' }
        @{ command = 'ConvertTo-MemMap -DType $text -InputObject @{ id = 1; value = 2; n = 3 }' }
        @{ command = 'Resize-MemMap p.bin 2 -DType $text' }
    ) {
        $text = "struct $struct"
        $output = Invoke-Expression "$command 3>&1"
        Get-MemMap | Close-MemMap
        $warnings = @($output | Where-Object { $_ -is [System.Management.Automation.WarningRecord] })
        $warnings.Count | Should -Be 1
        "$warnings" | Should -BeLike "the struct is packed: 13 bytes. A C compiler pads it to 24 bytes, *__attribute__((packed))*"
        $text = "struct __attribute__((packed)) $struct"
        $output = Invoke-Expression "$command 3>&1"
        Get-MemMap | Close-MemMap
        @($output | Where-Object { $_ -is [System.Management.Automation.WarningRecord] }) | Should -BeNullOrEmpty
    }

    It 'is not told of by the name of a type' {
        $null = Register-MemMapType "struct pad_n $struct" -Align:$false
        New-MemMap p.bin pad_n r @warn | Close-MemMap
        $said | Should -BeNullOrEmpty
    }
}
