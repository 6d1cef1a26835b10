# The emulators, for Test-Platform.ps1: what they need, and how a PowerShell is started in them.

function Invoke-Dotnet {
    dotnet @args
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet $args ended with exit code $LASTEXITCODE."
    }
}

function Assert-Program([string] $Name, [string] $Way) {
    if (-not (Get-Command $Name -CommandType Application -ErrorAction Ignore)) {
        throw "The tests as on $Platform need '$Name'. On Debian and Ubuntu: $Way"
    }
}

# A Windows with a disk in memory for temporary files: T:.
function Initialize-Wine {
    Assert-Program wine 'apt-get install wine wine64'
    Assert-Program script 'apt-get install bsdutils'
    $env:WINEPREFIX = Join-Path $folder wine
    # Nothing of what Wine says, no window, and what .NET does without there.
    ($env:WINEDEBUG, $env:DISPLAY, $env:DOTNET_gcConcurrent) = '-all', '', '0'
    $null = New-Item $env:WINEPREFIX -ItemType Directory -Force
    wine wineboot --init *> $null
    wine winecfg -v win10 *> $null
    $devices = Join-Path $env:WINEPREFIX dosdevices
    if (-not (Test-Path $devices)) {
        throw "Wine couldn't make $env:WINEPREFIX; 'wine wineboot --init' says more."
    }

    $null = New-Item $temporary -ItemType Directory -Force
    $null = New-Item (Join-Path $devices t:) -ItemType SymbolicLink -Value $temporary -Force
    foreach ($name in 'TEMP', 'TMP') {
        wine reg add HKCU\Environment /v $name /d 'T:\' /f *> $null
    }
}

# The system's libraries for ARM, which QEMU looks for in a folder.
function Initialize-Qemu {
    $script:qemu = (Get-Command qemu-aarch64-static, qemu-aarch64 -CommandType Application -ErrorAction Ignore |
            Select-Object -First 1).Source
    if (-not $qemu) {
        throw "The tests as on Arm64 need 'qemu-aarch64-static'. On Debian and Ubuntu: apt-get install qemu-user-static"
    }

    $env:QEMU_LD_PREFIX = $env:MEMMAP_ARM64_ROOT ? $env:MEMMAP_ARM64_ROOT : (Join-Path $folder arm64)
    if (-not (Test-Path (Join-Path $env:QEMU_LD_PREFIX lib ld-linux-aarch64.so.1))) {
        Write-Host @"
The tests as on Arm64 need the libraries of that system in $env:QEMU_LD_PREFIX (or in the folder that MEMMAP_ARM64_ROOT names). On Debian:
    dpkg --add-architecture arm64 && apt-get update
    mkdir -p $env:QEMU_LD_PREFIX && cd `$(mktemp -d)
    apt-get download libc6:arm64 libstdc++6:arm64 libgcc-s1:arm64 libssl3:arm64 zlib1g:arm64 libicu72:arm64
    for package in *.deb; do dpkg-deb -x `$package $env:QEMU_LD_PREFIX; done
"@
        throw 'The libraries of Arm64 are missing.'
    }

    $env:TMPDIR = (New-Item $temporary -ItemType Directory -Force).FullName
}

# PowerShell for the platform, with the runtime that it needs.
function Initialize-Shell {
    $tools = Get-Content (Join-Path $root .config dotnet-tools.json) -Raw | ConvertFrom-Json
    Invoke-Dotnet msbuild $PSScriptRoot -restore '-target:Shell' "-property:PowerShellVersion=$($tools.tools.powershell.version)" `
        "-property:System=$runtime" -nologo '-verbosity:quiet'
    if ($Platform -eq 'Windows') {
        # Wine doesn't unwind the stubs that reflection calls methods with otherwise: an exception in one ends the process.
        $settings = Join-Path $folder $runtime pwsh pwsh.runtimeconfig.json
        $configuration = Get-Content $settings -Raw | ConvertFrom-Json -AsHashtable
        $configuration.runtimeOptions.configProperties['Switch.System.Reflection.ForceEmitInvoke'] = $true
        $configuration | ConvertTo-Json -Depth 9 | Set-Content $settings
    }
    else {
        # What tests start as `pwsh`: PowerShell puts its own folder first on PATH.
        $program = Join-Path $folder $runtime pwsh pwsh
        "#!/bin/sh`nexec '$qemu' '$program-$runtime' `"`$@`"" | Set-Content $program
        chmod +x $program
    }
}

# The path by which an emulated process finds a file of this machine.
function ConvertTo-EmulatedPath([string] $Path) {
    $Platform -eq 'Windows' ? 'Z:' + $Path.Replace('/', '\') : $Path
}

# Runs a script in a PowerShell of the platform; what it writes goes into a file. Texts that begin with / are paths.
function Invoke-Shell([string] $Log, [string] $Script) {
    $arguments = @($Script) + $args | ForEach-Object { $_ -like '/*' ? (ConvertTo-EmulatedPath $_) : $_ }
    $shell = Join-Path $folder $runtime pwsh
    $options = '-NoProfile', '-NonInteractive', '-File'
    if ($Platform -eq 'Windows') {
        # PowerShell for Windows wants a console, which `script` gives it; without one it ends at once, and silently.
        $arguments = $arguments.ForEach{ "'$_'" }
        $env:DOTNET_ROOT = ConvertTo-EmulatedPath (Join-Path $folder $runtime dotnet)
        script -qec "timeout -k 10 $patience wine '$shell/pwsh.exe' $options $arguments" /dev/null *> $Log
        $env:DOTNET_ROOT = $null
    }
    else {
        $env:DOTNET_ROOT_ARM64 = Join-Path $folder $runtime dotnet
        timeout -k 10 $patience $shell/pwsh @options @arguments *> $Log
    }
}
