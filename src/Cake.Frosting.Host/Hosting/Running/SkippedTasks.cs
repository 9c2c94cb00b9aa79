using Cake.Core;
using Cake.Frosting.Hosting.Tasks;

namespace Cake.Frosting.Hosting.Running;

/// <summary>The tasks whose criteria kept them from running.</summary>
internal sealed class SkippedTasks
{
    private readonly HashSet<TaskDefinition> _skipped = [];

    /// <summary>Asks the task whether it should run, and remembers a no.</summary>
    public bool Skips(TaskDefinition task, ICakeContext context)
    {
        if (!task.Overrides.HasShouldRun || task.Instance.ShouldRun(context))
        {
            return false;
        }

        _skipped.Add(task);
        return true;
    }

    /// <exception cref="CakeException">The target itself was skipped.</exception>
    public void ThrowIfSkipped(TaskDefinition target)
    {
        if (_skipped.Contains(target))
        {
            var reason = target.Instance.SkippedMessage is { Length: > 0 } message ? $": {message}" : ".";
            throw new CakeException(
                $"Could not reach target '{target.Name}' since it was skipped due to a criteria{reason}"
            );
        }
    }
}
