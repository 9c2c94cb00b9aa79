namespace Refigure.Load.Prompts;

/// <summary>Data sets by the name that the command line gives them.</summary>
public static class PromptSources
{
    private const int UsualPrompt = 512;
    private const int UsualOutput = 128;

    /// <summary>The prompts that are wished for.</summary>
    /// <param name="wish">Which.</param>
    /// <param name="seed">Of random prompts, of prefixes and of the order of conversations.</param>
    /// <param name="folder">The folder of relative paths.</param>
    /// <exception cref="UserErrorException">There is no such data set, or its file cannot be read.</exception>
    public static IPromptSource Of(PromptWish wish, uint seed, string folder)
    {
        ArgumentNullException.ThrowIfNull(wish);
        var set = DataSet.Parse(wish.Name, folder);
        var (shared, unique) = (wish.SharedPrefixTokens ?? 0, wish.UniquePrefixTokens ?? 0);
        if (set.Kind == "random")
        {
            return Random(wish, seed, shared, unique);
        }

        var prompts = set.File is { } file
            ? Listed(wish, set, file, seed)
            : DummyPrompts.OfOneLength(wish.PromptTokens, wish.OutputTokens);
        return shared + unique > 0 ? new PrefixedPrompts(prompts, seed, shared, unique) : prompts;
    }

    private static RandomPrompts Random(PromptWish wish, uint seed, int shared, int unique)
    {
        var tokens = wish.PromptTokens ?? UsualPrompt;
        return unique > 0
                ? throw new UserErrorException(
                    "--unique-prefix-tokens is for data sets whose prompts repeat: random prompts differ from their first token on."
                )
            : shared >= tokens
                ? throw new UserErrorException(
                    $"--shared-prefix-tokens {shared}: expected fewer than the {tokens} tokens of a prompt (--prompt-tokens)."
                )
            : new RandomPrompts(tokens, wish.OutputTokens ?? UsualOutput, seed, shared);
    }

    private static ListedPrompts Listed(PromptWish wish, DataSet set, string file, uint seed)
    {
        if (!File.Exists(file))
        {
            throw new UserErrorException($"--dataset {wish.Name}: there is no file {file}; expected {DataSet.Names}.");
        }

        try
        {
            return set.Kind switch
            {
                "dummy" => new ListedPrompts("dummy", DummyPrompts.OfFile(file), set.Sha256()) { BeginsAnew = true },
                "sharegpt" => new ListedPrompts("sharegpt", Conversations(file, wish.OutputTokens, seed), set.Sha256()),
                _ => new ListedPrompts(
                    Path.GetFileName(file),
                    PromptFile.Of(File.ReadLines(file), file, wish.OutputTokens ?? UsualOutput),
                    set.Sha256()
                ),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"--dataset {wish.Name}: {file} cannot be read: {e.Message}", e);
        }
    }

    private static IReadOnlyList<Prompt> Conversations(string file, int? outputTokens, uint seed)
    {
        using var json = File.OpenRead(file);
        return ShareGpt.Of(json, file, outputTokens, seed);
    }
}
