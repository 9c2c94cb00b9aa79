namespace Refigure.Models.Hub;

/// <summary>Reads the body of an answer. What fails on the way is trouble; what fails where the bytes go is not.</summary>
internal static class HubBody
{
    private const int BufferBytes = 1 << 17;

    /// <summary>Copies all of it.</summary>
    /// <exception cref="HubTrouble">It was cut off, stalled, or is too long.</exception>
    public static async Task CopyAsync(
        HubHttp http,
        HttpResponseMessage answer,
        Stream target,
        long most,
        CancellationToken cancellation
    )
    {
        long done = 0;
        await ReadAsync(
            http,
            answer,
            async bytes =>
            {
                done += bytes.Length;
                if (done > most)
                {
                    throw new HubTrouble("its answer is too long");
                }

                await target.WriteAsync(bytes, cancellation);
                return true;
            },
            cancellation
        );
    }

    /// <summary>Hands on what arrives until the body ends or nobody wants more.</summary>
    /// <param name="http">Knows how long nothing may arrive.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="take">Takes bytes; says whether it wants more.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="HubTrouble">It was cut off, or stalled.</exception>
    public static async Task ReadAsync(
        HubHttp http,
        HttpResponseMessage answer,
        Func<ReadOnlyMemory<byte>, Task<bool>> take,
        CancellationToken cancellation
    )
    {
        using var stall = new CancellationTokenSource(http.Options.Stall, http.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, stall.Token);
        var buffer = new byte[BufferBytes];
        await using var body = await OpenAsync(answer, either.Token);
        while (true)
        {
            int count;
            try
            {
                stall.CancelAfter(http.Options.Stall);
                count = await body.ReadAsync(buffer, either.Token);
            }
            catch (Exception e) when (e is IOException or HttpRequestException)
            {
                throw new HubTrouble("the connection was cut", cause: e);
            }
            catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
            {
                throw new HubTrouble("nothing arrived for too long", cause: e);
            }

            if (count == 0 || !await take(buffer.AsMemory(0, count)))
            {
                return;
            }
        }
    }

    private static async Task<Stream> OpenAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        try
        {
            return await answer.Content.ReadAsStreamAsync(cancellation);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw new HubTrouble("the connection was cut", cause: e);
        }
    }
}
