using Cake.Frosting;
using Refigure.Build.Figures;

namespace Refigure.Build.Tasks;

/// <summary>What <c>./build.sh</c> alone does: figure 2 on this machine.</summary>
[TaskName("Default")]
[TaskDescription("Figure 2 on this machine, end to end")]
[IsDependentOn(typeof(Figure02))]
public sealed class DefaultTask : FrostingTask<BuildContext>;
