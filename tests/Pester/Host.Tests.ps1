# What the other files rely on: the language of Pester 5 as these tests use it, and the way a script runs. Under Pester the
# first half tests Pester itself, so the stand-in can't drift from it.

Describe 'Blocks and scopes' {
    BeforeAll {
        $fromBlock = 'block'
        $log = [System.Collections.Generic.List[string]]::new()
    }

    BeforeEach {
        $fromEach = 'each'
        $log.Add('outer')
    }

    It 'sees the variables of BeforeAll and BeforeEach' {
        $fromBlock | Should -Be 'block'
        $fromEach | Should -Be 'each'
        $fromBlock = 'changed'
    }

    It 'does not see what another test assigned' {
        $fromBlock | Should -Be 'block'
    }

    It 'is not told about variables of the discovery' {
        $null -eq $fromDiscovery | Should -BeTrue
    }

    $fromDiscovery = 1

    Context 'an inner block' {
        BeforeAll {
            $fromBlock = 'inner'
            $log.Clear()
        }

        BeforeEach {
            $log.Add('inner')
        }

        It 'has its own variables' {
            $fromBlock | Should -Be 'inner'
        }

        It 'runs the outer set-up first' {
            $log[-2, -1] | Should -Be 'outer', 'inner'
        }
    }

    It 'is back in the outer scope after the inner block' {
        $fromBlock | Should -Be 'block'
    }

    It 'is skipped' -Skip {
        throw 'this must not run'
    }

    It 'skips itself' {
        Set-ItResult -Skipped -Because 'the test says so'
        throw 'this must not run'
    }

    It 'knows where its file is' {
        [System.IO.Path]::GetFileName($PSCommandPath) | Should -Be 'Host.Tests.ps1'
        $PSScriptRoot | Should -Exist
    }
}

Describe 'Tear-down' {
    BeforeAll {
        $events = [System.Collections.Generic.List[string]]::new()
    }

    Context 'of an inner block' {
        BeforeAll { $events.Add('all') }
        BeforeEach { $events.Add('each') }
        AfterEach { $events.Add('end each') }
        AfterAll { $events.Add('end all') }

        It 'surrounds the first test' { $events.Add('test') }
        It 'surrounds the second test' { $events.Add('test') }
    }

    It 'came after every test and after the block' {
        $events | Should -Be 'all', 'each', 'test', 'end each', 'each', 'test', 'end each', 'end all'
    }
}

Describe 'Data' {
    BeforeDiscovery {
        $cases = @(
            @{ Left = 1; Right = 2; Sum = 3 }
            @{ Left = -1; Right = 1; Sum = 0 }
        )
    }

    It 'adds <Left> to <Right>' -ForEach $cases {
        $Left + $Right | Should -Be $Sum
        $_.Left | Should -Be $Left
    }

    It 'takes <_>' -TestCases 1, 'two' {
        $_ | Should -BeIn @(1, 'two')
    }

    Context 'of a block: <Name>' -ForEach @{ Name = 'a'; Size = 1 }, @{ Name = 'bc'; Size = 2 } {
        BeforeAll {
            $length = $Name.Length
        }

        It 'reaches set-up and tests' {
            $length | Should -Be $Size
        }
    }
}

Describe 'Should' {
    It 'compares values as the expected one wants' {
        1 | Should -Be 1
        '1' | Should -Be 1
        'a' | Should -Be 'A'
        'a' | Should -Not -Be 'b'
        'a' | Should -BeExactly 'a'
        'a' | Should -Not -BeExactly 'A'
        $null | Should -Be $null
        1.5 | Should -Be 1.5 -Because 'they are the same'
    }

    It 'compares collections' {
        1, 2, 3 | Should -Be 1, 2, 3
        1, 2, 3 | Should -Not -Be 1, 2
        1, 2, 3 | Should -Not -Be 3, 2, 1
        @() | Should -Be @()
        , (1, 2) | Should -Be @(, (1, 2))
        1, 2, 3 | Should -Contain 2
        1, 2, 3 | Should -Not -Contain 4
        1, 2, 3 | Should -HaveCount 3
        1 | Should -HaveCount 1
        2 | Should -BeIn 1, 2
    }

    It 'knows nothing from something' {
        $null, '', @() | ForEach-Object { , $_ | Should -BeNullOrEmpty }
        0 | Should -Not -BeNullOrEmpty
        1, 2 | Should -Not -BeNullOrEmpty
        $true | Should -BeTrue
        0 | Should -BeFalse
        'x' | Should -Not -BeFalse
    }

    It 'orders' {
        2 | Should -BeGreaterThan 1
        2 | Should -BeGreaterOrEqual 2
        1 | Should -BeLessThan 2
        1 | Should -BeLessOrEqual 1
        2 | Should -Not -BeLessThan 2
    }

    It 'matches text' {
        'text' | Should -BeLike 'T*'
        'text' | Should -Not -BeLikeExactly 'T*'
        'text' | Should -Match '^T.XT$'
        'text' | Should -Not -MatchExactly '^T'
    }

    It 'knows types' {
        1 | Should -BeOfType [int]
        1 | Should -BeOfType ([int])
        1 | Should -BeOfType System.Int32
        1 | Should -Not -BeOfType [string]
    }

    It 'catches errors by message, id and type' {
        { throw 'boom' } | Should -Throw
        { throw 'boom' } | Should -Throw 'bo*'
        { throw 'boom' } | Should -Throw -ExpectedMessage 'boom' -ErrorId 'boom'
        { throw [System.IO.IOException]::new('disk') } | Should -Throw -ExceptionType ([System.IO.IOException])
        { 1 } | Should -Not -Throw
        $record = { throw 'boom' } | Should -Throw -PassThru
        $record.Exception.Message | Should -Be 'boom'
    }

    It 'fails where it should: <_>' -ForEach @(
        { 1 | Should -Be 2 }
        { 1 | Should -Not -Be 1 }
        { 'a' | Should -BeExactly 'A' }
        { 1, 2 | Should -HaveCount 3 }
        { 1, 2 | Should -BeNullOrEmpty }
        { 'text' | Should -Match '^x' }
        { 'nowhere/at all' | Should -Exist }
        { { 1 } | Should -Throw }
        { { throw 'boom' } | Should -Throw 'bang' }
        { { throw 'boom' } | Should -Throw -ErrorId 'bang' }
        { { throw 'boom' } | Should -Throw -ExceptionType ([System.IO.IOException]) }
        { { throw 'boom' } | Should -Not -Throw }
    ) {
        $failed = $false
        try { & $_ } catch { $failed = $_.FullyQualifiedErrorId -eq 'PesterAssertionFailed' }
        $failed | Should -BeTrue
    }
}

