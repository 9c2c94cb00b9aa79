namespace Refigure.Nodes.Slurm;

/// <summary>
/// What is done on a site's login node, for any POSIX shell. The texts are constant: what differs comes as <c>$1</c>, <c>$2</c> …,
/// and <c>$1</c> is always the node's folder. A part's folder, <c>jobs/WORK.PART</c>, holds its script, the number of its job, and
/// what the job says of itself.
/// </summary>
internal static class SlurmScripts
{
    /// <summary>How the names of jobs begin.</summary>
    public const string JobPrefix = "refigure-";

    /// <summary>Slurm refused a job; standard error says why.</summary>
    public const int Refused = 77;

    /// <summary>Slurm did not answer; standard error says what its program said.</summary>
    public const int Silent = 78;

    /// <summary>Says which of Slurm's programs are not there.</summary>
    public const string Probe = """
        for tool in sbatch squeue scancel scontrol; do
            command -v "$tool" > /dev/null || echo "lacks=$tool"
        done
        """;

    /// <summary>
    /// <c>$2</c> the part's folder, <c>$3</c> what it uses; reads a line that is the hub's token or empty, and the script. Puts them
    /// there without submitting anything; a token into a file that only its owner reads.
    /// </summary>
    public const string Prepare = """
        cd -- "$1" && mkdir -p "jobs/$2" lanes || exit 66
        job=jobs/$2
        printf '%s\n' $3 > "$job/uses" || exit 66
        IFS= read -r token
        if [ "$token" ]; then
            (umask 077 && printf '%s\n' "$token" > "$job/.token-$$") && mv "$job/.token-$$" "$job/token" || exit 66
        fi
        cat > "$job/.batch-$$" && mv "$job/.batch-$$" "$job/batch.sh" || exit 66
        """;

    // What tells that nobody answered, and not that somebody refused. Batch jobs get the variables of who submits them: no secrets.
    private const string Submitting = """
        is_silence() {
            case $1 in
                *'Unable to contact slurm controller'* | *'Connection refused'* | *'Connection timed out'* | *'Socket timed out'* \
                    | *'Zero Bytes were transmitted'* | *'try again'* | *'Communication connection failure'* \
                    | *'unexpected message'* | *'Backup slurmctld'* | *'backup controller'*) return 0 ;;
            esac
            return 1
        }
        for name in $(env | sed -n 's/^\([A-Za-z_][A-Za-z0-9_]*\)=.*/\1/p'); do
            case $name in
                *TOKENIZER*) ;;
                REFIGURE_* | *TOKEN* | *SECRET* | *PASSWORD* | *PASSWD* | *CREDENTIAL* | *API_KEY* | *APIKEY* | *ACCESS_KEY* | *PRIVATE_KEY*)
                    unset "$name"
                    ;;
            esac
        done

        """;

    /// <summary>
    /// <c>$2</c> the part's folder, whose script is there, <c>$3</c> the number of the job that must have ended well before, or
    /// nothing, <c>$4</c> <c>fresh</c> if its finished runs are to be made again, <c>$5</c> who submits. Submits it, unless somebody
    /// did, and says its number. Who was not answered may have been heard: the queue is looked at before it is tried once more.
    /// </summary>
    public const string Submit =
        Submitting
        + """
            cd -- "$1" || exit 66
            job=$(pwd -P)/jobs/$2
            owner=$5
            note() {
                echo "$1" > "$job/.id-$owner" && ln "$job/.id-$owner" "$job/id" 2> /dev/null
                rm -f "$job/.id-$owner"
                echo "id=$1"
            }
            [ ! -f "$job/id" ] || exit 75
            if ! mkdir "$job/claim" 2> /dev/null; then
                [ -d "$job/claim" ] || exit 66
                # Somebody else's counts as given up after a while.
                if [ "$(cat "$job/claim/owner" 2> /dev/null)" != "$owner" ] && [ -z "$(find "$job/claim" -maxdepth 0 -mmin +1)" ]; then
                    exit 75
                fi
                if ! queue=$(squeue --noheader --user="$(id -u)" --name="refigure-$2" --format=%A 2> "$job/.sbatch"); then
                    cat "$job/.sbatch" >&2
                    exit 78
                fi
                if [ "$queue" ]; then
                    note "$(printf '%s\n' "$queue" | tail -n 1)"
                    exit 0
                fi
            fi
            echo "$owner" > "$job/claim/owner"
            [ "$4" != fresh ] || rm -rf lanes/*/"$2" lanes/*/"$2"-[0-9]*
            said=$(sbatch --parsable ${3:+"--dependency=afterok:$3" --kill-on-invalid-dep=yes} "$job/batch.sh" 2> "$job/.sbatch")
            code=$?
            if [ "$code" != 0 ]; then
                complaint=$(cat "$job/.sbatch")
                printf '%s\n' "$complaint" >&2
                ! is_silence "$complaint" || exit 78
                rm -rf "$job/claim"
                exit 77
            fi
            note "${said%%;*}"
            """;

