using Refigure.Nodes;
using Refigure.Tests.Results;

namespace Refigure.Tests.Nodes;

public sealed class LinuxPageCacheTests : IDisposable
{
    // A little over a page, so that the last page is a part of one.
    private const int Length = (1 << 22) + 100;
    private readonly TemporaryFolder _folder = new();
    private readonly LinuxPageCache _cache = new();

    public void Dispose() => _folder.Dispose();

    [LinuxDiskFact]
    public void Evicted_pages_are_gone_and_read_pages_are_back()
    {
        var file = Write(_folder["weights"]);
        var pages = (Length + Environment.SystemPageSize - 1L) / Environment.SystemPageSize;

        _cache.Evict([file]).ShouldBe([new FileResidency(file, pages, 0)]);
        _cache.Measure([file]).ShouldBe([new FileResidency(file, pages, 0)]);
        _cache.Fill([file], CancellationToken.None).ShouldBe([new FileResidency(file, pages, pages)]);
        _cache.Measure([file])[0].Fraction.ShouldBe(1);
    }

    [LinuxDiskFact]
    public void Measuring_reads_nothing_into_memory()
    {
        var file = Write(_folder["weights"]);
        _cache.Evict([file]);

        for (var i = 0; i < 3; i++)
        {
            _cache.Measure([file])[0].ResidentPages.ShouldBe(0);
        }
    }

    [LinuxDiskFact]
    public void Other_files_stay_where_they_are()
    {
        var (file, other) = (Write(_folder["weights"]), Write(_folder["other"]));
        _cache.Fill([other], CancellationToken.None);

        _cache.Evict([file]);

        _cache.Measure([other])[0].Fraction.ShouldBe(1);
    }

    [LinuxDiskFact]
    public void An_empty_file_is_wholly_resident_and_wholly_cold()
    {
        var file = _folder["empty"];
        File.WriteAllText(file, "");

        _cache.Evict([file]).ShouldBe([new FileResidency(file, 0, 0)]);
    }

    [LinuxDiskFact]
    public void A_file_system_in_memory_says_why_nothing_can_be_dropped()
    {
        var file = Write($"/dev/shm/refigure-test-{Environment.ProcessId}");
        try
        {
            var evicted = _cache.Evict([file])[0];

            evicted.Fraction.ShouldBe(1);
            evicted.Problem.ShouldBe("a tmpfs holds its files in memory alone: put the models on a disk");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [LinuxDiskFact]
    public void A_file_that_is_not_there_is_not_known()
    {
        var measured = _cache.Measure([_folder["nothing"]])[0];

        measured.Fraction.ShouldBeNull();
        measured.Problem!.ShouldStartWith("the file cannot be read");
    }

    [Fact]
    public void A_system_that_does_not_tell_claims_nothing()
    {
        var file = Write(_folder["weights"]);

        var measured = new UnknownPageCache().Evict([file])[0];

        measured.ResidentPages.ShouldBeNull();
        measured.Problem.ShouldNotBeNull();
    }

    private static string Write(string path)
    {
        File.WriteAllBytes(path, new byte[Length]);
        return path;
    }
}
