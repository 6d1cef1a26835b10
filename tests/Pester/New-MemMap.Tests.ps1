# Opening and creating maps: modes, shapes, offsets, dtypes, and the ways to name a file.

BeforeAll {
    Import-Module $PSScriptRoot/../../artifacts/MemMap -Force
}

Describe 'New-MemMap' {
    BeforeEach {
        $file = Join-Path $TestDrive numbers.dat
        [System.IO.File]::WriteAllBytes($file, [byte[]](0..23))
    }

    AfterEach {
        Get-MemMap | Close-MemMap
    }

    Context 'Defaults' {
        It 'are those of numpy' {
            $m = New-MemMap $file
            $m | Should -BeOfType ([MemMap.MemMapArray])
            $m.DType | Should -Be 'uint8'
            $m.Mode | Should -Be 'r+'
            $m.Offset | Should -Be 0
            $m.Shape | Should -Be @(24)
            $m.FileName | Should -Be $file
            $m.IsContiguous | Should -BeTrue
        }

        It 'take the shape from the size of the file' {
            (New-MemMap $file -DType int32 -Offset 4).Shape | Should -Be @(5)
        }

        It 'give an empty array where the offset is the end' {
            (New-MemMap $file -Offset 24 -Mode r).Size | Should -Be 0
        }
    }

    Context 'Buffered access' {
        It 'reads, computes and writes without a map' {
            $m = New-MemMap $file -DType int32 -Access Buffered
            $m.Access | Should -Be 'Buffered'
            $m | Set-MemMapValue 1 -1
            $m[0], $m[1] | Should -Be 50462976, (-1)
            ($m | Get-MemMapSlice '1:').Min() | Should -Be (-1)
            @($m | ConvertFrom-MemMap)[1] | Should -Be (-1)
            $m | Resize-MemMap 7 -PassThru | Invoke-MemMapFlush
            $m | Close-MemMap
            [System.IO.File]::ReadAllBytes($file)[4..7] | Should -Be 255, 255, 255, 255
        }

        It 'makes an error of a file that is cut short, and of private changes' {
            $m = New-MemMap $file -DType int32 -Access Buffered
            $other = [System.IO.File]::Open($file, 'Open', 'Write', 'ReadWrite')
            $other.SetLength(10)
            $other.Dispose()
            { $m | Set-MemMapValue 0 1 -ErrorAction Stop } | Should -Throw '*now has 10 bytes' -ErrorId 'FileTruncated,*'
            { New-MemMap $file -Mode c -Access Buffered -ErrorAction Stop } | Should -Throw "*use 'r' or 'r+'" -ErrorId 'BufferedPrivate,*'
        }
    }

    Context 'Modes' {
        It '<Text> is mode <Mode>' -ForEach @(
            @{ Text = 'r'; Mode = 'r' }, @{ Text = 'readonly'; Mode = 'r' }
            @{ Text = 'c'; Mode = 'c' }, @{ Text = 'copyonwrite'; Mode = 'c' }
            @{ Text = 'r+'; Mode = 'r+' }, @{ Text = 'readwrite'; Mode = 'r+' }
            @{ Text = 'w+'; Mode = 'w+' }, @{ Text = 'write'; Mode = 'w+' }
        ) {
            (New-MemMap $file -Mode $Text -Shape 3).Mode.ToString() | Should -Be $Mode
        }

        It 'w+ creates a file of zeros' {
            $new = Join-Path $TestDrive new.dat
            $m = New-MemMap $new -DType float32 -Mode w+ -Shape 3, 4
            $m.Sum() | Should -Be 0
            (Get-Item $new).Length | Should -Be 48
        }

        It 'w+ replaces what was there' {
            (New-MemMap $file -Mode w+ -Shape 4).Max() | Should -Be 0
            (Get-Item $file).Length | Should -Be 4
        }

        It 'r+ extends a file that is too short, and keeps its content' {
            $m = New-MemMap $file -Mode r+ -Shape 30
            $m[23], $m[24] | Should -Be 23, 0
            (Get-Item $file).Length | Should -Be 30
        }

        It 'r+ never shrinks a file' {
            (New-MemMap $file -Mode r+ -Shape 3).Shape | Should -Be @(3)
            (Get-Item $file).Length | Should -Be 24
        }

        It 'c changes the memory and not the file' {
            $m = New-MemMap $file -Mode c
            $m | Set-MemMapValue 0 99
            $m[0] | Should -Be 99
            [System.IO.File]::ReadAllBytes($file)[0] | Should -Be 0
        }

        It '-Sparse creates a file of the same length' {
            $new = Join-Path $TestDrive sparse.dat
            (New-MemMap $new -Mode w+ -Shape 1mb -Sparse).Sum() | Should -Be 0
            (Get-Item $new).Length | Should -Be 1mb
        }

        It '-NoClobber creates a new file' {
            $new = Join-Path $TestDrive unclobbered.dat
            (New-MemMap $new -Mode w+ -Shape 2 -NoClobber).Shape | Should -Be @(2)
        }
    }

    Context 'A new file whose name promises another format' {
        It '<name> of <dtype> is a warning: <warns>' -ForEach @(
            @{ name = 'a.zarr'; dtype = 'f8'; warns = $true }
            @{ name = 'a.csv'; dtype = 'f8'; warns = $true }
            @{ name = 'a.h5'; dtype = 'f4'; warns = $true }
            @{ name = 'a.gz'; dtype = 'f8'; warns = $true }
            @{ name = 'a.gz'; dtype = 'u1'; warns = $false }
            @{ name = 'a.npy'; dtype = 'f8'; warns = $false }
            @{ name = 'a.dat'; dtype = 'f8'; warns = $false }
        ) {
            New-MemMap (Join-Path $TestDrive $name) $dtype w+ -Shape 3 -WarningVariable warnings 3> $null | Close-MemMap
            @($warnings | Where-Object { "$_" -like '*whatever its name says*Export-MemMap*' }).Count | Should -Be ([int]$warns)
            New-MemMap (Join-Path $TestDrive $name) $dtype w+ -Shape 3 -Format Raw -WarningVariable none 3> $null | Close-MemMap
            $none | Should -BeNullOrEmpty
        }
    }

    Context 'Shape, offset and order' {
        It 'binds <Shape.Count> axes' -ForEach @(
            @{ Shape = @(24) }, @{ Shape = 2, 12 }, @{ Shape = [long[]](2, 3, 4) }, @{ Shape = @(0, 5) }
        ) {
            (New-MemMap $file -Mode r -Shape $Shape).Shape | Should -Be $Shape
        }

        It 'takes a single integer' {
            (New-MemMap $file -Shape 5 -Mode r).Shape | Should -Be @(5)
        }

        It 'takes @() for a single element' {
            $m = New-MemMap $file -DType int16 -Offset 2 -Shape @() -Mode r
            $m.NDim | Should -Be 0
            $m | Get-MemMapSlice | Should -Be 0x0302
        }

        It 'takes the parameters by position' {
            $m = New-MemMap $file '>u2' r 4 3, 2 F
            $m.DType, $m.Mode, $m.Offset | Should -Be '>u2', 'r', 4
            $m.Shape | Should -Be 3, 2
            $m.IsFortranContiguous | Should -BeTrue
            $m[1, 0] | Should -Be 0x0607
        }

        It 'maps from any offset' {
            (New-MemMap $file -DType int32 -Offset 3 -Shape 2 -Mode r)[1] | Should -Be 0x0a090807
        }
    }

    Context 'DType' {
        It 'takes a .NET type' {
            (New-MemMap $file -DType ([double]) -Mode r).DType | Should -Be 'float64'
        }

        It 'takes a dtype' {
            $dtype = [MemMap.DType]::Parse('>i4')
            (New-MemMap $file -DType $dtype -Mode r).DType | Should -Be '>i4'
        }

        It 'takes an ordered hashtable of fields' {
            $m = New-MemMap $file -DType ([ordered]@{ id = 'i2'; xy = '2u1' }) -Mode r
            $m.Shape | Should -Be @(6)
            ($m | Get-MemMapSlice 1 -Field xy).ToArray() | Should -Be 6, 7
        }
    }

    Context 'Naming a file' {
        BeforeEach {
            $before = Get-Location
        }

        AfterEach {
            Set-Location $before
        }

        It 'follows PowerShell''s location, not the process''s' {
            Set-Location $TestDrive
            (New-MemMap numbers.dat -Mode r).FileName | Should -Be $file
            $inner = (New-Item inner -ItemType Directory).FullName
            Set-Location $inner
            (New-MemMap ../numbers.dat -Mode r).FileName | Should -Be $file
            (New-MemMap made.dat -Mode w+ -Shape 1).FileName | Should -Be (Join-Path $inner made.dat)
        }

        It 'follows a location that was pushed' {
            Push-Location $TestDrive
            (New-MemMap -LiteralPath numbers.dat -Mode r).FileName | Should -Be $file
            Pop-Location
            { New-MemMap -LiteralPath numbers.dat -Mode r -ErrorAction Stop } | Should -Throw -ErrorId 'FileNotFound,*'
        }

        It 'follows a drive of PowerShell' {
            (New-MemMap TestDrive:/numbers.dat -Mode r).Size | Should -Be 24
        }

        It 'opens every file that wildcards match, and no directory' {
            $null = New-Item (Join-Path $TestDrive number-folder) -ItemType Directory
            [System.IO.File]::WriteAllBytes((Join-Path $TestDrive numbers2.dat), [byte[]](1, 2))
            $maps = @(New-MemMap (Join-Path $TestDrive 'number*') -Mode r)
            $maps.Count | Should -Be 2
            ($maps | ForEach-Object { $_.Size }) | Should -Be 24, 2
        }

        It 'takes -LiteralPath literally' {
            $odd = Join-Path $TestDrive 'a[1].dat'
            [System.IO.File]::WriteAllBytes($odd, [byte[]](7, 8))
            [System.IO.File]::WriteAllBytes((Join-Path $TestDrive a1.dat), [byte[]](9))
            (New-MemMap -LiteralPath $odd -Mode r)[0] | Should -Be 7
            (New-MemMap -Path $odd -Mode r)[0] | Should -Be 9
        }

        It 'creates a file whose name looks like a wildcard' {
            $odd = Join-Path $TestDrive 'b[1].dat'
            $null = New-MemMap $odd -Mode w+ -Shape 1
            Test-Path -LiteralPath $odd | Should -BeTrue
        }

        It 'takes several paths, and goes on after one that fails' {
            $maps = @(New-MemMap $file, (Join-Path $TestDrive nowhere), $file -Mode r -ErrorAction SilentlyContinue -ErrorVariable failures)
            $maps.Count | Should -Be 2
            $failures.Count | Should -Be 1
            $failures[0].TargetObject | Should -Be (Join-Path $TestDrive nowhere)
        }

        It 'takes text from the pipeline' {
            ($file, $file | New-MemMap -Mode r -DType i4).Count | Should -Be 2
        }

        It 'takes objects with a PSPath, as Get-ChildItem gives them' {
            (Get-ChildItem $file | New-MemMap -Mode r).FileName | Should -Be $file
            ([pscustomobject]@{ PSPath = "Microsoft.PowerShell.Core\FileSystem::$file" } | New-MemMap -Mode r).FileName | Should -Be $file
        }

        It 'takes a FileInfo' {
            ([System.IO.FileInfo]::new($file) | New-MemMap -Mode r).FileName | Should -Be $file
        }

        It 'takes an open stream from its beginning, whatever its position, and leaves it open' {
            $stream = [System.IO.File]::OpenRead($file)
            try {
                $null = $stream.Seek(10, 'Begin')
                $m = New-MemMap -Stream $stream -Mode r
                $m[0], $m.FileName | Should -Be 0, $file
                $m | Close-MemMap
                $stream.Position | Should -Be 10
                $stream.ReadByte() | Should -Be 10
            }
            finally {
                $stream.Dispose()
            }
        }

        It 'takes a path of more than 260 characters' {
            $folder = Join-Path $TestDrive ('d' * 120) ('e' * 120)
            $null = [System.IO.Directory]::CreateDirectory($folder)
            $long = Join-Path $folder long.dat
            $long.Length | Should -BeGreaterThan 260
            $m = New-MemMap $long int32 w+ -Shape 5
            $m | Set-MemMapValue -Value 7
            $m | Resize-MemMap -Length 6
            $m | Close-MemMap
            $m = New-MemMap $long int32 r
            $m.Sum(), $m.FileName | Should -Be 35, $long
            foreach ($name in 'a.npy', 'b.npz', 'c.zarr') {
                $m | Export-MemMap (Join-Path $folder $name)
                Compare-MemMap $m (New-MemMap (Join-Path $folder $name) -Mode r) -Quiet | Should -BeTrue
            }

            Get-MemMap | Close-MemMap
        }

        It 'takes each way to write a path of Windows' -Skip:(-not $IsWindows) {
            Push-Location $TestDrive
            try {
                $name = Split-Path $file -Leaf
                $drive = Split-Path (Convert-Path .) -Qualifier
                $ways = $file, "\\?\$file", "\\.\$file", $file.Replace('\', '/'), $file.ToUpper(), $file.Substring(2), ".\$name",
                    "$drive$name"
                foreach ($way in $ways) {
                    (New-MemMap $way -Mode r).ToBytes() | Should -Be (New-MemMap $file -Mode r).ToBytes() -Because $way
                }

                $devices = 'NUL', 'con.dat', 'COM1', '\\.\pipe\x', '\\?\pipe\x', '\\host\pipe\x', '\\.\PhysicalDrive1', '\\?\C:'
                foreach ($device in $devices) {
                    foreach ($run in { New-MemMap $device -Mode r }, { New-MemMap $device -Mode w+ -Shape 3 },
                        { [MemMap.NDArray]::Arange(3) | Export-MemMap $device -Format Raw }, { 1 | ConvertTo-MemMap $device int32 }) {
                        $ErrorActionPreference = 'Stop'
                        $run | Should -Throw -ErrorId 'NotAFile,*' -Because "$device is none: $run"
                    }
                }
            }
            finally {
                Pop-Location
            }
        }
    }
}
