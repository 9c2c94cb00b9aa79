#!/usr/bin/env pwsh
# Starts the build host; compiles it first if a source has changed since. Does what build.sh does, file for file: they
# share artifacts/host, whose file "current" names the host in use.
#requires -Version 7.0
$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3.0

$root = $PSScriptRoot
$hosts = [IO.Path]::Combine($root, 'artifacts', 'host')
$assembly = 'Refigure.Build.dll'
$machine = [Environment]::MachineName
$utf8 = [Text.UTF8Encoding]::new($false)

function Say([string] $text) { [Console]::Error.WriteLine($text) }

function Stop-With([string] $text, [int] $code) {
    Say "Error: $text"
    exit $code
}

function Find-Dotnet {
    $onPath = Get-Command dotnet -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
    if ($onPath) { return $onPath.Source }
    $name = if ([Environment]::OSVersion.Platform -eq 'Win32NT') { 'dotnet.exe' } else { 'dotnet' }
    foreach ($folder in @($env:DOTNET_ROOT, [IO.Path]::Combine($HOME, '.dotnet'))) {
        if ($folder -and (Test-Path -LiteralPath ([IO.Path]::Combine($folder, $name)))) {
            return [IO.Path]::Combine($folder, $name)
        }
    }
    Stop-With 'the .NET SDK was not found: install .NET 10 (https://dotnet.microsoft.com/download) or set DOTNET_ROOT to its folder.' 2
}

