#!/usr/bin/env bash
# Starts the build host; compiles it first if a source has changed since. Bash 3.2 and POSIX tools are enough.
#
# artifacts/host/current names the host in use, a folder beside it. A compile makes a new folder and then renames the
# new name into place, so that an interrupted compile changes nothing, and an experiment that runs for days keeps the
# assemblies that it started with.
set -euo pipefail
unset CDPATH

script_folder=${BASH_SOURCE[0]%/*}
[[ $script_folder != "${BASH_SOURCE[0]}" ]] || script_folder=.
root=$(cd -- "$script_folder" && pwd -P)
hosts=$root/artifacts/host
assembly=Refigure.Build.dll

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "Error: $1"
    exit "$2"
}

find_dotnet() {
    local candidate
    for candidate in dotnet "${DOTNET_ROOT:-}/dotnet" "${HOME:-}/.dotnet/dotnet"; do
        if command -v "$candidate" > /dev/null; then
            dotnet=$candidate
            return
        fi
    done
    fail "the .NET SDK was not found: install .NET 10 (https://dotnet.microsoft.com/download) or set DOTNET_ROOT to its folder." 2
}

# Every file that the host is made of, in an order that depends on the names alone.
list_sources() {
    (
        cd -- "$root"
        shopt -s nullglob
        LC_ALL=C
        find build src -type f ! -name '*.md' | LC_ALL=C sort
        printf '%s\n' build.sh Directory.*.props Directory.*.targets global.json BannedSymbols.txt
    )
}

# Sets host to the current one; fails if there is none or a source was added, removed or changed since it was made.
is_current() {
    local name source
    [[ -r $hosts/current ]] || return 1
    name=$(< "$hosts/current")
    host=$hosts/$name
    [[ -f $host/$assembly && -r $host/sources.txt && $(< "$host/sources.txt") == "$sources" ]] || return 1
    while IFS= read -r source; do
        [[ ! $root/$source -nt $host/sources.txt ]] || return 1
    done <<< "$sources"
}

# Notes that this process uses the host, so that nobody removes it. True if it is still the current one: whoever made
# another since then may have looked for users before this note was there.
take_host() {
    local users=$host/users
    [[ -d $users ]] || mkdir "$users" 2> /dev/null || return 0
    # Where nothing can be written nothing can be removed either.
    { : > "$users/${HOSTNAME:-host}.$$"; } 2> /dev/null || return 0
    forget_ended_users "$users"
    [[ $hosts/$(< "$hosts/current") == "$host" ]]
}

# Now and then, because it costs a process.
forget_ended_users() {
    local user notes ended=()
    notes=("$1/${HOSTNAME:-host}."*)
    ((${#notes[@]} > 50)) || return 0
    for user in "${notes[@]}"; do
        kill -0 "${user##*.}" 2> /dev/null || ended+=("$user")
    done
    ((${#ended[@]} == 0)) || rm -f "${ended[@]}"
}

# Removes the hosts that nobody uses any more. Users on another machine cannot be asked, and are given two weeks.
remove_old_hosts() {
    local folder user busy
    for folder in "$hosts"/host-*; do
        [[ $folder != "$host" && -d $folder ]] || continue
        busy=
        for user in "$folder"/users/*; do
            [[ -e $user ]] || continue
            if [[ ${user##*/} == "${HOSTNAME:-host}."* ]]; then
                ! kill -0 "${user##*.}" 2> /dev/null || busy=yes
            elif [[ -n $(find "$user" -mtime -14) ]]; then
                busy=yes
            fi
        done
        [[ -n $busy ]] || rm -rf "$folder"
    done
}

runtime_identifier() {
    local system machine
    case $(uname -s) in
        Darwin) system=osx ;;
        *) system=linux ;;
    esac
    [[ $system != linux || -z $(find /lib -maxdepth 1 -name 'ld-musl-*' 2> /dev/null) ]] || system=linux-musl
    case $(uname -m) in
        aarch64 | arm64) machine=arm64 ;;
        *) machine=x64 ;;
    esac
    printf '%s-%s' "$system" "$machine"
}

