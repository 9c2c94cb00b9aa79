using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Refigure.Imports.Serving;

/// <summary>A YAML file as the JSON that would hold the same, so that one reader reads both.</summary>
internal static partial class YamlTree
{
    /// <summary>Reads the file.</summary>
    /// <exception cref="UserErrorException">It is no YAML, or cut off.</exception>
    public static JsonPart Read(ResultFile file)
    {
        var yaml = new YamlStream();
        try
        {
            using var text = new StreamReader(new MemoryStream(file.ReadAll().ToArray()));
            yaml.Load(text);
        }
        catch (YamlException e)
        {
            throw new UserErrorException(
                $"{file.Path}, line {e.Start.Line}: the YAML is cut off or damaged there: copy the file anew, or leave it out.",
                e
            );
        }

        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            if (yaml.Documents is [var document, ..])
            {
                Write(writer, document.RootNode, depth: 0, file.Path);
            }
            else
            {
                writer.WriteNullValue();
            }
        }

        return new(PythonJson.Parse(json.ToArray(), file.Path).RootElement, file.Path, "");
    }

    private static void Write(Utf8JsonWriter json, YamlNode node, int depth, string file)
    {
        const int Deepest = 100;
        const long Most = 1 << 30;
        // An alias can name what it stands in, and a few lines of aliases can stand for any number of values.
        if (depth > Deepest || json.BytesCommitted + json.BytesPending > Most)
        {
            throw new UserErrorException(
                $"{file}, line {node.Start.Line}: nested deeper than {Deepest}, or longer than {Most >> 20} MiB: this is no benchmark's result; leave it out."
            );
        }

        switch (node)
        {
            case YamlMappingNode map:
                json.WriteStartObject();
                foreach (var (key, value) in map.Children)
                {
                    json.WritePropertyName((key as YamlScalarNode)?.Value ?? "");
                    Write(json, value, depth + 1, file);
                }

                json.WriteEndObject();
                break;
            case YamlSequenceNode list:
                json.WriteStartArray();
                foreach (var item in list.Children)
                {
                    Write(json, item, depth + 1, file);
                }

                json.WriteEndArray();
                break;
            case YamlScalarNode scalar:
                Write(json, scalar);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    private static void Write(Utf8JsonWriter json, YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        if (scalar.Style != ScalarStyle.Plain)
        {
            json.WriteStringValue(text);
        }
        else if (text is "" or "~" or "null" or ".nan" or ".inf" or "-.inf")
        {
            json.WriteNullValue();
        }
        else if (text is "true" or "false")
        {
            json.WriteBooleanValue(text == "true");
        }
        else if (Number().IsMatch(text))
        {
            json.WriteRawValue(text);
        }
        else
        {
            json.WriteStringValue(text);
        }
    }

    [GeneratedRegex(
        @"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Number();
}
