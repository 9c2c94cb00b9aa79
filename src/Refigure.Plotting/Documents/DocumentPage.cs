using System.Collections.Immutable;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Documents;

/// <summary>A page of a document, laid out.</summary>
/// <param name="Scene">What is painted.</param>
/// <param name="Fields">Where a reader can type.</param>
public sealed record DocumentPage(Scene Scene, ImmutableArray<FormField> Fields);
