using System.Text.Json;

namespace Refigure.Environments.Containers;

/// <summary>What was pulled, as it is written down in the environment.</summary>
/// <param name="Runtime">What pulled it.</param>
/// <param name="Image">What was asked for.</param>
/// <param name="Identity">What the runtime says that it has: id and digests; empty where it is a file.</param>
internal sealed record ContainerRecord(string Runtime, string Image, string Identity)
{
    /// <summary>The file.</summary>
    public const string FileName = "refigure-installed.json";

    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    /// <summary>Reads it; null if it is no such file.</summary>
    public static ContainerRecord? Read(string prefix)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(prefix, FileName)));
            var root = json.RootElement;
            return new ContainerRecord(
                root.GetProperty("runtime").GetString() ?? "",
                root.GetProperty("image").GetString() ?? "",
                root.GetProperty("identity").GetString() ?? ""
            );
        }
        catch (Exception e)
            when (e
                    is IOException
                        or UnauthorizedAccessException
                        or JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
            )
        {
            return null;
        }
    }

    /// <summary>The bytes of the file.</summary>
    public byte[] Write(EnvironmentSpec spec)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Indented))
        {
            json.WriteStartObject();
            json.WriteString("environment", spec.Name);
            json.WriteString("lock_hash", spec.LockHash);
            json.WriteString("engine_version", spec.EngineVersion);
            json.WriteString("runtime", Runtime);
            json.WriteString("image", Image);
            json.WriteString("identity", Identity);
            if (spec.Unlocked is { } reason)
            {
                json.WriteString("unlocked", reason);
            }

            json.WriteEndObject();
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }
}
