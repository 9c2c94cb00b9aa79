using Refigure.Nodes.Gpus;
using Refigure.Running.Gpus;

namespace Refigure.Build.Evaluation;

/// <summary>Whether vLLM itself can be run here: a GPU, and somewhere to have the engine from.</summary>
public sealed class LabGate
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);
    private readonly IGpuMonitor _gpus;
    private readonly EnvironmentSetup _setup;

    /// <summary>With the machine's GPUs, and what knows environments.</summary>
    public LabGate(IGpuMonitor gpus, EnvironmentSetup setup)
    {
        _gpus = gpus;
        _setup = setup;
    }

    /// <summary>Why there is no vLLM here, a clause; null if there can be.</summary>
    public string? WhyNoGpu() =>
        _gpus.Report() is { Devices.IsEmpty: true } report
        && (report.Problem is not null || !GpuRequirement.HasDevice())
            ? $"this machine has no NVIDIA GPU: {report.Problem ?? "none is listed"}"
            : null;

    /// <summary>Why an environment cannot be had, a clause; null if it is set up, or its packages are within reach.</summary>
    public async Task<string?> WhyNotAsync(BuildContext context, string name, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (EnvironmentSetup.Catalog(context).Find(name) is not { } spec)
        {
            return $"the environment {name} is not described";
        }

        if (_setup.Installer(context).Find(spec) is not null || spec.Source.Wheelhouse is not null)
        {
            return null;
        }

        if (spec.Kind is not "python-venv")
        {
            // The doctor looks for its tools.
            return null;
        }

        var index = Index();
        return await AnswersAsync(index, cancellation)
            ? null
            : $"{name} is not set up, and the package index {index.Host} does not answer; name a folder of wheels with --wheelhouse DIR";
    }

    // Where pip and uv look, in this order.
    private static Uri Index()
    {
        foreach (var variable in new[] { "UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL" })
        {
            if (Uri.TryCreate(Environment.GetEnvironmentVariable(variable), UriKind.Absolute, out var named))
            {
                return named;
            }
        }

        return new Uri("https://pypi.org/simple/");
    }

    private static async Task<bool> AnswersAsync(Uri index, CancellationToken cancellation)
    {
        if (index.IsFile)
        {
            return Directory.Exists(index.LocalPath);
        }

        using var client = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await client.GetAsync(
                new Uri(index.AbsoluteUri.TrimEnd('/') + "/vllm/"),
                HttpCompletionOption.ResponseHeadersRead,
                cancellation
            );
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e)
            when (e is HttpRequestException or NotSupportedException
                || (e is OperationCanceledException && !cancellation.IsCancellationRequested)
            )
        {
            return false;
        }
    }
}
