using Refigure.Environments;
using Refigure.Environments.Containers;
using Refigure.Environments.Python;

namespace Refigure.Doctor;

/// <summary>In general: which programs are here that environments are made with. What one needs, its own row says.</summary>
/// <param name="tools">Finds them.</param>
public sealed class ProgramCheck(IToolRunner tools) : ICheck
{
    // Those that the environments of envs/ pin.
    private static readonly string[] Pythons = ["3.11", "3.12"];
    private static readonly string[] Condas = ["micromamba", "mamba", "conda"];

    /// <inheritdoc />
    public async Task<IReadOnlyList<Finding>> CheckAsync(DoctorNeeds needs, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(needs);
        return needs.IsGeneral
            ?
            [
                await NodeJs(cancellation),
                await Python(cancellation),
                One("uv", tools.Find("uv"), "pip is used in its place, which takes longer"),
                One(
                    "conda",
                    Condas.Select(tools.Find).FirstOrDefault(path => path is not null),
                    "only environments of kind conda need it (vllm-2f13319)"
                ),
                await Container(cancellation),
            ]
            : [];
    }

    private async Task<Finding> NodeJs(CancellationToken cancellation)
    {
        try
        {
            return new Finding("Node.js", (await NodeTools.FindAsync(tools, cancellation)).Node, Verdict.Ok);
        }
        catch (UserErrorException refusal)
        {
            return Finding.Of("Node.js", refusal, Verdict.Missing);
        }
    }

    private async Task<Finding> Python(CancellationToken cancellation)
    {
        var found = new List<string>();
        var missing = new List<string>();
        foreach (var version in Pythons)
        {
            try
            {
                var python = await PythonInterpreter.FindAsync(
                    "",
                    version,
                    asked: null,
                    tools,
                    OtherPythons.Of(version),
                    cancellation
                );
                found.Add(python.Version);
            }
            catch (UserErrorException)
            {
                missing.Add(version);
            }
        }

        var fix =
            missing.Count > 0
                ? $"environments for vLLM need the one that they pin; not here: {string.Join(", ", missing)}"
                : null;
        return found.Count > 0
            ? new Finding("Python", string.Join(", ", found), Verdict.Ok, fix)
            : new Finding("Python", "none that environments pin", Verdict.Missing, fix);
    }

    private async Task<Finding> Container(CancellationToken cancellation)
    {
        const string What = "container runtime";
        if (ContainerRuntime.Find(tools) is not { } runtime)
        {
            return One(What, path: null, "only environments of kind container need Docker, podman or Apptainer (tgi)");
        }

        return await RuntimeAnswer.WhyNotAsync(runtime, tools, cancellation) is { } why
            ? Finding.Of(What, new UserErrorException(why), Verdict.Missing)
            : new Finding(What, runtime.Program, Verdict.Ok);
    }

    private static Finding One(string what, string? path, string use) =>
        path is null ? new Finding(what, "not here", Verdict.Missing, use) : new Finding(what, path, Verdict.Ok);
}
