# What build.ps1 Package makes, as the PowerShell Gallery wants it. build.ps1 Test has made it, and installed it into artifacts/MemMap.

BeforeDiscovery {
    # A build has no bill of materials; a package has.
    $isInstalled = Test-Path $PSScriptRoot/../../artifacts/MemMap/MemMap.cdx.json
}

BeforeAll {
    $root = Convert-Path $PSScriptRoot/../..
    $module = Join-Path $root artifacts MemMap
    $manifest = Import-PowerShellDataFile $root/MemMap.psd1
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
        Test-ModuleManifest $module/MemMap.psd1 | Should -Not -BeNullOrEmpty
    }

    It 'exports the cmdlets by name, and nothing else' {
        foreach ($key in 'FunctionsToExport', 'VariablesToExport', 'AliasesToExport') { @($manifest[$key]).Count | Should -Be 0 }
        "$($manifest.CmdletsToExport)" | Should -Not -Match '\*'
        Import-Module $module
        $exported = Get-Command -Module MemMap | ForEach-Object Name
        $manifest.CmdletsToExport | Sort-Object | Should -Be ($exported | Sort-Object)
    }

    It 'has the version of the assemblies and of the change log' {
        (Get-Item $module/lib/MemMap.Core.dll).VersionInfo.ProductVersion | Should -BeLike "$($manifest.ModuleVersion)*"
        Get-Content $root/CHANGELOG.md -Raw | Should -Match "\n## \[$([regex]::Escape($manifest.ModuleVersion))\] - \d{4}-\d\d-\d\d\n"
    }
}

# Not where artifacts/MemMap is what build.ps1 Build makes.
Describe 'The package' -Skip:(-not $isInstalled) {
    BeforeAll {
        $content = Join-Path $TestDrive content
        Expand-Archive (Join-Path $root artifacts package "MemMap.$($manifest.ModuleVersion).nupkg") $content
    }

    It 'stays under 20 MiB' {
        (Get-Item (Join-Path $root artifacts package "MemMap.$($manifest.ModuleVersion).nupkg")).Length | Should -BeLessThan 20MB
    }

    It 'has the files of the module, and what a package adds' {
        $packed = Get-ChildItem $content -Recurse -File -Name |
            Where-Object { $_ -notmatch '^(_rels|package)[\\/]|^MemMap\.nuspec$|^\[Content_Types\]\.xml$' }
        $packed | Sort-Object | Should -Be (Get-ChildItem $module -Recurse -File -Name | Sort-Object)
    }

    It 'describes itself by the manifest' {
        $description = ([xml](Get-Content $content/MemMap.nuspec -Raw)).package.metadata
        $description.id | Should -Be MemMap
        $description.version | Should -Be $manifest.ModuleVersion
        $description.projectUrl | Should -Be $manifest.PrivateData.PSData.ProjectUri
        $description.licenseUrl | Should -Be $manifest.PrivateData.PSData.LicenseUri
        $description.releaseNotes | Should -Be $manifest.PrivateData.PSData.ReleaseNotes
        foreach ($tag in @('PSModule') + $manifest.PrivateData.PSData.Tags) { $description.tags.Split(' ') | Should -Contain $tag }
    }

    It 'has a bill of materials with every package that an assembly is from' {
        $bill = Get-Content $content/MemMap.cdx.json -Raw | ConvertFrom-Json
        $bill.bomFormat | Should -Be CycloneDX
        $bill.metadata.component.purl | Should -Be "pkg:nuget/MemMap@$($manifest.ModuleVersion)"
        # Each of them has one assembly, some for several systems, and some packages another name than it.
        $assemblies = (Get-ChildItem $content -Recurse -Filter *.dll).BaseName -notlike 'MemMap.*' | Sort-Object -Unique
        $bill.components.name -replace '^(OxyPlot|ZstdSharp)\.(Core|Port)$', '$1' | Sort-Object | Should -Be $assemblies
        foreach ($component in $bill.components) {
            $component.purl | Should -Be "pkg:nuget/$($component.name)@$($component.version)"
            # Older packages name no license, but where it is.
            $component.licenses.license.id ?? $component.licenses.license.url | Should -Match '^[\w.-]+$|^https://' -Because $component.name
            $component.hashes.alg | Should -Contain SHA-512
        }
    }
}
