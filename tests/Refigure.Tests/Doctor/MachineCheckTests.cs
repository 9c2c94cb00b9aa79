using System.Collections.Immutable;
using NSubstitute;
using Refigure.Doctor;
using Refigure.Engines;
using Refigure.Files;
using Refigure.Nodes;
using Refigure.Results;
using Refigure.Tests.Nodes;
using Refigure.Tests.Results;

namespace Refigure.Tests.Doctor;

public sealed class MachineCheckTests : IDisposable
{
    private const long Gigabyte = 1_000_000_000;
    private readonly INodeInspector _node = Substitute.For<INodeInspector>();
    private readonly IPageCache _pages = Substitute.For<IPageCache>();
    private readonly TemporaryFolder _folder = new();

    public MachineCheckTests()
    {
        _node.Facts.Returns(
            ImmutableSortedDictionary<string, string>
                .Empty.Add("memory_bytes", "128000000000")
                .Add("cpu", "AMD EPYC")
                .Add("cores", "16")
        );
        _node.AvailableMemory().Returns(100 * Gigabyte);
        _node.FreeDisk(default!).ReturnsForAnyArgs(10 * Gigabyte);
        _pages.Fill(default!, default).ReturnsForAnyArgs([new FileResidency("f", 1, 1)]);
        _pages.Evict(default!).ReturnsForAnyArgs([new FileResidency("f", 1, 0)]);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Memory_is_held_against_the_largest_model()
    {
        var engine = Substitute.For<IEngine>();
        engine.MemoryNeeded(default, default!).ReturnsForAnyArgs(call => call.ArgAt<long>(0));

        var found = await new MemoryCheck(_node).SaysOne(
            Patient.Needs(
                Patient.Case("small", Gigabyte) with
                {
                    Engine = engine,
                },
                Patient.Case("large", 900 * Gigabyte) with
                {
                    Engine = engine,
                }
            )
        );

        found.Verdict.ShouldBe(Verdict.Blocks);
        found.Found.ShouldBe("100.0 GB of 128.0 GB free, and large needs about 900.0 GB");
    }

    [Fact]
    public async Task Memory_that_is_not_told_blocks_nothing()
    {
        _node.AvailableMemory().Returns((long?)null);

        (await new MemoryCheck(_node).SaysOne(Patient.Needs(Patient.Case()))).Verdict.ShouldBe(Verdict.Note);
    }

    [Fact]
    public async Task Disk_is_held_against_the_plan()
    {
        var needs = Patient.Needs() with { Plan = Patient.Plan([], 8 * Gigabyte, 3 * Gigabyte, 1_000_000) };

        var found = await new DiskCheck(_node).Says(needs);

        found[0].Verdict.ShouldBe(Verdict.Blocks);
        found[0].Found.ShouldBe("10.0 GB free at /store, 11.0 GB needed");
        found[0].Fix.ShouldBe("make room, or name another folder with --store");
        found[1].Verdict.ShouldBe(Verdict.Ok);
        found[1].Found.ShouldBe("10.0 GB free at /runs, 1 MB needed");
    }

    [Theory]
    [InlineData(CacheState.PageCold, Verdict.Blocks)]
    [InlineData(CacheState.Cold, Verdict.Blocks)]
    [InlineData(CacheState.Warm, Verdict.Missing)]
    [InlineData(CacheState.CompileCold, Verdict.Missing)]
    public async Task A_page_cache_that_cannot_be_emptied_blocks_starts_that_must_read_the_disk(
        CacheState cache,
        Verdict verdict
    )
    {
        _pages
            .Evict(default!)
            .ReturnsForAnyArgs([new FileResidency("f", 1, 1, "a tmpfs holds its files in memory alone")]);

        var found = await Pages().SaysOne(Patient.Needs(Patient.Case(cache: cache)) with { Store = _folder.Root });

        found.Verdict.ShouldBe(verdict);
        found.Found.ShouldBe("a tmpfs holds its files in memory alone");
    }

    [Fact]
    public async Task The_file_that_is_tried_with_goes_away_and_no_folder_is_made()
    {
        var found = await Pages().SaysOne(Patient.Nothing with { Store = _folder["not/there"] });

        found.Verdict.ShouldBe(Verdict.Ok);
        Directory.EnumerateFileSystemEntries(_folder.Root).ShouldBeEmpty();
    }

    [LinuxDiskFact]
    public async Task The_real_page_cache_of_Linux_passes_on_a_disk()
    {
        (
            await new PageCacheCheck(new LinuxPageCache(), PhysicalFileSystem.Instance).SaysOne(
                Patient.Nothing with
                {
                    Store = _folder.Root,
                }
            )
        ).Verdict.ShouldBe(Verdict.Ok);
    }

    [Theory]
    [InlineData("2.36", Verdict.Ok)]
    [InlineData("2.35", Verdict.Ok)]
    [InlineData("2.31", Verdict.Note)]
    [InlineData(null, Verdict.Blocks)]
    public async Task The_C_library_must_bear_the_wheels(string? version, Verdict verdict) =>
        (
            await new LibraryCheck(version is null ? null : Version.Parse(version)).SaysOne(
                Patient.Needs(Patient.Case())
            )
        ).Verdict.ShouldBe(verdict);

    [Fact]
    public async Task A_font_that_is_not_there_blocks_with_the_font_s_own_words()
    {
        var check = new FontCheck(() => throw new UserErrorException("No font was found: install DejaVu Sans."));

        (await check.SaysOne(Patient.Nothing)).ShouldBe(
            new Finding("font", "No font was found", Verdict.Blocks, "install DejaVu Sans")
        );
    }

    private PageCacheCheck Pages() => new(_pages, PhysicalFileSystem.Instance);
}
