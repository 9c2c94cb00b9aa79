namespace Cake.Frosting;

/// <summary>This task runs before the other one.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class IsDependeeOfAttribute : Attribute
{
    /// <summary>With the class of the other task.</summary>
    public IsDependeeOfAttribute(Type task)
    {
        ArgumentNullException.ThrowIfNull(task);
        Task = task;
    }

    /// <summary>The class of the other task.</summary>
    public Type Task { get; }
}