    /// <summary>
    /// <c>$2</c> node, <c>$3</c> work, <c>$4</c> whether the queue is read (1), <c>$5</c> whether runs of other works are looked for,
    /// too (1), then pairs of a log and how much of it is known, then
    /// <c>--</c>, then experiments. Writes lines that <see cref="SlurmAnswer"/> reads, an empty line, and what of the logs is new.
    /// </summary>
    public const string Look = """
        cd -- "$1" || exit 66
        node=$2
        work=$3
        ask=$4
        all=$5
        shift 5
        known=' '
        while [ "$1" != -- ]; do
            known="$known$1=$2 "
            shift 2
        done
        shift
        queue=
        if [ "$ask" = 1 ]; then
            if queue=$(squeue --noheader --array --states=all --user="$(id -u)" --format='%i|%T|%r|%j' 2> ".squeue-$$"); then
                echo queue=answers
                printf '%s\n' "$queue" | grep -F "|refigure-$work." | sed 's/^/job=/'
            else
                echo "queue=silent $(tail -n 1 ".squeue-$$")"
            fi
            rm -f ".squeue-$$"
        fi
        bodies=
        for job in "jobs/$work".*; do
            [ -d "$job" ] || continue
            part=${job#"jobs/$work."}
            claim=no
            [ ! -d "$job/claim" ] || claim=new
            [ -z "$(find "$job/claim" -maxdepth 0 -mmin +1 2> /dev/null)" ] || claim=old
            id=
            [ ! -f "$job/id" ] || id=$(cat "$job/id")
            echo "part=$part|$id|$claim"
            for file in "$job"/began* "$job"/exit* "$job"/state*; do
                [ ! -f "$file" ] || echo "file=$part|${file##*/}|$(head -n 1 "$file")"
            done
            if [ "$ask" = 1 ] && [ "$id" ]; then
                case "
        $queue" in
                    *"
        $id|"* | *"
        $id"_*) ;;
                    *) sacct --noheader --parsable2 --allocations --jobs="$id" --format=JobID,State 2> /dev/null | sed "s/^/account=$part|/" ;;
                esac
            fi
            for log in "$job"/log*; do
                [ -f "$log" ] || continue
                log=${log#jobs/}
                before=0
                case $known in
                    *" $log="*) before=${known#*" $log="} before=${before%% *} ;;
                esac
                size=$(wc -c < "jobs/$log")
                new=$((size - before))
                [ "$new" -le 262144 ] || new=262144
                if [ "$new" -gt 0 ]; then
                    echo "log=$log|$new"
                    bodies="$bodies $log $before $new"
                fi
            done
        done
        # The lane that was begun last comes last: its runs count.
        ls -1tr "lanes/$node" 2> /dev/null | while read -r lane; do
            case $lane in
                "$work".*) ;;
                *) [ "$all" = 1 ] || continue ;;
            esac
            for experiment in "$@"; do
                [ ! -d "lanes/$node/$lane/$experiment/$node" ] \
                    || find "lanes/$node/$lane/$experiment/$node" -mindepth 3 -maxdepth 3 -name run.json -exec sha256sum {} +
            done
        done
        echo
        set -- $bodies
        while [ $# -gt 0 ]; do
            tail -c "+$(($2 + 1))" "jobs/$1" | head -c "$3"
            shift 3
        done
        """;

    /// <summary><c>$2</c> … tar's words for runs: <c>-C</c>, a lane, a run. Writes them as a compressed archive.</summary>
    public const string Fetch = """
        cd -- "$1" || exit 66
        shift
        tar cf - "$@" | gzip -1
        """;

    /// <summary><c>$2</c> the part's folder, <c>$3</c> a name that no other has. Puts a part that is over and collected away.</summary>
    public const string Settle = """
        cd -- "$1/jobs" && mkdir -p over && rm -f -- "$2/token" && mv -- "$2" "over/$2.$3" || exit 66
        ls -1t over | tail -n +21 | while read -r old; do rm -rf -- "over/$old"; done
        exit 0
        """;

    /// <summary><c>$2</c> work. Cancels its jobs; 75 if there are none.</summary>
    public const string Stop = """
        cd -- "$1" 2> /dev/null || exit 75
        work=$2
        if ! queue=$(squeue --noheader --user="$(id -u)" --format='%A|%j' 2> ".squeue-$$"); then
            tail -n 1 ".squeue-$$" >&2
            rm -f ".squeue-$$"
            exit 78
        fi
        rm -f ".squeue-$$"
        jobs=$(printf '%s\n' "$queue" | grep -F "|refigure-$work." | cut -d '|' -f 1 | sort -u)
        [ "$jobs" ] || exit 75
        scancel $jobs || exit 78
        """;
}
