namespace Refigure.Running.Gpus;

/// <summary>How long GPUs are waited for.</summary>
/// <param name="Before">Until nobody else uses them, before a run.</param>
/// <param name="After">Until they have their memory back, after its end.</param>
/// <param name="Between">Between two looks.</param>
public sealed record GpuPatience(TimeSpan Before, TimeSpan After, TimeSpan Between)
{
    /// <summary>A minute before, half a minute after, a look each half second.</summary>
    public static GpuPatience Usual { get; } =
        new(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(0.5));
}
