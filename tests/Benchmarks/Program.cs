using Refigure.Benchmarks;

if (args is ["cost"])
{
    await SupervisionCost.PrintAsync();
    return;
}

BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
