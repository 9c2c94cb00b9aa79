using Cake.Frosting.Hosting.Commands;
using Cake.Frosting.Hosting.Tasks;

namespace Cake.Frosting.Hosting.Output;

/// <summary>Draws the tasks that nobody depends on, and under each what it depends on.</summary>
internal static class TreePrinter
{
    public static void Print(HostConsole console, TaskCatalog catalog)
    {
        var below = catalog
            .Tasks.SelectMany(task => task.Dependencies)
            .Select(dependency => dependency.TargetTaskName)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var top = catalog
            .Tasks.Where(task => !below.Contains(task.Name))
            .OrderBy(task => !task.Name.Equals(HostOptions.DefaultTarget, StringComparison.OrdinalIgnoreCase))
            .ThenBy(task => task.Name, StringComparer.OrdinalIgnoreCase);

        console.WriteLine();
        foreach (var task in top)
        {
            console.WriteLine(task.Name);
            PrintBelow(console, catalog, task, string.Empty);
            console.WriteLine();
        }
    }

    private static void PrintBelow(HostConsole console, TaskCatalog catalog, TaskDefinition task, string indent)
    {
        for (var index = 0; index < task.Dependencies.Count; index++)
        {
            var last = index == task.Dependencies.Count - 1;
            var name = task.Dependencies[index].TargetTaskName;
            console.WriteLine($"{indent}{(last ? "└─" : "├─")}{name}");
            if (catalog.Find(name) is { } child)
            {
                PrintBelow(console, catalog, child, indent + (last ? "  " : "│ "));
            }
        }
    }
}
