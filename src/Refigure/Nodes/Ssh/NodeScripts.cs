namespace Refigure.Nodes.Ssh;

/// <summary>
/// What is done on a node, for any POSIX shell with tar, gzip, sha256sum and setsid. The texts are constant: what differs comes as
/// <c>$1</c>, <c>$2</c> …, and <c>$1</c> is always the node's folder.
/// </summary>
internal static class NodeScripts
{
    /// <summary>The folder cannot be used; standard error says why.</summary>
    public const int NoFolder = 66;

    /// <summary>Something is there already.</summary>
    public const int ThereAlready = 75;

    /// <summary>What was to be used is not there, or not any more.</summary>
    public const int Gone = 76;

    // Whether the process of $job/pid runs and is the one that wrote it: not a later one with its number, nor one that has ended and
    // that nobody took note of.
    private const string Alive = """
        alive() {
            id= ; start= ; boot=
            [ ! -f "$job/exit" ] || return 1
            [ -f "$job/pid" ] && read -r id start boot < "$job/pid" || return 1
            [ "$boot" = "$(cat /proc/sys/kernel/random/boot_id)" ] || return 1
            stat=$(cat "/proc/$id/stat" 2> /dev/null) || return 1
            case ${stat##*) } in
                [ZX]*) return 1 ;;
            esac
            [ "$(printf '%s' "${stat##*) }" | cut -d ' ' -f 20)" = "$start" ]
        }

        """;

    /// <summary>
    /// <c>$2</c> host's digest, <c>$3</c> checkout's digest, <c>$4</c> the digest of data sets or nothing. Makes the folder and says
    /// what the node is.
    /// </summary>
    public const string Probe = """
        mkdir -p -- "$1" && cd -- "$1" && : > ".probe.$$" && rm -f -- ".probe.$$" || exit 66
        echo "folder=$(pwd -P)"
        echo "system=$(uname -s)-$(uname -m)"
        ls /lib/ld-musl-* > /dev/null 2>&1 && echo musl=yes
        for tool in tar gzip sha256sum setsid cut tail head sed tr find; do
            command -v "$tool" > /dev/null || echo "lacks=$tool"
        done
        # What is asked for is used soon: it is the newest, so that Settle leaves it.
        [ -f "hosts/$2/Refigure.Build" ] && touch "hosts/$2" && echo host=there
        [ -d "checkouts/$3/envs" ] && touch "checkouts/$3" && echo checkout=there
        [ -z "$4" ] || { [ -f "data/$4/names" ] && touch "data/$4" && echo data=there; }
        free=$(df -Pk . 2> /dev/null | tail -n 1 | tr -s ' ' | cut -d ' ' -f 4)
        echo "free=$free"
        echo "time=$(date +%s.%N)"
        """;

    /// <summary>
    /// <c>$2</c> <c>hosts</c>, <c>checkouts</c> or <c>data</c>, <c>$3</c> name, <c>$4</c> SHA-256 of the archive that is read. It is there whole
    /// and as it was sent, or not at all.
    /// </summary>
    public const string Upload = """
        cd -- "$1" && mkdir -p "$2" && cd "$2" || exit 66
        new=.new-$3-$$
        trap 'rm -rf "$new" "$new.tar.gz"' EXIT
        cat > "$new.tar.gz" || exit 66
        sum=$(sha256sum < "$new.tar.gz") || exit 66
        if [ "${sum%% *}" != "$4" ]; then
            echo "what arrived is not what was sent" >&2
            exit 66
        fi
        mkdir "$new" && tar xzf "$new.tar.gz" -C "$new" || exit 66
        [ -d "$3" ] || mv "$new" "$3" || exit 66
        """;

