using System.Collections.Immutable;
using Refigure.Files;
using Refigure.Results;
using Refigure.Running.Gpus;
using Refigure.Running.Loads;

namespace Refigure.Running;

/// <summary>
/// The right to make runs in a root, until it is disposed. Opening it puts in order what a killed host left there: its engines
/// are ended, finished runs are saved, half-made ones go away.
/// </summary>
public sealed class RunSession : IDisposable
{
    private readonly RunsLock _lock;

    private RunSession(RunsLock taken, string root, ImmutableArray<string> news, IFileSystem files)
    {
        Files = files;
        _lock = taken;
        Root = root;
        News = news;
    }

    internal IFileSystem Files { get; }

    /// <summary>The runs root.</summary>
    public string Root { get; }

    /// <summary>What was put in order, a sentence each; empty if nothing was left.</summary>
    public ImmutableArray<string> News { get; }

    /// <summary>Opens one.</summary>
    /// <exception cref="UserErrorException">Another host makes runs there, or the folder cannot be written to.</exception>
    public static RunSession Open(string root, RunMachine machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        var taken = RunsLock.Take(root, machine.Clock);
        try
        {
            var news = ImmutableArray.CreateBuilder<string>();
            var marks = EngineMark.Find(root).ToArray();
            // Asked before they are ended: afterwards nobody knows what they held.
            var computing = marks.Length == 0 ? [] : machine.Gpus?.Processes().Processes ?? [];
            string[] ended =
            [
                .. marks.SelectMany(machine.Processes.EndOrphans).Select(one => OrphanWords.Of(one, computing)),
            ];
            if (ended.Length > 0)
            {
                news.Add($"An interrupted start left processes behind; they were ended: {string.Join(", ", ended)}.");
            }

            var (saved, kept, removed) = InterruptedRuns.Recover(root, machine.Files);
            news.AddRange(saved.Select(run => $"{run} was finished just before an interruption, and is kept."));
            news.AddRange(
                kept.Select(run =>
                    $"The load of {run} was interrupted: {InterruptedLoad.Words(Path.Combine(root, run))}"
                )
            );
            if (removed > 0)
            {
                news.Add(
                    removed == 1
                        ? "1 half-made run of an interrupted start was removed; it is made again."
                        : $"{removed} half-made runs of interrupted starts were removed; they are made again."
                );
            }

            return new RunSession(taken, root, news.DrainToImmutable(), machine.Files);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            taken.Dispose();
            throw new UserErrorException(
                $"{root} cannot be put in order after an interruption ({e.Message.TrimEnd('.')}): make it writable, or name another folder with --runs.",
                e
            );
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _lock.Dispose();
}
