namespace Refigure.Load.Prompts;

/// <summary>The prompts of a load, the same for the same number whenever it is asked.</summary>
public interface IPromptSource
{
    /// <summary>The data set's name, as <c>load.json</c> has it.</summary>
    string Name { get; }

    /// <summary>How many there are before they repeat; null for as many as are wanted.</summary>
    int? Count { get; }

    /// <summary>Tokens of each prompt, where all have the same.</summary>
    int? PromptTokens { get; }

    /// <summary>Tokens of each answer, where all have the same.</summary>
    int? OutputTokens { get; }

    /// <summary>Tokens at the beginning that all prompts share; null where none were asked for.</summary>
    int? SharedPrefixTokens => null;

    /// <summary>
    /// Whether the measured requests begin with the first prompt although the warm-up had it, as the assignment does; else each
    /// request has the next one.
    /// </summary>
    bool BeginsAnew => false;

    /// <summary>SHA-256 of the file that they are from, lower-case hex; null if they are from none.</summary>
    string? Sha256 => null;

    /// <summary>The prompt of a request, counted from 0 with the warm-up.</summary>
    Prompt At(int number);
}
