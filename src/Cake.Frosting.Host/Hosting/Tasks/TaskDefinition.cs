using Cake.Core;

namespace Cake.Frosting.Hosting.Tasks;

/// <summary>A task and what its class says of it.</summary>
internal sealed class TaskDefinition(IFrostingTask instance, TaskAnnotations annotations, TaskOverrides overrides)
    : ICakeTaskInfo
{
    public string Name => annotations.Name;

    public string? Description => annotations.Description;

    public IReadOnlyList<CakeTaskDependency> Dependencies { get; } = ToDependencies(annotations.DependsOn);

    public IReadOnlyList<CakeTaskDependency> Dependees { get; } = ToDependencies(annotations.DependeeOf);

    public bool ContinuesOnError => annotations.ContinuesOnError;

    public IFrostingTask Instance => instance;

    public TaskOverrides Overrides => overrides;

    private static CakeTaskDependency[] ToDependencies(IReadOnlyList<string> names) =>
        [.. names.Select(name => new CakeTaskDependency(name))];
}
