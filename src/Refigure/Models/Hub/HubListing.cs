using System.Collections.Immutable;
using System.Text.Json;
using Refigure.Catalog;

namespace Refigure.Models.Hub;

/// <summary>Asks the hub which files a model has.</summary>
/// <param name="http">Asks.</param>
internal sealed class HubListing(HubHttp http)
{
    private const int LargestPage = 16 << 20;
    private const int MostPages = 100;

    /// <summary>The commit that a revision is: itself, if it is one.</summary>
    public async Task<string> CommitAsync(string id, string revision, CancellationToken cancellation)
    {
        if (HubSource.IsCommit(revision))
        {
            return revision;
        }

        var address = Address($"/api/models/{id}/revision/{Uri.EscapeDataString(revision)}");
        var (json, _) = await PageAsync(id, $"revision {revision}", address, cancellation);
        using (json)
        {
            return HubTree.Commit(json.RootElement, id);
        }
    }

    /// <summary>All files of a commit.</summary>
    public async Task<ImmutableArray<HubFile>> FilesAsync(string id, string commit, CancellationToken cancellation)
    {
        var files = ImmutableArray.CreateBuilder<HubFile>();
        var address = Address($"/api/models/{id}/tree/{commit}?recursive=true");
        for (var pages = 0; pages < MostPages; pages++)
        {
            var (json, next) = await PageAsync(id, $"commit {commit}", address, cancellation);
            using (json)
            {
                files.AddRange(HubTree.Files(json.RootElement, id));
            }

            if (next is null)
            {
                return files.ToImmutable();
            }

            address = next;
        }

        throw new UserErrorException($"{id}: the hub's list of its files has no end.");
    }

    private Uri Address(string path) => new(http.Options.Endpoint, path);

    private Task<(JsonDocument Json, Uri? Next)> PageAsync(
        string id,
        string what,
        Uri address,
        CancellationToken cancellation
    ) =>
        http.TryAsync(
            id,
            async () =>
            {
                using var answer = await http.GetAsync(id, what, address, range: null, cancellation);
                using var body = new MemoryStream();
                await HubBody.CopyAsync(http, answer, body, LargestPage, cancellation);
                try
                {
                    return (JsonDocument.Parse(body.GetBuffer().AsMemory(0, (int)body.Length)), Next(answer, address));
                }
                catch (JsonException e)
                {
                    throw new HubTrouble("its answer is no JSON", cause: e);
                }
            },
            static () => false,
            cancellation
        );

    // Link: <https://…?cursor=…>; rel="next". Only the hub itself is followed.
    private Uri? Next(HttpResponseMessage answer, Uri address)
    {
        if (!answer.Headers.TryGetValues("Link", out var links))
        {
            return null;
        }

        foreach (var link in links.SelectMany(l => l.Split(',')))
        {
            var end = link.IndexOf('>', StringComparison.Ordinal);
            if (
                link.TrimStart().StartsWith('<')
                && end > 0
                && link[end..].Contains("rel=\"next\"", StringComparison.Ordinal)
                && Uri.TryCreate(address, link[..end].TrimStart()[1..], out var next)
                && next.Authority == http.Options.Endpoint.Authority
            )
            {
                return next;
            }
        }

        return null;
    }
}
