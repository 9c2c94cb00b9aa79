using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Refigure.Testing;

/// <summary>A package of a few lines, as a wheel or as a source archive that builds itself without any tool.</summary>
internal sealed record TinyWheel(string Name, string Version, string FileName, byte[] Content, bool IsSource = false)
{
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Content));

    /// <summary>Its line of a lock.</summary>
    public string Line => $"{Name}=={Version} --hash=sha256:{Sha256}{(IsSource ? "  # sdist" : "")}\n";

    /// <summary>A package with one module.</summary>
    public static TinyWheel Of(string name, string version, string tag = "py3-none-any", string module = "x = 1\n") =>
        Wheel(name, version, tag, [($"{name.Replace('-', '_')}/__init__.py", module)]);

    /// <summary>One that plays vLLM: it says which version and commit it is, and has a command.</summary>
    public static TinyWheel Vllm(string version, string commit = "1234567890abcdef1234567890abcdef12345678") =>
        Wheel(
            "vllm",
            version,
            "py3-none-any",
            [
                ("vllm/__init__.py", "def main():\n    print('vllm ran')\n"),
                ("vllm/_version.py", $"__version__ = version = '{version}'\ncommit_id = 'g{commit[..9]}'\n"),
                ($"vllm-{version}.dist-info/entry_points.txt", "[console_scripts]\nvllm = vllm:main\n"),
            ]
        );

    /// <summary>A package of these files.</summary>
    public static TinyWheel OfFiles(string name, string version, params (string Path, string Text)[] files) =>
        Wheel(name, version, "py3-none-any", files);

    /// <summary>A source archive with a build back end of its own, so that nothing is needed to build it.</summary>
    public static TinyWheel Source(string name, string version)
    {
        var wheel = Of(name, version);
        var folder = $"{name}-{version}";
        var backend =
            "import base64, os\n"
            + $"WHEEL = '{Convert.ToBase64String(wheel.Content)}'\n"
            + "def build_wheel(folder, config_settings=None, metadata_directory=None):\n"
            + $"    with open(os.path.join(folder, '{wheel.FileName}'), 'wb') as f:\n"
            + "        f.write(base64.b64decode(WHEEL))\n"
            + $"    return '{wheel.FileName}'\n";
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            Add(
                zip,
                $"{folder}/pyproject.toml",
                "[build-system]\nrequires = []\nbuild-backend = 'tiny'\nbackend-path = ['.']\n"
            );
            Add(zip, $"{folder}/tiny.py", backend);
            Add(zip, $"{folder}/PKG-INFO", $"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n");
        }

        return new TinyWheel(name, version, $"{folder}.zip", bytes.ToArray(), IsSource: true);
    }

    private static TinyWheel Wheel(string name, string version, string tag, (string Path, string Text)[] files)
    {
        var plain = name.Replace('-', '_');
        var info = $"{plain}-{version}.dist-info";
        (string Path, string Text)[] all =
        [
            .. files,
            ($"{info}/METADATA", $"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"),
            ($"{info}/WHEEL", $"Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: {tag}\n"),
        ];
        var record = string.Concat(all.Select(f => $"{f.Path},sha256={Digest(f.Text)},{f.Text.Length}\n"));
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var (path, text) in all)
            {
                Add(zip, path, text);
            }

            Add(zip, $"{info}/RECORD", string.Create(CultureInfo.InvariantCulture, $"{record}{info}/RECORD,,\n"));
        }

        return new TinyWheel(name, version, $"{plain}-{version}-{tag}.whl", bytes.ToArray());
    }

    private static string Digest(string text) =>
        Convert
            .ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))
            .TrimEnd('=')
            .Replace('+', '-')
            .Replace('/', '_');

    private static void Add(ZipArchive zip, string path, string text)
    {
        var entry = zip.CreateEntry(path);
        // The same bytes, hence the same digest, at any time.
        entry.LastWriteTime = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var stream = entry.Open();
        stream.Write(Encoding.UTF8.GetBytes(text));
    }
}
