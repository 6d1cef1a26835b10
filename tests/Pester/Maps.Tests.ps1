# The life of a map: flushed, listed, closed.

BeforeAll {
    Import-Module $PSScriptRoot/../../artifacts/MemMap -Force
}

Describe 'Open maps' {
    BeforeEach {
        $file = Join-Path $TestDrive open.dat
        $m = New-MemMap $file -DType int32 -Mode w+ -Shape 4
        $other = New-MemMap (Join-Path $TestDrive other.dat) -Mode w+ -Shape 4
    }

    AfterEach {
        Get-MemMap | Close-MemMap
    }

    Context 'Invoke-MemMapFlush' {
        It 'has written the changes when it returns, and the map stays open' {
            $m | Set-MemMapValue 0 258
            $m | Invoke-MemMapFlush | Should -BeNullOrEmpty
            # ReadAllBytes wants nobody to write meanwhile; Windows refuses that where a map may.
            $stream = [System.IO.File]::Open($file, 'Open', 'Read', 'ReadWrite')
            try {
                1..4 | ForEach-Object { $stream.ReadByte() } | Should -Be 2, 1, 0, 0
            }
            finally {
                $stream.Dispose()
            }
            $m.IsClosed | Should -BeFalse
        }

        It 'passes the array through with -PassThru' {
            ($m | Invoke-MemMapFlush -PassThru).FileName | Should -Be $file
        }

        It 'takes a view' {
            { $m | Get-MemMapSlice '1:3' | Invoke-MemMapFlush -ErrorAction Stop } | Should -Not -Throw
        }

        It 'has nothing to do for mode <_>' -ForEach 'r', 'c' {
            { New-MemMap $file -Mode $_ | Invoke-MemMapFlush -ErrorAction Stop } | Should -Not -Throw
        }
    }

    Context 'Close-MemMap' {
        It 'closes the map and all its views' {
            $view = $m | Get-MemMapSlice '1:'
            $m | Close-MemMap
            $m.IsClosed, $view.IsClosed | Should -Be $true, $true
        }

        It 'closes by way of a view' {
            $m | Get-MemMapSlice '1:' | Close-MemMap
            $m.IsClosed | Should -BeTrue
        }

        It 'keeps what was assigned' {
            $m | Set-MemMapValue -Value (1, 2, 3, 4)
            $m | Close-MemMap
            (New-MemMap $file -DType int32 -Mode r).ToArray() | Should -Be 1, 2, 3, 4
        }

        It 'closes all maps of a file, or of those that wildcards match' {
            $again = New-MemMap $file -Mode r
            Close-MemMap $file
            $m.IsClosed, $again.IsClosed, $other.IsClosed | Should -Be $true, $true, $false
            { Close-MemMap $file -ErrorAction Stop } | Should -Throw '*no map of*' -ErrorId 'NotOpen,*'
            Close-MemMap (Join-Path $TestDrive 'o*.dat')
            $other.IsClosed | Should -BeTrue
            { Close-MemMap -InputObject ([MemMap.NDArray]::Zeros(3)) -ErrorAction Stop } | Should -Throw -ErrorId 'NotAMap,*'
        }

        It 'closes everything with -All, and says so where nothing is given' {
            $joined = $m, $m | Join-MemMap
            { Close-MemMap } |
                Should -Throw "*`$m | Close-MemMap, Close-MemMap FILE or Close-MemMap -All; open are 'open.dat', 'other.dat'"
            Close-MemMap -All
            $m.IsClosed, $other.IsClosed, $joined.IsClosed | Should -Be $true, $true, $true
            { Close-MemMap } | Should -Throw 'no map is open'
            Close-MemMap -All
            { Get-MemMap | Close-MemMap } | Should -Not -Throw
        }

        It 'tells -Verbose what was closed' {
            "$($m | Close-MemMap -Verbose 4>&1)" | Should -BeLike "Closed '$file', mode w+*0 other maps are open"
            "$($m | Close-MemMap -Verbose 4>&1)" | Should -BeLike '*was closed already'
        }

        It 'does nothing the second time' {
            $m | Close-MemMap
            { $m | Close-MemMap -ErrorAction Stop } | Should -Not -Throw
        }

        It 'lets go of the file' {
            $m | Close-MemMap
            { [System.IO.File]::Open($file, 'Open', 'ReadWrite', 'None').Dispose() } | Should -Not -Throw
        }
    }

    Context 'Get-MemMap' {
        It 'lists the maps as a table, and leaves the map itself an array' {
            $text = Get-MemMap | Out-String -Width 300
            $text | Should -Match '(?m)^DType\s+Shape\s+Mode'
            $text | Should -Match "(?m)^int32\s+\(4,\)\s+w\+\s+0\s+16\s+\S*open\.dat"
            $m | Out-String | Should -Match '\[0 0 0 0\]'
            Get-MemMap $file | Out-String | Should -Match '\[0 0 0 0\]'
            (Get-MemMap)[0] | Set-MemMapValue 1 5
            $m[1] | Should -Be 5
            (Get-MemMap | Format-List | Out-String) | Should -Match 'IsWriteable'
        }

        It 'lists the open maps in the order they were opened' {
            @(Get-MemMap | ForEach-Object { $_.FileName }) | Should -Be $file, $other.FileName
        }

        It 'gives the map itself' {
            [object]::ReferenceEquals((Get-MemMap $file), $m) | Should -BeTrue
        }

        It 'lists no closed map and no view' {
            $null = $m | Get-MemMapSlice '1:'
            $other | Close-MemMap
            @(Get-MemMap).Count | Should -Be 1
        }

        It 'filters by a path with wildcards' {
            (Get-MemMap (Join-Path $TestDrive 'oth*')).FileName | Should -Be $other.FileName
            Get-MemMap (Join-Path $TestDrive 'none*') | Should -BeNullOrEmpty
        }
    }
}

