namespace Refigure.Imports;

/// <summary>How the logs of a figure lie and are named in the startup study's artifact.</summary>
internal enum StudyFigureKind
{
    /// <summary><c>iterations/3/output_model_NAME[_KEY_VALUE…].txt</c>, and the same in <c>uncached</c>.</summary>
    Models,

    /// <summary><c>iterations/output_VERSION.txt</c>.</summary>
    Versions,

    /// <summary><c>NAME.txt</c> and <c>NAME_uncached.txt</c> in the figure's folder, beside <c>cpu_usage.json</c>.</summary>
    CpuUsage,
}