    /// <summary>
    /// <c>$2</c> job, <c>$3</c> host, <c>$4</c> checkout, <c>$5</c> data sets or nothing, <c>$6</c> folders for PATH, then the host's
    /// arguments; reads what <see cref="JobInput"/> writes. Starts the host in a session of its own, which lives on whatever becomes of
    /// this one. A secret stands in a file that only its owner reads, which the host is told of and which goes when the job ends.
    /// </summary>
    public const string Start = """
        cd -- "$1" || exit 66
        root=$(pwd -P)
        mkdir -p jobs || exit 66
        job=$root/jobs/$2
        mkdir "$job" 2> /dev/null || { [ -d "$job" ] && exit 75 || exit 66; }
        give_up() {
            rm -rf "$job"
            exit "$1"
        }
        { echo "hosts/$3" && echo "checkouts/$4" && echo "data/$5"; } > "$job/uses" || give_up 66
        host=$root/hosts/$3/Refigure.Build
        [ -f "$host" ] && [ -d "checkouts/$4" ] && { [ -z "$5" ] || [ -d "data/$5" ]; } || give_up 76
        ( umask 077 && cat > "$job/input" ) || give_up 66
        if [ "$(tail -n 1 "$job/input")" != end ]; then
            # First away with it: where the connection was cut, the words have no reader, and to say them ends this shell.
            rm -rf "$job"
            echo "what arrived is not what was sent" >&2
            exit 66
        fi
        ( umask 077 && sed -n 1p "$job/input" > "$job/token" ) && sed '1d;$d' "$job/input" > "$job/only" || give_up 66
        rm "$job/input"
        if [ "$(head -n 1 "$job/token")" ]; then
            export HF_TOKEN_PATH="$job/token"
        else
            rm "$job/token"
        fi
        export REFIGURE_ROOT="$root/checkouts/$4"
        [ -z "$6" ] || export PATH="$6:$PATH"
        shift 6
        printf '%s\n' "$@" > "$job/arguments" || give_up 66
        setsid -f sh -c '
            trap : TERM
            job=$1
            shift
            stat=$(cat "/proc/$$/stat")
            start=$(printf "%s" "${stat##*) }" | cut -d " " -f 20)
            echo "$$ $start $(cat /proc/sys/kernel/random/boot_id)" > "$job/pid.new" && mv "$job/pid.new" "$job/pid" || exit 1
            "$@"
            code=$?
            rm -f "$job/token"
            # On a full disk it says nothing rather than half a word.
            echo "$code" > "$job/exit.new" && mv "$job/exit.new" "$job/exit"
        ' refigure-job "$job" "$host" "$@" > "$job/log" 2>&1 < /dev/null
        """;

    /// <summary>
    /// <c>$2</c> job, <c>$3</c> how much of its log is known, <c>$4</c> node, then experiments. Writes lines <c>KEY=VALUE</c>, one
    /// <c>SHA-256  run.json</c> a finished run, an empty line, and what of the log is new.
    /// </summary>
    public const string Look =
        Alive
        + """
            cd -- "$1" || exit 66
            job=jobs/$2
            known=$3
            node=$4
            shift 4
            if [ -f "$job/exit" ]; then
                state=ended
            elif alive; then
                state=running
            elif [ -f "$job/exit" ]; then
                state=ended
            elif [ ! -d "$job" ]; then
                state=none
            elif [ -f "$job/pid" ]; then
                state=lost
            else
                state=starting
            fi
            echo "state=$state"
            [ "$state" != ended ] || echo "exit=$(cat "$job/exit")"
            [ ! -f "$job/state" ] || echo "progress=$(head -n 1 "$job/state")"
            # A process for each run would take longer than all else.
            for experiment in "$@"; do
                find "runs/$experiment/$node" -mindepth 3 -maxdepth 3 -name run.json -exec sha256sum -- {} + 2> /dev/null
            done
            echo
            [ ! -f "$job/log" ] || tail -c "+$((known + 1))" "$job/log" | head -c 262144
            """;

    /// <summary><c>$2</c> … run folders below <c>runs</c>. Writes them as a compressed archive.</summary>
    public const string Fetch = """
        cd -- "$1/runs" || exit 66
        shift
        tar cf - -- "$@" | gzip -1
        """;

    /// <summary>
    /// <c>$2</c> job, <c>$3</c> a name that no other has. Puts a job that is over and collected away. Of hosts, checkouts and data sets
    /// the last two stay, and what a job uses that is not over.
    /// </summary>
    public const string Settle = """
        cd -- "$1/jobs" && mkdir -p over && rm -f -- "$2/token" "$2/input" && mv -- "$2" "over/$2.$3" || exit 66
        ls -1t over | tail -n +21 | while read -r old; do rm -rf -- "over/$old"; done
        cd ..
        for kind in hosts checkouts data; do
            [ -d "$kind" ] || continue
            # Of an upload whose connection was lost for good.
            find "$kind" -maxdepth 1 -name '.new-*' -mtime +0 -exec rm -rf {} + 2> /dev/null
            ls -1t "$kind" | tail -n +3 | while read -r old; do
                grep -qxF "$kind/$old" jobs/*/uses 2> /dev/null || rm -rf -- "$kind/$old"
            done
        done
        exit 0
        """;

    /// <summary><c>$2</c> job. Asks it to end: the host puts in order what it was doing.</summary>
    public const string Stop =
        Alive
        + """
            cd -- "$1" 2> /dev/null || exit 75
            job=jobs/$2
            alive || exit 75
            kill -s TERM -- "-$id"
            """;

    /// <summary>The jobs that are running, one name a line.</summary>
    public const string Jobs =
        Alive
        + """
            cd -- "$1/jobs" 2> /dev/null || exit 0
            for job in *; do
                if [ -d "$job" ] && [ "$job" != over ] && alive; then
                    echo "$job"
                fi
            done
            """;
}
