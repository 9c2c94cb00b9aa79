using Cake.Frosting.Hosting.Tasks;

namespace Cake.Frosting.Hosting.Output;

/// <summary>Lists the tasks with what they do.</summary>
internal static class DescriptionPrinter
{
    private const int LeastNameWidth = 30;
    private const int DescriptionWidth = 50;

    public static void Print(HostConsole console, TaskCatalog catalog)
    {
        var nameWidth = catalog.Tasks.Select(task => task.Name.Length + 1).Append(LeastNameWidth).Max();
        console.WriteLine();
        console.WriteLine("Task".PadRight(nameWidth) + "Description");
        console.WriteLine(new string('=', nameWidth + DescriptionWidth));
        foreach (var task in catalog.Tasks.OrderBy(task => task.Name, StringComparer.OrdinalIgnoreCase))
        {
            console.WriteLine((task.Name.PadRight(nameWidth) + task.Description).TrimEnd());
        }
    }
}
