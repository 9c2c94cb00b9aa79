using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Refigure.Nodes.Ssh;

namespace Refigure.Nodes.Slurm;

/// <summary>
/// Writes the script of a job: for people to read and to submit by hand, and for this program to submit. It may be ended and
/// started again at any time: its runs and what it knows of itself lie in files.
/// </summary>
public static partial class BatchScript
{
    private const string EndOfRuns = "RUNS";

    /// <summary>The script.</summary>
    /// <exception cref="UserErrorException">The folder's path cannot stand in one.</exception>
    public static string Of(SlurmBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (!PathForm().IsMatch(batch.Folder))
        {
            throw new UserErrorException(
                $"Node {batch.Node}: folder is {batch.Folder} there; expected a path of letters, digits and ._+=,@/-, for it stands in batch scripts."
            );
        }

        var text = new StringBuilder();
        Head(text, batch);
        Prelude(text, batch);
        text.Append(Beginning);
        Runs(text, batch.Part);
        text.Append(Signals);
        if (batch.Engine is { } engine)
        {
            text.Append(SpanningScript.Of(batch, engine));
        }

        Host(text, batch);
        text.Append(Ending);
        return text.ToString();
    }

    private static void Head(StringBuilder text, SlurmBatch batch)
    {
        var (site, part) = (batch.Site, batch.Part);
        // A login shell knows module.
        text.Append(site.Modules.IsEmpty ? "#!/bin/bash\n" : "#!/bin/bash -l\n");
        Option("job-name", batch.JobName);
        Option("account", site.Account);
        Option("partition", site.Partition);
        Option("constraint", site.Constraint);
        Option("qos", site.Qos);
        Option("time", site.Time);
        Option("nodes", Number(part.Nodes));
        Option("ntasks-per-node", "1");
        Option("gpus-per-node", part.GpusPerNode == 0 ? null : Number(part.GpusPerNode));
        Option("cpus-per-task", site.Cpus is { } cpus ? Number(cpus) : null);
        Option("mem", site.Memory);
        if (!part.Elements.IsEmpty)
        {
            var atOnce = site.JobsAtOnce is { } most ? $"%{Number(most)}" : "";
            Option("array", string.Join(',', part.Elements.Select(Number)) + atOnce);
        }

        text.Append("#SBATCH --requeue\n");
        Option("open-mode", "append");
        Option("signal", $"B:USR1@{Number(site.SignalBefore)}");
        Option("output", $"{batch.Folder}/jobs/{batch.Name}/log{(part.Elements.IsEmpty ? "" : "-%a")}");
        foreach (var option in site.Options)
        {
            text.Append(CultureInfo.InvariantCulture, $"#SBATCH {option}\n");
        }

        void Option(string name, string? value)
        {
            if (value is not null)
            {
                text.Append(CultureInfo.InvariantCulture, $"#SBATCH --{name}={value}\n");
            }
        }
    }

