using Refigure.Tests.Results;
using Refigure.Traces;
using Refigure.Traces.Analysis;

namespace Refigure.Tests.Traces.Nsys;

/// <summary>Reports of Nsight Systems that were exported as SQLite.</summary>
public sealed class NsysDatabaseTests : IDisposable
{
    private const string AllReduce = "void vllm::cross_device_reduce_1stage<int, 2>(int)";
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Kernels_copies_and_settings_are_read_with_their_times()
    {
        var trace = Read(db =>
            db.Strings((3, "gemm_kernel"), (4, "other"))
                .KernelTable()
                .Kernel(1000, 3500, 3)
                .Kernel(4000, 4100, 4, stream: 13)
                .Run(
                    $"CREATE TABLE CUPTI_ACTIVITY_KIND_MEMCPY (start INTEGER, end INTEGER, deviceId INTEGER, streamId INTEGER, globalPid INTEGER, bytes INTEGER, copyKind INTEGER)"
                )
                .Run(
                    $"INSERT INTO CUPTI_ACTIVITY_KIND_MEMCPY VALUES (5000, 5250, 0, 7, {MadeDatabase.FirstProcess}, 64, 2)"
                )
                .Run(
                    $"CREATE TABLE CUPTI_ACTIVITY_KIND_MEMSET (start INTEGER, end INTEGER, deviceId INTEGER, streamId INTEGER, globalPid INTEGER)"
                )
                .Run($"INSERT INTO CUPTI_ACTIVITY_KIND_MEMSET VALUES (6000, 6010, 0, 7, {MadeDatabase.FirstProcess})")
        );

        trace.Format.ShouldBe(TraceFormat.NsysDatabase);
        TinyTrace
            .Events(trace)
            .Select(e => (e.Start, e.Duration, trace.Names[e.Name], e.Activity))
            .ShouldBe([
                (1000, 2500, "gemm_kernel", GpuActivity.Kernel),
                (4000, 100, "other", GpuActivity.Kernel),
                (5000, 250, "[CUDA memcpy Device-to-Host]", GpuActivity.Copy),
                (6000, 10, "[CUDA memset]", GpuActivity.Set),
            ]);
        (trace.Coverage.Kernels, trace.Coverage.Copies, trace.Coverage.Sets).ShouldBe((2, 1, 1));
    }

    [Fact]
    public void Tables_that_are_absent_are_said_and_nothing_is_made_up()
    {
        var trace = Read(db => db.Strings((3, "f")).KernelTable().Kernel(1, 2, 3));

        trace.Coverage.Absent.ShouldBe([
            "CUPTI_ACTIVITY_KIND_MEMCPY",
            "CUPTI_ACTIVITY_KIND_MEMSET",
            "CUPTI_ACTIVITY_KIND_RUNTIME",
            "NVTX_EVENTS",
        ]);
        (trace.Coverage.Copies, trace.Coverage.Calls).ShouldBe((0, 0));
    }

    [Theory]
    [InlineData("")]
    [InlineData(", graphNodeId INTEGER")]
    [InlineData(", greenContextId INTEGER, graphNodeId INTEGER, launchType INTEGER")]
    public void Columns_that_differ_by_version_do_not_matter(string more)
    {
        var trace = Read(db => db.Strings((3, "f")).KernelTable(more).Kernel(1, 5, 3));

        TinyTrace.Events(trace).Single().Duration.ShouldBe(4);
    }

    [Fact]
    public void An_export_without_processes_and_demangled_names_is_read_too()
    {
        var trace = Read(db =>
            db.Strings((3, "f"))
                .Run(
                    $"CREATE TABLE CUPTI_ACTIVITY_KIND_KERNEL (start INTEGER, end INTEGER, deviceId INTEGER, streamId INTEGER, shortName INTEGER)"
                )
                .Run($"INSERT INTO CUPTI_ACTIVITY_KIND_KERNEL VALUES (10, 30, 1, 7, 3)")
        );

        trace.Timelines.Single().ShouldBe(trace.Timelines[0] with { Device = 1, Process = null });
        trace.Names.ShouldBe(["f"]);
    }

    [Fact]
    public void Workers_that_share_a_gpus_number_stay_apart()
    {
        var trace = Read(db =>
            db.Strings((3, AllReduce))
                .KernelTable()
                .Kernel(1000, 9000, 3)
                .Kernel(5000, 9000, 3, MadeDatabase.SecondProcess)
        );

        var analysis = TraceAnalysis.Of([trace]);
        analysis.RankNames.ShouldBe(["GPU 0, process 1000", "GPU 0, process 1001"]);
        var call = analysis.Collectives.Single().Calls.Single();
        (call.Waiting(0), call.Communicating(0), call.Waiting(1), call.Communicating(1)).ShouldBe(
            (4000, 4000, 0, 4000)
        );
    }

