namespace Cake.Frosting.Hosting.Commands;

/// <summary>An option of the project as it was given.</summary>
/// <param name="Name">Without dashes.</param>
/// <param name="Value">Null if the option stands alone.</param>
internal sealed record NamedValue(string Name, string? Value);
