# Maps that are sent to another process: a child of this shell gets a handle, and works on the same file.

BeforeAll {
    $module = Convert-Path $PSScriptRoot/../../artifacts/MemMap
    Import-Module $module -Force
    $saved = Join-Path $TestDrive handle.xml

    function InChild([string]$Script) {
        $file = Join-Path $TestDrive child.ps1
        Set-Content $file @"
            Import-Module '$module'
            `$sent = Import-Clixml '$saved'
            try { $Script } catch { "refused: `$_" }
"@
        pwsh -NoProfile -File $file | ForEach-Object { $_.TrimEnd() } | Where-Object { $_ }
    }
}

Describe 'A map in a second process' {
    BeforeEach {
        $path = Join-Path $TestDrive sent.dat
        $m = New-MemMap $path -DType int32 -Mode w+ -Shape 3, 4
        $m | Set-MemMapValue -Value (0..11)
    }

    AfterEach {
        Get-MemMap | Close-MemMap
    }

    It 'opens from the pipeline, and both see what the other one assigns' {
        $m | Get-MemMapSlice ':, 1::2' | Export-Clixml $saved
        InChild '$sent | Set-MemMapValue 0 (70, 80); ($sent | Get-MemMapSlice 1).ToString(); ([MemMap.MemMapArray]$sent).Mode' |
            Should -Be '[5 7]', 'r+'
        $m[0, 1], $m[0, 3] | Should -Be 70, 80
    }

    It 'opens within other objects' {
        [pscustomobject]@{ Name = 'x'; Parts = @($m, ($m | Get-MemMapSlice 0)) } | Export-Clixml $saved
        InChild '$sent.Parts | Get-MemMapSlice | ForEach-Object { "$($_.Shape)" }' | Should -Be '3 4', '4'
    }

    It 'stays buffered' {
        New-MemMap $path -DType int32 -Access Buffered | Export-Clixml $saved
        InChild '"$(([MemMap.MemMapArray]$sent).Access)"; "$(([MemMap.MemMapArray]$sent)[2])"' | Should -Be 'Buffered', '2'
    }

    It 'keeps private changes private' {
        $c = New-MemMap $path -DType int32 -Mode c
        $c | Set-MemMapValue 0 99
        $c | Export-Clixml $saved
        InChild '$sent | Set-MemMapValue 1 98; ($sent | Get-MemMapSlice "0:2").ToString()' | Should -Be '[0 1]'
    }

    It 'is refused where the file is too short' {
        $m | Export-Clixml $saved
        $m | Close-MemMap
        [System.IO.File]::WriteAllBytes($path, [byte[]]::new(47))
        InChild '$sent | Get-MemMapSlice -ErrorAction Stop' | Should -BeLike '*has 47 bytes*needs 48*'
    }

    It 'is refused where another file has taken its place' {
        $m | Export-Clixml $saved
        $m | Close-MemMap
        Remove-Item $path
        [System.IO.File]::WriteAllBytes($path, [byte[]]::new(48))
        InChild 'Get-MemMapSlice -InputObject $sent -ErrorAction Stop' | Should -BeLike '*another file has taken the place*'
    }

    It 'sends a small array in memory by value' {
        ($m + 1) | Export-Clixml $saved
        InChild '($sent | Get-MemMapSlice 2).ToString()' | Should -Be '[ 9 10 11 12]'
    }

    It 'is not opened by arriving' {
        $m | Export-Clixml $saved
        InChild '"$($sent.FileName) $($sent.Shape)"; @(Get-MemMap).Count' | Should -Be "$path 3 4", '0'
    }
}

