# The functions and variables of a PowerShell script. docs/formats/scripts.md
function Convert-ServiceMessageValue([string]$value) {
    [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($value))
}

function Set-OctopusVariable([string]$name, [string]$value, [switch]$sensitive) {
    $extra = if ($sensitive) { " sensitive='VHJ1ZQ=='" } else { '' }
    Write-Host "##octopus[setVariable name='$(Convert-ServiceMessageValue $name)' value='$(Convert-ServiceMessageValue $value)'$extra]"
}

function Fail-Step([string]$message) {
    if ($message) {
        Write-Host "##octopus[resultMessage message='$(Convert-ServiceMessageValue $message)']"
    }
    exit 1
}

function Update-Progress([int]$percentage, [string]$message) {
    Write-Host "##octopus[progress percentage='$(Convert-ServiceMessageValue $percentage)' message='$(Convert-ServiceMessageValue $message)']"
}

function New-OctopusArtifact([Alias('fullpath')][string]$path, [string]$name) {
    $file = Get-Item -LiteralPath $path
    if (-not $name) { $name = $file.Name }
    Write-Host "##octopus[createArtifact path='$(Convert-ServiceMessageValue $file.FullName)' name='$(Convert-ServiceMessageValue $name)' length='$(Convert-ServiceMessageValue $file.Length)']"
}

function Write-OctopusLevel([string]$level, [string]$message) {
    Write-Host "##octopus[stdout-$level]"
    Write-Host $message
    Write-Host '##octopus[stdout-default]'
}

function Write-Verbose([Parameter(ValueFromPipeline)][string]$message) {
    process { Write-OctopusLevel verbose $message }
}

function Write-Highlight([Parameter(ValueFromPipeline)][string]$message) {
    process { Write-OctopusLevel highlight $message }
}

function Write-Wait([Parameter(ValueFromPipeline)][string]$message) {
    process { Write-OctopusLevel wait $message }
}

function Write-Warning([Parameter(ValueFromPipeline)][string]$message) {
    process { Write-OctopusLevel warning $message }
}

$OctopusParameters = [Collections.Generic.Dictionary[string, string]]::new([StringComparer]::OrdinalIgnoreCase)
for ($i = 2; $i + 1 -lt $__fields.Count; $i += 2) {
    $OctopusParameters[$__fields[$i]] = $__fields[$i + 1]
}
$__script = [scriptblock]::Create($__fields[1])
Remove-Variable i, __fields
$ErrorActionPreference = 'Stop'
