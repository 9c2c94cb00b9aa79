using System.Reflection;
using Cake.Core;

namespace Cake.Frosting.Hosting.Tasks;

/// <summary>Which methods of a task are its own; the others are not called. Looked up when they are first needed.</summary>
internal sealed class TaskOverrides
{
    private readonly Type _type;
    private readonly Type? _declaring;

    public TaskOverrides(Type type)
    {
        _type = type;
        _declaring = FindBase(type);
        ContextType = _declaring?.GenericTypeArguments[0] ?? typeof(ICakeContext);
    }

    /// <summary>The context that the task works on.</summary>
    public Type ContextType { get; }

    /// <summary>Whether the task does anything; if not it only gathers others.</summary>
    public bool HasRun => IsOwn("Run", ContextType) || IsOwn("RunAsync", ContextType);

    public bool HasShouldRun => IsOwn("ShouldRun", ContextType);

    public bool HasOnError => IsOwn("OnError", typeof(Exception), ContextType);

    public bool HasFinally => IsOwn("Finally", ContextType);

    /// <summary>A class that implements the interface by itself has every method.</summary>
    private bool IsOwn(string name, params Type[] parameters)
    {
        if (_declaring is null)
        {
            return true;
        }

        var method = _type.GetMethod(name, BindingFlags.Instance | BindingFlags.Public, parameters);
        return method is { IsVirtual: true }
            && method.GetBaseDefinition().DeclaringType == _declaring
            && method.DeclaringType != _declaring;
    }

    private static Type? FindBase(Type type)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (
                at.IsGenericType
                && at.GetGenericTypeDefinition() is var generic
                && (generic == typeof(FrostingTask<>) || generic == typeof(AsyncFrostingTask<>))
            )
            {
                return at;
            }
        }

        return null;
    }
}
