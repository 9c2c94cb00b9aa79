namespace Cake.Frosting;

/// <summary>The other task runs before this one.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class IsDependentOnAttribute : Attribute
{
    /// <summary>With the class of the other task.</summary>
    public IsDependentOnAttribute(Type task)
    {
        ArgumentNullException.ThrowIfNull(task);
        Task = task;
    }

    /// <summary>The class of the other task.</summary>
    public Type Task { get; }
}
