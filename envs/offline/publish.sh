#!/bin/bash
# publish.sh FOLDER: puts host.tar.xz into a folder: what ./build.sh starts, with its runtime, for Linux x64 without .NET. It is
# started as REFIGURE_ROOT=CHECKOUT FOLDER/Refigure.Build, with the options of ./build.sh.
set -euo pipefail
checkout=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)
mkdir -p -- "${1:?a folder}"
to=$(cd -- "$1" && pwd -P)
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
# Only the framework is trimmed (partial): what this project and its packages use by reflection stays.
dotnet publish "$checkout/build/Build.csproj" -c Release -r linux-x64 --self-contained -p:UseAppHost=true \
    -p:PublishReadyToRun=false -p:DebugType=none -p:PublishTrimmed=true -p:TrimMode=partial \
    -p:SuppressTrimAnalysisWarnings=true -p:JsonSerializerIsReflectionEnabledByDefault=true \
    -p:TreatWarningsAsErrors=false -o "$made/host" > "$made/publish.log" 2>&1 || { tail -20 "$made/publish.log"; exit 1; }
cd "$made/host"
# Debugging and other collectors: nobody needs them there.
rm -f ./*.xml ./*.pdb createdump libmscordaccore.so libmscordbi.so libclrgc.so libclrgcexp.so libcoreclrtraceptprovider.so
# It must plan and read recorded runs from the checkout.
REFIGURE_ROOT=$checkout ./Refigure.Build --target Plan --figure 1,2,9,10,13,15 --profile lab --here h100 > "$made/plan" \
    || { cat "$made/plan"; exit 1; }
grep 'runs: ' "$made/plan"
tar c --owner=0 --group=0 --sort=name . | xz -9e -T1 > "$to/host.tar.xz.new"
mv "$to/host.tar.xz.new" "$to/host.tar.xz"
ls -l "$to/host.tar.xz"
