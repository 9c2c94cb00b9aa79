using System.Collections.Immutable;
using Cake.Frosting.Hosting.Tasks;

namespace Cake.Frosting.Hosting.Running;

/// <summary>What runs for one target.</summary>
/// <param name="Target">What was asked for.</param>
/// <param name="Tasks">What runs for it, in order, without what an earlier target has run.</param>
internal sealed record TargetPlan(TaskDefinition Target, ImmutableArray<TaskDefinition> Tasks);
