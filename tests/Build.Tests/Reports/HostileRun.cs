using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Refigure.Build.Tests.EndToEnd;

namespace Refigure.Build.Tests.Reports;

/// <summary>A run in which everything that a run can say is written by somebody who wants the page to do something.</summary>
internal static class HostileRun
{
    /// <summary>What would run if any of it were taken for markup.</summary>
    public const string Attack =
        "</script><script>window.taken=1;alert(1)</script><img src=x onerror=\"window.taken=1\"><svg onload='window.taken=1'>&lt;";

    /// <summary>A turn of the writing direction, a bell, an escape, a line that never ends.</summary>
    public static readonly string Odd = "\u202Eevil\u202C\u0007\u001b[31m\u2028" + new string('x', 1 << 20);

    /// <summary>Makes one of a recorded run of the clone, and puts it into the clone's runs.</summary>
    public static void Write(BareClone clone)
    {
        var from = clone.Folder["figures", "recorded", "model-sweep", "h100", "synthetic-llama-1b", "warm-1"];
        var to = clone.Folder["figures", "runs", "model-sweep", "h100", "synthetic-llama-1b", "warm-1"];
        Directory.CreateDirectory(to);
        var log = Lines(Path.Combine(from, "engine.log.gz"));
        // Around the line that gave a number, and in it.
        var at = Array.FindIndex(log, l => l.Contains("Loading weights took", StringComparison.Ordinal));
        log[at - 1] = Attack;
        log[at + 1] = Odd;
        log[at] += " " + Attack;
        var bytes = Encoding.UTF8.GetBytes(string.Join('\n', log));
        File.WriteAllBytes(Path.Combine(to, "engine.log"), bytes);
        const string odd = "odd+file.txt";
        File.WriteAllText(Path.Combine(to, odd), Attack);

        var run = JsonNode.Parse(File.ReadAllText(Path.Combine(from, "run.json")))!;
        run["model"] = Attack;
        run["engine_version"] = Attack;
        run["environment"] = Attack;
        run["valid"] = false;
        run["invalid_reasons"] = new JsonArray(Attack, Odd[..40]);
        run["command_line"] = new JsonArray("serve", Attack, "--api-key", "hush", "--hf-token=hush");
        run["variables"] = new JsonObject { ["HF_TOKEN"] = "hush", [Attack] = Attack };
        run["node_facts"] = new JsonObject
        {
            ["cpu"] = Attack,
            [Attack] = "1",
            ["gpu"] = Odd[..60],
        };
        run["cache_evidence"] = new JsonObject { [Attack] = Attack };
        run["gpu_evidence"] = new JsonObject { [Attack] = Attack };
        run["arguments"] = new JsonObject { [Attack] = Attack };
        run["imported_from"] = Attack;
        run["files"] = new JsonArray(FileOf("engine.log", bytes), FileOf(odd, Encoding.UTF8.GetBytes(Attack)));
        run["hash"] = "0000000000000000\"><script>window.taken=1</script>";
        File.WriteAllText(Path.Combine(to, "run.json"), run.ToJsonString());

        // A name that is no file name on every system is refused, and its run told of.
        var other = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(to)!, "warm-2")).FullName;
        run["files"]![1]!["name"] = Attack;
        File.WriteAllText(Path.Combine(other, "run.json"), run.ToJsonString());
    }

    private static JsonObject FileOf(string name, byte[] content) =>
        new()
        {
            ["name"] = name,
            ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(content)),
            ["bytes"] = content.Length,
        };

    private static string[] Lines(string file)
    {
        using var unpacked = new System.IO.Compression.GZipStream(
            File.OpenRead(file),
            System.IO.Compression.CompressionMode.Decompress
        );
        using var text = new StreamReader(unpacked);
        return text.ReadToEnd().Split('\n');
    }
}
