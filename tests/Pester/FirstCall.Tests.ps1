# The first call of an operation runs optimized code: its loops aren't compiled without optimization first, and again while they run.

BeforeAll {
    $module = Convert-Path $PSScriptRoot/../../artifacts/MemMap

    # What a fresh shell compiles while it runs a script, a line for each method.
    function Get-Compiled([string]$Script) {
        $path = Join-Path $TestDrive calls.ps1
        $log = Join-Path $TestDrive methods.txt
        Set-Content $path $Script
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
        $compiled = Join-Path $module lib "$($IsWindows ? 'win' : $IsMacOS ? 'osx' : 'linux')-$architecture" MemMap.Core.dll
        $expected = (Test-Path $compiled) ? $compiled : (Join-Path $module lib MemMap.Core.dll)
        pwsh -NoProfile -Command "Import-Module '$module'; [MemMap.NDArray].Assembly.Location" | Should -Be $expected
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
        ($lines -match 'compiled MemMap\.Commands\.NewMemMapCommand').Count | Should -BeGreaterThan 0
        $lines -match 'compiled System\.(Linq|Collections\.Frozen)\..*(MemMap|ValueTuple)' | Should -BeNullOrEmpty
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
