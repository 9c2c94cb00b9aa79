using System.Collections.Immutable;

namespace Cake.Frosting.Hosting.Tasks;

/// <summary>What the attributes of a task's class say.</summary>
internal sealed record TaskAnnotations(
    string Name,
    string? Description,
    ImmutableArray<string> DependsOn,
    ImmutableArray<string> DependeeOf,
    bool ContinuesOnError
)
{
    public static TaskAnnotations Of(Type type)
    {
        var name = type.Name;
        string? description = null;
        var continues = false;
        var dependsOn = ImmutableArray.CreateBuilder<string>();
        var dependeeOf = ImmutableArray.CreateBuilder<string>();

        // One pass: each further look at a type's attributes costs a start as much as the first.
        foreach (var attribute in Attribute.GetCustomAttributes(type, inherit: true))
        {
            switch (attribute)
            {
                case TaskNameAttribute named:
                    name = named.Name;
                    break;
                case TaskDescriptionAttribute described:
                    description = described.Description;
                    break;
                case IsDependentOnAttribute dependent:
                    dependsOn.Add(NameOf(dependent.Task));
                    break;
                case IsDependeeOfAttribute dependee:
                    dependeeOf.Add(NameOf(dependee.Task));
                    break;
                case ContinueOnErrorAttribute:
                    continues = true;
                    break;
            }
        }

        return new TaskAnnotations(name, description, dependsOn.ToImmutable(), dependeeOf.ToImmutable(), continues);
    }

    private static string NameOf(Type task) =>
        !typeof(IFrostingTask).IsAssignableFrom(task)
            ? throw new FrostingException($"The dependency '{task.Name}' is not a valid task.")
        : Attribute.GetCustomAttribute(task, typeof(TaskNameAttribute), inherit: false) is TaskNameAttribute named
            ? named.Name
        : task.Name;
}
