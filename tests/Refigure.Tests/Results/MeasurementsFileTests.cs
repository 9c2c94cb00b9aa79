using System.Text;
using Refigure.Results;

namespace Refigure.Tests.Results;

public sealed class MeasurementsFileTests : IDisposable
{
    private const string Header = "experiment,node,environment,model,case,cache,iteration,metric,value,unit,source\n";

    private readonly TemporaryFolder _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public void Refreshing_writes_every_measurement_ordered_by_identity()
    {
        SampleRuns.Store(_runs.Root, SampleRuns.Identity(10));
        SampleRuns.Store(_runs.Root, SampleRuns.Identity(9));

        MeasurementsFile.Refresh(_runs.Root, new FakeLogReader());

        File.ReadAllText(_runs["measurements.csv"])
            .ShouldBe(
                Header
                    + "model-sweep,n1,vllm-0.10.1.1,yi-6b,yi-6b,warm,9,load_weights,0.78,s,model-sweep/n1/yi-6b/warm-9/engine.log:2\n"
                    + "model-sweep,n1,vllm-0.10.1.1,yi-6b,yi-6b,warm,9,model_init,,s,model-sweep/n1/yi-6b/warm-9/engine.log\n"
                    + "model-sweep,n1,vllm-0.10.1.1,yi-6b,yi-6b,warm,10,load_weights,0.78,s,model-sweep/n1/yi-6b/warm-10/engine.log:2\n"
                    + "model-sweep,n1,vllm-0.10.1.1,yi-6b,yi-6b,warm,10,model_init,,s,model-sweep/n1/yi-6b/warm-10/engine.log\n"
            );
        Directory.GetFiles(_runs.Root).Length.ShouldBe(1);
    }

    [Theory]
    [InlineData(1.6790000000000003)]
    [InlineData(1e-300)]
    [InlineData(-0.0)]
    [InlineData(12345678901234567)]
    public void Numbers_read_back_as_the_same_double(double value)
    {
        var measurement = new Measurement("kv, \"cache\"", value, "s", "a:1");
        var run = new MeasuredRun(SampleRuns.Record() with { Environment = null }, _runs.Root, null, [measurement]);

        MeasurementsFile.Write(_runs.Root, [run]);

        var row = MeasurementsFile.Read(_runs.Root).ShouldHaveSingleItem();
        row.Identity.ShouldBe(run.Record.Identity);
        row.Environment.ShouldBe("");
        row.Measurement.ShouldBe(measurement);
        BitConverter.DoubleToInt64Bits(row.Measurement.Value!.Value).ShouldBe(BitConverter.DoubleToInt64Bits(value));
    }

    [Theory]
    [InlineData("", 1, "expected the columns")]
    [InlineData("a,b\n", 1, "expected the columns")]
    [InlineData(Header + "e,n,v,m,c,warm,1,x,1,s\n", 2, "expected 11 fields, found 10")]
    [InlineData(Header + "e,n,v,m,c,warm,1,x,,s,p\n\ne,n,v,m,c,hot,1,x,1,s,p\n", 4, "'hot' is none of warm, cold,")]
    [InlineData(Header + "e,n,v,m,c,warm,0,x,1,s,p\n", 2, "iteration '0' is not a whole number from 1")]
    [InlineData(Header + "e,n,v,m,c,warm,1,x,1s,s,p\n", 2, "value '1s' is neither a number nor empty")]
    [InlineData(Header + "e,n,\"v,m,c,warm,1,x,1,s,p\n", 2, "a field is quoted wrongly")]
    public void A_damaged_file_is_one_sentence_with_the_line(string text, int line, string expected)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));

        Should
            .Throw<UserErrorException>(() => MeasurementsFile.Read(content, "measurements.csv"))
            .Message.ShouldStartWith($"measurements.csv is damaged in line {line}: {expected}");
    }

    [Fact]
    public void A_file_that_is_not_there_is_said()
    {
        Should
            .Throw<UserErrorException>(() => MeasurementsFile.Read(_runs.Root))
            .Message.ShouldBe($"{_runs["measurements.csv"]} is not there: import or run something first.");
    }
}