Describe 'A map in several runspaces of one process' {
    BeforeEach {
        $m = New-MemMap (Join-Path $TestDrive shared.dat) -DType int32 -Mode w+ -Shape 8
    }

    AfterEach {
        Get-MemMap | Close-MemMap
    }

    It 'is the map itself in ForEach-Object -Parallel' {
        0..7 | ForEach-Object -Parallel {
            $map = $using:m
            $map[$_] = $_ * $_
        }
        $m.ToArray() | Should -Be 0, 1, 4, 9, 16, 25, 36, 49
        $same = 1..2 | ForEach-Object -Parallel { [System.Runtime.CompilerServices.RuntimeHelpers]::GetHashCode($using:m) }
        $same | Should -Be (@([System.Runtime.CompilerServices.RuntimeHelpers]::GetHashCode($m)) * 2)
        @(Get-MemMap).Count | Should -Be 1
    }

    It 'is the map itself in Start-ThreadJob' {
        $job = Start-ThreadJob { ($using:m).Fill(7) }
        $null = $job | Receive-Job -Wait -AutoRemoveJob
        $m.Sum() | Should -Be 56
    }
}

Describe 'An array that was sent' {
    BeforeAll {
        function Send($Array) {
            [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($Array, 3))
        }
        $path = Join-Path $TestDrive shown.dat
        $m = New-MemMap $path -DType int32 -Mode w+ -Shape 3
        $m | Set-MemMapValue -Value 4, 5, 6
    }

    AfterAll {
        Get-MemMap | Close-MemMap
    }

    It 'prints in one line what it is, and how it is an array again' {
        $sent = Send $m
        $text = @($sent | Out-String -Width 400) -split '\r?\n' -ne ''
        $text | Should -Be "int32 (3,) w+ ${path}: sent by another process; any cmdlet opens it, and `$it | Get-MemMapSlice is the array"
        [string][MemMap.NDArray]$sent | Should -Be '[4 5 6]'
        @(Send ([MemMap.NDArray]::Zeros((2, 2))) | Out-String -Width 400) -split '\r?\n' -ne '' |
            Should -Be 'float64 (2, 2): sent by another process; any cmdlet takes it, and $it | Get-MemMapSlice is the array'
        Send ([MemMap.NDArray]::Zeros(3000000)) | Out-String -Width 400 | Should -BeLike '*too large to be sent from memory; save it*'
        $closed = New-MemMap $path -Mode r
        $closed | Close-MemMap
        Send $closed | Out-String -Width 400 | Should -BeLike '*closed before it was sent*'
    }

    It 'says how it is an array again where its methods are called' {
        $sent = Send $m
        { $sent.Sum() } | Should -Throw '*$a = $a | Get-MemMapSlice makes it the array again*'
        { $sent.Reshape(3, 1) } | Should -Throw '*makes it the array again*'
        { $sent.Close() } | Should -Throw '*makes it the array again*'
        { (Send ([MemMap.NDArray]::Arange(3))).Mean() } | Should -Throw '*makes it the array again*'
        $sent = [MemMap.NDArray]$sent
        $sent.Sum() | Should -Be 15
        # Each is a method, so that none is in the way of a field.
        [xml]$types = Get-Content $module/MemMap.types.ps1xml
        $names = ($types.Types.Type | Where-Object Name -EQ Deserialized.MemMap.NDArray).Members.CodeMethod.Name
        $names | Should -Contain ToArray
        $names | Where-Object { -not [MemMap.MemMapArray].GetMember($_) } | Should -BeNullOrEmpty
    }

    It 'escapes what a terminal would obey' {
        $sent = Send $m
        $sent.DType = "int32`e[31m"
        $sent | Out-String -Width 400 | Should -BeLike '*int32\x1b*'
    }

    It 'gives ConvertTo-MemMap its elements' {
        # Held, as maps that nobody holds leave the list at any time.
        $before = @(Get-MemMap)
        $copy = Send $m | ConvertTo-MemMap (Join-Path $TestDrive copy.dat)
        [string]$copy | Should -Be '[4 5 6]'
        $copy.DType | Should -Be int32
        @(Get-MemMap).Count | Should -Be ($before.Count + 1)
    }
}
