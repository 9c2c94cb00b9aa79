using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Refigure.Chat.Templates;
using Refigure.Load;

namespace Refigure.Chat.Asking;

/// <summary>The JSON of a request for the next answer.</summary>
internal static class ChatRequestBody
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes it.</summary>
    /// <param name="server">Who is asked.</param>
    /// <param name="messages">The conversation, special tokens broken.</param>
    /// <param name="maxTokens">The most tokens of the answer.</param>
    /// <param name="today">The date that templates with one name.</param>
    public static ReadOnlyMemory<byte> Of(
        ChatServer server,
        ImmutableArray<ChatMessage> messages,
        int maxTokens,
        DateOnly today
    )
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            if (server.Endpoint == LoadEndpoint.GenerateStream)
            {
                json.WriteString("inputs", Prompt(server, messages, today));
                WriteTgi(json, server, maxTokens);
            }
            else
            {
                json.WriteString("model", server.Model);
                WriteConversation(json, server, messages, today);
                WriteOpenAi(json, server, maxTokens);
            }

            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    // Tokenizers of servers set the first token themselves; the naive baseline's does not, and two of them spoil an answer.
    private static string Prompt(ChatServer server, ImmutableArray<ChatMessage> messages, DateOnly today) =>
        server.Template.Render(messages, today, withBegin: server.Engine == "transformers");

    private static void WriteConversation(
        Utf8JsonWriter json,
        ChatServer server,
        ImmutableArray<ChatMessage> messages,
        DateOnly today
    )
    {
        if (server.MakesPrompts)
        {
            json.WriteString("prompt", Prompt(server, messages, today));
            WriteStops(json, server.Template);
            // Without it vLLM takes special tokens out of a text before it looks for stop texts in it.
            if (server.Engine == "vllm" && server.Template.StopsAreTokens)
            {
                json.WriteBoolean("skip_special_tokens", false);
            }

            return;
        }

        json.WriteStartArray("messages");
        foreach (var message in messages)
        {
            json.WriteStartObject();
            json.WriteString("role", message.RoleName);
            json.WriteString("content", message.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteOpenAi(Utf8JsonWriter json, ChatServer server, int maxTokens)
    {
        json.WriteNumber("max_tokens", maxTokens);
        if (server.Temperature is { } temperature)
        {
            json.WriteNumber("temperature", temperature);
        }

        json.WriteBoolean("stream", true);
        json.WriteStartObject("stream_options");
        json.WriteBoolean("include_usage", true);
        json.WriteEndObject();
    }

    // TGI samples greedily by default and refuses a temperature of 0. Its count of the prompt's tokens comes with their details.
    private static void WriteTgi(Utf8JsonWriter json, ChatServer server, int maxTokens)
    {
        json.WriteStartObject("parameters");
        json.WriteNumber("max_new_tokens", maxTokens);
        json.WriteBoolean("details", true);
        WriteStops(json, server.Template);
        if (server.Temperature is > 0 and { } temperature)
        {
            json.WriteBoolean("do_sample", true);
            json.WriteNumber("temperature", temperature);
        }

        json.WriteEndObject();
    }

    private static void WriteStops(Utf8JsonWriter json, ChatTemplate template)
    {
        if (template.Stops.IsEmpty)
        {
            return;
        }

        json.WriteStartArray("stop");
        foreach (var stop in template.Stops)
        {
            json.WriteStringValue(stop);
        }

        json.WriteEndArray();
    }
}
