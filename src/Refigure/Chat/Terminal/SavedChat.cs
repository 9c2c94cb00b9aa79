using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Refigure.Chat.Asking;
using Refigure.Chat.History;
using Refigure.Chat.Templates;
using Refigure.Files;
using Refigure.Secrets;

namespace Refigure.Chat.Terminal;

/// <summary>A conversation as a file: Markdown to be read, or JSON whose messages OpenAI's endpoints take.</summary>
/// <param name="files">Writes it.</param>
/// <param name="secrets">What is masked in it.</param>
/// <param name="time">Says when it was saved.</param>
internal sealed class SavedChat(IFileSystem files, SecretMask secrets, TimeProvider time)
{
    private static readonly JsonWriterOptions Indented = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Saves it.</summary>
    /// <param name="path">The file; its extension says which form. One that is there is left alone.</param>
    /// <param name="server">Who answered.</param>
    /// <param name="history">What was said.</param>
    /// <exception cref="UserErrorException">It cannot be saved there.</exception>
    public void Save(string path, ChatServer server, ChatHistory history)
    {
        var text = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".md" => Markdown(server, history),
            ".json" => Json(server, history),
            _ => throw new UserErrorException($"{path}: expected a name that ends with .md (Markdown) or .json."),
        };
        try
        {
            using var file = files.CreateNew(path);
            file.Write(Encoding.UTF8.GetBytes(secrets.Masked(text)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UserErrorException(
                File.Exists(path)
                    ? $"{path} is there already and is left as it is: name another file."
                    : $"{path} cannot be written ({e.Message.TrimEnd('.')}): name another file.",
                e
            );
        }
    }

    private string Now => time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private string Markdown(ChatServer server, ChatHistory history)
    {
        var text = new StringBuilder($"# A chat with {VisibleText.Of(server.Model)}\n\n{How(server)}, saved {Now}\n");
        if (history.System is { } system)
        {
            text.Append($"\n## System\n\n{VisibleText.Of(system.Text)}\n");
        }

        foreach (var (turn, number) in history.Turns.Select((t, i) => (t, i + 1)))
        {
            text.Append(
                    CultureInfo.InvariantCulture,
                    $"\n## Question {number}\n\n{VisibleText.Of(turn.Question.Text)}\n"
                )
                .Append(CultureInfo.InvariantCulture, $"\n## Answer {number}{(turn.IsStopped ? " (stopped)" : "")}\n\n")
                .Append($"{VisibleText.Of(turn.Answer.Text).Trim('\n')}\n\n*{ChatFigures.Of(turn)}*\n");
        }

        return text.ToString();
    }

    private string Json(ChatServer server, ChatHistory history)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            json.WriteStartObject();
            json.WriteString("model", server.Model);
            json.WriteString("asked", How(server));
            json.WriteString("saved", Now);
            json.WriteStartArray("messages");
            if (history.System is { } system)
            {
                Begin(json, system);
                json.WriteEndObject();
            }

            foreach (var turn in history.Turns)
            {
                Begin(json, turn.Question);
                json.WriteEndObject();
                Begin(json, turn.Answer);
                Write(json, turn);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void Begin(Utf8JsonWriter json, ChatMessage message)
    {
        json.WriteStartObject();
        json.WriteString("role", message.RoleName);
        json.WriteString("content", message.Text);
    }

    // What is not known is left out.
    private static void Write(Utf8JsonWriter json, ChatTurn turn)
    {
        var request = turn.Request;
        foreach (var (name, seconds) in new[] { ("ttft_seconds", request.Ttft), ("tpot_seconds", request.Tpot) })
        {
            if (seconds is { } known)
            {
                json.WriteNumber(name, known);
            }
        }

        foreach (
            var (name, count) in new[]
            {
                ("prompt_tokens", request.PromptTokens),
                ("cached_tokens", request.CachedTokens),
                ("output_tokens", request.OutputTokens),
                ("output_chunks", request.Chunks),
            }
        )
        {
            if (count is { } known)
            {
                json.WriteNumber(name, known);
            }
        }

        if (request.FinishReason is { } reason)
        {
            json.WriteString("finish_reason", reason);
        }

        if (turn.IsStopped)
        {
            json.WriteBoolean("stopped", true);
        }
    }

    private static string How(ChatServer server) =>
        server.MakesPrompts
            ? $"prompts by the template {server.Template.Name}"
            : "prompts by the server's own template";
}
