# The first call of an operation runs optimized code: its loops aren't compiled without optimization first, and again while they run.

BeforeAll {
    $module = Convert-Path $PSScriptRoot/../../artifacts/MemMap

    # What a fresh shell compiles while it runs a script, a line for each method.
    function Get-Compiled([string]$Script) {
        $path = Join-Path $TestDrive calls.ps1
        $log = Join-Path $TestDrive methods.txt
        Set-Content $path $Script
        # .NET appends to it.
        Remove-Item $log -ErrorAction Ignore
        $env:DOTNET_JitStdOutFile, $env:DOTNET_JitDisasmSummary = $log, '1'
        try {
            pwsh -NoProfile -File $path | Should -BeNullOrEmpty
        }
        finally {
            Remove-Item Env:DOTNET_JitStdOutFile, Env:DOTNET_JitDisasmSummary
        }

        Get-Content $log
    }
}

Describe 'The first call' {
    It 'finds the code that the build has compiled for this system' {
        $architecture = [System.Runtime.InteropServices.RuntimeInformation]::ProcessArchitecture.ToString().ToLowerInvariant()
        $compiled = Join-Path $module lib "$($IsWindows ? 'win' : $IsMacOS ? 'osx' : 'linux')-$architecture"
        $expected = (Test-Path $compiled) ? @('Core', 'PowerShell').ForEach{ Join-Path $compiled "MemMap.$_.dll" }
            : @((Join-Path $module lib MemMap.Core.dll), (Join-Path $module MemMap.PowerShell.dll))
        pwsh -NoProfile -Command "Import-Module '$module'
            [MemMap.NDArray].Assembly.Location, (Get-Command New-MemMap).ImplementingType.Assembly.Location" | Should -Be $expected
    }

    It 'runs no loop that is not optimized' {
        $lines = Get-Compiled @"
            `$ErrorActionPreference = 'Stop'
            Import-Module '$module'
            foreach (`$dtype in 'f4', 'f2', 'u1', 'i8', '>f4') {
                `$a = ([MemMap.NDArray]::Arange(200000) % 1000).AsType(`$dtype).Reshape(-1, 100)
                foreach (`$m in `$a, `$a[':, ::2'], `$a.T) {
                    foreach (`$name in 'Sum', 'Mean', 'Std', 'Min', 'ArgMax', 'All', 'CountNonZero', 'Prod') {
                        `$null = `$m.`$name(), `$m.`$name(0), `$m.`$name(1)
                    }

                    `$null = `$m.Sqrt(), `$m.Exp(), `$m.Sin(), `$m.Abs(), `$m.Copy(), `$m.Sort(), `$m.CumSum(), `$m.Percentile(90)
                    `$null = `$m.Unique()
                    `$null = (`$m + `$m), (`$m * 3), (`$m / 7), `$m.Gt(3), `$m.Eq(`$m), `$m.CountWhere('Gt', 3), `$m[`$m.Gt(3)]
                    foreach (`$target in 'f4', 'f8', 'i2', 'u1', 'i8', 'c8') { `$null = `$m.AsType(`$target) }
                    `$null = (`$m | Measure-MemMap), `$m.Histogram(10)
                }
            }
"@
        # What was compiled at once with full optimization.
        ($lines -match 'compiled System\.Numerics\.Tensors\.TensorPrimitives:.*FullOpts').Count | Should -BeGreaterThan 20
        # A loop whose code was replaced while it ran.
        $lines -match 'compiled (MemMap\.Compute|System\.Numerics\.Tensors)\..*-OSR' | Should -BeNullOrEmpty
    }

    It 'compiles no code of .NET for structures to open a map and to reduce it' {
        # Generic code of .NET is compiled ahead for classes only.
        $data = Join-Path $TestDrive data
        [System.IO.File]::WriteAllBytes($data, [byte[]]::new(4MB))
        $lines = Get-Compiled @"
            Import-Module '$module'
            `$m = New-MemMap '$data' f4 r
            `$null = `$m.Sum(), `$m.Reshape(-1, 1024).Sum(0), `$m['::3'].Min()
            `$m | Close-MemMap
"@
        ($lines -match 'compiled System\.').Count | Should -BeGreaterThan 0
        $lines -match 'compiled System\.(Linq|Collections\.Frozen)\..*(MemMap|ValueTuple)' | Should -BeNullOrEmpty
    }

    It 'finds the code of MemMap compiled, whatever is called first' {
        $native = (Get-ChildItem $module/lib -Directory).Name
        $architecture = [System.Runtime.InteropServices.RuntimeInformation]::ProcessArchitecture.ToString().ToLowerInvariant()
        if ("$($IsWindows ? 'win' : $IsMacOS ? 'osx' : 'linux')-$architecture" -notin $native) {
            Set-ItResult -Skipped -Because 'the build has no native code for this system'
        }

        $data = Join-Path $TestDrive first
        [System.IO.File]::WriteAllBytes($data, [byte[]](1..200))
        $lines = Get-Compiled @"
            `$ErrorActionPreference = 'Stop'
            Import-Module '$module'
            `$m = New-MemMap '$data' f4 c
            `$null = `$m[7], `$m['1:4'], `$m.Sum(), (`$m + 1), (`$m | Out-String)
            `$null = `$m | Get-MemMapSlice 1:3
            `$m | Set-MemMapValue 1 2
            `$null = `$m | Find-MemMapValue -GT 5
            `$null = `$m | Measure-MemMap
            `$null = `$m | ConvertFrom-MemMap
            `$null = 1..9 | ConvertTo-MemMap '$data.new' f4
            `$null = `$m | Show-MemMap Hex -Width 80
            `$null = `$m | Show-MemMap Histogram -Width 80 -Height 10
            `$null = `$m | Show-MemMap Line -Width 80 -Height 10
            `$m | Export-MemMap '$data.npy'
            `$null = Get-MemMapMember '$data.npy'
            `$null = Get-MemMapRecord 'struct { uint8_t n; char text[n]; };' '$data' -First 2
            Get-MemMap | Close-MemMap
"@
        # What is called often is compiled again, in the background.
        $ours = $lines -match 'compiled MemMap\.(?!Loading\.).*\bTier0\b'
        # Code for structures can't be compiled ahead where only a virtual method's type parameter names them.
        $generic = @($ours -match 'compiled [^(]*\[')
        $generic.Count | Should -BeLessThan 160
        # .NET doesn't use the native code of a few methods, as of those with numbers of 128 bits.
        $plain = @($ours -notmatch 'compiled [^(]*\[')
        $plain.Count | Should -BeLessThan 25 -Because ($plain -join "`n")
    }

    It 'calls nothing that is not optimized for each element of a sort' {
        $lines = Get-Compiled @"
            Import-Module '$module'
            `$null = ([MemMap.NDArray]::Arange(200000) % 1000).AsType('f4').Sort()
"@
        ($lines -match 'compiled MemMap\.Compute\.SortedCopy.*:Move.*FullOpts').Count | Should -Be 1
        $lines -match 'compiled MemMap\.Compute\.NumberKey.*:(To|From)' | Should -BeNullOrEmpty
    }
}
