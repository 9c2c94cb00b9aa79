using Refigure.Files;
using Refigure.Nodes;

namespace Refigure.Doctor;

/// <summary>
/// Whether files can be put out of memory and into it where the models lie, and whether the system tells. Tried on a small file
/// of its own, which goes away again.
/// </summary>
/// <param name="pages">The page cache.</param>
/// <param name="system">Writes the file.</param>
public sealed class PageCacheCheck(IPageCache pages, IFileSystem system) : ICheck
{
    private const string What = "page-cache control";
    private const int Bytes = 1 << 20;

    /// <inheritdoc />
    public Task<IReadOnlyList<Finding>> CheckAsync(DoctorNeeds needs, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(needs);
        return Task.FromResult<IReadOnlyList<Finding>>([Check(needs, cancellation)]);
    }

    private Finding Check(DoctorNeeds needs, CancellationToken cancellation)
    {
        var absent = DoctorNeeds.Absent(needs.NeedsPageCold);
        var folder = Existing(Path.GetFullPath(needs.Store));
        var file = PartialName.For(Path.Combine(folder, "page-cache-trial"));
        try
        {
            using (var stream = system.CreateNew(file))
            {
                stream.Write(new byte[Bytes]);
                system.Sync(stream);
            }

            if (pages.Fill([file], cancellation) is [{ Problem: { } told }])
            {
                return new Finding(What, told, absent, "put the models on a local disk, with --store DIR");
            }

            return pages.Evict([file]) is [{ Problem: { } stays }]
                ? new Finding(What, stays, absent, "put the models on a local disk, with --store DIR")
                : new Finding(What, $"files at {folder} can be put out of memory, and that is seen", Verdict.Ok);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Finding(
                What,
                $"{folder} cannot be written ({Amounts.Line(e.Message)})",
                needs.IsGeneral ? Verdict.Note : Verdict.Blocks,
                "name a folder of yours with --store DIR"
            );
        }
        finally
        {
            try
            {
                system.DeleteFile(file);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It is named as what nobody needs.
            }
        }
    }

    private static string Existing(string folder)
    {
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } above)
        {
            folder = above;
        }

        return folder;
    }
}
