# Names in a script block that stand for nothing: a variable that isn't there, a field without $_, a command that isn't there.

BeforeAll {
    Import-Module $PSScriptRoot/../../artifacts/MemMap -Force
    $r = [MemMap.NDArray]::Zeros(6, 'cpu f4, kind S4, position 3f4')
    $r['cpu'] = [MemMap.NDArray]::Array((10, 20, 30, 40, 50, 60))
    $ErrorActionPreference = 'Stop'
    # What a user types, with each cmdlet that takes a script block.
    function Get-Failure([scriptblock] $Script) {
        foreach ($ask in { $r | Find-MemMapValue $Script }, { $r | Get-MemMapSlice -Where $Script },
            { $r | ConvertFrom-MemMap -Where $Script },
            { $r | Measure-MemMap -Where $Script -Field cpu }, { $r | Measure-MemMap -GroupBy $Script },
            { $r | Set-MemMapValue -Where $Script -Field cpu -Value 0 }, { $r | Set-MemMapValue -Field cpu -Value $Script }) {
            try { $null = & $ask; throw "nothing is wrong with $ask" } catch { $_ }
        }
    }
}

Describe 'A variable that is not there' {
    It 'is an error of each cmdlet, which names it' {
        foreach ($failure in Get-Failure { $_.cpu -gt $typo }) {
            "$failure" | Should -BeLike 'there is no variable $typo, *'
            $failure.FullyQualifiedErrorId | Should -BeLike 'VariableNotSet,*'
        }
        $r['cpu'][0] | Should -Be 10
    }

    It 'is told with the variable of a similar name, if there is one' {
        $threshold = 5
        foreach ($failure in Get-Failure { $_.cpu -gt $threshhold }) {
            "$failure" | Should -BeLike '*did you mean $threshold?'
        }
    }

    It 'is an error with a scope too, and with $using' {
        (Get-Failure { $_.cpu -gt $script:typo })[0] | Should -BeLike '*no variable $script:typo,*'
        (Get-Failure { $_.cpu -gt $global:typo })[0] | Should -BeLike '*no variable $global:typo,*'
        (Get-Failure { $_.cpu -gt $using:typo })[0] | Should -BeLike '*no variable $using:typo,*'
        (Get-Failure { $_.cpu -in 1, $typo })[0] | Should -BeLike '*no variable $typo,*'
        (Get-Failure { (Get-Date).Year -gt $typo.Year })[0] | Should -BeLike '*no variable $typo,*'
    }

    It 'is an error of an array without fields, and of Get-MemMapRecord' {
        { $r['cpu'] | Find-MemMapValue { $_ -gt $typo } } | Should -Throw '*no variable $typo,*'
        $b = [MemMap.NDArray]::Zeros(20, 'u1')
        $b['...'] = 2
        { $b | Get-MemMapRecord 'struct { uint8_t n; }' -Next { $_.n + $typo } } | Should -Throw '*no variable $typo,*'
        { $b | Get-MemMapRecord 'struct { uint8_t n; }' -Until { $_.n -eq $typo } } | Should -Throw '*no variable $typo,*'
        { $b | Get-MemMapRecord 'struct { uint8_t n; }' -Until { n -eq 3 } } | Should -Throw "*write { `$_.n -eq 3 }"
    }

    It 'is none if it is $null, if the script block sets it, or if PowerShell does' {
        $nothing = $null
        $r | Find-MemMapValue { $_.cpu -gt $nothing } -CountOnly | Should -Be 6
        $r | Find-MemMapValue { $_.cpu -gt $null } -CountOnly | Should -Be 6
        foreach ($script in { $x = 30; $_.cpu -gt $x }, { [int] $x, $y = 30, 2; $_.cpu -gt $x }, { foreach ($x in 30) { $_.cpu -gt $x } },
            { param($x = 30) $_.cpu -gt $x }, { Set-Variable x 30; $_.cpu -gt $x },
            { $null = 30 | Write-Output -OutVariable x; $_.cpu -gt $x[0] },
            { $x += 30; $_.cpu -gt $x }, { 30 | ForEach-Object -Begin { $y = 0 } { $y += $_ } -End { $z = $y }; $_.cpu -gt $z },
            { . { $x = 30 }; $_.cpu -gt $x }, { "$($_.cpu)" -match '.' -and $Matches[0] -gt 3 }, { $args.Count -eq 0 -and $_.cpu -gt 30 }) {
            $r | Find-MemMapValue $script -CountOnly | Should -Be 3
        }
    }

    It 'is seen where the script block sees it' {
        function Get-Above { $limit = 30; $r | Find-MemMapValue { $_.cpu -gt $limit } -CountOnly }
        Get-Above | Should -Be 3
        $closure = & { $limit = 30; { $_.cpu -gt $limit }.GetNewClosure() }
        $limit = 50
        $r | Find-MemMapValue $closure -CountOnly | Should -Be 3
        $m = New-Module {
            function Get-Asked($Array, $Script) { $Array | Find-MemMapValue $Script -CountOnly }
            function Get-Own($Array) { $own = 30; $Array | Find-MemMapValue { $_.cpu -gt $own } -CountOnly }
            function Get-Wrong($Array) { $Array | Find-MemMapValue { $_.cpu -gt $owm } -CountOnly -ErrorAction Stop }
        }
        Get-Asked $r { $_.cpu -gt $limit } | Should -Be 1
        Get-Own $r | Should -Be 3
        { Get-Wrong $r } | Should -Throw '*no variable $owm,*'
        $m | Remove-Module
    }
}

