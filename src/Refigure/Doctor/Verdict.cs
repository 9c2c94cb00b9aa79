namespace Refigure.Doctor;

/// <summary>What a finding means.</summary>
public enum Verdict
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Worth knowing; nothing fails of it.</summary>
    Note,

    /// <summary>Not there, and not needed for what was asked.</summary>
    Missing,

    /// <summary>What was asked for cannot run.</summary>
    Blocks,
}
