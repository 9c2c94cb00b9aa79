using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Refigure.Load.Prompts;

/// <summary>The JSON of a request.</summary>
internal static class RequestBody
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Of(LoadPlan plan, Prompt prompt)
    {
        var buffer = new ArrayBufferWriter<byte>(prompt.Text.Length + 256);
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            if (plan.Endpoint == LoadEndpoint.GenerateStream)
            {
                WriteTgi(json, plan, prompt);
            }
            else
            {
                WriteOpenAi(json, plan, prompt);
            }

            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void WriteOpenAi(Utf8JsonWriter json, LoadPlan plan, Prompt prompt)
    {
        json.WriteString("model", plan.Model);
        if (plan.Endpoint == LoadEndpoint.Chat)
        {
            json.WriteStartArray("messages");
            json.WriteStartObject();
            json.WriteString("role", "user");
            json.WriteString("content", prompt.Text);
            json.WriteEndObject();
            json.WriteEndArray();
        }
        else
        {
            json.WriteString("prompt", prompt.Text);
        }

        json.WriteNumber("max_tokens", prompt.MaxTokens);
        if (plan.Temperature is { } temperature)
        {
            json.WriteNumber("temperature", temperature);
        }

        if (plan.IgnoreEos)
        {
            json.WriteBoolean("ignore_eos", true);
        }

        json.WriteBoolean("stream", true);
        json.WriteStartObject("stream_options");
        json.WriteBoolean("include_usage", true);
        json.WriteEndObject();
    }

    // TGI samples greedily by default and refuses a temperature of 0; it has nothing to ignore the end with.
    private static void WriteTgi(Utf8JsonWriter json, LoadPlan plan, Prompt prompt)
    {
        json.WriteString("inputs", prompt.Text);
        json.WriteStartObject("parameters");
        json.WriteNumber("max_new_tokens", prompt.MaxTokens);
        json.WriteBoolean("details", true);
        if (plan.Temperature is > 0 and { } temperature)
        {
            json.WriteBoolean("do_sample", true);
            json.WriteNumber("temperature", temperature);
        }

        json.WriteEndObject();
    }
}
