using Refigure.Benchmarks;

if (args is ["cost"])
{
    await SupervisionCost.PrintAsync();
    return;
}

if (args is ["merge"])
{
    MergeCost.Print();
    return;
}

if (args is ["report", var recorded])
{
    ReportCost.Print(recorded);
    return;
}

if (args is ["nodes"])
{
    await NodeCost.PrintAsync();
    return;
}

if (args is ["load", .. var what])
{
    await LoadClientCost.PrintAsync(what);
    return;
}

if (args is ["trace", .. var trace])
{
    TraceReadingCost.Print(trace);
    return;
}

if (args is ["requests"])
{
    RequestsReadingCost.Print();
    return;
}

BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
