using System.Runtime.InteropServices;
using System.Text.Json;
using Refigure.Traces.Reading;

namespace Refigure.Traces;

/// <summary>Reads PyTorch's execution traces, node by node.</summary>
public static class ExecutionTraceReader
{
    private const int MostNames = 1 << 16;

    /// <summary>Reads one.</summary>
    /// <param name="stream">Its text, decompressed.</param>
    /// <param name="source">The file's name, for people.</param>
    /// <exception cref="UserErrorException">It is no execution trace.</exception>
    public static ExecutionTrace Read(Stream stream, string source)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var window = new JsonWindow(stream);
        var nodes = new Nodes();
        if (window.Next() != (byte)'{')
        {
            throw NoTrace(source);
        }

        window.Skip();
        string? schema = null;
        var complete = false;
        while (window.Next() is { } next)
        {
            if (next == '}')
            {
                complete = true;
                break;
            }

            if (next == ',')
            {
                window.Skip();
                continue;
            }

            if (next != '"' || !window.TryValue())
            {
                break;
            }

            var key = JsonText.Unescape(window.Value[1..^1]);
            window.Use();
            if (window.Next() != (byte)':')
            {
                break;
            }

            window.Skip();
            if (key == "nodes" && window.Next() == (byte)'[')
            {
                if (!nodes.Read(window))
                {
                    break;
                }
            }
            else if (window.Next() is null || !window.TryValue())
            {
                break;
            }
            else
            {
                schema =
                    key == "schema" && window.Value is [(byte)'"', .., (byte)'"'] text
                        ? JsonText.Unescape(text[1..^1])
                        : schema;
                window.Use();
            }
        }

        return nodes.HasBegun ? nodes.ToTrace(source, schema, !complete) : throw NoTrace(source);
    }

    private static UserErrorException NoTrace(string source) =>
        new($"{source} is no execution trace of PyTorch: expected a JSON object with \"schema\" and \"nodes\".");

    private sealed class Nodes
    {
        private readonly Dictionary<string, long> _calls = new(StringComparer.Ordinal);
        private long _count;
        private long _steps;
        private long _operators;
        private long _damaged;

        public bool HasBegun { get; private set; }

        public bool Read(JsonWindow window)
        {
            HasBegun = true;
            window.Skip();
            while (window.Next() is { } next)
            {
                if (next == ']')
                {
                    window.Skip();
                    return true;
                }

                if (next == ',')
                {
                    window.Skip();
                    continue;
                }

                if (!window.TryValue())
                {
                    return false;
                }

                Take(window.Value);
                window.Use();
            }

            return false;
        }

        public ExecutionTrace ToTrace(string source, string? schema, bool isTruncated) =>
            new(source, schema)
            {
                Nodes = _count,
                Operators = _operators,
                Steps = _steps,
                Damaged = _damaged,
                IsTruncated = isTruncated,
                Calls =
                [
                    .. _calls
                        .OrderByDescending(c => c.Value)
                        .ThenBy(c => c.Key, StringComparer.Ordinal)
                        .Select(c => (c.Key, c.Value)),
                ],
            };

        private void Take(ReadOnlySpan<byte> node)
        {
            _count++;
            if (NameOf(node) is not { } name)
            {
                _damaged++;
                return;
            }

            if (name.StartsWith("ProfilerStep#", StringComparison.Ordinal))
            {
                _steps++;
            }
            else if (name.Contains("::", StringComparison.Ordinal))
            {
                _operators++;
                if (_calls.Count < MostNames || _calls.ContainsKey(name))
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(_calls, name, out _)++;
                }
            }
        }

        private static string? NameOf(ReadOnlySpan<byte> node)
        {
            var json = new Utf8JsonReader(node);
            try
            {
                while (json.Read())
                {
                    if (json.TokenType == JsonTokenType.PropertyName && json.CurrentDepth == 1)
                    {
                        var isName = json.ValueTextEquals("name"u8);
                        _ = json.Read();
                        if (isName)
                        {
                            return json.TokenType == JsonTokenType.String ? json.GetString() : null;
                        }

                        json.Skip();
                    }
                }
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                // Counted as damaged.
            }

            return null;
        }
    }
}
