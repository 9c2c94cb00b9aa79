using System.Collections.Immutable;
using System.Text.Json;

namespace Refigure.Chat.Templates;

/// <summary>
/// Recognises published chat templates by the marks in a model's own one. What is written in Jinja is not carried out here: a server
/// does that, or the template is one of those that are known.
/// </summary>
public static class TemplateRecognition
{
    private const string Configuration = "tokenizer_config.json";
    private const string OwnFile = "chat_template.jinja";
    private const long Largest = 64 << 20;

    /// <summary>Looks into a model's folder; what cannot be read says nothing.</summary>
    public static ModelTemplate Of(string? folder)
    {
        if (folder is null || !Directory.Exists(folder))
        {
            return ModelTemplate.Unknown;
        }

        var configuration = Text(Path.Combine(folder, Configuration));
        var own = Text(Path.Combine(folder, OwnFile));
        if (configuration is null && own is null)
        {
            return ModelTemplate.Unknown;
        }

        var (written, tokens) = Read(configuration);
        var jinja = own ?? written;
        return new ModelTemplate(
            IsTokenizer: true,
            jinja is not null,
            jinja is null ? OfTokens(tokens) : OfJinja(jinja),
            tokens
        );
    }

    /// <summary>The published template that a text of Jinja is; null if it is none of them.</summary>
    public static ChatTemplate? OfJinja(string jinja)
    {
        ArgumentNullException.ThrowIfNull(jinja);
        return Has("<|start_header_id|>")
            ? Has("Cutting Knowledge Date")
                ? ChatTemplates.Llama31
                : ChatTemplates.Llama3
            : Has("<|im_start|>")
                ? ChatTemplates.ChatMl
                : Has("<<SYS>>")
                    ? ChatTemplates.Llama2
                    : Has("[SYSTEM_PROMPT]")
                        ? null
                        : Has(" [/INST]")
                            ? ChatTemplates.Mistral
                            : Has("[/INST]")
                                ? ChatTemplates.MistralV3
                                : null;

        bool Has(string mark) => jinja.Contains(mark, StringComparison.Ordinal);
    }

    // A base model brings no template, but Llama 3's tokenizers have the tokens of their chat models'; 3.1 named one of them anew.
    private static ChatTemplate? OfTokens(ImmutableArray<string> tokens) =>
        !tokens.Contains("<|start_header_id|>") ? null
        : tokens.Contains("<|eom_id|>") ? ChatTemplates.Llama31
        : ChatTemplates.Llama3;

    private static (string? Jinja, ImmutableArray<string> Tokens) Read(string? configuration)
    {
        try
        {
            using var json = JsonDocument.Parse(configuration ?? "{}");
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? (Jinja(json.RootElement), [.. Tokens(json.RootElement).Distinct(StringComparer.Ordinal)])
                : (null, []);
        }
        catch (JsonException)
        {
            return (null, []);
        }
    }

    // One text, or several by name, of which the default is the one for conversations.
    private static string? Jinja(JsonElement root)
    {
        if (!root.TryGetProperty("chat_template", out var template))
        {
            return null;
        }

        if (template.ValueKind != JsonValueKind.Array)
        {
            return TextOf(template);
        }

        var all = template.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.Object).ToArray();
        var usual = Array.Find(all, e => e.TryGetProperty("name", out var name) && TextOf(name) == "default");
        return usual.ValueKind == JsonValueKind.Object && usual.TryGetProperty("template", out var text)
            ? TextOf(text)
            : null;
    }

    private static IEnumerable<string> Tokens(JsonElement root)
    {
        foreach (var name in (string[])["bos_token", "eos_token"])
        {
            if (root.TryGetProperty(name, out var token) && Content(token) is { } text)
            {
                yield return text;
            }
        }

        if (!root.TryGetProperty("added_tokens_decoder", out var added) || added.ValueKind != JsonValueKind.Object)
        {
            yield break;
        }

        foreach (var token in added.EnumerateObject().Select(p => p.Value))
        {
            if (
                token.ValueKind == JsonValueKind.Object
                && token.TryGetProperty("special", out var special)
                && special.ValueKind == JsonValueKind.True
                && Content(token) is { } text
            )
            {
                yield return text;
            }
        }
    }

    private static string? Content(JsonElement token) =>
        token.ValueKind == JsonValueKind.Object
            ? token.TryGetProperty("content", out var content)
                ? TextOf(content)
                : null
            : TextOf(token);

    private static string? TextOf(JsonElement text) =>
        text.ValueKind == JsonValueKind.String && text.GetString() is { Length: > 0 } found ? found : null;

    private static string? Text(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: < Largest } ? File.ReadAllText(path) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
