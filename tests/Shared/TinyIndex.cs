using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Refigure.Testing;

/// <summary>A package index on loopback: the pages of PEP 503, and the files. It wants a name and a password.</summary>
internal sealed class TinyIndex : IDisposable
{
    public const string Password = "canary-7c1f";
    private const string User = "reader";
    private readonly HttpListener _listener = new();
    private readonly ConcurrentDictionary<string, TinyWheel> _wheels = new(StringComparer.Ordinal);
    private readonly string _authority;

    public TinyIndex(params TinyWheel[] wheels)
    {
        foreach (var wheel in wheels)
        {
            _wheels[wheel.FileName] = wheel;
        }

        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            _authority = $"127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
        }

        _listener.Prefixes.Add($"http://{_authority}/");
        _listener.Start();
        _ = ServeAsync();
    }

    /// <summary>The address as pip's variable has it, with name and password.</summary>
    public string Url => $"http://{User}:{Password}@{_authority}/simple/";

    /// <summary>Which files were fetched, in order.</summary>
    public ConcurrentQueue<string> Fetched { get; } = new();

    /// <summary>What a file becomes on its way; by default itself.</summary>
    public Func<TinyWheel, byte[]> OnTheWay { get; set; } = wheel => wheel.Content;

    /// <summary>What happens before a file is answered.</summary>
    public Func<string, Task> BeforeFile { get; set; } = _ => Task.CompletedTask;

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                _ = AnswerAsync(await _listener.GetContextAsync());
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            var parts = context.Request.Url!.AbsolutePath.Trim('/').Split('/');
            var expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"));
            if (context.Request.Headers["Authorization"] != expected)
            {
                context.Response.StatusCode = 401;
                context.Response.AddHeader("WWW-Authenticate", "Basic");
            }
            else if (parts is ["simple", var name] && Page(name) is { Length: > 0 } page)
            {
                context.Response.ContentType = "text/html";
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(page));
            }
            else if (parts is ["files", var file] && _wheels.TryGetValue(file, out var wheel))
            {
                Fetched.Enqueue(file);
                await BeforeFile(file);
                await context.Response.OutputStream.WriteAsync(OnTheWay(wheel));
            }
            else
            {
                context.Response.StatusCode = 404;
            }

            context.Response.Close();
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException)
        {
            // Whoever asked is gone.
        }
    }

    private string Page(string name) =>
        string.Concat(
            _wheels
                .Values.Where(w => w.Name == name)
                .Select(w => $"<a href=\"/files/{w.FileName}#sha256={w.Sha256}\">{w.FileName}</a>\n")
        );
}
