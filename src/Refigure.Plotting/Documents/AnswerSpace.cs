namespace Refigure.Plotting.Documents;

/// <summary>A marked place with ruled lines for the reader's own words; in a viewer one can type there.</summary>
/// <param name="Name">The name of its field in the file: letters and digits.</param>
/// <param name="Prompt">What is asked.</param>
/// <param name="Lines">How many lines there are.</param>
public sealed record AnswerSpace(string Name, string Prompt, int Lines) : Block;
