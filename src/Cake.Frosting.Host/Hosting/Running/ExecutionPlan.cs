using System.Collections.Immutable;
using Cake.Core;
using Cake.Frosting.Hosting.Tasks;

namespace Cake.Frosting.Hosting.Running;

/// <summary>What runs for each target, in order. A task that two targets need stands with the first alone.</summary>
internal sealed record ExecutionPlan(ImmutableArray<TargetPlan> Targets)
{
    public IEnumerable<TaskDefinition> Tasks => Targets.SelectMany(target => target.Tasks);

    /// <exception cref="CakeException">A target does not exist (exit code 2), or the graph is broken.</exception>
    public static ExecutionPlan Create(TaskCatalog catalog, IReadOnlyList<string> targets, bool exclusive)
    {
        var graph = new TaskGraph(catalog);
        var missing = targets.Where(target => catalog.Find(target) is null).ToImmutableArray();
        if (missing.Length > 0)
        {
            throw NotFound(missing, catalog);
        }

        var seen = new HashSet<TaskDefinition>();
        var plans = ImmutableArray.CreateBuilder<TargetPlan>();
        foreach (var name in targets)
        {
            var target = catalog.Find(name)!;
            var needed = exclusive ? [target] : graph.OrderFor(target);
            plans.Add(new TargetPlan(target, [.. needed.Where(seen.Add)]));
        }

        return new ExecutionPlan(plans.ToImmutable());
    }

    private static CakeException NotFound(ImmutableArray<string> missing, TaskCatalog catalog)
    {
        var names = string.Join(", ", missing.Select(name => $"'{name}'"));
        var was = missing.Length == 1 ? $"The target {names} was not found." : $"The targets {names} were not found.";
        var near = missing
            .SelectMany(name => NearNames.Find(name, catalog.Tasks.Select(task => task.Name)))
            .Distinct(StringComparer.Ordinal)
            .Select(name => $"'{name}'")
            .ToList();
        var hint = near.Count == 0 ? string.Empty : $" Did you mean {string.Join(" or ", near)}?";
        return new CakeException(ExitCodes.UserError, $"{was}{hint} --description lists the tasks.");
    }
}
