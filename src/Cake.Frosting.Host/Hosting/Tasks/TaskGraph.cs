using Cake.Core;

namespace Cake.Frosting.Hosting.Tasks;

/// <summary>Which task runs before which.</summary>
internal sealed class TaskGraph
{
    private readonly Dictionary<TaskDefinition, List<TaskDefinition>> _before = [];

    /// <exception cref="CakeException">A dependency does not exist, or the tasks depend on each other in a circle.</exception>
    public TaskGraph(TaskCatalog catalog)
    {
        foreach (var task in catalog.Tasks)
        {
            foreach (var dependency in task.Dependencies)
            {
                var other = catalog.Find(dependency.TargetTaskName);
                Connect(
                    other
                        ?? throw new CakeException(
                            $"Task '{task.Name}' is dependent on task '{dependency.TargetTaskName}' which does not exist."
                        ),
                    task
                );
            }

            foreach (var dependee in task.Dependees)
            {
                var other = catalog.Find(dependee.TargetTaskName);
                Connect(
                    task,
                    other
                        ?? throw new CakeException(
                            $"Task '{task.Name}' has specified that it's a dependency for task '{dependee.TargetTaskName}' which does not exist."
                        )
                );
            }
        }

        foreach (var task in catalog.Tasks)
        {
            OrderFor(task);
        }
    }

    /// <summary>The task preceded by all that it needs: depth first, in the order of declaration.</summary>
    public IReadOnlyList<TaskDefinition> OrderFor(TaskDefinition target)
    {
        var ordered = new List<TaskDefinition>();
        Visit(target, ordered, [], []);
        return ordered;
    }

    private void Connect(TaskDefinition first, TaskDefinition second)
    {
        if (first == second)
        {
            throw new CakeException(
                $"Reflexive edges in graph are not allowed. Task '{first.Name}' depends on itself."
            );
        }

        if (_before.TryGetValue(first, out var opposite) && opposite.Contains(second))
        {
            throw new CakeException(
                $"Unidirectional edges in graph are not allowed. Tasks '{first.Name}' and '{second.Name}' cannot depend on each other."
            );
        }

        if (!_before.TryGetValue(second, out var needed))
        {
            _before[second] = needed = [];
        }

        if (!needed.Contains(first))
        {
            needed.Add(first);
        }
    }

    private void Visit(
        TaskDefinition task,
        List<TaskDefinition> ordered,
        HashSet<TaskDefinition> done,
        HashSet<TaskDefinition> open
    )
    {
        if (done.Contains(task))
        {
            return;
        }

        if (!open.Add(task))
        {
            throw new CakeException(
                $"Graph contains circular references. One of them goes through task '{task.Name}'."
            );
        }

        foreach (var needed in _before.GetValueOrDefault(task, []))
        {
            Visit(needed, ordered, done, open);
        }

        open.Remove(task);
        done.Add(task);
        ordered.Add(task);
    }
}
