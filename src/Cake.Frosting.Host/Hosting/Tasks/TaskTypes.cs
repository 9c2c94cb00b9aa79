using System.Reflection;

namespace Cake.Frosting.Hosting.Tasks;

/// <summary>Finds the tasks of a project: its exported classes that can be made.</summary>
internal static class TaskTypes
{
    public static IEnumerable<Type> In(IEnumerable<Assembly> assemblies) =>
        assemblies.Distinct().SelectMany(assembly => assembly.GetExportedTypes()).Where(IsTask);

    private static bool IsTask(Type type) =>
        type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
        && typeof(IFrostingTask).IsAssignableFrom(type);
}
