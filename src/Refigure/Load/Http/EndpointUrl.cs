namespace Refigure.Load.Http;

/// <summary>The address of an endpoint from what the user names.</summary>
internal static class EndpointUrl
{
    /// <summary>
    /// <c>http://host:port</c> and <c>…/v1</c> get the endpoint's path; a path that ends with it is left as it is.
    /// </summary>
    public static Uri Of(Uri url, LoadEndpoint endpoint)
    {
        if (!url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
        {
            throw new UserErrorException(
                $"--url {url.OriginalString}: expected http://host:port or https://host:port, with or without /v1."
            );
        }

        var path = url.AbsolutePath.TrimEnd('/');
        var wanted = endpoint switch
        {
            LoadEndpoint.Completions => "/v1/completions",
            LoadEndpoint.Chat => "/v1/chat/completions",
            _ => "/generate_stream",
        };
        if (path.EndsWith(wanted[wanted.LastIndexOf('/')..], StringComparison.Ordinal))
        {
            return url;
        }

        var rest =
            path.EndsWith("/v1", StringComparison.Ordinal) && wanted.StartsWith("/v1/", StringComparison.Ordinal)
                ? wanted["/v1".Length..]
                : wanted;
        return new UriBuilder(url) { Path = path + rest }.Uri;
    }
}
