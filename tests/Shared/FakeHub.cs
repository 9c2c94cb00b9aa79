using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Refigure.Testing;

/// <summary>Test code: a model hub on the loopback address with one model, and whatever can go wrong.</summary>
internal sealed class FakeHub : IDisposable
{
    public const string Id = "owner/tiny";
    public const string Commit = "0123456789abcdef0123456789abcdef01234567";
    private readonly HttpListener _listener = new();
    private readonly string _authority;

    public FakeHub(params (string Path, byte[] Content)[] files)
    {
        Files = files.ToDictionary(f => f.Path, f => f.Content, StringComparer.Ordinal);
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        _authority = $"127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture)}";
        probe.Stop();
        _listener.Prefixes.Add($"http://{_authority}/");
        _listener.Start();
        _ = Task.Run(ServeAsync);
    }

    /// <summary>The model's name.</summary>
    public string Model { get; init; } = Id;

    /// <summary>Its only commit, which is the newest.</summary>
    public string Revision { get; init; } = Commit;

    public Uri Endpoint => new($"http://{_authority}");

    public Dictionary<string, byte[]> Files { get; }

    /// <summary>The requests, with their authorization.</summary>
    public ConcurrentQueue<(string Path, string? Authorization)> Asked { get; } = new();

    /// <summary>Answers in place of the hub; says whether it did.</summary>
    public Func<HttpListenerContext, bool> Instead { get; set; } = _ => false;

    /// <summary>What of a file is sent for a range, in place of the right bytes.</summary>
    public Func<string, byte[], byte[]> OnTheWay { get; set; } = (_, bytes) => bytes;

    public bool KnowsRanges { get; set; } = true;

    public long BytesServed => Interlocked.Read(ref _served);

    private long _served;

#pragma warning disable CA5350 // What git names its blobs by.
    public static string Blob(byte[] content) =>
        Convert.ToHexStringLower(
            SHA1.HashData([
                .. Encoding.ASCII.GetBytes($"blob {content.Length.ToString(CultureInfo.InvariantCulture)}\0"),
                .. content,
            ])
        );
#pragma warning restore CA5350

    public void Dispose() => _listener.Close();

    /// <summary>Sends an answer whose end never comes.</summary>
    public static void Stall(HttpListenerContext context)
    {
        context.Response.ContentLength64 = 1000;
        context.Response.OutputStream.Write("x"u8);
        context.Response.OutputStream.Flush();
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            _ = Task.Run(() => Answer(context));
        }
    }

    private void Answer(HttpListenerContext context)
    {
        var path = context.Request.Url!.AbsolutePath;
        Asked.Enqueue((path, context.Request.Headers["Authorization"]));
        try
        {
            if (Instead(context))
            {
                return;
            }

            if (path == $"/api/models/{Model}/revision/main")
            {
                Json(context, new { sha = Revision });
            }
            else if (path == $"/api/models/{Model}/tree/{Revision}")
            {
                Tree(context);
            }
            else if (path == $"/api/models/{Model}/auth-check")
            {
                Json(context, new { });
            }
            else if (
                Files.TryGetValue(
                    path.Replace($"/{Model}/resolve/{Revision}/", "", StringComparison.Ordinal),
                    out var content
                )
            )
            {
                File(context, path, content);
            }
            else
            {
                context.Response.StatusCode = 404;
            }

            context.Response.Close();
        }
        catch (Exception e) when (e is HttpListenerException or InvalidOperationException or IOException)
        {
            // Whoever asked is gone.
        }
    }

    // Two files a page.
    private void Tree(HttpListenerContext context)
    {
        var page = int.Parse(context.Request.QueryString["cursor"] ?? "0", CultureInfo.InvariantCulture);
        if ((page + 1) * 2 < Files.Count)
        {
            context.Response.Headers["Link"] =
                $"<{Endpoint}api/models/{Model}/tree/{Revision}?recursive=true&cursor={(page + 1).ToString(CultureInfo.InvariantCulture)}>; rel=\"next\"";
        }

        Json(
            context,
            Files
                .Skip(page * 2)
                .Take(2)
                .Select(f => new
                {
                    type = "file",
                    path = f.Key,
                    size = f.Value.Length,
                    oid = Blob(f.Value),
                    lfs = f.Key.EndsWith(".safetensors", StringComparison.Ordinal)
                        ? new { oid = Convert.ToHexStringLower(SHA256.HashData(f.Value)), size = f.Value.Length }
                        : null,
                })
        );
    }

    private void File(HttpListenerContext context, string path, byte[] content)
    {
        var sent = content;
        if (KnowsRanges && context.Request.Headers["Range"] is { } range)
        {
            var ends = range["bytes=".Length..]
                .Split('-')
                .Select(n => int.Parse(n, CultureInfo.InvariantCulture))
                .ToArray();
            sent = content[ends[0]..(ends[1] + 1)];
            context.Response.StatusCode = 206;
            context.Response.Headers["Content-Range"] = string.Create(
                CultureInfo.InvariantCulture,
                $"bytes {ends[0]}-{ends[1]}/{content.Length}"
            );
        }

        context.Response.ContentLength64 = sent.Length;
        var changed = OnTheWay(path, [.. sent]);
        Interlocked.Add(ref _served, changed.Length);
        context.Response.OutputStream.Write(changed);
        if (changed.Length < sent.Length)
        {
            context.Response.Abort();
        }
    }

    private static void Json<T>(HttpListenerContext context, T value) =>
        context.Response.OutputStream.Write(JsonSerializer.SerializeToUtf8Bytes(value));
}
