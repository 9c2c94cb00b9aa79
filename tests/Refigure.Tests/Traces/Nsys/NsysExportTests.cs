using System.Runtime.Versioning;
using Refigure.Environments;
using Refigure.Tests.Results;
using Refigure.Traces;
using Refigure.Traces.Nsys;

namespace Refigure.Tests.Traces.Nsys;

/// <summary>Reports are exported by the <c>nsys</c> of the machine; here a stub program stands in its place.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class NsysExportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task The_report_is_exported_with_a_list_of_arguments_and_then_read()
    {
        // Writes what it was asked, and the database that lies ready, to where it shall be.
        using (var db = new MadeDatabase(_folder["ready.sqlite"]))
        {
            db.Strings((3, "f")).KernelTable().Kernel(1, 5, 3);
        }

        var stub = Stub(
            $"""
            printf '%s\n' "$@" > '{_folder["asked.txt"]}'
            for argument; do case "$argument" in --output=*) cp '{_folder[
                "ready.sqlite"
            ]}' "$(printf %s "$argument" | cut -d= -f2-)";; esac; done
            """
        );
        var report = _folder.Write("my report.nsys-rep", "x");

        var database = await new NsysExport(stub).ExportAsync(report, _folder.Root, CancellationToken.None);

        database.ShouldBe(_folder["my report.sqlite"]);
        File.ReadAllLines(_folder["asked.txt"])
            .ShouldBe(["export", "--type=sqlite", "--force-overwrite=true", $"--output={database}", report]);
        TraceFiles.Read(_folder["ready.sqlite"]).Traces.Single().Coverage.Kernels.ShouldBe(1);
    }

    [Fact]
    public async Task A_failed_export_quotes_the_last_line()
    {
        var stub = Stub("echo 'The report was made by a newer version.' >&2; exit 3");

        var error = await Should.ThrowAsync<UserErrorException>(() =>
            new NsysExport(stub).ExportAsync(_folder.Write("a.nsys-rep", "x"), _folder.Root, CancellationToken.None)
        );

        error.Message.ShouldBe(
            "a.nsys-rep could not be exported: nsys ended with exit code 3 and said: The report was made by a newer version; export it with the version of Nsight Systems that made it."
        );
    }

    [Fact]
    public async Task Without_nsys_the_way_to_export_it_elsewhere_is_said()
    {
        var error = await Should.ThrowAsync<UserErrorException>(() =>
            new NsysExport(new StubNsys(null)).ExportAsync("a.nsys-rep", _folder.Root, CancellationToken.None)
        );

        error.Message.ShouldContain("nsys is not on the PATH here");
    }

    [Fact]
    public void A_report_beside_its_export_is_not_exported_again()
    {
        using (var db = new MadeDatabase(_folder["a.sqlite"]))
        {
            db.Strings((3, "f")).KernelTable().Kernel(1, 5, 3);
        }

        _folder.Write("a.nsys-rep", "x");

        var set = TraceFiles.Read(_folder.Root, _ => throw new InvalidOperationException("exported"));

        set.Traces.Single().Source.ShouldBe("a.sqlite");
        set.Remarks.ShouldBeEmpty();
    }

    public void Dispose() => _folder.Dispose();

    private StubNsys Stub(string script)
    {
        var path = _folder.Write("stub-nsys", $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new StubNsys(path);
    }

    // Finds the stub, and runs it as the machine runs programs.
    private sealed class StubNsys(string? path) : IToolRunner
    {
        private readonly ToolRunner _runner = new();

        public string? Find(string program) => program == "nsys" ? path : null;

        public Task<int> RunAsync(ToolCall call, Action<string> onLine, CancellationToken cancellation) =>
            _runner.RunAsync(call, onLine, cancellation);
    }
}
