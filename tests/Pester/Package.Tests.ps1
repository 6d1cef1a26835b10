# What build.ps1 Package makes, as the PowerShell Gallery wants it. build.ps1 Test has made it, and put its content into artifacts/MemMap.

BeforeDiscovery {
    $isMade = [System.IO.Directory]::Exists([System.IO.Path]::Combine($PSScriptRoot, '..', '..', 'artifacts', 'package'))
}

BeforeAll {
    $root = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..'))
    $module = [System.IO.Path]::Combine($root, 'artifacts', 'MemMap')
    $manifest = & ([scriptblock]::Create([System.IO.File]::ReadAllText([System.IO.Path]::Combine($root, 'MemMap.psd1'))))
    $package = [System.IO.Path]::Combine($root, 'artifacts', 'package', "MemMap.$($manifest.ModuleVersion).nupkg")

    # A file's text, from the package.
    function Read-Entry([string]$Name) {
        $archive = [System.IO.Compression.ZipFile]::OpenRead($package)
        try { [System.IO.StreamReader]::new($archive.GetEntry($Name).Open()).ReadToEnd() }
        finally { $archive.Dispose() }
    }
}

Describe 'The manifest' {
    It 'has all that the Gallery asks for' {
        $manifest.ModuleVersion | Should -Match '^\d+\.\d+\.\d+$'
        foreach ($key in 'GUID', 'Author', 'CompanyName', 'Copyright', 'Description') { $manifest[$key] | Should -Match '\w' -Because $key }
        foreach ($key in 'ProjectUri', 'LicenseUri') { $manifest.PrivateData.PSData[$key] | Should -Match '^https://' }
        $manifest.PrivateData.PSData.ReleaseNotes | Should -Match '\w'
        $manifest.PrivateData.PSData.Tags -match '\s' | Should -BeNullOrEmpty
        foreach ($tag in 'PSEdition_Core', 'Windows', 'Linux', 'MacOS') { $manifest.PrivateData.PSData.Tags | Should -Contain $tag }
        $manifest.CompatiblePSEditions | Should -Be 'Core'
    }

    It 'exports the cmdlets by name, and nothing else' {
        foreach ($key in 'FunctionsToExport', 'VariablesToExport', 'AliasesToExport') { @($manifest[$key]).Count | Should -Be 0 }
        "$($manifest.CmdletsToExport)" | Should -Not -Match '\*'
        Import-Module $module
        $exported = Get-Command -Module MemMap | ForEach-Object Name
        @([System.Linq.Enumerable]::Order([string[]]$manifest.CmdletsToExport)) | Should -Be @([System.Linq.Enumerable]::Order([string[]]$exported))
    }

    It 'has the version of the assemblies and of the change log' {
        $core = [System.Reflection.AssemblyName]::GetAssemblyName([System.IO.Path]::Combine($module, 'MemMap.Core.dll'))
        $core.Version.ToString(3) | Should -Be $manifest.ModuleVersion
        [System.IO.File]::ReadAllText([System.IO.Path]::Combine($root, 'CHANGELOG.md')) |
            Should -Match "\n## \[$([regex]::Escape($manifest.ModuleVersion))\] - \d{4}-\d\d-\d\d\n"
    }
}

# Not where there is only what build.ps1 Build makes.
Describe 'The package' -Skip:(-not $isMade) {
    It 'has the same bytes when it is made again' {
        # Twice from copies, which have other names and times: the package itself may be from another machine, whose compression may be another.
        $hashes = foreach ($name in 'once', 'again') {
            $copy = [System.IO.Path]::Combine($TestDrive, $name, 'MemMap')
            foreach ($file in [System.IO.Directory]::GetFiles($module, '*', 'AllDirectories')) {
                # The bill of materials is added when the package is made.
                if ($file.EndsWith('.cdx.json')) { continue }
                $target = [System.IO.Path]::Combine($copy, [System.IO.Path]::GetRelativePath($module, $file))
                $null = [System.IO.Directory]::CreateDirectory([System.IO.Path]::GetDirectoryName($target))
                [System.IO.File]::Copy($file, $target)
                [System.IO.File]::SetLastWriteTimeUtc($target, [datetime]::UtcNow.AddDays(-$name.Length))
            }
            $made = "$copy.nupkg"
            $assets = foreach ($project in 'MemMap.PowerShell', 'MemMap.Drawing') { [System.IO.Path]::Combine($root, 'artifacts', 'obj', $project, 'project.assets.json') }
            & dotnet ([System.IO.Path]::Combine($root, 'artifacts', 'bin', 'Package', 'release', 'Package.dll')) $copy $made @assets
            $LASTEXITCODE | Should -Be 0
            [System.Convert]::ToHexString([System.Security.Cryptography.SHA256]::HashData([System.IO.File]::ReadAllBytes($made)))
        }
        $hashes[1] | Should -Be $hashes[0]
    }

    It 'describes itself by the manifest' {
        $description = ([xml](Read-Entry MemMap.nuspec)).package.metadata
        $description.id | Should -Be MemMap
        $description.version | Should -Be $manifest.ModuleVersion
        $description.projectUrl | Should -Be $manifest.PrivateData.PSData.ProjectUri
        $description.licenseUrl | Should -Be $manifest.PrivateData.PSData.LicenseUri
        $description.releaseNotes | Should -Be $manifest.PrivateData.PSData.ReleaseNotes
        foreach ($tag in @('PSModule', 'PSCmdlet_New-MemMap') + $manifest.PrivateData.PSData.Tags) { $description.tags.Split(' ') | Should -Contain $tag }
    }

    It 'has a bill of materials with every assembly' {
        $bill = [System.Text.Json.Nodes.JsonNode]::Parse((Read-Entry MemMap.cdx.json))
        "$($bill['bomFormat'])" | Should -Be CycloneDX
        $listed = @{}
        foreach ($files in @(, $bill['metadata']['component']['components']) + @($bill['components'] | ForEach-Object { , $_['components'] })) {
            foreach ($file in $files) { $listed["$($file['name'])"] = "$($file['hashes'][0]['content'])" }
        }
        $present = @{}
        foreach ($file in [System.IO.Directory]::GetFiles($module, '*.dll', 'AllDirectories')) {
            $name = [System.IO.Path]::GetRelativePath($module, $file).Replace('\', '/')
            $present[$name] = [System.Convert]::ToHexString([System.Security.Cryptography.SHA256]::HashData([System.IO.File]::ReadAllBytes($file))).ToLowerInvariant()
        }
        @([System.Linq.Enumerable]::Order([string[]]@($listed.Keys))) | Should -Be @([System.Linq.Enumerable]::Order([string[]]@($present.Keys)))
        foreach ($name in $present.Keys) { $listed[$name] | Should -Be $present[$name] }
        "$($bill['components'] | ForEach-Object { "$($_['purl'])" })" | Should -Match 'pkg:nuget/Spectre.Console@.* pkg:nuget/System.Numerics.Tensors@'
    }
}