Describe 'TestDrive' {
    It 'is a folder and a drive' {
        [System.IO.Directory]::Exists($TestDrive) | Should -BeTrue
        [System.IO.File]::WriteAllText("$TestDrive/a.txt", 'text')
        'TestDrive:/a.txt' | Should -Exist
        'TestDrive:/b.txt' | Should -Not -Exist
    }

    Context 'a block' {
        It 'leaves a file' {
            [System.IO.File]::WriteAllText("$TestDrive/inner.txt", 'text')
            'TestDrive:/a.txt' | Should -Exist
        }
    }

    It 'has lost the files of the block that ended' {
        'TestDrive:/inner.txt' | Should -Not -Exist
        'TestDrive:/a.txt' | Should -Exist
    }
}

Describe 'A script file' {
    BeforeAll {
        $shell, [string[]]$assembly = & ([System.IO.Path]::Combine($PSScriptRoot, '..', '..', 'tools', 'Get-Shell.ps1'))
        $script = [System.IO.Path]::Combine($TestDrive, 'script.ps1')
    }

    It 'binds <Arguments>' -ForEach @(
        @{ Arguments = '-Text', 'x', '-Number', '-5'; Expected = 'x|-5|False' }
        @{ Arguments = 'x', '7', '-Switch'; Expected = 'x|7|True' }
        @{ Arguments = '-Switch:$false', '-Text:it''s', '-Number:3'; Expected = 'it''s|3|False' }
        @{ Arguments = '$true', '1'; Expected = '$true|1|False' }
        @{ Arguments = 'a b', '2'; Expected = 'a b|2|False' }
    ) {
        [System.IO.File]::WriteAllText($script, 'param([string]$Text, [int]$Number, [switch]$Switch) "$Text|$Number|$Switch"')
        & $shell @assembly -NoProfile -File $script @Arguments | Should -Be $Expected
    }

    It 'ends with <Code> after: <Text>' -ForEach @(
        @{ Text = 'exit 7'; Code = 7 }
        @{ Text = 'exit'; Code = 0 }
        @{ Text = '1'; Code = 0 }
        @{ Text = 'Get-Command none.such'; Code = 0 }
        @{ Text = 'throw 1'; Code = 1 }
        @{ Text = 'if ('; Code = 1 }
    ) {
        [System.IO.File]::WriteAllText($script, $Text)
        $null = & $shell @assembly -NoProfile -File $script 2>&1
        $LASTEXITCODE | Should -Be $Code
    }

    It 'sends output to stdout and errors to stderr' {
        [System.IO.File]::WriteAllText($script, 'Get-Command none.such; [Console]::WriteLine("text"); [pscustomobject]@{ Name = 1 }')
        $lines = & $shell @assembly -NoProfile -File $script 2>$null
        $lines -join ' ' | Should -BeLike 'text*Name*----*1*'
        $lines -join ' ' | Should -Not -BeLike '*none.such*'
    }

    It 'knows its own path' {
        [System.IO.File]::WriteAllText($script, '[System.IO.Path]::GetFileName($PSCommandPath); [System.IO.Directory]::Exists($PSScriptRoot)')
        & $shell @assembly -NoProfile -File $script | Should -Be 'script.ps1', 'True'
    }

    It 'runs a command' {
        & $shell @assembly -NoProfile -Command '1 + 1; exit 3' | Should -Be 2
        $LASTEXITCODE | Should -Be 3
    }
}
