using Microsoft.Extensions.DependencyInjection;
using Refigure.Build.Assignment;
using Refigure.Build.Evaluation;
using Refigure.Build.Figures;
using Refigure.Build.Merging;
using Refigure.Build.Nodes;
using Refigure.Build.Publishing;
using Refigure.Build.Reports;
using Refigure.Build.Running;
using Refigure.Environments;
using Refigure.Files;
using Refigure.Imports;
using Refigure.Nodes;
using Refigure.Nodes.Gpus;
using Refigure.Results;
using Refigure.Secrets;

namespace Refigure.Build;

/// <summary>What tasks take through their constructors.</summary>
internal static class Services
{
    public static void Register(IServiceCollection services)
    {
        services.AddSingleton<Interruption>();
        services.AddSingleton<IProcessLauncher, ProcessLauncher>();
        services.AddSingleton<IStartupLogReader>(VllmLogReader.Instance);
        services.AddSingleton<RunStore>();
        services.AddSingleton<NodeDesk>();
        services.AddSingleton<Workshop>();
        services.AddSingleton<TaskDesk>();
        services.AddSingleton<RerunDesk>();
        services.AddSingleton<DoctorDesk>();
        services.AddSingleton<KneeDesk>();
        services.AddSingleton<ChatDesk>();
        services.AddSingleton<TraceDesk>();
        services.AddSingleton<BatchDesk>();
        services.AddSingleton<MetricsDesk>();
        services.AddSingleton<ReleaseDesk>();
        services.AddSingleton<EvaluationBenches>();
        services.AddSingleton<EvaluationSteps>();
        services.AddSingleton<LabGate>();
        services.AddSingleton<IEvaluationReport, EvaluationReport>();
        services.AddSingleton<EvaluationDesk>();
        services.AddSingleton<ReportFigures>();
        services.AddSingleton<ReportDesk>();
        services.AddSingleton<BundleDesk>();
        services.AddSingleton<MergeDesk>();
        services.AddSingleton<Importer>();
        services.AddSingleton<GivenRuns>();
        services.AddSingleton<RunLibrary>();
        services.AddSingleton<FigureRuns>();
        services.AddSingleton<FigureStudio>();
        services.AddSingleton<AssignmentDesk>();
        services.AddSingleton<IGpuMonitor, NvidiaSmi>();
        services.AddSingleton<INodeInspector, NodeInspector>();
        services.AddSingleton(_ => SecretSearch.Here());
        services.AddSingleton<IToolRunner, ToolRunner>();
        services.AddSingleton<IFileSystem>(PhysicalFileSystem.Instance);
        services.AddSingleton<EnvironmentSetup>();
        services.AddSingleton(_ => new LoadDesk(PhysicalFileSystem.Instance, TimeProvider.System));
    }
}
