using System.Net;
using System.Net.Http.Headers;
using Refigure.Files;

namespace Refigure.Models.Hub;

/// <summary>Fetches files of a model, several parts at the same time, and checks each before it is put in place.</summary>
/// <param name="http">Asks.</param>
/// <param name="system">What changes files.</param>
internal sealed class HubDownload(HubHttp http, IFileSystem system)
{
    private const string Growing = ".incomplete";

    /// <summary>Fetches what is missing of a file, checks it, and puts it in place.</summary>
    /// <param name="id">The model.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="file">The file.</param>
    /// <param name="blob">Where its content goes, absolute.</param>
    /// <param name="places">Lets as many parts be fetched at the same time as there may be.</param>
    /// <param name="arrived">Hears how many bytes came, those that were there from before too.</param>
    /// <param name="cancellation">Ends it; what was fetched stays.</param>
    public async Task FetchAsync(
        string id,
        string commit,
        HubFile file,
        string blob,
        SemaphoreSlim places,
        Action<long> arrived,
        CancellationToken cancellation
    )
    {
        var address = new Uri(
            http.Options.Endpoint,
            $"/{id}/resolve/{commit}/{string.Join('/', file.Path.Split('/').Select(Uri.EscapeDataString))}"
        );
        var seen = "";
        // A part that came wrong cannot be told from the others: the whole file is fetched again, once.
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var parts = new PartedFile(file, blob + Growing, http.Options.PartBytes, system);
            arrived(parts.Bytes);
            await Task.WhenAll(
                parts.Missing.Select(part => PartAsync(id, file, address, parts, part, places, arrived, cancellation))
            );
            if (file.Bytes == 0)
            {
                system.Create(parts.Path).Dispose();
            }

            seen = await HubDigest.OfAsync(parts.Path, file.Sha256 is not null, cancellation);
            if (seen == file.Tag)
            {
                // The other way round, a crash in between would leave a whole file that nobody knows to be whole.
                system.MoveFile(parts.Path, blob);
                parts.DeleteJournal();
                return;
            }

            parts.Delete();
            arrived(-file.Bytes);
        }

        throw new UserErrorException(
            $"{id}: {file.Path} has digest {seen}, and the hub says {file.Tag}; it was fetched twice. Something on the way changes it: try another network, or another HF_ENDPOINT."
        );
    }

    private async Task PartAsync(
        string id,
        HubFile file,
        Uri address,
        PartedFile parts,
        int part,
        SemaphoreSlim places,
        Action<long> arrived,
        CancellationToken cancellation
    )
    {
        await places.WaitAsync(cancellation);
        try
        {
            await using var stream = parts.Open();
            long got = 0;
            long before = -1;
            await http.TryAsync(
                id,
                async () =>
                {
                    before = got;
                    await FillAsync(
                        id,
                        file,
                        address,
                        stream,
                        parts.Offset(part),
                        parts.Length(part),
                        got,
                        n =>
                        {
                            got += n;
                            arrived(n);
                        },
                        cancellation
                    );
                    return true;
                },
                () => got > before,
                cancellation
            );
            parts.Finish(part, stream);
        }
        finally
        {
            places.Release();
        }
    }

    private async Task FillAsync(
        string id,
        HubFile file,
        Uri address,
        Stream stream,
        long offset,
        int length,
        long got,
        Action<int> arrived,
        CancellationToken cancellation
    )
    {
        var from = offset + got;
        var last = offset + length - 1;
        using var answer = await http.GetAsync(id, file.Path, address, new RangeHeaderValue(from, last), cancellation);
        // A server that knows no ranges sends all of it: what comes before is passed over.
        var skip = answer.StatusCode == HttpStatusCode.PartialContent ? Confirm(id, file, answer, from) : from;
        var left = length - got;
        stream.Position = from;
        await HubBody.ReadAsync(
            http,
            answer,
            async bytes =>
            {
                var over = (int)Math.Min(skip, bytes.Length);
                skip -= over;
                var taken = bytes[over..];
                taken = taken[..(int)Math.Min(left, taken.Length)];
                await stream.WriteAsync(taken, cancellation);
                left -= taken.Length;
                arrived(taken.Length);
                return left > 0;
            },
            cancellation
        );
        if (left > 0)
        {
            throw new HubTrouble($"{file.Path} ended too early");
        }
    }

    private static long Confirm(string id, HubFile file, HttpResponseMessage answer, long from) =>
        answer.Content.Headers.ContentRange is { From: { } begin, Length: var all }
        && begin == from
        && (all is null || all == file.Bytes)
            ? 0
            : throw new UserErrorException(
                $"{id}: the hub sends another part of {file.Path} than was asked for, or a file of another size; is HF_ENDPOINT a model hub?"
            );
}
