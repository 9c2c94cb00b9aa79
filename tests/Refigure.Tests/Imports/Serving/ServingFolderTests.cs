using System.Globalization;
using System.IO.Compression;
using System.Text;
using Refigure.Results;
using Refigure.Testing;

namespace Refigure.Tests.Imports.Serving;

/// <summary>What holds for every tool: idempotence, names, whole or not at all.</summary>
public sealed class ServingFolderTests : IDisposable
{
    private const string Bench =
        """{"date":"20260101-120000","backend":"vllm","model_id":"org/m","num_prompts":2,"request_rate":"inf","max_concurrency":2,"duration":4.0,"completed":2,"total_input_tokens":20,"total_output_tokens":10,"output_throughput":2.5}""";

    private readonly ServingImports _imports = new();

    public void Dispose() => _imports.Dispose();

    [SharedTheory]
    [InlineData("data/guidellm")]
    [InlineData("data/aiperf-0.13.0")]
    [InlineData("data/vllm-bench-sweep")]
    [InlineData("data/vllm-serving-hw1")]
    [InlineData("data/lab/h200/serve-tp1")]
    public void Importing_twice_adds_nothing_and_every_file_is_whole(string folder)
    {
        var first = _imports.Import(SharedData.Path(folder));
        var again = _imports.Import(SharedData.Path(folder));

        (again.New, again.AlreadyThere, again.Replaced).ShouldBe((0, first.New, 0));
        RunVerifier.Verify(_imports.Runs).ShouldBeEmpty();
        first.Runs.ShouldAllBe(run => run.Measurements.Length > 0);
    }

    [Fact]
    public void One_damaged_result_among_good_ones_stops_all_of_them()
    {
        _imports.Write("bad/good.json", Bench);

        _imports.Refusal("worse.json", Bench[..^20]).ShouldContain("worse.json, line 1");
    }

    [Theory]
    [InlineData("bench.json", 150)]
    [InlineData("SERVE--a=1-BENCH--b=2/run=0.json", 0)]
    [InlineData("profile_export.jsonl", 1)]
    [InlineData("kv_cache_data.json", 0)]
    public void A_file_that_ends_before_it_tells_much_is_not_passed_over(string name, int length) =>
        _imports.Refusal(name, Bench[..length]).ShouldContain(Path.GetFileName(name));

    [Fact]
    public void A_result_that_changed_is_replaced_only_by_decision()
    {
        _imports.ImportOne("bench.json", Bench);
        _imports.Write("in/bench.json", Bench.Replace("2.5", "3.5", StringComparison.Ordinal));

        Should.Throw<UserErrorException>(() => _imports.Import(_imports["in"])).Message.ShouldContain("--force");
    }

    [Fact]
    public void Names_from_outside_stay_below_the_runs_root()
    {
        _imports.Write(
            "in/a b/x..y/run.json",
            Bench.Replace("org/m", "../../../etc/pass\\u0000wd", StringComparison.Ordinal)
        );
        _imports.Write(
            "in/" + new string('y', 200) + ".json",
            Bench.Replace("-120000", "-120001", StringComparison.Ordinal)
        );

        var result = _imports.Import(_imports["in"]);

        result.New.ShouldBe(2);
        RunFolder.List(_imports.Runs).Length.ShouldBe(2);
        RunVerifier.Verify(_imports.Runs).ShouldBeEmpty();
        Directory.GetFileSystemEntries(_imports[""]).Length.ShouldBe(2);
    }

    [Fact]
    public void A_single_file_is_taken_alone_and_another_is_refused_with_what_is_known()
    {
        var one = _imports.Write("in/one.json", Bench);
        _imports.Write("in/two.json", "{");
        var log = _imports.Write("in/engine.log", "INFO nothing\n");

        _imports.Import(one).New.ShouldBe(1);
        Should
            .Throw<UserErrorException>(() => _imports.Import(log))
            .Message.ShouldContain("is a file, and no result of");
    }

    [Fact]
    public void A_gzipped_result_is_read_and_kept_plain_when_small()
    {
        Directory.CreateDirectory(_imports["in"]);
        using (var gzip = new GZipStream(File.Create(_imports["in/bench.json.gz"]), CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(Bench));
        }

        var load = _imports.Load(_imports.Import(_imports["in"]).Runs.ShouldHaveSingleItem().Record);

        File.ReadAllText(Path.Combine(load.Folder, "source/bench.json")).ShouldBe(Bench);
    }

    [Fact]
    public void A_gzip_that_is_cut_off_and_a_text_that_is_no_utf8_are_one_sentence()
    {
        Directory.CreateDirectory(_imports["in"]);
        using (var packed = new MemoryStream())
        {
            using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            {
                gzip.Write(Encoding.UTF8.GetBytes(Bench));
            }

            File.WriteAllBytes(_imports["in/bench.json.gz"], packed.ToArray()[..^20]);
        }

        Should.Throw<UserErrorException>(() => _imports.Import(_imports["in"])).Message.ShouldContain("bench.json.gz");

        byte[] bytes = Encoding.UTF8.GetBytes(Bench);
        bytes[Bench.IndexOf("org/m", StringComparison.Ordinal)] = 0xFF;
        Directory.CreateDirectory(_imports["in2"]);
        File.WriteAllBytes(_imports["in2/bench.json"], bytes);
        Should.Throw<UserErrorException>(() => _imports.Import(_imports["in2"])).Message.ShouldContain("bench.json");
    }

    [Fact]
    public void Files_of_others_are_passed_over()
    {
        _imports.Write("in/bench.json", Bench);
        _imports.Write("in/settings.json", """{"duration":1,"benchmarks":[]}""");
        _imports.Write("in/broken.json", "[1,");
        _imports.Write("in/notes.csv", "a,b\n");
        _imports.Write("in/values.yaml", "a: 1\n");

        _imports.Import(_imports["in"]).New.ShouldBe(1);
    }

    [Fact]
    public void Lines_in_any_order_are_numbered_by_their_starts()
    {
        const int Requests = 2_000;
        var gaps = string.Join(',', Enumerable.Repeat("1", 43));
        var line =
            """{"metadata":{"request_start_ns":NS,"benchmark_phase":"profiling"},"metrics":{"time_to_first_token":{"value":5.0,"unit":"ms"},"request_latency":{"value":48.0,"unit":"ms"},"output_sequence_length":{"value":44,"unit":"tokens"},"inter_chunk_latency":{"value":[GAPS],"unit":"ms"}}}""".Replace(
                "GAPS",
                gaps,
                StringComparison.Ordinal
            );
        using (var file = new StreamWriter(_imports.Write("in/profile_export.jsonl", "")))
        {
            for (var i = 0; i < Requests; i++)
            {
                // Later lines started earlier.
                var start = (1_795_312_132_000_000_000 - (i * 1000L)).ToString(CultureInfo.InvariantCulture);
                file.WriteLine(line.Replace("NS", start, StringComparison.Ordinal));
            }
        }

        var load = _imports.Load(_imports.Import(_imports["in"]).Runs.ShouldHaveSingleItem().Record);

        load.Requests.Select(request => request.Index).ShouldBe(Enumerable.Range(0, Requests).Reverse());
        load.Requests[^1].Sent.ShouldBe(0);
        load.Requests[0].Sent.ShouldBe((Requests - 1) * 1e-6);
        load.Requests.ShouldAllBe(request => request.Chunks == 44 && request.OutputTokens == 44);
        File.Exists(Path.Combine(load.Folder, "requests.jsonl.gz")).ShouldBeTrue();
    }
}