# Every file that the host is made of, with forward slashes, in an order that depends on the names alone.
function Get-Sources {
    $names = [Collections.Generic.List[string]]::new()
    foreach ($folder in 'build', 'src') {
        foreach ($file in [IO.Directory]::EnumerateFiles([IO.Path]::Combine($root, $folder), '*', 'AllDirectories')) {
            if (-not $file.EndsWith('.md', 'Ordinal')) {
                $names.Add($file.Substring($root.Length).TrimStart('\', '/').Replace('\', '/'))
            }
        }
    }
    $names.Sort([StringComparer]::Ordinal)
    $names.Add('build.sh')
    foreach ($pattern in 'Directory.*.props', 'Directory.*.targets') {
        $found = [string[]]@([IO.Directory]::EnumerateFiles($root, $pattern) | ForEach-Object { [IO.Path]::GetFileName($_) })
        [Array]::Sort($found, [StringComparer]::Ordinal)
        foreach ($name in $found) { $names.Add($name) }
    }
    $names.Add('global.json')
    $names.Add('BannedSymbols.txt')
    return , $names.ToArray()
}

# The current host's folder; null if there is none or a source was added, removed or changed since it was made.
function Get-CurrentHost([string[]] $sources) {
    $pointer = [IO.Path]::Combine($hosts, 'current')
    if (-not [IO.File]::Exists($pointer)) { return $null }
    $folder = [IO.Path]::Combine($hosts, [IO.File]::ReadAllText($pointer).Trim())
    $list = [IO.Path]::Combine($folder, 'sources.txt')
    if (-not ([IO.File]::Exists([IO.Path]::Combine($folder, $assembly)) -and [IO.File]::Exists($list))) { return $null }
    if ([IO.File]::ReadAllText($list).TrimEnd() -cne ($sources -join "`n")) { return $null }
    $made = [IO.File]::GetLastWriteTimeUtc($list)
    foreach ($source in $sources) {
        # A file that is not there has a date long ago, as it has for build.sh.
        if ([IO.File]::GetLastWriteTimeUtc([IO.Path]::Combine($root, $source)) -gt $made) { return $null }
    }
    return $folder
}

function Test-Running([string] $id) {
    return [bool](Get-Process -Id $id -ErrorAction SilentlyContinue)
}

# Notes that this process uses the host, so that nobody removes it. True if it is still the current one.
function Use-Host([string] $folder) {
    try {
        $users = [IO.Directory]::CreateDirectory([IO.Path]::Combine($folder, 'users')).FullName
        [IO.File]::WriteAllText([IO.Path]::Combine($users, "$machine.$PID"), '')
    }
    catch [UnauthorizedAccessException] {
        # Where nothing can be written nothing can be removed either.
        return $true
    }
    return [IO.File]::ReadAllText([IO.Path]::Combine($hosts, 'current')).Trim() -ceq [IO.Path]::GetFileName($folder)
}

# Removes the hosts that nobody uses any more. Users on another machine cannot be asked, and are given two weeks.
function Remove-OldHosts([string] $current) {
    foreach ($folder in [IO.Directory]::GetDirectories($hosts, 'host-*')) {
        if ($folder -eq $current) { continue }
        $users = [IO.Path]::Combine($folder, 'users')
        $busy = $false
        if ([IO.Directory]::Exists($users)) {
            foreach ($user in [IO.Directory]::GetFiles($users)) {
                $name = [IO.Path]::GetFileName($user)
                if ($name.StartsWith("$machine.", 'Ordinal')) {
                    $busy = $busy -or (Test-Running $name.Substring($machine.Length + 1))
                }
                else {
                    $busy = $busy -or [IO.File]::GetLastWriteTimeUtc($user) -gt [DateTime]::UtcNow.AddDays(-14)
                }
            }
        }
        if (-not $busy) { Remove-Item -LiteralPath $folder -Recurse -Force -ErrorAction SilentlyContinue }
    }
}

function Get-RuntimeIdentifier {
    $system = if ($IsMacOS) { 'osx' } elseif ($IsLinux) { 'linux' } else { 'win' }
    if ($system -eq 'linux' -and (Get-ChildItem -Path '/lib/ld-musl-*' -ErrorAction SilentlyContinue)) { $system = 'linux-musl' }
    $processor = [Runtime.InteropServices.RuntimeInformation]::OSArchitecture.ToString().ToLowerInvariant()
    return "$system-$processor"
}

function Assert-Sdk {
    Push-Location -LiteralPath $root
    try { & $dotnet --version *> $null } finally { Pop-Location }
    if ($LASTEXITCODE -eq 0) { return }
    $wanted = (Get-Content -Raw -LiteralPath ([IO.Path]::Combine($root, 'global.json')) | ConvertFrom-Json).sdk.version
    $found = (& $dotnet --list-sdks 2> $null | ForEach-Object { $_.Split(' ')[0] }) -join ' '
    if (-not $found) { $found = 'none' }
    Stop-With "global.json asks for the .NET SDK $wanted or a newer one of that release, but found: $found. Install it (https://dotnet.microsoft.com/download)." 2
}

function Publish-Host([string] $new, [string] $log, [string] $ahead) {
    $arguments = @(
        'publish', [IO.Path]::Combine($root, 'build', 'Build.csproj'), '--configuration', 'Release',
        '--runtime', (Get-RuntimeIdentifier), '--self-contained', 'false', '--output', $new, '--nologo',
        '--verbosity', 'quiet', '-nodeReuse:false', "-p:ArtifactsPath=$([IO.Path]::Combine($root, 'artifacts', 'bootstrap'))",
        '-p:UseSharedCompilation=false', "-p:PublishReadyToRun=$ahead"
    )
    $ErrorActionPreference = 'Continue'
    & $dotnet @arguments *> $log
    return $LASTEXITCODE -eq 0
}

function Build-Host([string[]] $sources) {
    Assert-Sdk
    Say 'Compiling the build host … (first time: about a minute)'
    $new = [IO.Path]::Combine($hosts, "new-$PID")
    $log = [IO.Path]::Combine($hosts, "compile-$PID.log")
    $list = "$log.sources"
    if ([IO.Directory]::Exists($new)) { [IO.Directory]::Delete($new, $true) }
    [void][IO.Directory]::CreateDirectory($new)
    try {
        # Older than all that the compiler reads: a source that changes meanwhile is compiled the next time.
        [IO.File]::WriteAllText($list, ($sources -join "`n") + "`n", $utf8)
        if (-not (Publish-Host $new $log 'true')) {
            # Where the ahead-of-time compiler is not to be had the host runs all the same, only slower to start.
            $noCompiler = Select-String -LiteralPath $log -Pattern 'NETSDK1094|crossgen' -Quiet
            if ($noCompiler -and (Publish-Host $new $log 'false')) {
                Say 'Without ahead-of-time compilation, whose package could not be restored: each start takes a little longer.'
            }
            else {
                Get-Content -LiteralPath $log | ForEach-Object { Say $_ }
                Stop-With 'the build host did not compile; see the messages above.' 1
            }
        }
        $name = "host-$([DateTime]::Now.ToString('yyyyMMdd-HHmmss'))-$PID"
        [IO.File]::Move($list, [IO.Path]::Combine($new, 'sources.txt'))
        [IO.Directory]::Move($new, [IO.Path]::Combine($hosts, $name))
        $pointer = [IO.Path]::Combine($hosts, "current-$PID")
        [IO.File]::WriteAllText($pointer, "$name`n", $utf8)
        Move-Item -LiteralPath $pointer -Destination ([IO.Path]::Combine($hosts, 'current')) -Force
        return [IO.Path]::Combine($hosts, $name)
    }
    finally {
        foreach ($left in $new, $log, $list) {
            if (Test-Path -LiteralPath $left) { Remove-Item -LiteralPath $left -Recurse -Force }
        }
    }
}

# A lock is a folder with the owner's process in it; the lock of a process that is gone is taken over.
function Enter-Lock {
    $lock = [IO.Path]::Combine($hosts, 'lock')
    $ownerFile = [IO.Path]::Combine($lock, 'owner')
    $told = $false
    while ($true) {
        # New-Item fails where the folder is already there; Directory.CreateDirectory would not.
        if (New-Item -ItemType Directory -Path $lock -ErrorAction SilentlyContinue) { break }
        $owner = if (Test-Path -LiteralPath $ownerFile) { (Get-Content -Raw -LiteralPath $ownerFile).Trim() } else { '' }
        if ($owner.StartsWith("$machine.", 'Ordinal') -and -not (Test-Running $owner.Substring($machine.Length + 1))) {
            Remove-Item -LiteralPath $lock -Recurse -Force -ErrorAction SilentlyContinue
            continue
        }
        if (-not $told) { Say "Waiting for another compile of the build host ($owner); if there is none, remove $lock." }
        $told = $true
        Start-Sleep -Seconds 1
    }
    [IO.File]::WriteAllText($ownerFile, "$machine.$PID`n", $utf8)
}

function Exit-Lock { Remove-Item -LiteralPath ([IO.Path]::Combine($hosts, 'lock')) -Recurse -Force -ErrorAction SilentlyContinue }

$dotnet = Find-Dotnet
while ($true) {
    $current = Get-CurrentHost (Get-Sources)
    if ($current -and (Use-Host $current)) { break }
    [void][IO.Directory]::CreateDirectory($hosts)
    Enter-Lock
    try {
        # Another process may have compiled while this one waited.
        $sources = Get-Sources
        $current = Get-CurrentHost $sources
        if (-not $current) { $current = Build-Host $sources }
        Remove-OldHosts $current
    }
    finally {
        Exit-Lock
    }
}

$env:REFIGURE_ROOT = $root
# Quoted, each word arrives as it was given: outside Windows PowerShell would expand * and ~ that it does not see quoted.
$words = $args | ForEach-Object { "'" + [Management.Automation.Language.CodeGeneration]::EscapeSingleQuotedStringContent($_) + "'" }
$program = [IO.Path]::Combine($current, $assembly)
& ([scriptblock]::Create("& `$dotnet `$program $words"))
exit $LASTEXITCODE
