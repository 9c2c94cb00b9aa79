namespace Refigure.Quality;

/// <summary>The words of <see cref="Finding.Kind"/>.</summary>
public static class FindingKinds
{
    /// <summary>The compared sides have time stamps of different resolution.</summary>
    public const string MixedResolution = "mixed-resolution";

    /// <summary>Runs of machines that differ in more than what is compared, such as the driver.</summary>
    public const string MixedMachines = "mixed-machines";

    /// <summary>Logs with time stamps in whole seconds.</summary>
    public const string CoarseStamps = "coarse-stamps";

    /// <summary>The compared sides ran under different engine arguments.</summary>
    public const string ArgumentMismatch = "argument-mismatch";

    /// <summary>A repeated measurement scatters unusually.</summary>
    public const string UnusualSpread = "unusual-spread";

    /// <summary>Too few iterations to judge the scatter.</summary>
    public const string FewIterations = "few-iterations";

    /// <summary>A log is a copy of another run's.</summary>
    public const string CopiedLog = "copied-log";

    /// <summary>The version in the engine's banner is not the one that the run claims.</summary>
    public const string VersionMismatch = "version-mismatch";

    /// <summary>A run called cold whose log shows warm caches.</summary>
    public const string ColdWasWarm = "cold-was-warm";

    /// <summary>A run called warm whose log shows a compilation.</summary>
    public const string WarmWasCold = "warm-was-cold";

    /// <summary>An environment setting that the log contradicts.</summary>
    public const string SettingContradicted = "setting-contradicted";

    /// <summary>Runs whose engine made its weights up.</summary>
    public const string DummyWeights = "dummy-weights";

    /// <summary>A value that was computed from others because its own line is not there.</summary>
    public const string DerivedValue = "derived-value";

    /// <summary>A value that this version is known to print, and that the log does not have.</summary>
    public const string MissingValue = "missing-value";
}
