using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Refigure.Nodes.Ssh;

namespace Refigure.Nodes.Slurm;

/// <summary>Reads what <see cref="SlurmScripts.Look"/> writes.</summary>
internal sealed class SlurmAnswer
{
    private const int DigestLength = 64;
    private const string RecordName = "/run.json";

    private readonly string _work;
    private readonly string _node;
    private readonly SortedDictionary<string, (string? Id, string Claim)> _parts = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Part, int? Element), SlurmTask> _tasks = [];
    private readonly List<(string Id, int? Element, string State, string Reason, string Part)> _queue = [];
    private readonly List<(string Log, int Length)> _logs = [];
    private readonly ImmutableSortedDictionary<string, string>.Builder _runs = ImmutableSortedDictionary.CreateBuilder<
        string,
        string
    >(StringComparer.Ordinal);
    private readonly ImmutableSortedDictionary<string, string>.Builder _lanes = ImmutableSortedDictionary.CreateBuilder<
        string,
        string
    >(StringComparer.Ordinal);
    private bool _answered;
    private string? _silence;

    private SlurmAnswer(string work, string node)
    {
        (_work, _node) = (work, node);
    }

    /// <summary>Reads it.</summary>
    /// <param name="answer">What was written.</param>
    /// <param name="work">The work that was asked for.</param>
    /// <param name="node">The node that was asked for.</param>
    /// <exception cref="FormatException">It is cut, or of somebody else.</exception>
    public static SlurmLook Read(ReadOnlySpan<byte> answer, string work, string node)
    {
        var end = answer.StartsWith("\n"u8) ? -1 : answer.IndexOf("\n\n"u8);
        var found = new SlurmAnswer(work, node);
        if (end < 0)
        {
            return answer.SequenceEqual("\n"u8) ? found.Look(default) : throw new FormatException("the answer is cut");
        }

        foreach (var line in Encoding.UTF8.GetString(answer[..end]).Split('\n'))
        {
            found.Line(line);
        }

        return found.Look(answer[(end + 2)..]);
    }

    private void Line(string line)
    {
        var at = line.IndexOf('=', StringComparison.Ordinal);
        var (key, value) = at < 0 ? ("", line) : (line[..at], line[(at + 1)..]);
        switch (key, value.Split('|'))
        {
            case ("queue", [var said]):
                _answered = said == "answers";
                _silence = _answered ? null : said["silent".Length..].Trim();
                break;
            case ("job", [var id, var state, var reason, var name]):
                Queued(id, state, reason, name);
                break;
            case ("part", [var part, var id, var claim]):
                _parts[part] = (id.Length == 0 ? null : id, claim);
                break;
            case ("file", [var part, var name, .. var text]):
                File(part, name, string.Join('|', text));
                break;
            case ("account", [var part, var id, var state]):
                Set(part, Split(id).Element, task => task with { State = task.State ?? state.Split(' ')[0] });
                break;
            case ("log", [var log, var length]):
                _logs.Add((log, int.Parse(length, NumberStyles.None, CultureInfo.InvariantCulture)));
                break;
            default:
                Run(line);
                break;
        }
    }

    private void Queued(string id, string state, string reason, string name)
    {
        var prefix = $"{SlurmScripts.JobPrefix}{_work}.";
        if (name.StartsWith(prefix, StringComparison.Ordinal))
        {
            var (number, element) = Split(id);
            _queue.Add((number, element, state, reason, name[prefix.Length..]));
        }
    }

    private void File(string part, string name, string text)
    {
        var dash = name.IndexOf('-', StringComparison.Ordinal);
        int? element =
            dash < 0 ? null
            : int.TryParse(name.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
            : throw new FormatException($"'{name}' is no file of a job");
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (name.StartsWith("began", StringComparison.Ordinal))
        {
            Set(part, element, task => task with { Began = text });
        }
        else if (name.StartsWith("state", StringComparison.Ordinal))
        {
            Set(part, element, task => task with { Progress = JobProgress.Read(text) });
        }
        else
        {
            int? code = int.TryParse(
                words.FirstOrDefault(),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var exit
            )
                ? exit
                : null;
            Set(part, element, task => task with { ExitCode = code, Why = words.ElementAtOrDefault(1) });
        }
    }

    private void Run(string line)
    {
        var lanes = $"lanes/{_node}/";
        if (
            line.Length <= DigestLength + 2
            || !line.AsSpan(DigestLength + 2).StartsWith(lanes)
            || !line.EndsWith(RecordName, StringComparison.Ordinal)
        )
        {
            return;
        }

        var path = line[(DigestLength + 2)..^RecordName.Length];
        var end = path.IndexOf('/', lanes.Length);
        if (end > 0)
        {
            // Later lanes take the place of earlier ones.
            _runs[path[(end + 1)..]] = line[..DigestLength];
            _lanes[path[(end + 1)..]] = path[..end];
        }
    }

    private SlurmLook Look(ReadOnlySpan<byte> bodies)
    {
        foreach (var (id, element, state, reason, part) in _queue)
        {
            var (known, claim) = _parts.GetValueOrDefault(part, (null, "no"));
            if (known is null && IsOver(state))
            {
                // Of an earlier job of that name.
                continue;
            }

            // Submitted, and its number not written down yet: it is found by its name.
            _parts[part] = (known ?? id, claim);
            if (known is null || known == id)
            {
                Set(
                    part,
                    element,
                    task => task with { State = state, Reason = reason is "None" or "" ? null : reason }
                );
            }
        }

        var news = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<byte>>(StringComparer.Ordinal);
        foreach (var (log, length) in _logs)
        {
            var taken = Math.Min(length, bodies.Length);
            news[log] = [.. bodies[..taken]];
            bodies = bodies[taken..];
        }

        return new SlurmLook(
            [.. _parts.Select(p => new SlurmJob(p.Key, p.Value.Id, p.Value.Claim, Tasks(p.Key)))],
            _runs.ToImmutable(),
            _lanes.ToImmutable(),
            news.ToImmutable()
        )
        {
            QueueAnswered = _answered,
            QueueSilence = _silence,
        };
    }

    private ImmutableArray<SlurmTask> Tasks(string part) =>
        [.. _tasks.Where(t => t.Key.Part == part).Select(t => t.Value).OrderBy(t => t.Element)];

    private void Set(string part, int? element, Func<SlurmTask, SlurmTask> change)
    {
        var key = (part, element);
        _tasks[key] = change(_tasks.GetValueOrDefault(key) ?? new SlurmTask(element));
    }

    // 17, or 17_3 of an array.
    private static (string Id, int? Element) Split(string id)
    {
        var at = id.IndexOf('_', StringComparison.Ordinal);
        return at < 0 ? (id, null)
            : int.TryParse(id.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var element)
                ? (id[..at], element)
            : (id[..at], null);
    }

    private static bool IsOver(string state) => SlurmStates.IsOver(state);
}
