using System.Collections.Immutable;

namespace Refigure.Build.Options;

/// <summary>The options of a call, parsed once. Paths are absolute.</summary>
public sealed record BuildOptions
{
    /// <summary>The figures named by <c>--figure</c>; empty if none.</summary>
    public IReadOnlyList<int> Figures { get; init; } = [];

    /// <summary>Whether <c>--figure all</c> or a range was asked for, so that figures without data are only reported.</summary>
    public bool ManyFigures { get; init; }

    /// <summary><c>--profile</c>; null if left to the runs that are there.</summary>
    public string? Profile { get; init; }

    /// <summary><c>--node</c>.</summary>
    public string? Node { get; init; }

    /// <summary><c>--iterations</c>.</summary>
    public int? Iterations { get; init; }

    /// <summary>Where runs lie.</summary>
    public required string Runs { get; init; }

    /// <summary>Whether the command line names <see cref="Runs"/>.</summary>
    public bool RunsNamed { get; init; }

    /// <summary>Where figures are written.</summary>
    public required string Out { get; init; }

    /// <summary>Whether the command line names <see cref="Out"/>.</summary>
    public bool OutNamed { get; init; }

    /// <summary><c>--no-run</c>.</summary>
    public bool NoRun { get; init; }

    /// <summary><c>--force</c>.</summary>
    public bool Force { get; init; }

    /// <summary><c>--from</c>.</summary>
    public string? From { get; init; }

    /// <summary><c>--from</c> as several paths, where a task takes more than one.</summary>
    public IReadOnlyList<string> FromAll { get; init; } = [];

    /// <summary><c>--prefer</c>: <c>mine</c> or <c>theirs</c>; null if that is not decided.</summary>
    public string? Prefer { get; init; }

    /// <summary><c>--against</c>.</summary>
    public string? Against { get; init; }

    /// <summary>
    /// The profile whose figures are compared with <see cref="Against"/>, where several are shown at once; null for all that can be.
    /// </summary>
    public string? AgainstProfile { get; init; }

    /// <summary><c>--tolerance</c>, relative.</summary>
    public double? Tolerance { get; init; }

    /// <summary><c>--label</c>.</summary>
    public string? Label { get; init; }

    /// <summary><c>--runtime</c>: the runtime identifiers to publish for; empty for all.</summary>
    public IReadOnlyList<string> Runtimes { get; init; } = [];

    /// <summary><c>--model</c>.</summary>
    public string? Model { get; init; }

    /// <summary><c>--variant</c>: <c>published</c> or <c>consistent</c>.</summary>
    public string? Variant { get; init; }

    /// <summary><c>--font</c>.</summary>
    public string? Font { get; init; }

    /// <summary><c>--price-per-hour</c> of a GPU, or of a machine without one, in dollars.</summary>
    public double? PricePerHour { get; init; }

    /// <summary><c>--compress</c>.</summary>
    public bool Compress { get; init; }

    /// <summary><c>--models</c>: models by name; empty for all synthetic ones.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary><c>--load-format</c>: <c>dummy</c> for made-up weights, <c>auto</c> or null for those of the model.</summary>
    public string? LoadFormat { get; init; }

    /// <summary><c>--env</c>: environments by name; empty if none is named.</summary>
    public IReadOnlyList<string> Environments { get; init; } = [];

    /// <summary><c>--store</c>: where models and environments lie.</summary>
    public required string Store { get; init; }

    /// <summary><c>--experiment</c>: experiments by name.</summary>
    public IReadOnlyList<string> Experiments { get; init; } = [];

    /// <summary><c>--case</c>: names of cases, or patterns with <c>*</c>; empty for all.</summary>
    public IReadOnlyList<string> Cases { get; init; } = [];

    /// <summary><c>--order</c>: <c>interleaved</c> or <c>study</c>.</summary>
    public string? Order { get; init; }

    /// <summary><c>--seed</c> of the interleaved order.</summary>
    public int? Seed { get; init; }

    /// <summary><c>--precision</c>: repeat until half the 95 % interval is within this fraction of the mean.</summary>
    public double? Precision { get; init; }

    /// <summary><c>--baseline</c>: the runs root that reruns are compared with; null for the usual one.</summary>
    public string? Baseline { get; init; }

    /// <summary><c>--wheelhouse</c>: where Python packages come from; null for the package index.</summary>
    public string? Wheelhouse { get; init; }

    /// <summary><c>--system-site-packages</c>: what the lock does not name comes from the Python that is used.</summary>
    public bool SystemSitePackages { get; init; }

    /// <summary><c>--python</c>: the interpreter that Python environments are made with.</summary>
    public string? Python { get; init; }

    /// <summary><c>--unlocked</c>: environments that are not locked may be set up.</summary>
    public bool Unlocked { get; init; }

    /// <summary><c>--here</c>: the name by which this machine is known; null for its host name.</summary>
    public string? Here { get; init; }

    /// <summary><c>--commands</c>: show commands in a plan.</summary>
    public bool Commands { get; init; }

    /// <summary><c>--follow</c>: show the engine's lines.</summary>
    public bool Follow { get; init; }

    /// <summary><c>--roles</c>: nodes by the name that experiments give them.</summary>
    public IReadOnlyDictionary<string, string> Roles { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary><c>--only</c>: the file that lists the runs to make; null for all that are missing.</summary>
    public string? Only { get; init; }

    /// <summary><c>--data</c>: the folder of data sets' files that were sent here; null for none.</summary>
    public string? Data { get; init; }

    /// <summary><c>--clock-ahead</c>: how far this machine's clock is ahead of that of the one that asks, in seconds; null if not known.</summary>
    public double? ClockAhead { get; init; }

    /// <summary><c>--state</c>: the file that says how far the runs are; null for none.</summary>
    public string? State { get; init; }

    /// <summary><c>--stop</c>: what runs on other nodes is ended.</summary>
    public bool Stop { get; init; }

    /// <summary>The options of a load on a running server.</summary>
    public LoadOptions Load { get; init; } = new();

    /// <summary>The options of a chat.</summary>
    public ChatOptions Chat { get; init; } = new();

    /// <summary><c>--plan-only</c>, which <c>--dryrun</c> is for Evaluate: the plan and its price, and nothing done.</summary>
    public bool OnlyPlan { get; init; }

    /// <summary><c>--accept</c>: the recorded figures' numbers become the expected ones.</summary>
    public bool Accept { get; init; }

    /// <summary><c>--engine</c>: an engine, or an environment that has it.</summary>
    public string? Engine { get; init; }

    /// <summary><c>--netid</c>: the student's name in that of the assignment's archive.</summary>
    public string? NetId { get; init; }
}
