namespace Cake.Frosting;

/// <summary>An error of this task is reported, and the run goes on.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ContinueOnErrorAttribute : Attribute;
