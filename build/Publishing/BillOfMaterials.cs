using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Refigure.Build.Publishing;

/// <summary>
/// What is in a release, as CycloneDX 1.5 (https://cyclonedx.org/docs/1.5/json/): every package that the published host's
/// <c>deps.json</c> names, with its version and SHA-512, and the runtime itself.
/// </summary>
internal static class BillOfMaterials
{
    private const string Package = "package";
    private const string RuntimePack = "runtimepack";
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Its text.</summary>
    /// <param name="dependencies">The published host's <c>deps.json</c>.</param>
    /// <param name="version">The release's version.</param>
    /// <param name="runtime">The runtime identifier.</param>
    /// <exception cref="FormatException">It is no such file.</exception>
    public static string Of(ReadOnlySpan<byte> dependencies, string version, string runtime)
    {
        var reader = new Utf8JsonReader(dependencies);
        using var document = JsonDocument.ParseValue(ref reader);
        if (!document.RootElement.TryGetProperty("libraries", out var libraries))
        {
            throw new FormatException("it has no libraries");
        }

        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, Options))
        {
            json.WriteStartObject();
            json.WriteString("bomFormat", "CycloneDX");
            json.WriteString("specVersion", "1.5");
            json.WriteString("serialNumber", "urn:uuid:" + Serial(dependencies, version));
            json.WriteNumber("version", 1);
            json.WriteStartObject("metadata");
            json.WriteStartObject("component");
            json.WriteString("type", "application");
            json.WriteString("bom-ref", "refigure");
            json.WriteString("name", "refigure");
            json.WriteString("version", version);
            json.WriteStartArray("licenses");
            json.WriteStartObject();
            json.WriteStartObject("license");
            json.WriteString("id", "Apache-2.0");
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteStartArray("properties");
            json.WriteStartObject();
            json.WriteString("name", "refigure:runtime");
            json.WriteString("value", runtime);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteStartArray("components");
            var names = new List<string>();
            foreach (var library in libraries.EnumerateObject().OrderBy(l => l.Name, StringComparer.Ordinal))
            {
                if (Component(json, library) is { } reference)
                {
                    names.Add(reference);
                }
            }

            json.WriteEndArray();
            json.WriteStartArray("dependencies");
            json.WriteStartObject();
            json.WriteString("ref", "refigure");
            json.WriteStartArray("dependsOn");
            names.ForEach(json.WriteStringValue);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length) + "\n";
    }

    // The project's own parts are the application; whatever else there is comes from a package.
    private static string? Component(Utf8JsonWriter json, JsonProperty library)
    {
        var type = library.Value.GetProperty("type").GetString();
        if (type is not (Package or RuntimePack) || library.Name.Split('/') is not [var name, var version])
        {
            return null;
        }

        name = name.StartsWith(RuntimePack + ".", StringComparison.Ordinal) ? name[(RuntimePack.Length + 1)..] : name;
        var reference = $"pkg:nuget/{Uri.EscapeDataString(name)}@{Uri.EscapeDataString(version)}";
        json.WriteStartObject();
        json.WriteString("type", type == RuntimePack ? "framework" : "library");
        json.WriteString("bom-ref", reference);
        json.WriteString("name", name);
        json.WriteString("version", version);
        json.WriteString("purl", reference);
        if (
            library.Value.TryGetProperty("sha512", out var digest)
            && digest.GetString() is { } text
            && text.StartsWith("sha512-", StringComparison.Ordinal)
        )
        {
            json.WriteStartArray("hashes");
            json.WriteStartObject();
            json.WriteString("alg", "SHA-512");
            json.WriteString("content", Convert.ToHexStringLower(Convert.FromBase64String(text["sha512-".Length..])));
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
        return reference;
    }

    // The same for the same content: a number of version 8, which is for whatever one likes (RFC 9562).
    private static Guid Serial(ReadOnlySpan<byte> dependencies, string version)
    {
        var bytes = SHA256.HashData([.. Encoding.UTF8.GetBytes(version), 0, .. dependencies])[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
