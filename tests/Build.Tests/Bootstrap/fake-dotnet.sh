#!/usr/bin/env bash
# Stands in for dotnet: notes what it is asked for, "compiles" by copying a source, and "runs" by telling how it was called.
set -euo pipefail
here=${BASH_SOURCE[0]%/*}
case $1 in
    --version)
        [[ -z ${FAKE_OLD_SDK:-} ]] || exit 1
        echo 10.0.100
        ;;
    --list-sdks) echo '8.0.100 [/somewhere]' ;;
    publish)
        echo "$*" >> "$here/published"
        if [[ -n ${FAKE_ERROR:-} ]]; then
            echo "A.cs(1,1): error CS1002: ; expected"
            exit 1
        fi
        if [[ -n ${FAKE_NO_CROSSGEN:-} && $* == *PublishReadyToRun=true* ]]; then
            echo "error NU1101: Unable to find package microsoft.netcore.app.crossgen2"
            exit 1
        fi
        [[ -z ${FAKE_SECONDS:-} ]] || sleep "$FAKE_SECONDS"
        while [[ $1 != --output ]]; do shift; done
        mkdir -p "$2"
        cp "$(dirname "$here")/re po/src/A.cs" "$2/Refigure.Build.dll"
        ;;
    *)
        echo "host $(< "$1")"
        echo "process $$"
        echo "root $REFIGURE_ROOT"
        echo "folder $PWD"
        shift
        printf 'argument [%s]\n' "$@"
        [[ -z ${FAKE_WAIT:-} ]] || read -r _ || true
        exit "${FAKE_EXIT:-0}"
        ;;
esac
