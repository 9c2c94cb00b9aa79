namespace Refigure.Running.SelfTest;

/// <summary>What a crash sweep found wrong.</summary>
/// <param name="Mode">What went wrong on purpose.</param>
/// <param name="At">At which operation or event, 1-based.</param>
/// <param name="Problem">What was not as it should be afterwards.</param>
public sealed record SweepFinding(SweepMode Mode, int At, string Problem);
