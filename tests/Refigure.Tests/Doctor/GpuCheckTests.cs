using Refigure.Doctor;
using Refigure.Nodes.Gpus;

namespace Refigure.Tests.Doctor;

public sealed class GpuCheckTests
{
    [Fact]
    public async Task A_machine_without_a_GPU_is_only_told_so_where_none_is_needed()
    {
        var found = await new GpuCheck(GpuReport.None).SaysOne(Patient.Nothing);

        found.Verdict.ShouldBe(Verdict.Missing);
        found.Fix.ShouldBe("only profile smoke runs here");
    }

    [Fact]
    public async Task A_machine_without_a_GPU_blocks_what_needs_one()
    {
        var found = await new GpuCheck(GpuReport.None).SaysOne(Patient.Needs(Patient.Case()));

        found.Verdict.ShouldBe(Verdict.Blocks);
        found.Found.ShouldBe("none: there is no nvidia-smi, which comes with NVIDIA's driver");
        found.Fix.ShouldNotBeNull().ShouldContain("--profile smoke");
    }

    [Fact]
    public async Task What_needs_no_GPU_asks_for_none() =>
        (
            await new GpuCheck(GpuReport.None).Says(
                Patient.Needs(Patient.Case(environment: Patient.Environment with { Cuda = null }))
            )
        ).ShouldBeEmpty();

    [Theory]
    [InlineData("12.6", "12.6")]
    [InlineData("12.2", "12.8")]
    [InlineData("13.0", "12.8")]
    public async Task A_driver_runs_what_is_of_its_major_version_or_older(string has, string wants)
    {
        var found = await Driver(has, wants);

        found.Verdict.ShouldBe(Verdict.Ok);
        found.Found.ShouldBe($"driver 580.159.04, CUDA {has}; CUDA {wants} runs");
    }

    [Fact]
    public async Task A_driver_that_is_too_old_blocks_and_says_which_is_needed()
    {
        var found = await Driver("12.4", "13.0");

        found.Verdict.ShouldBe(Verdict.Blocks);
        found.What.ShouldBe("driver for vllm-1");
        found.Found.ShouldBe("driver 580.159.04, CUDA 12.4; its packages were built with CUDA 13.0");
        found.Fix.ShouldBe(
            "update the driver to one for CUDA 13 (driver 580.65.06 or newer), or choose an environment with an older CUDA"
        );
    }

    [Fact]
    public async Task GPUs_that_are_alike_are_counted()
    {
        var found = await new GpuCheck(
            Patient.Gpus(Patient.Device, Patient.Device with { Index = 1, Uuid = "GPU-1" })
        ).Says(Patient.Nothing);

        found[0].Found.ShouldBe("2 × NVIDIA H100 80GB HBM3, 81920 MiB, compute capability 9.0");
        found[1].Found.ShouldBe("driver 580.159.04, CUDA 13.0");
    }

    [Fact]
    public async Task A_divided_GPU_is_told()
    {
        var found = await new GpuCheck(Patient.Gpus(Patient.Device with { Mig = "Enabled" })).Says(Patient.Nothing);

        found[0].Verdict.ShouldBe(Verdict.Note);
        found[0].Found.ShouldEndWith("divided into instances (MIG)");
    }

    private static async Task<Finding> Driver(string has, string wants) =>
        (
            await new GpuCheck(Patient.Gpus(Patient.Device) with { Cuda = has }).Says(
                Patient.Needs(Patient.Case(environment: Patient.Environment with { Cuda = wants }))
            )
        )[1];
}
