using Refigure.Engines;
using Refigure.Environments;
using Refigure.Environments.Containers;
using Refigure.Environments.Python;

namespace Refigure.Doctor;

/// <summary>Whether each environment is there, or can be set up here.</summary>
/// <param name="installer">Tells what is installed.</param>
/// <param name="engines">The engines that can be started.</param>
/// <param name="tools">Finds interpreters and container runtimes.</param>
public sealed class EnvironmentCheck(IEnvironmentInstaller installer, EngineSet engines, IToolRunner tools) : ICheck
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<Finding>> CheckAsync(DoctorNeeds needs, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(needs);
        var findings = new List<Finding>();
        findings.AddRange(
            needs
                .Cases.Where(c => c.Environment is null)
                .Select(c => c.Case.Environment)
                .Distinct(StringComparer.Ordinal)
                .Select(name => new Finding(
                    $"environment {name}",
                    "it is not described",
                    Verdict.Blocks,
                    $"describe it in envs/{name}/env.yaml"
                ))
        );
        foreach (var spec in needs.Environments)
        {
            findings.Add(await CheckAsync(spec, cancellation));
        }

        return findings;
    }

    private async Task<Finding> CheckAsync(EnvironmentSpec spec, CancellationToken cancellation)
    {
        var what = $"environment {spec.Name}";
        try
        {
            if (engines.Find(spec.Engine) is null)
            {
                return new Finding(what, $"its engine {spec.Engine} cannot be started yet", Verdict.Blocks);
            }

            if (installer.Find(spec) is { } installed)
            {
                return new Finding(what, $"set up in {installed.Prefix}", Verdict.Ok);
            }

            UnlockedEnvironment.RefuseUnlessAllowed(spec);
            return new Finding(
                what,
                $"not set up yet; {await MadeWith(spec, cancellation)}, {Amounts.Of(installer.DiskNeeded(spec))}",
                Verdict.Ok
            );
        }
        catch (UserErrorException refusal)
        {
            return Finding.Of(what, refusal, Verdict.Blocks);
        }
    }

    private async Task<string> MadeWith(EnvironmentSpec spec, CancellationToken cancellation)
    {
        switch (spec.Kind)
        {
            case "npm":
                var node = await NodeTools.FindAsync(tools, cancellation);
                return $"made with {node.Npm}";
            case "container":
                var runtime = ContainerRuntime.Find(tools) ?? throw ContainerRuntime.None(spec);
                return await RuntimeAnswer.WhyNotAsync(runtime, tools, cancellation) is { } why
                    ? throw new UserErrorException($"{spec.Name} runs in a container, and {why}.")
                    : $"pulled with {runtime.Program}";
            case "conda" when spec.Source.Python is null:
                return $"made with {CondaPython.FindTool(spec, tools)}";
            default:
                var python = await PythonInterpreter.FindAsync(
                    spec.Name,
                    spec.Python!,
                    spec.Source.Python,
                    tools,
                    OtherPythons.Of(spec.Python!),
                    cancellation
                );
                var with = tools.Find("uv") is null ? "pip" : "uv";
                var from = spec.Source.Wheelhouse is { } folder ? folder : "the package index";
                return $"made with {python.Path} ({python.Version}) and {with} from {from}";
        }
    }
}