    [Fact]
    public void Graphs_without_their_nodes_are_said_to_hide_kernels()
    {
        var trace = Read(db =>
            db.Strings((3, "f"))
                .KernelTable()
                .Kernel(1, 2, 3)
                .Run(
                    $"CREATE TABLE CUPTI_ACTIVITY_KIND_GRAPH_TRACE (start INTEGER, end INTEGER, deviceId INTEGER, streamId INTEGER, globalPid INTEGER)"
                )
                .Run($"INSERT INTO CUPTI_ACTIVITY_KIND_GRAPH_TRACE VALUES (3, 90, 0, 7, 1), (100, 190, 0, 7, 1)")
        );

        trace.Coverage.EmptyGraphLaunches.ShouldBe(2);
        TraceAnalysis
            .Of([trace])
            .Remarks.ShouldContain(r => r.Contains("of 2 of 2 launches of CUDA graphs there are no kernels"));
    }

    [Fact]
    public void With_their_nodes_the_launches_are_counted_by_the_calls()
    {
        var trace = Read(db =>
            db.Strings((3, "f"), (9, "cudaGraphLaunch_v10000"))
                .KernelTable()
                .Kernel(1, 2, 3)
                .Run(
                    $"CREATE TABLE CUPTI_ACTIVITY_KIND_RUNTIME (start INTEGER, end INTEGER, nameId INTEGER, correlationId INTEGER)"
                )
                .Run($"INSERT INTO CUPTI_ACTIVITY_KIND_RUNTIME VALUES (0, 1, 9, 1), (2, 3, 3, 2)")
        );

        (trace.Coverage.Calls, trace.Coverage.GraphLaunches, trace.Coverage.EmptyGraphLaunches).ShouldBe((2, 1, 0));
        trace.Coverage.HidesGraphKernels.ShouldBeFalse();
    }

    [Fact]
    public void Ranges_of_the_engine_are_steps_of_their_own_process()
    {
        var trace = Read(db =>
            db.Strings((3, AllReduce), (8, "execute_context_0(0)_generation_1(1)"))
                .KernelTable()
                .Kernel(1000, 2000, 3)
                .Kernel(1000, 2000, 3, MadeDatabase.SecondProcess, device: 1)
                .Run(
                    $"CREATE TABLE NVTX_EVENTS (start INTEGER, end INTEGER, text TEXT, textId INTEGER, globalTid INTEGER)"
                )
                .Run(
                    $"INSERT INTO NVTX_EVENTS VALUES (500, 3000, null, 8, {MadeDatabase.FirstProcess + 5}), (600, 3000, 'other', null, 5), (700, null, 'execute_', null, 5)"
                )
        );

        var steps = TraceAnalysis.Of([trace]).Steps;
        steps[0].Single().AllReduces.ShouldBe(1);
        steps[1].ShouldBeEmpty();
    }

    [Fact]
    public void Times_that_cannot_be_are_left_out_and_counted()
    {
        var trace = Read(db =>
            db.Strings((3, "f"))
                .KernelTable()
                .Kernel(100, 50, 3)
                .Kernel(100, 150, 3)
                .Run($"INSERT INTO CUPTI_ACTIVITY_KIND_KERNEL (start, end, demangledName) VALUES (200, null, 3)")
        );

        (trace.Coverage.Kernels, trace.Coverage.Skipped, trace.Coverage.NegativeDurations).ShouldBe((1, 2, 1));
    }

    [Fact]
    public void An_export_without_kernels_says_how_to_profile()
    {
        var trace = Read(db => db.Strings());

        TraceAnalysis.Of([trace]).Remarks.Single().ShouldContain("--trace-fork-before-exec=true");
    }

    [Fact]
    public void Another_database_is_said_to_be_one() =>
        Refusal(db => db.Run($"CREATE TABLE notes (x INTEGER)"))
            .ShouldBe(
                "report.sqlite is a database, but no export of Nsight Systems (it has no table StringIds): make one with nsys export --type sqlite REPORT.nsys-rep."
            );

    [Fact]
    public void A_database_in_use_is_one_sentence()
    {
        using var db = new MadeDatabase(_folder["report.sqlite"]);
        db.Strings((3, "f")).KernelTable().Lock();

        Should
            .Throw<UserErrorException>(() => TraceFiles.Read(_folder["report.sqlite"]))
            .Message.ShouldBe("report.sqlite is in use by another program: wait until it is exported, or copy it.");
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void A_half_written_database_is_one_sentence(double share)
    {
        var path = _folder["report.sqlite"];
        using (var db = new MadeDatabase(path))
        {
            db.Strings((3, "f")).KernelTable();
            for (var i = 0; i < 300; i++)
            {
                db.Kernel(i * 10, (i * 10) + 5, 3);
            }
        }

        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..(int)(bytes.Length * share)]);

        Should
            .Throw<UserErrorException>(() => TraceFiles.Read(path))
            .Message.ShouldStartWith("report.sqlite is damaged or half written (");
    }

    [Fact]
    public void A_text_with_the_ending_is_no_database() =>
        Should
            .Throw<UserErrorException>(() => TraceFiles.Read(_folder.Write("report.sqlite", new string('x', 5000))))
            .Message.ShouldStartWith("report.sqlite is no SQLite database");

    public void Dispose() => _folder.Dispose();

    private GpuTrace Read(Action<MadeDatabase> make)
    {
        using (var db = new MadeDatabase(_folder["report.sqlite"]))
        {
            make(db);
        }

        return TraceFiles.Read(_folder["report.sqlite"]).Traces.Single();
    }

    private string Refusal(Action<MadeDatabase> make) => Should.Throw<UserErrorException>(() => Read(make)).Message;
}
