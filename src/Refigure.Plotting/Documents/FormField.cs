using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Documents;

/// <summary>A place of a page in which a reader can type.</summary>
/// <param name="Name">Its name: letters and digits, another one for each field of a document.</param>
/// <param name="Prompt">What is asked, for those who do not see the page.</param>
/// <param name="Place">Where it is.</param>
/// <param name="IsLong">Whether it has more than one line.</param>
public sealed record FormField(string Name, string Prompt, Rect Place, bool IsLong);