    private static void Prelude(StringBuilder text, SlurmBatch batch)
    {
        var count = batch.Part.Runs.Length;
        text.Append(
            CultureInfo.InvariantCulture,
            $"""

            # {count} {(
                count == 1 ? "run" : "runs"
            )} of node {batch.Node}, made by Refigure. Submit by hand: sbatch {batch.Folder}/jobs/{batch.Name}/batch.sh
            # It may be interrupted and started again at any time: runs that are finished are not made again.
            """
        );
        if (batch.Part.After is { } before)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n# To be submitted with --dependency=afterok:ID of {batch.Job}.{before}, which sets up and fills caches."
            );
        }

        text.Append("\n\n");
        if (!batch.Site.Modules.IsEmpty)
        {
            text.Append(CultureInfo.InvariantCulture, $"module load {ShellWords.Quote(batch.Site.Modules)}\n");
        }

        if (!batch.Path.IsEmpty)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"export PATH={ShellWords.Quote([string.Join(':', batch.Path)])}:\"$PATH\"\n"
            );
        }

        text.Append(
            CultureInfo.InvariantCulture,
            $"""
            folder={batch.Folder}
            name={batch.Name}
            job=$folder/jobs/$name
            host=$folder/hosts/{batch.Host}/Refigure.Build
            export REFIGURE_ROOT=$folder/checkouts/{batch.Checkout}
            element={(batch.Part.Elements.IsEmpty ? "" : "-$SLURM_ARRAY_TASK_ID")}
            # Jobs that run at the same time do not share a folder of runs.
            lane=$folder/lanes/{batch.Node}/$name$element

            """
        );
    }

    private static void Runs(StringBuilder text, SlurmPart part)
    {
        text.Append("\n# What is wanted here.\n");
        text.Append(
            part.Elements.IsEmpty
                ? $"cat > \"$job/only$element\" << '{EndOfRuns}' || exit 66\n"
                : $"grep -e \"-$SLURM_ARRAY_TASK_ID\\$\" > \"$job/only$element\" << '{EndOfRuns}' || exit 66\n"
        );
        foreach (var run in part.Runs)
        {
            if (!RunForm().IsMatch(run))
            {
                throw new InvalidOperationException($"{run} is no run");
            }

            text.Append(run).Append('\n');
        }

        text.Append(EndOfRuns).Append('\n');
    }

    private static void Host(StringBuilder text, SlurmBatch batch)
    {
        text.Append("\ncd \"$folder\" || exit 66\n\"$host\"");
        foreach (var argument in batch.Arguments.Add("--store").Add(StoreOf(batch)))
        {
            text.Append(argument.StartsWith("--", StringComparison.Ordinal) ? " \\\n    " : " ")
                .Append(ShellWords.Quote([argument]));
        }

        text.Append(
            " \\\n    --runs \"$lane\" --only \"$job/only$element\" \\\n    --state \"$job/state$element\" &\n"
        );
    }

    internal static string StoreOf(SlurmBatch batch) =>
        batch.Store.StartsWith('/') ? batch.Store : $"{batch.Folder}/{batch.Store}";

    internal static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private const string Beginning = """

        # One job does this: if it was submitted twice, the later one leaves. Slurm may start this one several times under its number.
        id=${SLURM_ARRAY_JOB_ID:-$SLURM_JOB_ID}
        mkdir -p "$job" "$lane" || exit 66
        echo "$id" > "$job/.id-$id$element" && ln "$job/.id-$id$element" "$job/id" 2> /dev/null
        rm -f "$job/.id-$id$element"
        if [ "$(cat "$job/id")" != "$id" ]; then
            echo "Job $(cat "$job/id") does this already: job $id leaves it alone."
            exit 0
        fi
        touch "$lane"
        rm -f "$job/exit$element" "$job/state$element"
        echo "${SLURMD_NODENAME:-$(hostname)} ${SLURM_RESTART_COUNT:-0}" > "$job/.began$element" && mv "$job/.began$element" "$job/began$element"
        # What the hub wants to know who asks, where it was sent: nobody else reads that file, and it goes with the end of the work.
        if [ -f "$job/token" ]; then
            export HF_TOKEN_PATH=$job/token
        fi

        """;

    private const string Signals = """
        missing() {
            while read -r run; do
                [ -f "$lane/$run/run.json" ] || echo "$run"
            done < "$job/only$element" | wc -l
        }
        before=$(missing)

        # USR1 comes some time before the time limit: the run that is being made is ended in order. TERM comes with scancel, requeue and
        # preemption, to all processes at once, the host too: Slurm knows why.
        pid=
        stopped=
        trap 'stopped=limit; [ -z "$pid" ] || kill -s TERM "$pid" 2> /dev/null' USR1
        trap 'stopped=end' TERM

        """;

    private const string Ending = """
        pid=$!
        [ "$stopped" != limit ] || kill -s TERM "$pid"
        # A signal ends the wait, not the host.
        while
            wait "$pid"
            code=$?
            [ "$code" -gt 128 ] && kill -0 "$pid" 2> /dev/null
        do :; done
        if [ "$code" -gt 128 ]; then
            wait "$pid" 2> /dev/null
            again=$?
            [ "$again" = 127 ] || code=$again
        fi

        left=$(missing)
        if [ "$stopped" = end ]; then
            echo "Ended from outside with $left of $before runs to make."
            exit 143
        fi
        why=
        if [ "$stopped" = limit ] && [ "$left" -gt 0 ]; then
            why=limit
            if [ "$left" -ge "$before" ]; then
                echo "The time limit came before one run was finished."
            elif scontrol requeue "$SLURM_JOB_ID"; then
                echo "The time limit is near: $left of $before runs are left, for which this job waits in the queue again."
                exit 0
            else
                why=again
            fi
        fi
        echo "$code $why" > "$job/.exit$element" && mv "$job/.exit$element" "$job/exit$element"
        [ "$element" ] || rm -f "$job/token"
        # Runs that failed are no reason for what depends on this one not to begin.
        [ "$code" -le 1 ] || exit "$code"

        """;

    [GeneratedRegex(
        @"\A/[A-Za-z0-9_.+=,@/-]*\z",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex PathForm();

    [GeneratedRegex(
        @"\A[A-Za-z0-9_.+=,@/-]+\z",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex RunForm();
}