Describe 'Lists that members give' {
    It 'have an index in PowerShell' {
        $file = Join-Path $TestDrive listed.dat
        $m = New-MemMap $file ([ordered]@{ a = 'i4'; b = 'f8' }) w+ -Shape 4
        $m.DType.Fields[1].Name | Should -Be b
        $m.Split(2)[1].Shape | Should -Be 2
        , [MemMap.MemMapArray]::OpenMaps | Should -BeOfType ([MemMap.MemMapArray[]])
        [MemMap.MemMapArray]::OpenMaps[-1].FileName | Should -Be $file
        $m | Close-MemMap
    }
}

Describe 'Remove-Module' {
    It 'leaves arrays that print their elements, and tells of open maps' {
        $runspace = [runspacefactory]::CreateRunspace()
        $runspace.Open()
        try {
            $shell = [powershell]::Create()
            $shell.Runspace = $runspace
            $module = Convert-Path $PSScriptRoot/../../artifacts/MemMap
            $null = $shell.AddScript("Import-Module '$module'; Set-Location '$TestDrive'").AddStatement().AddScript({
                    $m = New-MemMap left.dat u1 w+ -Shape 3
                    $a = [MemMap.NDArray]::Array((1, 2))
                    foreach ($round in 1, 2) {
                        Remove-Module MemMap
                        ($m | Out-String).Trim()
                        ($a, $a | Out-String).Trim()
                        $m[0] = $round
                        $m.Sum()
                        Import-Module $args[0] -Force
                        ($m | Out-String).Trim()
                    }
                    Close-MemMap left.dat
                    $a = $null
                    Remove-Module MemMap
                }).AddArgument($module)
            $printed = $shell.Invoke()
            $shell.Streams.Error | Should -BeNullOrEmpty
            $printed[0], $printed[4] | Should -Be '[0 0 0]', '[1 0 0]'
            $printed[1] | Should -Match '^\[1 2\]\s+\[1 2\]$'
            $printed[2], $printed[6] | Should -Be 1, 2
            $printed[3] | Should -BeLike 'uint8 (3,) w+ *left.dat*`[1 0 0`]'
            $printed[7] | Should -BeLike 'uint8 (3,) w+ *left.dat*`[2 0 0`]'
            # Nothing is said by Import-Module -Force, and where no map is open.
            "$($shell.Streams.Warning[0])" |
                Should -BeLike '* still open (*left.dat): $m.Close() closes one, and Import-Module MemMap with*'
            $shell.Streams.Warning.Count | Should -Be 2
        } finally {
            $runspace.Dispose()
        }
    }
}
