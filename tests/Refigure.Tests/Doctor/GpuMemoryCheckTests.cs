using Refigure.Doctor;

namespace Refigure.Tests.Doctor;

public sealed class GpuMemoryCheckTests
{
    private readonly GpuMemoryCheck _check = new(Patient.Gpus(Patient.Device));

    [Fact]
    public async Task A_model_that_fits_is_told_with_what_it_may_take()
    {
        var found = await _check.SaysOne(Patient.Needs(Patient.Case(bytes: 20 * Patient.Gibibyte)));

        found.Verdict.ShouldBe(Verdict.Ok);
        found.What.ShouldBe("GPU memory for m");
        found.Found.ShouldBe("it needs about 23552 MiB of each GPU, and may take 73728 MiB of 81920 MiB");
    }

    [Fact]
    public async Task A_model_that_does_not_fit_blocks()
    {
        var found = await _check.SaysOne(Patient.Needs(Patient.Case(bytes: 140 * Patient.Gibibyte)));

        found.Verdict.ShouldBe(Verdict.Blocks);
        found.Fix.ShouldNotBeNull().ShouldContain("tensor-parallel-size");
    }

    [Fact]
    public async Task More_GPUs_than_there_are_block()
    {
        var found = await _check.SaysOne(Patient.Needs(Patient.Case(arguments: "tensor-parallel-size=2")));

        found.Verdict.ShouldBe(Verdict.Blocks);
        found.Found.ShouldBe("it takes 2 GPUs, and 1 can be seen");
    }

    [Fact]
    public async Task Two_GPUs_share_a_model()
    {
        var check = new GpuMemoryCheck(Patient.Gpus(Patient.Device, Patient.Device with { Index = 1, Uuid = "GPU-1" }));

        (
            await check.SaysOne(
                Patient.Needs(Patient.Case(bytes: 100 * Patient.Gibibyte, arguments: "tensor-parallel-size=2"))
            )
        ).Verdict.ShouldBe(Verdict.Ok);
    }

    [Fact]
    public async Task Part_of_the_memory_is_all_that_an_engine_may_take_that_is_told_so()
    {
        var found = await _check.SaysOne(
            Patient.Needs(Patient.Case(bytes: 20 * Patient.Gibibyte, arguments: "gpu-memory-utilization=0.25"))
        );

        found.Verdict.ShouldBe(Verdict.Blocks);
        found.Found.ShouldContain("may take 20480 MiB of 81920 MiB");
    }

    [Fact]
    public async Task A_size_that_nobody_knows_is_no_verdict()
    {
        var found = await _check.SaysOne(Patient.Needs(Patient.Case(bytes: null)));

        found.Verdict.ShouldBe(Verdict.Note);
        found.Found.ShouldBe("the model's size is not known");
    }

    [Fact]
    public async Task Of_many_that_fit_the_largest_is_told_and_each_that_does_not()
    {
        var found = await _check.Says(
            Patient.Needs([
                .. Enumerable.Range(1, 5).Select(n => Patient.Case($"m{n}", n * Patient.Gibibyte)),
                Patient.Case("huge", 500 * Patient.Gibibyte),
            ])
        );

        found.Select(f => f.What).ShouldBe(["GPU memory for m5", "GPU memory for huge"]);
        found[0].Found.ShouldEndWith("; 4 smaller ones fit");
    }
}
