using System.Text.Json;

namespace Refigure.Results.Bundles;

/// <summary>A manifest as text: the same bytes for the same runs.</summary>
internal static class BundleManifestWriter
{
    /// <summary>What the text says it is.</summary>
    public const string Format = "refigure-bundle";

    /// <summary>The version that is written and read.</summary>
    public const int Version = 1;

    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n" };

    public static byte[] Write(BundleManifest manifest)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, Options))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteNumber("version", Version);
            json.WriteString("node", manifest.Node);
            json.WriteStartArray("runs");
            foreach (var run in manifest.Runs)
            {
                Write(json, run);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        text.WriteByte((byte)'\n');
        return text.ToArray();
    }

    private static void Write(Utf8JsonWriter json, BundledRun run)
    {
        json.WriteStartObject();
        json.WriteString("folder", run.Identity.RelativeFolder);
        json.WriteString("hash", run.Hash);
        json.WriteStartArray("files");
        foreach (var file in run.Files)
        {
            json.WriteStartObject();
            json.WriteString("name", file.Name);
            json.WriteString("sha256", file.Sha256);
            json.WriteNumber("bytes", file.Bytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
