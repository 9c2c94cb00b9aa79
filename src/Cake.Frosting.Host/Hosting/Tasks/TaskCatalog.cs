using System.Collections.Immutable;
using Cake.Core;
using Cake.Core.Diagnostics;

namespace Cake.Frosting.Hosting.Tasks;

/// <summary>The tasks of a host, by name without regard to case.</summary>
internal sealed class TaskCatalog
{
    private readonly Dictionary<string, TaskDefinition> _byName = new(StringComparer.OrdinalIgnoreCase);

    private TaskCatalog(ImmutableArray<TaskDefinition> tasks)
    {
        Tasks = tasks;
        foreach (var task in tasks)
        {
            if (!_byName.TryAdd(task.Name, task))
            {
                throw new CakeException($"Another task with the name '{task.Name}' has already been added.");
            }
        }
    }

    /// <summary>In the order of registration.</summary>
    public ImmutableArray<TaskDefinition> Tasks { get; }

    /// <summary>Of the tasks that can work on this context; the others are named in a warning.</summary>
    public static TaskCatalog Create(IEnumerable<IFrostingTask> instances, ICakeContext context)
    {
        var tasks = ImmutableArray.CreateBuilder<TaskDefinition>();
        foreach (var instance in instances)
        {
            var type = instance.GetType();
            var task = new TaskDefinition(instance, TaskAnnotations.Of(type), new TaskOverrides(type));
            var wanted = task.Overrides.ContextType;
            if (!wanted.IsInstanceOfType(context))
            {
                context.Log.Warning(
                    "{0}: Task cannot be used since the context isn't convertible to {1}.",
                    task.Name,
                    wanted.FullName
                );
                continue;
            }

            if (task.ContinuesOnError && task.Overrides.HasOnError)
            {
                throw new CakeException(
                    $"There can only be one error handler per task. '{task.Name}' has OnError and ContinueOnError."
                );
            }

            tasks.Add(task);
        }

        return new TaskCatalog(tasks.ToImmutable());
    }

    public TaskDefinition? Find(string name) => _byName.GetValueOrDefault(name);
}
