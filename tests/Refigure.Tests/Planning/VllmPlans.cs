using System.Collections.Immutable;
using NSubstitute;
using Refigure.Catalog;
using Refigure.Engines;
using Refigure.Environments;
using Refigure.Models;
using Refigure.Planning;
using Refigure.Tests.Results;

namespace Refigure.Tests.Planning;

/// <summary>Plans of single cases of vLLM, with the environments and models that a test says there are.</summary>
internal sealed class VllmPlans : IDisposable
{
    private readonly TemporaryFolder _runs = new();
    private readonly IEnvironmentCatalog _environments = Substitute.For<IEnvironmentCatalog>();
    private readonly IModelStore _models = Substitute.For<IModelStore>();

    /// <summary>The runs root.</summary>
    public string Runs => _runs.Root;

    /// <summary>The environments that there are.</summary>
    public IEnvironmentCatalog Environments => _environments;

    /// <summary>There is an environment.</summary>
    public void HasEnvironment(string name, string version) =>
        _environments
            .Find(name)
            .Returns(
                new EnvironmentSpec
                {
                    Name = name,
                    Folder = "/envs/" + name,
                    Kind = "python-venv",
                    Engine = "vllm",
                    EngineVersion = version,
                    LockHash = new string('a', 64),
                    Lock = "/lock",
                    Driver = "/envs/vllm/startup.py",
                }
            );

    /// <summary>It is known how a model is got.</summary>
    public void Knows(string model, long bytes, bool isThere = false) =>
        _models.Describe(model).Returns(new ModelSource(model, "digest", bytes, isThere, IsSynthetic: false));

    /// <summary>The plan of a case, as the experiment <c>x</c> of profile <c>paper</c> on the node <c>here</c>.</summary>
    public Plan Make(CaseSpec one) =>
        new Planner(
            _environments,
            Substitute.For<IEnvironmentInstaller>(),
            _models,
            new EngineSet(new VllmEngine()),
            _ => ImmutableSortedDictionary<string, string>.Empty,
            _ => null
        )
        {
            ModelOf = Figures.StudyRuns.Models.Find,
        }.Make(new PlanRequest([new ExperimentCases("x", "paper", [one])], _runs.Root, "here"));

    public void Dispose() => _runs.Dispose();
}
