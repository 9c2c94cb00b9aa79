namespace Refigure.Load.Prompts;

/// <summary>Data sets by the name that the command line gives them.</summary>
public static class PromptSources
{
    /// <summary>The names, for errors and help.</summary>
    public const string Names =
        "random, dummy:FILE (the assignment's tokens.txt), sharegpt:FILE or a FILE with a prompt a line";

    private const int UsualPrompt = 512;
    private const int UsualOutput = 128;

    /// <summary>The data set of a name.</summary>
    /// <param name="name">As <see cref="Names"/> says; files relative to <paramref name="folder"/>.</param>
    /// <param name="promptTokens">Tokens of each random prompt; null for 512.</param>
    /// <param name="outputTokens">Tokens of each answer; null for 128, or what the data set says.</param>
    /// <param name="seed">Of random prompts, and of the order of conversations.</param>
    /// <param name="folder">The folder of relative paths.</param>
    /// <exception cref="UserErrorException">There is no such data set, or its file cannot be read.</exception>
    public static IPromptSource Of(string name, int? promptTokens, int? outputTokens, uint seed, string folder)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name is "random")
        {
            return new RandomPrompts(promptTokens ?? UsualPrompt, outputTokens ?? UsualOutput, seed);
        }

        if (name is "dummy" or "sharegpt")
        {
            throw new UserErrorException($"--dataset {name} needs its file: --dataset {name}:FILE.");
        }

        var colon = name.IndexOf(':', StringComparison.Ordinal);
        var kind = colon > 1 ? name[..colon] : "";
        var isKind = kind is "dummy" or "sharegpt";
        var file = Path.GetFullPath(isKind ? name[(colon + 1)..] : name, folder);
        if (!File.Exists(file))
        {
            throw new UserErrorException($"--dataset {name}: there is no file {file}; expected {Names}.");
        }

        try
        {
            return kind switch
            {
                "dummy" => new ListedPrompts("dummy", DummyPrompts.Of(File.ReadLines(file), file, DummyPrompts.Usual)),
                "sharegpt" => new ListedPrompts("sharegpt", Conversations(file, outputTokens, seed)),
                _ => new ListedPrompts(
                    Path.GetFileName(file),
                    PromptFile.Of(File.ReadLines(file), file, outputTokens ?? UsualOutput)
                ),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"--dataset {name}: {file} cannot be read: {e.Message}", e);
        }
    }

    private static IReadOnlyList<Prompt> Conversations(string file, int? outputTokens, uint seed)
    {
        using var json = File.OpenRead(file);
        return ShareGpt.Of(json, file, outputTokens, seed);
    }
}
