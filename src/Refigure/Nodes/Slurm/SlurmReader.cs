using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Refigure.Catalog;

namespace Refigure.Nodes.Slurm;

/// <summary>
/// Reads what <c>nodes.yaml</c> says of a Slurm site. Each value becomes a line of a script that is carried out, so each is a word
/// of a form that can be nothing else.
/// </summary>
internal static partial class SlurmReader
{
    private const int MostGpus = 64;
    private const int LongestSignal = 65535;

    /// <summary>The keys of a site, beside those of how its login node is reached.</summary>
    public static readonly string[] Keys =
    [
        "login",
        "account",
        "partition",
        "constraint",
        "qos",
        "time",
        "gpus_per_node",
        "cpus",
        "memory",
        "signal_before",
        "modules",
        "options",
        "array",
        "jobs_at_once",
    ];

    // What the scripts say themselves, and what they rest on.
    private static readonly string[] Taken =
    [
        "job-name",
        "output",
        "error",
        "open-mode",
        "signal",
        "requeue",
        "no-requeue",
        "array",
        "dependency",
        "nodes",
        "ntasks",
        "ntasks-per-node",
        "chdir",
        "wrap",
        "parsable",
        "wait",
        "export-file",
        "input",
        "test-only",
        "account",
        "partition",
        "constraint",
        "qos",
        "time",
        "gpus-per-node",
        "cpus-per-task",
        "mem",
    ];

    /// <summary>Reads one.</summary>
    /// <exception cref="UserErrorException">Something is wrong: file, line, key, what was expected.</exception>
    public static SlurmSite Read(YamlMap map)
    {
        var site = new SlurmSite
        {
            Account = Word(map, "account"),
            Partition = Word(map, "partition"),
            Constraint = map.OptionalText("constraint") is { } constraint
                ? ConstraintForm().IsMatch(constraint)
                    ? constraint
                    : throw map.Wrong(
                        "constraint",
                        $"is '{constraint}'; expected features as sbatch takes them: names with & | * [ ] ( ) between"
                    )
                : null,
            Qos = Word(map, "qos"),
            Time = map.OptionalText("time") is { } time
                ? SlurmTime.Parse(time) is null
                    ? throw map.Wrong("time", $"is '{time}'; expected {SlurmTime.Expected}")
                    : time
                : null,
            GpusPerNode = Count(map, "gpus_per_node", "GPUs of a machine", MostGpus) ?? 4,
            Cpus = Count(map, "cpus", "cores", 4096),
            Memory = map.OptionalText("memory") is { } memory
                ? MemoryForm().IsMatch(memory)
                    ? memory
                    : throw map.Wrong("memory", $"is '{memory}'; expected a number with K, M, G or T, such as 64G")
                : null,
            SignalBefore = Count(map, "signal_before", "seconds before the time limit", LongestSignal) ?? 120,
            Modules = map.Has("modules") ? [.. map.RequireTexts("modules").Select(m => Module(map, m))] : [],
            Options = map.Has("options") ? [.. map.RequireTexts("options").Select(o => Option(map, o))] : [],
            Array =
                map.OptionalText("array") is { } array
                && (
                    array is "true" or "false"
                        ? array == "true"
                        : throw map.Wrong("array", $"is '{array}'; expected true or false")
                ),
            JobsAtOnce = Count(map, "jobs_at_once", "jobs", 1000),
        };
        return site.Time is { } limit && SlurmTime.Parse(limit) <= TimeSpan.FromSeconds(site.SignalBefore)
            ? throw map.Wrong(
                "time",
                $"is '{limit}', and runs are ended {site.SignalBefore} s before that (signal_before); expected a longer time"
            )
            : site;
    }

    private static string? Word(YamlMap map, string key) =>
        map.OptionalText(key) is not { } text ? null
        // What stands in an example for the reader's own, such as <your_allocation>.
        : text is ['<', .., '>'] ? throw map.Wrong(key, $"is '{text}'; expected your own in its place")
        : WordForm().IsMatch(text) ? text
        : throw map.Wrong(key, $"is '{text}'; expected letters, digits and ._+@,-, and no dash first");

    private static int? Count(YamlMap map, string key, string what, int most) =>
        map.OptionalCount(key, what) switch
        {
            { } count when count > most => throw map.Wrong(key, $"is {count}; expected {what}, {most} at most"),
            var count => count,
        };

    private static string Module(YamlMap map, string text) =>
        ModuleForm().IsMatch(text)
            ? text
            : throw map.Wrong("modules", $"holds '{text}'; expected names of modules, such as cuda/12.4");

    private static string Option(YamlMap map, string text)
    {
        if (OptionForm().Match(text) is not { Success: true } match)
        {
            throw map.Wrong(
                "options",
                $"holds '{text}'; expected --NAME=VALUE or --NAME as sbatch takes it, without blanks, quotes and what a shell would read"
            );
        }

        return Taken.Contains(match.Groups["name"].Value, StringComparer.Ordinal)
            ? throw map.Wrong(
                "options",
                $"holds '{text}'; --{match.Groups["name"].Value} is not for options: it has a key of its own here, or the script decides it"
            )
            : text;
    }

    [GeneratedRegex(
        @"\A[A-Za-z0-9_.+@][A-Za-z0-9_.+@,-]*\z",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex WordForm();

    [GeneratedRegex(
        @"\A[A-Za-z0-9_.\[(][A-Za-z0-9_.&|*\[\]()-]*\z",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex ConstraintForm();

    [GeneratedRegex(
        @"\A[0-9]{1,9}[KMGT]?\z",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex MemoryForm();

    [GeneratedRegex(
        @"\A[A-Za-z0-9_][A-Za-z0-9_.+/-]*\z",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex ModuleForm();

    [GeneratedRegex(
        @"\A--(?<name>[a-z][a-z-]*)(=[A-Za-z0-9_.+@/:,\[\]=*-]+)?\z",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex OptionForm();
}
