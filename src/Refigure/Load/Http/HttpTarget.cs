using System.Net;
using System.Text;

namespace Refigure.Load.Http;

/// <summary>Where requests go.</summary>
/// <param name="Address">The server.</param>
/// <param name="Url">With the path of the endpoint.</param>
internal sealed record HttpTarget(IPEndPoint Address, Uri Url)
{
    /// <summary>Whether the connection is encrypted.</summary>
    public bool IsTls => Url.Scheme == Uri.UriSchemeHttps;

    /// <summary>A request with its head, ready to be sent.</summary>
    /// <param name="body">JSON.</param>
    /// <param name="key">What the server knows us by, without <c>Bearer</c>; null for nothing.</param>
    public byte[] Post(ReadOnlySpan<byte> body, string? key)
    {
        var head = new StringBuilder()
            .Append($"POST {Url.PathAndQuery} HTTP/1.1\r\n")
            .Append($"Host: {Url.Authority}\r\n")
            .Append("Content-Type: application/json\r\n")
            .Append($"Content-Length: {body.Length}\r\n")
            .Append("Accept: text/event-stream\r\n")
            .Append("Accept-Encoding: identity\r\n")
            .Append("User-Agent: refigure\r\n");
        if (key is not null)
        {
            head.Append($"Authorization: Bearer {key}\r\n");
        }

        head.Append("\r\n");
        var bytes = new byte[head.Length + body.Length];
        var length = Encoding.Latin1.GetBytes(head.ToString(), bytes);
        body.CopyTo(bytes.AsSpan(length));
        return bytes;
    }
}
