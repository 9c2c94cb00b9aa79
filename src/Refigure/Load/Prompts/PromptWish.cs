namespace Refigure.Load.Prompts;

/// <summary>Which prompts a load asks.</summary>
/// <param name="Name">The data set, as <see cref="DataSet.Names"/> says.</param>
public sealed record PromptWish(string Name = "random")
{
    /// <summary>Tokens of each prompt that is made up; null for the data set's usual.</summary>
    public int? PromptTokens { get; init; }

    /// <summary>Tokens of each answer; null for what the data set says, or its usual.</summary>
    public int? OutputTokens { get; init; }

    /// <summary>Tokens at the beginning of all prompts that are the same for all; null for none.</summary>
    public int? SharedPrefixTokens { get; init; }

    /// <summary>
    /// Tokens at the beginning of each prompt that no other has, so that no cache of the server knows it; null for none. Random
    /// prompts need none.
    /// </summary>
    public int? UniquePrefixTokens { get; init; }
}
