using System.Globalization;
using Refigure.Nodes.Slurm;

namespace Refigure.Build.Nodes;

/// <summary>
/// What is known of a site's jobs from look to look. A job's own files say how it ended; the queue only says that of one that could
/// not. Silence says nothing.
/// </summary>
/// <param name="site">What is asked of the site.</param>
/// <param name="clock">Measures how long a job is gone.</param>
/// <param name="say">Hears what the user must know.</param>
internal sealed class SiteJobs(SlurmSite site, TimeProvider clock, Action<string> say)
{
    // Files of a machine that ended a moment ago may not be seen here yet.
    private static readonly TimeSpan FilePatience = TimeSpan.FromSeconds(6);

    private readonly Dictionary<(string Part, int? Element), Known> _tasks = [];
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);
    private bool _isSilent;

    /// <summary>Whether there is nothing that waits or runs.</summary>
    public bool AreOver => _tasks.Values.All(t => t.End is not null);

    /// <summary>How they ended.</summary>
    public IEnumerable<SiteEnd> Ends => _tasks.Values.Select(t => t.End).OfType<SiteEnd>();

    /// <summary>The parts that there are.</summary>
    public IEnumerable<string> Parts => _tasks.Keys.Select(k => k.Part).Distinct(StringComparer.Ordinal);

    /// <summary>What they do now, for people; empty for nothing.</summary>
    public string Now { get; private set; } = "";

    /// <summary>About how long the rest takes, where one job does it; null if nobody can know.</summary>
    public TimeSpan? Left { get; private set; }

    /// <summary>A part that was just submitted.</summary>
    public void Begin(SlurmPart part, string? id)
    {
        if (id is not null)
        {
            _ids[part.Name] = id;
        }

        int?[] elements = part.Elements.IsEmpty ? [null] : [.. part.Elements.Select(e => (int?)e)];
        foreach (var element in elements)
        {
            _tasks[(part.Name, element)] = new Known();
        }
    }

    /// <summary>Takes what a look shows.</summary>
    public void Take(SlurmLook look)
    {
        Silence(look);
        foreach (var job in look.Jobs)
        {
            if (job.Id is not null)
            {
                _ids[job.Part] = job.Id;
            }

            foreach (var task in job.Tasks)
            {
                _tasks.TryAdd((job.Part, task.Element), new Known());
            }

            // Submitted by another call, and not in the queue yet.
            if (job.Tasks.IsEmpty && (job.Id is not null || job.Claim == "new") && !Parts.Contains(job.Part))
            {
                _tasks[(job.Part, null)] = new Known();
            }

            // An array is seen as a whole only until its elements are.
            if (job.Tasks.Any(t => t.Element is not null))
            {
                _tasks.Remove((job.Part, null));
            }
        }

        foreach (var ((part, element), known) in _tasks)
        {
            var job = look.Jobs.FirstOrDefault(j => j.Part == part);
            Follow(part, element, known, job, job?.Tasks.FirstOrDefault(t => t.Element == element), look.QueueAnswered);
        }

        SlurmTask[] running =
        [
            .. look.Jobs.SelectMany(j => j.Tasks).Where(t => t is { Progress: not null, ExitCode: null }),
        ];
        Left = _tasks.Count == 1 && running is [{ Progress: var one }] ? one!.Left : null;
        Now =
            running.Length > 0
                ? string.Join("; ", running.Select(t => t.Progress!.Now).Where(now => now.Length > 0).Take(2))
            : _tasks.Values.Any(t => t is { End: null, Began: null }) ? "waiting in the queue"
            : "";
    }

    private void Silence(SlurmLook look)
    {
        if (look.QueueSilence is { } said && !_isSilent)
        {
            _isSilent = true;
            say($"Slurm does not answer ({Short(said)}); what runs there goes on, and it is asked again.");
        }
        else if (look.QueueAnswered && _isSilent)
        {
            _isSilent = false;
            say("Slurm answers again.");
        }
    }

    private void Follow(string part, int? element, Known known, SlurmJob? job, SlurmTask? task, bool answered)
    {
        var name = Name(part, element);
        if (task?.Began is { } began && began != known.Began && task.ExitCode is null)
        {
            known.Began = began;
            var words = began.Split(' ');
            say(
                words.ElementAtOrDefault(1) is { } starts && starts != "0"
                    ? $"{name} was put into the queue again and runs on {words[0]} (start {int.Parse(starts, CultureInfo.InvariantCulture) + 1})."
                    : $"{name} runs on {words[0]}."
            );
        }

        if (answered && task is { ExitCode: null } && SlurmStates.Waits(task.State) && task.Reason != known.Reason)
        {
            known.Reason = task.Reason;
            say($"{name}: {SlurmStates.WhyWaits(task.Reason)}.");
        }

        known.End =
            task?.ExitCode is { } code ? Said(name, code, task.Why)
            : !answered ? known.End
            : task?.State is { } state
                ? (SlurmStates.IsOver(state) ? Gone(name, known, task, IsSure(state)) : Lives(known))
            // Somebody else saw its end and put it away.
            : job is null
                ? Gone(name, known, null, isSure: false) is null ? null
                    : new SiteEnd(name, null, GoesOn: false, null)
            : Gone(name, known, null, isSure: false);
    }

    private SiteEnd Said(string name, int code, string? why) =>
        new(
            name,
            code,
            why is "limit" or "again",
            why == "limit"
                ? $"{name} reached its time limit{(site.Time is null ? "" : $" of {site.Time}")} before one run was finished: give it a longer time"
                : null
        );

    private SiteEnd? Gone(string name, Known known, SlurmTask? task, bool isSure)
    {
        known.GoneSince ??= clock.GetTimestamp();
        return isSure || clock.GetElapsedTime(known.GoneSince.Value) > FilePatience
            ? new SiteEnd(
                name,
                null,
                GoesOn: false,
                $"{name} {SlurmStates.EndOf(task?.State, task?.Reason, site.Time)}"
            )
            : null;
    }

    private static SiteEnd? Lives(Known known)
    {
        known.GoneSince = null;
        return null;
    }

    // What Slurm itself ended does not say anything more.
    private static bool IsSure(string state) => state is not ("COMPLETED" or "FAILED");

    private string Name(string part, int? element) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"job {_ids.GetValueOrDefault(part) ?? "without a number"}{(element is null ? "" : $"_{element}")} ({part})"
        );

    private static string Short(string said)
    {
        var at = said.IndexOf("error: ", StringComparison.Ordinal);
        return Running.RunWords.Printable(at < 0 ? said : said[(at + "error: ".Length)..]).TrimEnd('.');
    }

    private sealed class Known
    {
        public string? Began { get; set; }

        public string? Reason { get; set; }

        public long? GoneSince { get; set; }

        public SiteEnd? End { get; set; }
    }
}
