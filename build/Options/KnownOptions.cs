namespace Refigure.Build.Options;

/// <summary>Every option that a task understands, so that a misspelt one is not silently ignored.</summary>
internal static class KnownOptions
{
    /// <summary>Name without dashes, the value that it takes (null for a switch), what it means.</summary>
    public static IReadOnlyList<(string Name, string? Value, string Meaning)> All { get; } =
    [
        ("figure", "2,5,7-9|all", "the figures to draw, verify or explain"),
        ("profile", "paper|lab|smoke", "which column of an experiment"),
        (
            "node",
            "NAME",
            "the node whose runs are made or drawn, that imported runs are of, or on which a task is done"
        ),
        ("iterations", "K", "run and use K iterations of each case"),
        ("runs", "DIR", "where runs lie (figures/runs)"),
        ("out", "DIR", "where figures are written (figures), what a load leaves (artifacts/load/TIME), or bundles"),
        ("no-run", null, "draw from the runs that are there; run nothing"),
        ("force", null, "replace what is there"),
        (
            "from",
            "PATH[,PATH]",
            "the folder to import, the runs or bundles to merge, the traces to read, or the source tree to patch"
        ),
        (
            "prefer",
            "mine|theirs",
            "which of two runs is right that differ and are one run: the one here, or the merged"
        ),
        ("against", "FILE", "the reference (CSV or JSON) to verify against"),
        ("tolerance", "X", "relative deviation that Verify calls within tolerance, and Ci the same (0.05)"),
        ("label", "TEXT", "the bar to explain"),
        ("model", "NAME", "the model to predict or talk to, as in envs/models.yaml, or as the running server names it"),
        ("variant", "published|consistent", "which form of the predictor"),
        ("font", "NAME|FILE", "the font of the figures"),
        ("price-per-hour", "X", "dollars for an hour of a GPU, or of a machine without one, for figure 27 (2.93)"),
        ("compress", null, "store imported logs gzipped"),
        ("models", "NAME[,NAME]", "the models to write, fetch or make"),
        ("load-format", "dummy|auto", "how vLLM gets weights: dummy makes them up, where there are none (auto)"),
        (
            "env",
            "NAME[,NAME]|OLD=NEW",
            "the environments to set up (llamacpp), or one to run in the place of an experiment's"
        ),
        ("store", "DIR", "where models and environments lie (artifacts/store)"),
        ("experiment", "NAME[,NAME]", "the experiments to plan or run, or the one that imported runs are of"),
        ("case", "NAME[,NAME]", "only these cases, by name or part of it with *; the others are left for another time"),
        ("order", "interleaved|study", "in which order runs are made"),
        ("seed", "N", "seed of the interleaved order, or of a load's prompts and arrivals (1)"),
        ("precision", "X", "repeat until half the 95 % interval is within this part of the mean, such as 0.05"),
        ("baseline", "DIR", "the runs that reruns are compared with (artifacts/ci/baseline)"),
        ("wheelhouse", "DIR", "a folder of wheels, where there is no package index"),
        (
            "system-site-packages",
            null,
            "take what a lock does not name from the Python that is used (a cluster's torch)"
        ),
        ("python", "FILE", "the interpreter that Python environments are made with"),
        ("unlocked", null, "set up environments that are not locked, too, and write down what was installed"),
        ("here", "NAME", "the name by which this machine is known (its host name)"),
        ("commands", null, "show each case's command in a plan"),
        ("follow", null, "show the engine's lines while it starts"),
        ("roles", "ROLE=NODE[,ROLE=NODE]", "the nodes that stand in the place of those that an experiment names"),
        ("runtime", "NAME[,NAME]", "the systems to publish for (linux-x64, linux-arm64, osx-arm64, win-x64)"),
        ("only", "FILE", "a file that lists the runs to make, a folder below the runs root in each line"),
        ("data", "DIR", "data sets' files that another machine sent, in the place of those that experiments name"),
        ("clock-ahead", "SECONDS", "how far this machine's clock is ahead of that of the one that asks for runs"),
        ("state", "FILE", "a file that says how far the runs are, for another machine that asks"),
        ("stop", null, "end what runs on other nodes for these experiments"),
        ("url", "http://HOST:PORT", "the running server that gets a load, or that answers"),
        ("concurrency", "C", "requests at a time: a closed loop; with --rate the most that it allows"),
        ("rate", "R", "requests per second: an open loop"),
        ("arrivals", "constant|poisson|gamma", "how the requests of an open loop are spread (poisson)"),
        ("burstiness", "B", "the shape of gamma arrivals; 1 is Poisson, less is burstier"),
        ("requests", "N", "how many requests are measured"),
        ("duration", "T", "how long is measured, such as 60 s or 5 min"),
        ("prompt-tokens", "P", "tokens of each random prompt (512)"),
        ("output-tokens", "T", "tokens of each answer (128, or what the data set says)"),
        ("endpoint", "completions|chat|generate_stream", "how the server is asked (completions; a chat: chat)"),
        ("warmup", "N|T", "requests or time before what is measured (the concurrency, or a second's arrivals)"),
        ("ramp", "SECONDS", "the time over which the streams of a load start"),
        ("dataset", "random|dummy[:FILE]|sharegpt:FILE|file:FILE", "the prompts of a load (random)"),
        (
            "shared-prefix-tokens",
            "N",
            "tokens with which all prompts of a load begin (none: each has its own beginning)"
        ),
        ("unique-prefix-tokens", "N", "tokens of its own before each prompt of a data set that repeats"),
        ("ignore-eos", null, "let answers go on to their last token"),
        ("temperature", "X", "the sampling temperature (the server's own)"),
        ("slo", "ttft=500ms,tpot=50ms", "what a request must keep to count as goodput"),
        ("engine", "NAME", "the engine whose knee is looked for, or that answers (llamacpp), or its environment"),
        (
            "template",
            "llama-3.1|llama-3|chatml|llama-2|mistral|mistral-v3|plain",
            "the chat template by which prompts are made here, and not by the server"
        ),
        ("netid", "NAME", "the student's name in that of the assignment's archive, NAME_a1.zip (netid)"),
        ("plan-only", null, "say what Evaluate would do and what it costs, and do nothing (what --dryrun is there)"),
        ("accept", null, "write the recorded figures' numbers down as those that Evaluate expects"),
        ("context", "T", "tokens that a prompt and its answer may have together (what the engine or server says)"),
    ];

    /// <summary>Options that the host itself reads.</summary>
    private static readonly string[] OfTheHost =
    [
        "target",
        "working",
        "verbosity",
        "description",
        "descriptions",
        "showdescription",
        "showdescriptions",
        "tree",
        "showtree",
        "dryrun",
        "noop",
        "whatif",
        "exclusive",
        "version",
        "info",
        "help",
        "t",
        "w",
        "v",
        "e",
        "h",
    ];

    public static bool IsKnown(string name) =>
        All.Any(o => o.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        || OfTheHost.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The known option that looks most like a misspelt one; null if none does.</summary>
    public static string? Nearest(string name) => Spelling.Near(All.Select(o => o.Name), name).FirstOrDefault();
}
