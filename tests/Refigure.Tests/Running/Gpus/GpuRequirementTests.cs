using NSubstitute;
using Refigure.Environments;
using Refigure.Nodes.Gpus;
using Refigure.Planning;
using Refigure.Results;
using Refigure.Running.Gpus;
using Refigure.Tests.Doctor;

namespace Refigure.Tests.Running.Gpus;

public sealed class GpuRequirementTests
{
    private readonly IGpuMonitor _gpus = Substitute.For<IGpuMonitor>();
    private EnvironmentSpec _environment = Patient.Environment;
    private bool _hasDevice;
    private long? _bytes = Patient.Gibibyte;

    public GpuRequirementTests()
    {
        _gpus.Report().Returns(Patient.Gpus(Patient.Device));
    }

    [Fact]
    public void A_model_that_fits_is_let_through() => Should.NotThrow(() => Check());

    [Fact]
    public void A_machine_without_a_GPU_is_refused_and_the_GPUs_are_asked_once()
    {
        _gpus.Report().Returns(GpuReport.None);

        Refusal()
            .ShouldBe(
                "x needs an NVIDIA GPU (environment vllm-1), and this machine has none: there is no nvidia-smi, which comes with NVIDIA's driver; run it on one that has, choose --profile smoke, or draw from runs that are there with --no-run."
            );
        _gpus.Received(1).Report();
    }

    [Fact]
    public void A_GPU_that_nobody_can_ask_is_tried()
    {
        _gpus.Report().Returns(GpuReport.None);
        _hasDevice = true;

        Should.NotThrow(() => Check());
    }

    [Fact]
    public void A_driver_that_is_too_old_is_refused()
    {
        _gpus.Report().Returns(Patient.Gpus(Patient.Device with { Driver = "550.54.15" }) with { Cuda = "12.4" });

        Refusal()
            .ShouldBe(
                "vllm-1: driver 550.54.15, CUDA 12.4; its packages were built with CUDA 13.0: update the driver to one for CUDA 13 (driver 580.65.06 or newer), or choose an environment with an older CUDA."
            );
    }

    [Fact]
    public void A_model_that_does_not_fit_is_refused_with_the_sizes()
    {
        _bytes = 80 * Patient.Gibibyte;

        Refusal()
            .ShouldBe(
                "experiment x, case m: it needs about 88064 MiB of each GPU, and may take 73728 MiB of 81920 MiB: run it on a larger GPU or on more (tensor-parallel-size), or choose a smaller model."
            );
    }

    [Fact]
    public void A_model_of_unknown_size_is_tried()
    {
        _bytes = null;

        Should.NotThrow(() => Check());
    }

    [Fact]
    public void More_GPUs_than_there_are_are_refused() =>
        Refusal("tensor-parallel-size=4").ShouldContain("it takes 4 GPUs, and 1 can be seen");

    [Fact]
    public void What_needs_no_GPU_asks_none()
    {
        _environment = _environment with { Cuda = null };

        Check();

        _gpus.DidNotReceive().Report();
    }

    private string Refusal(string arguments = "") => Should.Throw<UserErrorException>(() => Check(arguments)).Message;

    private void Check(string arguments = "")
    {
        var environments = Substitute.For<IEnvironmentCatalog>();
        environments.Find("vllm-1").Returns(_environment);
        var one = Patient.Case(arguments: arguments).Case;
        var run = new PlannedRun(
            new RunIdentity("x", "here", one.Name, CacheState.Warm, 1),
            "lab",
            one,
            null!,
            RunDecision.Missing,
            [],
            null
        );
        new GpuRequirement(environments, _gpus, () => _hasDevice, _ => _bytes).Check(Patient.Plan([run]));
    }
}
