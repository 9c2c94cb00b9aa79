namespace Refigure.Load.Prompts;

/// <summary>Prompts of a list, from its beginning again when it is used up.</summary>
internal sealed class ListedPrompts(string name, IReadOnlyList<Prompt> prompts, string? sha256 = null) : IPromptSource
{
    public string Name => name;

    public string? Sha256 => sha256;

    public bool BeginsAnew { get; init; }

    public int? Count => prompts.Count;

    public int? PromptTokens { get; } = Same(prompts.Select(p => p.Tokens));

    public int? OutputTokens { get; } = Same(prompts.Select(p => (int?)p.MaxTokens));

    public Prompt At(int number) => prompts[number % prompts.Count];

    private static int? Same(IEnumerable<int?> values)
    {
        var different = values.Distinct().Take(2).ToArray();
        return different.Length == 1 ? different[0] : null;
    }
}
