namespace Cake.Frosting;

/// <summary>What a task does, in one line.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TaskDescriptionAttribute : Attribute
{
    /// <summary>With the line.</summary>
    public TaskDescriptionAttribute(string description)
    {
        Description = description;
    }

    /// <summary>The line.</summary>
    public string Description { get; }
}
