using Refigure.Build.Figures;
using Refigure.Build.Nodes;
using Refigure.Build.Options;
using Refigure.Build.Running;
using Refigure.Imports;
using Refigure.Nodes;
using Refigure.Nodes.Gpus;
using Refigure.Results;
using Refigure.Secrets;

namespace Refigure.Build.Evaluation;

/// <summary>Makes benches. A new one forgets what others loaded, as a new call would.</summary>
public sealed class EvaluationBenches
{
    private readonly RunStore _store;
    private readonly Importer _importer;
    private readonly EnvironmentSetup _setup;
    private readonly INodeInspector _node;
    private readonly IGpuMonitor _gpus;
    private readonly NodeDesk _nodes;
    private readonly Interruption _interruption;
    private readonly SecretMask _secrets;

    /// <summary>With what all benches share.</summary>
    public EvaluationBenches(
        RunStore store,
        Importer importer,
        EnvironmentSetup setup,
        INodeInspector node,
        IGpuMonitor gpus,
        NodeDesk nodes,
        Interruption interruption,
        SecretMask secrets
    )
    {
        _store = store;
        _importer = importer;
        _setup = setup;
        _node = node;
        _gpus = gpus;
        _nodes = nodes;
        _interruption = interruption;
        _secrets = secrets;
    }

    internal EvaluationBench Of(BuildContext context, BuildOptions options)
    {
        var library = new RunLibrary(_store, new GivenRuns(_importer));
        var workshop = new Workshop(library, _store, _setup, _node, _gpus, _nodes, _interruption, _secrets);
        var studio = new FigureStudio(library, new FigureRuns(library, workshop, _node));
        return new EvaluationBench(context.With(options), library, workshop, studio);
    }
}