check_sdk() {
    local wanted found
    (cd -- "$root" && "$dotnet" --version > /dev/null 2>&1) && return
    wanted=$(sed -n 's/.*"version"[^"]*"\([^"]*\)".*/\1/p' "$root/global.json")
    found=$("$dotnet" --list-sdks 2> /dev/null | sed 's/ .*//' | tr '\n' ' ')
    fail "global.json asks for the .NET SDK $wanted or a newer one of that release, but found: ${found:-none}. Install it (https://dotnet.microsoft.com/download)." 2
}

publish() {
    # A folder of its own for what lies between: tests and editors restore the same projects in other ways. No server
    # stays behind.
    "$dotnet" publish "$root/build/Build.csproj" --configuration Release --runtime "$(runtime_identifier)" \
        --self-contained false --output "$new" --nologo --verbosity quiet -nodeReuse:false \
        -p:ArtifactsPath="$root/artifacts/bootstrap" -p:UseSharedCompilation=false -p:PublishReadyToRun="$1" \
        > "$log" 2>&1 < /dev/null
}

compile() {
    local name=host-$(date +%Y%m%d-%H%M%S)-$$
    new=$hosts/new-$$
    log=$hosts/compile-$$.log
    check_sdk
    say "Compiling the build host … (first time: about a minute)"
    rm -rf "$new"
    mkdir -p "$new"
    # Older than all that the compiler reads: a source that changes meanwhile is compiled the next time.
    printf '%s\n' "$sources" > "$log.sources"
    if ! publish true; then
        # Where the ahead-of-time compiler is not to be had the host runs all the same, only slower to start.
        if grep -qiE 'NETSDK1094|crossgen' "$log" && publish false; then
            say "Without ahead-of-time compilation, whose package could not be restored: each start takes a little longer."
        else
            cat "$log" >&2
            fail "the build host did not compile; see the messages above." 1
        fi
    fi
    mv "$log.sources" "$new/sources.txt"
    mv "$new" "$hosts/$name"
    printf '%s\n' "$name" > "$hosts/current-$$"
    mv -f "$hosts/current-$$" "$hosts/current"
    host=$hosts/$name
}

# A lock is a folder with the owner's process in it; the lock of a process that is gone is taken over.
lock() {
    local owner told=
    until mkdir "$hosts/lock" 2> /dev/null; do
        owner=$(cat "$hosts/lock/owner" 2> /dev/null || true)
        if [[ $owner == "${HOSTNAME:-host}."* ]] && ! kill -0 "${owner##*.}" 2> /dev/null; then
            if mv "$hosts/lock" "$hosts/lock-of-$owner" 2> /dev/null; then
                rm -rf "$hosts/lock-of-$owner"
            fi
            continue
        fi
        [[ -n $told ]] || say "Waiting for another compile of the build host (${owner:-unknown}); if there is none, remove $hosts/lock."
        told=yes
        sleep 1
    done
    printf '%s\n' "${HOSTNAME:-host}.$$" > "$hosts/lock/owner"
}

unlock() { rm -rf "$hosts/lock" "$hosts/new-$$" "$hosts/compile-$$.log" "$hosts/compile-$$.log.sources" "$hosts/current-$$"; }

compile_if_stale() {
    [[ -w $root ]] || fail "the build host must be compiled, but $root cannot be written to." 2
    mkdir -p "$hosts"
    lock
    trap unlock EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    # Another process may have compiled while this one waited.
    sources=$(list_sources)
    is_current || compile
    remove_old_hosts
    unlock
    trap - EXIT INT TERM
}

find_dotnet
sources=$(list_sources)
until is_current && take_host; do
    compile_if_stale
done

export REFIGURE_ROOT=$root
exec "$dotnet" "$host/$assembly" "$@"