Describe 'A field without $_ before it' {
    It 'is an error of each cmdlet, which says what to write' {
        foreach ($failure in Get-Failure { cpu -gt 30 }) {
            "$failure" | Should -Be "'cpu' is a field of the record: write { `$_.cpu -gt 30 }"
            $failure.FullyQualifiedErrorId | Should -BeLike 'BareField,*'
        }
    }

    It 'is corrected in <given>' -ForEach @(
        @{ given = 'CPU -gt 30 -and kind -eq warn'; write = '$_.cpu -gt 30 -and $_.kind -eq ''warn''' }
        @{ given = '(cpu -gt 30) -or ($_.kind -eq ''a'')'; write = '($_.cpu -gt 30) -or ($_.kind -eq ''a'')' }
        @{ given = 'cpu > 30 && kind == warn'; write = '$_.cpu -gt 30 -and $_.kind -eq ''warn''' }
        @{ given = 'cpu = 30'; write = '$_.cpu -eq 30' }
        @{ given = 'cpu % 3'; write = '$_.cpu % 3' }
        @{ given = 'position[0] -lt cpu'; write = '$_.position[0] -lt $_.cpu' }
        @{ given = 'cpu'; write = '$_.cpu' }
    ) {
        (Get-Failure ([scriptblock]::Create($given)))[0] | Should -BeLike "*write $([WildcardPattern]::Escape($write))"
    }

    It 'is told of a field that has the name of a command, if an operator is behind it' {
        $s = [MemMap.NDArray]::Zeros(2, 'sort i4, date i4')
        { $s | Find-MemMapValue { sort -eq 0 } } | Should -Throw '*write { $_.sort -eq 0 }'
        $s | Find-MemMapValue { 1 | sort } -CountOnly | Should -Be 2
    }

    It 'is an error too if it is no field, and no command' {
        (Get-Failure { cpuu -gt 30 })[0] | Should -Be "'cpuu' is no command and no field; did you mean `$_.cpu?"
        (Get-Failure { Get-Nothing $_.cpu })[0] | Should -BeLike "'Get-Nothing' is no command and no field; fields are written `$_.cpu"
        { $r['cpu'] | Find-MemMapValue { x -gt 5 } } | Should -Throw "'x' is no command; the element is `$_"
        $r | Find-MemMapValue { function Test-It($x) { $x -gt 30 }; Test-It $_.cpu } -CountOnly | Should -Be 3
        function Test-Big($x) { $x -gt 30 }
        $r | Find-MemMapValue { Test-Big $_.cpu } -CountOnly | Should -Be 3
    }
}
